"""Owns when an assessment may be begun: its plan's dates and those it was assigned with, laid over each other; knows no clock."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from question_bank.model import Blueprint
from trainer.core.assignments import Dates


class Openness(StrEnum):
    """Whether it may be begun."""

    NOT_YET = "not-yet"
    OPEN = "open"
    CLOSED = "closed"


class Bar(StrEnum):
    """What keeps somebody from beginning an assessment that is theirs, attempts aside."""

    NONE = ""
    NOT_YET = "not-yet"
    CLOSED = "closed"
    LOCKED = "locked"


def openness(dates: Dates, now_ms: int) -> Openness:
    """How it stands at a moment."""
    if dates.closes_ms and now_ms > dates.closes_ms:
        return Openness.CLOSED
    return Openness.NOT_YET if now_ms < dates.opens_ms else Openness.OPEN


def window(plan: Blueprint, assigned: Iterable[Dates], now_ms: int) -> Dates:
    """The dates that hold for somebody: the plan's own, narrowed by those it was assigned with.

    Of several assignments the one that lets them begin now, else the one that will, else the last that did.
    """
    own = Dates(plan.opens_ms, plan.due_ms, plan.closes_ms)
    windows = [_narrowed(own, dates) for dates in assigned] or [own]

    def wanted(dates: Dates) -> tuple[int, int]:
        state = openness(dates, now_ms)
        if state is Openness.OPEN:
            return 0, -(dates.closes_ms or 2**62)
        return (1, dates.opens_ms) if state is Openness.NOT_YET else (2, -dates.closes_ms)

    return min(windows, key=wanted)


def _narrowed(own: Dates, dates: Dates) -> Dates:
    def earliest(one: int, other: int) -> int:
        return min(one, other) if one and other else one or other

    return Dates(
        max(own.opens_ms, dates.opens_ms),
        earliest(own.due_ms, dates.due_ms),
        earliest(own.closes_ms, dates.closes_ms),
    )
