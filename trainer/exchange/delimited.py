"""Owns reading a roster from delimited text: its encoding, its separator, its records with their lines, all within caps; knows no
column's meaning.

UTF-8 with or without a byte order mark, UTF-16, else Windows-1252. What is of two encodings at once is refused with the
lines that do not fit: guessing would spoil names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from trainer.core.roster import LONGEST_FIELD, named, recognised
from trainer.exchange.sheet import MOST_LINES, WIDEST, Record, refused

SEPARATORS = (";", ",", "\t", "|")
_SAMPLE = 64 * 1024
_LONGEST_RECORD = WIDEST * LONGEST_FIELD
_LINES_NAMED = 5
_FOREIGN = (b"%pdf", b"{\\rtf", b"<?xml", b"<html", b"<!doctype")


class Delimited:
    """A text with separators, proven to be one encoding."""

    kind = "csv"

    def __init__(self, data: bytes, path: str) -> None:
        """Raises Fault: roster.foreign, roster.mixed, roster.spoilt, roster.rows."""
        self._data = data
        self._path = path
        self.encoding = _encoding(data, path)
        self._skipped = 0
        self.separator = self._told() or self._likeliest()

    def records(self) -> Iterator[Record]:
        """Yield each record that is not blank. Raises Fault: roster.quote, roster.wide, roster.rows."""
        lines = _Lines(self._text(), self._path)
        reader = csv.reader(lines, delimiter=self.separator, strict=True)
        try:
            for _ in range(self._skipped):
                next(reader, None)
            line = reader.line_num + 1
            for cells in reader:
                if any(cell and not cell.isspace() for cell in cells):
                    yield Record(line, cells, _formulas(cells))
                line = reader.line_num + 1
                lines.begin()
        except csv.Error as error:
            raise refused("quote", self._path, line=line) from error

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self._data), encoding=self.encoding, newline="")

    def _told(self) -> str:
        """The separator that the first line names, as spreadsheets write it: sep=;"""
        first = self._text().readline(10).rstrip("\r\n")
        if first.casefold().startswith("sep=") and len(first) == 5:
            self._skipped = 1
            return first[4]
        return ""

    def _likeliest(self) -> str:
        """The separator under which most headings are known, else most rows are equally wide."""
        sample = self._text().read(_SAMPLE)
        if len(sample) == _SAMPLE:
            sample = sample[: sample.rfind("\n") + 1] or sample
        return max(SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(sample: str, separator: str) -> tuple[bool, int, int]:
    try:
        rows = [row for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), 20) if any(row)]
    except csv.Error:
        return False, 0, 0
    if not rows:
        return False, 0, 0
    columns = recognised([cell.strip() for cell in rows[0][:WIDEST]])
    widths = {len(row) for row in rows}
    return named(columns), len(columns), min(widths) * (len(rows) if len(widths) == 1 else 1) - len(rows)


class _Lines:
    """The lines of a text for one reader, none and no record of it longer than the cap."""

    def __init__(self, text: io.TextIOWrapper, path: str) -> None:
        self._text = text
        self._path = path
        self._taken = 0
        self._line = 0

    def begin(self) -> None:
        """Another record begins."""
        self._taken = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(_LONGEST_RECORD + 1)
        if not line:
            raise StopIteration
        self._line += 1
        self._taken += len(line)
        if self._line > MOST_LINES:
            raise refused("rows", self._path)
        if self._taken > _LONGEST_RECORD:
            raise refused("wide", self._path, line=self._line)
        return line


def _formulas(cells: list[str]) -> dict[int, str]:
    """Cells that a spreadsheet would compute. One that only says of a text that it is one ("=\"0012\"") is that text."""
    found = {}
    for place, cell in enumerate(cells):
        if cell.startswith("="):
            if len(cell) > 3 and cell.startswith('="') and cell.endswith('"') and '"' not in cell[2:-1]:
                cells[place] = cell[2:-1]
            else:
                found[place] = cell
    return found


def _encoding(data: bytes, path: str) -> str:
    if data[:16].lstrip().lower().startswith(_FOREIGN):
        raise refused("foreign", path)
    wide = _wide(data)
    if wide:
        return _proven(data, wide, path)
    if b"\x00" in data:
        raise refused("foreign", path)
    name = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return _narrow(data, path)
    return name


def _wide(data: bytes) -> str:
    """The kind of UTF-16, by its mark or by where zeros stand; "" for none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:400]
    for name, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = start[place::2]
        if len(zeros) > 2 and zeros.count(0) * 2 > len(zeros) and 0 not in start[1 - place :: 2]:
            return name
    return ""


def _proven(data: bytes, name: str, path: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(name, "replace").count("\n") + 1
        raise refused("spoilt", path, lines=str(line)) from error
    if "\x00" in text:
        raise refused("foreign", path)
    return name


def _narrow(data: bytes, path: str) -> str:
    """Windows-1252, unless some lines are UTF-8: then two programs wrote this, and one half would be spoilt."""
    fitting: list[int] = []
    failing: list[int] = []
    unknown: list[int] = []
    for number, line in enumerate(io.BytesIO(data), 1):
        if number > MOST_LINES:
            raise refused("rows", path)
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            fitting.append(number)
        except UnicodeDecodeError:
            failing.append(number)
            try:
                line.decode("cp1252")
            except UnicodeDecodeError:
                unknown.append(number)
    if unknown and not fitting:
        raise refused("spoilt", path, lines=_said(unknown))
    if fitting:
        # The fewer are those that somebody has to mend.
        raise refused("mixed", path, lines=_said(min(failing, fitting, key=len)))
    return "cp1252"


def _said(lines: list[int]) -> str:
    told = ", ".join(map(str, lines[:_LINES_NAMED]))
    return told + (", …" if len(lines) > _LINES_NAMED else "")
