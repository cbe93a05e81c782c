"""Owns the trainer's list as a table: people handed in, found, filtered, sorted and chosen; knows no desk and no colour.

Words are made for the cells that are asked for alone, so that ten thousand people are shown as soon as ten.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from trainer.catalogue import Catalogue
from trainer.core.order import danish
from trainer.core.standing import Status
from trainer.core.views import PersonScore
from trainer.ui.models.cohort_words import CohortRow, CohortWords, Column, Kind, recent_share, share_of
from trainer.ui.painting import shown

__all__ = ["PERSON_ROLE", "CohortModel", "CohortRow"]

Index = QModelIndex | QPersistentModelIndex

PERSON_ROLE = Qt.ItemDataRole.UserRole
"""The whole PersonScore."""
_ORDER = (Status.NEEDS_SUPPORT, Status.NOT_STARTED, Status.ON_TRACK, Status.PASSED)
"""Who needs something comes first where people are sorted by how they stand."""


class CohortModel(QAbstractTableModel):
    """People as rows: CohortModel(catalogue, [(module id, short title)], parent), then `show_people(people, roles, now)`.

    Signals: `rearranged()` after other people or another order are shown, `chosen_changed()`.
    """

    rearranged = Signal()
    chosen_changed = Signal()

    def __init__(self, catalogue: Catalogue, modules: Sequence[tuple[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._people: tuple[PersonScore, ...] = ()
        self._ranks: dict[str, int] = {}
        self._folded: list[str] = []
        self._shown: list[PersonScore] = []
        self._needle = ""
        self._group = ""
        self._status: Status | None = None
        self._sorting = (0, Qt.SortOrder.AscendingOrder)
        self.chosen: set[str] = set()
        say = catalogue.say
        self.words = CohortWords(catalogue, datetime.now().astimezone(), {})
        self.columns = (
            Column(Kind.NAME, say("cohort.column.name")),
            Column(Kind.STATUS, say("cohort.column.status")),
            Column(Kind.PRACTICE, say("cohort.column.practice")),
            *(Column(Kind.MODULE, shown(title), module) for module, title in modules),
            Column(Kind.ASSESSMENT, say("cohort.column.assessment")),
            Column(Kind.SEEN, say("cohort.column.seen")),
        )

    # What is shown

    def show_people(self, people: Sequence[PersonScore], roles: dict[str, str], now: datetime) -> None:
        """Show these people instead; whoever is gone is chosen no more."""
        self._people = tuple(people)
        self.words = words = CohortWords(self._catalogue, now, roles)
        ordered = sorted(people, key=lambda one: danish(one.name))
        self._ranks = {one.id: rank for rank, one in enumerate(ordered)}
        self._folded = [
            _folded(" ".join((shown(one.name), one.code, one.number, words.about(one)))) for one in self._people
        ]
        words.group = self._group
        self.chosen &= set(self._ranks)
        self._arrange()
        self.chosen_changed.emit()

    def find(self, text: str) -> None:
        """Show only people whose name, code, number, group or role has `text` in it."""
        self._needle = _folded(text.strip())
        self._arrange()

    def show_group(self, group: str) -> None:
        """Show only people of a group, everybody for ""."""
        self._group = self.words.group = group
        self._arrange()

    def show_status(self, status: Status | None) -> None:
        """Show only people who stand so, all for None."""
        self._status = status
        self._arrange()

    def counts(self) -> dict[Status, int]:
        """How many of the group stand how."""
        found = dict.fromkeys(Status, 0)
        for one in self._people:
            if one.standing is not None and (not self._group or self._group in one.cohorts):
                found[one.standing.status] += 1
        return found

    def total(self) -> int:
        """How many people the group has."""
        return sum(not self._group or self._group in one.cohorts for one in self._people)

    def row(self, place: int) -> PersonScore:
        """Who is at a place as shown."""
        return self._shown[place]

    def person(self, person: str) -> PersonScore | None:
        """Somebody by id, shown at this moment or not."""
        return next((one for one in self._people if one.id == person), None)

    def place_of(self, person: str) -> int:
        """The place of a person as shown, -1 for none."""
        return next((place for place, one in enumerate(self._shown) if one.id == person), -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; people who are equal in it by name."""
        self._sorting = (column, order)
        self._arrange()

    def _arrange(self) -> None:
        place, order = self._sorting
        column, ranks = self.columns[place], self._ranks
        needle, group, status = self._needle, self._group, self._status
        found = [
            one
            for one, folded in zip(self._people, self._folded, strict=True)
            if (not needle or needle in folded)
            and (not group or group in one.cohorts)
            and (status is None or (one.standing is not None and one.standing.status is status))
        ]
        found.sort(key=lambda one: ranks[one.id])
        if column.kind is not Kind.NAME:
            # Names stay in order among equals, whichever way figures go.
            found.sort(key=lambda one: _key(one, column), reverse=order is Qt.SortOrder.DescendingOrder)
        elif order is Qt.SortOrder.DescendingOrder:
            found.reverse()
        self.beginResetModel()
        self._shown = found
        self.endResetModel()
        self.rearranged.emit()

    # Who is chosen

    def choose(self, places: Iterable[int], chosen: bool = True) -> None:
        """Choose the people at these places, or leave them out."""
        people = {self._shown[place].id for place in places}
        self.chosen = self.chosen | people if chosen else self.chosen - people
        if self._shown:
            last = self.index(len(self._shown) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.chosen_changed.emit()

    def toggle(self, place: int) -> None:
        """Choose the person at a place, or leave them out."""
        self.choose([place], self._shown[place].id not in self.chosen)

    def clear_chosen(self) -> None:
        """Choose nobody."""
        self.chosen = set()
        self.choose([])

    def chosen_people(self) -> tuple[PersonScore, ...]:
        """Who is chosen, in the order of names, seen at this moment or not."""
        found = [one for one in self._people if one.id in self.chosen]
        return tuple(sorted(found, key=lambda one: self._ranks[one.id]))

    # As Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        person, column = self._shown[index.row()], self.columns[index.column()]
        if role == PERSON_ROLE:
            return person
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words.cell(person, column)
        if role == Qt.ItemDataRole.CheckStateRole and column.kind is Kind.NAME:
            return Qt.CheckState.Checked if person.id in self.chosen else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.words.said(person, column)
        return None


def _key(person: PersonScore, column: Column) -> float:
    if column.kind is Kind.STATUS:
        return float(_ORDER.index(person.standing.status)) if person.standing is not None else -1.0
    if column.kind is Kind.SEEN:
        return float(person.last_seen_ms)
    if column.kind is Kind.PRACTICE:
        share = recent_share(person)
        return -1.0 if share is None else share
    if column.kind is Kind.MODULE:
        found = share_of(person, column.module)
        return -1.0 if found is None else found.share
    return (person.last_right or 0) / person.last_total if person.last_total else -1.0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
