"""Owns what can be done before an assessment: start it, try a question, open its questions, or why not; begins nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.text import Text
from trainer.ui.theme import Look


class StartActions(QWidget):
    """StartActions(look, catalogue, parent): under each other in a card, beside each other at a page's foot (`show_at_foot`).

    Signals: `start_wished()`, `rehearsal_wished()`, `bank_wished()`.
    """

    start_wished = Signal()
    rehearsal_wished = Signal()
    bank_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("startActions")
        say = catalogue.say
        self._look = look
        self._at_foot = False
        self.barred = Text("", look, "small", "ink2", name="barred", parent=self)
        self.bank = Button(say("vault.open_beside"), look, icon="key-round", wide=True, name="openBank", parent=self)
        self.bank.setAccessibleName(say("vault.open_here"))
        self.start = Button("", look, Rank.PRIMARY, large=True, wide=True, name="start", parent=self)
        self.rehearse = Button(say("before.rehearsal.open"), look, wide=True, name="rehearse", parent=self)
        column = Column(look, 12, parent=self)
        column.addWidget(self.barred)
        self._row = Row(look, 12)
        for button in (self.bank, self.start, self.rehearse):
            self._row.addWidget(button)
        column.addLayout(self._row)
        self.bank.clicked.connect(self.bank_wished)
        self.start.clicked.connect(self.start_wished)
        self.rehearse.clicked.connect(self.rehearsal_wished)
        for part in (self.barred, self.bank, self.rehearse):
            part.hide()
        self._turn()

    def show_why_not(self, words: str, opens_bank: bool) -> None:
        """Say why it cannot be begun, "" where it can, and whether a trainer can open its questions here."""
        self.barred.setText(words)
        self.barred.setVisible(bool(words))
        self.bank.setVisible(bool(words) and opens_bank)

    @property
    def anything(self) -> bool:
        """Whether there is anything to do, or to say of why not."""
        return any(not part.isHidden() for part in (self.barred, self.bank, self.start, self.rehearse))

    def show_at_foot(self, at_foot: bool) -> None:
        """Stand at a page's foot, or in a card."""
        self._at_foot = at_foot
        self._turn()

    def focus_first(self) -> None:
        """Put the focus on the first thing to do: where one can try first, a key pressed too soon begins no time."""
        order = (self.rehearse, self.start, self.bank)
        next((one for one in order if not one.isHidden()), self.start).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        if self._at_foot:
            self._row.turn_to_fit(self.width())
        else:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
