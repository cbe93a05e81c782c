"""Owns what folded rows are written through, and whose stream they are of; knows no table."""

from __future__ import annotations

from typing import Protocol

import msgspec

from trainer.records.source import Row


class Tables(Protocol):
    """Where rows are written: the store inside a write, or a scratch file to compare with."""

    def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> Cursor:
        """Run one statement."""


class Cursor(Protocol):
    """What a statement gives back."""

    def fetchone(self) -> Row | None: ...


class StreamRow(msgspec.Struct, frozen=True):
    """Whose stream it is and what it is about. `kind` is "attempt" or "lesson"; `mode` is empty for a lesson."""

    id: str
    person: str
    kind: str
    mode: str
    subject: str
    started_ms: int
