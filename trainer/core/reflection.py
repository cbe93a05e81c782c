"""Owns the frozen rows of the progress page; knows not where they come from.

Texts are in the reader's language. Times are UTC milliseconds, with the local offset in minutes where it was another one.
"""

from __future__ import annotations

import msgspec

from trainer.core.calibration import Judgement, Sureness
from trainer.core.progress import Mastery

WEEKS = 8
"""So far back retention and confidence look."""


class HeldObjective(msgspec.Struct, frozen=True):
    """An objective: `state` is "new", "wrong", "right" or "secure"; `returns_ms` when it comes back, 0 for never met."""

    id: str
    short: str
    statement: str
    state: str
    due: bool
    returns_ms: int


class HeldModule(msgspec.Struct, frozen=True):
    """A module with its objectives: what was attained."""

    id: str
    title: str
    icon: str
    accent: str
    mastery: Mastery
    due: int
    objectives: tuple[HeldObjective, ...]


class Week(msgspec.Struct, frozen=True):
    """Reviews answered in seven days that end before `end_ms`: how many were still right."""

    end_ms: int
    right: int
    total: int


class Retention(msgspec.Struct, frozen=True):
    """Answers to objectives that were due, the latest week first: what was kept."""

    right: int
    total: int
    weeks: tuple[Week, ...]


class Knowing(msgspec.Struct, frozen=True):
    """Confidence against accuracy: the last four weeks, the four before, and what the last ones say (`score` is Brier's)."""

    lately: tuple[Sureness, ...]
    earlier: tuple[Sureness, ...]
    judgement: Judgement
    score: float
    answers: int


class Misjudged(msgspec.Struct, frozen=True):
    """A question that was answered wrong and with certainty, and not put right since."""

    digest: str
    stem: str
    objective: str
    objective_title: str
    module: str
    at_ms: int


class PastWork(msgspec.Struct, frozen=True):
    """Something finished: `kind` is "practice", "refresher", "case", "lesson", "assessment" or "check".

    `id` is the module, lesson, case or stream that it leads back to. What the rules of an assessment hide is None.
    """

    kind: str
    id: str
    title: str
    at_ms: int
    right: int | None = None
    total: int | None = None
    passed: bool | None = None


class ProgressView(msgspec.Struct, frozen=True):
    """The progress page of one learner."""

    modules: tuple[HeldModule, ...]
    retention: Retention
    knowing: Knowing
    misjudged: tuple[Misjudged, ...]
    history: tuple[PastWork, ...]

    @property
    def begun(self) -> bool:
        """Say whether there is anything to show."""
        return bool(self.history) or any(module.mastery.met for module in self.modules)
