"""Owns a practice question on the screen: scenario, stem, answers; knows neither the key before it is told nor what follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.views import OptionView, QuestionView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText
from trainer.ui.components.option_face import OptionState, OptionText
from trainer.ui.components.options import OptionList
from trainer.ui.components.text import Narrative, Text
from trainer.ui.theme import Look


class QuestionBox(QWidget):
    """One question. `options` says what is chosen; `stem` takes the focus when the question is new.

    `compact` takes less height around the words.
    """

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget, *, compact: bool = False) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._compact = compact
        self.setObjectName("question")
        column = Column(look, 12, parent=self)
        self._language_note = Text(catalogue.say("common.other_language"), look, "caption", "ink3", parent=self)
        self._former = IconText(
            catalogue.say("practice.former"), "info", look, "small", "ink2", tint="info", name="former", parent=self
        )
        self._content_note = IconText(
            "", "info", look, "small", "ink2", tint="caution", name="contentNote", parent=self
        )
        self.vignette = Narrative("", look, marked=True, name="vignette", parent=self)
        self.scenario = Button("", look, Rank.QUIET, icon="chevron-down", flush=True, name="scenario", parent=self)
        self.scenario.clicked.connect(self._on_scenario_clicked)
        self.stem = Text("", look, "heading", marked=True, name="stem", parent=self)
        self.stem.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look.focus_ring.watch(self.stem, "key")
        self._several = Text("", look, "small", "ink2", name="several", parent=self)
        self.options = OptionList(look, catalogue, spacing=8 if compact else 12, parent=self)
        column.addWidget(self._language_note)
        column.addWidget(self._former)
        column.addWidget(self._content_note)
        column.addWidget(self.vignette)
        column.addWidget(self.scenario, 0, Qt.AlignmentFlag.AlignLeft)
        column.gap(2 if compact else 8)
        column.addWidget(self.stem)
        column.addWidget(self._several)
        column.gap(4)
        column.addWidget(self.options)

    def show_question(self, question: QuestionView) -> None:
        """Show a question, nothing chosen."""
        say = self._catalogue.say
        self._language_note.setVisible(question.other_language)
        self._former.setVisible(question.former)
        self._content_note.setText(say("practice.content_note", note=question.content_note))
        self._content_note.setVisible(bool(question.content_note))
        self.vignette.setText(question.vignette)
        self.vignette.setVisible(bool(question.vignette))
        self.scenario.hide()
        self.stem.setText(question.stem)
        self._several.setText(say("practice.several", n=question.answers))
        self._several.setVisible(question.answers > 1)
        rows = [OptionText(option.id, option.letter, option.text) for option in question.options]
        self.options.show_options(
            question.digest, rows, several=question.answers > 1, compact=self._compact, label=self.stem.text()
        )

    def show_answered(self, question: QuestionView) -> None:
        """Show key and explanations."""
        self.options.show_chosen([option.id for option in question.options if option.chosen])
        self.options.show_states({option.id: (_state(option), option.explanation) for option in question.options})

    def fold(self) -> None:
        """Let the scenario give way to its answers."""
        if not self.vignette.isHidden():
            self.vignette.hide()
            self.scenario.show_text(self._catalogue.say("practice.show_scenario"))
            self.scenario.show()

    def enter_options(self, first: bool) -> bool:
        """From the question into its answers, from above or below. Return whether there are any."""
        if not self.stem.hasFocus() or not self.options.cards:
            return False
        self.options.cards[0 if first else -1].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _on_scenario_clicked(self) -> None:
        hidden = self.vignette.isHidden()
        self.vignette.setVisible(hidden)
        self.scenario.show_text(self._catalogue.say("practice.hide_scenario" if hidden else "practice.show_scenario"))


def _state(option: OptionView) -> OptionState:
    if option.correct:
        return OptionState.CORRECT_CHOSEN if option.chosen else OptionState.CORRECT
    return OptionState.WRONG if option.chosen else OptionState.OTHER
