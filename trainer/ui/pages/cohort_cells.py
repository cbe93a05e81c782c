"""Owns how the cells of the trainer's list are painted: status, line of practice, bars, and all of it as lines; knows no desk."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from trainer.core.standing import Week
from trainer.core.views import PersonScore
from trainer.ui.models.cohort import PERSON_ROLE, CohortModel
from trainer.ui.models.cohort_words import STATUS_LOOK, Column, Kind, recent_share, share_of
from trainer.ui.painting import draw_box, shown
from trainer.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex

CHECK = 44
"""How wide what chooses a row is, from the edge of the table."""
_BOX = 18
_SPARK = (78, 30)
_LEAST_SCALE = 0.2
_MOST_LAID = 4_000


class CohortDelegate(QStyledItemDelegate):
    """Paints one cell. Names are cut with an ellipsis where they are too long; the person's own page has all of it.

    `lines`: the first column has everything, as lines under each other.
    """

    def __init__(self, look: Look, model: CohortModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self.lines = False
        # Laid out once: a row that scrolls by says mostly what others said before it.
        self._laid: dict[tuple[str, str, int, int], QStaticText] = {}
        self._colours: dict[str, QColor] = {}
        self._faces: dict[tuple[str, int], tuple[QFont, QFontMetricsF]] = {}
        look.changed.connect(self._on_look_changed)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt names it
        return QSize(self._look.em(60), self.row_height())

    def row_height(self) -> int:
        """How high a row is."""
        look = self._look
        if not self.lines:
            return look.size("tableRow")
        return look.line("small") * 3 + look.line("caption") * 2 + look.px(28)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        box = QRectF(option.rect)
        person, column = index.data(PERSON_ROLE), self._model.columns[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(person, PersonScore):
            chosen = person.id in self._model.chosen
            here = bool(option.state & QStyle.StateFlag.State_Selected)
            if chosen or here:
                painter.fillRect(box, self._colour("accentSoft" if chosen else "hover"))
            if here and index.column() == 0:
                # A bar says which row one is at: of the tints several can be.
                wide = look.border(selected=True) + 1
                painter.fillRect(QRectF(box.left(), box.top(), wide, box.height()), self._colour("accent"))
            first = index.column() == 0
            inner = box.adjusted(look.px(8) if not first else look.em(CHECK), 0, -look.px(8), 0)
            if first:
                self._check(painter, box, chosen)
            if self.lines:
                self._lines(painter, inner, person)
            else:
                self._cell(painter, inner, person, column)
        line = QRectF(box.left(), box.bottom() - look.border() + 1, box.width(), look.border())
        painter.fillRect(line, self._colour("border"))
        painter.restore()

    def _check(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        look = self._look
        side = look.em(_BOX)
        place = QRectF(box.left() + (look.em(CHECK) - side) / 2, box.center().y() - side / 2, side, side)
        fill, line = ("accent", "accent") if chosen else ("surface", "borderControl")
        draw_box(painter, place, look.radius("key"), self._colour(fill), self._colour(line), look.border())
        if chosen:
            look.draw_icon(painter, "check", "onAccent", 14, place.left() + look.em(2), place.top() + look.em(2))

    def _cell(self, painter: QPainter, box: QRectF, person: PersonScore, column: Column) -> None:
        words = self._model.words
        if column.kind is Kind.NAME:
            self._two(painter, box, shown(person.name), words.about(person), "ink", 600)
        elif column.kind is Kind.STATUS:
            self._status(painter, box, person)
        elif column.kind is Kind.PRACTICE:
            self._practice(painter, box, person)
        elif column.kind is Kind.MODULE:
            self._share(painter, box, person, column)
        elif column.kind is Kind.ASSESSMENT:
            first, second = words.assessment(person)
            taken = bool(person.attempts)
            self._two(painter, box, first, second, "ink" if taken else "ink2", 500 if taken else 400)
        else:
            self._line(painter, box, words.seen(person), "small", "ink2", 400)

    def _status(self, painter: QPainter, box: QRectF, person: PersonScore) -> None:
        look, words = self._look, self._model.words
        if person.standing is None:
            return
        token = look.status(STATUS_LOOK[person.standing.status])
        side = look.em(18)
        top = box.center().y() - (look.line("small") + look.line("caption")) / 2
        look.draw_icon(painter, token.icon, token.colour, 18, box.left(), top + (look.line("small") - side) / 2)
        inner = box.adjusted(side + look.px(8), 0, 0, 0)
        self._two(painter, inner, words.status(person.standing), words.reason(person.standing), token.colour, 500)

    def _practice(self, painter: QPainter, box: QRectF, person: PersonScore) -> None:
        look, words = self._look, self._model.words
        share = recent_share(person)
        said = words.practice(person)
        if share is None:
            self._line(painter, box, said, "small", "ink2", 400)
            return
        wide, high = (look.em(one) for one in _SPARK)
        wide = min(wide, round(box.width() * 0.6))
        self._spark(painter, QRectF(box.left(), box.center().y() - high / 2, wide, high), person.weeks)
        rest = box.adjusted(wide + look.px(10), 0, look.px(8), 0)
        self._line(painter, rest, said, "small", "ink", 500)

    def _spark(self, painter: QPainter, box: QRectF, weeks: tuple[Week, ...]) -> None:
        """The share of right answers week by week; weeks without practice leave a gap that the line goes over."""
        look = self._look
        dot = look.em(3)
        painter.setPen(QPen(self._colour("border" if not look.high_contrast else "track"), look.border()))
        painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
        step = (box.width() - 2 * dot) / max(1, len(weeks) - 1)
        room = box.height() - 2 * dot
        points = [
            QPointF(
                box.left() + dot + place * step,
                box.top()
                + dot
                + room * (1 - max(0.0, (week.right / week.answers - _LEAST_SCALE) / (1 - _LEAST_SCALE))),
            )
            for place, week in enumerate(weeks)
            if week.answers
        ]
        pen = QPen(self._colour("accent"), look.em(2))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("accent"))
        painter.drawEllipse(points[-1], dot, dot)

    def _share(self, painter: QPainter, box: QRectF, person: PersonScore, column: Column) -> None:
        look = self._look
        share = share_of(person, column.module)
        block = look.line("small") + look.em(8)
        line = QRectF(box.left(), box.center().y() - block / 2, box.width(), look.line("small"))
        self._line(painter, line, self._model.words.module(person, column.module), "small", "ink", 500)
        high = look.em(5)
        track = QRectF(box.left(), line.bottom() + look.em(3), min(box.width(), look.em(60)), high)
        draw_box(painter, track, high / 2, self._colour("track"), None)
        if share is not None and share.share > 0:
            track.setWidth(max(high, track.width() * min(1.0, share.share)))
            draw_box(painter, track, high / 2, self._colour("accent"), None)

    # As lines

    def _lines(self, painter: QPainter, box: QRectF, person: PersonScore) -> None:
        look, words = self._look, self._model.words
        small, caption = look.line("small"), look.line("caption")
        y = box.top() + look.px(10)

        def at(high: float, left: float = 0) -> QRectF:
            return QRectF(box.left() + left, y, box.width() - left, high)

        self._line(painter, at(small), shown(person.name), "small", "ink", 600)
        y += small
        self._line(painter, at(caption), words.about(person), "caption", "ink2", 400)
        y += caption + look.px(4)
        if person.standing is not None:
            token = look.status(STATUS_LOOK[person.standing.status])
            side = look.em(18)
            look.draw_icon(painter, token.icon, token.colour, 18, box.left(), y + (small - side) / 2)
            said = f"{words.status(person.standing)}. {words.reason(person.standing)}"
            self._line(painter, at(small, side + look.px(8)), said, "small", token.colour, 500)
        y += small
        modules = [column for column in self._model.columns if column.kind is Kind.MODULE]
        shares = [f"{column.title} {words.module(person, column.module)}" for column in modules]
        self._line(painter, at(small), "   ".join(shares), "small", "ink", 400)
        y += small
        titles = {column.kind: column.title for column in self._model.columns}
        rest = [
            f"{titles[Kind.PRACTICE]}: {words.practice(person)}",
            f"{titles[Kind.ASSESSMENT]}: {', '.join(part for part in words.assessment(person) if part)}",
            f"{titles[Kind.SEEN]}: {words.seen(person)}",
        ]
        self._line(painter, at(caption), "   ".join(rest), "caption", "ink2", 400)

    # Lines of words

    def _two(self, painter: QPainter, box: QRectF, first: str, second: str, ink: str, weight: int) -> None:
        look = self._look
        high = look.line("small"), look.line("caption")
        top = box.center().y() - sum(high) / 2 if second else box.center().y() - high[0] / 2
        self._line(painter, QRectF(box.left(), top, box.width(), high[0]), first, "small", ink, weight)
        if second:
            below = QRectF(box.left(), top + high[0], box.width(), high[1])
            self._line(painter, below, second, "caption", "ink2", 400)

    def _line(self, painter: QPainter, box: QRectF, words: str, style: str, ink: str, weight: int) -> None:
        face = self._faces.get((style, weight))
        if face is None:
            font = self._look.font(style, weight)
            face = self._faces[style, weight] = font, QFontMetricsF(font)
        key = words, style, weight, round(box.width())
        laid = self._laid.get(key)
        if laid is None:
            cut = face[1].elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
            laid = QStaticText(cut)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(painter.transform(), face[0])
            if len(self._laid) > _MOST_LAID:
                self._laid.clear()
            self._laid[key] = laid
        painter.setFont(face[0])
        painter.setPen(self._colour(ink))
        painter.drawStaticText(QPointF(box.left(), box.center().y() - laid.size().height() / 2), laid)

    def _colour(self, token: str) -> QColor:
        """A colour, without the copy that the look would make for each of a thousand cells."""
        colour = self._colours.get(token)
        if colour is None:
            colour = self._colours[token] = self._look.colour(token)
        return colour

    def _on_look_changed(self) -> None:
        self._colours.clear()
        self._laid.clear()
        self._faces.clear()
