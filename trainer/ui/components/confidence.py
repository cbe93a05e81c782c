"""Owns how a person says how sure they are: bars and a word; knows nothing of what it leads to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QSizePolicy, QWidget

from question_bank.model import Confidence
from trainer.catalogue import Catalogue
from trainer.ui.components.layouts import Row
from trainer.ui.painting import draw_box, draw_key_cap, draw_text, key_cap_size, text_width
from trainer.ui.theme import Look

_ORDER = tuple(Confidence)


def draw_bars(painter: QPainter, look: Look, filled: int, token: str, x: float, y: float) -> None:
    """Paint the glyph of one, two or three filled bars, 19 wide and 18 high at 100 %."""
    unit = look.em(10) / 10
    for bar in range(3):
        height = (7, 12, 17)[bar] * unit
        box = QRectF(x + bar * 6.5 * unit, y + 18 * unit - height, 5 * unit, height)
        fill = look.colour(token) if bar < filled else None
        draw_box(painter, box, 1.5 * unit, fill, look.colour(token), 1.25)


class ConfidenceRow(QRadioButton):
    """One degree of confidence. `toggled` says that it was given or taken back. `across` is the lower form beside others."""

    def __init__(
        self,
        confidence: Confidence,
        look: Look,
        catalogue: Catalogue,
        *,
        key: str = "",
        across: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._key = key
        self._across = across
        self._word = catalogue.say("components.confidence." + confidence.value)
        self.confidence = confidence
        self.setObjectName("confidence-" + confidence.value)
        self.setAccessibleName(self._word)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.focus_ring.watch(self, "control")
        look.changed.connect(self._on_look_changed)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        look = self._look
        width = look.px(12 + 10 + 8 + 12 if self._across else 15 + 12 + 12 + 15) + look.em(20) + look.em(18)
        width += round(text_width(look, self._word, "button", 500))
        width += key_cap_size(look, self._key)[0] + look.px(12) if self._key else 0
        return QSize(width, look.em(48) if self._across else look.size("confidenceRow"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        chosen, enabled = self.isChecked(), self.isEnabled()
        hover = self.underMouse() and not chosen and enabled
        fill = "accentSoft" if chosen else "hover" if hover else "surface" if enabled else ""
        line = "accent" if chosen else "accentLine" if hover else "borderControl" if enabled else "border"
        draw_box(
            painter,
            QRectF(self.rect()),
            look.radius("control"),
            look.colour(fill) if fill else None,
            look.colour(line),
            look.border(chosen),
        )
        edge, gap = (look.px(12), look.px(10)) if self._across else (look.px(15), look.px(12))
        x: float = edge
        unit = look.em(10) / 10
        token = "accent" if chosen else "ink3"
        draw_bars(painter, look, _ORDER.index(self.confidence) + 1, token, x, (self.height() - 18 * unit) / 2)
        x += 20 * unit + gap
        width = text_width(look, self._word, "button", 500)
        word = QRectF(x, 0, width + 2, self.height())
        draw_text(painter, look, self._word, "button", "ink" if enabled else "ink3", word, weight=500)
        side = look.em(18)
        if chosen:
            left = self.width() - edge - side if self._across else x + width + look.px(12)
            look.draw_icon(painter, "check", "accent", 18, left, (self.height() - side) / 2)
        if self._key:
            wide, high = key_cap_size(look, self._key)
            left = self.width() - look.px(15) - wide
            draw_key_cap(painter, look, self._key, left, (self.height() - high) / 2, "ink2", "surface")

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


class ConfidenceList(QWidget):
    """Three degrees of confidence under each other, or beside each other with `across` (never with large text).

    Signal: `confidence_given(str)` with the value of question_bank.model.Confidence.
    """

    confidence_given = Signal(str)

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        across: bool = False,
        keys: bool = True,
        name: str = "confidence",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._across = across
        self.setObjectName(name)
        self.setAccessibleName(catalogue.say("components.confidence.group"))
        self._row = Row(look, 12, parent=self)
        self._showing = False
        self._group = QButtonGroup(self)
        self.rows: list[ConfidenceRow] = []
        for number, confidence in enumerate(_ORDER, start=1):
            key = str(number) if keys and not across else ""
            row = ConfidenceRow(confidence, look, catalogue, key=key, across=across, parent=self)
            row.toggled.connect(self._on_toggled)
            self._group.addButton(row)
            self._row.addWidget(row)
            self.rows.append(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def given(self) -> str:
        """Return the value given, or nothing."""
        return next((row.confidence.value for row in self.rows if row.isChecked()), "")

    def show_confidence(self, value: str) -> None:
        """Show one as given (none for an empty value), without saying so."""
        self._showing = True
        self._group.setExclusive(False)
        for row in self.rows:
            row.setChecked(row.confidence.value == value)
        self._group.setExclusive(True)
        self._showing = False

    def choose(self, place: int) -> bool:
        """Give the confidence at `place` (0 is unsure), as a click would. Returns whether there is one."""
        if not 0 <= place < len(self.rows) or not self.rows[place].isEnabled():
            return False
        self.rows[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.rows[place].click()
        return True

    def _on_toggled(self, checked: bool) -> None:
        # Not only by clicks: a screen reader's action toggles a row without one.
        row = self.sender()
        if checked and not self._showing and isinstance(row, ConfidenceRow):
            self.confidence_given.emit(row.confidence.value)

    def _on_look_changed(self) -> None:
        beside = self._across and not self._look.single_column
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
