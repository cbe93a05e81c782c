"""Owns the one thing that reading needs, the live store or a snapshot alike; knows no table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]
"""A row as SQLite gives it; it never leaves the records: queries return frozen values."""


class Source(Protocol):
    """Something that a SELECT can be asked of. The live store fetches at once, a snapshot streams."""

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """Run one SELECT."""
