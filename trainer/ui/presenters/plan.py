"""Owns one plan of an assessment being composed: what was typed, what is kept, what it comes to; knows no widget and no words."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from question_bank.model import Pool
from trainer.core.message import Message, Refused
from trainer.core.plan_views import ModuleChoice, OpenedPlan, PlanPreview
from trainer.core.plan_wishes import PlanWish
from trainer.faults import Fault
from trainer.ui.plan_protocols import ComposingDesk
from trainer.ui.work import Work

_TYPING_MS = 150
"""So long nothing is asked of the pool while somebody types on."""


class PlanPresenter(QObject):
    """One plan in the editor.

    Signals: `previewed(PlanPreview)`, `saved()`, `not_saved(Message)`, `retired()`.
    """

    previewed = Signal(object)
    saved = Signal()
    not_saved = Signal(object)
    retired = Signal()

    def __init__(self, desk: ComposingDesk, by: str, opened: OpenedPlan, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = by
        self._language = language
        self.opened = opened
        self.wish = opened.wish
        self._kept = opened.wish
        self._group = ""
        self._work = Work(self)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_TYPING_MS)
        self._waiting.timeout.connect(self._ask)

    @property
    def changed(self) -> bool:
        """Whether something is not kept yet."""
        return self.wish != self._kept

    def take(self, wish: PlanWish) -> None:
        """Note what was typed, and say soon what it comes to."""
        self.wish = wish
        self._waiting.start()

    def modules(self, pool: Pool) -> tuple[ModuleChoice, ...]:
        """What may be asked."""
        return self._desk.modules(pool, self._language)

    def groups(self) -> tuple[tuple[str, str], ...]:
        """The groups as (id, name); none where they cannot be read: what else it comes to is told all the same."""
        try:
            return tuple((one.id, one.name) for one in self._desk.groups())
        except Fault:
            return ()

    def choose_group(self, group: str) -> None:
        """Say from now on what this group has met, everybody for ""."""
        self._group = group
        self.preview()

    @property
    def busy(self) -> bool:
        """Whether what it comes to is being asked, or is about to be."""
        return self._work.busy or self._waiting.isActive()

    def preview(self) -> None:
        """Say at once what it comes to."""
        self._waiting.stop()
        self._ask()

    def save(self) -> None:
        """Keep it."""
        try:
            plan = self._desk.save(self.wish, self._by)
            opened = self._desk.open(plan, self._language)
        except (Refused, Fault) as problem:
            self.not_saved.emit(problem.message)
            return
        # What was typed stays as it was typed; only which plan and revision it is now is new.
        self.opened = opened
        self.wish = replace(self.wish, id=opened.wish.id, revision=opened.wish.revision)
        self._kept = self.wish
        self.saved.emit()

    def retire(self, back: bool = False) -> None:
        """Offer it no more, or again."""
        try:
            (self._desk.bring_back if back else self._desk.retire)(self.opened.wish.id, self._by)
        except (Refused, Fault) as problem:
            self.not_saved.emit(problem.message)
            return
        self._kept = self.wish
        self.retired.emit()

    def _ask(self) -> None:
        if self._work.busy:
            self._waiting.start()
            return
        desk, wish, language, group = self._desk, self.wish, self._language, self._group
        self._work.start(lambda: desk.preview(wish, language, group), self._on_previewed, self._on_failed)

    def _on_previewed(self, preview: PlanPreview) -> None:
        if not self._waiting.isActive():
            self.previewed.emit(preview)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Fault | Refused):
            raise error
        message: Message = error.message
        self.not_saved.emit(message)
