"""Owns tables as CSV: UTF-8 with a byte order mark, separator and decimal sign by choice; knows no report.

Spreadsheet programs take a cell for a formula by how it begins, quoted or not, and some take any separator for theirs.
So a text that could begin a formula, at its start or after what could be read as a separator, gets an apostrophe there.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import IO, assert_never

from trainer.core.message import Refused
from trainer.reports.table import Cell, Kind, Table, isos, shown

SEPARATORS = (";", ",", "\t", "|")
DECIMALS = (",", ".")
_KEPT, _SHORT = 10_000, 200
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
    quoted = _quoting(separator)
    heads = [quoted(inert(column.title)) for column in table.columns]
    file.write(codecs.BOM_UTF8 + f"{separator.join(heads)}\r\n".encode())
    alone = len(heads) == 1
    rows = 0
    for chunk in said(table, quoted, decimal=decimal, yes=yes, no=no):
        lines = [line or '""' for (line,) in chunk] if alone else list(map(separator.join, chunk))
        rows += len(lines)
        lines.append("")
        file.write("\r\n".join(lines).encode())
    file.flush()
    return rows


Quoting = Callable[[str], str]


def _quoting(separator: str) -> Quoting:
    """How a cell is written where a line is cut at the separator: in quotes where it must be, as RFC 4180 says."""
    special = re.compile(f'["\\r\\n{re.escape(separator)}]')

    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if special.search(text) else text

    return quoted


def said(table: Table, quoted: Quoting, *, decimal: str, yes: str, no: str) -> Iterator[list[tuple[str, ...]]]:
    """Yield the rows as they stand in the file, many at a time: a column of them is quicker to make than a row."""
    ways = tuple(_way(column.kind, quoted, decimal, yes, no) for column in table.columns)
    for batch in table.in_batches():
        yield list(zip(*(way(cells) for way, cells in zip(ways, batch, strict=True)), strict=True))


Way = Callable[[Sequence[Cell]], Iterable[str]]


def _way(kind: Kind, quoted: Quoting, decimal: str, yes: str, no: str) -> Way:
    """How the cells of a column are written."""
    match kind:
        case Kind.TEXT:
            return partial(map, _Kept(lambda cell: quoted(inert(shown(str(cell))))).__getitem__)
        case Kind.WHOLE:
            return partial(map, _Kept(str).__getitem__)
        case Kind.SHARE:
            return partial(map, _Kept(lambda cell: f"{cell:.4f}".replace(".", decimal)).__getitem__)
        case Kind.MOMENT:
            return isos
        case Kind.YES_NO:
            return partial(map, _Kept(lambda cell: quoted(yes if cell else no)).__getitem__)
        case _:  # pragma: no cover - the type checker proves that nothing is left
            assert_never(kind)


class _Kept(dict[Cell, str]):
    """The cells of one column as they are written. The same come again and again; what is kept has a limit."""

    def __init__(self, make: Callable[[Cell], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, cell: Cell) -> str:
        made = "" if cell is None else self._make(cell)
        if len(made) <= _SHORT:
            if len(self) >= _KEPT:
                self.clear()
            self[cell] = made
        return made
