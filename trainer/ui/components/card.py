"""Owns the card: a quiet frame with a 1-px border and no shadow; knows nothing of what lies in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy, QWidget

from trainer.ui.components.layouts import Column, Margins
from trainer.ui.painting import draw_box
from trainer.ui.theme import Look


class Card(QFrame):
    """A card; `body` is its column. Tones: surface, info, positive, amend, caution, accent, hero."""

    def __init__(
        self,
        look: Look,
        *,
        tone: str = "surface",
        spacing: int = 8,
        margins: Margins = (20, 20, 20, 20),
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._tone = tone
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.body = Column(look, spacing, margins, self)
        look.changed.connect(self.update)

    def add(self, *children: QWidget | QLayout) -> None:
        """Put widgets or layouts at the end of the column."""
        for child in children:
            if isinstance(child, QWidget):
                self.body.addWidget(child)
            else:
                self.body.addLayout(child)

    def show_tone(self, tone: str) -> None:
        """Show the card in another tone."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        fill, line = {
            "surface": ("surface", "border"),
            "source": ("surface", "infoLine"),
            "hero": ("hero", "heroLine" if look.high_contrast else ""),
        }.get(self._tone, (f"{self._tone}Soft", f"{self._tone}Line"))
        radius = look.radius("hero" if self._tone == "hero" else "card")
        border = look.colour(line) if line else None
        draw_box(QPainter(self), QRectF(self.rect()), radius, look.colour(fill), border, look.border())
