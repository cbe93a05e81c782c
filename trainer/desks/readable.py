"""Owns the tables of somebody's file as a person reads them: local moments, seconds, weeks, headings in words; knows no storage.

What is for machines, UTC milliseconds and counted weeks, stands in the JSON beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from trainer.catalogue import Catalogue

_SPANS = frozenset({"spent_ms", "ms"})
_BEGUN = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MONDAY = date(1969, 12, 29)
_OFFSET = "offset_min"


class Readable:
    """How the cells of a table are written. Moments without their own offset are put into `zone`."""

    def __init__(self, names: Sequence[str], words: Catalogue, zone: tzinfo | None) -> None:
        self._offset = names.index(_OFFSET) if _OFFSET in names else -1
        self._zone = zone
        self.headings = tuple(
            words.say(f"stored.heading.{name}") if _is_time(name) or name == _OFFSET else name for name in names
        )
        self._ways: dict[int, Callable[[int, Sequence[object]], str]] = {}
        for place, name in enumerate(names):
            if name in _SPANS:
                self._ways[place] = lambda value, _row: str(round(value / 1000))
            elif name == "week":
                self._ways[place] = lambda value, _row: (_FIRST_MONDAY + timedelta(weeks=value)).isoformat()
            elif _is_time(name):
                self._ways[place] = self._moment

    def cells(self, row: Sequence[object]) -> Iterator[object]:
        """Yield the cells of a row, times in words."""
        for place, cell in enumerate(row):
            way = self._ways.get(place)
            yield way(cell, row) if way is not None and isinstance(cell, int) else cell

    def _moment(self, value: int, row: Sequence[object]) -> str:
        """A moment on the clock that was looked at, else on this computer's; 0 is none."""
        if not value:
            return ""
        own = row[self._offset] if self._offset >= 0 else None
        there = timezone(timedelta(minutes=own)) if isinstance(own, int) else self._zone
        return f"{(_BEGUN + timedelta(milliseconds=value)).astimezone(there):%Y-%m-%d %H:%M:%S}"


def _is_time(name: str) -> bool:
    return name in _SPANS or name == "week" or name.endswith("_ms")
