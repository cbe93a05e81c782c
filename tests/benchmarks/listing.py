"""Measures the list of 10,000 people in the real window: its first rows beside the bare query, and how it scrolls."""

from __future__ import annotations

import resource
import sqlite3
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.benchmarks import window
from tests.benchmarks.figures import Figure
from tests.builders.many import peopled
from trainer.app import Application
from trainer.core.requests import Access
from trainer.house import House

PEOPLE, ANSWERS = 10_000, 2
STALL_MS = 33
STEPS = 60
BARE = (
    "SELECT person.id, code, name, work_role, answers, correct, attempts, last_seen_ms FROM person"
    " LEFT JOIN person_summary ON person_summary.person = person.id WHERE access = 'learner' ORDER BY length(code), code"
)


def measure() -> list[Figure]:
    """Open the list as a trainer, and go through it by keys."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        # From a roster: ten thousand profiles on the page of signing in are another measurement.
        peopled(folder, PEOPLE, ANSWERS, joined=False)
        with House.open(folder) as house:
            house.records.people.add("Maja Lindholm", "trainer", Access.TRAINER, house.clock.now())
        bare = _bare(folder)
        with window.opened(folder) as application:
            return _measured(application, bare)


def _bare(folder: Path) -> float:
    records = sqlite3.connect(folder / "records.db")
    began = time.perf_counter()
    rows = records.execute(BARE).fetchall()
    took = (time.perf_counter() - began) * 1000
    records.close()
    if len(rows) != PEOPLE:
        raise RuntimeError(f"{len(rows)} people are there")
    return took


def _measured(application: Application, bare: float) -> list[Figure]:
    house, router = application.house, application.router
    assert house is not None
    trainer = next(card for card in house.entrance.profiles("en") if card.access is Access.TRAINER)
    # The first write of a process loads what it writes with: that is the wait of signing in, not of the list.
    admitted = house.entrance.admit(trainer.id)
    with window.Painted() as painted:
        began = time.perf_counter()
        router.enter(admitted)
        window.wait(lambda: _table(application) is not None and painted.last > began)
        window.run_for(200)
        first = (painted.last - began) * 1000
    table = _table(application)
    assert table is not None
    table.setFocus(Qt.FocusReason.TabFocusReason)
    stalls, own = _scrolled(application)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure(f"list of {PEOPLE:,} people, first rows", f"{first:.0f} ms", f"{bare:.0f} ms", f"{first / bare:.1f}", "", None),
        Figure("longest stall while it scrolls", f"{stalls:.0f} ms ({own:.0f} own)", "", "", f"<= {STALL_MS} ms", own <= STALL_MS),
        Figure("  memory at most", f"{memory:.0f} MB", "", "", "", None),
    ]  # fmt: skip


def _table(application: Application) -> QTableView | None:
    page = application.router.page
    table = page.findChild(QTableView, "cohortTable") if page is not None else None
    return table if table is not None and table.isVisible() else None


def _scrolled(application: Application) -> tuple[float, float]:
    """The longest stall by the clock, and the most that a processor worked for the window in one."""
    with window.Pulse() as pulse:
        for step in range(STEPS):
            window.press(Qt.Key.Key_PageDown if step % 3 else Qt.Key.Key_Down)
            window.run_for(20)
        window.press(Qt.Key.Key_PageUp)
        window.run_for(50)
    return pulse.longest, max(pulse.cpu, default=0.0)
