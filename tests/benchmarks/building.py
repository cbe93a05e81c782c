"""Measures checking and guessing at the authored content, and building its bank beside inserting the same rows bare."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from question_bank import authoring, checks
from question_bank.build import build_bank, write_bank
from question_bank.guessing import gates
from question_bank.source import content_folder
from tests.benchmarks.figures import Figure, ratio_of_pairs
from tests.builders.large import large_bank

RUNS = 3
ITEMS = 10_000
SHADOWS = ("search_config", "search_content", "search_data", "search_docsize", "search_idx")
AIM = 5.0


def measure() -> list[Figure]:
    """Build the bank of today and a large one; copy the rows of each."""
    content = content_folder()
    assert content is not None, "a checkout has authored content"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loaded = authoring.load([content])
        large = large_bank(ITEMS)
        whole: list[tuple[float, float]] = []
        written: list[tuple[float, float]] = []
        ours: list[tuple[float, float]] = []
        checked: list[float] = []
        guessed: list[float] = []
        for _ in range(RUNS):
            began = time.perf_counter()
            build_bank([content], folder / "today.bank", with_graded=True, draft=True)
            built = time.perf_counter() - began
            whole.append((built, _copied(folder / "today.bank", folder / "bare.db")))
            began = time.perf_counter()
            write_bank(loaded.bank, folder / "ours.bank")
            built = time.perf_counter() - began
            ours.append((built, _copied(folder / "ours.bank", folder / "bare.db")))
            began = time.perf_counter()
            write_bank(large, folder / "large.bank")
            built = time.perf_counter() - began
            written.append((built, _copied(folder / "large.bank", folder / "bare.db")))
            began = time.perf_counter()
            checks.check(loaded)
            checked.append(time.perf_counter() - began)
            began = time.perf_counter()
            gates.results(loaded.bank)
            guessed.append(time.perf_counter() - began)
    return [
        _figure(f"bank of {len(loaded.bank.items)} items read, checked, built", whole, None),
        _figure(f"bank of {len(loaded.bank.items)} items written", ours, AIM),
        _figure(f"bank of {ITEMS:,} items written", written, AIM),
        Figure("content checked", f"{median(checked) * 1000:.0f} ms", "", "", "", None),
        Figure("content guessed at", f"{median(guessed) * 1000:.0f} ms", "", "", "", None),
    ]


def _copied(path: Path, bare: Path) -> float:
    """Seconds that a bare insertion of a bank's rows takes, the search's among them."""
    with closing(sqlite3.connect(path)) as bank:
        made = bank.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
        tables = [(name, sql) for name, sql in made if name not in SHADOWS]
        rows = {
            name: bank.execute(f"SELECT {'rowid, ' if name == 'search' else ''}* FROM {name}").fetchall()
            for name, sql in tables
            if not sql.startswith("CREATE INDEX") and not sql.startswith("CREATE UNIQUE")
        }
    bare.unlink(missing_ok=True)
    began = time.perf_counter()
    with closing(sqlite3.connect(bare)) as target:
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")
        for _, sql in tables:
            target.execute(sql)
        for name, whole in rows.items():
            if not whole:
                continue
            columns = "(rowid, kind, id, digest, module, title, body)" if name == "search" else ""
            marks = ", ".join("?" * len(whole[0]))
            target.executemany(f"INSERT INTO {name} {columns} VALUES ({marks})", whole)
        target.commit()
    return time.perf_counter() - began


def _figure(name: str, pairs: list[tuple[float, float]], aim: float | None) -> Figure:
    measured, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ratio = ratio_of_pairs(measured, floor)
    return Figure(
        name,
        f"{median(measured) * 1000:.0f} ms",
        f"{median(floor) * 1000:.0f} ms",
        f"{ratio:.2f}",
        f"<= {aim:g}" if aim else "",
        ratio <= aim if aim else None,
    )
