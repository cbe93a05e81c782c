"""Owns how past moments are written on results and in the trainer's list; reads no clock itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QDate, QLocale

from trainer.catalogue import Catalogue
from trainer.ui.pages import wording

_WEEK = 7


def date_and_time(utc_ms: int, offset_min: int, language: str) -> str:
    """Day, month and time as the clock showed them where it was taken: "16 November, 12:27"."""
    moment = datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone(timezone(timedelta(minutes=offset_min)))
    date = QLocale(language).toString(QDate(moment.year, moment.month, moment.day), "d MMMM")
    return f"{date}, {moment:%H:%M}"


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
