"""Measures the numbers of home and of progress for a learner with 50,000 past answers beside those of a new one."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure
from tests.builders import records as build
from trainer.core.requests import Access
from trainer.core.timekeeping import Stamp
from trainer.house import House

ANSWERS = 50_000
RUNS = 30


def measure() -> list[Figure]:
    """Give one learner a long past through the real journal, then ask for the pages of both in turn."""
    with tempfile.TemporaryDirectory() as name, House.open(Path(name) / "data", create=True) as house:
        records = house.records
        at = house.clock.now()
        old = records.people.add("Old hand", "patrol", Access.LEARNER, at).id
        new = records.people.add("Newcomer", "patrol", Access.LEARNER, at).id
        past = at.utc_ms - 200 * build.DAY_MS
        given = 0
        while given < ANSWERS:
            with records.journal.batch():
                for _ in range(100):
                    past += 60_000
                    stamp = Stamp(past, 60, "past", past)
                    event = records.journal.begin(
                        old, "attempt", "indicators", build.practice(), stamp, "en", build.ITEMS
                    )
                    for place, item in enumerate(build.ITEMS):
                        records.journal.append(event.stream, build.seen(place, item), stamp, "en")
                        records.journal.append(event.stream, build.answered(place, item, "a"), stamp, "en")
                        given += 1
        times: dict[str, list[float]] = {old: [], new: []}
        pages: dict[str, list[float]] = {old: [], new: []}
        for _ in range(RUNS):
            for person in (old, new):
                began = time.perf_counter()
                house.learning.home(person, "Somebody", None, "en")
                times[person].append((time.perf_counter() - began) * 1000)
                began = time.perf_counter()
                house.reflecting.progress(person, "en")
                pages[person].append((time.perf_counter() - began) * 1000)
    long, fresh = median(times[old]), median(times[new])
    far, near = median(pages[old]), median(pages[new])
    return [
        Figure(
            f"home with {given:,} past answers",
            f"{long:.1f} ms",
            f"{fresh:.1f} ms",
            f"{long / fresh:.2f}",
            "<= floor + 20 ms",
            long <= fresh + 20,
        ),
        Figure(
            f"progress with {given:,} past answers",
            f"{far:.1f} ms",
            f"{near:.1f} ms",
            f"{far / near:.2f}",
            "<= 50 ms",
            far <= 50,
        ),
    ]
