"""Owns the page before an assessment: who sits it, its rules in plain words, one button; knows no rule by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.before_views import Terms
from trainer.core.message import Message
from trainer.core.views import AssessmentLine
from trainer.core.windows import Bar
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages.assessments import facts
from trainer.ui.pages.start_actions import StartActions
from trainer.ui.pages.start_parts import IdentityCard, barred, rules
from trainer.ui.presenters.assessments import AssessmentsPresenter
from trainer.ui.presenters.preparing import PreparingPresenter
from trainer.ui.protocols import AssessingDesk
from trainer.ui.room_protocols import PreparingDesk
from trainer.ui.theme import Look


class AssessmentStartPage(Page):
    """The rules: AssessmentStartPage(desk, person, blueprint, look, catalogue, parent=None), `show_rules()` fills it.

    Signals: `sitting_begun(SittingHand)`, `back_wished()`, `rehearsal_begun(RehearsalHand, title)`, `not_me()`,
    `bank_wished()` where a trainer opens its questions and `offers_bank` says that one can. `module`
    is the module that it is the self-check of, "" for none; `preparing` knows who sits it and has a question to try out.
    """

    sitting_begun = Signal(object)
    back_wished = Signal()
    rehearsal_begun = Signal(object, str)
    not_me = Signal()
    bank_wished = Signal()

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
        preparing: PreparingDesk | None = None,
        now: Callable[[], datetime] | None = None,
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
        self._now = now
        self._terms: Terms | None = None
        self._title = ""
        self.error = ErrorPanel(look, parent=self)
        self.error.hide()
        self.title = Text(say("assessment.rules.title"), look, "title", name="rulesTitle", parent=self)
        self.summary = Text("", look, "body", "ink2", name="summary", parent=self)
        self.rules = Card(look, spacing=16, margins=(24, 20, 24, 20), name="rules", parent=self)
        self.add(self.error, self.title, self.summary, self.rules)
        self.card = Card(look, spacing=12, name="startCard", parent=self)
        self.about = Column(look, 8)
        self.card.add(self.about)
        self.card.body.gap(4)
        self.acts = StartActions(look, catalogue, self.card)
        self.acts.start_wished.connect(lambda: self.presenter.begin(self._blueprint))
        self.acts.bank_wished.connect(self.bank_wished)
        self.offers_bank = False
        self._at_foot: bool | None = None
        self.acts.hide()
        self.card.hide()
        self.identity = IdentityCard(look, catalogue, self)
        self.identity.not_me.connect(self.not_me)
        self.add_side(self.identity, self.card)
        self.identity.hide()
        self._place_acts()
        look.changed.connect(self._place_acts)
        self.preparing: PreparingPresenter | None = None
        if preparing is not None:
            self.preparing = PreparingPresenter(preparing, person, blueprint, catalogue.language, self)
            self.preparing.terms_shown.connect(self._on_terms_shown)
            self.preparing.failed.connect(self._on_failed)
            self.preparing.rehearsal_begun.connect(lambda hand: self.rehearsal_begun.emit(hand, self._title))
            self.acts.rehearsal_wished.connect(self.preparing.rehearse)
        self.presenter.line_shown.connect(self.show_line)
        self.presenter.sitting_begun.connect(self.sitting_begun)
        self.presenter.failed.connect(self._on_failed)

    def show_rules(self) -> None:
        """Ask the desk and show what it says."""
        if self.preparing is not None:
            self.preparing.show_terms()
        self.presenter.show_line(self._blueprint)

    def _on_terms_shown(self, terms: Terms) -> None:
        self._terms = terms
        self.identity.show_candidate(terms.candidate)
        self.identity.show()

    def show_line(self, line: AssessmentLine) -> None:
        """Show the rules of an assessment."""
        look, say, now = self.look, self._catalogue.say, self._now() if self._now is not None else None
        self._title = line.title
        self._header.show_title(line.title, self._caption)
        going_on = bool(line.open_stream)
        lead = self._lead(line)
        self.summary.setText(lead)
        self.summary.setVisible(bool(lead))
        self.rules.body.clear()
        for icon, title, text in rules(line, self._terms, now, self._catalogue):
            part = Column(look, 2)
            part.addWidget(IconText(title, icon, look, "subhead", "ink", tint="accent", parent=self.rules))
            words = Column(look, 0, (26, 0, 0, 0))
            words.addWidget(Text(text, look, "explain", "ink2", parent=self.rules))
            part.addLayout(words)
            self.rules.add(part)
        self.about.clear()
        for icon, text in facts(line, self._catalogue):
            self.about.addWidget(IconText(text, icon, look, "body", "ink", tint="ink2", parent=self.card))
        self.acts.start.show_text(say("assessment.rules.continue" if going_on else "assessment.rules.start"))
        self.acts.start.setVisible(going_on or line.available)
        why_not = barred(line, now, self._catalogue) if line.check is None else ""
        self.acts.show_why_not(why_not, line.bar is Bar.LOCKED and self.offers_bank)
        tries = self._terms is not None and self._terms.rehearsal
        self.acts.rehearse.setVisible(tries and line.available and not going_on)
        self.card.show()
        self.acts.setVisible(self.acts.anything)
        self.footer_panel.setVisible(bool(self._at_foot) and self.acts.anything)
        self.acts.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_acts()

    def _place_acts(self) -> None:
        """In the card where it stands beside the rules, else at the foot, in sight however long the rules are."""
        at_foot = not self.two_columns
        if at_foot is self._at_foot:
            return
        self._at_foot = at_foot
        focused = self.focusWidget()
        held = focused if focused is not None and self.acts.isAncestorOf(focused) else None
        if held is not None:
            # Moved with the focus on it, it would hand that to a neighbour.
            held.clearFocus()
        shown = not self.acts.isHidden()
        if at_foot:
            self.footer.addWidget(self.acts)
        else:
            self.card.body.addWidget(self.acts)
        self.acts.show_at_foot(at_foot)
        self.acts.setVisible(shown)
        self.footer_panel.setVisible(shown and at_foot)
        if held is not None:
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead(self, line: AssessmentLine) -> str:
        say = self._catalogue.say
        if line.open_stream:
            stopped = self._terms is not None and self._terms.stopped
            return say("before.rules.stopped" if stopped else "assessment.rules.continue_lead")
        if line.check is None:
            return line.summary
        if line.available:
            return say("assessment.check.lead")
        return say("assessment.passed" if line.check.passed_ms else "assessment.tomorrow")

    def _on_failed(self, message: Message) -> None:
        self.error.show_error(self._catalogue.say("assessment.list.failed_title"), self._catalogue.tell(message))
        self.error.show()
        self.announce(self.error.text.text())
