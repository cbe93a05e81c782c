"""Owns how the trainer's table is painted and walked: header, rows of 60, columns that fit; knows no desk."""

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
from trainer.ui.models.cohort import ROW_ROLE, CohortModel, CohortOrder, CohortRow, Column, Kind
from trainer.ui.painting import draw_box, draw_text, shown, text_width
from trainer.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex

_LEAST = {Kind.NAME: 150, Kind.ASSESSMENT: 164, Kind.PRACTICE: 84, Kind.MODULE: 72, Kind.SEEN: 108}
_SURPLUS = {Kind.NAME: 4, Kind.ASSESSMENT: 3, Kind.PRACTICE: 2, Kind.MODULE: 1, Kind.SEEN: 2}
"""Who gets what is left, in parts."""

_MODERATE = 860
"""Below this width (at 100 %) the last column is left to the person's own panel."""


class CohortDelegate(QStyledItemDelegate):
    """Paints one cell. Names are cut with an ellipsis where they are too long; the person's panel has all of it."""

    def __init__(self, look: Look, catalogue: Catalogue, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._columns = columns

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt names it
        return QSize(self._look.em(60), self._look.size("tableRow"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.colour("accentSoft"))
            if look.high_contrast and index.column() == 0:
                # There are no tints: a bar says which one it is.
                painter.fillRect(
                    QRectF(box.left(), box.top(), look.border(selected=True), box.height()), look.colour("accent")
                )
        line = QRectF(box.left(), box.bottom() - look.border() + 1, box.width(), look.border())
        painter.fillRect(line, look.colour("border"))
        row, column = index.data(ROW_ROLE), self._columns[index.column()]
        if isinstance(row, CohortRow):
            first = index.column() == 0
            inner = box.adjusted(look.px(20 if first else 8), 0, -look.px(8), 0)
            self._paint_cell(painter, inner, row, column, str(index.data() or ""))
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRectF, row: CohortRow, column: Column, words: str) -> None:
        if column.kind is Kind.NAME:
            self._two_lines(painter, box, words, shown(row.role), "ink", 600)
        elif column.kind is Kind.ASSESSMENT:
            self._paint_assessment(painter, box, row)
        elif column.kind is Kind.MODULE:
            self._paint_share(painter, box, row, column, words)
        else:
            given = column.kind is Kind.SEEN or bool(row.person.answers)
            self._line(painter, box, words, "small", "ink" if given else "ink3", 500 if given else 0)

    def _paint_assessment(self, painter: QPainter, box: QRectF, row: CohortRow) -> None:
        look, say, person = self._look, self._catalogue.say, row.person
        state = CohortModel.assessment_state(person)
        icon, colour = {
            "passed": ("circle-check", "positive"),
            "not_passed": ("circle-dot", "accent"),
            "taken": ("circle-dot", "accent"),
            "none": ("circle-dashed", "ink3"),
        }[state]
        side = look.em(18)
        words = say(f"cohort.assessment.{state}")
        if state == "none":
            look.draw_icon(painter, icon, colour, 18, box.left(), box.center().y() - side / 2)
            self._line(painter, box.adjusted(side + look.px(8), 0, 0, 0), words, "small", colour, 0)
            return
        score = say(
            "cohort.assessment.score", right=person.last_right or 0, total=person.last_total or 0, when=row.handed_in
        )
        top = box.center().y() - (look.line("small") + look.line("caption")) / 2
        look.draw_icon(painter, icon, colour, 18, box.left(), top + (look.line("small") - side) / 2)
        self._two_lines(painter, box.adjusted(side + look.px(8), 0, 0, 0), words, score, colour, 500)

    def _paint_share(self, painter: QPainter, box: QRectF, row: CohortRow, column: Column, words: str) -> None:
        look = self._look
        share = row.share(column.module)
        block = look.line("small") + look.em(8)
        top = box.center().y() - block / 2
        line = QRectF(box.left(), top, box.width(), look.line("small"))
        self._line(painter, line, words, "small", "ink", 500)
        high = look.em(5)
        track = QRectF(box.left(), line.bottom() + look.em(3), min(box.width(), look.em(60)), high)
        draw_box(painter, track, high / 2, look.colour("track"), None)
        if share is not None and share.share > 0:
            track.setWidth(max(high, track.width() * min(1.0, share.share)))
            draw_box(painter, track, high / 2, look.colour("accent"), None)

    def _two_lines(self, painter: QPainter, box: QRectF, first: str, second: str, ink: str, weight: int) -> None:
        look = self._look
        high = look.line("small"), look.line("caption")
        top = box.center().y() - sum(high) / 2 if second else box.center().y() - high[0] / 2
        self._line(painter, QRectF(box.left(), top, box.width(), high[0]), first, "small", ink, weight)
        if second:
            below = QRectF(box.left(), top + high[0], box.width(), high[1])
            self._line(painter, below, second, "caption", "ink2", 400)

    def _line(self, painter: QPainter, box: QRectF, words: str, style: str, ink: str, weight: int) -> None:
        metrics = QFontMetricsF(self._look.font(style, weight))
        cut = metrics.elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
        draw_text(painter, self._look, cut, style, ink, box, weight=weight)


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
        inner = box.adjusted(look.px(20 if logical_index == 0 else 8), 0, -look.px(4), 0)
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
    """The table: arrows walk, Enter or a click opens. Signal: `person_opened(str)` with the person's id."""

    person_opened = Signal(str)

    def __init__(
        self, order: CohortOrder, model: CohortModel, look: Look, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._order = order
        self._columns = model.columns
        self._no_practice = catalogue.say("cohort.practice.none")
        self.setObjectName("cohortTable")
        self.setAccessibleName(catalogue.say("cohort.table"))
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
        self.setItemDelegate(CohortDelegate(look, catalogue, model.columns, self))
        self.setModel(order)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.clicked.connect(self._on_clicked)
        look.focus_ring.watch(self, "card")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_order(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column."""
        self.sortByColumn(column, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._open(self.currentIndex())
            return
        if event.text().strip() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            # Letters belong to the page; the view's own search by letter would move the focus unasked.
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        # The corners of the card around it are round.
        path = QPainterPath()
        corner = self._look.radius("card") - 1
        path.addRoundedRect(QRectF(self.rect()), corner, corner)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(index)

    def _open(self, index: QModelIndex) -> None:
        self.person_opened.emit(self._order.row(index.row()).person.id)

    def _fit(self) -> None:
        look, room = self._look, self.viewport().width()
        places = []
        for place, column in enumerate(self._columns):
            hidden = look.single_column and column.kind not in (Kind.NAME, Kind.ASSESSMENT)
            hidden = hidden or (column.kind is Kind.SEEN and room < look.em(_MODERATE))
            self.setColumnHidden(place, hidden)
            if not hidden:
                places.append(place)
        least = {place: self._least(self._columns[place]) for place in places}
        over = room - sum(least.values())
        parts = sum(_SURPLUS[self._columns[place].kind] for place in places)
        left = room
        for place in places:
            kind = self._columns[place].kind
            width = left if place == places[-1] else round(least[place] + over * _SURPLUS[kind] / parts)
            self.setColumnWidth(place, width)
            left -= width

    def _least(self, column: Column) -> int:
        title = round(text_width(self._look, column.title, "caption")) + self._look.px(14)
        least = max(title, self._look.em(_LEAST[column.kind]))
        if column.kind is Kind.PRACTICE:
            none = text_width(self._look, self._no_practice, "small")
            least = max(least, round(none) + self._look.px(20))
        return least

    def _on_look_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.size("tableRow"))
        self.verticalHeader().setMinimumSectionSize(self._look.em(24))
        self.setMinimumHeight(self._look.size("target") + self._look.size("tableRow") * 2)
        self._fit()
        self.viewport().update()
        self.horizontalHeader().updateGeometry()
