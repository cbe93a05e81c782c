"""Owns moments as people type them and read them again: a day with or without a time of day; reads no clock itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from trainer.core import days
from trainer.core.days import OffsetAt
from trainer.core.message import Refused

_TIMED = re.compile(r"(.+?)[ ,T]+(?:kl\.? *)?(\d{1,2})[:.](\d{2})")
_LAST_MINUTE = "23:59"


def typed(text: str, offset_at: OffsetAt, *, last: bool = False) -> int:
    """Read "30-11-2026 09:00" or a day alone, which means its first minute or, with `last`, its last one.

    Return UTC milliseconds, 0 for nothing typed. Raises Refused("plan.fault.moment").
    """
    written = text.strip()
    if not written:
        return 0
    timed = _TIMED.fullmatch(written)
    try:
        day = days.typed(timed[1] if timed else written)
    except Refused:
        day = None
    hour, minute = (int(timed[2]), int(timed[3])) if timed else (23, 59) if last else (0, 0)
    if day is None or hour > 23 or minute > 59:
        raise Refused("plan.fault.moment", text=written[:40])
    meant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    return days.moment(round(meant.timestamp() * 1000), offset_at)


def written(utc_ms: int, offset_at: OffsetAt, *, last: bool = False) -> str:
    """Return a moment as `typed` reads it again, without a time where that is the one that a day alone means; "" for 0."""
    if not utc_ms:
        return ""
    local = datetime.fromtimestamp(utc_ms / 1000, UTC) + timedelta(minutes=offset_at(utc_ms))
    day, time = local.strftime("%d-%m-%Y"), local.strftime("%H:%M")
    return day if time == (_LAST_MINUTE if last else "00:00") else f"{day} {time}"
