"""Owns what is chosen for an export and the preview of it, read beside the window; knows no widget and writes no file."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from trainer.core import days
from trainer.core.export_views import Preview
from trainer.core.message import Refused
from trainer.core.requests import ExportPlan
from trainer.core.scope import Scope
from trainer.faults import Fault
from trainer.ui.export_protocols import ExportingDesk
from trainer.ui.work import Work


class ExportChoicesPresenter(QObject):
    """The preview of one plan after the other; what was asked for last is what is shown.

    Signals: `reading()`, `previewed(Preview)`, `not_previewed(Message)`.
    """

    reading = Signal()
    previewed = Signal(object)
    not_previewed = Signal(object)

    def __init__(self, desk: ExportingDesk, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self._work = Work(self)
        self._wished: ExportPlan | None = None

    def look(self, plan: ExportPlan) -> None:
        """Read the columns and the first rows of a plan, all of its columns."""
        self._wished = replace(plan, columns=())
        if not self._work.busy:
            self._start()

    def _start(self) -> None:
        plan, desk, language = self._wished, self._desk, self._language
        if plan is None:
            return
        self.reading.emit()
        call: Callable[[], Preview] = lambda: desk.preview(plan, language)  # noqa: E731 - typed
        self._work.start(call, lambda preview: self._on_read(plan, preview), lambda error: self._on_failed(plan, error))

    def _on_read(self, plan: ExportPlan, preview: Preview) -> None:
        if plan != self._wished:
            self._start()
            return
        self.previewed.emit(preview)

    def _on_failed(self, plan: ExportPlan, error: Exception) -> None:
        if plan != self._wished:
            self._start()
        elif isinstance(error, Fault | Refused):
            self.not_previewed.emit(error.message)
        else:
            raise error


def scope(group: str, since: str, until: str) -> Scope:
    """Of whom and of which days, as typed. Raises Refused("choices.day", "choices.turned") with the text that is no day."""
    found = []
    for text in (since, until):
        try:
            day = days.typed(text)
        except Refused as refused:
            raise Refused("choices.day", day=text.strip()[:40]) from refused
        found.append(day.isoformat() if day is not None else "")
    wished = Scope(group, *found)
    wished.bounds()
    return wished
