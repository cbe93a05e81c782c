"""Owns asking for a result, what is worth remarking of it, and sending a dispute; knows no widget and no words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from question_bank.model import Confidence
from trainer.core.calibration import Judgement
from trainer.core.message import Message, Refused
from trainer.core.result_views import Calibrated, ResultView, TallyLine
from trainer.faults import Fault
from trainer.ui.result_protocols import ResultsDesk


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


def calibration(one: Calibrated) -> Message:
    """How sure somebody said to be against how right they were."""
    values = {"stated": one.stated, "right": one.right, "total": one.total}
    if one.judgement is Judgement.TOO_FEW:
        return Message("result.calibration.few", {"n": one.total})
    return Message("result.calibration." + one.judgement.value.replace("-", "_"), values)


class ResultPresenter(QObject):
    """One result.

    Signals: `result_shown(ResultView)`, `failed(Message)`, `disputed(Disputed)`, `not_disputed(int, Message)`.
    """

    result_shown = Signal(object)
    failed = Signal(object)
    disputed = Signal(object)
    not_disputed = Signal(int, object)

    def __init__(self, desk: ResultsDesk, person: str, name: str, stream: str, language: str, parent: QObject) -> None:
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

    def dispute(self, number: int, text: str) -> None:
        """Send what the person says is wrong with a question."""
        person, _, stream, language = self._asked
        try:
            sent = self._desk.dispute(person, stream, number, text, language)
        except (Fault, Refused) as problem:
            self.not_disputed.emit(number, problem.message)
            return
        self.disputed.emit(sent)
