"""Owns the way through sources, from fact to fact and document, and what is read beside the window; knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from trainer.core.message import Message, Refused
from trainer.core.sources import Quotes, SourceFile
from trainer.faults import Fault
from trainer.ui.protocols import SourcingDesk
from trainer.ui.work import Work

T = TypeVar("T")


class Stop(msgspec.Struct, frozen=True):
    """Where one is: `kind` is "fact", "document" or "files"; `module` the one a document was asked for from."""

    kind: str
    id: str = ""
    module: str = ""


class SourcePresenter(QObject):
    """Sources for one person.

    Signals: `fact_shown(FactPage)`, `document_shown(DocumentPage, module)`, `files_begun()` before files are read and
    `files_shown(tuple of SourceFile)` after, `quotes_shown(Quotes)`, `looked_at(tuple of SourceFile)` once those
    chosen are kept or not, `not_shown(Message)`, `not_kept(Message)`.
    """

    fact_shown = Signal(object)
    document_shown = Signal(object, str)
    files_begun = Signal()
    files_shown = Signal(object)
    quotes_shown = Signal(object)
    looked_at = Signal(object)
    not_shown = Signal(object)
    not_kept = Signal(object)

    def __init__(self, desk: SourcingDesk, person: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person = person
        self._language = language
        self._way: list[Stop] = []

    @property
    def here(self) -> Stop | None:
        """Where one is now."""
        return self._way[-1] if self._way else None

    @property
    def depth(self) -> int:
        """How many places one can go back."""
        return max(0, len(self._way) - 1)

    def go(self, stop: Stop) -> None:
        """Go on to a place."""
        if stop != self.here:
            self._way.append(stop)
        self._show(stop)

    def back(self) -> bool:
        """Go back to the place before. Return False where there is none."""
        if self.depth == 0:
            return False
        self._way.pop()
        self._show(self._way[-1])
        return True

    def choose(self, paths: Sequence[str]) -> None:
        """Look at files that the person chose, and keep those that are documents."""
        self.files_begun.emit()
        chosen = [Path(path) for path in paths]
        self._beside(lambda: self._desk.look_at(chosen, self._language), self._on_looked)

    def forget(self, document: str) -> None:
        """Forget where the file of a document lies."""
        self._keep(lambda: self._desk.detach(self._person, document))
        self.read_files()

    def read_files(self) -> None:
        """Read how the files stand now."""
        self.files_begun.emit()
        self._beside(lambda: self._desk.files(self._person, self._language), self._on_files)

    def _show(self, stop: Stop) -> None:
        try:
            if stop.kind == "fact":
                page = self._desk.fact(self._person, stop.id, self._language)
                self.fact_shown.emit(page)
                if page.attached:
                    self._beside(lambda: self._desk.quotes(self._person, stop.id), self._on_quotes)
            elif stop.kind == "document":
                self.document_shown.emit(self._desk.document(self._person, stop.id, self._language), stop.module)
            else:
                self.read_files()
        except (Refused, Fault) as problem:
            self.not_shown.emit(problem.message)

    def _keep(self, write: Callable[[], None]) -> bool:
        try:
            write()
        except (Refused, Fault) as problem:
            self.not_kept.emit(problem.message)
            return False
        return True

    def _beside(self, call: Callable[[], T], done: Callable[[T], None]) -> None:
        work = Work(self)

        def _ended(result: T) -> None:
            work.deleteLater()
            done(result)

        def _failed(error: Exception) -> None:
            work.deleteLater()
            if not isinstance(error, Refused | Fault):
                raise error
            self._on_failed(error.message)

        work.start(call, _ended, _failed)

    def _on_failed(self, message: Message) -> None:
        self.not_shown.emit(message)

    def _on_quotes(self, quotes: Quotes) -> None:
        if self.here == Stop("fact", quotes.fact):
            self.quotes_shown.emit(quotes)

    def _on_files(self, files: tuple[SourceFile, ...]) -> None:
        if self.here == Stop("files"):
            self.files_shown.emit(files)

    def _on_looked(self, files: tuple[SourceFile, ...]) -> None:
        if self._keep(lambda: self._desk.attach(self._person, files)):
            self.looked_at.emit(files)
        self.read_files()
