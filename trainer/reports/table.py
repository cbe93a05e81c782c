"""Owns what a table is: named, typed columns and rows that come one at a time; knows no file format and no language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache, lru_cache
from itertools import islice

import msgspec

from trainer.core.message import Refused


class Kind(StrEnum):
    """What a column holds. A share is a number from 0 to 1. Any cell may be empty (None)."""

    TEXT = "text"
    WHOLE = "whole"
    SHARE = "share"
    MOMENT = "moment"
    YES_NO = "yes-no"


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A moment with the offset from UTC, in minutes, that the clock on the wall had."""

    utc_ms: int
    offset_min: int

    def local(self) -> datetime:
        """The moment as the wall clock showed it, to the second."""
        return datetime.fromtimestamp(self.utc_ms // 1000, _zone(self.offset_min))

    def iso(self) -> str:
        """ISO 8601, local with offset: 2026-05-04T10:31:00+02:00."""
        until_minute, offset = _minute(self.utc_ms // 60_000, self.offset_min)
        return until_minute + _SECONDS[self.utc_ms // 1000 % 60] + offset


_SECONDS = tuple(f"{second:02d}" for second in range(60))


@lru_cache(4096)
def _minute(minute: int, offset_min: int) -> tuple[str, str]:
    """What stands before and after the second of a moment: answers come in streams, many to a minute."""
    said = datetime.fromtimestamp(minute * 60, _zone(offset_min)).isoformat(timespec="seconds")
    return said[:17], said[19:]


def isos(cells: Iterable[Cell]) -> list[str]:
    """A column of moments, each as `Moment.iso` says it, and nothing for what is none."""
    said: list[str] = []
    minute: int | None = None
    offset_min, before, after = 0, "", ""
    for cell in cells:
        if not isinstance(cell, Moment):
            said.append("")
            continue
        now, second = divmod(cell.utc_ms // 1000, 60)
        if now != minute or cell.offset_min != offset_min:
            minute, offset_min = now, cell.offset_min
            before, after = _minute(minute, offset_min)
        said.append(f"{before}{_SECONDS[second]}{after}")
    return said


def here(utc_ms: int) -> Moment | None:
    """A moment in this computer's time zone; None for 0, which stands for never."""
    if not utc_ms:
        return None
    offset = datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone().utcoffset() or timedelta()
    return Moment(utc_ms, round(offset.total_seconds() / 60))


@cache
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


Cell = str | int | float | bool | Moment | None
Row = tuple[Cell, ...]


class Column(msgspec.Struct, frozen=True):
    """A column: `id` for programs, `title` for readers."""

    id: str
    title: str
    kind: Kind


Batch = tuple[Sequence[Cell], ...]
"""Some rows as columns: for each column of a table as many cells."""
AT_ONCE = 250
"""Rows to a batch: few enough to stay in a processor's memory."""


class Table(msgspec.Struct, frozen=True):
    """A table. `rows` can be walked through once; each has a cell for every column.

    A long table gives the same rows as `batches` as well: a column of cells is quicker to make and to write than a row.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    batches: Callable[[], Iterator[Batch]] | None = None

    def in_batches(self) -> Iterator[Batch]:
        """Yield the rows as columns, some at a time; to be walked through once, instead of `rows`."""
        if self.batches is not None:
            yield from self.batches()
            return
        rows = iter(self.rows)
        while some := list(islice(rows, AT_ONCE)):
            yield tuple(zip(*some, strict=True))


def chosen(table: Table, columns: tuple[str, ...]) -> Table:
    """The same table with these columns alone, in this order; as it is where none are named. Raises Refused."""
    if not columns:
        return table
    places = {column.id: place for place, column in enumerate(table.columns)}
    for column in columns:
        if column not in places:
            raise Refused("choices.no-column", column=shown(column[:60]), columns=", ".join(places))
    if len(set(columns)) < len(columns):
        raise Refused("choices.twice")
    picked = [places[column] for column in columns]
    heads = tuple(table.columns[place] for place in picked)
    rows = (tuple(row[place] for place in picked) for row in table.rows)
    batches = table.batches
    if batches is None:
        return Table(table.name, table.title, heads, rows)
    return Table(
        table.name,
        table.title,
        heads,
        rows,
        lambda: (tuple(batch[place] for place in picked) for batch in batches()),
    )


_JOINERS = "\u200c\u200d"
"""Format characters that belong to names in Persian and Indian scripts."""


def shown(text: str) -> str:
    """A text from data as it may be shown: no control characters, no bidirectional overrides, blanks for line breaks.

    What is stored stays as it was given.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    if character.isspace():
        return " "
    # Unassigned and private characters may be letters of a script newer than this Python; noncharacters are none.
    category = unicodedata.category(character)
    if category in ("Co", "Cn") and ord(character) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(character) <= 0xFDEF:
        return character
    return ""
