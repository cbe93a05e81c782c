"""Measures an answer acknowledged by the journal beside one bare SQLite commit with the same pragmas."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, quantile
from tests.builders import records as build
from trainer.core.requests import Access
from trainer.core.timekeeping import Stamp
from trainer.records.opening import open_records

ROUNDS = 60


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        "locking_mode=EXCLUSIVE",
        "journal_mode=TRUNCATE",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("CREATE TABLE event (place INTEGER PRIMARY KEY, stream TEXT, seq INTEGER, body BLOB) STRICT")
    return connection


def measure() -> list[Figure]:
    """Answer questions and commit bare rows in turn, each pair at nearly the same moment."""
    acknowledged: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = _bare(folder / "bare.db")
        records = open_records(folder / "data")
        try:
            at = Stamp(build.START_MS, 60, "boot", 0)
            person = records.people.add("Somebody", "patrol", Access.LEARNER, at).id
            clock = 0
            for _ in range(ROUNDS):
                start = build.practice()
                event = records.journal.begin(person, "attempt", "indicators", start, at, "en", build.ITEMS)
                for place, item in enumerate(build.ITEMS):
                    clock += 1000
                    at = Stamp(build.START_MS + clock, 60, "boot", clock)
                    records.journal.append(event.stream, build.seen(place, item), at, "en")
                    began = time.perf_counter()
                    answered = records.journal.append(event.stream, build.answered(place, item, "a"), at, "en")
                    acknowledged.append(time.perf_counter() - began)
                    body = answered.encoded()
                    began = time.perf_counter()
                    floor.execute("BEGIN")
                    floor.execute("INSERT INTO event (stream, seq, body) VALUES (?, ?, ?)", (event.stream, place, body))
                    floor.execute("COMMIT")
                    bare.append(time.perf_counter() - began)
        finally:
            records.close()
            floor.close()
    p50, p99 = quantile(acknowledged, 0.5) * 1000, quantile(acknowledged, 0.99) * 1000
    bare50, bare99 = quantile(bare, 0.5) * 1000, quantile(bare, 0.99) * 1000
    return [
        Figure(
            f"answer acknowledged, p50 of {len(bare)}",
            f"{p50:.2f} ms",
            f"{bare50:.2f} ms",
            f"{p50 / bare50:.2f}",
            "<= 1.5",
            p50 <= 1.5 * bare50,
        ),
        Figure(
            f"answer acknowledged, p99 of {len(bare)}",
            f"{p99:.2f} ms",
            f"{bare99:.2f} ms",
            f"{p99 / bare99:.2f}",
            "<= floor + 16 ms",
            p99 <= bare99 + 16,
        ),
    ]
