"""Owns how the trainer's list is walked and chosen from: header, rows, columns that fit, or lines; knows no desk."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.models.cohort import CohortModel
from trainer.ui.models.cohort_words import Column, Kind
from trainer.ui.pages.cohort_cells import CHECK, CohortDelegate
from trainer.ui.painting import draw_text, text_width
from trainer.ui.theme import Look

_LEAST = {
    Kind.NAME: 164,
    Kind.STATUS: 214,
    Kind.PRACTICE: 138,
    Kind.MODULE: 68,
    Kind.ASSESSMENT: 104,
    Kind.SEEN: 118,
}
_SURPLUS = {
    Kind.NAME: 4,
    Kind.STATUS: 4,
    Kind.PRACTICE: 2,
    Kind.MODULE: 1,
    Kind.ASSESSMENT: 2,
    Kind.SEEN: 2,
}
"""Who gets what is left, in parts."""


class _Header(QHeaderView):
    """Column titles with a chevron where the order comes from."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setObjectName("columns")
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.size("target"))

    def paintSection(self, painter: QPainter, rect: object, logical_index: int) -> None:
        look = self._look
        box = QRectF(rect)  # type: ignore[call-overload]  # a QRect
        painter.save()
        painter.fillRect(box, look.colour("sunken"))
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), look.colour("border"))
        inner = box.adjusted(look.em(CHECK) if logical_index == 0 else look.px(8), 0, -look.px(4), 0)
        title = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        sorted_here = self.sortIndicatorSection() == logical_index
        side = look.em(14)
        room = inner.width() - (side + look.px(4) if sorted_here else 0)
        metrics = QFontMetricsF(look.font("caption"))
        cut = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        draw_text(painter, look, cut, "caption", "ink2", inner)
        if sorted_here:
            icon = "chevron-down" if self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder else "chevron-up"
            x = inner.left() + metrics.horizontalAdvance(cut) + look.px(4)
            look.draw_icon(painter, icon, "ink2", 14, x, box.center().y() - side / 2)
        painter.restore()


class CohortTable(QTableView):
    """The list: arrows walk, Enter or a click opens, Space or a click on the box chooses, Shift chooses up to here.

    Signal: `person_opened(str)` with the person's id.
    """

    person_opened = Signal(str)

    def __init__(self, model: CohortModel, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._columns = model.columns
        self._no_practice = catalogue.say("cohort.practice.none")
        self._anchor = -1
        self._here = ""
        self.setObjectName("cohortTable")
        self.setAccessibleName(catalogue.say("cohort.table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeader(_Header(look, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.delegate = CohortDelegate(look, model, self)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        model.rearranged.connect(self._on_rearranged)
        look.focus_ring.watch(self, "card")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column."""
        self.sortByColumn(column, order)

    @property
    def as_lines(self) -> bool:
        """Whether everything of a person stands in one column, as lines."""
        return self.delegate.lines

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._here = self._model.row(current.row()).id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, place = event.key(), self.currentIndex().row()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place >= 0:
            if not event.isAutoRepeat():
                self._open(place)
        elif key == Qt.Key.Key_Space and place >= 0:
            if not event.isAutoRepeat():
                self._choose(place, shift)
        elif key == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._model.choose(range(self._model.rowCount()))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shift and place >= 0:
            to = max(0, min(self._model.rowCount() - 1, place + (1 if key == Qt.Key.Key_Down else -1)))
            self._model.choose([place, to])
            self.setCurrentIndex(self._model.index(to, 0))
        elif event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            # Letters belong to the page; the view's own search by letter would move the focus unasked.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if shift or beside or event.position().x() < self._look.em(CHECK):
            self._choose(index.row(), shift)
        else:
            self._open(index.row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the row; the view's own way of choosing by a press is not used."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        # The corners of the card around it are round.
        path = QPainterPath()
        corner = self._look.radius("card") - 1
        path.addRoundedRect(QRectF(self.rect()), corner, corner)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _choose(self, place: int, up_to: bool) -> None:
        if up_to and 0 <= self._anchor < self._model.rowCount():
            low, high = sorted((self._anchor, place))
            self._model.choose(range(low, high + 1))
        else:
            self._model.toggle(place)
            self._anchor = place

    def _open(self, place: int) -> None:
        self.person_opened.emit(self._model.row(place).id)

    def _on_rearranged(self) -> None:
        """Stay with the person one was at, else begin at the first."""
        self._anchor = -1
        place = max(0, self._model.place_of(self._here)) if self._here else 0
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(place, 0))
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        least = [self._least(column) for column in self._columns]
        lines = self._look.single_column or sum(least) > room
        if lines is not self.delegate.lines:
            self.delegate.lines = lines
            self._size_rows()
        self.horizontalHeader().setVisible(not lines)
        for place in range(1, len(self._columns)):
            self.setColumnHidden(place, lines)
        if lines:
            self.setColumnWidth(0, room)
            return
        parts = sum(_SURPLUS[column.kind] for column in self._columns)
        over, left = room - sum(least), room
        for place, column in enumerate(self._columns):
            last = place == len(self._columns) - 1
            width = left if last else round(least[place] + over * _SURPLUS[column.kind] / parts)
            self.setColumnWidth(place, width)
            left -= width

    def _least(self, column: Column) -> int:
        title = round(text_width(self._look, column.title, "caption")) + self._look.px(20)
        least = max(title, self._look.em(_LEAST[column.kind]))
        if column.kind is Kind.NAME:
            least += self._look.em(CHECK) - self._look.px(20)
        if column.kind is Kind.PRACTICE:
            none = text_width(self._look, self._no_practice, "small")
            least = max(least, round(none) + self._look.px(20))
        return least

    def _size_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._look.em(24))
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height())
        self.setMinimumHeight(self._look.size("target") + self.delegate.row_height() * (1 if self.as_lines else 2))

    def _on_look_changed(self) -> None:
        self._size_rows()
        self._fit()
        self.viewport().update()
        self.horizontalHeader().updateGeometry()
