"""Owns the chips that show a list by status, with how many stand so; knows nobody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.core.standing import Status
from trainer.ui.components.field import Choice
from trainer.ui.components.layouts import Strip
from trainer.ui.models.cohort_words import STATUS_LOOK
from trainer.ui.painting import draw_box, draw_text, text_width
from trainer.ui.theme import Look

_ALL = "all"


class StatusChip(QRadioButton):
    """One status with its count; chosen or not."""

    def __init__(self, words: str, icon: str, colour: str, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._icon, self._colour = icon, colour
        self._count = ""
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.focus_ring.watch(self, "control")
        look.changed.connect(self._on_look_changed)

    def show_count(self, count: int, said: str) -> None:
        """Show how many stand so, said as `said`."""
        self._count = str(count)
        self.setAccessibleName(said)
        self._on_look_changed()

    def sizeHint(self) -> QSize:
        look = self._look
        width = text_width(look, self._words, "small", 500) + text_width(look, self._count, "small", 500)
        width += look.px(14) * 2 + look.px(9)
        width += look.em(18) + look.px(8) if self._icon else 0
        return QSize(round(width) + 2, look.size("target"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        """All of it can be pressed."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = "accentSoft" if chosen else "hover" if self.underMouse() else "surface"
        line = "accent" if chosen else "borderControl"
        radius = look.radius("control")
        draw_box(painter, QRectF(self.rect()), radius, look.colour(fill), look.colour(line), look.border(chosen))
        x = look.px(14)
        if self._icon:
            side = look.em(18)
            look.draw_icon(painter, self._icon, self._colour, 18, x, (self.height() - side) / 2)
            x += side + look.px(8)
        draw_text(painter, look, self._words, "small", "ink", QRectF(x, 0, self.width(), self.height()), weight=500)
        x += round(text_width(look, self._words, "small", 500)) + look.px(9)
        draw_text(painter, look, self._count, "small", "ink2", QRectF(x, 0, self.width(), self.height()), weight=500)

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


class StatusChips(Strip):
    """Everyone, and one chip per status; a list to pick from where the chips have no room beside each other.

    Signal: `status_chosen(object)`, a Status or None for all.
    """

    status_chosen = Signal(object)

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, 8, parent)
        self._words = catalogue
        self.setObjectName("statusChips")
        self.setAccessibleName(catalogue.say("cohort.status.label"))
        self._group = QButtonGroup(self)
        self.chips: dict[Status | None, StatusChip] = {}
        for status in (None, *Status):
            token = look.status(STATUS_LOOK[status]) if status is not None else None
            chip = StatusChip(
                self._say(status),
                token.icon if token else "",
                token.colour if token else "",
                look,
                f"status-{status.value if status else 'all'}",
                self,
            )
            chip.toggled.connect(self._on_toggled)
            self._group.addButton(chip)
            self.chips[status] = chip
            self.add(chip)
        self.chips[None].setChecked(True)
        self.box = Choice(catalogue.say("cohort.status.label"), [], look, show_label=False, name="status", parent=self)
        self.box.choice_made.connect(self._on_picked)
        self.box.hide()
        self.add(self.box)

    def fit(self, room: int) -> bool:
        """Be chips where they fit into `room` pixels, else a list. Return whether they are chips."""
        gaps = self._look.px(8) * (len(self.chips) - 1)
        fits = sum(chip.sizeHint().width() for chip in self.chips.values()) + gaps <= room
        for chip in self.chips.values():
            chip.setHidden(not fits)
        self.box.setHidden(fits)
        self.updateGeometry()
        return fits

    def show_counts(self, counts: dict[Status, int], total: int) -> None:
        """Show how many stand how."""
        for status, chip in self.chips.items():
            count = total if status is None else counts[status]
            chip.show_count(count, self._words.say("cohort.status.chip", status=self._say(status), n=count))
        self._offer()
        self.updateGeometry()
        # What is not on the screen yet asks nobody for more room by itself.
        self._place()

    def _offer(self) -> None:
        options = [(status.value if status else _ALL, chip.accessibleName()) for status, chip in self.chips.items()]
        chosen = self.chosen()
        self.box.show_options(options, chosen.value if chosen else _ALL)

    def chosen(self) -> Status | None:
        """The status shown, None for all."""
        return next((status for status, chip in self.chips.items() if chip.isChecked()), None)

    def show_chosen(self, status: Status | None) -> None:
        """Show one status, or all."""
        self.chips[status].setChecked(True)

    def _say(self, status: Status | None) -> str:
        return self._words.say(f"cohort.status.{status.value if status is not None else 'all'}")

    def _on_picked(self, status: str) -> None:
        self.show_chosen(None if status == _ALL else Status(status))

    def _on_toggled(self, on: bool) -> None:
        if on and hasattr(self, "box"):
            chosen = self.chosen()
            self.box.show_choice(chosen.value if chosen else _ALL)
            self.status_chosen.emit(self.chosen())
