"""Owns how sure one is of an answer in an assessment: under the answers, or at the foot where they would push it out of sight."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.confidence import ConfidenceList
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.text import Text
from trainer.ui.theme import Look


class SureBox(QWidget):
    """The question of how sure, and its answers beside each other. Signal: `confidence_given(str)`."""

    confidence_given = Signal(str)

    def __init__(self, look: Look, catalogue: Catalogue, required: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        say, hint = catalogue.say, "sure_required" if required else "sure_hint"
        self.setObjectName("sureBox")
        self._column = Column(look, 12, (0, 8, 0, 0), self)
        self._words = Row(look, 10)
        self._words.addWidget(
            Text(say("assessment.sitting.sure"), look, "explain", weight=600, name="sure", parent=self)
        )
        self._words.addWidget(
            Text(say(f"assessment.sitting.{hint}"), look, "small", "ink2", name="sureHint", parent=self), 1
        )
        self.confidence = ConfidenceList(look, catalogue, across=True, parent=self)
        self.confidence.confidence_given.connect(self.confidence_given)
        self._column.addLayout(self._words)
        self._column.addWidget(self.confidence)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        down = self._look.single_column
        across = QBoxLayout.Direction.LeftToRight
        self._words.setDirection(QBoxLayout.Direction.TopToBottom if down else across)


class Dock(QWidget):
    """The place at a page's foot, above its buttons, for what must stay in sight; nothing until something is in it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("dock")
        self._row = Row(look, 0, (40, 4, 40, 4), self)
        self._row.addStretch(1)
        self.hide()

    def hold(self, box: QWidget) -> None:
        """Take something in; it is as wide as the text above it."""
        box.setMaximumWidth(self._look.size("readingWidth"))
        self._row.insertWidget(0, box, 1000)
        self.show()
