"""Owns the reading of clocks: the one place that asks the operating system what time it is; knows nothing of attempts."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
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


def _zone_min(utc_ms: int) -> int:
    """The offset of this computer's zone at a moment, in minutes."""
    offset = datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone().utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0
