"""Owns reading rows some at a time, from the open records or from a copy that nobody has open; writes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from trainer.records.source import Row

_FETCHED = 250


class Streaming:
    """A connection that rows are read from some at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """Run one SELECT."""
        return _streamed(self._connection.execute(sql, parameters))


class Snapshot(Streaming):
    """A records file that nobody has open, most often a private copy of the store at one moment."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        super().__init__(sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False))

    def close(self) -> None:
        """Let the copy go; the file is the store's to remove."""
        self._connection.close()


def _streamed(cursor: sqlite3.Cursor) -> Iterator[Row]:
    """The rows, fetched some at a time: a million of them one by one take a third longer."""
    while some := cursor.fetchmany(_FETCHED):
        yield from some
