"""Owns taking and bringing one's progress between page and desk, beside the window; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.core.requests import Moved
from trainer.faults import Fault
from trainer.ui.protocols import MovingDesk
from trainer.ui.work import Work


class MovingPresenter(QObject):
    """Signals: `begun()`, `taken(Moved)`, `brought(Moved)`, `not_taken(Message)`, `not_brought(Message)`,
    `asked(Path, Message)` where whose progress it is was erased here."""

    begun = Signal()
    taken = Signal(object)
    brought = Signal(object)
    not_taken = Signal(object)
    not_brought = Signal(object)
    asked = Signal(object, object)

    def __init__(self, desk: MovingDesk, person: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person = person
        self._work = Work(self)

    def take(self, target: Path) -> None:
        """Write the person's progress."""
        desk, person = self._desk, self._person
        self._start(lambda: desk.take(person, target), self._on_taken, lambda error: self._fail(error, False))

    def bring(self, path: Path, knowingly: bool = False) -> None:
        """Bring progress in, `knowingly` also that of somebody erased here."""
        desk, person = self._desk, self._person

        def fail(error: Exception) -> None:
            if isinstance(error, Refused) and error.message.code == "moving.erased-here":
                self.asked.emit(path, error.message)
            else:
                self._fail(error, True)

        self._start(lambda: desk.bring(person, path, knowingly=knowingly), self._on_brought, fail)

    def _start(
        self, call: Callable[[], Moved], done: Callable[[Moved], None], failed: Callable[[Exception], None]
    ) -> None:
        if not self._work.busy:
            self.begun.emit()
            self._work.start(call, done, failed)

    def _on_taken(self, moved: Moved) -> None:
        self.taken.emit(moved)

    def _on_brought(self, moved: Moved) -> None:
        self.brought.emit(moved)

    def _fail(self, error: Exception, bringing: bool) -> None:
        if not isinstance(error, Refused | Fault):
            raise error
        (self.not_brought if bringing else self.not_taken).emit(error.message)
