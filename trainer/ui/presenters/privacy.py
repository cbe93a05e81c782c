"""Owns asking the desks of stored records beside the window and telling pages what came of it; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.privacy import Correction, LogWish, Overdue, Periods
from trainer.faults import Fault
from trainer.ui.privacy_protocols import ErasingDesk, PrivacyDesk, RetainingDesk
from trainer.ui.work import Work

T = TypeVar("T")


class _Presenter(QObject):
    """One slow call at a time. Signals: `begun()`, `failed(str what, Message)`."""

    begun = Signal()
    failed = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work = Work(self)

    def _ask(self, what: str, call: Callable[[], T], done: Callable[[T], None]) -> None:
        def fail(error: Exception) -> None:
            if not isinstance(error, Refused | Fault):
                raise error
            self.failed.emit(what, error.message)

        if not self._work.busy:
            self.begun.emit()
            self._work.start(call, done, fail)


class StoredPresenter(_Presenter):
    """What is stored about one person. `by` is who looks.

    Signals: `shown(Stored)`, `saved(str)`, `corrected(Stored)`, `looked(Erasure)`, `erased(Erased)`.
    """

    shown = Signal(object)
    saved = Signal(str)
    corrected = Signal(object)
    looked = Signal(object)
    erased = Signal(object)

    def __init__(
        self, desk: PrivacyDesk, erasing: ErasingDesk | None, person: str, by: str, language: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._desk = desk
        self._erasing = erasing
        self._person = person
        self._by = by

    def show(self) -> None:
        """Look it up."""
        desk, person = self._desk, self._person
        self._ask("shown", lambda: desk.stored(person), self.shown.emit)

    def save(self, target: Path) -> None:
        """Write it to a file."""
        desk, person, by, language = self._desk, self._person, self._by, self._language
        self._ask("saved", lambda: desk.save(person, by, target, language), self.saved.emit)

    def correct(self, correction: Correction) -> None:
        """Put something right."""
        desk, person, by = self._desk, self._person, self._by
        self._ask("corrected", lambda: desk.correct(person, by, correction), self.corrected.emit)

    def look(self) -> None:
        """Look what erasing would take away."""
        desk, person = self._erasing, self._person
        if desk is not None:
            self._ask("erased", lambda: desk.look(person), self.looked.emit)

    def erase(self) -> None:
        """Erase the person."""
        desk, person, by = self._erasing, self._person, self._by
        if desk is not None:
            self._ask("erased", lambda: desk.erase([person], by), self.erased.emit)


class RecordsPresenter(_Presenter):
    """All records. Signals: `found(tuple people, tuple copies, bool unfinished)`, `finished(Erased)`."""

    found = Signal(object, object, bool)
    finished = Signal(object)

    def __init__(self, desk: PrivacyDesk, erasing: ErasingDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._erasing = erasing

    def show(self) -> None:
        """Look up who and what there is."""
        desk, erasing = self._desk, self._erasing
        self._ask(
            "found",
            lambda: (desk.people(), erasing.copies(), erasing.unfinished()),
            lambda all_: self.found.emit(*all_),
        )

    def finish(self) -> None:
        """Go on with what an erasure left."""
        self._ask("finished", self._erasing.finish, self.finished.emit)


class RetentionPresenter(_Presenter):
    """Periods. Signals: `kept()`, `looked(Overdue)`, `carried_out(Retained)`."""

    kept = Signal()
    looked = Signal(object)
    carried_out = Signal(object)

    def __init__(self, desk: RetainingDesk, by: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = by

    def keep(self, wished: Periods) -> None:
        """Keep other periods."""
        desk, by = self._desk, self._by
        self._ask("kept", lambda: desk.keep(wished, by), lambda _none: self.kept.emit())

    def look(self) -> None:
        """Look what is over them."""
        self._ask("looked", self._desk.look, self.looked.emit)

    def carry_out(self, seen: Overdue) -> None:
        """Take away what was looked at."""
        desk, by = self._desk, self._by
        self._ask("carried_out", lambda: desk.carry_out(seen, by), self.carried_out.emit)


class LogPresenter(_Presenter):
    """The log. Signals: `shown(tuple lines)`, `saved(int, str)`."""

    shown = Signal(object)
    saved = Signal(int, str)

    def __init__(self, desk: PrivacyDesk, by: str, words: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = by
        self._words = words

    def show(self, wish: LogWish) -> None:
        """Look lines up."""
        desk, language = self._desk, self._words.language
        self._ask("shown", lambda: desk.log(wish, language), self.shown.emit)

    def save(self, wish: LogWish, target: Path) -> None:
        """Write lines to a file."""
        desk, by, words = self._desk, self._by, self._words
        self._ask(
            "saved",
            lambda: desk.save_log(by, wish, words.say, target, words.language),
            lambda rows: self.saved.emit(rows, str(target)),
        )
