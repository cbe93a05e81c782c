"""Owns the progress page between page and desk; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.ui.protocols import ReflectingDesk


class ProgressPresenter(QObject):
    """Signals: `progress_shown(ProgressView)`, `not_shown(Message)`."""

    progress_shown = Signal(object)
    not_shown = Signal(object)

    def __init__(self, desk: ReflectingDesk, person: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = (person, language)

    def begin(self) -> None:
        """Ask the desk and show what it says."""
        try:
            view = self._desk.progress(*self._asked)
        except (Refused, Fault) as problem:
            self.not_shown.emit(problem.message)
            return
        self.progress_shown.emit(view)
