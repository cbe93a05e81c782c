"""Owns asking for what holds for a person before an assessment; knows no widget and no words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.ui.room_protocols import PreparingDesk


class PreparingPresenter(QObject):
    """What is told before one assessment. Signals: `terms_shown(Terms)`, `rehearsal_begun(RehearsalHand)`, `failed(Message)`."""

    terms_shown = Signal(object)
    rehearsal_begun = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: PreparingDesk, person: str, blueprint: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = person, blueprint, language

    def show_terms(self) -> None:
        """Ask who would sit it, and on which terms."""
        try:
            terms = self._desk.terms(*self._asked)
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.terms_shown.emit(terms)

    def rehearse(self) -> None:
        """Ask for a question to try out."""
        try:
            hand = self._desk.rehearse(*self._asked)
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.rehearsal_begun.emit(hand)
