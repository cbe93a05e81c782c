"""Owns the bar above a page: the way back, what this is, and a slot at the right; knows nothing of what it leads to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.components.buttons import IconButton
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.text import Text
from trainer.ui.theme import Look


class Header(QWidget):
    """72 high: a back arrow if `back` names it, a caption over the title, then what `add` puts at the right.

    Signal: `back_wished()`.
    """

    back_wished = Signal()

    def __init__(
        self,
        title: str,
        look: Look,
        *,
        caption: str = "",
        back: str = "",
        name: str = "header",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        # Not fixed: a title on two lines needs its height for the width at hand.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = Row(look, 16, (24, 8, 32, 8) if back else (40, 8, 32, 8), self)
        if back:
            self.back = IconButton(back, "arrow-left", look, name="back", parent=self)
            self.back.clicked.connect(self.back_wished)
            row.addWidget(self.back)
        self._compact = False
        self._words = words = Column(look, 0)
        words.addStretch(1)
        self.caption = Text(caption, look, "caption", "ink3", name="headerCaption", parent=self)
        self.title = Text(title, look, "header", "ink", name="headerTitle", parent=self)
        words.addWidget(self.caption)
        words.addWidget(self.title)
        words.addStretch(1)
        self.caption.setVisible(bool(caption))
        row.addLayout(words, 1)
        self.slot = Row(look, 16)
        row.addLayout(self.slot)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the right, in the middle of the bar's height."""
        for widget in widgets:
            self.slot.addWidget(widget)

    def show_title(self, title: str, caption: str = "") -> None:
        """Show another title and caption."""
        self.title.setText(title)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def lend(self, to: Column | None, first: QWidget, last: QWidget) -> None:
        """Be as high as the title: caption, the `first` and the `last` of what was added head a column, or come back."""
        self._compact = to is not None
        if to is not None:
            for place, widget in enumerate((self.caption, first, last)):
                to.insertWidget(place, widget)
            to.setAlignment(last, Qt.AlignmentFlag.AlignLeft)
        else:
            self._words.insertWidget(1, self.caption)
            self.slot.insertWidget(0, first)
            self.slot.addWidget(last)
        self._on_look_changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._look.border()
        edge = QRectF(0, self.height() - line, self.width(), line)
        QPainter(self).fillRect(edge, self._look.colour("border"))

    def _on_look_changed(self) -> None:
        self.setMinimumHeight(0 if self._compact else self._look.size("header"))
        self.update()
