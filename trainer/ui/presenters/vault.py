"""Owns what a trainer does about the question bank for assessments, between panel and desk, beside the window; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Message, Refused
from trainer.core.vault_views import Offered, VaultState
from trainer.faults import Fault
from trainer.ui.vault_protocols import VaultingDesk
from trainer.ui.work import Work


class VaultPresenter(QObject):
    """For the trainer `person`.

    Signals: `begun()`, `offered(Offered)` of a file looked at, `done(Message)` with what came of it, `refused(Message)`.
    """

    begun = Signal()
    offered = Signal(object)
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: VaultingDesk, person: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.person = person
        self._path = Path()
        self._replace = False
        self._work = Work(self)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._work.busy

    def state(self) -> VaultState:
        """How it stands."""
        return self._desk.state()

    def look_at(self, path: Path) -> None:
        """See what a file is; it is the one that `install` means."""
        desk, self._path, self._replace = self._desk, path, False
        self._start(lambda: desk.look_at(path), self.offered.emit)

    def replace(self) -> None:
        """Take the trainer's word that what is installed may be replaced."""
        self._replace = True

    def install(self, password: str) -> None:
        """Install the file that was looked at."""
        desk, person, path, replace = self._desk, self.person, self._path, self._replace
        self._start(lambda: desk.install(path, person, password, replace=replace), self._on_installed)

    def open(self, password: str) -> None:
        """Open it for a sitting."""
        desk, person = self._desk, self.person
        self._start(lambda: desk.open(person, password), lambda _: self._tell("vault.done_opened"))

    def close(self) -> None:
        """Close it."""
        try:
            self._desk.close(self.person)
        except Fault as fault:
            self.refused.emit(fault.message)
        else:
            self._tell("vault.done_closed")

    def admit(self, other: str, name: str, password: str) -> None:
        """Let another trainer open it as well."""
        desk, person = self._desk, self.person
        done = Message("vault.done_admitted", {"name": name})
        self._start(lambda: desk.admit(person, other, password), lambda _: self.done.emit(done))

    def choose_password(self, former: str, new: str) -> None:
        """Give oneself a longer password to sign in with."""
        desk, person = self._desk, self.person
        self._start(lambda: desk.choose_password(person, former, new), lambda _: self._tell("vault.done_chosen"))

    def _on_installed(self, offered: Offered) -> None:
        self.done.emit(Message("vault.done_installed", {"name": offered.name, "version": offered.version}))

    def _tell(self, code: str) -> None:
        self.done.emit(Message(code))

    def _start(self, call: Callable[[], object], done: Callable[..., None]) -> None:
        if not self._work.busy:
            self.begun.emit()
            self._work.start(call, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Refused | Fault):
            raise error
        self.refused.emit(error.message)
