"""Owns the home page between page and desks: what is left off, due and next; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.assignments import AssignedLine
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.core.views import AssessmentLine
from trainer.faults import Fault
from trainer.ui.protocols import AssessingDesk, LearningDesk
from trainer.ui.trainer_protocols import AssignedDesk


class HomePresenter(QObject):
    """Signals: `home_shown(HomeView)`, `not_shown(Message)`. `assigned` is what is assigned to who signed in."""

    home_shown = Signal(object)
    not_shown = Signal(object)

    def __init__(
        self,
        learning: LearningDesk,
        assessing: AssessingDesk,
        who: Admitted,
        language: str,
        parent: QObject,
        assigned: AssignedDesk | None = None,
    ) -> None:
        super().__init__(parent)
        self._learning = learning
        self._assessing = assessing
        self._who = who
        self._language = language
        self._assigned = assigned
        self.assigned: tuple[AssignedLine, ...] = ()

    def begin(self) -> None:
        """Ask the desks and show what they say."""
        try:
            lines = self._assessing.lines(self._who.id, self._language)
            if self._assigned is not None:
                self.assigned = self._assigned.lines(self._who.id, self._language)
            home = self._learning.home(self._who.id, self._who.name, _foremost(lines), self._language)
        except (Refused, Fault) as problem:
            self.not_shown.emit(problem.message)
            return
        self.home_shown.emit(home)


def _foremost(lines: tuple[AssessmentLine, ...]) -> AssessmentLine | None:
    """The assessment to speak of: one that still runs, else the first that may be sat, else the first with a result."""
    for wanted in (
        lambda line: bool(line.open_stream),
        lambda line: line.available,
        lambda line: line.last_right is not None,
    ):
        for line in lines:
            if wanted(line):
                return line
    return None
