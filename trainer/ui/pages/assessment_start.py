"""Owns the page before an assessment: its rules in plain words and one button; knows no rule by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.views import AssessmentLine
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages import check_parts
from trainer.ui.pages.assessments import facts
from trainer.ui.presenters.assessments import AssessmentsPresenter
from trainer.ui.protocols import AssessingDesk
from trainer.ui.theme import Look


class AssessmentStartPage(Page):
    """The rules: AssessmentStartPage(desk, person, blueprint, look, catalogue, parent=None), `show_rules()` fills it.

    Signals: `sitting_begun(SittingHand)`, `back_wished()`. `module` is the module that it is the self-check of, "" for none.
    """

    sitting_begun = Signal(object)
    back_wished = Signal()

    def __init__(
        self,
        desk: AssessingDesk,
        person: str,
        blueprint: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        module: str = "",
    ) -> None:
        say = catalogue.say
        self._caption = say("assessment.check.caption" if module else "assessment.rules.caption")
        back = say("assessment.check.back" if module else "assessment.rules.back")
        header = Header("", look, caption=self._caption, back=back)
        super().__init__(look, header=header, name="assessmentStart", parent=parent)
        header.back_wished.connect(self.back_wished)
        self.presenter = AssessmentsPresenter(desk, person, catalogue.language, self)
        self._header = header
        self._catalogue = catalogue
        self._blueprint = blueprint
        self.error = ErrorPanel(look, parent=self)
        self.error.hide()
        self.title = Text(say("assessment.rules.title"), look, "title", name="rulesTitle", parent=self)
        self.summary = Text("", look, "body", "ink2", name="summary", parent=self)
        self.rules = Card(look, spacing=16, margins=(24, 20, 24, 20), name="rules", parent=self)
        self.add(self.error, self.title, self.summary, self.rules)
        self.card = Card(look, spacing=12, name="startCard", parent=self)
        self.about = Column(look, 8)
        self.start = Button("", look, Rank.PRIMARY, large=True, wide=True, name="start", parent=self.card)
        self.start.clicked.connect(lambda: self.presenter.begin(self._blueprint))
        self.card.add(self.about)
        self.card.body.gap(4)
        self.card.add(self.start)
        self.card.hide()
        self.add_side(self.card)
        self.presenter.line_shown.connect(self.show_line)
        self.presenter.sitting_begun.connect(self.sitting_begun)
        self.presenter.failed.connect(self._on_failed)

    def show_rules(self) -> None:
        """Ask the desk and show what it says."""
        self.presenter.show_line(self._blueprint)

    def show_line(self, line: AssessmentLine) -> None:
        """Show the rules of an assessment."""
        look, say = self.look, self._catalogue.say
        self._header.show_title(line.title, self._caption)
        going_on = bool(line.open_stream)
        self.summary.setText(self._lead(line))
        self.rules.body.clear()
        for icon, title, text in self._rules(line):
            part = Column(look, 2)
            part.addWidget(IconText(title, icon, look, "subhead", "ink", tint="accent", parent=self.rules))
            words = Column(look, 0, (26, 0, 0, 0))
            words.addWidget(Text(text, look, "explain", "ink2", parent=self.rules))
            part.addLayout(words)
            self.rules.add(part)
        self.about.clear()
        for icon, text in facts(line, self._catalogue):
            self.about.addWidget(IconText(text, icon, look, "body", "ink", tint="ink2", parent=self.card))
        self.start.show_text(say("assessment.rules.continue" if going_on else "assessment.rules.start"))
        self.start.setVisible(going_on or line.available)
        self.card.show()
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead(self, line: AssessmentLine) -> str:
        say = self._catalogue.say
        if line.open_stream:
            return say("assessment.rules.continue_lead")
        if line.check is None:
            return line.summary
        if line.available:
            return say("assessment.check.lead")
        return say("assessment.passed" if line.check.passed_ms else "assessment.tomorrow")

    def _rules(self, line: AssessmentLine) -> list[tuple[str, str, str]]:
        say = self._catalogue.say
        rules = check_parts.rules(line, line.check, self._catalogue) if line.check is not None else []
        rules += [
            ("pencil", say("assessment.rules.change_title"), say("assessment.rules.change")),
            ("save", say("assessment.rules.saved_title"), say("assessment.rules.saved")),
        ]
        if line.minutes:
            rules.append(("clock", say("assessment.rules.time_title"), say("assessment.rules.time")))
        if line.minutes or line.time_stands_still:
            close = "close_still" if line.time_stands_still else "close_runs"
            rules.append(("log-out", say("assessment.rules.close_title"), say(f"assessment.rules.{close}")))
        if line.check is not None:
            rules.append(("eye", say("assessment.rules.after_title"), say("assessment.check.rules.after")))
            return rules
        rules.append(("eye", say("assessment.rules.after_title"), say(f"assessment.rules.after_{line.feedback.value}")))
        often = say("assessment.rules.attempts", n=line.attempts) if line.attempts else say("assessment.rules.often")
        rules.append(("repeat", say("assessment.rules.often_title"), often))
        return rules

    def _on_failed(self, message: Message) -> None:
        self.error.show_error(self._catalogue.say("assessment.list.failed_title"), self._catalogue.tell(message))
        self.error.show()
        self.announce(self.error.text.text())
