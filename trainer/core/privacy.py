"""Owns the frozen values about what is stored of people: what there is, what an erasure takes, who did what; knows no storage."""

from __future__ import annotations

from collections.abc import Callable

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
