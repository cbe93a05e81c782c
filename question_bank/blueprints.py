"""Owns the plan of an assessment, authored or composed: what it asks, by which rules, what passes; draws nothing."""

from __future__ import annotations

import msgspec

from question_bank.terms import Error, Kind, Pool, Words


class Quota(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many units a blueprint draws from one module, or only from the objectives named, or only of these kinds.

    With `cases` the units are cases of the module; `kinds` then says nothing.
    """

    module: str
    count: int
    # Written also where it is empty, unlike what came later: plans that were archived keep their digests.
    objectives: tuple[str, ...] = msgspec.field(default_factory=lambda: ())
    kinds: tuple[Kind, ...] = ()
    cases: bool = False


class ModuleMark(msgspec.Struct, frozen=True):
    """Right answers needed in one module."""

    module: str
    right: int


class CriticalError(msgspec.Struct, frozen=True):
    """A mistake that fails on its own: an option that is this error, chosen in an item of this objective."""

    objective: str
    error: Error


class Blueprint(msgspec.Struct, frozen=True, omit_defaults=True):
    """The plan of an assessment.

    `minutes` 0 means no limit; `pass_mark` counts right answers; `interruptions` is "count" or "pause";
    `confidence` is "off", "optional" or "required"; `feedback` is "nothing", "score", "objectives" or "everything".
    `opens` is the module whose lessons may be skipped once it is passed: the application composes such plans itself.
    Passed is who reaches `pass_mark` (0: none for the whole) and each of `module_marks`, has every item right of the
    `essential` objectives, and makes none of the `critical` errors nor, with `critical_choices`, a critical choice in a
    case. `feedback_from_ms`: nothing is shown before then, 0 at once. It may be begun from `opens_ms` to `closes_ms`
    and is due at `due_ms` (UTC ms, 0 where not set). A certificate holds for `valid_months`, 0 without end.
    Left out where empty, so that no digest changes.
    """

    id: str
    title: Words
    summary: Words
    pool: Pool
    quotas: tuple[Quota, ...]
    minutes: int
    pass_mark: int
    interruptions: str
    confidence: str
    feedback: str
    attempts: int
    revision: int
    opens: str = ""
    essential: tuple[str, ...] = ()
    module_marks: tuple[ModuleMark, ...] = ()
    critical: tuple[CriticalError, ...] = ()
    critical_choices: bool = False
    feedback_from_ms: int = 0
    opens_ms: int = 0
    due_ms: int = 0
    closes_ms: int = 0
    valid_months: int = 0

    @property
    def length(self) -> int:
        """How many units a form has."""
        return sum(quota.count for quota in self.quotas)
