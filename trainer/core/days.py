"""Owns days as people type them and as moments of this computer's clock; reads no clock itself.

A day's first and last moment are told with the offset that the clock has now: across a change of summer time they lie an
hour beside midnight. `first_day` and `last_day` read them back as the day that was meant, also then.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from trainer.core.message import Refused

DAY_MS = 86_400_000
MINUTE_MS = 60_000
_ASIDE_MS = 90 * MINUTE_MS
"""More than a change of summer time, less than what would reach another day's middle."""

_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})\.?")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")


def typed(text: str) -> date | None:
    """Read a day: 30-11-2026, 30.11.2026, 30/11/2026 or 2026-11-30; None for nothing typed.

    Raises Refused("day.unreadable") for anything else, also for a day that no month has.
    """
    written = text.strip()
    if not written:
        return None
    year_first, day_first = _YEAR_FIRST.fullmatch(written), _DAY_FIRST.fullmatch(written)
    try:
        if year_first:
            year, month, day = (int(part) for part in year_first.groups())
        elif day_first:
            day, month, year = (int(part) for part in day_first.groups())
        else:
            raise ValueError(written)
        found = date(year, month, day)
        if not 2000 <= found.year <= 2200:
            raise ValueError(written)
    except ValueError as error:
        raise Refused("day.unreadable", text=written[:40]) from error
    return found


def begins(day: date, offset_min: int) -> int:
    """The first moment of a local day, as UTC milliseconds."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return round(midnight.timestamp() * 1000) - offset_min * MINUTE_MS


def ends(day: date, offset_min: int) -> int:
    """The last moment of a local day, as UTC milliseconds."""
    return begins(day, offset_min) + DAY_MS - 1


def of(utc_ms: int, offset_min: int) -> date:
    """The local day of a moment."""
    return (datetime.fromtimestamp(utc_ms / 1000, UTC) + timedelta(minutes=offset_min)).date()


def first_day(begins_ms: int, offset_min: int) -> date:
    """The day whose first moment that is."""
    return of(begins_ms + _ASIDE_MS, offset_min)


def last_day(ends_ms: int, offset_min: int) -> date:
    """The day whose last moment that is."""
    return of(ends_ms - _ASIDE_MS, offset_min)
