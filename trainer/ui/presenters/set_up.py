"""Owns the first start between page and desk: what was chosen so far, and creating it; knows no widget and no folder's rules."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.core.requests import SetUp
from trainer.faults import Fault
from trainer.ui.protocols import SetUpDesk
from trainer.ui.work import Work


class SetUpPresenter(QObject):
    """Three steps at most: for whom, where (a unit, or an account on a network), who.

    Signals: `busy_shown(bool)`, `refused(Message)`, `set_up_done(Admitted)`.
    """

    busy_shown = Signal(bool)
    refused = Signal(object)
    set_up_done = Signal(object)

    def __init__(self, desk: SetUpDesk, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._work = Work(self)
        self.roles = desk.roles(language)
        self.own_folder, self.shared_folder = desk.places()
        self.on_network = desk.account_on_network()
        self.unit = False
        self.shared = False
        self._chosen = False

    @property
    def given(self) -> bool:
        """Whether whoever started the program said where records lie."""
        return not self.shared_folder

    @property
    def folder(self) -> str:
        """Where records will lie, as chosen so far."""
        return self.shared_folder if self.shared and self.shared_folder else self.own_folder

    @property
    def asks_where(self) -> bool:
        """Whether there is a second step: a unit chooses, nobody's records go to a network unasked, a given folder is given."""
        return not self.given and (self.unit or self.on_network)

    def choose_unit(self, unit: bool) -> None:
        """Note for whom this is; a network folder makes the local one the proposal."""
        if self._chosen and unit is self.unit:
            return
        self._chosen = True
        self.unit = unit
        self.shared = not self.given and (unit or self.on_network)

    def choose_shared(self, shared: bool) -> None:
        """Note where records are to lie."""
        self.shared = shared and not self.given

    def set_up(self, name: str, work_role: str, text: str) -> None:
        """Create the records and the first profile; the PIN, if any, is hashed beside the window first."""
        if self._work.busy:
            return
        self.busy_shown.emit(True)
        if not text:
            self._create(name, work_role, "")
            return
        desk = self._desk
        self._work.start(
            lambda: desk.hash_secret(text), lambda secret: self._create(name, work_role, secret), self._on_failed
        )

    def _create(self, name: str, work_role: str, secret: str) -> None:
        try:
            admitted = self._desk.set_up(SetUp(self.unit, self.shared, name, work_role, secret))
        except (Refused, Fault) as problem:
            self.busy_shown.emit(False)
            self.refused.emit(problem.message)
            return
        self.busy_shown.emit(False)
        self.set_up_done.emit(admitted)

    def _on_failed(self, error: Exception) -> None:
        self.busy_shown.emit(False)
        if not isinstance(error, Refused | Fault):
            raise error
        self.refused.emit(error.message)
