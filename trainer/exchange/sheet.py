"""Owns what every kind of roster file gives, records with their lines, and the caps on all of them; reads none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Protocol

import msgspec

from trainer.core.message import Value
from trainer.core.roster import MOST_ROWS
from trainer.faults import Exit, Fault

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""
UNPACKED = 100 * 1024 * 1024
"""Bytes of all that is read of a workbook, unpacked."""
RATIO = 100
"""How many times larger than its file what is in it may be."""
DEPTH = 64
WIDEST = 64
"""Columns that are looked at."""
MOST_LINES = 500_000
"""Lines of a text, blank ones among them."""
MOST_CELLS = 700_000
"""Cells of a sheet, and rows: blank ones among them."""
MOST_TEXTS = 250_000
"""Texts that the cells of a workbook share."""


class Record(msgspec.Struct, frozen=True):
    """A row: its line (its number in a sheet), its cells, and by place those that are formulas that give no text, as written."""

    line: int
    cells: list[str]
    formulas: Mapping[int, str] = MappingProxyType({})


class Sheet(Protocol):
    """A file that was opened as what it is."""

    @property
    def kind(self) -> str: ...
    @property
    def encoding(self) -> str: ...
    @property
    def separator(self) -> str: ...
    def records(self) -> Iterator[Record]: ...


def refused(what: str, path: str, **values: Value) -> Fault:
    """Return the fault of a file that is not taken."""
    if what == "rows":
        values["limit"] = MOST_ROWS
    if what == "cells":
        values["limit"] = MOST_CELLS
    return Fault(f"roster.{what}", Exit.REFUSED_FILE, path=path, **values)
