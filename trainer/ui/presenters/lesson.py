"""Owns a lesson being read between page and desk: which block the person is at, and that it is kept; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.core.message import Refused
from trainer.core.views import LessonView
from trainer.faults import Fault
from trainer.ui.protocols import LearningDesk

SETTLED_MS = 700
"""A person who stays this long at a block is reading it."""
AGAIN_MS = 5_000


class LessonPresenter(QObject):
    """One lesson. The place is kept shortly after the person moved, and at once when they leave or are done.

    Signals: `lesson_shown(LessonView)`, `not_shown(Message)`, `kept()`, `not_kept(Message)` (tried again every 5 s),
    `finished()`.
    """

    lesson_shown = Signal(object)
    not_shown = Signal(object)
    kept = Signal()
    not_kept = Signal(object)
    finished = Signal()

    def __init__(self, desk: LearningDesk, person: str, lesson: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person = person
        self._lesson = lesson
        self._language = language
        self._view: LessonView | None = None
        self._place = 0
        self._done = False
        self._unkept = False
        self._warned = False
        self._settled = _single_shot(self, SETTLED_MS)
        self._settled.timeout.connect(self.keep)
        self._again = _single_shot(self, AGAIN_MS)
        self._again.timeout.connect(self.keep)

    @property
    def place(self) -> int:
        """The block the person is at, from 0."""
        return self._place

    @property
    def done(self) -> bool:
        """Whether the lesson was read to its end, now or before."""
        return self._done

    def begin(self) -> None:
        """Ask the desk for the lesson and show it where it was left. Opening it is a place of its own."""
        try:
            view = self._desk.lesson(self._person, self._lesson, self._language)
        except (Refused, Fault) as problem:
            self.not_shown.emit(problem.message)
            return
        self._view, self._place, self._done = view, view.place, view.done
        self.lesson_shown.emit(view)
        if not view.done:
            self._unkept = True
            self._settled.start()

    def reach(self, place: int) -> None:
        """Note that the person is at a block."""
        if self._view is not None and place != self._place:
            self._place = place
            self._unkept = True
            self._settled.start()

    def keep(self) -> bool:
        """Keep the place now. Return False, and try again in a while, where it could not be written."""
        self._settled.stop()
        if self._view is None or not self._unkept:
            return True
        try:
            self._desk.keep_place(self._person, self._lesson, self._place, self._done, self._language)
        except (Refused, Fault) as problem:
            self._again.start()
            self.not_kept.emit(problem.message)
            return False
        self._again.stop()
        self._unkept = False
        self.kept.emit()
        return True

    def leave(self) -> bool:
        """Keep the place. Return False where it could not be written; asked again, the person may go."""
        warned, self._warned = self._warned, True
        return self.keep() or warned

    def rest(self) -> None:
        """The page is gone from the screen: nothing is tried any more behind it."""
        self._settled.stop()
        self._again.stop()

    def finish(self) -> None:
        """Note that the lesson was read to its end; say so once it is kept."""
        if self._view is None:
            return
        before = self._place, self._done
        self._place, self._done, self._unkept = len(self._view.blocks) - 1, True, True
        if self.keep():
            self.finished.emit()
        else:
            # Not committed, so not done: the person's place is still what is to be kept.
            self._place, self._done = before


def _single_shot(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
