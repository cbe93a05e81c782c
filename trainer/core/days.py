"""Owns days as people type them and as moments of this computer's clock; reads no clock itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from trainer.core.message import Refused

DAY_MS = 86_400_000
MINUTE_MS = 60_000
ASIDE_MS = 90 * MINUTE_MS
"""So far within a day is looked for the day that a first or last moment means: some were kept an hour beside midnight, with
the offset of the day they were typed on."""

OffsetAt = Callable[[int], int]
"""How far this computer's clock is from UTC at a moment (UTC ms), in minutes: another one in summer than in winter."""

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


def written(day: date) -> str:
    """A day as it is shown where one is typed: 30-11-2026."""
    return day.strftime("%d-%m-%Y")


def begins(day: date, offset_at: OffsetAt) -> int:
    """The first moment of a local day, as UTC milliseconds."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment(round(midnight.timestamp() * 1000), offset_at)


def ends(day: date, offset_at: OffsetAt) -> int:
    """The last moment of a local day, as UTC milliseconds."""
    return begins(day + timedelta(days=1), offset_at) - 1


def moment(naive_ms: int, offset_at: OffsetAt) -> int:
    """The moment (UTC ms) of a local time that is given as if it were UTC, in milliseconds."""
    # The offset of the moment meant, looked up at about that moment, then at it.
    about = naive_ms - offset_at(naive_ms) * MINUTE_MS
    return naive_ms - offset_at(about) * MINUTE_MS


def of(utc_ms: int, offset_min: int) -> date:
    """The local day of a moment."""
    return (datetime.fromtimestamp(utc_ms / 1000, UTC) + timedelta(minutes=offset_min)).date()
