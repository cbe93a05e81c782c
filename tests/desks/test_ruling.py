"""Rulings on questions: what is shown beforehand is what happens, events stay as they are, withdrawing gives all of it back."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desks.test_practising import differences
from tests.drivers.school import School
from trainer.core.certificates import shown_code
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.core.ruling_views import Outcome, Regrade, RulingWish
from trainer.core.scoring import RulingKind
from trainer.core.verdicts import Standing
from trainer.desks.ruling import RulingDesk
from trainer.records import audit, schema

PLAN = "self-check-standard"


@pytest.fixture
def desk(school: School) -> RulingDesk:
    return school.house.ruling


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer()


@pytest.fixture
def mark(school: School) -> int:
    plan = school.house.bank.find_blueprint(PLAN)
    assert plan is not None
    return plan.pass_mark


def asked(school: School, stream: str, place: int) -> str:
    """The digest of the question at a place of an attempt's form."""
    started = next(school.house.records.journal.events(stream)).body
    return started.form[place].digest  # type: ignore[union-attr]


def tables(school: School) -> dict[str, list[tuple[object, ...]]]:
    store = school.house.records.store
    return {name: sorted(store.execute(f"SELECT * FROM {name}"), key=repr) for name in schema.FOLDED}


def events(school: School) -> list[tuple[object, ...]]:
    return list(school.house.records.store.execute("SELECT * FROM event ORDER BY place"))


def standing(school: School, stream: str) -> Outcome:
    """What the records say that an attempt came to."""
    rows = school.house.records.store.execute(
        "SELECT correct, total, pass_mark, verdict FROM attempt_score WHERE stream = ?", (stream,)
    )
    ((right, total, needed, verdict),) = rows
    return Outcome(right, total, needed, Standing(verdict))


def holds(school: School, changes: Regrade) -> None:
    """What was said of each attempt is what the records now say."""
    for one in changes.changed:
        assert standing(school, one.stream) == one.after


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as said:
        call()
    return said.value.message.code


def test_a_dropped_question_counts_for_nobody(
    school: School, desk: RulingDesk, maja: Admitted, mark: int, tmp_path: Path
) -> None:
    sofie, jonas = school.learner(), school.learner("Jonas Kvist")
    school.practise(sofie, "referral", right=3, wrong=2)
    missed, passed = school.sit(sofie, mark - 1), school.sit(jonas, mark)
    item = asked(school, missed, mark)
    before, stored = tables(school), events(school)
    wish = RulingWish(item, RulingKind.DROP)
    preview = desk.preview(wish, "en")
    assert tables(school) == before
    assert missed in {one.stream for one in preview.changed}
    done = desk.rule(wish, "Two options are right since the law was changed.", maja.id, "en")
    assert done == preview
    holds(school, done)
    mine = next(one for one in done.changed if one.stream == missed)
    assert mine.after.total == mine.before.total - 1
    assert mine.after.mark <= mine.before.mark
    assert (mine.name, mine.code, mine.person) == ("Sofie Bjerre", mine.code, sofie.id)
    assert events(school) == stored
    assert differences(school, tmp_path) == ()
    assert passed
    line = desk.rulings("en")[0]
    assert (line.item, line.kind, line.withdrawn_ms, line.by) == (item, RulingKind.DROP, 0, "Maja Lindholm")
    back = desk.withdraw(line.id, maja.id, "en")
    assert {(one.stream, one.before, one.after) for one in back.changed} == {
        (one.stream, one.after, one.before) for one in done.changed
    }
    assert tables(school) == before
    assert differences(school, tmp_path) == ()
    (gone,) = desk.rulings("en")
    assert gone.withdrawn_ms > gone.made_ms
    acts = [(line.act.value, line.by) for line in audit.entries(school.house.records.store)]
    assert acts[:2] == [("ruling-withdrawn", maja.id), ("ruled", maja.id)]


def test_who_passes_by_it_and_whose_certificate_is_concerned(
    school: School, desk: RulingDesk, maja: Admitted, mark: int, tmp_path: Path
) -> None:
    sofie, jonas = school.learner(), school.learner("Jonas Kvist")
    near, over = school.sit(sofie, mark - 1), school.sit(jonas, mark)
    assert standing(school, near).standing is not Standing.PASSED
    certificate = school.house.certifying.issue(jonas.id, over, "en", by=maja.id)
    theirs = {asked(school, over, place) for place in range(12)}
    missed = next(item for place in range(mark - 1, 12) if (item := asked(school, near, place)) not in theirs)
    accepted = desk.rule(RulingWish(missed, RulingKind.ALL), "Either may be true.", maja.id, "en")
    assert [one.name for one in accepted.changed if one.gains] == ["Sofie Bjerre"]
    assert (accepted.gains, standing(school, near).standing) == (1, Standing.PASSED)
    holds(school, accepted)
    # Of a question that Jonas had right, another option is now the key.
    item = asked(school, over, 0)
    content = school.house.records.archive.item(item)
    other = tuple(option.id for option in content.options if not option.correct)[: content.answers]
    wish = RulingWish(item, RulingKind.KEY, other)
    preview = desk.preview(wish, "en")
    lost = next(one for one in preview.changed if one.stream == over)
    assert lost.loses
    assert lost.certificates == (shown_code(certificate.code),)
    assert preview.certificates >= 1
    assert preview.changed[0].loses, "who no longer passes comes first"
    assert desk.rule(wish, "The source says so since 2023.", maja.id, "en") == preview
    holds(school, preview)
    assert differences(school, tmp_path) == ()
    line = desk.question(item, "en").ruling
    assert line is not None
    assert line.key == tuple(option.text["en"] for option in content.options if option.id in other)
    # Another ruling on the same question takes the first one's place.
    school.clock.forward(1_000)
    second = desk.rule(RulingWish(item, RulingKind.ALL), "Better so.", maja.id, "en")
    holds(school, second)
    assert standing(school, over).standing is Standing.PASSED
    assert [bool(one.withdrawn_ms) for one in desk.rulings("en")] == [False, True, False]
    assert differences(school, tmp_path) == ()


def test_after_a_restart_and_for_whoever_hands_in_later(
    school: School, desk: RulingDesk, maja: Admitted, mark: int, tmp_path: Path
) -> None:
    sofie = school.learner()
    hand = school.house.assessing.sit(sofie.id, PLAN, "en")
    item = asked(school, hand.attempt.stream, 0)
    changes = desk.rule(RulingWish(item, RulingKind.DROP), "It was unclear.", maja.id, "en")
    assert (changes.changed, changes.attempts, changes.running) == ((), 0, 1)
    stream = school.sit(sofie, mark)
    assert stream == hand.attempt.stream
    before = tables(school)
    assert standing(school, stream).total == hand.length - 1
    school.close()
    again = School(tmp_path / "data")
    try:
        assert tables(again) == before
        again.house.records.projections.rebuild()
        assert tables(again) == before
        assert len(again.house.ruling.rulings("da")) == 1
    finally:
        again.close()


def test_what_is_no_ruling_is_refused(school: School, desk: RulingDesk, maja: Admitted, mark: int) -> None:
    stream = school.sit(school.learner(), mark)
    item = asked(school, stream, 0)
    content = school.house.records.archive.item(item)
    rule = desk.rule
    drop, why = RulingWish(item, RulingKind.DROP), "Because."
    assert refusal(lambda: rule(drop, " \n", maja.id, "en")) == "ruling.reason-empty"
    assert refusal(lambda: rule(drop, "x" * 501, maja.id, "en")) == "ruling.reason-long"
    assert refusal(lambda: rule(RulingWish("0" * 64, RulingKind.ALL), why, maja.id, "en")) == "ruling.unknown"
    key = tuple(content.key)
    assert refusal(lambda: rule(RulingWish(item, RulingKind.KEY, key), why, maja.id, "en")) == "ruling.same"
    assert refusal(lambda: rule(RulingWish(item, RulingKind.KEY, ()), why, maja.id, "en")) == "ruling.key"
    assert refusal(lambda: rule(RulingWish(item, RulingKind.KEY, ("zz",)), why, maja.id, "en")) == "ruling.key"
    every = tuple(option.id for option in content.options)
    assert refusal(lambda: desk.preview(RulingWish(item, RulingKind.KEY, every), "en")) == "ruling.key"
    assert refusal(lambda: desk.withdraw("none", maja.id, "en")) == "ruling.none"
    assert desk.rulings("en") == ()
    rule(drop, why, maja.id, "en")
    assert refusal(lambda: desk.preview(drop, "en")) == "ruling.same"
    ruling = desk.rulings("en")[0].id
    desk.withdraw(ruling, maja.id, "en")
    assert refusal(lambda: desk.preview_without(ruling, "en")) == "ruling.none"


def test_what_was_disputed(school: School, desk: RulingDesk, maja: Admitted, mark: int) -> None:
    sofie = school.learner()
    hand = school.house.assessing.sit(sofie.id, PLAN, "en")
    hand.attempt.report(0, "Said while it ran: not a dispute.")
    stream = school.sit(sofie, mark)
    school.house.results.dispute(sofie.id, stream, 2, "I think <b>B</b> is right as well.", "en")
    school.clock.forward(60_000)
    school.house.results.dispute(sofie.id, stream, 1, "The year is wrong.", "en")
    first, second = desk.disputed("en")
    assert [report.text for report in first.reports] == ["The year is wrong."]
    assert (second.item, second.ruled) == (asked(school, stream, 1), None)
    desk.rule(RulingWish(second.item, RulingKind.ALL), "True.", maja.id, "en")
    assert desk.disputed("en")[1].ruled is RulingKind.ALL
    question = desk.question(second.item, "en")
    assert [report.name for report in question.reports] == ["Sofie Bjerre"]
    (seen,) = (
        shown for shown, _ in school.house.results.whole("", stream, "en").questions if shown.digest == second.item
    )
    assert question.reports[0].order == tuple(option.id for option in seen.options)
    assert [option.letter for option in seen.options] == list("ABCDEFGH"[: len(seen.options)])
    assert question.attempts == 1
    assert sum(option.chosen for option in question.options) == question.answers
    assert sum(option.right for option in question.options) == question.answers


def test_a_full_disk_changes_nothing(
    school: School, desk: RulingDesk, maja: Admitted, mark: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.builders.files import largest_file
    from trainer.faults import Fault

    stream = school.sit(school.learner(), mark)
    before, wish = tables(school), RulingWish(asked(school, stream, 0), RulingKind.DROP)
    with largest_file(school.house.records.store.path.stat().st_size // 2), pytest.raises(Fault):
        desk.rule(wish, "Because.", maja.id, "en")
    assert tables(school) == before
    assert desk.rulings("en") == ()
    desk.rule(wish, "Because.", maja.id, "en")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_ruled_and_taken_back(
    seed: int, school: School, desk: RulingDesk, maja: Admitted, mark: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    people = [school.learner(f"Person {number}") for number in range(4)]
    streams = [school.sit(who, mark + chance.randint(-2, 2)) for who in people]
    school.practise(people[0], "referral", right=2, wrong=1)
    before, stored = tables(school), events(school)
    for _ in range(8):
        school.clock.forward(1_000)
        stood = {stream: standing(school, stream) for stream in streams}
        there = [line.id for line in desk.rulings("en") if not line.withdrawn_ms]
        if there and chance.random() < 0.3:
            ruling = chance.choice(there)
            preview = desk.preview_without(ruling, "en")
            assert desk.withdraw(ruling, maja.id, "en") == preview
        else:
            item = asked(school, chance.choice(streams), chance.randrange(12))
            content = school.house.records.archive.item(item)
            kind = chance.choice(list(RulingKind))
            key = tuple(option.id for option in chance.sample(content.options, content.answers))
            wish = RulingWish(item, kind, key if kind is RulingKind.KEY else ())
            try:
                preview = desk.preview(wish, "en")
            except Refused:
                continue
            assert desk.rule(wish, "Because.", maja.id, "en") == preview
        holds(school, preview)
        moved = {one.stream: one.before for one in preview.changed}
        assert all(stood[stream] == was for stream, was in moved.items())
        assert all(standing(school, stream) == stood[stream] for stream in streams if stream not in moved)
    assert differences(school, tmp_path) == ()
    for line in desk.rulings("en"):
        if not line.withdrawn_ms:
            desk.withdraw(line.id, maja.id, "en")
    assert tables(school) == before
    assert events(school) == stored
