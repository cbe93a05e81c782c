"""Owns how days, times and lists are put into words for a page; knows no widget and reads no clock.

`now` carries local time with it (`clock.Zone`): each moment is told by the offset that holds at that moment, not now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from trainer.catalogue import Catalogue
from trainer.core import days

if TYPE_CHECKING:
    from trainer.core.timekeeping import Stamp
    from trainer.core.views import Verdict

LONGEST_NAME = 60
"""So much of a name is shown where it stands beside others; whoever has a longer one still knows it."""


def clipped(text: str, most: int = LONGEST_NAME) -> str:
    """Return `text`, or its beginning and an ellipsis where it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"


def long_date(day: datetime, catalogue: Catalogue) -> str:
    """Return "Monday 23 November", with a capital also where the language writes its days small."""
    words = _written(day, catalogue.say("common.date.long"), catalogue)
    return words[:1].upper() + words[1:]


def date(ms: int, now: datetime, catalogue: Catalogue) -> str:
    """Return "12 November", with the year where it is another one."""
    return _dated(_local(ms, now), now, catalogue)


def used(ms: int, now: datetime, catalogue: Catalogue) -> str:
    """Return "Last used Friday"."""
    if not ms:
        return catalogue.say("signin.never_used")
    day = _local(ms, now)
    ago = (now.date() - day.date()).days
    if ago <= 0:
        word = catalogue.say("signin.today")
    elif ago == 1:
        word = catalogue.say("signin.yesterday")
    elif ago < 7:
        word = _written(day, "dddd", catalogue)
    else:
        word = date(ms, now, catalogue)
    return catalogue.say("signin.last_used", day=word)


def when(ms: int, now: datetime, catalogue: Catalogue) -> str:
    """Return "on Wednesday": when something comes back."""
    day = _local(ms, now)
    ahead = (day.date() - now.date()).days
    if ahead <= 0:
        return catalogue.say("common.when.today")
    if ahead == 1:
        return catalogue.say("common.when.tomorrow")
    if ahead < 7:
        return catalogue.say("common.when.weekday", day=_written(day, "dddd", catalogue))
    return catalogue.say("common.when.day", day=date(ms, now, catalogue))


def clock_time(stamp: Stamp, catalogue: Catalogue) -> str:
    """Return "12:04:31" of a stamp, as the clock showed it where it was taken."""
    return _timed(datetime.fromtimestamp(stamp.utc_ms / 1000, _at(stamp.offset_min)), "seconds", catalogue)


def date_and_time(utc_ms: int, offset_min: int, catalogue: Catalogue) -> str:
    """Day, month and time as the clock showed them where it was taken: "16 November, 12:27"."""
    moment = datetime.fromtimestamp(utc_ms / 1000, _at(offset_min))
    date = _written(moment, catalogue.say("common.date.day"), catalogue)
    return catalogue.say("common.date.moment", date=date, time=_timed(moment, "time", catalogue))


def moment(ms: int, now: datetime, catalogue: Catalogue, offset_min: int | None = None) -> str:
    """Return "16 November, 12:27", with the year where it is another one: as the clock showed it there where `offset_min` is told."""
    there = _local(ms, now) if offset_min is None else _local(ms, now, _at(offset_min))
    return catalogue.say("common.date.moment", date=_dated(there, now, catalogue), time=time(there, catalogue))


def from_day(begins_ms: int, now: datetime, catalogue: Catalogue) -> str:
    """The day from whose beginning something holds: "30 November"."""
    return _dated(_local(begins_ms + days.ASIDE_MS, now), now, catalogue)


def until_day(ends_ms: int, now: datetime, catalogue: Catalogue) -> str:
    """The day until whose end something holds: "30 November"."""
    return _dated(_local(ends_ms - days.ASIDE_MS, now), now, catalogue)


def time(there: datetime, catalogue: Catalogue) -> str:
    """Return "12:04"."""
    return _timed(there, "time", catalogue)


def number(value: float, places: int, catalogue: Catalogue) -> str:
    """Return "0.5" with the decimal sign of the language."""
    from PySide6.QtCore import QLocale

    return QLocale(catalogue.language).toString(value, "f", places)


def greeting(now: datetime) -> str:
    """Return the code of the greeting for a time of day."""
    if 5 <= now.hour < 12:
        return "home.greeting.morning"
    if 12 <= now.hour < 18:
        return "home.greeting.afternoon"
    return "home.greeting.evening" if now.hour >= 18 else "home.greeting.night"


def joined(words: Sequence[str], catalogue: Catalogue) -> str:
    """Return "B", "B and D", "A, B and D"."""
    if len(words) < 2:
        return "".join(words)
    first = catalogue.say("common.joined.and").join(words[:-1])
    return catalogue.say("common.joined.two", first=first, last=words[-1])


def verdict(one: Verdict, now: datetime, catalogue: Catalogue) -> tuple[str, str]:
    """Return "Not this one. It is B." and when it comes back, "" where it does not."""
    several = "_several" if len(one.key_letters) > 1 else ""
    said = catalogue.say(
        f"practice.verdict.{'right' if one.right else 'wrong'}{several}", key=joined(one.key_letters, catalogue)
    )
    if not one.returns_ms:
        return said, ""
    sure = one.confidence.value if one.confidence is not None else "none"
    sure = "repeat" if one.repeat else sure
    how = "returns" if one.varied else "returns_same"
    follows = catalogue.say(f"practice.{how}.{sure}", when=when(one.returns_ms, now, catalogue))
    return said, f"{follows} {catalogue.say('practice.again')}" if one.again else follows


def _local(ms: int, now: datetime, there: tzinfo | None = None) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(there or now.tzinfo)


def _at(offset_min: int) -> tzinfo:
    return timezone(timedelta(minutes=offset_min))


def _dated(day: datetime, now: datetime, catalogue: Catalogue) -> str:
    pattern = "common.date.day" if day.year == now.year else "common.date.day_and_year"
    return _written(day, catalogue.say(pattern), catalogue)


def _written(day: datetime, pattern: str, catalogue: Catalogue) -> str:
    # Loaded late: it brings every language and country of the world with it.
    from PySide6.QtCore import QDate, QLocale

    return QLocale(catalogue.language).toString(QDate(day.year, day.month, day.day), pattern)


def _timed(moment: datetime, pattern: str, catalogue: Catalogue) -> str:
    from PySide6.QtCore import QLocale, QTime

    time = QTime(moment.hour, moment.minute, moment.second)
    return QLocale(catalogue.language).toString(time, catalogue.say(f"common.date.{pattern}"))
