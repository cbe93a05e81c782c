"""Owns how a person stands with their training, and why, by thresholds that a trainer sets; knows no storage and no words.

The first reason that holds decides, in the order of `_support`: what was due and is not done; certain and wrong too often;
too few right answers; an assessment not passed; no practice for too long. Figures of practice are of the last 8 weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from trainer.core.assignments import Doing, Kind, Task
from trainer.core.days import DAY_MS
from trainer.core.message import Refused
from trainer.core.percent import percent
from trainer.core.verdicts import Standing

WEEKS = 8
"""So many weeks of practice are looked at, the present one included."""
LEAST_ANSWERS = 10
"""A share of fewer answers says nothing yet."""


class Status(StrEnum):
    """How somebody stands."""

    PASSED = "passed"
    ON_TRACK = "on-track"
    NEEDS_SUPPORT = "needs-support"
    NOT_STARTED = "not-started"


class Reason(StrEnum):
    """Why. What belongs to it is in `PersonStanding.number` (a count, a percentage, days) or `at_ms`."""

    PASSED = "passed"
    DUE = "due"
    ASSESSMENT_DUE = "assessment-due"
    PRACTISED = "practised"
    BEGUN = "begun"
    OVERDUE = "overdue"
    CERTAIN_WRONG = "certain-wrong"
    LOW_SHARE = "low-share"
    NOT_PASSED = "not-passed"
    IDLE = "idle"
    NOT_JOINED = "not-joined"
    NOT_BEGUN = "not-begun"


class Thresholds(msgspec.Struct, frozen=True):
    """When somebody needs support; 0 turns a threshold off.

    `idle_days` without practice; certain but wrong `certain_wrong` times; fewer than `low_percent` percent right.
    """

    idle_days: int = 21
    certain_wrong: int = 5
    low_percent: int = 50

    def checked(self) -> Thresholds:
        """Return them as they are. Raises Refused("standing.threshold") for what no threshold can be."""
        for value, most in ((self.idle_days, 365), (self.certain_wrong, 999), (self.low_percent, 100)):
            if not 0 <= value <= most:
                raise Refused("standing.threshold", value=value, most=most)
        return self


class Week(msgspec.Struct, frozen=True):
    """Practice of one week: answers given, right ones, and how often somebody was certain and wrong."""

    answers: int = 0
    right: int = 0
    certain_wrong: int = 0


class Past(msgspec.Struct, frozen=True):
    """What is known of somebody. Times are UTC ms, 0 for never.

    `joined`: has signed in; `listed_ms`: since when they are on the list; `begun`: has done anything; `verdict` is that of
    the last assessment that has one, a module's self-check aside.
    """

    joined: bool
    listed_ms: int
    begun: bool
    practised_ms: int
    seen_ms: int
    weeks: tuple[Week, ...]
    verdict: Standing
    verdict_ms: int
    tasks: tuple[Task, ...]


class PersonStanding(msgspec.Struct, frozen=True):
    """How somebody stands and why."""

    status: Status
    reason: Reason
    number: int = 0
    at_ms: int = 0


def stand(past: Past, thresholds: Thresholds, now_ms: int) -> PersonStanding:
    """Say how somebody stands at `now_ms` (UTC)."""
    late = min((task.due_ms for task in past.tasks if task.late(now_ms)), default=0)
    if not past.begun:
        if late:
            return PersonStanding(Status.NOT_STARTED, Reason.OVERDUE, at_ms=late)
        reason = Reason.NOT_BEGUN if past.joined else Reason.NOT_JOINED
        return PersonStanding(Status.NOT_STARTED, reason, at_ms=past.listed_ms)
    if _passed(past):
        return PersonStanding(Status.PASSED, Reason.PASSED, at_ms=past.verdict_ms)
    support = next(_support(past, thresholds, late, now_ms), None)
    if support is not None:
        return support
    return _next(past)


def _passed(past: Past) -> bool:
    """Whether every assessment assigned is passed; where none is, the last one that could be."""
    assigned = [task for task in past.tasks if task.kind is Kind.ASSESSMENT]
    return past.verdict is Standing.PASSED and all(task.doing is Doing.DONE for task in assigned)


def _support(past: Past, thresholds: Thresholds, late: int, now_ms: int) -> Iterator[PersonStanding]:
    def because(reason: Reason, number: int = 0, at_ms: int = 0) -> PersonStanding:
        return PersonStanding(Status.NEEDS_SUPPORT, reason, number, at_ms)

    if late:
        yield because(Reason.OVERDUE, at_ms=late)
    answers, right, certain = totals(past.weeks)
    if thresholds.certain_wrong and certain >= thresholds.certain_wrong:
        yield because(Reason.CERTAIN_WRONG, certain)
    if answers >= LEAST_ANSWERS and right * 100 < thresholds.low_percent * answers:
        yield because(Reason.LOW_SHARE, percent(right / answers))
    if past.verdict in (Standing.NOT_YET, Standing.BORDERLINE):
        yield because(Reason.NOT_PASSED, at_ms=past.verdict_ms)
    days = (now_ms - (past.practised_ms or past.seen_ms)) // DAY_MS
    if thresholds.idle_days and days >= thresholds.idle_days:
        yield because(Reason.IDLE, days)


def _next(past: Past) -> PersonStanding:
    """What lies ahead of somebody who is on track: the next assessment, else what is due next, else the last practice."""
    ahead = sorted((task for task in past.tasks if task.doing is not Doing.DONE and task.due_ms), key=_soonest)
    if ahead:
        reason = Reason.ASSESSMENT_DUE if ahead[0].kind is Kind.ASSESSMENT else Reason.DUE
        return PersonStanding(Status.ON_TRACK, reason, at_ms=ahead[0].due_ms)
    if past.practised_ms:
        return PersonStanding(Status.ON_TRACK, Reason.PRACTISED, at_ms=past.practised_ms)
    return PersonStanding(Status.ON_TRACK, Reason.BEGUN, at_ms=past.seen_ms)


def _soonest(task: Task) -> tuple[bool, int]:
    return task.kind is not Kind.ASSESSMENT, task.due_ms


def totals(weeks: Iterable[Week]) -> tuple[int, int, int]:
    """Answers, right ones, certain but wrong ones of several weeks."""
    answers = right = certain = 0
    for week in weeks:
        answers += week.answers
        right += week.right
        certain += week.certain_wrong
    return answers, right, certain
