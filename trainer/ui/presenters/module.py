"""Owns a module's page between page and desk, and which lesson or practice comes next in it; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.case_views import CaseLine
from trainer.core.message import Refused
from trainer.core.views import AssessmentLine, LessonLine, ModuleView
from trainer.faults import Fault
from trainer.ui.protocols import AssessingDesk, CaseworkDesk, LearningDesk


class ModulePresenter(QObject):
    """Signals: `module_shown(ModuleView)`, `not_shown(Message)`."""

    module_shown = Signal(object)
    not_shown = Signal(object)

    def __init__(
        self,
        desk: LearningDesk,
        person: str,
        module: str,
        language: str,
        parent: QObject,
        casework: CaseworkDesk | None = None,
        assessing: AssessingDesk | None = None,
    ) -> None:
        super().__init__(parent)
        self._assessing = assessing
        self._casework = casework
        self._desk = desk
        self._person = person
        self._module = module
        self._language = language

    def begin(self) -> None:
        """Ask the desk and show what it says."""
        try:
            view = self._desk.module(self._person, self._module, self._language)
        except (Refused, Fault) as problem:
            self.not_shown.emit(problem.message)
            return
        self.module_shown.emit(view)

    def cases(self) -> tuple[CaseLine, ...]:
        """The module's cases; none where they cannot be read, which their own page says."""
        if self._casework is None:
            return ()
        try:
            return self._casework.lines(self._person, self._module, self._language)
        except (Refused, Fault):
            return ()

    def check(self, view: ModuleView) -> AssessmentLine | None:
        """The module's self-check, where there is one and it was begun or may spare a lesson."""
        if self._assessing is None:
            return None
        try:
            line = self._assessing.module_check(self._person, self._module, self._language)
        except (Refused, Fault):
            return None
        if line is None or line.open_stream or line.last_stream:
            return line
        return line if any(not lesson.done for lesson in view.lessons) else None


def next_lesson(view: ModuleView) -> LessonLine | None:
    """The lesson to read next: the one begun, else the first neither done nor skipped."""
    left = [line for line in view.lessons if not line.done and not line.skipped]
    begun = (line for line in left if line.read)
    new = iter(left)
    return next(begun, None) or next(new, None)
