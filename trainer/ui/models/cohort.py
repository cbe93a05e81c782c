"""Owns the trainer's list as a table: rows handed in, words and sort keys given out; knows no desk and no colour."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import StrEnum

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from trainer.catalogue import Catalogue
from trainer.core.views import ModuleShare, PersonScore
from trainer.ui.painting import shown

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The whole CohortRow."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
"""A text or a number to sort by."""


class Kind(StrEnum):
    """What a column shows."""

    NAME = "name"
    ASSESSMENT = "assessment"
    PRACTICE = "practice"
    MODULE = "module"
    SEEN = "seen"


class Column(msgspec.Struct, frozen=True):
    """One column; `module` is the id of the module it is about."""

    kind: Kind
    title: str
    module: str = ""

    @property
    def id(self) -> str:
        """What a choice of columns calls it."""
        return f"{self.kind.value}:{self.module}" if self.module else self.kind.value


class CohortRow(msgspec.Struct, frozen=True):
    """A person with the words that only the page can know: role in this language, days by this clock."""

    person: PersonScore
    role: str
    seen: str
    handed_in: str

    def share(self, module: str) -> ModuleShare | None:
        """The person's progress in a module, None where there is none yet."""
        return next((share for share in self.person.modules if share.module == module), None)


class CohortModel(QAbstractTableModel):
    """People as rows: CohortModel(catalogue, [(module id, short title)], parent), then `show_people(rows)`."""

    def __init__(self, catalogue: Catalogue, modules: Sequence[tuple[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._rows: tuple[CohortRow, ...] = ()
        say = catalogue.say
        self.columns = (
            Column(Kind.NAME, say("cohort.column.name")),
            Column(Kind.ASSESSMENT, say("cohort.column.assessment")),
            Column(Kind.PRACTICE, say("cohort.column.practice")),
            *(Column(Kind.MODULE, shown(title), module) for module, title in modules),
            Column(Kind.SEEN, say("cohort.column.seen")),
        )

    def show_people(self, rows: Sequence[CohortRow]) -> None:
        """Show these people instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> CohortRow:
        """The row at a place of this model (not of a sorted view)."""
        return self._rows[place]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role == SORT_ROLE:
            return self._key(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row, column)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._said(row, column)
        return None

    def words(self, row: CohortRow, column: Column) -> str:
        """What a cell says."""
        say, person = self._catalogue.say, row.person
        if column.kind is Kind.NAME:
            return shown(person.name)
        if column.kind is Kind.SEEN:
            return row.seen
        if column.kind is Kind.PRACTICE:
            if not person.answers:
                return say("cohort.practice.none")
            return say("cohort.fraction", right=person.right, total=person.answers)
        if column.kind is Kind.MODULE:
            share = row.share(column.module)
            if share is None or not share.begun:
                return say("cohort.none")
            return say("cohort.percent", percent=round(share.share * 100))
        state = self.assessment_state(person)
        if state == "none" or person.last_right is None or person.last_total is None:
            return say("cohort.assessment.none")
        return say(
            "cohort.assessment.said",
            state=say(f"cohort.assessment.{state}"),
            right=person.last_right,
            total=person.last_total,
            when=row.handed_in,
        )

    @staticmethod
    def assessment_state(person: PersonScore) -> str:
        """How the last assessment ended: passed, not_passed, taken (no mark set), none."""
        if person.last_total is None or not person.attempts:
            return "none"
        return {True: "passed", False: "not_passed", None: "taken"}[person.last_passed]

    def _said(self, row: CohortRow, column: Column) -> str:
        words = self.words(row, column)
        if column.kind is Kind.NAME:
            return ", ".join(part for part in (words, shown(row.role)) if part)
        if column.kind is Kind.MODULE:
            share = row.share(column.module)
            if words == self._catalogue.say("cohort.none") or share is None:
                return self._catalogue.say("cohort.module.not_started", module=column.title)
            return self._catalogue.say("cohort.module.said", module=column.title, percent=round(share.share * 100))
        return f"{column.title}, {words}"

    @staticmethod
    def _key(row: CohortRow, column: Column) -> str | float:
        person = row.person
        if column.kind is Kind.NAME:
            return shown(person.name)
        if column.kind is Kind.SEEN:
            return float(person.last_seen_ms)
        if column.kind is Kind.PRACTICE:
            return person.right / person.answers if person.answers else -1.0
        if column.kind is Kind.MODULE:
            share = row.share(column.module)
            return share.share if share is not None else -1.0
        return (person.last_right or 0) / person.last_total if person.last_total else -1.0


class CohortOrder(QSortFilterProxyModel):
    """The same people, found and sorted: names as the reader's language sorts them, ties by name."""

    def __init__(self, model: CohortModel, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._people = model
        self._needle = ""
        self._collator = QCollator(QLocale(language))
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._collator.setNumericMode(True)
        self.setSourceModel(model)

    def find(self, text: str) -> None:
        """Show only people whose name, code or role has `text` in it."""
        self._needle = _folded(text.strip())
        self.invalidate()

    def row(self, place: int) -> CohortRow:
        """The row at a place as shown."""
        return self._people.row(self.mapToSource(self.index(place, 0)).row())

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002 - Qt names it
        row = self._people.row(source_row)
        return self._needle in _folded(" ".join((shown(row.person.name), row.person.code, row.role)))

    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left, right = source_left.data(SORT_ROLE), source_right.data(SORT_ROLE)
        if isinstance(left, str) and isinstance(right, str):
            return self._before(left, right)
        if left != right:
            return float(left) < float(right)
        names = (shown(self._people.row(index.row()).person.name) for index in (source_left, source_right))
        return self._before(*names)

    def _before(self, left: str, right: str) -> bool:
        return int(self._collator.compare(left, right)) < 0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
