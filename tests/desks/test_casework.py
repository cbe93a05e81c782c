"""The desk of cases: read, decided, left, killed, taken up again, looked back on; held against the journal itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from question_bank.bank import BankFile
from question_bank.build import build_bank
from question_bank.model import Error, Rating, read
from tests.builders.content import write_content
from tests.drivers.school import School, ToldClock
from trainer.core import attempt
from trainer.core.case_views import Reading, SceneView, Since
from trainer.core.events import Answered, Interrupted
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.desks.casework import CaseReading
from trainer.house import House

CASE = "indicators-case-borrowed-journey"


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner()


def decide(hand: CaseReading, *choices: str) -> SceneView:
    """Decide and go on, again and again."""
    for choice in choices:
        hand.decide(choice)
        assert hand.forward()
    return hand.scene()


def to_the_end(hand: CaseReading, *choices: str) -> str:
    """Read to the ending and hand in. Return the stream."""
    assert decide(hand, *choices).ending
    assert not hand.forward()
    assert hand.finished
    return hand.attempt.stream


def expert(school: School, case_id: str) -> tuple[str, ...]:
    return school.house.bank.case_by_id(case_id).expert_path


@pytest.mark.parametrize("module", ["indicators", "child", "interview", "referral"])
def test_every_case_is_read_by_the_experts_way(school: School, who: Admitted, module: str) -> None:
    casework = school.house.casework
    lines = casework.lines(who.id, module, "en")
    assert lines
    for line in lines:
        assert line.reading is Reading.NOT_STARTED
        stream = to_the_end(casework.read(who.id, line.id, "en"), *expert(school, line.id))
        debrief = casework.debrief(who.id, stream, "en")
        assert all(scene.same for scene in debrief.scenes)
        assert len(debrief.rated(Rating.BEST)) == len(debrief.scenes) == len(expert(school, line.id))
        assert debrief.unknown
        assert debrief.facts
        assert all(fact.document and fact.place and fact.as_of for fact in debrief.facts)
        assert casework.line(who.id, line.id, "en").reading is Reading.READ


def test_a_decision_stays_and_shows_what_follows(school: School, who: Admitted) -> None:
    hand = school.house.casework.read(who.id, CASE, "en")
    scene = hand.scene()
    assert (scene.number, scene.decided, scene.consequence) == (1, False, "")
    with pytest.raises(Refused) as early:
        hand.forward()
    assert early.value.message.code == "refused.order"
    scene = hand.decide("c")
    assert scene.decided
    assert [choice.id for choice in scene.choices if choice.taken] == ["c"]
    assert scene.consequence.startswith("Her words are on paper")
    assert scene.stations[0].choice.startswith("Take down the debt")
    with pytest.raises(Refused) as again:
        hand.decide("a")
    assert again.value.message.code == "refused.checked"
    assert hand.forward()
    with pytest.raises(Refused) as strange:
        hand.decide("z")
    assert strange.value.message.code == "refused.option"


def test_what_was_done_shows_later(school: School, who: Admitted) -> None:
    hand = school.house.casework.read(who.id, CASE, "en")
    texts = decide(hand, "b", "a").texts
    assert texts[1].startswith("'You have said it already,' she adds.")
    stream = to_the_end(hand, "d", "b", "c", "b")
    debrief = school.house.casework.debrief(who.id, stream, "en")
    first = debrief.scenes[0]
    assert first.yours is not None
    assert [later.title for later in first.later] == ["Back in the room", "Wednesday of the next week, 11.05"]
    assert debrief.erred(Error.FALSE_ALARM) == (first,)
    assert debrief.erred(Error.MISS) == ()


def test_a_way_that_parts_from_the_experts_is_laid_beside_it(school: School, who: Admitted) -> None:
    hand = school.house.casework.read(who.id, CASE, "en")
    stream = to_the_end(hand, "c", "b", "b", "d", "b", "c", "b")
    debrief = school.house.casework.debrief(who.id, stream, "en")
    titles = [scene.title for scene in debrief.scenes]
    assert titles[:4] == ["Monday, 09.40", "In the corridor, 10.25", "Thursday, 16.15", "Back in the room"]
    call = debrief.scenes[2]
    assert call.experts is None
    assert call.best_here is not None
    assert [scene.title for scene in debrief.rated(Rating.CRITICAL)] == ["In the corridor, 10.25"]
    assert debrief.erred(Error.MISS)[0].yours is not None


def test_a_scene_of_the_expert_alone_stands_where_it_belongs(school: School, who: Admitted) -> None:
    hand = school.house.casework.read(who.id, CASE, "en")
    stream = to_the_end(hand, "a", "b", "d", "b", "c", "b")
    titles = [(s.title, s.yours is None) for s in school.house.casework.debrief(who.id, stream, "en").scenes]
    assert titles[0] == ("Monday, 09.40", False)
    assert set(titles[1:3]) == {("Thursday, 16.15", False), ("In the corridor, 10.25", True)}


def test_time_only_ever_gets_less(school: School, who: Admitted) -> None:
    for way in (expert(school, CASE), ("a", "a", "b", "a", "a", "d")):
        hand = school.house.casework.read(who.id, CASE, "en")
        shares = []
        for choice in way:
            shares.append(hand.scene().share)
            shares.append(hand.decide(choice).share)
            hand.forward()
        assert shares == sorted(shares)
        assert shares[0] == 0
        assert hand.scene().share == 1
        hand.forward()


def test_the_fold_of_the_journal_is_what_was_lived_through(school: School, who: Admitted) -> None:
    hand = school.house.casework.read(who.id, CASE, "en")
    decide(hand, "b", "a")
    hand.decide("d")
    events = list(school.house.records.journal.events(hand.attempt.stream))
    assert attempt.replay(events) == hand.attempt.state
    assert all(event.body.confidence is None for event in events if isinstance(event.body, Answered))


def test_answers_of_a_case_stand_among_the_answers_and_move_no_objective(school: School, who: Admitted) -> None:
    house = school.house
    to_the_end(house.casework.read(who.id, CASE, "en"), "c", "b", "b", "d", "b", "c", "b")
    rows = list(
        house.records.store.execute("SELECT kind, item, correct FROM answer WHERE person = ? ORDER BY seq", (who.id,))
    )
    assert [(kind, bool(right)) for kind, _, right in rows] == [("case", True), ("case", False), *[("case", True)] * 5]
    assert house.queries.objectives(who.id) == {}
    ((answers,),) = house.records.store.execute("SELECT answers FROM person_summary WHERE person = ?", (who.id,))
    assert answers == 0


def test_ended_in_the_middle_it_opens_on_the_same_scene(tmp_path: Path) -> None:
    school = School(tmp_path / "data")
    who = school.learner()
    hand = school.house.casework.read(who.id, CASE, "en")
    decide(hand, "b")
    before = hand.scene()
    school.close()

    again = School(tmp_path / "data")
    again.clock.forward(60_000)
    hand = again.house.casework.read(who.id, CASE, "en")
    assert hand.scene() == before
    assert any(isinstance(event.body, Interrupted) for event in again.house.records.journal.events(hand.attempt.stream))
    decided = hand.decide("a")
    again.close()

    third = School(tmp_path / "data")
    assert third.house.casework.read(who.id, CASE, "en").scene() == decided
    third.close()


def test_a_case_left_early_begins_anew_and_has_no_debrief(school: School, who: Admitted) -> None:
    casework = school.house.casework
    hand = casework.read(who.id, CASE, "en")
    decide(hand, "c")
    hand.attempt.pause()
    hand.end()
    line = casework.line(who.id, CASE, "en")
    assert (line.reading, line.stream) == (Reading.LEFT, "")
    with pytest.raises(Refused) as unread:
        casework.debrief(who.id, hand.attempt.stream, "en")
    assert unread.value.message.code == "case.unread"
    assert casework.read(who.id, CASE, "en").scene().number == 1


def test_nobody_looks_back_on_anothers_case(school: School, who: Admitted) -> None:
    stream = to_the_end(school.house.casework.read(who.id, CASE, "en"), *expert(school, CASE))
    other = school.learner("Jonas Kvist")
    for asked in (stream, "nothing"):
        with pytest.raises(Refused) as none:
            school.house.casework.debrief(other.id, asked, "en")
        assert none.value.message.code == "case.none"


def built(folder: Path, **changes: dict[str, object] | None) -> BankFile:
    """Build a bank of the tool library with a case changed, whatever its checks say."""
    folder.mkdir(parents=True)
    content = write_content(folder / "content", **changes)
    build_bank([content], folder / "a.bank", draft=True)
    return BankFile.open(folder / "a.bank")


def library(folder: Path, name: str, **changes: dict[str, object] | None) -> tuple[House, str]:
    """Open a house with such a bank, and the one person in it."""
    house = House.open(folder / "records", bank=built(folder / name, **changes), clock=ToldClock(), create=True)
    people = house.entrance.profiles("en")
    return house, people[0].id if people else house.entrance.add("Ada", "desk", "")


def test_a_bank_that_changes_in_the_middle_changes_nothing_for_who_reads(tmp_path: Path) -> None:
    house, ada = library(tmp_path, "old")
    before = decide(house.casework.read(ada, "night", "en"), "c")
    assert before.texts[1] == "He waited outside."
    assert before.since is Since.SAME
    house.close()

    house, ada = library(tmp_path, "elsewhere", AL_1={"stem": "What would you do?"})
    assert house.casework.read(ada, "night", "en").scene() == before
    house.close()

    house, ada = library(tmp_path, "new", night__desk_side={"text": "Another text."})
    assert house.casework.read(ada, "night", "en").scene() == replace(before, since=Since.CHANGED)
    house.close()

    house, ada = library(tmp_path, "gone", night=None)
    (shelf,) = house.casework.shelves(ada, "en")
    assert (shelf.module, [line.reading for line in shelf.lines]) == ("", [Reading.OPEN])
    assert house.casework.read(ada, "night", "en").scene() == replace(before, since=Since.GONE)
    house.close()


def test_a_case_whose_scene_is_gone_is_read_to_its_end_and_begins_anew_as_it_is_now(tmp_path: Path) -> None:
    house, ada = library(tmp_path, "old")
    decide(house.casework.read(ada, "night", "en"), "c", "a")
    house.close()

    short = {"goto": "gate"}
    changes = {f"night__desk_side__{choice}": short for choice in "abc"}
    house, ada = library(tmp_path, "new", night__yard=None, **changes, night={"expert_path": ["a", "a", "a"]})
    hand = house.casework.read(ada, "night", "en")
    assert (hand.scene().title, hand.scene().since) == ("Yard", Since.CHANGED)
    stream = to_the_end(hand, "a", "a")
    looked = house.casework.debrief(ada, stream, "en")
    assert [row.title for row in looked.decided] == ["Hall", "Desk_Side", "Yard", "Gate"]
    again = house.casework.read(ada, "night", "en")
    assert again.scene().since is Since.SAME
    assert decide(again, "a", "a").title == "Gate"
    house.close()


def test_a_case_that_is_gone_keeps_its_place_where_there_is_no_other(tmp_path: Path) -> None:
    house, ada = library(tmp_path, "old")
    house.casework.read(ada, "night", "en")
    house.close()
    house, ada = library(tmp_path, "gone", night=None)
    with pytest.raises(Refused) as none:
        house.casework.skip(ada, "night", "en")
    assert none.value.message.code == "case.no_equivalent"
    assert house.casework.read(ada, "night", "en").scene().number == 1
    house.close()


def test_where_every_way_has_as_many_decisions_they_are_counted(tmp_path: Path) -> None:
    house, ada = library(tmp_path, "bank")
    hand = house.casework.read(ada, "night", "en")
    assert [(scene.step, scene.steps) for scene in (hand.scene(), decide(hand, "a"))] == [(1, 4), (2, 4)]
    house.close()


@pytest.mark.parametrize("goto", ["hall", "nowhere"])
def test_a_case_with_a_circle_or_a_hole_does_not_get_into_a_bank(tmp_path: Path, goto: str) -> None:
    house, ada = library(tmp_path, "bank", night__gate__c={"goto": goto})
    assert house.casework.shelves(ada, "en") == ()
    with pytest.raises(Refused) as unknown:
        house.casework.read(ada, "night", "en")
    assert unknown.value.message.code == "case.unknown"
    house.close()


def test_a_damaged_case_in_a_bank_all_the_same_is_refused(
    school: School, who: Admitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.desks.casework.CaseGraph.runs", property(lambda self: False))
    with pytest.raises(Refused) as damaged:
        school.house.casework.read(who.id, CASE, "en")
    assert damaged.value.message.code == "case.damaged"
    assert school.house.queries.open_streams(who.id) == ()


def test_skipping_leads_to_the_equivalent_and_costs_nothing(
    school: School, who: Admitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework = school.house.casework
    with monkeypatch.context() as alone:
        alone.setattr(type(casework), "_equivalent", lambda self, case: None)
        with pytest.raises(Refused) as none:
            casework.skip(who.id, CASE, "en")
    assert none.value.message.code == "case.no_equivalent"
    other = school.house.bank.case_by_id("child-case-yellow-slip")
    monkeypatch.setattr(type(casework), "_equivalent", lambda self, case: other if case.id == CASE else None)
    decide(casework.read(who.id, CASE, "en"), "c")
    line = casework.line(who.id, CASE, "en")
    assert (line.equivalent, line.equivalent_title) == (other.id, read(other.title, "en"))
    assert casework.skip(who.id, CASE, "en") == other.id
    assert casework.line(who.id, CASE, "en").reading is Reading.SKIPPED
    assert casework.line(who.id, other.id, "en").reading is Reading.NOT_STARTED
