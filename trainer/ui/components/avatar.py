"""Owns the round mark with a person's initials; knows nothing else of the person."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.components.press import Press
from trainer.ui.focus_ring import PILL
from trainer.ui.painting import draw_box, draw_text, shown
from trainer.ui.theme import Look

_FIGURE = 0.5
"""The figure's size in that of the circle."""


class Avatar(Press):
    """Initials in a circle, a figure where there are none; a button (`clicked`) unless `still`.

    `label` is its accessible name, `quiet` is grey.
    """

    def __init__(
        self,
        initials: str,
        look: Look,
        *,
        label: str = "",
        size: int = 40,
        quiet: bool = False,
        still: bool = False,
        name: str = "avatar",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self._quiet = quiet
        self._initials = ""
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if still:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            look.focus_ring.watch(self, PILL)
        look.changed.connect(self.updateGeometry)
        self.show_person(initials, label)

    def show_person(self, initials: str, label: str) -> None:
        """Show another person's initials; `label` is said instead of them."""
        self._initials = shown(initials)
        self.setAccessibleName(shown(label) or self._initials)
        self.update()

    def show_quiet(self, quiet: bool) -> None:
        """Paint it grey, or in the accent."""
        self._quiet = quiet
        self.update()

    def sizeHint(self) -> QSize:
        # The circle is 40, what can be hit is 44.
        side = self._look.em(max(self._size, 44))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        side = look.em(self._size)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        fill, line, ink = ("sunken", "border", "ink2") if self._quiet else ("accentSoft", "accentLine", "accent")
        painter = QPainter(self)
        draw_box(painter, box, side / 2, look.colour(fill), look.colour(line), 1)
        if not self._initials:
            icon = round(self._size * _FIGURE)
            corner = look.em(icon) / 2
            look.draw_icon(painter, "user", ink, icon, self.width() / 2 - corner, self.height() / 2 - corner)
        draw_text(painter, look, self._initials, "small", ink, box, Qt.AlignmentFlag.AlignHCenter, 600)
