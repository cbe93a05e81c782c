"""The self-check of a module, taken instead of its lessons: what it asks, what passing opens, what not passing leaves."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from question_bank.model import Confidence, Pool
from tests.drivers.checks import objectives_asked, take
from tests.drivers.school import DAY_MS, HOUR_MS, School
from trainer.core import module_check
from trainer.core.message import Refused
from trainer.core.requests import Admitted, ExportPlan, TableFormat, TableRows
from trainer.core.result_views import ResultView
from trainer.core.views import AssessmentLine, ModuleView
from trainer.records import folding

MODULE = "child"


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner()


def module(school: School, who: Admitted) -> ModuleView:
    return school.house.learning.module(who.id, MODULE, "en")


def line(school: School, who: Admitted) -> AssessmentLine:
    found = school.house.assessing.module_check(who.id, MODULE, "en")
    assert found is not None
    return found


def result(school: School, who: Admitted, stream: str) -> ResultView:
    return school.house.results.result(who.id, who.name, stream, "en")


def test_every_objective_that_the_pool_covers_is_asked_once(school: School, who: Admitted) -> None:
    counted = {one.id for one in module(school, who).objectives}
    pool = {row.objective for row in school.house.bank.index((Pool.SELF_CHECK,)) if row.module == MODULE}
    asked = objectives_asked(school, MODULE)
    assert sorted(asked) == sorted(counted & pool)
    found = line(school, who)
    assert found.check is not None
    assert (found.questions, found.check.asked, found.check.objectives) == (len(asked), len(asked), len(counted))
    assert (found.available, found.minutes, found.title) == (True, 0, "Self-check: Child identification")
    hand = school.house.assessing.sit(who.id, found.id, "en")
    assert sorted(unit.ref.objective for unit in hand.attempt.state.units) == sorted(asked)
    assert all(hand.attempt.item(unit.ref.digest).pool is Pool.SELF_CHECK for unit in hand.attempt.state.units)
    assert hand.module == MODULE


def test_passing_opens_the_module_and_everything_agrees(school: School, who: Admitted) -> None:
    asked = objectives_asked(school, MODULE)
    stream = take(school, who, MODULE)
    view = module(school, who)
    lessons = school.house.bank.lessons(MODULE)
    teaches = {lesson.id for lesson in lessons if set(lesson.objectives) & set(asked)}
    assert {one.id for one in view.lessons if one.skipped} == teaches
    assert not any(one.done or one.read for one in view.lessons), "skipped is not read"
    assert {one.id for one in view.objectives if one.state == "right"} == set(asked)
    assert (view.mastery.met, view.mastery.secure) == (len(asked), 0)
    home = school.house.learning.home(who.id, who.name, None, "en")
    card = next(card for card in home.modules if card.id == MODULE)
    assert card.mastery == view.mastery
    assert card.next_lesson == next((one.id for one in view.lessons if not one.skipped), "")
    held = next(one for one in school.house.reflecting.progress(who.id, "en").modules if one.id == MODULE)
    assert held.mastery == view.mastery
    (past,) = school.house.reflecting.progress(who.id, "en").history
    assert (past.kind, past.title, past.passed) == ("check", "Self-check: Child identification", True)
    (person,) = school.house.teaching.people()
    assert (person.lessons_done, person.last_passed, person.answers, person.right) == (0, True, 0, 0)
    (share,) = [share for share in person.modules if share.module == MODULE]
    assert share.share == pytest.approx(view.mastery.share)
    assert (share.answers, share.right, share.begun) == (0, 0, True)
    told = result(school, who, stream)
    assert told.passed is True
    assert told.check is not None
    assert {one.id for one in told.check.objectives if one.right} == set(asked)
    assert (told.check.skips, told.check.again_ms) == (len(teaches), 0)
    assert told.questions == (), "its answers are for those who take it next"


def test_what_was_right_comes_back_by_how_sure_it_was(school: School, who: Admitted) -> None:
    bo, eva = school.learner("Bo"), school.learner("Eva")
    take(school, who, MODULE, sure=Confidence.UNSURE)
    take(school, bo, MODULE, sure=Confidence.CERTAIN)
    take(school, eva, MODULE, sure=None)
    asked = objectives_asked(school, MODULE)[0]
    states = [school.house.queries.objectives(one.id)[asked] for one in (who, eva, bo)]
    assert [state.last_confidence for state in states] == [Confidence.UNSURE, None, Confidence.CERTAIN]
    assert [(state.answers, state.right) for state in states] == [(0, 0)] * 3, "no practice answers"
    dues = [state.memory.due_ms for state in states]
    assert dues == sorted(dues)
    assert dues[0] < dues[2]
    school.clock.forward(100 * DAY_MS)
    assert module(school, who).due == len(objectives_asked(school, MODULE))


def test_a_trainer_sees_practice_answers_alone_and_the_check_by_its_title(
    school: School, who: Admitted, tmp_path: Path
) -> None:
    school.practise(who, MODULE, right=2, wrong=1)
    take(school, who, MODULE)
    school.practise(who, MODULE, right=1)
    (person,) = school.house.teaching.people()
    rows = school.house.records.store.execute("SELECT count(*) FROM answer WHERE mode IN ('practice', 'review')")
    assert [(person.answers,)] == list(rows) == [(4,)]
    assert sum(share.answers for share in person.modules) == 4
    for table, column in ((TableRows.PERSON, "Last assessment"), (TableRows.ANSWER, "Module or assessment")):
        target = tmp_path / f"{table}.csv"
        school.house.exporting.export(ExportPlan(TableFormat.CSV, table, codes=False), target, "en")
        text = target.read_text("utf-8-sig")
        assert "module-check" not in text
        written = list(csv.DictReader(text.splitlines(), delimiter=";"))
        assert "Self-check: Child identification" in {row[column] for row in written}
        assert written[0].get("Practice answers", "4") == "4"


def test_a_must_that_is_missed_is_not_passed_whatever_the_mark(school: School, who: Admitted) -> None:
    must = objectives_asked(school, MODULE)[0]
    before = module(school, who)
    stream = take(school, who, MODULE, missed=[must])
    told = result(school, who, stream)
    assert told.passed is False
    assert told.check is not None
    assert [one.id for one in told.check.objectives if not one.right] == [must]
    assert told.review
    assert all(must in school.house.bank.lesson(one.id).objectives for one in told.review)
    assert module(school, who) == before, "not passed, it changes nothing"
    (person,) = school.house.teaching.people()
    assert (person.last_passed, person.right) == (False, 0)
    assert school.house.reflecting.progress(who.id, "en").history[0].passed is False
    assert line(school, who).last_passed is False


def test_it_may_be_taken_again_from_the_next_day_on_with_the_least_shown_first(school: School, who: Admitted) -> None:
    take(school, who, MODULE, missed=objectives_asked(school, MODULE))
    told = line(school, who)
    assert told.check is not None
    assert not told.available
    with pytest.raises(Refused, match=r"assessment\.tomorrow"):
        take(school, who, MODULE)
    school.clock.forward(14 * HOUR_MS)
    assert not line(school, who).available, "still the same day"
    school.clock.forward(HOUR_MS)
    assert told.check.again_ms <= school.clock.now().utc_ms < told.check.again_ms + HOUR_MS
    assert line(school, who).available
    assert result(school, who, take(school, who, MODULE)).passed is True
    with pytest.raises(Refused, match=r"assessment\.passed"):
        take(school, who, MODULE)
    assert not line(school, who).available


def test_a_clock_that_stood_ahead_holds_nobody_back(school: School, who: Admitted) -> None:
    right = school.clock.stamp
    school.clock.forward(400 * DAY_MS)
    take(school, who, MODULE, missed=objectives_asked(school, MODULE))
    school.clock.stamp = right
    assert line(school, who).available


def test_a_lesson_opened_since_is_being_read_and_one_half_read_before_is_skipped(school: School, who: Admitted) -> None:
    first = module(school, who).lessons[0].id
    school.read(who, first, 2)
    take(school, who, MODULE)
    home = school.house.learning.home(who.id, who.name, None, "en")
    assert home.left_off is None
    assert module(school, who).lessons[0].skipped
    school.clock.forward(HOUR_MS)
    school.read(who, first, 3)
    assert not module(school, who).lessons[0].skipped
    left_off = school.house.learning.home(who.id, who.name, None, "en").left_off
    assert left_off is not None
    assert left_off.id == first
    school.read(who, first, 3, done=True)
    assert module(school, who).lessons[0].done


def test_one_that_is_open_is_on_the_list_and_at_home_and_goes_on_as_it_began(school: School, who: Admitted) -> None:
    stream = take(school, who, MODULE, submit=False)
    lines = school.house.assessing.lines(who.id, "en")
    assert [one.id for one in lines if one.open_stream] == [module_check.subject(MODULE)]
    left_off = school.house.learning.home(who.id, who.name, lines[-1], "en").left_off
    assert left_off is not None
    assert (left_off.kind, left_off.id) == ("assessment", module_check.subject(MODULE))
    hand = school.house.assessing.sit(who.id, module_check.subject(MODULE), "da")
    assert (hand.attempt.stream, hand.answered(), hand.title[:9]) == (stream, hand.length, "Selvtest:")
    hand.submit()
    assert line(school, who).last_passed is True


def test_a_module_that_the_pool_does_not_cover_has_none(school: School, who: Admitted) -> None:
    assert school.house.assessing.module_check(who.id, "nowhere", "en") is None
    with pytest.raises(Refused, match=r"assessment\.unknown"):
        school.house.assessing.sit(who.id, module_check.subject("nowhere"), "en")


def test_folding_anew_gives_the_same(school: School, who: Admitted, tmp_path: Path) -> None:
    take(school, who, MODULE)
    school.house.assessing.sit(who.id, module_check.subject("referral"), "en").submit()
    records = school.house.records
    with records.store.snapshot() as snapshot:
        assert folding.compare(snapshot, tmp_path / "scratch.db") == ()
