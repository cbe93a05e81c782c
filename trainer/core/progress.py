"""Owns what a learner holds: the state of each objective after each answer, and mastery of a module; knows no storage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from question_bank.model import Confidence
from trainer.core import spacing
from trainer.core.spacing import DAY_MS, Memory

SECURE_RETRIEVABILITY = 0.9
SECURE_STABILITY_DAYS = 7.0
# A review falls due on the day its retrievability reaches .9, so that day itself must not count against it.
_ROUNDING = 0.005


class Standing(StrEnum):
    """How far a module is mastered: below 40 %, below 75 %, from 75 %."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    BUILDING = "building"
    SECURE = "secure"


class ObjectiveState(msgspec.Struct, frozen=True):
    """One objective of one learner: answers so far, the last one, and the memory of it."""

    objective: str
    module: str
    answers: int
    right: int
    last_right: bool
    last_confidence: Confidence | None
    memory: Memory


def after(
    state: ObjectiveState | None,
    objective: str,
    module: str,
    right: bool,
    confidence: Confidence | None,
    at_ms: int,
) -> ObjectiveState:
    """Return the objective's state after one more practice answer at `at_ms` (UTC milliseconds)."""
    return ObjectiveState(
        objective,
        module,
        answers=(state.answers if state else 0) + 1,
        right=(state.right if state else 0) + right,
        last_right=right,
        last_confidence=confidence,
        memory=spacing.reviewed(state.memory if state else None, right, confidence, at_ms),
    )


def secure_until(state: ObjectiveState) -> int:
    """The moment (UTC ms) at which the objective stops being secure; 0 where it is not.

    Secure: last answer right and not unsure, stable for a week or more, held with a chance of .9 or more.
    """
    if not state.last_right or state.last_confidence is Confidence.UNSURE:
        return 0
    if state.memory.stability < SECURE_STABILITY_DAYS:
        return 0
    return spacing.held_until_ms(state.memory, SECURE_RETRIEVABILITY - _ROUNDING)


def secure(state: ObjectiveState, now_ms: int) -> bool:
    """Say whether the objective is secure at a moment."""
    return now_ms < secure_until(state)


def due(state: ObjectiveState, now_ms: int, offset_min: int) -> bool:
    """Say whether the objective comes back today, by local calendar day."""
    return local_day(returns_ms(state, now_ms), offset_min) <= local_day(now_ms, offset_min)


def returns_ms(state: ObjectiveState, now_ms: int) -> int:
    """When the objective comes back (UTC ms).

    An answer dated more than a day ahead was given while the clock stood wrong: nobody knows when it was, so the
    objective comes back now.
    """
    memory = state.memory
    return now_ms if memory.last_ms > now_ms + DAY_MS else memory.due_ms


def word(state: ObjectiveState | None, now_ms: int) -> str:
    """The word for an objective's state: "new", "wrong", "right" or "secure"."""
    if state is None:
        return "new"
    if secure(state, now_ms):
        return "secure"
    return "right" if state.last_right else "wrong"


def strength(state: ObjectiveState, now_ms: int) -> tuple[bool, float]:
    """How well the objective is held, to sort by: what was wrong last time below all else, then the chance of holding it."""
    return state.last_right, spacing.retrievability(state.memory, now_ms)


def local_day(ms: int, offset_min: int) -> int:
    """The local calendar day of a moment, in days since 1970."""
    return (ms + offset_min * 60_000) // DAY_MS


def local_week(ms: int, offset_min: int) -> int:
    """The local week of a moment, which begins on a Monday, in weeks since the one that held 1 January 1970."""
    return (local_day(ms, offset_min) + 3) // 7


class Mastery(msgspec.Struct, frozen=True):
    """A module's mastery: `share` from 0 to 1, objectives secure of all, and the word for it."""

    share: float
    secure: int
    met: int
    total: int
    standing: Standing


def mastery(objectives: Iterable[str], states: Mapping[str, ObjectiveState], now_ms: int) -> Mastery:
    """Share of the objectives that are secure, half for those whose last answer was right."""
    total = met = held = half = 0
    for objective in objectives:
        total += 1
        state = states.get(objective)
        if state is None:
            continue
        met += 1
        if secure(state, now_ms):
            held += 1
        elif state.last_right:
            half += 1
    share = (held + half / 2) / total if total else 0.0
    return Mastery(share, held, met, total, _standing(share, met))


def _standing(share: float, met: int) -> Standing:
    if not met:
        return Standing.NOT_STARTED
    if share < 0.40:
        return Standing.STARTED
    return Standing.BUILDING if share < 0.75 else Standing.SECURE
