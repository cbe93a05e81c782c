"""Owns asking who may be here twice, merging, keeping apart and taking back, between page and desk; knows no widget and no words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.core.roster import Duplicate, Merged
from trainer.faults import Fault
from trainer.ui.roster_protocols import RosteringDesk


class DuplicatesPresenter(QObject):
    """Duplicates and merges; `by` is the id of who is signed in.

    Signals: `shown(duplicates, merged)`, `merged(Duplicate)`, `kept_apart(Duplicate)`, `undone(Merged)`, `refused(Message)`.
    """

    shown = Signal(object, object)
    merged = Signal(object)
    kept_apart = Signal(object)
    undone = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: RosteringDesk, by: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = by

    def show(self) -> None:
        """Ask for both lists."""
        try:
            self.shown.emit(self._desk.duplicates(), self._desk.merged())
        except (Refused, Fault) as problem:
            self.refused.emit(problem.message)

    def merge(self, pair: Duplicate) -> None:
        """Make the second of a pair part of the first."""
        self._do(lambda: self._desk.merge(pair.first.id, pair.second.id, self._by), lambda: self.merged.emit(pair))

    def keep_apart(self, pair: Duplicate) -> None:
        """Keep that a pair is two people."""
        self._do(lambda: self._desk.keep_apart(pair.first.id, pair.second.id), lambda: self.kept_apart.emit(pair))

    def undo(self, one: Merged) -> None:
        """Take a merge back."""
        self._do(lambda: self._desk.undo(one.id, self._by), lambda: self.undone.emit(one))

    def _do(self, call: Callable[[], object], done: Callable[[], None]) -> None:
        try:
            call()
        except (Refused, Fault) as problem:
            self.refused.emit(problem.message)
            return
        self.show()
        done()
