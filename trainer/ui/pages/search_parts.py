"""Owns what one kind of finds looks like: title, rows, whether there is more; knows not what a row opens."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer import years
from trainer.catalogue import Catalogue
from trainer.core.finds import Find, FindGroup, FindKind
from trainer.ui.components.layouts import Column
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text, unmarked
from trainer.ui.theme import Look

_ICONS = {FindKind.LESSON: "book-open", FindKind.FACT: "file-text", FindKind.QUESTION: "circle-help"}


class FindRow(ListRow):
    """One place that was found; the next search shows another in the same row."""

    def __init__(self, find: Find, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        self.shows = find
        self._catalogue = catalogue
        super().__init__(_text(find, catalogue), look, name=f"find-{find.id}", parent=parent)

    def show_find(self, find: Find) -> None:
        """Show another place."""
        if find != self.shows:
            self.shows = find
            self.setObjectName(f"find-{find.id}")
            self.show_row(_text(find, self._catalogue))


class Shelf(QWidget):
    """The finds of one kind; hidden until something of it is found.

    Rows are kept for the next search: who types gets another list at every letter. Signal: `row_made(FindRow)`.
    """

    row_made = Signal(object)

    def __init__(
        self, title: str, more: str, kind: FindKind, look: Look, catalogue: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._rows: list[FindRow] = []
        self._wanted: tuple[Find, ...] = ()
        column = Column(look, 10, parent=self)
        column.addWidget(Text(title, look, "explain", weight=600, name=f"group-{kind.value}", parent=self))
        self._list = RowList(look, name=f"finds-{kind.value}", parent=self)
        self._more = Text(more, look, "small", "ink2", parent=self)
        column.addWidget(self._list)
        column.addWidget(self._more)
        self.hide()

    def show_finds(self, group: FindGroup) -> None:
        """Show what was found in the rows that there are; `make` makes the others."""
        self._wanted = group.finds
        for row, find in zip(self._rows, group.finds, strict=False):
            row.show_find(find)
        self._list.show_first(len(group.finds))
        self._more.setVisible(group.more)
        self.show()

    @property
    def rows(self) -> list[FindRow]:
        """The rows shown."""
        return self._rows[: len(self._wanted)]

    def make(self, most: int) -> int:
        """Make at most so many of the rows that are missing, and return how many were made.

        A row takes its time: were all made at once, the next letter typed would wait for them.
        """
        missing = self._wanted[len(self._rows) :][:most]
        for find in missing:
            row = FindRow(find, self._look, self._catalogue, self._list)
            self._rows.append(row)
            self._list.add_row(row)
            self.row_made.emit(row)
        return len(missing)

    def show_nothing(self) -> None:
        """Show no finds."""
        self._wanted = ()
        self.hide()


def _text(find: Find, catalogue: Catalogue) -> RowText:
    note = f"{years.said(find.year, catalogue)}, {find.note}" if find.year else find.note
    below = " \u00b7 ".join(part for part in (note, unmarked(find.excerpt)) if part)
    return RowText(unmarked(find.title), subtitle=below, icon=_ICONS[find.kind], icon_colour="accent")
