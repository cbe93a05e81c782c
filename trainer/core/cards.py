"""Owns the frozen values of a reference card: what stands on it and in which order; knows no paper and no storage."""

from __future__ import annotations

from enum import StrEnum

import msgspec

MOST_NUMBERS = 8
"""Lines for local numbers that one person, or everybody together, may fill in."""
LONGEST_ENTRY = 60
"""Characters of a label or a number."""


class Paper(StrEnum):
    """The sizes a card is printed on."""

    A5 = "a5"
    A4 = "a4"


class Part(StrEnum):
    """The parts of a card, in the order in which they stand on it."""

    OWN = "own"
    ROUTE = "route"
    DECIDES = "decides"
    FACTS = "facts"


class CardLine(msgspec.Struct, frozen=True):
    """One fact on a card with the years it describes and its document's short title."""

    statement: str
    year: str
    document: str


class CardPart(msgspec.Struct, frozen=True):
    """One part of a card; a part without lines is left out of the card."""

    part: Part
    lines: tuple[CardLine, ...]


class CardDocument(msgspec.Struct, frozen=True):
    """A document that a card draws on: how its lines call it, its full title, the years it describes."""

    short: str
    title: str
    year: str


class LocalNumber(msgspec.Struct, frozen=True):
    """A number of the place where somebody works. An empty one is a line to write on."""

    label: str
    number: str


class LocalNumbers(msgspec.Struct, frozen=True):
    """What a trainer entered for everybody on this computer, and what the person entered."""

    everybody: tuple[LocalNumber, ...] = ()
    own: tuple[LocalNumber, ...] = ()


class ReferenceCard(msgspec.Struct, frozen=True):
    """A card, ready to be laid out. `person` is empty on one that is not personal; `caution` says what year is taught.

    `printed_ms` is UTC with the local offset in minutes beside it. `draft` says that nobody has reviewed the bank.
    """

    module: str
    title: str
    person: str
    parts: tuple[CardPart, ...]
    numbers: tuple[LocalNumber, ...]
    documents: tuple[CardDocument, ...]
    caution: str
    bank_version: str
    draft: bool
    printed_ms: int
    offset_min: int
