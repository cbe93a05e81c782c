"""Measures another theme and another text size in the real window beside a bare Qt window of as many widgets."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.benchmarks import window
from tests.benchmarks.figures import Figure, quantile
from trainer.app import Application
from trainer.core.requests import Access
from trainer.house import House

TIMES = 6
AT_ONCE_MS = 100
ROOT = Path(__file__).resolve().parents[2]

# In a process of its own, where no style sheet of ours is in the way: labels and buttons under a style sheet of their own.
BARE = """
import json, sys
from functools import partial
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget
from tests.benchmarks import looking, window
app = window.qt()
top = QWidget()
grid = QGridLayout(top)
for number in range(int(sys.argv[1])):
    kind = QLabel if number % 3 else QPushButton
    grid.addWidget(kind("Words on a widget"), number // 8, number % 8)
top.resize(1280, 800)
window.show(top)
def sheet(ink, ground):
    app.setStyleSheet(f"QWidget {{ color: {ink}; background: {ground}; }} QPushButton {{ border: 1px solid {ink}; }}")
def letters(size):
    font = QFont(app.font())
    font.setPixelSize(size)
    app.setFont(font)
sheets = [partial(sheet, "#eee", "#222"), partial(sheet, "#222", "#eee")]
sizes = [partial(letters, 24), partial(letters, 16)]
print(json.dumps([looking.seen(sheets), looking.seen(sizes)]))
"""


def measure() -> list[Figure]:
    """Change the look on the home page, then that of a bare window."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        with House.open(folder, create=True) as house:
            house.records.people.add("Sofie Bjerre", "asylum-officer", Access.LEARNER, house.clock.now())
        with window.opened(folder) as application:
            return _measured(application)


def seen(changes: list[Callable[[], None]]) -> tuple[list[float], float]:
    """Milliseconds from each change to the end of the last painting, and the longest time that the window stood still."""
    took: list[float] = []
    longest = 0.0
    for number in range(TIMES + 1):
        for change in changes:
            with window.Pulse() as pulse, window.Painted() as painted:
                window.run_for(20)
                began = time.perf_counter()
                change()
                window.wait(lambda began=began, painted=painted: painted.last > began)  # type: ignore[misc]  # bound at once
                window.run_for(100)
            if number:  # what is loaded late is loaded
                took.append((painted.last - began) * 1000)
                longest = max(longest, pulse.longest)
    return took, longest


def _measured(application: Application) -> list[Figure]:
    house, look = application.house, application.look
    assert house is not None
    (card,) = house.entrance.profiles("en")
    application.router.enter(house.entrance.admit(card.id))
    window.run_for(300)
    count = sum(one.isVisible() for one in application.window.findChildren(QWidget))
    theme = seen([partial(look.set_theme, "dark"), partial(look.set_theme, "light")])
    size = seen([partial(look.set_text_scale, 1.5), partial(look.set_text_scale, 1.0)])
    done = subprocess.run(
        [sys.executable, "-c", BARE, str(count)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    bare_theme, bare_size = json.loads(done.stdout)
    return [
        *_figures("another theme", count, theme, bare_theme),
        *_figures("another text size", count, size, bare_size),
    ]


def _figures(
    name: str, count: int, measured: tuple[list[float], float], floor: tuple[list[float], float]
) -> list[Figure]:
    ms, bare = quantile(measured[0], 0.5), quantile(floor[0], 0.5)
    aim = f"<= {AT_ONCE_MS} ms"
    return [
        Figure(f"{name}, {count} widgets", f"{ms:.0f} ms", f"{bare:.0f} ms", f"{ms / bare:.2f}", aim, ms <= AT_ONCE_MS),
        Figure(
            f"{name}, longest stall", f"{measured[1]:.0f} ms", f"{floor[1]:.0f} ms", f"{measured[1] / floor[1]:.2f}", "", None
        ),
    ]  # fmt: skip
