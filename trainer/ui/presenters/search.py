"""Owns a search between page and desk: asked a moment after the last letter, beside the window; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.core.finds import Finds, SearchGivenUp
from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.ui.protocols import SearchingDesk
from trainer.ui.work import Work

SETTLED_MS = 150
"""Who has not typed for so long wants an answer."""


class _Turn:
    """Which search is waited for; read by the thread that searches."""

    def __init__(self) -> None:
        self.number = 0

    def end(self) -> None:
        """Wait for none of those begun."""
        self.number += 1


class SearchPresenter(QObject):
    """One search at a time; when something else is typed it is given up, and that is looked for next.

    Signals: `cleared()` where there is nothing to look for, `begun()`, `found(Finds)`, `not_found(Message)`.
    """

    cleared = Signal()
    begun = Signal()
    found = Signal(object)
    not_found = Signal(object)

    def __init__(self, desk: SearchingDesk, person: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person = person
        self._language = language
        self._work = Work(self)
        self._turn = _Turn()
        # The next page's search must not wait for this one's.
        self.destroyed.connect(self._turn.end)
        self._wanted = ""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._ask)

    @property
    def wanted(self) -> str:
        """What is looked for."""
        return self._wanted

    def want(self, text: str, *, at_once: bool = False) -> None:
        """Look for something else."""
        self._wanted = text.strip()
        if not self._wanted:
            self._settled.stop()
            self._turn.end()
            self.cleared.emit()
        elif at_once:
            self._settled.stop()
            self._ask()
        else:
            self._settled.start()

    def _ask(self) -> None:
        if self._work.busy:
            self._turn.end()
            return
        if not self._wanted:
            return
        desk, person, text, language = self._desk, self._person, self._wanted, self._language
        turn, mine = self._turn, self._turn.number
        self.begun.emit()
        self._work.start(
            lambda: desk.search(person, text, language, lambda: turn.number != mine),
            self._on_found,
            self._on_not_found,
        )

    def _on_found(self, finds: Finds) -> None:
        if finds.text != self._wanted:
            self._ask()
            return
        self.found.emit(finds)

    def _on_not_found(self, error: Exception) -> None:
        if isinstance(error, SearchGivenUp):
            self._ask()
            return
        if not isinstance(error, Refused | Fault):
            raise error
        self.not_found.emit(error.message)
