"""Owns of whom and of which days figures are asked for; knows no storage and no figure."""

from __future__ import annotations

from datetime import date

import msgspec

from trainer.core.message import Refused

DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1)


class Scope(msgspec.Struct, frozen=True):
    """Of a group, "" for everybody; from one local day to another (ISO 8601, both counted), "" where it is open.

    A day is that of the clock on the wall where something happened, wherever and whenever it is looked at.
    """

    group: str = ""
    since: str = ""
    until: str = ""

    @property
    def dated(self) -> bool:
        """Say whether days are named."""
        return bool(self.since or self.until)

    def bounds(self) -> tuple[int, int]:
        """Return where the days begin and end, the end not counted, in milliseconds of the local clock since 1970.

        Raises Refused("choices.day") with what is no day, Refused("choices.turned") where the days end before they begin.
        """
        first = _day(self.since) if self.since else 0
        last = _day(self.until) + 1 if self.until else _day("9999-12-31")
        if self.since and self.until and last <= first:
            raise Refused("choices.turned", since=self.since, until=self.until)
        return first * DAY_MS, last * DAY_MS


EVERYTHING = Scope()
"""Everybody, from the first day on."""


def _day(text: str) -> int:
    try:
        return (date.fromisoformat(text) - _EPOCH).days
    except ValueError:
        raise Refused("choices.day", day=text[:40]) from None
