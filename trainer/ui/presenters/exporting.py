"""Owns writing a file to take along beside the window: begun, how far, written, given up, tried again; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import Exported, ExportPlan, ReportFormat, ReportWish
from trainer.core.watching import Stopped, Watch
from trainer.faults import Fault
from trainer.ui.export_protocols import ExportingDesk
from trainer.ui.work import Work

_TOLD_EVERY_MS = 100


Wish = ExportPlan | ReportWish


class Errand(msgspec.Struct, frozen=True):
    """One file to be written: what it is, and where it goes."""

    wish: Wish
    target: Path


class ExportingPresenter(QObject):
    """Files to take along; `trainer` is the id of who is signed in.

    Signals: `begun()`, `progressed(int, int)` with rows done and in all (0 while unknown), `exported(Exported)`,
    `not_exported(Message)`, `given_up()`.
    """

    begun = Signal()
    progressed = Signal(int, int)
    exported = Signal(object)
    not_exported = Signal(object)
    given_up = Signal()

    def __init__(self, desk: ExportingDesk, trainer: str, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trainer = trainer
        self._words = catalogue
        self._work = Work(self)
        self._watch = Watch()
        self._tick = QTimer(self)
        self._tick.setInterval(_TOLD_EVERY_MS)
        self._tick.timeout.connect(self._on_tick)
        self.last: Errand | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._work.busy

    def export(self, errand: Errand) -> None:
        """Write a file beside the window; nothing happens while another is being written."""
        if self._work.busy:
            return
        self.last = errand
        self._watch = watch = Watch()
        self.begun.emit()
        self._tick.start()
        self._work.start(self._call(errand, watch), self._on_exported, self._on_failed)

    def again(self) -> None:
        """Try the last one once more."""
        if self.last is not None:
            self.export(self.last)

    def stop(self) -> None:
        """Give the file up that is being written."""
        self._watch.stop()

    def _call(self, errand: Errand, watch: Watch) -> Callable[[], Exported]:
        desk, words, by, wish, target = self._desk, self._words, self._trainer, errand.wish, errand.target
        if isinstance(wish, ExportPlan):
            return lambda: desk.export(wish, target, words.language, by=by, watch=watch)
        reporting = desk.reports

        def report() -> Exported:
            from trainer.printing.report import report_pdf

            figures = reporting.report(wish, words.language)
            watch.check()
            data = report_pdf(figures, words) if wish.format is ReportFormat.PDF else reporting.encoded(figures)
            watch.check()
            return reporting.write(wish, figures, data, target, by)

        return report

    def _on_tick(self) -> None:
        self.progressed.emit(self._watch.done, self._watch.total)

    def _on_exported(self, exported: Exported) -> None:
        self._tick.stop()
        self.exported.emit(exported)

    def _on_failed(self, error: Exception) -> None:
        self._tick.stop()
        if isinstance(error, Stopped):
            self.given_up.emit()
        elif isinstance(error, Fault | Refused):
            self.not_exported.emit(error.message)
        else:
            raise error
