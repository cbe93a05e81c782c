"""Owns tables as CSV: UTF-8 with a byte order mark, separator and decimal sign by choice; knows no report.

Spreadsheet programs take a cell for a formula by how it begins, quoted or not, and some take any separator for theirs.
So a text that could begin a formula, at its start or after what could be read as a separator, gets an apostrophe there.
"""

from __future__ import annotations

import csv
import io
import re
from typing import IO, assert_never

from trainer.core.message import Refused
from trainer.reports.table import Cell, Kind, Moment, Table, shown

SEPARATORS = (";", ",", "\t", "|")
DECIMALS = (",", ".")
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
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    kinds = tuple(column.kind for column in table.columns)

    def said(kind: Kind, cell: Cell) -> str | int:
        if cell is None:
            return ""
        match kind:
            case Kind.TEXT:
                return inert(shown(str(cell)))
            case Kind.WHOLE:
                return int(str(cell))
            case Kind.SHARE:
                return f"{cell:.4f}".replace(".", decimal)
            case Kind.MOMENT:
                return cell.iso() if isinstance(cell, Moment) else ""
            case Kind.YES_NO:
                return yes if cell else no
            case _:  # pragma: no cover - the type checker proves that nothing is left
                assert_never(kind)

    rows = 0
    try:
        writer.writerow([inert(column.title) for column in table.columns])
        for row in table.rows:
            writer.writerow([said(kind, cell) for kind, cell in zip(kinds, row, strict=True)])
            rows += 1
        text.flush()
    finally:
        # The file is its owner's to close.
        _let_go(text)
    return rows


def _let_go(text: io.TextIOWrapper) -> None:
    try:
        text.detach()
    except OSError:
        return  # What could not be flushed is already on its way as an error.
