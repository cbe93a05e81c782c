"""Local time across the changes of summer time, wherever the process believes to be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from trainer.catalogue import Catalogue
from trainer.clock import Zone, day_here, local, offset_at
from trainer.core.timekeeping import Stamp
from trainer.ui.pages import wording

MINUTE_MS = 60_000


def utc(*parts: int) -> int:
    return round(datetime(*parts, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc,arg-type]


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


SUMMER, WINTER = utc(2026, 7, 1, 10), utc(2026, 11, 22, 10)


@pytest.mark.parametrize(("now_ms", "offset"), [(SUMMER, 120), (WINTER, 60)])
def test_each_moment_has_its_own_offset(live_in: Callable[[str], None], now_ms: int, offset: int) -> None:
    live_in("Europe/Copenhagen")
    now, words = local(Stamp(now_ms, offset, "boot", 0)), Catalogue("en")
    assert now.utcoffset() == timedelta(minutes=offset)
    # Half past midnight in summer, half past eleven the same evening in winter.
    assert wording.moment(utc(2026, 7, 13, 22, 30), now, words) == "14 July, 00:30"
    assert wording.date(utc(2026, 7, 13, 22, 30), now, words) == "14 July"
    assert wording.moment(utc(2026, 12, 13, 22, 30), now, words) == "13 December, 23:30"
    # The two changes of the year.
    assert wording.moment(utc(2026, 3, 29, 0, 59), now, words) == "29 March, 01:59"
    assert wording.moment(utc(2026, 3, 29, 1, 0), now, words) == "29 March, 03:00"
    assert wording.moment(utc(2026, 10, 25, 0, 59), now, words) == "25 October, 02:59"
    assert wording.moment(utc(2026, 10, 25, 1, 0), now, words) == "25 October, 02:00"
    assert day_here(utc(2026, 7, 13, 22, 30)) == "2026-07-14"


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "America/St_Johns"])
def test_where_the_clock_is_never_changed_or_elsewhere(live_in: Callable[[str], None], zone: str) -> None:
    live_in(zone)
    offset = round((datetime.fromtimestamp(WINTER / 1000).astimezone().utcoffset() or timedelta()).total_seconds() / 60)
    now = local(Stamp(WINTER, offset, "boot", 0))
    for ms in (SUMMER, WINTER, utc(2026, 3, 8, 5, 30), utc(2026, 11, 1, 4, 30), utc(2026, 11, 1, 5, 30), 0):
        there = datetime.fromtimestamp(ms / 1000, UTC)
        assert there.astimezone(now.tzinfo).replace(tzinfo=None) == there.astimezone().replace(tzinfo=None)


def test_a_local_time_leads_back_to_its_moment_also_where_it_comes_twice(live_in: Callable[[str], None]) -> None:
    live_in("Europe/Copenhagen")
    zone = Zone(offset_at(Stamp(WINTER, 60, "boot", 0)))
    for around in (utc(2026, 3, 29, 1), utc(2026, 10, 25, 1), SUMMER):
        for minutes in range(-180, 181, 30):
            ms = around + minutes * MINUTE_MS
            there = datetime.fromtimestamp(ms / 1000, UTC).astimezone(zone)
            assert round(there.timestamp() * 1000) == ms
    # The clock skips this one: it is taken as if it had not been changed yet.
    assert datetime(2026, 3, 29, 2, 30, tzinfo=zone).timestamp() * 1000 == utc(2026, 3, 29, 1, 30)


def test_a_clock_that_was_told_another_offset_keeps_it(live_in: Callable[[str], None]) -> None:
    live_in("UTC")
    now = local(Stamp(SUMMER, 120, "boot", 0))
    assert wording.moment(utc(2026, 12, 13, 22, 30), now, Catalogue("en")) == "14 December, 00:30"
    assert now.tzname() is None
    assert now.dst() is None
    assert Zone(lambda _ms: 60).utcoffset(None) is None
