"""Owns asking for the people and resetting a PIN; knows no widget and no words."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from trainer.core.message import Refused
from trainer.core.views import PersonScore
from trainer.faults import Fault
from trainer.ui.protocols import TeachingDesk


class Cohort(msgspec.Struct, frozen=True):
    """The people with what their page needs to name them: modules as (id, short title), role titles by id."""

    people: tuple[PersonScore, ...]
    modules: tuple[tuple[str, str], ...]
    roles: dict[str, str]


class CohortPresenter(QObject):
    """The trainer's list; `trainer` is the id of who is signed in.

    Signals: `cohort_shown(Cohort)`, `not_shown(Message)`, `secret_reset(str)` with the person's id,
    `not_reset(Message, str)`.
    """

    cohort_shown = Signal(object)
    not_shown = Signal(object)
    secret_reset = Signal(str)
    not_reset = Signal(object, str)

    def __init__(self, desk: TeachingDesk, trainer: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._trainer = trainer
        self._language = language

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
