"""Owns how a row of the trainer's list is put into words, cell by cell; knows no desk, no order and no colour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

import msgspec

from trainer.catalogue import Catalogue
from trainer.core.percent import percent as whole_percent
from trainer.core.standing import PersonStanding, Reason, Status, totals
from trainer.core.views import ModuleShare, PersonScore
from trainer.ui.pages import moments, wording
from trainer.ui.painting import shown

_DAYS_KEPT = 4_096


class Kind(StrEnum):
    """What a column shows."""

    NAME = "name"
    STATUS = "status"
    PRACTICE = "practice"
    MODULE = "module"
    ASSESSMENT = "assessment"
    SEEN = "seen"


class Column(msgspec.Struct, frozen=True):
    """One column; `module` is the id of the module it is about."""

    kind: Kind
    title: str
    module: str = ""

    @property
    def id(self) -> str:
        """What a choice of columns calls it."""
        return f"{self.kind.value}:{self.module}" if self.module else self.kind.value


class CohortRow(msgspec.Struct, frozen=True):
    """A person with the words that only the list can know: role in this language, days by this clock."""

    person: PersonScore
    role: str
    seen: str
    handed_in: str


STATUS_LOOK = {
    Status.PASSED: "passed",
    Status.ON_TRACK: "onTrack",
    Status.NEEDS_SUPPORT: "needsSupport",
    Status.NOT_STARTED: "notStarted",
}
"""The name of each status among the tokens."""


def share_of(person: PersonScore, module: str) -> ModuleShare | None:
    """The person's progress in a module, None where nothing was done in it."""
    found = next((share for share in person.modules if share.module == module), None)
    return found if found is not None and found.begun else None


def recent_share(person: PersonScore) -> float | None:
    """The share of right answers of the weeks shown, None where none was given."""
    answers, right, _certain = totals(person.weeks)
    return right / answers if answers else None


class CohortWords:
    """The words of cells: CohortWords(catalogue, now, {role id: title}). Days are those of `now`'s clock."""

    def __init__(self, catalogue: Catalogue, now: datetime, roles: Mapping[str, str]) -> None:
        self._catalogue = catalogue
        self._now = now
        self._roles = roles
        self.group = ""
        """The group shown, which needs not be said of everybody in it."""
        self._day = lru_cache(_DAYS_KEPT)(self._day_of)

    def say(self, code: str, **values: str | int) -> str:
        """A sentence of the list's own area."""
        return self._catalogue.say("cohort." + code, **values)

    def day(self, utc_ms: int) -> str:
        """A past day: "Today", "Friday", "2 November"; "Never" for 0."""
        return self._day(utc_ms // 60_000)

    def _day_of(self, minutes: int) -> str:
        return moments.day(minutes * 60_000, self._now, self._catalogue)

    def due(self, due_ms: int) -> str:
        """A day until whose end something is due: "30 November"."""
        return wording.until_day(due_ms, self._now, self._catalogue)

    def about(self, person: PersonScore) -> str:
        """What stands under a name: groups, work role, "Made up"."""
        role = self._roles.get(person.work_role, person.work_role)
        made_up = self.say("synthetic") if person.synthetic else ""
        pairs = (
            zip(person.cohorts, person.groups, strict=True) if person.cohorts else ((one, one) for one in person.groups)
        )
        groups = (name for cohort, name in pairs if cohort != self.group)
        return ", ".join(shown(part) for part in (*groups, role, made_up) if part)

    def row(self, person: PersonScore) -> CohortRow:
        """The person with the words of their own panel."""
        handed_in = self.day(person.last_ended_ms) if person.last_ended_ms else ""
        return CohortRow(person, self.about(person), self.day(person.last_seen_ms), handed_in)

    def status(self, standing: PersonStanding | None) -> str:
        """The status as a word."""
        return self.say(f"status.{standing.status.value}") if standing is not None else ""

    def reason(self, standing: PersonStanding | None) -> str:
        """Why it is so."""
        if standing is None:
            return ""
        reason = standing.reason
        code = f"reason.{reason.value}"
        if reason in (Reason.CERTAIN_WRONG, Reason.IDLE):
            return self.say(code, n=standing.number)
        if reason is Reason.LOW_SHARE:
            return self.say(code, percent=standing.number)
        if reason in (Reason.DUE, Reason.ASSESSMENT_DUE, Reason.OVERDUE):
            return self.say(code, day=self.due(standing.at_ms))
        if reason is Reason.NOT_BEGUN:
            return self.say(code)
        return self.say(code, day=self.day(standing.at_ms))

    def practice(self, person: PersonScore) -> str:
        """The share of right answers of the last weeks; what is so where there is none."""
        share = recent_share(person)
        if share is not None:
            return self.say("percent", percent=whole_percent(share))
        return self.say("practice.long_ago" if person.answers else "practice.none")

    def practice_said(self, person: PersonScore) -> str:
        """Practice week by week, for who does not see the line."""
        if recent_share(person) is None:
            return self.practice(person)
        weeks = ", ".join(
            self.say("practice.week", right=week.right, answers=week.answers) if week.answers else self.say("none")
            for week in person.weeks
        )
        return self.say("practice.said", percent=self.practice(person), weeks=weeks)

    def module(self, person: PersonScore, module: str) -> str:
        """Mastery of a module in percent."""
        share = share_of(person, module)
        return self.say("none") if share is None else self.say("percent", percent=whole_percent(share.share))

    def assessment(self, person: PersonScore) -> tuple[str, str]:
        """The last assessment, else the one to come, in two lines."""
        if person.attempts and person.last_total is not None and person.last_right is not None:
            score = self.say("fraction", right=person.last_right, total=person.last_total)
            return score, self.day(person.last_ended_ms)
        if person.next_assessment_ms > 0:
            return self.say("assessment.assigned"), self.due(person.next_assessment_ms)
        return self.say("assessment.assigned" if person.next_assessment_ms else "assessment.none"), ""

    def seen(self, person: PersonScore) -> str:
        """When somebody was last here."""
        return self.day(person.last_seen_ms)

    def cell(self, person: PersonScore, column: Column) -> str:
        """What a cell says."""
        if column.kind is Kind.NAME:
            return shown(person.name)
        if column.kind is Kind.STATUS:
            return _joined(self.status(person.standing), self.reason(person.standing))
        if column.kind is Kind.PRACTICE:
            return self.practice(person)
        if column.kind is Kind.MODULE:
            return self.module(person, column.module)
        if column.kind is Kind.ASSESSMENT:
            return _joined(*self.assessment(person))
        return self.seen(person)

    def said(self, person: PersonScore, column: Column) -> str:
        """What a screen reader says of a cell."""
        if column.kind is Kind.NAME:
            return _joined(shown(person.name), self.about(person))
        if column.kind is Kind.MODULE:
            words = self.module(person, column.module)
            if share_of(person, column.module) is None:
                return self.say("module.not_started", module=column.title)
            return self.say("module.said", module=column.title, percent=words)
        if column.kind is Kind.PRACTICE:
            return f"{column.title}, {self.practice_said(person)}"
        return f"{column.title}, {self.cell(person, column)}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
