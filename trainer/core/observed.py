"""Owns the frozen rows of what a trainer sees of one person, and of what a group chose in a case; knows not where they come from."""

from __future__ import annotations

import msgspec

from question_bank.model import Rating
from trainer.core.assignments import AssignedLine
from trainer.core.verdicts import Standing

FEWEST_READERS = 3
"""Of fewer first readings nothing is told: what one person chose could be read off."""


class AttemptLine(msgspec.Struct, frozen=True):
    """An assessment handed in. `mark` 0 where none is set; `incidents` is how many were noted; times UTC ms."""

    stream: str
    title: str
    check: bool
    ended_ms: int
    offset_min: int
    right: int
    total: int
    mark: int
    standing: Standing
    timed_out: bool
    incidents: int


class WatchedAnswer(msgspec.Struct, frozen=True):
    """One answer in practice that a trainer may see: the attempt and the unit in it, what was asked, whether it was right."""

    stream: str
    unit: int
    stem: str
    right: bool
    at_ms: int
    offset_min: int


class Watched(msgspec.Struct, frozen=True):
    """A module in which single answers are seen since and until a moment (UTC ms), as the person was told; the latest first."""

    module: str
    title: str
    since_ms: int
    until_ms: int
    answers: tuple[WatchedAnswer, ...]


class PersonRecord(msgspec.Struct, frozen=True):
    """What a trainer sees of a person beside their line in the list. `cases` counts cases read to their end."""

    attempts: tuple[AttemptLine, ...]
    assigned: tuple[AssignedLine, ...]
    watched: tuple[Watched, ...]
    cases: int


class ChoiceCount(msgspec.Struct, frozen=True):
    """A choice in a scene, how the documents judge it (None: the case of today has it no more), how many chose it."""

    text: str
    rating: Rating | None
    count: int

    @property
    def former(self) -> bool:
        """Say whether the case of today has it no more."""
        return self.rating is None


class SceneCount(msgspec.Struct, frozen=True):
    """A scene in which something is decided, and how many came to decide there."""

    title: str
    choices: tuple[ChoiceCount, ...]

    @property
    def decided(self) -> int:
        """How many decided here."""
        return sum(choice.count for choice in self.choices)


class CasePaths(msgspec.Struct, frozen=True):
    """What was chosen at each decision of a case, each person's first reading once. Too `few` readers: no scenes."""

    case: str
    title: str
    readers: int
    scenes: tuple[SceneCount, ...]
    other_language: bool = False

    @property
    def few(self) -> bool:
        """Say whether there are too few readers to tell anything."""
        return self.readers < FEWEST_READERS
