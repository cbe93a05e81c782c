"""Owns how a case stands in the place of a question of an assessment: its scenes, decisions that stay, no word on what was best."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.case_views import SceneView
from trainer.core.views import QuestionView
from trainer.ui.components.layouts import Column
from trainer.ui.components.options import OptionCard, OptionCheck
from trainer.ui.pages.case_parts import SceneBox
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look


def said(question: QuestionView, stem: str, scene: SceneView | None, catalogue: Catalogue) -> str:
    """What a screen reader says of a question that comes on the screen, or of a scene."""
    words = catalogue.say("assessment.sitting.said", number=question.number, total=question.total, stem=stem)
    if scene is None:
        return words
    return f"{words} {catalogue.say('before.case.said', title=scene.title, number=scene.number)}"


class CasePart(QWidget):
    """One scene after another. Signals: `choice_made(str)`, `decide_wished()`."""

    choice_made = Signal(str)
    decide_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._digest = ""
        self.setObjectName("casePart")
        column = Column(look, 0, parent=self)
        self.box = SceneBox(look, catalogue, self)
        column.addWidget(self.box)
        self.box.choice_made.connect(self.choice_made)
        self.box.decide_wished.connect(self.decide_wished)

    @property
    def cards(self) -> list[OptionCard | OptionCheck]:
        """What can be decided for."""
        return self.box.options.cards

    def show_scene(self, scene: SceneView, chosen: str) -> bool:
        """Show a scene, with what is chosen in it. Return whether it is another one."""
        new = scene.digest != self._digest
        if new:
            let_focus_go(self.box)
        self._digest = scene.digest
        self.box.show_scene(scene, chosen)
        # The way on is the assessment's own: nothing is looked back on here.
        self.box.on.hide()
        self.box.hint.setText(self._catalogue.say("before.case.ended" if scene.ending else "before.case.final"))
        return new

    def tell_missing(self) -> str:
        """Say that nothing is chosen yet; return the words."""
        self.box.missing.show()
        return self.box.missing.text()

    def focus_scene(self) -> None:
        """Put the focus where the scene begins."""
        self.box.title.setFocus(Qt.FocusReason.OtherFocusReason)
