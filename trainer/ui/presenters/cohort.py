"""Owns the trainer's list between page and desks: people, groups, PINs, more time; knows no widget and no words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from trainer.core.assignments import Cohort as Group
from trainer.core.message import Refused
from trainer.core.views import PersonScore
from trainer.faults import Fault
from trainer.ui.protocols import TeachingDesk
from trainer.ui.room_protocols import RoomDesk
from trainer.ui.trainer_protocols import GroupingDesk
from trainer.ui.work import Work

T = TypeVar("T")


class Cohort(msgspec.Struct, frozen=True):
    """The people with what their page needs to name them: modules as (id, short title), role titles by id, groups."""

    people: tuple[PersonScore, ...]
    modules: tuple[tuple[str, str], ...]
    roles: dict[str, str]
    groups: tuple[Group, ...]


class CohortPresenter(QObject):
    """The trainer's list; `trainer` is the id of who is signed in. People are read beside the window.

    Signals: `cohort_shown(Cohort)`, `not_shown(Message)`; `done(str, dict)`, what was done and the values of its sentence;
    `not_done(str, Message)`, what was not done and why; `group_made(Group)`.
    """

    cohort_shown = Signal(object)
    not_shown = Signal(object)
    done = Signal(str, object)
    not_done = Signal(str, object)
    group_made = Signal(object)

    def __init__(
        self,
        desk: TeachingDesk,
        grouping: GroupingDesk,
        room: RoomDesk,
        trainer: str,
        language: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._grouping = grouping
        self._room = room
        self._trainer = trainer
        self._language = language
        self._work = Work(self)
        self._stale = False

    def show(self) -> None:
        """Ask for everybody."""
        if self._work.busy:
            self._stale = True
            return
        self._work.start(self._read, self._on_read, self._on_not_read)

    def _read(self) -> Cohort:
        people = self._desk.people()
        roles = {role: self._desk.role_title(role, self._language) for role in {one.work_role for one in people}}
        return Cohort(people, self._desk.modules(self._language), roles, self._grouping.groups())

    def _on_read(self, cohort: Cohort) -> None:
        self.cohort_shown.emit(cohort)
        self._again()

    def _on_not_read(self, error: Exception) -> None:
        if not isinstance(error, Fault | Refused):
            raise error
        self.not_shown.emit(error.message)
        self._again()

    def _again(self) -> None:
        if self._stale:
            self._stale = False
            self.show()

    # What is done to people

    def reset_secrets(self, people: Sequence[PersonScore]) -> None:
        """Take forgotten PINs away."""

        def act() -> dict[str, str | int]:
            for one in people:
                self._desk.reset_secret(one.id, self._trainer)
            return {"n": len(people), "name": people[0].name}

        self._do("reset", act)

    def give_extra(self, people: Sequence[PersonScore], percent: int) -> None:
        """Give people more time in assessments that they begin from now on."""

        def act() -> dict[str, str | int]:
            for one in people:
                self._room.set_extra(one.id, percent, self._trainer)
            return {"n": len(people), "percent": percent}

        self._do("extra", act)

    def put_in(self, group: Group, people: Sequence[str]) -> None:
        """Put people into a group."""

        def act() -> dict[str, str | int]:
            return {"n": self._grouping.put_in(group.id, tuple(people), self._trainer), "group": group.name}

        self._do("put_in", act)

    def take_out(self, group: Group, people: Sequence[str]) -> None:
        """Take people out of a group."""

        def act() -> dict[str, str | int]:
            return {"n": self._grouping.take_out(group.id, tuple(people), self._trainer), "group": group.name}

        self._do("take_out", act)

    # What is done to groups

    def make_group(self, name: str, people: Sequence[str]) -> None:
        """Make a group, with people in it or without."""
        made = self._do("made", lambda: self._grouping.make(name, tuple(people), self._trainer), tell=False)
        if made is not None:
            self.group_made.emit(made)
            self.done.emit("made", {"group": made.name, "n": made.members})

    def rename_group(self, group: Group, name: str) -> None:
        """Give a group another name."""
        self._do("renamed", lambda: {"group": self._grouping.rename(group.id, name, self._trainer).name})

    def close_group(self, group: Group) -> None:
        """Close a group."""

        def act() -> dict[str, str | int]:
            self._grouping.close(group.id, self._trainer)
            return {"group": group.name}

        self._do("closed", act)

    def _do(self, what: str, act: Callable[[], T], tell: bool = True) -> T | None:
        try:
            found = act()
        except (Fault, Refused) as problem:
            self.not_done.emit(what, problem.message)
            return None
        if tell:
            self.done.emit(what, found)
        self.show()
        return found
