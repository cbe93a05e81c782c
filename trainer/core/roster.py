"""Owns what a roster's rows are and how each stands to the people here: taken, here, asked, not taken; knows no file, no storage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from trainer.core.message import Message

MOST_ROWS = 100_000
LONGEST_FIELD = 20_000
LONGEST_NUMBER = 60
LONGEST_GROUP = 120

ANOTHER = "another"
SKIP = "skip"
"""What can be decided about a row that is asked about, beside the id of the person who it is."""

Progress = Callable[[int, int], None]
"""Told how many rows are done, and of how many (0 for not known yet); raises GivenUp where nobody waits for them any more."""


class GivenUp(Exception):
    """What was under way was given up; nothing of it has changed anything."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""


_LETTERS = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
_OWN = re.compile("[" + "".join(_LETTERS) + "]")


_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


class Part(StrEnum):
    """What a column can hold."""

    NAME = "name"
    FIRST = "first"
    LAST = "last"
    NUMBER = "number"
    GROUP = "group"
    ROLE = "role"


HEADINGS: Mapping[Part, frozenset[str]] = {
    Part.NAME: frozenset(("name", "full name", "navn", "fulde navn", "deltager", "participant", "kursist")),
    Part.FIRST: frozenset(("first name", "given name", "forename", "fornavn", "fornavne", "first names")),
    Part.LAST: frozenset(("last name", "surname", "family name", "efternavn", "efternavne")),
    Part.NUMBER: frozenset(
        (
            "number",
            "no",
            "employee number",
            "staff number",
            "service number",
            "student number",
            "nummer",
            "nr",
            "medarbejdernummer",
            "medarbejdernr",
            "tjenestenummer",
            "ansattenummer",
            "personalenummer",
            "studienummer",
        )
    ),
    Part.GROUP: frozenset(("group", "class", "team", "cohort", "hold", "klasse", "gruppe")),
    Part.ROLE: frozenset(("role", "work role", "position", "rolle", "arbejdsrolle", "stilling", "funktion")),
}


def recognised(headings: Sequence[str]) -> dict[Part, int]:
    """Return which column is what by its heading, English or Danish; the first of two that say the same."""
    found: dict[Part, int] = {}
    for place, heading in enumerate(headings):
        words = " ".join(heading.casefold().replace("_", " ").replace("-", " ").replace(".", " ").split())
        for part, known in HEADINGS.items():
            if words in known:
                found.setdefault(part, place)
    return found


def named(columns: Mapping[Part, int]) -> bool:
    """Say whether these columns give everybody a name."""
    return Part.NAME in columns or (Part.FIRST in columns and Part.LAST in columns)


def folded(text: str) -> str:
    """Return a name as it is compared: without capitals and diacritics, blanks single."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Taken apart first: what is folded before that can bring forth what must be folded once more.
    bare = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(_OWN.sub(_in_latin, _ACCENTS.sub("", bare)).split())


def _in_latin(letter: re.Match[str]) -> str:
    return _LETTERS[letter[0]]


class RosterFound(msgspec.Struct, frozen=True):
    """What a file turned out to be: "csv" or "xlsx", its encoding and separator ("" in a workbook), its first rows.

    `columns` is what its headings say; `wide` is how many columns it has.
    """

    path: str
    kind: str
    encoding: str
    separator: str
    rows: tuple[tuple[str, ...], ...]
    columns: dict[Part, int]
    wide: int

    @property
    def headed(self) -> bool:
        """Say whether the first row holds headings that are known."""
        return bool(self.columns)


class RosterRow(msgspec.Struct, frozen=True, gc=False):
    """One row as the file has it; `line` is its line, or its row in a sheet. `problem` is why it cannot be read.

    `note` says what of a row that is taken is left out.
    """

    line: int
    name: str
    number: str = ""
    group: str = ""
    role: str = ""
    problem: Message | None = None
    note: Message | None = None


class Here(msgspec.Struct, frozen=True, gc=False):
    """Somebody who is here already; `groups` are the folded names of their groups, `named` the same as they are written."""

    id: str
    code: str
    name: str
    number: str
    groups: frozenset[str] = frozenset()
    named: tuple[str, ...] = ()


class Stand(StrEnum):
    """How a row stands."""

    TAKEN = "taken"
    HERE = "here"
    ASKED = "asked"
    NOT_TAKEN = "not_taken"


class Judged(msgspec.Struct, frozen=True, gc=False):
    """A row and how it stands. `why` is said of what is asked or not taken; `people` are who it may be, or is.

    `joins`: who is here comes into the row's group by it. `erased_ms`: somebody of this name and number was erased here.
    """

    row: RosterRow
    stand: Stand
    why: Message | None = None
    people: tuple[Here, ...] = ()
    joins: bool = False
    erased_ms: int = 0

    def decided(self, choice: str) -> Here | None:
        """Return who it is by a decision, None for somebody new or nobody."""
        return next((one for one in self.people if one.id == choice), None)

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be decided: ids of people, somebody else where the number is nobody's, leaving it out."""
        another = () if any(_same(one.number, self.row.number) for one in self.people) else (ANOTHER,)
        return (*(one.id for one in self.people), *another, SKIP)


class Preview(msgspec.Struct, frozen=True):
    """Every row of a roster and how it stands, before anything is written; `people` marks who was here then."""

    rows: tuple[Judged, ...]
    people: str = ""

    def count(self, stand: Stand) -> int:
        """Return how many stand so."""
        return sum(one.stand is stand for one in self.rows)

    def joining(self) -> int:
        """Return how many are here already and come into a group."""
        return sum(one.joins for one in self.rows)


class Brought(msgspec.Struct, frozen=True):
    """What came of a roster: people added, people here who were put into a group or given their number, rows left."""

    added: int
    joined: int
    left: int
    groups: int


class Counted(msgspec.Struct, frozen=True):
    """A person beside another, to be compared. Times are UTC ms, 0 for never; `joined`: has signed in."""

    id: str
    code: str
    name: str
    number: str
    role: str
    groups: tuple[str, ...]
    joined: bool
    trainer: bool
    created_ms: int
    last_used_ms: int
    answers: int
    lessons: int
    attempts: int


class Duplicate(msgspec.Struct, frozen=True):
    """Two who may be one person, and whether name or number says so ("name", "number", "both")."""

    first: Counted
    second: Counted
    by: str


class Merged(msgspec.Struct, frozen=True):
    """One person made part of another: by whom, when, how many attempts and lessons went over."""

    id: str
    kept: Here
    gone: Here
    by: str
    made_ms: int
    streams: int


ErasedOn = Callable[[str, str], int | None]
"""Says when somebody of this name and number was erased here (UTC ms), None where nobody was."""


def nobody_erased(_name: str, _number: str) -> int | None:
    """Know of nobody who was erased."""
    return None


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


class Judge:
    """Holds rows, one after the other, against the people here and the rows before."""

    def __init__(self, people: Iterable[Here], erased_on: ErasedOn = nobody_erased) -> None:
        self._erased_on = erased_on
        self._by_number: dict[str, Here] = {}
        self._by_name: dict[str, tuple[Here, ...]] = {}
        self._lines: dict[str, int] = {}
        self._namesakes: dict[str, tuple[int, bool]] = {}
        for one in people:
            name = folded(one.name)
            self._by_name[name] = (*self._by_name.get(name, ()), one)
            if one.number:
                self._by_number.setdefault(one.number.casefold(), one)

    def judge(self, row: RosterRow) -> Judged:
        """Say how a row stands."""
        if row.problem is not None:
            return Judged(row, Stand.NOT_TAKEN, row.problem)
        name, number = folded(row.name), row.number.casefold()
        twice = self._twice(name, number, row.line)
        if twice is not None:
            return Judged(row, Stand.NOT_TAKEN, twice)
        here = self._by_number.get(number) if number else None
        if here is not None:
            if folded(here.name) == name:
                joins = bool(row.group) and folded(row.group) not in here.groups
                return Judged(row, Stand.HERE, people=(here,), joins=joins)
            return Judged(row, Stand.ASKED, Message("roster.asked.number", {"number": row.number}), (here,))
        namesakes = {one.id: one for one in self._by_name.get(name, ()) if not number or not one.number}
        if namesakes:
            return Judged(row, Stand.ASKED, Message("roster.asked.name"), tuple(namesakes.values()))
        erased = self._erased_on(row.name, row.number)
        if erased is not None:
            return Judged(row, Stand.ASKED, Message("roster.asked.erased"), erased_ms=erased)
        return Judged(row, Stand.TAKEN)

    def _twice(self, name: str, number: str, line: int) -> Message | None:
        """Why a row is the second of its kind in the file; two of one name need a number each."""
        if number and number in self._lines:
            return Message("roster.row.number-twice", {"line": self._lines[number]})
        before = self._namesakes.get(name)
        if before is not None and not (number and before[1]):
            return Message("roster.row.name-twice", {"line": before[0]})
        self._namesakes[name] = (line, bool(number))
        if number:
            self._lines[number] = line
        return None
