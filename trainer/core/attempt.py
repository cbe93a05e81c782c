"""Owns the state of an attempt as the fold of its events, and what may happen next; knows no clock, no text and no file.

`fold` accepts whatever was committed; `permit` decides before an event is made. Replaying a journal through `fold` gives the
same state as having lived through it, after every prefix.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import assert_never

import msgspec
from msgspec.structs import replace

from question_bank.model import Confidence
from trainer.core import timekeeping
from trainer.core.events import (
    Answered,
    AttemptStarted,
    BankRef,
    Body,
    BrokenChain,
    ClockJumped,
    ConfidenceGiven,
    Event,
    Flagged,
    FocusLost,
    FormUnit,
    Interrupted,
    LessonPlace,
    Paused,
    ProblemReported,
    Resumed,
    RoomResumed,
    RoomStopped,
    Skipped,
    Slept,
    StepSeen,
    Submitted,
    TimedOut,
    TimeGranted,
    UnitKind,
)
from trainer.core.message import Refused
from trainer.core.policies import ConfidenceAsked, Interruptions, Mode, Policy
from trainer.core.timekeeping import Spent, Stamp


class Status(StrEnum):
    """Where an attempt stands."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    SUBMITTED = "submitted"
    TIMED_OUT = "timed-out"


class StepState(msgspec.Struct, frozen=True):
    """One step as seen: its options in the order shown, those chosen, how sure."""

    digest: str
    order: tuple[str, ...]
    options: tuple[str, ...] = ()
    confidence: Confidence | None = None


class UnitState(msgspec.Struct, frozen=True):
    """One unit of the form and its steps so far. `repeat`: it came because its objective was missed, and is not rated."""

    ref: FormUnit
    steps: tuple[StepState, ...] = ()
    flagged: bool = False
    skipped: bool = False
    repeat: bool = False

    @property
    def seen(self) -> bool:
        """Say whether any of it was on the screen."""
        return bool(self.steps)

    @property
    def answered(self) -> bool:
        """Say whether its last step has an answer; of a case, whether its ending was seen, which offers no options."""
        if not self.steps:
            return False
        last = self.steps[-1]
        return not last.order if self.ref.kind == UnitKind.CASE else bool(last.options)


class AttemptState(msgspec.Struct, frozen=True):
    """An attempt after some events. `current` is the unit last on the screen, None before the first."""

    stream: str
    seed: int
    policy: Policy
    bank: BankRef
    blueprint: str
    units: tuple[UnitState, ...]
    current: int | None
    status: Status
    spent: Spent
    granted_ms: int
    started: Stamp
    ended: Stamp | None = None

    @property
    def over(self) -> bool:
        """Say whether it was handed in or timed out."""
        return self.status in (Status.SUBMITTED, Status.TIMED_OUT)

    @property
    def allowed_ms(self) -> int:
        """How long it may take: the limit, extra time of the person in it, and what was granted; 0 where there is no limit."""
        return self.policy.limit_ms + self.granted_ms if self.policy.limit_ms else 0

    def spent_ms(self, at: Stamp) -> int:
        """Milliseconds spent up to a moment not before the last event."""
        return timekeeping.advance(self.spent, at).ms

    def left_ms(self, at: Stamp) -> int | None:
        """Milliseconds left at a moment, None where there is no limit; 0 or less when time is over."""
        return self.allowed_ms - self.spent_ms(at) if self.allowed_ms else None

    def left_closed_ms(self, alive: Stamp | None, now: Stamp) -> int | None:
        """Milliseconds that whoever takes it up now will find, where nobody has it open; 0 or less when time is over.

        Where interruptions pause, it has stood still since `alive`, the last sign of life in it (None for none).
        """
        runs_on = self.policy.interruptions is Interruptions.COUNT or self.status is not Status.RUNNING
        return self.left_ms(now if runs_on or alive is None else alive)

    def answered(self) -> int:
        """How many units have an answer."""
        return sum(unit.answered for unit in self.units)

    def lacks_confidence(self, unit: UnitState) -> bool:
        """Say whether a question has an answer, but not how sure one is of it where that must be said."""
        asked = self.policy.confidence is ConfidenceAsked.REQUIRED and unit.ref.kind != UnitKind.CASE
        return asked and unit.answered and unit.steps[-1].confidence is None


def fold(state: AttemptState | None, event: Event) -> AttemptState:
    """Return the state after one more event. Raises BrokenChain where the event cannot follow."""
    body = event.body
    if state is None:
        if not isinstance(body, AttemptStarted):
            raise BrokenChain(f"an attempt cannot begin with {event.kind}")
        return AttemptState(
            stream=event.stream,
            seed=body.seed,
            policy=body.policy,
            bank=body.bank,
            blueprint=body.blueprint,
            units=tuple(UnitState(ref) for ref in body.form),
            current=None,
            status=Status.RUNNING,
            spent=Spent(0, True, event.at),
            granted_ms=0,
            started=event.at,
        )
    if state.over and not isinstance(body, ProblemReported):
        raise BrokenChain(f"{event.kind} after the end of attempt {event.stream}")
    return _moved_on(state, event.at, body)


def replay(events: Iterable[Event]) -> AttemptState | None:
    """Fold a whole stream. None if it is empty."""
    state: AttemptState | None = None
    for event in events:
        state = fold(state, event)
    return state


def _moved_on(state: AttemptState, at: Stamp, body: Body) -> AttemptState:
    spent = timekeeping.advance(state.spent, at)
    match body:
        case StepSeen():
            unit = _unit(state, body.unit)
            if all(step.digest != body.step for step in unit.steps):
                unit = replace(unit, steps=(*unit.steps, StepState(body.step, body.order)))
            return replace(_with(state, body.unit, unit, spent), current=body.unit)
        case Answered():
            step = _step(state, body.unit, body.step)
            answered = StepState(step.digest, step.order, body.options, body.confidence)
            state = _with_step(state, body.unit, answered, spent)
            if body.again is not None:
                state = replace(state, units=(*state.units, UnitState(body.again, repeat=True)))
            return state
        case ConfidenceGiven():
            step = replace(_step(state, body.unit, body.step), confidence=body.confidence)
            return _with_step(state, body.unit, step, spent)
        case Flagged():
            return _with(state, body.unit, replace(_unit(state, body.unit), flagged=body.on), spent)
        case Skipped():
            state = _with(state, body.unit, replace(_unit(state, body.unit), skipped=True), spent)
            if body.instead is not None:
                place = body.unit + 1
                units = (*state.units[:place], UnitState(body.instead), *state.units[place:])
                state = replace(state, units=units)
            return state
        case Paused():
            return replace(state, status=Status.PAUSED, spent=timekeeping.stopped(state.spent, at))
        case Interrupted():
            return _interrupted(state, body.alive, at)
        case Resumed():
            return replace(state, status=Status.RUNNING, spent=timekeeping.started(state.spent, at))
        case TimeGranted():
            return replace(state, granted_ms=state.granted_ms + body.ms, spent=spent)
        case RoomStopped():
            return replace(state, status=Status.STOPPED, spent=timekeeping.stopped(state.spent, at))
        case RoomResumed():
            return replace(state, status=Status.RUNNING, spent=timekeeping.started(state.spent, at))
        case ClockJumped() | ProblemReported() | FocusLost() | Slept():
            return state if state.over else replace(state, spent=spent)
        case Submitted():
            return replace(state, status=Status.SUBMITTED, spent=_taken(state, at), ended=at)
        case TimedOut():
            return replace(state, status=Status.TIMED_OUT, spent=_taken(state, at), ended=at)
        case AttemptStarted() | LessonPlace():
            raise BrokenChain(f"{type(body).__name__} in the middle of attempt {state.stream}")
        case _:  # pragma: no cover - the type checker proves that nothing is left
            assert_never(body)


def _taken(state: AttemptState, at: Stamp) -> Spent:
    """The time an attempt took that ends now: no more than there was, also where its end was noticed only later.

    Whose time ran out while the program was closed had the limit, with what was added to it, and not the night after.
    """
    spent = timekeeping.stopped(state.spent, at)
    most = state.allowed_ms
    return replace(spent, ms=min(spent.ms, most)) if most else spent


def _interrupted(state: AttemptState, alive: Stamp, at: Stamp) -> AttemptState:
    """Where interruptions count, the gap counts; else time stood still from the last sign of life."""
    if state.policy.interruptions is Interruptions.COUNT:
        return replace(state, spent=timekeeping.advance(state.spent, at))
    spent = timekeeping.stopped(state.spent, alive) if state.spent.running else state.spent
    return replace(state, status=Status.PAUSED, spent=replace(spent, last=at))


def _unit(state: AttemptState, place: int) -> UnitState:
    if not 0 <= place < len(state.units):
        raise BrokenChain(f"attempt {state.stream} has no unit {place}")
    return state.units[place]


def _step(state: AttemptState, place: int, digest: str) -> StepState:
    for step in _unit(state, place).steps:
        if step.digest == digest:
            return step
    raise BrokenChain(f"unit {place} of attempt {state.stream} never showed {digest}")


def _with(state: AttemptState, place: int, unit: UnitState, spent: Spent) -> AttemptState:
    return replace(state, units=(*state.units[:place], unit, *state.units[place + 1 :]), spent=spent)


def _with_step(state: AttemptState, place: int, step: StepState, spent: Spent) -> AttemptState:
    unit = _unit(state, place)
    steps = tuple(step if old.digest == step.digest else old for old in unit.steps)
    return _with(state, place, replace(unit, steps=steps), spent)


_WITHOUT_TIME = TimedOut | TimeGranted | Interrupted | ClockJumped | FocusLost | Slept | RoomStopped | RoomResumed
_WHILE_STOPPED = TimeGranted | ClockJumped | FocusLost | Slept | RoomResumed | Submitted


def permit(state: AttemptState, body: Body, at: Stamp, expected: int = 1) -> None:
    """Raise Refused where the policy does not allow `body` now.

    `expected` is how many options an answer must name (the item's `answers`).
    Codes: refused.over, refused.time, refused.paused, refused.stopped,
    refused.order, refused.option, refused.checked, refused.confidence.
    """
    if isinstance(body, ProblemReported):
        return
    if state.over:
        raise Refused("refused.over")
    left = state.left_ms(at)
    if left is not None and left <= 0 and not isinstance(body, _WITHOUT_TIME):
        raise Refused("refused.time")
    if state.status is Status.STOPPED and not isinstance(body, _WHILE_STOPPED):
        raise Refused("refused.stopped")
    if state.status is Status.PAUSED and isinstance(body, Answered | ConfidenceGiven | Flagged | Skipped | StepSeen):
        raise Refused("refused.paused")
    match body:
        case Answered():
            _permit_answer(state, body, expected)
        case ConfidenceGiven() if state.policy.confidence is ConfidenceAsked.OFF:
            raise Refused("refused.confidence")
        case Paused() if state.policy.interruptions is Interruptions.COUNT:
            raise Refused("refused.order")
        case RoomResumed() if state.status is not Status.STOPPED:
            raise Refused("refused.order")
        case _:
            return


def _permit_answer(state: AttemptState, body: Answered, expected: int) -> None:
    if not 0 <= body.unit < len(state.units):
        raise Refused("refused.order")
    unit = state.units[body.unit]
    step = next((step for step in unit.steps if step.digest == body.step), None)
    if step is None or unit.skipped:
        raise Refused("refused.order")
    known = set(step.order)
    chosen = set(body.options)
    if not chosen <= known or len(chosen) != len(body.options) or len(chosen) > expected:
        raise Refused("refused.option")
    if state.policy.mode is Mode.PRACTICE and len(chosen) != expected:
        raise Refused("refused.option")
    if step.options and (unit.ref.kind == UnitKind.CASE or not state.policy.revisable):
        # What follows in a case rests on what was decided: no policy lets that be changed.
        raise Refused("refused.checked")
    # How sure one is of a decision in a case is never asked.
    asked = ConfidenceAsked.OFF if unit.ref.kind == UnitKind.CASE else state.policy.confidence
    # Where an answer is written when it is chosen, how sure one is comes after it, and may be missing at the end.
    if asked is ConfidenceAsked.REQUIRED and body.confidence is None and state.policy.mode is Mode.PRACTICE:
        raise Refused("refused.confidence")
    if asked is ConfidenceAsked.OFF and body.confidence is not None:
        raise Refused("refused.confidence")
    if body.again is not None and not may_repeat(state, body.unit, body.again):
        raise Refused("refused.order")


def may_repeat(state: AttemptState, place: int, again: FormUnit) -> bool:
    """Say whether `again` may follow a miss in a unit: practice, the same objective, another variant, once a round."""
    unit = state.units[place]
    return (
        state.policy.mode is Mode.PRACTICE
        and not unit.repeat
        and again.kind == UnitKind.ITEM
        and again.objective == unit.ref.objective
        and all(other.ref.digest != again.digest for other in state.units)
        and not any(other.repeat and other.ref.objective == again.objective for other in state.units)
    )
