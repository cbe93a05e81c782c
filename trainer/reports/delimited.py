"""Owns tables as CSV: UTF-8 with a byte order mark, separator and decimal sign by choice; knows no report.

Spreadsheet programs take a cell for a formula by how it begins, quoted or not, and some take any separator for theirs.
So a text that could begin a formula, at its start or after what could be read as a separator, gets an apostrophe there.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import IO, assert_never

from trainer.core.message import Refused
from trainer.reports.table import Cell, Kind, Moment, Table, shown

SEPARATORS = (";", ",", "\t", "|")
DECIMALS = (",", ".")
_AT_ONCE, _KEPT, _SHORT = 1_000, 10_000, 200
_FORMULA = re.compile(r"""(^|[;,|"'])(\s*)(?=[=+\-@＝＋－＠])""")


def inert(text: str) -> str:
    """A text in which no spreadsheet program finds a formula."""
    return text if text.isalnum() else _FORMULA.sub(r"\1\2'", text)


def check_signs(separator: str, decimal: str) -> None:
    """Raise Refused where the signs cannot be told apart or are none: table.separator-unknown, table.decimal-unknown."""
    if separator not in SEPARATORS:
        raise Refused("table.separator-unknown")
    if decimal not in DECIMALS or decimal == separator:
        raise Refused("table.decimal-unknown")


def write(table: Table, file: IO[bytes], *, separator: str, decimal: str, yes: str, no: str) -> int:
    """Write a table and return how many rows it had. Raises Refused as `check_signs`, OSError."""
    check_signs(separator, decimal)
    page = io.StringIO(newline="")
    writer = csv.writer(page, delimiter=separator, lineterminator="\r\n")
    writer.writerow([inert(column.title) for column in table.columns])
    file.write(codecs.BOM_UTF8)
    rows = 0
    for chunk in said(table, decimal=decimal, yes=yes, no=no):
        writer.writerows(chunk)
        rows += len(chunk)
        file.write(page.getvalue().encode("utf-8"))
        page.seek(0)
        page.truncate()
    file.write(page.getvalue().encode("utf-8"))
    file.flush()
    return rows


def said(table: Table, *, decimal: str, yes: str, no: str) -> Iterator[list[tuple[str | int, ...]]]:
    """Yield the rows as they stand in the file, many at a time: a column of them is quicker to make than a row."""
    ways = tuple(_way(column.kind, decimal, yes, no) for column in table.columns)
    rows = iter(table.rows)
    while chunk := list(islice(rows, _AT_ONCE)):
        columns = zip(ways, zip(*chunk, strict=True), strict=True)
        yield list(zip(*(map(way, cells) for way, cells in columns), strict=True))


Way = Callable[[Cell], str | int]


def _way(kind: Kind, decimal: str, yes: str, no: str) -> Way:
    """How the cells of a column are written."""
    match kind:
        case Kind.TEXT:
            return _Texts().__getitem__
        case Kind.WHOLE:
            return lambda cell: "" if cell is None else int(str(cell))
        case Kind.SHARE:
            return lambda cell: "" if cell is None else f"{cell:.4f}".replace(".", decimal)
        case Kind.MOMENT:
            return lambda cell: cell.iso() if isinstance(cell, Moment) else ""
        case Kind.YES_NO:
            return {None: "", True: yes, False: no}.__getitem__  # type: ignore[return-value]  # other cells are a mistake
        case _:  # pragma: no cover - the type checker proves that nothing is left
            assert_never(kind)


class _Texts(dict[Cell, str]):
    """Texts of one column as they are written. The same come again and again; what is kept has a limit."""

    def __missing__(self, cell: Cell) -> str:
        made = "" if cell is None else inert(shown(str(cell)))
        if len(made) <= _SHORT:
            if len(self) >= _KEPT:
                self.clear()
            self[cell] = made
        return made
