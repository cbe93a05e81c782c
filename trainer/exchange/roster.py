"""Owns reading a roster: what kind of file it is, what its columns are, each row or why it cannot be read; knows nobody.

A file is read whole, once, at most 20 MB: the rows that are looked at are those that are brought in. The rows of text and
workbooks are streamed from it, so that 100,000 of them take no more memory than what is kept of them.
"""

from __future__ import annotations

import stat
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from trainer import faults
from trainer.core.message import Message
from trainer.core.roster import LONGEST_FIELD, MOST_ROWS, Part, RosterFound, RosterRow, recognised
from trainer.exchange.delimited import Delimited
from trainer.exchange.sheet import LARGEST, WIDEST, Record, Sheet, refused
from trainer.exchange.workbook import Workbook, column_letters

_SHOWN_ROWS = 6
_SHOWN_CHARACTERS = 80
_SHOWN_FORMULA = 40
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_ARCHIVE = b"PK\x03\x04"
_OF_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")


class RosterFile:
    """A roster that was opened; `found` says what it is."""

    def __init__(self, data: bytes, path: str) -> None:
        """Raises Fault: roster.empty, roster.foreign, roster.no-workbook, roster.protected and what its kind raises."""
        if not data.strip():
            raise refused("empty", path)
        if data.startswith(_OLD_WORKBOOK):
            raise refused("protected", path)
        if not data.startswith(_ARCHIVE) and path.lower().endswith(_OF_WORKBOOKS):
            raise refused("no-workbook", path)
        self._path = path
        self._sheet: Sheet = Workbook(data, path) if data.startswith(_ARCHIVE) else Delimited(data, path)
        self.found = self._look()

    @classmethod
    def open(cls, path: Path) -> RosterFile:
        """Read a file. Raises Fault: as the rest does, roster.too-large, what the system says of the file."""
        try:
            there = path.stat()
            if stat.S_ISDIR(there.st_mode):
                raise faults.Fault("fault.is-folder", path=str(path))
            if not stat.S_ISREG(there.st_mode):
                # A pipe would be waited for, and a device never ends.
                raise refused("foreign", str(path))
            if there.st_size > LARGEST:
                raise refused("too-large", str(path))
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except FileNotFoundError as error:
            raise faults.Fault("fault.no-file", path=str(path)) from error
        except OSError as error:
            raise faults.from_os(error, path) from error
        if len(data) > LARGEST:
            raise refused("too-large", str(path))
        return cls(data, str(path))

    def rows(self, columns: Mapping[Part, int], headed: bool) -> Iterator[RosterRow]:
        """Yield every row, the first left where it holds headings. Raises Fault where the file cannot be read on, or has no
        more than headings (roster.headings)."""
        records = self._sheet.records()
        if headed:
            next(records, None)
        count = -1
        for count, record in enumerate(records):
            if count >= MOST_ROWS:
                raise refused("rows", self._path)
            yield _row(record, columns, self._sheet.kind == "xlsx")
        if headed and count < 0:
            raise refused("headings", self._path)

    def _look(self) -> RosterFound:
        sheet, path = self._sheet, self._path
        records = sheet.records()
        first = list(islice(records, _SHOWN_ROWS))
        close = getattr(records, "close", None)
        if close is not None:
            close()
        if not first:
            raise refused("empty", path)
        rows = tuple(tuple(cell.strip()[:_SHOWN_CHARACTERS] for cell in one.cells[:WIDEST]) for one in first)
        wide = max(map(len, rows))
        separator = sheet.separator if wide > 1 else ""
        return RosterFound(path, sheet.kind, sheet.encoding, separator, rows, recognised(rows[0]), wide)


def _row(record: Record, columns: Mapping[Part, int], in_sheet: bool) -> RosterRow:
    given: dict[Part, str] = {}
    problem: Message | None = None
    for part, place in columns.items():
        cell = record.cells[place].strip() if place < len(record.cells) else ""
        if problem is None:
            problem = _problem(cell, record, place, in_sheet)
        given[part] = " ".join(record.formulas.get(place, cell)[:200].split()) if problem else cell
    name = given.get(Part.NAME) or f"{given.get(Part.FIRST, '')} {given.get(Part.LAST, '')}".strip()
    return RosterRow(
        record.line, name, given.get(Part.NUMBER, ""), given.get(Part.GROUP, ""), given.get(Part.ROLE, ""), problem
    )


def _problem(cell: str, record: Record, place: int, in_sheet: bool) -> Message | None:
    """Why a cell cannot be taken, None where it can."""
    formula = record.formulas.get(place)
    if formula is not None:
        text = formula if len(formula) <= _SHOWN_FORMULA else f"{formula[:_SHOWN_FORMULA]}…"
        if in_sheet:
            return Message("roster.row.formula_cell", {"text": text, "cell": f"{column_letters(place)}{record.line}"})
        return Message("roster.row.formula", {"text": text})
    if len(cell) > LONGEST_FIELD:
        return Message("roster.row.field-long", {"limit": LONGEST_FIELD})
    if not cell.isprintable() and any(unicodedata.category(one) == "Cc" and not one.isspace() for one in cell):
        return Message("roster.row.controls")
    return None
