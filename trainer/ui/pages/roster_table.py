"""Owns how the rows of a roster are painted and walked: five columns, two with large text; knows no desk."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from trainer.catalogue import Catalogue
from trainer.core.roster import Judged
from trainer.ui.models.roster import COLUMNS, ROW_ROLE, RosterModel, RosterWords
from trainer.ui.painting import draw_text
from trainer.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex

_PARTS = {"line": 0, "name": 5, "number": 2, "group": 3, "stand": 7}
"""Who gets what of the width, in parts; the lines have their own."""
_LINE = 72
_SMALL = ("name", "stand")
_ROW = 52


class RosterDelegate(QStyledItemDelegate):
    """Paints one cell; what is too long ends in an ellipsis, and opens whole on Enter."""

    def __init__(self, look: Look, words: RosterWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt names it
        return QSize(self._look.em(60), self._look.em(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = self._look, QRectF(option.rect)
        column = COLUMNS[index.column()]
        first = column == ("name" if look.single_column else "line")
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("accentSoft"))
            if look.high_contrast and first:
                bar = QRectF(box.left(), box.top(), look.border(selected=True), box.height())
                painter.fillRect(bar, look.colour("accent"))
        painter.fillRect(
            QRectF(box.left(), box.bottom() - look.border() + 1, box.width(), look.border()), look.colour("border")
        )
        judged = index.data(ROW_ROLE)
        if isinstance(judged, Judged):
            inner = box.adjusted(look.px(20 if first else 8), 0, -look.px(8), 0)
            words = str(index.data() or "")
            if column == "stand":
                icon, colour = self._words.mark(judged)
                side = look.em(18)
                look.draw_icon(painter, icon, colour, 18, inner.left(), inner.center().y() - side / 2)
                ink = colour if colour != "ink3" else "ink2"
                self._line(painter, inner.adjusted(side + look.px(8), 0, 0, 0), words, ink, 500)
            else:
                self._line(painter, inner, words, "ink" if column == "name" else "ink2", 600 if column == "name" else 0)
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, words: str, ink: str, weight: int) -> None:
        metrics = QFontMetricsF(self._look.font("small", weight))
        cut = metrics.elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
        draw_text(painter, self._look, cut, "small", ink, box, weight=weight)


class _Header(QHeaderView):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setObjectName("rosterColumns")
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.size("target"))

    def paintSection(self, painter: QPainter, rect: object, logical_index: int) -> None:
        look = self._look
        box = QRectF(rect)  # type: ignore[call-overload]  # a QRect
        painter.save()
        painter.fillRect(box, look.colour("sunken"))
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), look.colour("border"))
        inner = box.adjusted(look.px(20 if box.left() <= 0 else 8), 0, -look.px(4), 0)
        title = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        cut = QFontMetricsF(look.font("caption")).elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        draw_text(painter, look, cut, "caption", "ink2", inner)
        painter.restore()


class RosterTable(QTableView):
    """The table: arrows walk, Enter or a click opens. Signal: `row_opened(Judged)`."""

    row_opened = Signal(object)

    def __init__(
        self, model: RosterModel, words: RosterWords, look: Look, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self.setObjectName("rosterTable")
        self.setAccessibleName(catalogue.say("roster.shown.table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeader(_Header(look, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setItemDelegate(RosterDelegate(look, words, self))
        self.setModel(model)
        self.clicked.connect(self._on_clicked)
        look.focus_ring.watch(self, "card")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._on_clicked(self.currentIndex())
            return
        if event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            # The view's own search by letter would move the focus unasked.
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        path = QPainterPath()
        corner = self._look.radius("card") - 1
        path.addRoundedRect(QRectF(self.rect()), corner, corner)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.row_opened.emit(self._model.row(index.row()))

    def _fit(self) -> None:
        look, room = self._look, self.viewport().width()
        small = look.single_column
        parts = {column: part for column, part in _PARTS.items() if part and (not small or column in _SMALL)}
        line = 0 if small else look.em(_LINE)
        left = room - line
        for place, column in enumerate(COLUMNS):
            if column == "line":
                self.setColumnHidden(place, small)
                self.setColumnWidth(place, line)
                continue
            self.setColumnHidden(place, column not in parts)
            if column in parts:
                last = column == COLUMNS[-1]
                width = left if last else round((room - line) * parts[column] / sum(parts.values()))
                self.setColumnWidth(place, width)
                left -= width

    def _on_look_changed(self) -> None:
        look = self._look
        self.verticalHeader().setDefaultSectionSize(look.em(_ROW))
        self.verticalHeader().setMinimumSectionSize(look.em(24))
        self.setMinimumHeight(look.size("target") + look.em(_ROW) * 3)
        self._fit()
        self.viewport().update()
        self.horizontalHeader().updateGeometry()
