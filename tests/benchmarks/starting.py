"""Measures the start to the first usable window, and idle memory, beside an empty window of Qt; each in processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure, ratio_of_pairs
from trainer import house
from trainer.catalogue import Catalogue
from trainer.core.requests import SetUp
from trainer.places import Places

RUNS = 9
Pair = tuple[tuple[float, float, float], tuple[float, float, float]]
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

# As `vejvis` does it: trainer.app comes first and brings Qt; the bank is ready, as in an installation.
VEJVIS = """
import sys, time
from trainer import gathering
gathering.put_off()
from pathlib import Path
from trainer.app import Application, Options
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from question_bank.bank import BankFile
app = QApplication(sys.argv)
folder = Path(sys.argv[1])
application = Application(app, Options(folder), None, lambda: BankFile.open(folder.with_name("learner.bank")))
application.open()
application.window.show()
"""

# Usable: shown, painted, and the loop has come round with nothing left to do. Memory is read once it has idled.
USABLE = """
def idle():
    with open("/proc/self/status") as status:
        kilobytes = next(line.split()[1] for line in status if line.startswith("VmRSS"))
    print(usable, used, kilobytes, flush=True)
    app.quit()

def usable_now():
    global usable, used
    used = time.process_time_ns()
    usable = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    QTimer.singleShot(300, idle)

usable = used = 0
app.processEvents()
QTimer.singleShot(0, usable_now)
app.exec()
"""


def _once(program: str, folder: Path) -> tuple[float, float, float]:
    """Seconds to the usable window, seconds that a processor worked for it, and megabytes when idle."""
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
    usable, used, kilobytes = map(int, done.stdout.split())
    return (usable - began) / 1e9, used / 1e9, kilobytes / 1024


def measure() -> list[Figure]:
    """Start both in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        with house.open_bank() as bank:
            shutil.copyfile(bank.path, folder.with_name("learner.bank"))
        founding = house.founding(Places(folder, None), house.open_bank(folder.with_name("learner.bank")))
        founding.set_up(SetUp(False, False, "Sofie Bjerre", "asylum-officer", ""))
        assert Catalogue().codes(), "the words are read once, so that the disk has them at hand"
        _once(VEJVIS, folder)
        _once(EMPTY, folder)
        pairs = [(_once(VEJVIS, folder), _once(EMPTY, folder)) for _ in range(RUNS)]
    return [
        _figure("start to usable window", 0, 1000, "ms", 2.5, pairs),
        _figure("of it, a processor at work", 1, 1000, "ms", 2.5, pairs),
        _figure("idle memory", 2, 1, "MB", 2.0, pairs),
    ]


def _figure(name: str, place: int, scale: int, unit: str, aim: float, pairs: Sequence[Pair]) -> Figure:
    measured, floor = [pair[0][place] for pair in pairs], [pair[1][place] for pair in pairs]
    ratio = ratio_of_pairs(measured, floor)
    return Figure(
        f"{name}, {len(pairs)} pairs",
        f"{median(measured) * scale:.0f} {unit}",
        f"{median(floor) * scale:.0f} {unit}",
        f"{ratio:.2f}",
        f"<= {aim:g}",
        ratio <= aim,
    )
