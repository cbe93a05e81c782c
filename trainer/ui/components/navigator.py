"""Owns the grid of an assessment's questions and their legend; knows the questions' numbers, not the questions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.painting import draw_box, draw_text, shown, text_width
from trainer.ui.theme import Look

COLUMNS = 5


class CellState(msgspec.Struct, frozen=True):
    """What is shown of one question: its number and what became of it. `unsure`: answered, but not finished."""

    number: int
    seen: bool = False
    answered: bool = False
    current: bool = False
    flagged: bool = False
    locked: bool = False
    unsure: bool = False


class NavCell(QPushButton):
    """One question's cell, 56 by 44. `clicked` says that the person wants to go there; checked means current."""

    def __init__(self, state: CellState, look: Look, catalogue: Catalogue, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self.state = state
        self.setCheckable(True)
        # One of many is current: a screen reader calls that a radio button.
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.focus_ring.watch(self, "badge")
        look.changed.connect(self.updateGeometry)
        self.show_state(state)

    def show_state(self, state: CellState) -> None:
        """Show the question in another state."""
        self.state = state
        say = self._catalogue.say
        kind = "answered" if state.answered else "unsure" if state.unsure else "seen" if state.seen else "unseen"
        states = [say("components.cell." + kind)]
        for key, holds in (("current", state.current), ("flagged", state.flagged), ("locked", state.locked)):
            if holds:
                states.append(say("components.cell." + key))
        self.setObjectName("cell-" + str(state.number))
        self.setAccessibleName(say("components.cell.name", number=state.number, states=", ".join(states)))
        self.setChecked(state.current)
        self.setEnabled(not state.locked)
        self.setCursor(Qt.CursorShape.ArrowCursor if state.locked else Qt.CursorShape.PointingHandCursor)
        self.update()

    def nextCheckState(self) -> None:
        # Which question is current is shown by the page, not by the click.
        return

    def sizeHint(self) -> QSize:
        return QSize(self._look.size("navCellWidth"), self._look.size("navCellHeight"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, state = self._look, self.state
        painter = QPainter(self)
        width, height = self.width(), self.height()
        _paint_cell(painter, look, QRectF(self.rect()), state, self.underMouse() and self.isEnabled())
        quiet = state.locked or not (state.seen or state.answered or state.current)
        number = QRectF(0, 0, width, height - look.em(1))
        weight = 700 if state.current else 500
        ink = "ink3" if quiet else "ink"
        draw_text(painter, look, str(state.number), "button", ink, number, Qt.AlignmentFlag.AlignHCenter, weight)
        if state.flagged:
            look.draw_icon(painter, "flag", "caution", 14, width - look.em(14) - look.em(4), look.em(4))


def _paint_cell(painter: QPainter, look: Look, box: QRectF, state: CellState, hover: bool) -> None:
    if state.current:
        fill, line, width = "surface", "accent", look.tokens.borders["navCurrent"]
        width = look.border(True) if look.high_contrast else width
    elif state.answered:
        fill, line, width = "accentSoft", "accentLine", look.border()
    elif state.seen:
        fill, line, width = "surface", "borderControl", look.border()
    else:
        fill, line, width = "", "border", 1.0
    fill = "hover" if hover and not state.answered else fill
    small = box.height() < look.em(30)
    radius = look.radius("key" if small else "badge")
    draw_box(painter, box, radius, look.colour(fill) if fill else None, look.colour(line), width)
    if state.answered:
        bar = QSize(look.em(14), look.em(2)) if small else QSize(look.em(32 if state.current else 34), look.em(3))
        low = look.em(3) if small else look.em(8 if state.current else 6)
        under = QRectF(
            box.center().x() - bar.width() / 2, box.bottom() - low - bar.height() / 2, bar.width(), bar.height()
        )
        draw_box(painter, under, bar.height() / 2, look.colour("accent"), None)
    elif state.seen:
        bar = QSize(look.em(14), look.em(5)) if small else QSize(look.em(26), look.em(7))
        low = look.em(5) if small else look.em(8)
        under = QRectF(
            box.center().x() - bar.width() / 2, box.bottom() - low - bar.height() / 2, bar.width(), bar.height()
        )
        draw_box(painter, under, bar.height() / 2, look.colour("surface"), look.colour("borderControl"), 1)


class NavGrid(QWidget):
    """All questions in rows of five; Tab reaches the current one, arrows go on. Signal: `question_chosen(int)`."""

    question_chosen = Signal(int)

    def __init__(
        self, look: Look, catalogue: Catalogue, *, name: str = "navigator", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self.cells: list[NavCell] = []
        self.setObjectName(name)
        self.setAccessibleName(catalogue.say("components.cell.grid"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_cells(self, states: Sequence[CellState]) -> None:
        """Show these questions; cells that are there are kept."""
        while len(self.cells) > len(states):
            cell = self.cells.pop()
            self._grid.removeWidget(cell)
            cell.deleteLater()
        for place, state in enumerate(states):
            if place == len(self.cells):
                cell = NavCell(state, self._look, self._catalogue, parent=self)
                cell.clicked.connect(self._on_clicked)
                cell.toggled.connect(self._on_toggled)
                cell.installEventFilter(self)
                self._grid.addWidget(cell, place // COLUMNS, place % COLUMNS)
                self.cells.append(cell)
            else:
                self.cells[place].show_state(state)
        current = next((cell for cell in self.cells if cell.state.current), None)
        stop = current or (self.cells[0] if self.cells else None)
        for cell in self.cells:
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell is stop else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, NavCell):
            step = {
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Up: -COLUMNS,
                Qt.Key.Key_Down: COLUMNS,
            }.get(Qt.Key(event.key()), 0)
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if step and plain:
                place = self.cells.index(watched) + step
                if 0 <= place < len(self.cells):
                    self.cells[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    watched.click()
                return True
        return False

    def _on_clicked(self) -> None:
        cell = self.sender()
        if isinstance(cell, NavCell):
            self.question_chosen.emit(cell.state.number)

    def _on_toggled(self, checked: bool) -> None:
        # A screen reader's action marks a cell without a click: it wishes to go there, and the page says where it is.
        cell = self.sender()
        if checked and isinstance(cell, NavCell) and not cell.state.current:
            for one in self.cells:
                if one.state.current:
                    one.setChecked(True)
            self.question_chosen.emit(cell.state.number)

    def _on_look_changed(self) -> None:
        self._grid.setSpacing(self._look.px(8))


class NavLegend(QLabel):
    """What the cells' signs mean, in two columns where they fit, with how many are flagged.

    `unfinished`: a cell with nothing but a hollow bar may have an answer, to which something is missing.
    """

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        unfinished: bool = False,
        name: str = "legend",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._seen = "legend_unfinished" if unfinished else "legend_seen"
        self._look = look
        self._catalogue = catalogue
        self._words: tuple[str, str, str, str] = ("", "", "", "")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._on_look_changed)
        self.show_flagged(0)

    def show_flagged(self, count: int) -> None:
        """Say how many questions are flagged."""
        say = self._catalogue.say
        self._words = (
            shown(say("components.cell.legend_answered")),
            shown(say(f"components.cell.{self._seen}")),
            shown(say("components.cell.legend_unseen")),
            shown(say("components.cell.legend_flagged", n=count)),
        )
        self.setText(", ".join(self._words))
        self._on_look_changed()

    def sizeHint(self) -> QSize:
        width = 2 * self._column() + self._look.px(24)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.em(160), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = 2 if self._columns(width) == 2 else 4
        return rows * self._look.em(20) + (rows - 1) * self._look.px(8)

    def _column(self) -> int:
        widest = max(text_width(self._look, word, "caption", 400) for word in self._words)
        return round(widest) + self._look.em(24) + self._look.px(8)

    def _columns(self, width: int) -> int:
        return 2 if 2 * self._column() + self._look.px(8) <= width else 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        signs = (CellState(0, answered=True), CellState(0, seen=True), CellState(0), None)
        widest = max(text_width(look, word, "caption", 400) for word in self._words)
        column = max(look.em(162), round(widest) + look.em(24) + look.px(16))
        across = self._columns(self.width())
        column = min(column, self.width() - self._column())
        for place, (sign, word) in enumerate(zip(signs, self._words, strict=True)):
            x = (place % across) * column
            y = (place // across) * (look.em(20) + look.px(8))
            box = QRectF(x, y, look.em(24), look.em(20))
            if sign is None:
                look.draw_icon(painter, "flag", "caution", 16, x + look.em(4), y + look.em(2))
            else:
                _paint_cell(painter, look, box, sign, False)
            words = QRectF(box.right() + look.px(8), y, widest + 4, box.height())
            draw_text(painter, look, word, "caption", "ink2", words, weight=400)

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
