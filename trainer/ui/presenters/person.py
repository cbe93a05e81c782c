"""Owns asking for what a trainer sees of one person, and for single attempts and answers; knows no widget and no words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.ui.observing_protocols import ObservingDesk


class PersonPresenter(QObject):
    """One person; `by` is the id of the trainer.

    Signals: `record_shown(PersonRecord)`, `attempt_shown(ResultView, tuple of Incident)`,
    `answer_shown(QuestionView, Verdict)`, `failed(Message)`.
    """

    record_shown = Signal(object)
    attempt_shown = Signal(object, object)
    answer_shown = Signal(object, object)
    failed = Signal(object)

    def __init__(self, desk: ObservingDesk, by: str, person: str, name: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = by
        self._person = person
        self._name = name
        self._language = language

    def show(self) -> None:
        """Ask for the whole."""
        try:
            record = self._desk.person(self._person, self._language)
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.record_shown.emit(record)

    def open_attempt(self, stream: str) -> None:
        """Ask for an assessment as it was."""
        try:
            result = self._desk.attempt(self._by, self._person, self._name, stream, self._language)
            incidents = self._desk.incidents(stream)
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.attempt_shown.emit(result, incidents)

    def open_answer(self, stream: str, unit: int) -> None:
        """Ask for an answer in practice as it was."""
        try:
            question, verdict = self._desk.answer(self._by, self._person, stream, unit, self._language)
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.answer_shown.emit(question, verdict)
