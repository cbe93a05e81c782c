"""Owns assigning and what is assigned between pages and desk; knows no widget and no words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.assignments import AssignmentWish, Cohort, Kind
from trainer.core.message import Message, Refused
from trainer.core.standing import Thresholds
from trainer.faults import Fault
from trainer.ui.trainer_protocols import GroupingDesk


class AssigningPresenter(QObject):
    """What can be assigned, to which groups; assigning it, taking it back.

    Signals: `assigned(int, int)`, to how many and how many of them had it before; `shown(tuple)` of AssignmentLine;
    `withdrawn(str)` with a title; `refused(Message)`.
    """

    assigned = Signal(object)
    shown = Signal(object)
    withdrawn = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: GroupingDesk, trainer: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trainer = trainer
        self._language = language

    def groups(self) -> tuple[Cohort, ...]:
        """The open groups; none where they cannot be read, which is then said."""
        try:
            return self._desk.groups()
        except (Fault, Refused) as problem:
            self.refused.emit(problem.message)
            return ()

    def subjects(self, kind: Kind) -> tuple[tuple[str, str], ...]:
        """What can be assigned of a kind, as (id, title)."""
        try:
            return self._desk.subjects(kind, self._language)
        except (Fault, Refused) as problem:
            self.refused.emit(problem.message)
            return ()

    def assign(self, wish: AssignmentWish) -> None:
        """Assign something."""
        try:
            made = self._desk.assign(wish, self._trainer)
        except (Fault, Refused) as problem:
            self.refused.emit(problem.message)
            return
        self.assigned.emit(made)

    def show(self, cohort: str) -> None:
        """Ask for what is assigned to a group, or for everything."""
        try:
            lines = self._desk.assignments(cohort, self._language)
        except (Fault, Refused) as problem:
            self.refused.emit(problem.message)
            return
        self.shown.emit(lines)

    def withdraw(self, assignment: str, title: str) -> None:
        """Take an assignment back."""
        try:
            self._desk.withdraw(assignment, self._trainer)
        except (Fault, Refused) as problem:
            self.refused.emit(problem.message)
            return
        self.withdrawn.emit(title)


class LimitsPresenter(QObject):
    """When somebody needs support. Signals: `kept(Thresholds)`, `refused(Message)`."""

    kept = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: GroupingDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def limits(self) -> Thresholds:
        """As they are now; those that nobody set where they cannot be read, which is then said."""
        try:
            return self._desk.thresholds()
        except (Fault, Refused) as problem:
            self.refused.emit(problem.message)
            return Thresholds()

    def keep(self, idle: str, certain: str, low: str) -> None:
        """Keep what was typed; nothing typed turns a limit off."""
        try:
            numbers = [int(text.strip() or "0") for text in (idle, certain, low)]
        except ValueError:
            self.refused.emit(Message("standing.number"))
            return
        try:
            kept = self._desk.set_thresholds(Thresholds(*numbers))
        except (Fault, Refused) as problem:
            self.refused.emit(problem.message)
            return
        self.kept.emit(kept)
