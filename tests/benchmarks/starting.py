"""Measures the start to the first usable window, and idle memory, beside an empty window of Qt; each in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure, ratio_of_pairs
from trainer import house
from trainer.catalogue import Catalogue
from trainer.core.requests import SetUp
from trainer.places import Places

RUNS = 9
ROOT = Path(__file__).resolve().parents[2]

EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.resize(1280, 800)
window.show()
"""

VEJVIS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from trainer.app import Application, Options
app = QApplication(sys.argv)
application = Application(app, Options(Path(sys.argv[1])))
application.open()
application.window.show()
"""

# Usable: shown, painted, and the loop has come round with nothing left to do. Memory is read once it has idled.
USABLE = """
def idle():
    with open("/proc/self/status") as status:
        kilobytes = next(line.split()[1] for line in status if line.startswith("VmRSS"))
    print(usable, kilobytes, flush=True)
    app.quit()

def usable_now():
    global usable
    usable = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    QTimer.singleShot(300, idle)

usable = 0
app.processEvents()
QTimer.singleShot(0, usable_now)
app.exec()
"""


def _once(program: str, folder: Path) -> tuple[float, float]:
    """Seconds to the usable window, and megabytes when idle."""
    # As installed: with the compiled modules that the warm-up writes.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    began = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    done = subprocess.run(
        [sys.executable, "-c", program + USABLE, str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    usable, kilobytes = done.stdout.split()
    return (int(usable) - began) / 1e9, int(kilobytes) / 1024


def measure() -> list[Figure]:
    """Start both in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        founding = house.founding(Places(folder, None), house.open_bank())
        founding.set_up(SetUp(False, False, "Sofie Bjerre", "asylum-officer", ""))
        assert Catalogue().codes(), "the words are read once, so that the disk has them at hand"
        _once(VEJVIS, folder)
        _once(EMPTY, folder)
        pairs = [(_once(VEJVIS, folder), _once(EMPTY, folder)) for _ in range(RUNS)]
    seconds = [pair[0][0] for pair in pairs], [pair[1][0] for pair in pairs]
    memory = [pair[0][1] for pair in pairs], [pair[1][1] for pair in pairs]
    start, idle = ratio_of_pairs(*seconds), ratio_of_pairs(*memory)
    return [
        Figure(
            f"start to usable window, {RUNS} pairs",
            f"{median(seconds[0]) * 1000:.0f} ms",
            f"{median(seconds[1]) * 1000:.0f} ms",
            f"{start:.2f}",
            "<= 2.5",
            start <= 2.5,
        ),
        Figure(
            f"idle memory, {RUNS} pairs",
            f"{median(memory[0]):.0f} MB",
            f"{median(memory[1]):.0f} MB",
            f"{idle:.2f}",
            "<= 2",
            idle <= 2,
        ),
    ]
