"""Owns asking for the assessments there are and for a sitting of one; knows no widget and no words."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.ui.protocols import AssessingDesk
from trainer.ui.result_protocols import ResultsDesk


class AssessmentsPresenter(QObject):
    """The assessments of one person.

    Signals: `lines_shown(tuple)` of AssessmentLine, `past_shown(tuple)` of PastAttempt,
    `line_shown(AssessmentLine)`, `sitting_begun(SittingHand)`, `failed(Message)`.
    """

    lines_shown = Signal(object)
    past_shown = Signal(object)
    line_shown = Signal(object)
    sitting_begun = Signal(object)
    failed = Signal(object)

    def __init__(
        self, desk: AssessingDesk, person: str, language: str, parent: QObject, results: ResultsDesk | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._results = results
        self._person = person
        self._language = language

    def show_lines(self) -> None:
        """Ask for every assessment."""
        try:
            lines = self._desk.lines(self._person, self._language)
            past = self._results.past(self._person, self._language) if self._results is not None else ()
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.lines_shown.emit(lines)
        self.past_shown.emit(past)

    def show_line(self, blueprint: str) -> None:
        """Ask for one."""
        try:
            line = self._desk.line(self._person, blueprint, self._language)
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.line_shown.emit(line)

    def begin(self, blueprint: str) -> None:
        """Take up the sitting that is open, or start one."""
        try:
            hand = self._desk.sit(self._person, blueprint, self._language)
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.sitting_begun.emit(hand)
