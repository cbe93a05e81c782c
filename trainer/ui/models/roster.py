"""Owns the rows of a roster as a table: which are shown, what each cell says, what becomes of a row; knows no desk and no colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.roster import ANOTHER, SKIP, Judged, Stand
from trainer.ui.pages.wording import clipped, date
from trainer.ui.painting import shown

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The Judged row."""

COLUMNS = ("line", "name", "number", "group", "stand")
_LONGEST = 60


class RosterWords:
    """Says what becomes of a row."""

    def __init__(self, catalogue: Catalogue, now: Callable[[], datetime], choice: Callable[[Judged], str]) -> None:
        self._catalogue = catalogue
        self._now = now
        self.choice = choice

    def stand(self, row: Judged) -> str:
        """What becomes of a row, as it is decided now."""
        say = self._catalogue.say
        choice = self.choice(row)
        if choice:
            person = row.decided(choice)
            if person is not None:
                return say("roster.stand.same", name=clipped(person.name, _LONGEST), own=person.code)
            return say("roster.stand.another" if choice == ANOTHER else "roster.stand.skip")
        match row.stand:
            case Stand.TAKEN:
                words = say("roster.stand.taken")
            case Stand.HERE:
                words = say("roster.stand.joins" if row.joins else "roster.stand.here", own=row.people[0].code)
            case Stand.ASKED:
                words = say("roster.stand.asked", why=self.why(row))
            case Stand.NOT_TAKEN:
                words = say("roster.stand.not_taken", why=self.why(row))
        return f"{words}; {self._catalogue.tell(row.row.note)}" if row.row.note is not None else words

    def why(self, row: Judged) -> str:
        """Why a row is asked about or not taken."""
        if row.erased_ms:
            return self._catalogue.say("roster.asked.erased_day", day=date(row.erased_ms, self._now(), self._catalogue))
        return self._catalogue.tell(row.why or Message("roster.row.nameless"))

    def mark(self, row: Judged) -> tuple[str, str]:
        """The icon and its colour role for what becomes of a row."""
        choice = self.choice(row)
        if row.stand is Stand.ASKED and not choice:
            return "circle-help", "caution"
        if row.stand is Stand.NOT_TAKEN or choice == SKIP:
            return "circle-minus", "ink3"
        if row.stand is Stand.TAKEN or choice == ANOTHER:
            return "user-plus", "positive"
        return "circle-check", "accent"


class RosterModel(QAbstractTableModel):
    """Rows of a roster; `show_rows` shows all of one stand, or all."""

    def __init__(self, catalogue: Catalogue, words: RosterWords, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._titles = [catalogue.say(f"roster.column.{column}") for column in COLUMNS]
        self._all: Sequence[Judged] = ()
        self._rows: Sequence[Judged] = ()

    def show_rows(self, rows: Sequence[Judged], stand: Stand | None) -> None:
        """Show these rows, of one stand or all."""
        self.beginResetModel()
        self._rows = rows if stand is None else [one for one in rows if one.stand is stand]
        self.endResetModel()

    def row(self, place: int) -> Judged:
        """The row at a place."""
        return self._rows[place]

    def note_decided(self) -> None:
        """What becomes of rows is another than before."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        judged = self._rows[index.row()]
        if role == ROW_ROLE:
            return judged
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(judged, COLUMNS[index.column()])
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            words = self.words(judged, COLUMNS[index.column()])
            return f"{self._titles[index.column()]}, {words}" if words else self._titles[index.column()]
        return None

    def words(self, judged: Judged, column: str) -> str:
        """What a cell says."""
        row = judged.row
        match column:
            case "line":
                return str(row.line)
            case "name":
                return shown(clipped(row.name, _LONGEST))
            case "number":
                return shown(clipped(row.number, _LONGEST))
            case "group":
                return shown(clipped(row.group, _LONGEST))
        return shown(self._words.stand(judged))
