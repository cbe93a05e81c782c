"""Owns the parts of the page of more choices: columns to be switched on and off, the table of first rows; knows no desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from trainer.core.export_views import Preview, PreviewColumn
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.painting import shown
from trainer.ui.theme import Look

_LONGEST = 60
"""Characters of a cell in the preview; the file has all of them."""


class _Column(Button):
    """One column: a tick where it will be in the file, a plus where it could be."""

    def __init__(self, column: PreviewColumn, on: bool, look: Look, parent: QWidget) -> None:
        super().__init__(column.title, look, Rank.SECONDARY, icon="check", name=f"column-{column.id}", parent=parent)
        self.column = column.id
        self.setCheckable(True)
        self.setChecked(on)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(on)

    def _on_toggled(self, on: bool) -> None:
        self.show_icon("check" if on else "plus")

    def _colours(self) -> tuple[str, str, str]:
        return ("accentSoft", "accent", "ink") if self.isChecked() else super()._colours()


class Columns(QWidget):
    """The columns a file can have, one after the other, as many to a line as fit. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("columns")
        self._buttons: list[_Column] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_columns(self, columns: Sequence[PreviewColumn], off: frozenset[str]) -> None:
        """Show these columns, all on but `off`; the same ones again are left as they are, with the focus."""
        if [button.column for button in self._buttons] == [column.id for column in columns]:
            return
        for button in self._buttons:
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._buttons = [_Column(column, column.id not in off, self._look, self) for column in columns]
        for button in self._buttons:
            button.toggled.connect(self._on_toggled)
            button.show()
        self.updateGeometry()
        self._place()

    def buttons(self) -> tuple[QWidget, ...]:
        """The buttons in their order."""
        return tuple(self._buttons)

    def chosen(self) -> tuple[str, ...]:
        """The columns that are on; empty where all are."""
        on = tuple(button.column for button in self._buttons if button.isChecked())
        return () if len(on) == len(self._buttons) else on

    def off(self) -> frozenset[str]:
        """The columns that are off."""
        return frozenset(button.column for button in self._buttons if not button.isChecked())

    def none_left(self) -> bool:
        """Say whether every column is off."""
        return bool(self._buttons) and not any(button.isChecked() for button in self._buttons)

    def event(self, event: QEvent) -> bool:
        """Follow the buttons when one asks for another size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(width, place=False)

    def sizeHint(self) -> QSize:
        return QSize(self._look.em(480), self._laid_out(self._look.em(480), place=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.em(120), self._look.size("button"))

    def _place(self) -> None:
        self._laid_out(self.width(), place=True)

    def _laid_out(self, width: int, *, place: bool) -> int:
        x = y = high = 0
        gap = self._look.px(8)
        for button in self._buttons:
            size = button.sizeHint()
            wide = min(size.width(), width)
            if x and x + wide > width:
                x, y, high = 0, y + high + gap, 0
            if place:
                button.setGeometry(x, y, wide, size.height())
            x += wide + gap
            high = max(high, size.height())
        return y + high

    def _on_toggled(self, _on: bool) -> None:
        self.changed.emit()


class PreviewTable(QTableWidget):
    """The first rows of a file, as they will be written. Arrows walk; a wide one scrolls to the side."""

    def __init__(self, name: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("previewTable")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.focus_ring.watch(self, "card")
        look.changed.connect(self._on_look_changed)

    def show_preview(self, preview: Preview, off: frozenset[str]) -> None:
        """Show the first rows without the columns that are off."""
        places = [place for place, column in enumerate(preview.columns) if column.id not in off]
        self.clear()
        self.setColumnCount(len(places))
        self.setRowCount(len(preview.rows))
        self.setHorizontalHeaderLabels([shown(preview.columns[place].title) for place in places])
        for row, cells in enumerate(preview.rows):
            for column, place in enumerate(places):
                text = cells[place]
                cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
                self.setItem(row, column, QTableWidgetItem(shown(cut)))
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        look = self._look
        self.setFont(look.font("small"))
        row = look.em(36)
        self.verticalHeader().setDefaultSectionSize(row)
        for number in range(self.rowCount()):
            self.setRowHeight(number, row)
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            self.setColumnWidth(column, self.columnWidth(column) + look.px(16))
        header = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(header + row * max(1, self.rowCount()) + bar + look.px(4))
