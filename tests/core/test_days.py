"""Days as typed, and as moments that stay the same day when the clock is put forward or back by an hour."""

from __future__ import annotations

from datetime import date

import pytest

from trainer.core import days
from trainer.core.message import Refused


@pytest.mark.parametrize(
    "text", ["30-11-2026", "30.11.2026", "30/11/2026", "30 11 2026", "2026-11-30", " 30-11-2026 ", "30.11.2026."]
)
def test_a_day_as_people_type_it(text: str) -> None:
    assert days.typed(text) == date(2026, 11, 30)


def test_nothing_typed_is_no_day() -> None:
    assert days.typed("  ") is None


@pytest.mark.parametrize(
    "text", ["tomorrow", "31-02-2026", "30-11-26", "1-13-2026", "0000-01-01", "1-1-1999", "1-1-2201"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"day\.unreadable"):
        days.typed(text)


@pytest.mark.parametrize("offset", [-600, 0, 60, 345])
def test_a_day_from_its_first_moment_to_its_last(offset: int) -> None:
    day = date(2026, 11, 30)

    def at(_ms: int) -> int:
        return offset

    assert days.ends(day, at) - days.begins(day, at) == days.DAY_MS - 1
    assert days.of(days.begins(day, at), offset) == day
    assert days.of(days.begins(day, at) - 1, offset) == date(2026, 11, 29)


def test_a_day_on_which_the_clock_is_changed_is_as_long_as_it_is() -> None:
    def at(utc_ms: int) -> int:
        return 120 if utc_ms < 1_792_890_000_000 else 60  # 25 October 2026, 01:00 UTC.

    day = date(2026, 10, 25)
    assert days.ends(day, at) - days.begins(day, at) == days.DAY_MS + 3_600_000 - 1
    assert days.of(days.begins(day, at), 120) == days.of(days.ends(day, at), 60) == day
