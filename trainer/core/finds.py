"""Owns the frozen rows of a search: what was found, grouped by kind; knows not how it is looked for."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class SearchGivenUp(Exception):
    """Nobody waits for what is looked for any more."""


class FindKind(StrEnum):
    """What can be found, in the order shown."""

    LESSON = "lesson"
    FACT = "fact"
    QUESTION = "item"


class Find(msgspec.Struct, frozen=True):
    """One place. `block` is the lesson's block (from 0) that has the words; `note` the module's or document's title.

    `year` is what a fact describes. All of it is plain text.
    """

    kind: FindKind
    id: str
    title: str
    excerpt: str
    note: str
    block: int = 0
    year: str = ""


class FindGroup(msgspec.Struct, frozen=True):
    """What was found of one kind, best first; `more` says that there is more than is shown."""

    kind: FindKind
    finds: tuple[Find, ...]
    more: bool


class Finds(msgspec.Struct, frozen=True):
    """What was found for `text`."""

    text: str
    groups: tuple[FindGroup, ...]

    @property
    def total(self) -> int:
        """How many places are shown."""
        return sum(len(group.finds) for group in self.groups)
