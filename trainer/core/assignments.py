"""Owns groups and what is assigned to them or to single people, as frozen values, and when it is open, late or done; knows no
storage and no words.

Times are UTC milliseconds, 0 where none is set.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from trainer.core.days import OffsetAt, begins, ends, typed
from trainer.core.message import Refused


class Kind(StrEnum):
    """What can be assigned."""

    MODULE = "module"
    CASE = "case"
    ASSESSMENT = "assessment"


class Doing(StrEnum):
    """How far somebody is with what was assigned."""

    NOT_BEGUN = "not-begun"
    BEGUN = "begun"
    DONE = "done"


class Cohort(msgspec.Struct, frozen=True):
    """A group. `members` counts people; `closed_ms` 0 while it is open."""

    id: str
    name: str
    members: int
    created_ms: int
    closed_ms: int = 0


class Dates(msgspec.Struct, frozen=True):
    """From when something is shown as assigned, until when it should be done, and when it is assigned no longer."""

    opens_ms: int = 0
    due_ms: int = 0
    closes_ms: int = 0


class Assignment(msgspec.Struct, frozen=True):
    """Something assigned to a group (`cohort`) or to one person: the other is "". `by` is "" for the command line.

    `sees_answers`: a trainer sees the single answers of practice in it while it is open.
    """

    id: str
    cohort: str
    person: str
    kind: Kind
    subject: str
    dates: Dates
    sees_answers: bool
    by: str
    made_ms: int
    withdrawn_ms: int = 0

    def open_at(self, now_ms: int) -> bool:
        """Say whether it is assigned at a moment: begun, not ended, not withdrawn."""
        dates = self.dates
        return not self.withdrawn_ms and dates.opens_ms <= now_ms and (not dates.closes_ms or now_ms <= dates.closes_ms)

    def watched_until(self, now_ms: int) -> int:
        """Until when a trainer sees single answers of practice in it, 0 where nobody does at this moment."""
        until = self.dates.closes_ms or self.dates.due_ms
        return until if self.sees_answers and self.open_at(now_ms) and now_ms <= until else 0


class HandedOut(msgspec.Struct, frozen=True):
    """To how many groups and people something was assigned, and how many of them had it and have new dates now.

    `seen_on`: of how many people single answers were seen before and all of them still are; `seen_no_more`: were, and those
    given until now are not.
    """

    to: int
    again: int = 0
    seen_on: int = 0
    seen_no_more: int = 0


class AssignmentWish(msgspec.Struct, frozen=True):
    """What a trainer wants assigned, days as they were typed. `cohorts` and `people` are ids."""

    kind: Kind
    subject: str
    cohorts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    opens: str = ""
    due: str = ""
    closes: str = ""
    sees_answers: bool = False

    def dates(self, now_ms: int, offset_at: OffsetAt) -> Dates:
        """The moments meant: a day it opens on from its beginning, the others until their end.

        Raises Refused: day.unreadable, assign.order, assign.past, assign.sees-open.
        """
        opens, due, closes = typed(self.opens), typed(self.due), typed(self.closes)
        days = [day for day in (opens, due, closes) if day is not None]
        if days != sorted(days):
            raise Refused("assign.order")
        found = Dates(
            begins(opens, offset_at) if opens else 0,
            ends(due, offset_at) if due else 0,
            ends(closes, offset_at) if closes else 0,
        )
        if any(moment and moment < now_ms for moment in (found.due_ms, found.closes_ms)):
            raise Refused("assign.past")
        if self.sees_answers and not (found.closes_ms or found.due_ms):
            # The learner is told until when: without an end there would be none.
            raise Refused("assign.sees-open")
        return found


class Task(msgspec.Struct, frozen=True):
    """Something assigned to one person, and how far they are with it."""

    kind: Kind
    subject: str
    due_ms: int
    doing: Doing

    def late(self, now_ms: int) -> bool:
        """Say whether it should be done by now and is not."""
        return bool(self.due_ms) and self.due_ms < now_ms and self.doing is not Doing.DONE


class AssignedLine(msgspec.Struct, frozen=True):
    """What a learner sees of something assigned to them; `title` is in their language.

    `until_ms`: a trainer sees single answers of practice in it until then, 0 where nobody does. `timed_out`: an assessment
    that is done as its time was up.
    """

    id: str
    kind: Kind
    subject: str
    title: str
    due_ms: int
    doing: Doing
    late: bool
    until_ms: int = 0
    timed_out: bool = False


class AssignmentLine(msgspec.Struct, frozen=True):
    """What a trainer sees of something assigned: to whom (`to`, a name), and how many are how far."""

    id: str
    kind: Kind
    subject: str
    title: str
    to: str
    to_group: bool
    dates: Dates
    open: bool
    sees_answers: bool
    done: int
    begun: int
    not_begun: int

    @property
    def total(self) -> int:
        """How many people it is assigned to."""
        return self.done + self.begun + self.not_begun


class Attempts(msgspec.Struct, frozen=True):
    """What somebody did with one case or assessment: when it was last handed in (0 never), and whether one is open.

    `good`: an assessment that was passed, a case read to its end.
    """

    ended_ms: int = 0
    good: bool = False
    open: bool = False


NO_ATTEMPTS = Attempts()


def watched_since(spans: Iterable[tuple[int, int]], now_ms: int) -> int | None:
    """Since when somebody is watched without a gap, by the spans (from, until) in which they were, None where not now."""
    since, until = 0, -1
    for begins_ms, ends_ms in sorted(spans):
        if begins_ms > min(now_ms, ends_ms):
            continue
        if begins_ms > until + 1:
            since = begins_ms
        until = max(until, ends_ms)
    return since if until >= now_ms else None


def doing_module(lessons_done: int, lessons: int, held: int, objectives: int, checked: bool, begun: bool) -> Doing:
    """How far somebody is with a module.

    Done: every lesson is read (or the module's self-check passed, `checked`) and every objective was right when last asked.
    """
    there = bool(lessons or objectives)  # A module that the bank no longer has cannot be done.
    if there and (checked or lessons_done >= lessons) and held >= objectives:
        return Doing.DONE
    return Doing.BEGUN if begun else Doing.NOT_BEGUN


def doing_case(attempts: Attempts) -> Doing:
    """How far somebody is with a case: done once it was read to its end, at any time."""
    if attempts.good:
        return Doing.DONE
    return Doing.BEGUN if attempts.open or attempts.ended_ms else Doing.NOT_BEGUN


def doing_assessment(attempts: Attempts, made_ms: int) -> Doing:
    """How far somebody is with an assessment: done once it is passed, or was handed in since it was assigned."""
    if attempts.good or attempts.ended_ms >= made_ms > 0:
        return Doing.DONE
    return Doing.BEGUN if attempts.open else Doing.NOT_BEGUN
