"""Owns a button that is made of other parts (a card, a row): one thing to press, one name, one place for the focus."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from trainer.ui.components.layouts import Column, Margins
from trainer.ui.components.press import Press
from trainer.ui.painting import draw_box, shown
from trainer.ui.theme import Look


class Pressable(Press):
    """A button with a column of parts in it (`body`); `clicked` is its signal. Put all parts in, then call `settle`.

    `label` is what it is called. A `card` has its own border; without it the button is a part of a card, and `first` and `last`
    say whose corners it shares. A `choice` is one of several cards, and leads on at once: `show_chosen` draws its thick border
    and tells a screen reader so. It is a button all the same, since a screen reader would only tick what can be ticked.
    """

    def __init__(
        self,
        label: str,
        look: Look,
        *,
        card: bool = False,
        choice: bool = False,
        first: bool = False,
        last: bool = False,
        margins: Margins = (20, 20, 20, 20),
        spacing: int = 8,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._card = card
        self._choice = choice
        self.chosen = False
        self._corners = first, last
        self.setObjectName(name)
        self.setAccessibleName(shown(label))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.body = Column(look, spacing, margins, self)
        look.focus_ring.watch(self, "card")
        look.changed.connect(self._on_look_changed)

    def add(self, *children: QWidget | QLayout) -> None:
        """Put widgets or layouts at the end."""
        for child in children:
            if isinstance(child, QWidget):
                self.body.addWidget(child)
            else:
                self.body.addLayout(child)

    def settle(self) -> None:
        """Let presses on the parts reach the button."""
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_chosen(self, chosen: bool, word: str) -> None:
        """Show whether this is the one chosen among several; `word` says so to a screen reader."""
        self.chosen = chosen
        self.setAccessibleDescription(shown(word) if chosen else "")
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._look.size("target"), self.body.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        return self.body.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.body.totalMinimumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        hover = self.underMouse() and self.isEnabled()
        fill = "sunken" if self.isDown() else "hover" if hover else "surface" if self._card else ""
        box = QRectF(self.rect())
        if self._card:
            line = "accent" if self.chosen else "borderControl" if self._choice else "border"
            fill = "accentSoft" if self.chosen else fill
            draw_box(painter, box, look.radius("card"), look.colour(fill), look.colour(line), look.border(self.chosen))
        elif fill:
            first, last = self._corners
            radius = look.radius("card") - look.border()
            painter.setClipRect(box)
            grown = box.adjusted(0, 0 if first else -radius, 0, 0 if last else radius)
            draw_box(painter, grown, radius, look.colour(fill), None)

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


class Icon(QWidget):
    """One icon in a colour role, with nothing to say of its own."""

    def __init__(self, name: str, colour: str, look: Look, *, size: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = name
        self._colour = colour
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    def sizeHint(self) -> QSize:
        return self._look.icon_size(self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._look.draw_icon(QPainter(self), self._icon, self._colour, self._size, 0, 0)

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
