"""Owns what stands above a sitting: its title, what is saved, pause, the trainer's button, the time; knows no desk and no clock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import SavedMark
from trainer.ui.components.page import QWIDGETSIZE_MAX
from trainer.ui.components.timer import TimerChip
from trainer.ui.theme import Look


class SittingHead(QWidget):
    """The header; with large text pause, trainer and time have a line of their own under it.

    Signals: `pause_wished()`, `trainer_wished()`.
    """

    pause_wished = Signal()
    trainer_wished = Signal()

    def __init__(
        self, title: str, look: Look, catalogue: Catalogue, *, timer_hidden: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._title = title
        self._caption = ""
        self.setObjectName("sittingHead")
        say = catalogue.say
        column = Column(look, 0, parent=self)
        self.header = Header(title, look, parent=self)
        self.saved = SavedMark(look, catalogue, parent=self)
        self.trainer = Button(
            say("room.open"), look, Rank.QUIET, icon="key-round", ink="ink2", name="trainer", parent=self
        )
        self.pause = Button(
            say("assessment.sitting.pause"), look, Rank.QUIET, icon="pause", ink="ink2", name="pause", parent=self
        )
        self.timer = TimerChip(look, catalogue, hidden=timer_hidden, parent=self)
        self._signs = QWidget(self)
        self._signs_row = Row(look, 16, parent=self._signs)
        for sign in (self.trainer, self.pause, self.timer):
            self._signs_row.addWidget(sign)
        self.header.add(self.saved)
        column.addWidget(self.header)
        self._under = Column(look, 0)
        column.addLayout(self._under)
        QWidget.setTabOrder(self.trainer, self.pause)
        QWidget.setTabOrder(self.pause, self.timer.toggle)
        self.trainer.clicked.connect(self.trainer_wished)
        self.pause.clicked.connect(self.pause_wished)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_caption(self, caption: str) -> None:
        """Say above the title where one is; with large text there is no room for it."""
        self._caption = caption
        self.header.show_title(self._title, "" if self._look.single_column else caption)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """With large text what has no room beside each other stands under each other."""
        large = self._look.single_column
        self._signs_row.turn_to_fit(self.width() - self._look.px(64) if large else QWIDGETSIZE_MAX)

    def _on_look_changed(self) -> None:
        # With large text the time needs a line of its own.
        look, large = self._look, self._look.single_column
        home = self._under if large else self.header.slot
        home.addWidget(self._signs)
        edge = look.px(24)
        self._under.setContentsMargins(*((look.px(40), look.px(8), edge, look.px(8)) if large else (0, 0, 0, 0)))
        self._signs_row.setAlignment(Qt.AlignmentFlag.AlignLeft if large else Qt.AlignmentFlag.AlignRight)
        self.show_caption(self._caption)
        self._turn()
