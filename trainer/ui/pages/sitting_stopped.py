"""Owns what covers the questions while a trainer has the room stopped; knows no desk and lets nothing go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button
from trainer.ui.components.card import Card
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.text import Text
from trainer.ui.theme import Look


class StoppedPage(Page):
    """The room stands still. Signal: `trainer_wished()`; the button is there where a trainer can act in this window."""

    trainer_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, *, controlled: bool, parent: QWidget | None = None) -> None:
        super().__init__(look, name="stopped", parent=parent)
        self._catalogue = catalogue
        say = catalogue.say
        card = Card(look, tone="info", spacing=8, margins=(24, 22, 24, 22), name="stoppedCard", parent=self)
        self.title = IconText(
            say("room.stopped.title"), "pause", look, "title", "ink", tint="info", icon_size=24,
            name="stoppedTitle", parent=card,
        )  # fmt: skip
        self.text = Text("", look, "body", "ink2", name="stoppedText", parent=card)
        self.trainer = Button(say("room.open"), look, icon="key-round", name="stoppedTrainer", parent=card)
        self.trainer.clicked.connect(self.trainer_wished)
        self.trainer.setVisible(controlled)
        card.add(self.title, self.text)
        card.body.gap(8)
        card.body.addWidget(self.trainer, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(card)
        self.main.addStretch(1)
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_unsaved(self, unsaved: bool) -> None:
        """Say whether the last choice is saved."""
        self.text.setText(self._catalogue.say("room.stopped.text_unsaved" if unsaved else "room.stopped.text"))
