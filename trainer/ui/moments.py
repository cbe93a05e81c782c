"""Owns how moments are written for a person (clock time, day, date) in a language; reads no clock itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QDate, QDateTime, QLocale

from trainer.catalogue import Catalogue
from trainer.core.timekeeping import Stamp

_WEEK = 7


def local(utc_ms: int, offset_min: int) -> datetime:
    """The moment as the clock on the wall showed it where it was taken."""
    return datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone(timezone(timedelta(minutes=offset_min)))


def clock_time(stamp: Stamp) -> str:
    """Hours, minutes and seconds: "12:04:31"."""
    return local(stamp.utc_ms, stamp.offset_min).strftime("%H:%M:%S")


def date_and_time(utc_ms: int, offset_min: int, language: str) -> str:
    """Day, month and time: "16 November, 12:27"."""
    moment = local(utc_ms, offset_min)
    date = QLocale(language).toString(QDate(moment.year, moment.month, moment.day), "d MMMM")
    return f"{date}, {moment:%H:%M}"


def day(utc_ms: int, now: QDateTime, catalogue: Catalogue) -> str:
    """The day by this computer's clock: "Today", "Friday", "2 November", "2 November 2025", "Never" for 0."""
    if not utc_ms:
        return catalogue.say("cohort.never")
    date = QDateTime.fromMSecsSinceEpoch(utc_ms).date()
    ago = date.daysTo(now.date())
    locale = QLocale(catalogue.language)
    if ago == 0:
        return catalogue.say("cohort.today")
    if ago == 1:
        return catalogue.say("cohort.yesterday")
    if 0 < ago < _WEEK:
        name = locale.standaloneDayName(date.dayOfWeek())
        return name[:1].upper() + name[1:]
    return locale.toString(date, "d MMMM" if date.year() == now.date().year() else "d MMMM yyyy")
