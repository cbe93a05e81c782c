"""What comes after an assessment: as much as its rules show and not sooner, the same as the records; a dispute."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from question_bank.model import Confidence, CriticalError, Error, ModuleMark, Quota, Rating
from tests.drivers.exam import STANDARD, desk
from tests.drivers.results import refused, rule, sat
from tests.drivers.school import DAY_MS, HOUR_MS, School
from trainer.catalogue import Catalogue
from trainer.core.calibration import Judgement
from trainer.core.requests import Admitted
from trainer.core.result_views import ResultView
from trainer.core.scoring import RulingKind
from trainer.core.verdicts import Standing
from trainer.ui.pages import wording


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


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


def test_the_date_of_a_result_is_told_by_the_clock_of_that_day(
    school: School, who: Admitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Copenhagen")
    time.tzset()
    try:
        later = round(datetime(2027, 5, 1, 7, tzinfo=UTC).timestamp() * 1000)
        shown = result(school, who, sat(school, who, 12, feedback_from_ms=later))
        (past,) = school.house.results.past(who.id, "en")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (shown.offset_min, shown.from_offset_min, past.from_offset_min) == (60, 120, 120)
    assert wording.date_and_time(later, shown.from_offset_min, Catalogue("en")) == "1 May, 09:00"


def test_rulings_are_applied_and_said(school: School, who: Admitted) -> None:
    stream = sat(school, who, 8)
    rule(school, stream, RulingKind.DROP, 11)
    shown = result(school, who, stream)
    assert shown.judged is not None
    assert (shown.right, shown.total, shown.pass_mark, shown.judged.dropped) == (8, 11, 8, 1)
    assert (shown.judged.mark_before, shown.judged.total_before) == (9, 12)
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
    missed = {
        option.fact
        for unit in school.house.results.marked(stream).state.units
        for option in school.house.records.archive.item(unit.ref.digest).options
        if option.correct
    }
    taught = [place for place, block in enumerate(lesson.blocks) if missed & {fact.id for fact in block.facts}]
    assert again.block in taught or (again.block == -1)
    assert taught or again.block == -1


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


def test_a_case_read_badly_leads_to_its_lessons_and_to_itself(school: School, who: Admitted) -> None:
    rules: dict[str, Any] = {"quotas": (Quota("child", 2), Quota("child", 1, cases=True)), "pass_mark": 2}
    hand = desk(school, **rules).sit(who.id, STANDARD, "en")
    case = None
    for place, unit in enumerate(hand.attempt.state.units):
        hand.go(place)
        if unit.ref.kind != "case":
            hand.choose(tuple(hand.attempt.item(unit.ref.digest).key))
            continue
        case = hand.attempt.case(unit.ref.digest)
        scene = case.scene(case.start)
        hand.decide(next(one.id for one in scene.choices if one.rating not in (Rating.BEST, Rating.DEFENSIBLE)))
    hand.submit()
    assert case is not None
    shown = result(school, who, hand.attempt.stream)
    assert (shown.right, shown.total) == (2, 3)
    lessons = {lesson.id: lesson for lesson in school.house.bank.lessons()}
    assert shown.review
    assert all(set(lessons[one.id].objectives) & set(case.objectives) for one in shown.review)
    assert {(one.answers, one.certain, one.cases) for one in shown.review} == {(0, 0, 1)}
    assert case.objectives[0] in lessons[shown.review[0].id].objectives
    (again,) = shown.cases
    assert (again.id, again.title, again.minutes) == (case.id, case.title["en"], case.minutes)
    assert school.house.casework.line(who.id, again.id, "en").title == again.title
    (whole,) = school.house.results.whole("", shown.stream, "en").cases
    assert whole == again
    hidden = desk(school, feedback="score", **rules).sit(who.id, STANDARD, "en")
    hidden.submit()
    assert result(school, who, hidden.attempt.stream).cases == ()


def test_a_case_read_well_is_nothing_to_review(school: School, who: Admitted) -> None:
    rules: dict[str, Any] = {"quotas": (Quota("child", 1, cases=True),), "pass_mark": 1}
    hand = desk(school, **rules).sit(who.id, STANDARD, "en")
    for choice in hand.attempt.case(hand.attempt.state.units[0].ref.digest).expert_path:
        hand.decide(choice)
    hand.submit()
    shown = result(school, who, hand.attempt.stream)
    assert (shown.review, shown.cases) == ((), ())


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


def test_while_a_result_is_held_back_questions_are_known_by_how_they_begin(school: School, who: Admitted) -> None:
    hand = desk(school, feedback="nothing").sit(who.id, STANDARD, "en")
    asked = []
    for place in range(3):
        hand.go(place)
        asked.append(hand.question().vignette or hand.question().stem)
    hand.submit()
    shown = result(school, who, hand.attempt.stream)
    assert (shown.questions, shown.begins) == ((), (*asked, *[""] * 9))
    assert result(school, who, sat(school, who, 9)).begins == ()


def test_a_dispute_is_held_to_what_a_report_is(school: School, who: Admitted) -> None:
    stream = sat(school, who, 9)
    dispute = school.house.results.dispute
    assert refused(dispute, who.id, stream, 1, "   ", "en") == "dispute.empty"
    assert refused(dispute, who.id, stream, 1, "x" * 2_001, "en") == "dispute.long"
    assert refused(dispute, who.id, stream, 13, "Wrong", "en") == "refused.order"
    assert refused(dispute, who.id, stream, 0, "Wrong", "en") == "refused.order"
    assert result(school, who, stream).disputes == ()
