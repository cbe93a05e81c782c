"""Owns a process whose wall clock is set by libfaketime while it sits an assessment by the system's own clocks; tells what it saw.

As a program (`python -m tests.drivers.clockwork FOLDER`) it is that process: it reads a number of seconds a line, sets the
clock by so much from the true time, and prints what is left, the offset from UTC and what was noted, a line of JSON each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    "/usr/lib/x86_64-linux-gnu/faketime",
    "/usr/lib/aarch64-linux-gnu/faketime",
    "/usr/lib64/faketime",
    "/usr/local/lib/faketime",
)
LONGEST_WAIT = 20.0


def library() -> Path | None:
    """Where libfaketime lies, None where it is not installed."""
    found = (Path(place) / "libfaketime.so.1" for place in PLACES)
    return next((path for path in found if path.exists()), None)


class Clockwork:
    """The process, from the test's side."""

    def __init__(self, process: subprocess.Popen[str], setting: Path) -> None:
        self._process = process
        self._setting = setting

    def set_by(self, seconds: float) -> dict[str, Any]:
        """Set the wall clock by so many seconds from the true time, then answer a question. Return what it saw."""
        self._setting.write_text(f"{seconds:+.3f}\n")
        return self.ask("answer")

    def ask(self, what: str) -> dict[str, Any]:
        """Have it do something and tell."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, self._process.communicate(timeout=LONGEST_WAIT)
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def clockwork(folder: Path, zone: str = "Europe/Copenhagen", seconds: float = 0.0) -> Iterator[Clockwork]:
    """Start it, its wall clock `seconds` from the true time."""
    setting = folder.with_name("faketime")
    setting.write_text(f"{seconds:+.3f}\n")
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library()),
        "FAKETIME_TIMESTAMP_FILE": str(setting),
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "TZ": zone,
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.drivers.clockwork", str(folder)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Clockwork(process, setting)
    finally:
        process.kill()
        process.communicate(timeout=LONGEST_WAIT)


def main(folder: str) -> int:
    """Sit an assessment, and tell after each wish how it stands."""
    from trainer.clock import SystemClock
    from trainer.core.requests import Access
    from trainer.house import House

    clock = SystemClock()
    with House.open(Path(folder), clock=clock, create=True) as house:
        people = house.records.people
        known = people.find("Jonas Kvist")
        person = known[0] if known else people.add("Jonas Kvist", "patrol", Access.LEARNER, clock.now())
        hand = house.assessing.sit(person.id, "self-check-standard", "en")
        for line in sys.stdin:
            if line.strip() == "pass":
                # Until the hour changes, which whoever asks has set to be near.
                offset, until = clock.now().offset_min, time.monotonic() + LONGEST_WAIT
                while clock.now().offset_min == offset and time.monotonic() < until:
                    hand.settle()
            options = hand.question().options
            hand.choose((options[1 if options[0].chosen else 0].id,))
            told = {
                "left_ms": hand.left_ms(),
                "true_ms": time.monotonic_ns() // 1_000_000,
                "offset_min": clock.now().offset_min,
                "noted": [[one.kind, one.ms] for one in house.room.incidents(hand.attempt.stream)],
            }
            print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
