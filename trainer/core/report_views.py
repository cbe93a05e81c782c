"""Owns the values of reports on a course and on one person, the same for paper and for programs; knows no storage and no paper.

Titles are in the report's language; what stands for a word of the catalogue is a code. Times are UTC milliseconds with the
offset of the computer's clock when the report was made. Shares are from 0 to 1, None where there is nothing to share.
"""

from __future__ import annotations

import msgspec

from trainer.core.assignments import AssignedLine
from trainer.core.standing import Status


class Made(msgspec.Struct, frozen=True):
    """When a report was made, from which bank, of which days (ISO 8601, "" where open) and of which group ("" for all).

    `made_up` counts those of its people who are a demonstration's.
    """

    made_ms: int
    offset_min: int
    bank_version: str
    draft: bool
    group: str
    since: str
    until: str
    made_up: int = 0


class ModuleFigures(msgspec.Struct, frozen=True):
    """Practice in a module: how many have begun it, their mean mastery, answers and right ones, lessons read."""

    id: str
    title: str
    begun: int
    mastery: float | None
    answers: int
    right: int
    lessons: int


class AssessmentFigures(msgspec.Struct, frozen=True):
    """How people did in an assessment. Each counts once, by their best attempt; `mean` is of those attempts' shares.

    `unmarked` have only attempts in which nothing could be passed.
    """

    id: str
    title: str
    people: int
    attempts: int
    passed: int
    borderline: int
    not_yet: int
    unmarked: int
    mean: float | None


class ObjectiveFigures(msgspec.Struct, frozen=True):
    """Practice answers to one objective, right ones, and of how many people."""

    id: str
    title: str
    module: str
    people: int
    answers: int
    right: int


class PersonLine(msgspec.Struct, frozen=True):
    """Somebody on a course report, where names were asked for."""

    code: str
    name: str
    status: Status
    answers: int
    right: int
    last_right: int | None
    last_total: int | None
    last_passed: bool | None


class CourseReport(msgspec.Struct, frozen=True):
    """A course in figures. `status` counts people by how they stand now; `people_named` is empty unless asked for."""

    about: Made
    people: int
    begun: int
    status: dict[Status, int]
    answers: int
    right: int
    modules: tuple[ModuleFigures, ...]
    assessments: tuple[AssessmentFigures, ...]
    hardest: tuple[ObjectiveFigures, ...]
    people_named: tuple[PersonLine, ...] = ()


class AttemptLine(msgspec.Struct, frozen=True):
    """An assessment that somebody handed in. `verdict` is "" where nothing could be passed, `mark` 0 where there was none."""

    title: str
    ended_ms: int
    offset_min: int
    right: int
    total: int
    mark: int
    verdict: str
    timed_out: bool


class PersonReport(msgspec.Struct, frozen=True):
    """One person in figures, as an aid for talking. `name` is "" unless asked for."""

    about: Made
    code: str
    name: str
    role: str
    groups: tuple[str, ...]
    status: Status
    answers: int
    right: int
    last_seen_ms: int
    modules: tuple[ModuleFigures, ...]
    attempts: tuple[AttemptLine, ...]
    assigned: tuple[AssignedLine, ...]
    hardest: tuple[ObjectiveFigures, ...]


Report = CourseReport | PersonReport
