"""Days, times and numbers as each language writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from trainer.catalogue import Catalogue
from trainer.core.timekeeping import Stamp
from trainer.ui.components.marks import as_of
from trainer.ui.pages import moments, wording

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=timezone(timedelta(hours=1)))
DAY_MS = 86_400_000


def ms(days: int) -> int:
    return round(NOW.astimezone(UTC).timestamp() * 1000) + days * DAY_MS


@pytest.mark.parametrize(
    ("language", "long", "short", "other_year", "weekday", "moment", "clock"),
    [
        (
            "en",
            "Monday 23 November",
            "2 November",
            "24 November 2025",
            "on Wednesday",
            "23 November, 09:05",
            "09:05:00",
        ),
        (
            "da",
            "Mandag den 23. november",
            "2. november",
            "24. november 2025",
            "på onsdag",
            "23. november kl. 09.05",
            "09.05.00",
        ),
    ],
)
def test_days_and_times(
    language: str, long: str, short: str, other_year: str, weekday: str, moment: str, clock: str
) -> None:
    words = Catalogue(language)
    assert wording.long_date(NOW, words) == long
    assert wording.date(ms(-21), NOW, words) == short
    assert wording.date(ms(-364), NOW, words) == other_year
    assert wording.when(ms(2), NOW, words) == weekday
    assert wording.date_and_time(ms(0), 60, words) == moment
    assert wording.clock_time(Stamp(ms(0), 60, "boot", 0), words) == clock


def test_past_days_in_danish() -> None:
    words = Catalogue("da")
    assert [moments.day(ms(days), NOW, words) for days in (0, -1, -3)] == ["I dag", "I går", "Fredag"]
    assert wording.used(ms(-3), NOW, words) == "Sidst brugt fredag"
    assert wording.joined(["A", "B", "D"], words) == "A, B og D"
    assert words.say("home.module.percent", percent=81) == "81\u00a0%"


@pytest.mark.parametrize(
    ("label", "english", "danish"),
    [
        ("2022", "As of 2022", "Pr. 2022"),
        ("2011-2014", "As of 2011-2014", "Pr. 2011-2014"),
        ("before 2013", "Before 2013", "Før 2013"),
        ("by January 2013", "By January 2013", "Inden januar 2013"),
        ("2023 report", "2023 report", "Rapport 2023"),
        ("by Someday 2013", "By Someday 2013", "By Someday 2013"),
        ("the nineties", "The nineties", "The nineties"),
    ],
)
def test_the_years_of_a_statement_are_said_in_the_language(label: str, english: str, danish: str) -> None:
    assert (as_of(label, Catalogue()), as_of(label, Catalogue("da"))) == (english, danish)
