"""Owns asking for a result and what is worth remarking of it; knows no widget and no words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from question_bank.model import Confidence
from trainer.core.message import Message, Refused
from trainer.core.views import ResultView, TallyLine
from trainer.faults import Fault
from trainer.ui.protocols import AssessingDesk


def remark(confidence: Sequence[TallyLine]) -> Message:
    """The one thing worth saying of how sure a person was: certain and wrong first, then too modest, then well judged."""
    lines = {line.of: line for line in confidence}
    certain = lines.get(Confidence.CERTAIN.value)
    unsure = lines.get(Confidence.UNSURE.value)
    if not any(line.total for line in confidence):
        return Message("result.confidence.unsaid")
    if certain is not None and certain.right < certain.total:
        return Message("result.confidence.certain_wrong", {"n": certain.total - certain.right})
    if unsure is not None and unsure.total and 2 * unsure.right > unsure.total:
        return Message("result.confidence.unsure_right")
    if certain is not None and certain.total:
        return Message("result.confidence.certain_right")
    return Message("result.confidence.said")


class ResultPresenter(QObject):
    """One result. Signals: `result_shown(ResultView)`, `failed(Message)`."""

    result_shown = Signal(object)
    failed = Signal(object)

    def __init__(
        self, desk: AssessingDesk, person: str, name: str, stream: str, language: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = (person, name, stream, language)

    def show(self) -> None:
        """Ask the desk."""
        try:
            result: ResultView = self._desk.result(*self._asked)
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.result_shown.emit(result)
