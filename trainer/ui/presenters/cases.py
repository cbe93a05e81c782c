"""Owns asking for the cases there are and for what one looks like afterwards; knows no widget and no words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.ui.protocols import CaseworkDesk


class CasesPresenter(QObject):
    """Signals: `shelves_shown(tuple)` of CaseShelf, `debrief_shown(DebriefView)`, `failed(Message)`."""

    shelves_shown = Signal(object)
    debrief_shown = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: CaseworkDesk, person: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person = person
        self._language = language

    def show_shelves(self) -> None:
        """Ask for every case."""
        try:
            shelves = self._desk.shelves(self._person, self._language)
        except (Refused, Fault) as problem:
            self.failed.emit(problem.message)
            return
        self.shelves_shown.emit(shelves)

    def show_debrief(self, stream: str) -> None:
        """Ask for a case that was read."""
        try:
            debrief = self._desk.debrief(self._person, stream, self._language)
        except (Refused, Fault) as problem:
            self.failed.emit(problem.message)
            return
        self.debrief_shown.emit(debrief)
