"""What may happen in an attempt, and what it leads to."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from question_bank.model import Confidence
from tests.builders import records as build
from tests.drivers.attempt import AttemptDriver
from trainer.core import attempt, events, policies
from trainer.core.attempt import Status
from trainer.core.case_views import CaseLine, CaseShelf, Reading
from trainer.core.events import (
    Answered,
    BrokenChain,
    ClockJumped,
    ConfidenceGiven,
    Event,
    Flagged,
    Interrupted,
    Paused,
    ProblemReported,
    Resumed,
    RoomResumed,
    RoomStopped,
    Skipped,
    StepSeen,
    Submitted,
    TimedOut,
    TimeGranted,
)
from trainer.core.message import Refused

ITEMS = build.ITEMS[:4]
MINUTE = 60_000


@pytest.fixture
def practice() -> AttemptDriver:
    return AttemptDriver(build.practice(ITEMS), ITEMS)


@pytest.fixture
def sitting() -> AttemptDriver:
    return AttemptDriver(build.assessment(ITEMS), ITEMS)


def supervised(**changes: object) -> AttemptDriver:
    plan = build.blueprint(interruptions="count", **changes)
    return AttemptDriver(build.assessment(ITEMS, plan), ITEMS)


def refusal(driver: AttemptDriver, body: object, expected: int = 1) -> str:
    before = driver.state
    with pytest.raises(Refused) as refused:
        driver.do(body, expected)  # type: ignore[arg-type]  # every kind of body is tried
    assert driver.state is before
    return refused.value.message.code


def test_begins_with_nothing_seen(practice: AttemptDriver) -> None:
    assert practice.state.status is Status.RUNNING
    assert practice.state.current is None
    assert practice.state.answered() == 0
    assert not practice.state.units[0].seen
    assert practice.left_s is None


def test_an_attempt_begins_with_its_form_and_with_nothing_else() -> None:
    stray = events.following(None, "a" * 32, build.Clock().now(), "en", Submitted())
    with pytest.raises(BrokenChain):
        attempt.fold(None, stray)
    assert attempt.replay([]) is None


@pytest.mark.parametrize("body", [build.practice(ITEMS), build.read_to(1)])
def test_neither_a_second_form_nor_a_lesson_belongs_into_an_attempt(practice: AttemptDriver, body: object) -> None:
    with pytest.raises(BrokenChain):
        practice.happen(body)  # type: ignore[arg-type]  # both are bodies


def test_a_question_keeps_the_order_in_which_it_was_first_seen(practice: AttemptDriver) -> None:
    practice.see(1)
    practice.do(StepSeen(1, practice.digest(1), ("d", "c", "b", "a")))
    assert practice.state.current == 1
    assert practice.state.units[1].steps[0].order == ("a", "b", "c", "d")


def test_practice_checks_an_answer_once(practice: AttemptDriver) -> None:
    practice.see(0)
    practice.press(0, "b")
    assert practice.state.units[0].answered
    assert practice.state.answered() == 1
    assert refusal(practice, build.answered(0, ITEMS[0], "a")) == "refused.checked"


def test_practice_wants_as_many_options_as_are_keyed_and_a_confidence(practice: AttemptDriver) -> None:
    practice.see(0)
    assert refusal(practice, build.answered(0, ITEMS[0])) == "refused.option"
    assert refusal(practice, build.answered(0, ITEMS[0], "a"), expected=2) == "refused.option"
    assert refusal(practice, build.answered(0, ITEMS[0], "a", confidence=None)) == "refused.confidence"


def test_an_answer_names_options_that_were_shown_each_once(sitting: AttemptDriver) -> None:
    sitting.see(0)
    strange = Answered(0, sitting.digest(0), ("z",), None, (0,))
    twice = Answered(0, sitting.digest(0), ("a", "a"), None, (0, 0))
    assert refusal(sitting, strange) == "refused.option"
    assert refusal(sitting, twice, expected=2) == "refused.option"
    assert refusal(sitting, build.answered(0, ITEMS[0], "a", "b")) == "refused.option"


def test_an_answer_belongs_to_a_question_on_the_screen(sitting: AttemptDriver) -> None:
    assert refusal(sitting, build.answered(0, ITEMS[0], "a")) == "refused.order"
    assert refusal(sitting, build.answered(9, ITEMS[0], "a")) == "refused.order"
    assert refusal(sitting, build.answered(-1, ITEMS[0], "a")) == "refused.order"
    sitting.see(0)
    sitting.skip(0)
    assert refusal(sitting, build.answered(0, ITEMS[0], "a")) == "refused.order"


def test_an_assessment_can_be_revised_and_emptied(sitting: AttemptDriver) -> None:
    sitting.see(0)
    sitting.press(0, "b")
    sitting.press(0, "a")
    assert sitting.state.units[0].steps[0].options == ("a",)
    sitting.press(0)
    assert not sitting.state.units[0].answered


def test_confidence_can_be_given_afterwards_unless_it_is_not_asked(sitting: AttemptDriver) -> None:
    sitting.see(0)
    sitting.press(0, "a", confidence=None)
    sitting.do(ConfidenceGiven(0, sitting.digest(0), Confidence.CERTAIN))
    assert sitting.state.units[0].steps[0].confidence is Confidence.CERTAIN
    silent = AttemptDriver(build.assessment(ITEMS, build.blueprint(confidence="off")), ITEMS)
    silent.see(0)
    silent.press(0, "a", confidence=None)
    assert refusal(silent, ConfidenceGiven(0, silent.digest(0), Confidence.UNSURE)) == "refused.confidence"


def test_confidence_that_must_be_said_may_come_after_the_answer(sitting: AttemptDriver) -> None:
    asked = AttemptDriver(build.assessment(ITEMS, build.blueprint(confidence="required")), ITEMS)
    asked.see(0)
    assert not asked.state.lacks_confidence(asked.state.units[0])
    asked.press(0, "a", confidence=None)
    assert asked.state.units[0].answered
    assert asked.state.lacks_confidence(asked.state.units[0])
    asked.do(ConfidenceGiven(0, asked.digest(0), Confidence.UNSURE))
    assert not asked.state.lacks_confidence(asked.state.units[0])
    sitting.see(0)
    sitting.press(0, "a", confidence=None)
    assert not sitting.state.lacks_confidence(sitting.state.units[0])


def test_a_mark_goes_on_and_off(sitting: AttemptDriver) -> None:
    sitting.flag(2)
    assert sitting.state.units[2].flagged
    sitting.flag(2, on=False)
    assert not sitting.state.units[2].flagged


def test_a_skipped_question_is_followed_by_its_equivalent(practice: AttemptDriver) -> None:
    practice.see(1)
    practice.skip(1, instead=build.item(9))
    assert [unit.ref.id for unit in practice.state.units] == [
        "indicators-1", "indicators-2", "indicators-9", "indicators-3", "indicators-4",
    ]  # fmt: skip
    practice.skip(0)
    assert len(practice.state.units) == 5


def test_what_was_never_shown_cannot_have_been_answered(practice: AttemptDriver) -> None:
    with pytest.raises(BrokenChain):
        practice.happen(build.answered(0, ITEMS[0], "a"))
    with pytest.raises(BrokenChain):
        practice.happen(Flagged(17, True))


def test_an_answer_touches_its_own_step_alone(practice: AttemptDriver) -> None:
    practice.do(StepSeen(0, "1" * 64, ("x", "y")))
    practice.do(StepSeen(0, "2" * 64, ("x", "y")))
    practice.do(Answered(0, "1" * 64, ("x",), Confidence.UNSURE, (0,)))
    first, second = practice.state.units[0].steps
    assert (first.options, second.options) == (("x",), ())
    assert not practice.state.units[0].answered
    practice.do(Answered(0, "2" * 64, ("y",), Confidence.UNSURE, (1,)))
    first, second = practice.state.units[0].steps
    assert (first.options, second.options) == (("x",), ("y",))
    assert practice.state.units[0].answered


def test_after_the_end_only_a_problem_can_be_reported(practice: AttemptDriver) -> None:
    practice.clock.after(MINUTE)
    practice.hand_in()
    assert practice.state.status is Status.SUBMITTED
    assert practice.state.ended == practice.clock.now()
    assert refusal(practice, Flagged(0, True)) == "refused.over"
    ended = practice.state
    practice.clock.after(MINUTE)
    practice.do(ProblemReported(0, practice.digest(0), "The key is wrong."))
    assert practice.state == ended
    with pytest.raises(BrokenChain):
        practice.happen(Resumed())


def test_time_runs_out(sitting: AttemptDriver) -> None:
    sitting.see(0)
    sitting.clock.after(10 * MINUTE)
    assert sitting.left_s == 0
    assert refusal(sitting, build.answered(0, ITEMS[0], "a")) == "refused.time"
    assert refusal(sitting, Submitted()) == "refused.time"
    sitting.do(ClockJumped(5))
    sitting.do(ProblemReported(0, sitting.digest(0), "No time."))
    sitting.time_out()
    assert sitting.state.status is Status.TIMED_OUT
    assert sitting.state.over


def test_granted_time_is_added(sitting: AttemptDriver) -> None:
    sitting.clock.after(11 * MINUTE)
    sitting.do(TimeGranted(5 * MINUTE, "fire alarm"))
    assert sitting.left_s == 4 * 60
    sitting.see(0)


def test_a_pause_stops_time_and_answers(sitting: AttemptDriver) -> None:
    sitting.see(0)
    sitting.clock.after(MINUTE)
    sitting.pause()
    sitting.clock.after(30 * MINUTE)
    assert sitting.spent_s == 60
    for body in (
        build.answered(0, ITEMS[0], "a"),
        ConfidenceGiven(0, sitting.digest(0), Confidence.UNSURE),
        Flagged(0, True),
        Skipped(0),
        build.seen(1, ITEMS[1]),
    ):
        assert refusal(sitting, body) == "refused.paused"
    sitting.resume()
    sitting.clock.after(MINUTE)
    assert sitting.spent_s == 120


def test_a_supervised_assessment_cannot_be_paused() -> None:
    assert refusal(supervised(), Paused()) == "refused.order"


def test_an_interruption_counts_where_supervised() -> None:
    driver = supervised()
    driver.clock.after(MINUTE)
    alive = driver.clock.now()
    driver.clock.reboot(away_ms=3 * MINUTE)
    driver.be_found_ended(alive)
    assert driver.state.status is Status.RUNNING
    assert driver.spent_s == 4 * 60


def test_an_interruption_stands_still_where_not(sitting: AttemptDriver) -> None:
    sitting.clock.after(MINUTE)
    alive = sitting.clock.now()
    sitting.clock.reboot(away_ms=30 * MINUTE)
    sitting.be_found_ended(alive)
    assert sitting.state.status is Status.PAUSED
    sitting.clock.after(MINUTE)
    assert sitting.spent_s == 60
    sitting.resume()
    sitting.clock.after(MINUTE)
    assert sitting.spent_s == 120


def test_an_interruption_of_a_pause_adds_nothing(sitting: AttemptDriver) -> None:
    sitting.clock.after(MINUTE)
    sitting.pause()
    sitting.clock.after(MINUTE)
    sitting.be_found_ended(sitting.clock.now())
    sitting.clock.after(MINUTE)
    sitting.do(Interrupted(sitting.clock.now()))
    assert sitting.spent_s == 60


def test_setting_the_clock_changes_no_time(sitting: AttemptDriver) -> None:
    sitting.clock.after(MINUTE)
    sitting.clock.set_wall(-120 * MINUTE)
    sitting.do(ClockJumped(-120 * MINUTE))
    assert sitting.spent_s == 60
    sitting.clock.set_wall(240 * MINUTE)
    assert sitting.spent_s == 60


def test_replay_gives_the_same_state(sitting: AttemptDriver) -> None:
    sitting.see(0)
    sitting.press(0, "a")
    sitting.flag(1)
    read_back: list[Event] = [events.decoded(event.encoded()) for event in sitting.log]
    assert read_back == sitting.log
    assert attempt.replay(read_back) == sitting.state


def test_policies_say_when_an_answer_may_change() -> None:
    assert not policies.practice("m").revisable
    assert policies.assessment(build.blueprint()).revisable
    with pytest.raises(ValueError, match="sometimes"):
        policies.assessment(build.blueprint(feedback="sometimes"))


def test_timed_out_may_be_noted_at_once_when_time_is_over() -> None:
    driver = supervised(minutes=1)
    driver.clock.after(2 * MINUTE)
    driver.do(TimedOut())
    assert driver.state.ended == driver.clock.now()


@pytest.mark.parametrize("granted", [0, 3])
def test_no_more_time_was_taken_than_there_was(granted: int) -> None:
    driver = supervised(minutes=1)
    if granted:
        driver.do(TimeGranted(granted * MINUTE))
    driver.clock.after(90 * MINUTE)
    driver.do(TimedOut())
    assert driver.state.spent.ms == driver.state.allowed_ms == (1 + granted) * MINUTE


def test_without_a_limit_all_time_counts() -> None:
    driver = supervised(minutes=0)
    driver.clock.after(90 * MINUTE)
    driver.do(Submitted())
    assert (driver.state.allowed_ms, driver.state.spent.ms) == (0, 90 * MINUTE)


def test_confidence_that_is_not_asked_is_refused_with_an_answer() -> None:
    policy = replace(policies.practice("indicators"), confidence=policies.ConfidenceAsked.OFF)
    at = build.Clock().now()
    begun = events.following(None, "a" * 32, at, "en", build.started(ITEMS, policy))
    shown = events.following(begun, begun.stream, at, "en", build.seen(0, ITEMS[0]))
    state = attempt.fold(attempt.fold(None, begun), shown)
    with pytest.raises(Refused, match="confidence"):
        attempt.permit(state, build.answered(0, ITEMS[0], "a", confidence=Confidence.CERTAIN), at)
    attempt.permit(state, build.answered(0, ITEMS[0], "a", confidence=None), at)


def test_a_shelf_counts_the_cases_read_to_their_end() -> None:
    def line(reading: Reading) -> CaseLine:
        given: dict[str, object] = {"reading": reading}
        for field in msgspec.structs.fields(CaseLine):
            if field.required and field.name not in given:
                given[field.name] = 0 if field.type is int else 0.0 if field.type is float else ""
        return msgspec.convert(given, CaseLine)

    shelf = CaseShelf("indicators", "Indicators", tuple(line(reading) for reading in Reading))
    assert shelf.read == 1


def test_a_room_that_was_not_stopped_does_not_go_on() -> None:
    driver = AttemptDriver(build.assessment(build.ITEMS[:2]), build.ITEMS[:2])
    with pytest.raises(Refused) as refused:
        driver.do(RoomResumed())
    assert refused.value.message.code == "refused.order"
    driver.do(RoomStopped("Fire alarm"))
    with pytest.raises(Refused) as refused:
        driver.see(0)
    assert refused.value.message.code == "refused.stopped"
    driver.do(RoomResumed())
    driver.see(0)
