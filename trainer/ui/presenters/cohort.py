"""Owns asking for the people, resetting a PIN and writing an export beside the window; knows no widget and no words."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.core.requests import Exported, ExportPlan
from trainer.core.views import PersonScore
from trainer.faults import Fault
from trainer.ui.protocols import TeachingDesk
from trainer.ui.work import Work


class Cohort(msgspec.Struct, frozen=True):
    """The people with what their page needs to name them: modules as (id, short title), role titles by id."""

    people: tuple[PersonScore, ...]
    modules: tuple[tuple[str, str], ...]
    roles: dict[str, str]


class CohortPresenter(QObject):
    """The trainer's list; `trainer` is the id of who is signed in.

    Signals: `cohort_shown(Cohort)`, `not_shown(Message)`, `secret_reset(str)` with the person's id,
    `not_reset(Message, str)`, `export_begun()`, `exported(Exported)`, `not_exported(Message)`.
    """

    cohort_shown = Signal(object)
    not_shown = Signal(object)
    secret_reset = Signal(str)
    not_reset = Signal(object, str)
    export_begun = Signal()
    exported = Signal(object)
    not_exported = Signal(object)

    def __init__(self, desk: TeachingDesk, trainer: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trainer = trainer
        self._language = language
        self._work = Work(self)
        self._last: tuple[ExportPlan, Path] | None = None

    @property
    def last_plan(self) -> ExportPlan | None:
        """What the last export was to be, None before the first."""
        return self._last[0] if self._last is not None else None

    @property
    def exporting(self) -> bool:
        """Whether an export is under way."""
        return self._work.busy

    def show(self) -> None:
        """Ask for everybody."""
        try:
            people = self._desk.people()
            modules = self._desk.modules(self._language)
            roles = {role: self._desk.role_title(role, self._language) for role in {one.work_role for one in people}}
        except (Fault, Refused) as problem:
            self.not_shown.emit(problem.message)
            return
        self.cohort_shown.emit(Cohort(people, modules, roles))

    def reset_secret(self, person: str) -> None:
        """Take a forgotten PIN away."""
        try:
            self._desk.reset_secret(person, self._trainer)
        except (Fault, Refused) as problem:
            self.not_reset.emit(problem.message, person)
            return
        self.secret_reset.emit(person)

    def export(self, plan: ExportPlan, target: Path) -> None:
        """Write the file beside the window; nothing happens while another is being written."""
        if self._work.busy:
            return
        self._last = (plan, target)
        self.export_begun.emit()
        desk, language = self._desk, self._language
        self._work.start(lambda: desk.export(plan, target, language), self._on_exported, self._on_not_exported)

    def export_again(self) -> None:
        """Try the last export once more."""
        if self._last is not None:
            self.export(*self._last)

    def _on_exported(self, exported: Exported) -> None:
        self.exported.emit(exported)

    def _on_not_exported(self, error: Exception) -> None:
        if not isinstance(error, Fault | Refused):
            raise error
        self.not_exported.emit(error.message)
