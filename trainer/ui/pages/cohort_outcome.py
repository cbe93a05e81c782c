"""Owns what became of something on the list of people: done, or why not; does nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import IconButton
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.theme import Look


class CohortOutcome(QWidget):
    """Nothing until something was done or could not be. Signal: `again_wished()` after a list that could not be read."""

    again_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cohortOutcome")
        self.error = ErrorPanel(look, name="cohortError", parent=self)
        self.done = Card(look, tone="positive", spacing=4, margins=(20, 12, 12, 14), name="cohortDone", parent=self)
        head = Row(look, 12)
        self._title = IconText("", "circle-check", look, "subhead", "ink", tint="positive", name="doneTitle")
        close = IconButton(catalogue.say("export.dismiss"), "x", look, name="dismiss", parent=self.done)
        close.clicked.connect(self._hide_all)
        head.addWidget(self._title, 1)
        head.addWidget(close)
        self._text = Text("", look, "small", "ink2", selectable=True, name="doneText", parent=self.done)
        self.done.add(head, self._text)
        column = Column(look, 0, parent=self)
        column.addWidget(self.error)
        column.addWidget(self.done)
        self.error.action_wished.connect(self._on_action)
        self._hide_all()

    def show_error(self, title: str, text: str, actions: list[tuple[str, str]] | None = None) -> None:
        """Say what could not be done and why."""
        self.error.show_error(title, text, actions or [])
        self._show(self.error, title, text)

    def show_done(self, title: str, text: str) -> None:
        """Say what was done."""
        self._title.setText(title)
        self._text.setText(text)
        self._show(self.done, title, text)

    def _show(self, part: QWidget, title: str, text: str) -> None:
        self._hide_all()
        part.show()
        self.show()
        announce(self, ". ".join((title, text)))

    def _hide_all(self) -> None:
        self.error.hide()
        self.done.hide()
        self.hide()

    def _on_action(self, action: str) -> None:
        if action == "reload":
            self._hide_all()
            self.again_wished.emit()
