"""Owns the sign of the time left: whole minutes, never seconds, to be hidden; knows no clock."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.layouts import Row
from trainer.ui.components.marks import IconText
from trainer.ui.painting import draw_box
from trainer.ui.theme import Look

LOW_MINUTES = 5


class TimerChip(QWidget):
    """Minutes left and a button that hides or shows them.

    Signals: `hidden_changed(bool)` when the person hid or showed it; `became_low(str)` once, with what to announce.
    Hidden stays hidden when time gets short; nothing flashes.
    """

    hidden_changed = Signal(bool)
    became_low = Signal(str)

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        hidden: bool = False,
        name: str = "timer",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._minutes: int | None = None
        self._hidden = hidden
        self._said = False
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = Row(look, 16, (13, 0, 2, 0), self)
        self.label = IconText("", "clock", look, "button", "ink", wraps=False, name="timeLeft", parent=self)
        self.toggle = Button(
            "", look, Rank.QUIET, icon="eye-off", ink="ink2", weight=500, name="timerToggle", parent=self
        )
        self.toggle.clicked.connect(self.toggle_hidden)
        row.addWidget(self.label)
        row.addWidget(self.toggle)
        look.changed.connect(self.update)
        self._show()

    @property
    def low(self) -> bool:
        """Whether five minutes or less are left."""
        return self._minutes is not None and self._minutes <= LOW_MINUTES

    @property
    def time_hidden(self) -> bool:
        """Whether the person hid it."""
        return self._hidden

    def show_minutes(self, minutes: int) -> None:
        """Show how many whole minutes are left."""
        if minutes == self._minutes:
            return
        self._minutes = minutes
        self._show()
        if self.low and not self._said:
            self._said = True
            self.became_low.emit(self._catalogue.say("components.timer.low", n=minutes, minutes=minutes))

    def toggle_hidden(self) -> None:
        """Hide it, or show it again."""
        self._hidden = not self._hidden
        self._show()
        self.hidden_changed.emit(self._hidden)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        fill, line = ("cautionSoft", "cautionLine") if self.low else ("surface", "border")
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, look.radius("control"), look.colour(fill), look.colour(line), look.border())
        edge = QRectF(self.toggle.x() - look.border(), 0, look.border(), self.height())
        painter.fillRect(edge, look.colour(line))

    def _show(self) -> None:
        say = self._catalogue.say
        tint = "caution" if self.low else "ink2"
        if self._hidden:
            self.label.show_mark(say("components.timer.hidden"), "clock", "ink2", tint)
        elif self._minutes is None:
            self.label.show_mark("", "clock", "ink", tint)
        elif self._minutes < 1:
            self.label.show_mark(say("components.timer.last"), "clock", "ink", tint)
        else:
            self.label.show_mark(say("components.timer.left", minutes=self._minutes), "clock", "ink", tint)
        self.label.show_style("button", "ink2" if self._hidden else "ink", 500 if self._hidden else 600)
        self.toggle.show_text(say("components.timer.show" if self._hidden else "components.timer.hide"))
        self.toggle.show_icon("eye" if self._hidden else "eye-off")
        name = "components.timer.show_name" if self._hidden else "components.timer.hide_name"
        self.toggle.setAccessibleName(say(name))
        self.update()
