"""Owns the parts of the practice page and how they stand: question, sides, cover, end; knows no presenter and no desk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.policies import REFRESHER
from trainer.core.views import QuestionView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.header import Header
from trainer.ui.components.marks import KeyHints
from trainer.ui.components.page import Page
from trainer.ui.components.progress import StepSegments
from trainer.ui.components.text import Text
from trainer.ui.pages.practice_panels import AnswerPanel, AskPanel, Cover, ReportForm, RoundEnd, key_hints, trouble
from trainer.ui.pages.practice_question import QuestionBox
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look


class PracticeSheet(Page):
    """The parts of a round of practice, for the page that knows what they are for."""

    def __init__(self, module: str, look: Look, catalogue: Catalogue, parent: QWidget | None) -> None:
        self._steps: StepSegments | None = None
        self._header = Header("", look, caption=catalogue.say("practice.caption"), back=catalogue.say("practice.back"))
        super().__init__(look, header=self._header, name="practice", parent=parent)
        self._catalogue = catalogue
        self._module = module
        self._digest = ""
        self._before_cover: QWidget | None = None
        self._build_header()
        self._build_question()
        self._build_side()
        self._build_footer()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("practice." + code, **values)

    def _build_header(self) -> None:
        self.steps = self._steps = StepSegments(self.look, self._catalogue, parent=self)
        self._pause = Button(
            self._say("pause"), self.look, Rank.QUIET, icon="pause", ink="ink2", name="pause", parent=self
        )
        self._header.add(self.steps, self._pause)

    def _arrange(self) -> None:
        """With large text the steps stand above the question, and the keys give way to it."""
        super()._arrange()
        if self._steps is None:
            return
        large = self.look.single_column
        (self.main if large else self._header.slot).insertWidget(0, self._steps)
        self.footer_panel.setVisible(not large and not self.question.isHidden())

    def _build_question(self) -> None:
        self.question = QuestionBox(self.look, self._catalogue, self)
        self.options = self.question.options
        self.cover = Cover(self.look, self._catalogue, self)
        self.cover_trouble = trouble(self.look, "coverTrouble", self)
        self.end = RoundEnd(self._back_words(), self.look, self._catalogue, self)
        self.add(self.question, self.cover, self.cover_trouble, self.end)
        for part in (self.question, self.cover, self.end):
            part.hide()

    def _build_side(self) -> None:
        self.ask = AskPanel(self.look, self._catalogue, self)
        self.answer = AnswerPanel(self.look, self._catalogue, self)
        self.trouble = trouble(self.look, "notSaved", self)
        self.report = ReportForm(self.look, self._catalogue, self)
        self.answer.hide()
        self.add_side(self.trouble, self.ask, self.answer, self.report)

    def _build_footer(self) -> None:
        self._hints = KeyHints([], self.look, parent=self)
        self._item = Text("", self.look, "caption", "ink3", weight=400, wraps=False, name="item", parent=self)
        self.add_footer(self._hints, self._item)

    def _back_words(self) -> str:
        return self._say("end.to_home" if self._module == REFRESHER else "end.to_module")

    # How they stand

    def _show_text(self, question: QuestionView, title: str) -> None:
        self._digest = question.digest
        caption = "repeat" if question.repeat else "refresher" if self._module == REFRESHER else "caption"
        self._header.show_title(title, self._say(caption))
        self.question.show_question(question)
        self._item.setText(question.id)
        self.trouble.hide()
        self.report.start_over()
        self.question.show()

    def _fold_scenario(self) -> None:
        """Where height runs out, the scenario gives way to its answers."""
        if not self.isVisible():
            return
        layout = self.main_panel.layout()
        if layout is not None:
            # The explanations have only just come: what the layout remembers is from before them.
            layout.invalidate()
        needed = self.main_panel.heightForWidth(self.main_panel.width()) + 2 * self.look.px(36)
        if not self.two_columns or needed > self.area.viewport().height():
            self.question.fold()

    def _cover(self) -> None:
        """Put the cover over everything that can be read."""
        self._before_cover = self.focusWidget()
        let_focus_go(self)
        self.question.hide()
        self.side_panel.hide()
        self.footer_panel.hide()
        self._pause.hide()
        self.cover.show()
        self.cover.resume.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(self._say("paused_title"))

    def _uncover(self) -> None:
        let_focus_go(self)
        self.cover.hide()
        self.question.show()
        self.side_panel.show()
        self.footer_panel.setVisible(not self.look.single_column)
        self._pause.show()
        (self._before_cover or self.question.stem).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_end(self, right: int, given: int) -> None:
        """Show how the round went."""
        let_focus_go(self)
        self.question.hide()
        self.side_panel.hide()
        self.footer_panel.hide()
        self._pause.hide()
        self.steps.show_steps(given, 0, given)
        self.end.show_tally(right, given)
        self.end.show()
        if self.isVisible():
            self.end.go.setFocus(Qt.FocusReason.OtherFocusReason)
            self.announce(f"{self.end.title.text()} {self.end.tally.text()}")

    def _show_hints(self, answered: bool, options: int) -> None:
        self._hints.show_hints(key_hints(self._catalogue, answered, options))
