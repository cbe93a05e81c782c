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
@pytest.mark.parametrize("shift", [-60, 0, 60])
def test_a_day_is_read_back_also_after_the_change_of_summer_time(offset: int, shift: int) -> None:
    day = date(2026, 11, 30)
    assert days.first_day(days.begins(day, offset), offset + shift) == day
    assert days.last_day(days.ends(day, offset), offset + shift) == day
    assert days.ends(day, offset) - days.begins(day, offset) == days.DAY_MS - 1
    assert days.of(days.begins(day, offset), offset) == day
