"""What comes after an assessment: as much as its rules show and not sooner, the same as the records; a dispute; certificates."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from question_bank.model import Confidence, CriticalError, Error, ModuleMark, Quota
from tests.drivers.exam import STANDARD, desk, key_of
from tests.drivers.school import DAY_MS, HOUR_MS, School
from trainer.core.calibration import Judgement
from trainer.core.certificates import Claim, Field, Finding
from trainer.core.message import Refused
from trainer.core.requests import Access, Admitted
from trainer.core.result_views import ResultView
from trainer.core.scoring import RulingKind
from trainer.core.verdicts import Standing
from trainer.faults import Fault
from trainer.records import audit
from trainer.records.audit import Act


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "data")
    yield school
    school.close()


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


def sat(school: School, who: Admitted, right: int, **rules: Any) -> str:
    """Sit the standard self-check under other rules."""
    return key_of(school, desk(school, **rules), who, right)


def mistaken(school: School, who: Admitted, **rules: Any) -> str:
    """Sit it and choose a miss or a false alarm wherever a question has one."""
    hand = desk(school, quotas=(Quota("indicators", 12),), **rules).sit(who.id, STANDARD, "en")
    for place in range(hand.length):
        hand.go(place)
        item = hand.attempt.item(hand.question().digest)
        wrong = [option.id for option in item.options if option.error is not Error.NONE]
        hand.choose(tuple(wrong[: item.answers]))
    hand.submit()
    return hand.attempt.stream


def result(school: School, who: Admitted, stream: str) -> ResultView:
    return school.house.results.result(who.id, who.name, stream, "en")


def refused(act: Any, *args: Any, **values: Any) -> str:
    with pytest.raises(Refused) as problem:
        act(*args, **values)
    return problem.value.message.code


def rule(school: School, stream: str, kind: RulingKind, place: int = 0, key: str = "") -> str:
    """Put a ruling on a question of an attempt into force, without marking anybody anew. Return the item's digest."""
    unit = school.house.results.marked(stream).state.units[place]
    with school.house.records.store.write() as db:
        db.execute(
            "INSERT INTO ruling (id, item, kind, option_ids, reason, by_person, made_ms, withdrawn_ms)"
            " VALUES (?, ?, ?, ?, 'Wrong', NULL, 1, NULL)",
            (f"r{place}", unit.ref.digest, kind.value, key),
        )
    return unit.ref.digest


# The result


@pytest.mark.parametrize("seed", range(12))
def test_the_result_says_what_the_records_say(school: School, who: Admitted, seed: int) -> None:
    draw = random.Random(seed)
    hand = desk(school, pass_mark=draw.choice((0, 6, 9, 12))).sit(who.id, STANDARD, "en")
    for place in draw.sample(range(hand.length), draw.randrange(hand.length + 1)):
        hand.go(place)
        question = hand.question()
        item = hand.attempt.item(question.digest)
        keyed = [option.id for option in question.options if option.id in item.key]
        others = [option.id for option in question.options if option.id not in item.key]
        hand.choose(tuple(keyed if draw.random() < 0.6 else others[: item.answers]))
        if draw.random() < 0.8:
            hand.say_confidence(draw.choice(list(Confidence)))
    hand.submit()
    stream = hand.attempt.stream
    shown = result(school, who, stream)
    store = school.house.records.store
    ((right, total, answered, misses, alarms, mark, verdict),) = store.execute(
        "SELECT correct, total, answered, misses, false_alarms, pass_mark, verdict FROM attempt_score WHERE stream = ?",
        (stream,),
    )
    assert (shown.right, shown.total, shown.answered) == (right, total, answered)
    assert (shown.misses, shown.false_alarms, shown.pass_mark) == (misses, alarms, mark)
    assert shown.judged is not None
    assert shown.judged.standing.value == verdict
    for scale, lines in (("module", shown.modules), ("objective", shown.objectives)):
        rows = store.execute(
            "SELECT name, correct, total FROM attempt_tally WHERE stream = ? AND scale = ?", (stream, scale)
        )
        assert {(line.of, line.right, line.total) for line in lines} == set(rows)
    rows = store.execute(
        "SELECT name, correct, total FROM attempt_tally WHERE stream = ? AND scale = 'confidence'", (stream,)
    )
    assert {(line.of, line.right, line.total) for line in shown.confidence if line.total} == set(rows)
    (past,) = school.house.results.past(who.id, "en")
    assert (past.right, past.total, past.standing.value) == (right, total, verdict)
    listed = school.house.assessing.line(who.id, STANDARD, "en")
    assert (listed.last_right, listed.last_standing.value) == (right, verdict)
    ((last,),) = store.execute("SELECT last_passed FROM person_summary WHERE person = ?", (who.id,))
    assert (None if last is None else bool(last)) == shown.passed
    (work,) = school.house.reflecting.progress(who.id, "en").history
    assert work.passed == shown.passed


def test_near_the_mark_is_said_on_both_sides(school: School, who: Admitted) -> None:
    short, over, far = (result(school, who, sat(school, who, right)) for right in (8, 9, 3))
    assert short.judged is not None
    assert over.judged is not None
    assert far.judged is not None
    assert (short.judged.standing, short.judged.near, short.passed) == (Standing.BORDERLINE, True, False)
    assert (short.judged.low, short.judged.high) == (6, 10)
    assert (over.judged.standing, over.judged.near) == (Standing.PASSED, True)
    assert (far.judged.standing, far.judged.near) == (Standing.NOT_YET, False)


def test_what_stood_in_the_way_is_named(school: School, who: Admitted) -> None:
    bank = school.house.bank
    first = result(school, who, sat(school, who, 11))
    missed = next(line for line in first.objectives if line.right < line.total)
    marks = {line.of: line.total for line in first.modules}
    stream = sat(school, who, 11, module_marks=tuple(ModuleMark(of, total) for of, total in marks.items()))
    shown = result(school, who, stream)
    assert shown.judged is not None
    (short,) = shown.judged.modules
    assert (short.right, short.mark) == (short.total - 1, short.total)
    assert {line.of: line.mark for line in shown.modules} == marks
    assert missed.title.split(" (")[0] in {objective.short["en"] for objective in bank.objectives()}
    every = tuple(objective.id for objective in bank.objectives())
    must = result(school, who, sat(school, who, 11, essential=every))
    assert must.judged is not None
    assert len(must.judged.objectives) == 1
    assert must.judged.besides


def test_a_critical_mistake_comes_with_what_was_chosen_why_and_the_fact(school: School, who: Admitted) -> None:
    every = [objective.id for objective in school.house.bank.objectives()]
    critical = tuple(CriticalError(one, error) for one in every for error in (Error.MISS, Error.FALSE_ALARM))
    shown = result(school, who, mistaken(school, who, critical=critical, pass_mark=0))
    assert shown.judged is not None
    hits = shown.judged.critical
    assert hits
    assert all(hit.chosen and hit.why and hit.statement and hit.source for hit in hits)
    hidden = result(school, who, mistaken(school, who, critical=critical, pass_mark=0, feedback="objectives"))
    assert hidden.judged is not None
    assert hidden.judged.critical
    assert not any(hit.chosen or hit.why or hit.statement for hit in hidden.judged.critical)


def test_without_keys_own_answers_say_nothing_of_what_was_right(school: School, who: Admitted) -> None:
    shown = result(school, who, sat(school, who, 5, feedback="objectives"))
    assert len(shown.questions) == 12
    assert not shown.keys
    for question, verdict in shown.questions:
        assert verdict is None
        assert all(option.correct is None and not option.explanation for option in question.options)
        assert any(option.chosen for option in question.options)
    whole = school.house.results.whole("", shown.stream, "en")
    assert all(verdict is not None for _, verdict in whole.questions)


def test_the_score_alone_shows_no_parts(school: School, who: Admitted) -> None:
    shown = result(school, who, sat(school, who, 10, feedback="score"))
    assert (shown.right, shown.passed, shown.certifiable) == (10, True, True)
    assert shown.modules == shown.objectives == shown.confidence == shown.review == shown.questions == ()


def test_before_its_date_only_that_it_was_handed_in(school: School, who: Admitted) -> None:
    later = school.clock.stamp.utc_ms + DAY_MS
    stream = sat(school, who, 12, feedback_from_ms=later)
    shown = result(school, who, stream)
    assert (shown.scored, shown.from_ms, shown.right, shown.passed, shown.judged) == (False, later, 0, None, None)
    assert (shown.questions, shown.certifiable) == ((), False)
    (past,) = school.house.results.past(who.id, "en")
    assert (past.right, past.standing, past.from_ms) == (None, Standing.NONE, later)
    listed = desk(school, feedback_from_ms=later).line(who.id, STANDARD, "en")
    assert (listed.last_right, listed.last_stream) == (None, stream)
    (work,) = school.house.reflecting.progress(who.id, "en").history
    assert (work.passed, work.right) == (None, None)
    school.clock.forward(DAY_MS)
    assert result(school, who, stream).right == 12
    assert school.house.results.past(who.id, "en")[0].right == 12


def test_rulings_are_applied_and_said(school: School, who: Admitted) -> None:
    stream = sat(school, who, 8)
    rule(school, stream, RulingKind.DROP, 11)
    shown = result(school, who, stream)
    assert shown.judged is not None
    assert (shown.right, shown.total, shown.pass_mark, shown.judged.dropped) == (8, 11, 8, 1)
    assert shown.passed
    assert shown.questions[11][0].ruling == "drop"
    chosen = shown.questions[10][0]
    picked = next(option.id for option in chosen.options if option.chosen)
    rule(school, stream, RulingKind.KEY, 10, picked)
    rule(school, stream, RulingKind.ALL, 9)
    shown = result(school, who, stream)
    assert shown.judged is not None
    assert (shown.right, shown.judged.ruled) == (10, 2)
    question, verdict = shown.questions[10]
    assert verdict is not None
    assert verdict.right
    assert [option.id for option in question.options if option.correct] == [picked]
    assert all(option.explanation == "" for option in question.options if option.id == picked)
    assert shown.questions[9][1] is not None
    assert shown.questions[9][1].right


def test_confidence_against_answers(school: School, who: Admitted) -> None:
    shown = result(school, who, school.sit(who, 12))
    assert shown.calibrated is not None
    assert (shown.calibrated.right, shown.calibrated.total) == (100, 12)
    assert shown.calibrated.judgement is Judgement.TOO_MODEST
    assert result(school, who, sat(school, who, 12)).calibrated is None


def test_what_to_read_next_begins_where_it_is_taught_once_it_was_read(school: School, who: Admitted) -> None:
    stream = school.sit(who, 0)
    first = result(school, who, stream).review[0]
    assert (first.done, first.block) == (False, -1)
    assert first.answers >= first.certain
    lesson = school.house.learning.lesson(who.id, first.id, "en")
    school.read(who, first.id, len(lesson.blocks) - 1, done=True)
    again = next(line for line in result(school, who, stream).review if line.id == first.id)
    assert again.done
    assert again.block >= 0


def test_whether_it_may_be_taken_again_is_said_as_it_is(school: School, who: Admitted) -> None:
    assert result(school, who, sat(school, who, 3)).again
    closes = school.clock.stamp.utc_ms + HOUR_MS
    stream = sat(school, who, 3, closes_ms=closes)
    assert result(school, who, stream).again
    school.clock.forward(HOUR_MS)
    assert not result(school, who, stream).again
    assert not result(school, who, sat(school, who, 3, attempts=3)).again


def test_nobody_else_sees_it(school: School, who: Admitted) -> None:
    stream = sat(school, who, 12)
    sofie = school.learner()
    results = school.house.results
    assert refused(results.result, sofie.id, "", stream, "en") == "result.none"
    assert refused(results.dispute, sofie.id, stream, 1, "Wrong", "en") == "result.none"
    assert refused(school.house.certifying.issue, sofie.id, stream, "en") == "result.none"
    hand = school.house.assessing.sit(who.id, STANDARD, "en")
    assert refused(results.result, who.id, "", hand.attempt.stream, "en") == "result.none"
    assert results.past(sofie.id, "en") == ()


def test_a_case_is_shown_scene_by_scene_and_is_one_mark(school: School, who: Admitted) -> None:
    rules: dict[str, Any] = {"quotas": (Quota("indicators", 1), Quota("indicators", 1, cases=True)), "pass_mark": 1}
    hand = desk(school, **rules).sit(who.id, STANDARD, "en")
    place = next(place for place, unit in enumerate(hand.attempt.state.units) if unit.ref.kind == "case")
    case = hand.attempt.case(hand.attempt.state.units[place].ref.digest)
    hand.go(place)
    for choice in case.expert_path:
        hand.decide(choice)
    hand.submit()
    shown = result(school, who, hand.attempt.stream)
    assert (shown.right, shown.total, shown.length) == (1, 2, 2)
    scenes = [(question, verdict) for question, verdict in shown.questions if question.unit == place]
    assert len(scenes) == len(case.expert_path)
    for (question, verdict), choice in zip(scenes, case.expert_path, strict=True):
        assert verdict is not None
        assert verdict.right
        assert [option.id for option in question.options if option.chosen] == [choice]
        assert question.vignette
        assert all(option.explanation for option in question.options)
    unseen = desk(school, **rules).sit(who.id, STANDARD, "en")
    unseen.submit()
    blank = result(school, who, unseen.attempt.stream)
    assert (blank.right, blank.answered) == (0, 0)
    assert len(blank.questions) == 2


# A dispute


@pytest.mark.parametrize("feedback", ["everything", "nothing"])
def test_a_dispute_is_kept_after_the_end_and_seen_by_who_sent_it(school: School, who: Admitted, feedback: str) -> None:
    stream = sat(school, who, 9, feedback=feedback)
    before = result(school, who, stream)
    school.clock.forward(HOUR_MS)
    sent = school.house.results.dispute(who.id, stream, 4, " B is right too. ", "en")
    assert (sent.number, sent.text) == (4, "B is right too.")
    after = result(school, who, stream)
    assert after.disputes == (sent,)
    assert (after.right, after.ended_ms) == (before.right, before.ended_ms)


def test_a_dispute_is_held_to_what_a_report_is(school: School, who: Admitted) -> None:
    stream = sat(school, who, 9)
    dispute = school.house.results.dispute
    assert refused(dispute, who.id, stream, 1, "   ", "en") == "dispute.empty"
    assert refused(dispute, who.id, stream, 1, "x" * 2_001, "en") == "dispute.long"
    assert refused(dispute, who.id, stream, 13, "Wrong", "en") == "refused.order"
    assert refused(dispute, who.id, stream, 0, "Wrong", "en") == "refused.order"
    assert result(school, who, stream).disputes == ()


# Certificates


def test_a_certificate_is_issued_once_for_what_was_passed(school: School, who: Admitted) -> None:
    stream = sat(school, who, 11, valid_months=24)
    certifying = school.house.certifying
    first = certifying.issue(who.id, stream, "en")
    assert certifying.issue(who.id, stream, "da") == first
    printed = first.printed
    assert (printed.name, printed.right, printed.total, printed.mark) == ("Jonas Kvist", 11, 12, 9)
    assert printed.bank.version == school.house.bank.meta.version
    assert certifying.check(Claim(first.code), "en").finding is Finding.HOLDS
    assert not [row for row in audit.entries(school.house.records.store) if row.act is Act.CERTIFIED]


def test_a_trainer_issues_any_and_it_is_logged(school: School, who: Admitted) -> None:
    maja = school.trainer()
    stream = sat(school, who, 11, feedback="nothing")
    certifying = school.house.certifying
    assert refused(certifying.issue, who.id, stream, "en") == "certificate.not-yet"
    assert certifying.issue("", stream, "en", by=maja.id).printed.name == who.name
    (entry,) = [row for row in audit.entries(school.house.records.store) if row.act is Act.CERTIFIED]
    assert (entry.by, entry.person) == (maja.id, who.id)
    assert who.name not in str(entry.detail)


def test_there_is_none_for_what_was_not_passed(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    assert refused(certifying.issue, who.id, sat(school, who, 8), "en") == "certificate.not-passed"
    assert refused(certifying.issue, who.id, sat(school, who, 12, pass_mark=0), "en") == "certificate.not-passed"
    later = school.clock.stamp.utc_ms + DAY_MS
    assert (
        refused(certifying.issue, who.id, sat(school, who, 12, feedback_from_ms=later), "en") == "certificate.not-yet"
    )


def test_a_check_says_what_is_not_the_same(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    code = certifying.issue(who.id, sat(school, who, 11), "en").code
    assert certifying.check(Claim(code, "jonas kvist", "23-11-2026", "11/12"), "en").finding is Finding.HOLDS
    wrong = certifying.check(Claim(code, "Jonas Kvist", "", "12 of 12"), "en")
    assert wrong.finding is Finding.DIFFERS
    assert [line.field for line in wrong.lines if not line.agrees] == [Field.SCORE]
    school.house.records.people.rename(who.id, "Jonas Holm")
    renamed = certifying.check(Claim(code), "en")
    assert (renamed.finding, renamed.lines[0].today) == (Finding.DIFFERS, "Jonas Holm")
    assert certifying.issue(who.id, school.house.results.past(who.id, "en")[0].stream, "en").code != code


def test_a_ruling_since_is_told_and_a_new_one_says_todays_marks(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    stream = sat(school, who, 9)
    first = certifying.issue(who.id, stream, "en")
    rule(school, stream, RulingKind.DROP, 11)
    checked = certifying.check(Claim(first.code), "en")
    assert (checked.finding, checked.passed) == (Finding.RULED, True)
    second = certifying.issue(who.id, stream, "en")
    assert second.code != first.code
    assert (second.printed.total, certifying.check(Claim(second.code), "en").finding) == (11, Finding.HOLDS)
    rule(school, stream, RulingKind.KEY, 0, "nothing-that-was-chosen")
    rule(school, stream, RulingKind.KEY, 1, "nothing-that-was-chosen")
    lost = certifying.check(Claim(second.code), "en")
    assert (lost.finding, lost.passed) == (Finding.RULED, False)
    assert refused(certifying.issue, who.id, stream, "en") == "certificate.not-passed"


def test_its_time_runs_out(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    code = certifying.issue(who.id, sat(school, who, 12, valid_months=1), "en").code
    school.clock.forward(31 * DAY_MS)
    assert certifying.check(Claim(code), "en").finding is Finding.EXPIRED


def test_of_a_person_who_was_erased_there_is_no_record(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    code = certifying.issue(who.id, sat(school, who, 12), "en").code
    with school.house.records.store.write() as db:
        db.execute("DELETE FROM person WHERE id = ?", (who.id,))
    assert certifying.check(Claim(code), "en").finding is Finding.NO_RECORD


def test_a_row_that_was_changed_is_a_fault(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    code = certifying.issue(who.id, sat(school, who, 12), "en").code
    with school.house.records.store.write() as db:
        db.execute("UPDATE certificate SET detail = CAST(replace(CAST(detail AS TEXT), 'Jonas', 'Jonna') AS BLOB)")
    with pytest.raises(Fault) as fault:
        certifying.check(Claim(code), "en")
    assert fault.value.message.code == "fault.damaged-certificate"


def test_who_issues_them_is_a_setting(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    assert certifying.unit() == ""
    assert certifying.name_unit("  The  Police\u202e College ") == "The Police College"
    assert certifying.issue(who.id, sat(school, who, 12), "en").printed.unit == "The Police College"
    assert certifying.name_unit(" ") == ""
    assert Access.LEARNER is who.access
