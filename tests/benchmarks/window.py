"""Owns the real window to be measured: opened on a folder, worked by keys, watched for the longest time it stood still."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from question_bank.bank import BankFile
from trainer import gathering
from trainer.app import Application, Options

PATIENCE_SECONDS = 60.0


def qt() -> QApplication:
    """The one QApplication of this process, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["vejvis"])


@contextmanager
def opened(folder: Path, bank: Path | None = None) -> Iterator[Application]:
    """The application on a folder, shown, and closed at the end."""
    banks = (lambda: BankFile.open(bank)) if bank is not None else None
    application = Application(qt(), Options(folder), None, banks) if banks else Application(qt(), Options(folder))
    application.open()
    show(application.window)
    # As `trainer.app.run` does it.
    gathering.take_up()
    try:
        yield application
    finally:
        application.window.close()
        application.close()
        application.window.deleteLater()
        application.deleteLater()
        run_for(50)
        gc.unfreeze()


def show(window: QWidget) -> None:
    """Show a window and give it the keyboard."""
    window.show()
    window.activateWindow()
    wait(window.isActiveWindow)
    run_for(300)


def run_for(ms: int) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop, loop.quit)
    loop.exec()


def wait(condition: Callable[[], bool]) -> None:
    """Let the event loop run until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("what was waited for did not come")
        run_for(1)


def press(key: Qt.Key) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(_focused(), key)


def type_letter(letter: str) -> None:
    """Type a letter where the focus is."""
    QTest.keyClicks(_focused(), letter)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    if widget is None:
        raise RuntimeError("nothing has the focus")
    return widget


class Pulse(QObject):
    """Notes how long the event loop was away between two ticks of a timer of 1 ms, while it is entered."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._on_timeout)
        self._last = 0.0
        self.gaps: list[float] = []
        self.cpu: list[float] = []
        self._cpu = 0.0

    def __enter__(self) -> Pulse:
        """Begin to watch."""
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Watch no longer; the time since the last tick counts as well."""
        self._on_timeout()
        self._timer.stop()

    @property
    def longest(self) -> float:
        """The longest gap in milliseconds."""
        return max(self.gaps, default=0.0)

    def _on_timeout(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.cpu.append((cpu - self._cpu) * 1000)
        self._last, self._cpu = now, cpu


class Painted(QObject):
    """Notes when anything in a window was last painted, while it is entered."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0.0

    def __enter__(self) -> Painted:
        """Begin to watch."""
        qt().installEventFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Watch no longer."""
        qt().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See paintings begin; the tick after it is when they are done."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._on_painted)
        return False

    def _on_painted(self) -> None:
        self.last = time.perf_counter()
