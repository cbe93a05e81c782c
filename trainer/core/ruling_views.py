"""Owns what a trainer is shown of rulings: the question, who is marked anew by one, what was disputed; knows no score."""

from __future__ import annotations

import msgspec

from trainer.core.scoring import RulingKind
from trainer.core.verdicts import Standing


class RulingWish(msgspec.Struct, frozen=True):
    """What is to be decided of a question: its digest, how, and for another key the options that are right."""

    item: str
    kind: RulingKind
    key: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True):
    """What an assessment came to."""

    right: int
    total: int
    mark: int
    standing: Standing


class Regraded(msgspec.Struct, frozen=True):
    """One attempt before and after a ruling, with the codes of the certificates given for it."""

    person: str
    code: str
    name: str
    stream: str
    title: str
    ended_ms: int
    offset_min: int
    before: Outcome
    after: Outcome
    certificates: tuple[str, ...] = ()

    @property
    def gains(self) -> bool:
        """Passed by it, and not before."""
        return self.after.standing is Standing.PASSED and self.before.standing is not Standing.PASSED

    @property
    def loses(self) -> bool:
        """Passed before, and no longer."""
        return self.before.standing is Standing.PASSED and self.after.standing is not Standing.PASSED


class Regrade(msgspec.Struct, frozen=True):
    """What a ruling changes: attempts whose outcome is another, out of so many that have the question; some still run."""

    changed: tuple[Regraded, ...]
    attempts: int
    running: int

    @property
    def gains(self) -> int:
        """How many pass by it."""
        return sum(one.gains for one in self.changed)

    @property
    def loses(self) -> int:
        """How many pass no longer."""
        return sum(one.loses for one in self.changed)

    @property
    def lowers(self) -> bool:
        """Whether a pass mark goes down, as a question is dropped."""
        return any(one.after.mark < one.before.mark for one in self.changed)

    @property
    def certificates(self) -> int:
        """How many certificates say what is no longer so."""
        return sum(len(one.certificates) for one in self.changed)


class RulingLine(msgspec.Struct, frozen=True):
    """A ruling. `key` holds the texts of the options of another key; `withdrawn_ms` 0 while in force."""

    id: str
    item: str
    item_id: str
    stem: str
    kind: RulingKind
    key: tuple[str, ...]
    reason: str
    by: str
    made_ms: int
    withdrawn_ms: int = 0


class Report(msgspec.Struct, frozen=True):
    """What somebody said is wrong with a question, after an assessment was over.

    `order`: the ids of the options as they stood before this person, each under its letter from A; () where only listed.
    """

    code: str
    name: str
    stream: str
    text: str
    at_ms: int
    offset_min: int
    order: tuple[str, ...] = ()


class RuledOption(msgspec.Struct, frozen=True):
    """An option in the authored order; `right` as authored, `chosen` in so many assessments.

    It has no letter: options stand in another order before each person.
    """

    id: str
    text: str
    right: bool
    chosen: int


class RuledQuestion(msgspec.Struct, frozen=True):
    """A question to be ruled on. `answers` is how many options it asks for."""

    item: str
    item_id: str
    vignette: str
    stem: str
    options: tuple[RuledOption, ...]
    answers: int
    attempts: int
    reports: tuple[Report, ...]
    ruling: RulingLine | None = None


class DisputedQuestion(msgspec.Struct, frozen=True):
    """A question that somebody thinks is wrong; `ruled` where there is a ruling on it."""

    item: str
    item_id: str
    stem: str
    reports: tuple[Report, ...]
    ruled: RulingKind | None = None
