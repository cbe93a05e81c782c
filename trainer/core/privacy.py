"""Owns the frozen values about what is stored of people: what there is, what an erasure takes, who did what; knows no storage."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from trainer.core.message import Message

Step = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""


class CopyLine(msgspec.Struct, frozen=True):
    """A copy of the records: when it was made (UTC ms, 0 unknown), when it falls away at the latest where Vejvis is used every
    month (0: never by itself), and why it may still hold somebody erased."""

    path: str
    made_ms: int
    falls_ms: int
    why: Message | None = None


class Erasure(msgspec.Struct, frozen=True):
    """What erasing somebody takes away: how many of each.

    `open` are attempts not handed in, `parts` people who were merged into this one, `texts` what others wrote in which
    the name stands and which stays; `keeper`: opens the graded questions by their password.
    """

    id: str
    code: str
    name: str
    number: str
    streams: int
    events: int
    answers: int
    assessments: int
    open: int
    certificates: int
    memberships: int
    assignments: int
    parts: int
    texts: int
    copies: tuple[CopyLine, ...] = ()
    keeper: bool = False


class Erased(msgspec.Struct, frozen=True):
    """What came of it: how many people, how many copies there were, how many were written anew, which may still hold somebody.

    `trouble` is why the records could not be written anew: the people are erased, bytes of them may still be in the file.
    """

    people: int
    copies: int
    rewritten: int
    left: tuple[CopyLine, ...]
    trouble: Message | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing of them is left anywhere that is known of."""
        return self.trouble is None and not self.left


class StoredKind(StrEnum):
    """What there can be of a person, in the order it is shown."""

    PROFILE = "profile"
    SETTINGS = "settings"
    GROUPS = "groups"
    ASSIGNMENTS = "assignments"
    PRACTICE = "practice"
    CASES = "cases"
    ASSESSMENTS = "assessments"
    ANSWERS = "answers"
    LESSONS = "lessons"
    PROBLEMS = "problems"
    CERTIFICATES = "certificates"
    LOG = "log"
    ACTS = "acts"


class StoredLine(msgspec.Struct, frozen=True):
    """How much of a kind there is, from when to when (UTC ms, 0 where it has no time)."""

    kind: StoredKind
    count: int
    first_ms: int = 0
    last_ms: int = 0


class Periods(msgspec.Struct, frozen=True):
    """For how many months what is kept, 0 without end: people who do nothing, attempts handed in, lines of the log."""

    inactive: int = 0
    attempts: int = 0
    log: int = 0


class Stored(msgspec.Struct, frozen=True):
    """What is stored about somebody. `former` are names of people who were merged into them; `copies` how many backups hold
    them and `copies_until_ms` when the last of these falls away, 0 where one stays until it is removed."""

    id: str
    code: str
    name: str
    number: str
    work_role: str
    trainer: bool
    lines: tuple[StoredLine, ...]
    former: tuple[str, ...]
    copies: int
    copies_until_ms: int
    periods: Periods


class Correction(msgspec.Struct, frozen=True):
    """What is to be put right; None leaves it."""

    name: str | None = None
    number: str | None = None
    work_role: str | None = None


class Somebody(msgspec.Struct, frozen=True):
    """A person to be found. `last_ms` is when they last did something or were added."""

    id: str
    code: str
    name: str
    number: str
    trainer: bool
    last_ms: int


class LogLine(msgspec.Struct, frozen=True):
    """A line of the log. `by` and `person` are names where these people are still here, else "".

    `alone`: done at the command line, where nobody signs in.
    """

    place: int
    at_ms: int
    offset_min: int
    by: str
    act: str
    person: str
    detail: tuple[tuple[str, str | int], ...]
    alone: bool = False


class LogWish(msgspec.Struct, frozen=True):
    """Which lines are wished for: acts (all where empty), from and before (UTC ms, 0 for no limit), at most so many."""

    act: str = ""
    from_ms: int = 0
    before_ms: int = 0
    limit: int = 200


class Due(msgspec.Struct, frozen=True):
    """Somebody whose time is over, and when they last did something."""

    id: str
    code: str
    name: str
    last_ms: int


class Overdue(msgspec.Struct, frozen=True):
    """What the periods would take away now: people, attempts of others (and how many certificates keep one), lines of the log.

    `digest` is of all of it: what is carried out must be what was looked at.
    """

    periods: Periods
    people: tuple[Due, ...]
    attempts: int
    attempts_people: int
    kept_by_certificate: int
    log: int
    digest: str

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to take away."""
        return not (self.people or self.attempts or self.log)


class Retained(msgspec.Struct, frozen=True):
    """What was taken away by the periods."""

    people: int
    attempts: int
    log: int
    erased: Erased
