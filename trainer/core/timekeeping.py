"""Owns time spent: stamps of two clocks and what lies between them; reads no clock itself.

Time spent is the boot clock's time of running stretches plus the wall clock's gaps between boots, never below 0.
The boot clock counts suspension and ignores whoever sets the wall clock; the wall clock is all there is across a reboot.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

JUMP_MS = 2_000
"""A wall clock that moved this much more or less than the boot clock between two stamps was set by somebody."""


SET_BACK_MS = 10 * 60_000
"""A clock that shows so much less than when somebody was last here was set back, or stood wrong then; less than that is
a clock being put right by the network."""


class Stamp(msgspec.Struct, frozen=True):
    """One moment by both clocks.

    `utc_ms`: milliseconds since 1970 (UTC); `offset_min`: local offset from UTC in minutes; `boot`: id of this start of
    the machine; `boot_ms`: milliseconds of the boot clock.
    """

    utc_ms: int
    offset_min: int
    boot: str
    boot_ms: int


class Spent(msgspec.Struct, frozen=True):
    """Time spent up to `last`, in milliseconds, and whether it goes on running from there."""

    ms: int
    running: bool
    last: Stamp


def between(earlier: Stamp, later: Stamp) -> int:
    """Milliseconds from one stamp to another, never below 0."""
    if earlier.boot == later.boot:
        return max(0, later.boot_ms - earlier.boot_ms)
    return max(0, later.utc_ms - earlier.utc_ms)


def jumped(earlier: Stamp, later: Stamp) -> int:
    """Return by how many milliseconds the wall clock was moved between two stamps of one boot, 0 where it was not."""
    if earlier.boot != later.boot:
        return 0
    moved = (later.utc_ms - earlier.utc_ms) - (later.boot_ms - earlier.boot_ms)
    return moved if abs(moved) > JUMP_MS else 0


def set_back(earlier_ms: int, now_ms: int) -> bool:
    """Say whether the wall clock now (UTC ms) stands noticeably before a moment that has already been."""
    return now_ms + SET_BACK_MS < earlier_ms


def advance(spent: Spent, to: Stamp) -> Spent:
    """Move time spent on to a later stamp: a running stretch counts, a paused one does not."""
    return Spent(spent.ms + (between(spent.last, to) if spent.running else 0), spent.running, to)


def stopped(spent: Spent, at: Stamp) -> Spent:
    """Count up to `at` and stop there."""
    return replace(advance(spent, at), running=False)


def started(spent: Spent, at: Stamp) -> Spent:
    """Go on from `at`: what lies between counts only if it was running."""
    return replace(advance(spent, at), running=True)
