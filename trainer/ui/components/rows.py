"""Owns lists whose rows are clicked: number or icon, title, note, state, chevron; knows nothing of what they open."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Rule
from trainer.ui.components.press import Press
from trainer.ui.painting import Paragraph, draw_box, draw_text, paragraph, shown
from trainer.ui.theme import Look

MOST_WIDTHS = 8


class RowText(msgspec.Struct, frozen=True):
    """What a row says. `mark` is a number, else `icon`; `note` is "8 min"; `status` has its icon and colour role."""

    title: str
    subtitle: str = ""
    mark: str = ""
    icon: str = ""
    icon_colour: str = "ink2"
    note: str = ""
    status: str = ""
    status_icon: str = ""
    status_colour: str = "ink2"


class ListRow(Press):
    """One clickable row, at least 48 high. `clicked` is its signal; `here` tints the row the person is at.

    `chevron` False is for rows that lead nowhere new. Below 520 px note and status move under the title.
    """

    def __init__(
        self,
        row: RowText,
        look: Look,
        *,
        here: bool = False,
        chevron: bool = True,
        name: str = "row",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._here = here
        self._chevron = chevron
        self.first = False
        self.last = False
        self.row = row
        # Layouts ask for the height at many widths, and again and again.
        self._laid_out: dict[int, tuple[Paragraph, Paragraph | None]] = {}
        self._heights: dict[int, int] = {}
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.focus_ring.watch(self, "control")
        look.changed.connect(self._on_look_changed)
        self.show_row(row, here)

    def show_row(self, row: RowText, here: bool = False) -> None:
        """Show other words in the row."""
        self.row, self._here = row, here
        parts = (row.mark, row.title, row.subtitle, row.note, row.status)
        self.setAccessibleName(", ".join(shown(part) for part in parts if part))
        self._on_look_changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._height(width)
        return height

    def _height(self, width: int) -> int:
        look = self._look
        title, subtitle = self._laid(width)
        block = title.height + (subtitle.height if subtitle else 0)
        if self._narrow(width) and (self.row.note or self.row.status):
            block += look.line("small") + look.px(4)
        return max(look.size("listRow"), block + look.px(22))

    def sizeHint(self) -> QSize:
        width = self._look.em(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.em(200), self._look.size("listRow"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, row = self._look, self.row
        painter = QPainter(self)
        self._paint_ground(painter)
        width, height = self.width(), self.height()
        title, subtitle = self._laid(width)
        narrow = self._narrow(width)
        second = narrow and bool(row.note or row.status)
        block = title.height + (subtitle.height if subtitle else 0)
        block += look.line("small") + look.px(4) if second else 0
        top = (height - block) / 2
        ink = "ink" if self.isEnabled() else "ink3"
        if row.icon:
            side = look.em(18)
            y = top + (look.line("explain") - side) / 2
            look.draw_icon(painter, row.icon, row.icon_colour, 18, look.px(19), y)
        elif row.mark:
            box = QRectF(look.px(19), top, self._indent() - look.px(19), look.line("explain"))
            draw_text(painter, look, row.mark, "explain", "ink2", box)
        title.draw(painter, self._indent(), top, look.colour(ink))
        below = top + title.height
        if subtitle:
            subtitle.draw(painter, self._indent(), below, look.colour("ink2"))
            below += subtitle.height
        line = look.line("small")
        if second:
            x = self._paint_note(painter, self._indent(), below + look.px(4), line)
            self._paint_status(painter, x, below + look.px(4), line)
        elif not narrow:
            note, status = self._columns(width)
            self._paint_note(painter, note, (height - line) / 2, line)
            self._paint_status(painter, status, (height - line) / 2, line)
        if self._chevron:
            side = look.em(18)
            look.draw_icon(painter, "chevron-right", "ink2", 18, width - look.px(15) - side, (height - side) / 2)

    def _paint_ground(self, painter: QPainter) -> None:
        look = self._look
        hover = self.underMouse() and self.isEnabled()
        fill = "accentSoft" if self._here else "sunken" if self.isDown() else "hover" if hover else ""
        if not fill and not (self._here and look.high_contrast):
            return
        radius = look.radius("card") - look.border()
        box = QRectF(self.rect())
        # Only the corners that lie on the card's own corners are round.
        painter.save()
        painter.setClipRect(box)
        grown = box.adjusted(0, 0 if self.first else -radius, 0, 0 if self.last else radius)
        line = look.colour("accentLine") if self._here and look.high_contrast else None
        draw_box(painter, grown, radius, look.colour(fill), line, look.border())
        painter.restore()

    def _paint_note(self, painter: QPainter, x: float, y: float, line: int) -> float:
        look, note = self._look, shown(self.row.note)
        if not note:
            return x
        laid = paragraph(look, note, "small")
        laid.draw(painter, x, y + (line - laid.height) / 2, look.colour("ink2"))
        return x + laid.width + look.px(20)

    def _paint_status(self, painter: QPainter, x: float, y: float, line: int) -> None:
        look, row = self._look, self.row
        if row.status_icon:
            side = look.em(18)
            look.draw_icon(painter, row.status_icon, row.status_colour, 18, x, y + (line - side) / 2)
            x += side + look.px(8)
        if row.status:
            laid = paragraph(look, shown(row.status), "small", weight=500)
            laid.draw(painter, x, y + (line - laid.height) / 2, look.colour(row.status_colour))

    def _laid(self, width: int) -> tuple[Paragraph, Paragraph | None]:
        laid = self._laid_out.get(width)
        if laid is None:
            if len(self._laid_out) >= MOST_WIDTHS:
                self._laid_out.clear()
                self._heights.clear()
            laid = self._laid_out[width] = self._lay_out(width)
        return laid

    def _lay_out(self, width: int) -> tuple[Paragraph, Paragraph | None]:
        look, row = self._look, self.row
        if self._narrow(width) or not (row.note or row.status):
            right = width - look.px(24) - (look.em(18) + look.px(8) if self._chevron else 0)
        else:
            note, status = self._columns(width)
            right = (note if row.note else status) - look.px(12)
        room = right - self._indent()
        title = paragraph(look, shown(row.title), "explain", room, weight=600 if self._here else 500)
        subtitle = paragraph(look, shown(row.subtitle), "small", room) if row.subtitle else None
        return title, subtitle

    def _columns(self, width: int) -> tuple[int, int]:
        """Where note and status begin."""
        look, row = self._look, self.row
        status = round(width * 0.726)
        if row.status:
            need = paragraph(look, shown(row.status), "small", weight=500).width
            need += look.em(18) + look.px(8) if row.status_icon else 0
            status = min(status, round(width - need - look.px(24) - (look.em(18) if self._chevron else 0)))
        note = round(width * (0.54 if row.status else 0.8))
        if row.note:
            need = paragraph(look, shown(row.note), "small").width
            most = status if row.status else width - look.px(24) - (look.em(18) if self._chevron else 0)
            note = min(note, round(most - need - look.px(12)))
        return note, status

    def _narrow(self, width: int) -> bool:
        return width < self._look.em(520)

    def _indent(self) -> int:
        if self.row.icon:
            return self._look.px(19 + 14) + self._look.em(18)
        return self._look.px(19) + self._look.em(30) if self.row.mark else self._look.px(20)

    def _on_look_changed(self) -> None:
        self._laid_out.clear()
        self._heights.clear()
        self.updateGeometry()
        self.update()


class RowList(Card):
    """A card of rows with hair lines between them."""

    def __init__(self, look: Look, *, name: str = "rows", parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=0, margins=(1, 1, 1, 1), name=name, parent=parent)
        self.rows: list[QWidget] = []
        self._rules: list[QWidget] = []

    def add_row(self, row: QWidget) -> None:
        """Put a row (a ListRow or any widget) at the end."""
        if self.rows:
            self._rules.append(Rule(self._look, self))
            self.body.addWidget(self._rules[-1])
        self.rows.append(row)
        self.body.addWidget(row)
        self._note_corners(len(self.rows))

    def show_first(self, count: int) -> None:
        """Show only so many of the rows."""
        for place, row in enumerate(self.rows):
            row.setVisible(place < count)
        for place, rule in enumerate(self._rules, 1):
            rule.setVisible(place < count)
        self._note_corners(count)

    def _note_corners(self, count: int) -> None:
        for place, row in enumerate(self.rows):
            if isinstance(row, ListRow):
                row.first, row.last = place == 0, place == count - 1

    def clear(self) -> None:
        """Take all rows out."""
        self.rows = []
        self._rules = []
        self.body.clear()
