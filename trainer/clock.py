"""Owns the reading of clocks: the one place that asks the operating system what time it is; knows nothing of attempts."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Protocol

from trainer.core.timekeeping import Stamp

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """Where stamps come from."""

    def now(self) -> Stamp:
        """Return this moment by both clocks."""

    def asleep_ms(self) -> int:
        """Return for how many milliseconds the computer was suspended since it was started."""


class SystemClock:
    """The clocks of this computer.

    CLOCK_BOOTTIME counts suspension; where a system has none, the monotonic clock stands in and every start of the
    program counts as a boot of its own, so that gaps between starts are taken from the wall clock.
    """

    def __init__(self, boot_id: Path = _BOOT_ID) -> None:
        self._boottime = getattr(time, "CLOCK_BOOTTIME", None)
        self._boot = self._read_boot(boot_id) if self._boottime is not None else ""
        if not self._boot:
            self._boottime = None
            self._boot = f"start-{uuid.uuid4().hex}"

    @staticmethod
    def _read_boot(path: Path) -> str:
        try:
            return path.read_text("ascii").strip()
        except OSError:
            return ""

    def now(self) -> Stamp:
        """Return this moment by both clocks."""
        monotonic = time.monotonic_ns() if self._boottime is None else time.clock_gettime_ns(self._boottime)
        boot_ms = monotonic // 1_000_000
        wall = datetime.now().astimezone()
        offset = wall.utcoffset()
        minutes = round(offset.total_seconds() / 60) if offset is not None else 0
        return Stamp(round(wall.timestamp() * 1000), minutes, self._boot, boot_ms)

    def asleep_ms(self) -> int:
        """Return by how much the boot clock, which counts suspension, is ahead of the monotonic one, which does not.

        0 where the system has no boot clock: there nobody can tell.
        """
        if self._boottime is None:
            return 0
        return (time.clock_gettime_ns(self._boottime) - time.monotonic_ns()) // 1_000_000


def offset_at(now: Stamp) -> Callable[[int], int]:
    """Return how far local time is from UTC (minutes) at another moment (UTC ms): as the stamp says, summer time counted in."""

    def at(utc_ms: int) -> int:
        return now.offset_min + _zone_min(utc_ms) - _zone_min(now.utc_ms)

    return at


def local(now: Stamp) -> datetime:
    """Return this moment as the clock on the wall shows it. Every other moment put into its zone has that moment's own offset."""
    return datetime.fromtimestamp(now.utc_ms / 1000, Zone(offset_at(now)))


def day_here(utc_ms: int) -> str:
    """Return the local day of a moment (UTC ms) on this computer, in ISO 8601."""
    return (datetime.fromtimestamp(utc_ms / 1000, UTC) + timedelta(minutes=_zone_min(utc_ms))).date().isoformat()


class Zone(tzinfo):
    """Local time as this computer has it, another one in summer than in winter: Zone(offset_at).

    A time that comes twice when the clock is put back is told apart by `fold`, as Python does.
    """

    def __init__(self, offset_at: Callable[[int], int]) -> None:
        self._offset_at = offset_at

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """Return the offset at a local time."""
        return None if dt is None else timedelta(minutes=self._offset_of(dt))

    def dst(self, _dt: datetime | None) -> timedelta | None:
        """Return None: only the whole offset is known."""
        return None

    def tzname(self, _dt: datetime | None) -> str | None:
        """Return None: it has no name."""
        return None

    def fromutc(self, dt: datetime) -> datetime:
        """Return local time of a time of UTC."""
        offset = self._offset_at(_ms(dt))
        there = dt + timedelta(minutes=offset)
        return there if self._offset_of(there) == offset else there.replace(fold=1)

    def _offset_of(self, dt: datetime) -> int:
        naive = _ms(dt)
        before, after = self._offset_at(naive - _DAY_MS), self._offset_at(naive + _DAY_MS)
        if before == after:
            return before
        fits = [one for one in (before, after) if self._offset_at(naive - one * _MINUTE_MS) == one]
        # Both where the time comes twice, none where the clock skips it.
        return fits[0] if len(fits) == 1 else (before, after)[dt.fold]


_MINUTE_MS = 60_000
_DAY_MS = 86_400_000
_LAST_MS = 253_000_000_000_000
"""Some years before the last that a calendar knows, so that a day after it is one too."""


def _ms(dt: datetime) -> int:
    """A time of day read as if it were UTC, in milliseconds."""
    return round(dt.replace(tzinfo=UTC).timestamp() * 1000)


def _zone_min(utc_ms: int) -> int:
    """The offset of this computer's zone at a moment, in minutes."""
    kept = min(max(utc_ms, _DAY_MS), _LAST_MS)  # Before 1970 some systems know no local time.
    offset = datetime.fromtimestamp(kept / 1000, UTC).astimezone().utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0
