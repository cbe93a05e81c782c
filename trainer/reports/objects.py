"""Owns tables as JSON: one object with the table's name, its columns and a row per line; knows no report."""

from __future__ import annotations

import json
from typing import IO

from trainer.reports.table import Cell, Moment, Table, shown


def _plain(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, Moment):
        return cell.iso()
    return shown(cell) if isinstance(cell, str) else cell


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")


def write(table: Table, file: IO[bytes]) -> int:
    """Write a table and return how many rows it had. Moments are ISO 8601, shares from 0 to 1. Raises OSError."""
    names = [column.id for column in table.columns]
    columns = [{"id": column.id, "title": column.title, "kind": column.kind.value} for column in table.columns]
    file.write(b'{"table": ' + _line(table.name) + b',\n"columns": ' + _line(columns) + b',\n"rows": [')
    rows = 0
    for row in table.rows:
        cells = dict(zip(names, map(_plain, row), strict=True))
        file.write((b",\n" if rows else b"\n") + _line(cells))
        rows += 1
    file.write(b"\n]}\n")
    return rows
