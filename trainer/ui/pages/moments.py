"""Owns how past days are written in the trainer's list, and when a day that was typed begins; reads no clock itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QLocale

from trainer.catalogue import Catalogue
from trainer.ui.pages import wording

_WEEK = 7


def day(utc_ms: int, now: datetime, catalogue: Catalogue) -> str:
    """The day as `now`'s clock has it: "Today", "Friday", "2 November", "2 November 2025", "Never" for 0."""
    if not utc_ms:
        return catalogue.say("cohort.never")
    there = datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone(now.tzinfo)
    ago = (now.date() - there.date()).days
    if ago == 0:
        return catalogue.say("cohort.today")
    if ago == 1:
        return catalogue.say("cohort.yesterday")
    if 0 < ago < _WEEK:
        name = QLocale(catalogue.language).standaloneDayName(there.isoweekday())
        return name[:1].upper() + name[1:]
    return wording.date(utc_ms, now, catalogue)


def begins(typed: date, now: datetime) -> int:
    """The first moment of a day by `now`'s clock, as UTC milliseconds."""
    return round(datetime(typed.year, typed.month, typed.day, tzinfo=now.tzinfo).timestamp() * 1000)


def ends(typed: date, now: datetime) -> int:
    """The first moment after a day by `now`'s clock, as UTC milliseconds."""
    return begins(typed + timedelta(days=1), now)
