"""Owns the frozen rows that show branching cases: lists, a scene, the way there, what it looks like afterwards; knows no bank.

Texts are in the reader's language already.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from question_bank.model import Error, Outcome, Rating
from trainer.core.views import FactView


class Reading(StrEnum):
    """How a case stands with one person: `left` was ended early, `skipped` passed over for another."""

    NOT_STARTED = "not_started"
    OPEN = "open"
    READ = "read"
    LEFT = "left"
    SKIPPED = "skipped"


class Since(StrEnum):
    """What became of a case in the question bank after it was begun: it is read on as it was, whatever that is."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


class CaseLine(msgspec.Struct, frozen=True):
    """A case in a list and before it begins. `stream` is the one open, or the last one over, "" where there is none.

    `equivalent` is the id of a case that asks for the same, "" where the bank has none.
    """

    id: str
    module: str
    module_title: str
    icon: str
    accent: str
    title: str
    summary: str
    role: str
    minutes: int
    content_note: str
    reading: Reading
    stream: str = ""
    equivalent: str = ""
    equivalent_title: str = ""
    other_language: bool = False


class CaseShelf(msgspec.Struct, frozen=True):
    """The cases of one module; `title` is "" for those that the bank no longer has."""

    module: str
    title: str
    lines: tuple[CaseLine, ...]

    @property
    def read(self) -> int:
        """How many were read to their end."""
        return sum(line.reading is Reading.READ for line in self.lines)


class ChoiceView(msgspec.Struct, frozen=True):
    """One thing to do in a scene: the number on its badge (from 1), its words, whether it was decided for."""

    id: str
    number: int
    text: str
    taken: bool = False


class StationView(msgspec.Struct, frozen=True):
    """A scene on the way so far and what was decided there, "" where nothing is yet."""

    number: int
    title: str
    choice: str


class SceneView(msgspec.Struct, frozen=True):
    """A scene on the screen. `texts` are its own and those that earlier choices add; `consequence` follows a decision.

    `share` (0 to 1) is how far the case is by its words, `minutes_left` what that leaves, `step` of `steps` the decision
    at hand where every way has as many, else 0. An `ending` has no choices and says what stays `unknown`. `since` is
    what the bank of today has of the case.
    """

    digest: str
    number: int
    title: str
    texts: tuple[str, ...]
    choices: tuple[ChoiceView, ...]
    decided: bool
    consequence: str
    facts: tuple[FactView, ...]
    ending: bool
    unknown: str
    stations: tuple[StationView, ...]
    share: float
    minutes_left: int
    step: int = 0
    steps: int = 0
    other_language: bool = False
    since: Since = Since.SAME


class JudgedView(msgspec.Struct, frozen=True):
    """A choice looked back on: how the documents judge it, why, and the fact that says so (none in the bank of today)."""

    text: str
    rating: Rating
    error: Error
    consequence: str
    facts: tuple[FactView, ...]


class LaterView(msgspec.Struct, frozen=True):
    """A text that a choice brought about in a later scene."""

    title: str
    text: str


class CompareView(msgspec.Struct, frozen=True):
    """A scene of either way. `yours` and `experts` are None where that way does not come by; `best_here` stands in then.

    `later` are texts that your choice brought about afterwards.
    """

    title: str
    yours: JudgedView | None
    experts: JudgedView | None
    best_here: JudgedView | None
    later: tuple[LaterView, ...]

    @property
    def same(self) -> bool:
        """Say whether you chose as the expert did."""
        return self.yours is not None and self.experts is not None and self.yours.text == self.experts.text


class DebriefView(msgspec.Struct, frozen=True):
    """A case looked back on: both ways scene by scene, how it ended, what stays unknown, the facts on your way."""

    case: str
    stream: str
    title: str
    module: str
    module_title: str
    outcome: Outcome
    ending: str
    ending_texts: tuple[str, ...]
    unknown: str
    scenes: tuple[CompareView, ...]
    facts: tuple[FactView, ...]
    other_language: bool = False

    @property
    def decided(self) -> tuple[CompareView, ...]:
        """The scenes in which you decided something, in order."""
        return tuple(scene for scene in self.scenes if scene.yours is not None)

    def rated(self, rating: Rating) -> tuple[CompareView, ...]:
        """Your scenes whose choice is judged so."""
        return tuple(scene for scene in self.decided if scene.yours and scene.yours.rating is rating)

    def erred(self, error: Error) -> tuple[CompareView, ...]:
        """Your scenes whose choice is such a mistake."""
        return tuple(scene for scene in self.decided if scene.yours and scene.yours.error is error)
