"""Whatever happens in whatever order: the log gives the state, and time never shrinks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.model import Confidence
from tests.builders import records as build
from tests.drivers.attempt import AttemptDriver
from trainer.core import attempt, events
from trainer.core.events import (
    Body,
    BrokenChain,
    ClockJumped,
    ConfidenceGiven,
    Interrupted,
    Paused,
    ProblemReported,
    Resumed,
    Skipped,
    Submitted,
    TimedOut,
    TimeGranted,
)
from trainer.core.message import Refused

ITEMS = build.ITEMS[:5]

places = st.integers(0, len(ITEMS) - 1)
wishes = st.one_of(
    st.tuples(st.just("see"), places),
    st.tuples(st.just("press"), places, st.sampled_from("abcd"), st.sampled_from([None, *Confidence])),
    st.tuples(st.just("sure"), places, st.sampled_from(list(Confidence))),
    st.tuples(st.just("flag"), places, st.booleans()),
    st.tuples(st.just("skip"), places, st.booleans()),
    st.tuples(st.just("pause")),
    st.tuples(st.just("resume")),
    st.tuples(st.just("die"), st.integers(0, 3_000_000)),
    st.tuples(st.just("wait"), st.integers(0, 400_000)),
    st.tuples(st.just("wall"), st.integers(-10_000_000, 10_000_000)),
    st.tuples(st.just("grant"), st.integers(0, 100_000)),
    st.tuples(st.just("report"), places),
    st.tuples(st.just("submit")),
    st.tuples(st.just("time out")),
)


def body_of(driver: AttemptDriver, wish: tuple[object, ...]) -> Body | None:
    """The event a wish asks for; None where it only moves the clocks."""
    clock = driver.clock
    match wish:
        case ("see", int(place)):
            return build.seen(place, driver.items[place])
        case ("press", int(place), str(option), confidence):
            return build.answered(place, driver.items[place], option, confidence=confidence)  # type: ignore[arg-type]
        case ("sure", int(place), Confidence() as confidence):
            return ConfidenceGiven(place, driver.digest(place), confidence)
        case ("flag", int(place), bool(on)):
            return events.Flagged(place, on)
        case ("skip", int(place), bool(with_another)):
            return Skipped(place, build.unit(build.item(50 + place)) if with_another else None)
        case ("pause",):
            return Paused()
        case ("resume",):
            return Resumed()
        case ("die", int(away)):
            alive = clock.now()
            clock.reboot(away)
            return Interrupted(alive)
        case ("wait", int(ms)):
            clock.after(ms)
            return None
        case ("wall", int(by)):
            clock.set_wall(by)
            return ClockJumped(by)
        case ("grant", int(ms)):
            return TimeGranted(ms)
        case ("report", int(place)):
            return ProblemReported(place, driver.digest(place), "Odd.")
        case ("submit",):
            return Submitted()
        case _:
            return TimedOut()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["practice", "pause", "count"]), st.lists(wishes, max_size=40))
def test_the_log_gives_the_state_after_every_prefix(kind: str, plan: list[tuple[object, ...]]) -> None:
    started = (
        build.practice(ITEMS) if kind == "practice" else build.assessment(ITEMS, build.blueprint(interruptions=kind))
    )
    driver = AttemptDriver(started, ITEMS)
    states = [driver.state]
    for wish in plan:
        body = body_of(driver, wish)
        if body is None:
            continue
        try:
            driver.do(body)
        except (Refused, BrokenChain):
            # A question that was never shown cannot be judged by the rules alone; the fold refuses it, and nothing changed.
            continue
        if isinstance(body, Skipped) and body.instead:
            driver.items.insert(body.unit + 1, build.item(50 + body.unit))
        states.append(driver.state)
    stored = [event.encoded() for event in driver.log]
    state: attempt.AttemptState | None = None
    spent = 0
    last = events.FIRST
    for data, lived in zip(stored, states, strict=True):
        event = events.decoded(data)
        assert event.previous == last
        state = attempt.fold(state, event)
        assert state == lived
        assert state.spent.ms >= spent
        spent, last = state.spent.ms, event.digest


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_flipped_bit_never_goes_unseen(data: st.DataObject) -> None:
    event = events.following(None, "a" * 32, build.Clock().now(), "en", build.practice(ITEMS))
    stored = bytearray(event.encoded())
    place = data.draw(st.integers(0, len(stored) - 1))
    stored[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        read = events.decoded(bytes(stored))
    except BrokenChain:
        return
    # Another value of the same form: only the digest that was kept with it tells.
    assert read.digest != event.digest
