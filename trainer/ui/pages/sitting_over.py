"""Owns what is said when time ends a sitting; knows no clock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.theme import Look


class OverPanel(Card):
    """Time is up, what was kept, one way on. Signal: `result_wished()`."""

    result_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, *, parent: QWidget | None = None) -> None:
        super().__init__(look, tone="info", spacing=6, margins=(20, 16, 20, 16), name="timeUp", parent=parent)
        self._catalogue = catalogue
        title = catalogue.say("assessment.sitting.over_title")
        self.title = IconText(title, "clock", look, "subhead", "ink", tint="info", name="timeUpTitle", parent=self)
        self.text = Text("", look, "explain", "ink2", name="timeUpText", parent=self)
        self.result = Button(
            catalogue.say("assessment.sitting.see_result"), look, Rank.PRIMARY, trailing="arrow-right",
            name="seeResult", parent=self,
        )  # fmt: skip
        self.result.clicked.connect(self.result_wished)
        self.add(self.title, self.text)
        self.body.gap(4)
        self.body.addWidget(self.result, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def words(self) -> str:
        """What a screen reader says of it."""
        return ". ".join((self.title.text(), self.text.text()))

    def show_over(self, answered: int, total: int, lost: bool) -> None:
        """Say how much was kept, and whether the last choice was not."""
        code = "assessment.sitting.over_unsaved" if lost else "assessment.sitting.over"
        self.text.setText(self._catalogue.say(code, answered=answered, total=total))
        self.show()
