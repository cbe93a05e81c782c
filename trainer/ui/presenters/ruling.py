"""Owns what a trainer decides of one question, between page and desk, beside the window; knows no widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Message, Refused
from trainer.core.ruling_views import Regrade, RuledQuestion, RulingWish
from trainer.faults import Fault
from trainer.ui.ruling_protocols import RulingsDesk
from trainer.ui.work import Work


class RulingPresenter(QObject):
    """Signals: `begun()`, `previewed(Regrade)`, `done(Regrade, Message)`, `refused(Message)`."""

    begun = Signal()
    previewed = Signal(object)
    done = Signal(object, object)
    refused = Signal(object)

    def __init__(self, desk: RulingsDesk, person: str, item: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person = person
        self._item = item
        self._language = language
        self._work = Work(self)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._work.busy

    def question(self) -> RuledQuestion:
        """The question as it stands. Raises Refused, Fault."""
        return self._desk.question(self._item, self._language)

    def preview(self, wish: RulingWish) -> None:
        """See what a ruling would change."""
        desk, language = self._desk, self._language
        self._start(lambda: desk.preview(wish, language), self.previewed.emit)

    def preview_without(self, ruling: str) -> None:
        """See what withdrawing would change."""
        desk, language = self._desk, self._language
        self._start(lambda: desk.preview_without(ruling, language), self.previewed.emit)

    def rule(self, wish: RulingWish, reason: str) -> None:
        """Put a ruling into force."""
        desk, person, language = self._desk, self._person, self._language
        done = Message("ruling.done")
        self._start(lambda: desk.rule(wish, reason, person, language), lambda changes: self.done.emit(changes, done))

    def withdraw(self, ruling: str) -> None:
        """Take a ruling back."""
        desk, person, language = self._desk, self._person, self._language
        done = Message("ruling.done_withdrawn")
        self._start(lambda: desk.withdraw(ruling, person, language), lambda changes: self.done.emit(changes, done))

    def _start(self, call: Callable[[], Regrade], done: Callable[[Regrade], None]) -> None:
        if not self._work.busy:
            self.begun.emit()
            self._work.start(call, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused | Fault):
            raise error
        self.refused.emit(error.message)
