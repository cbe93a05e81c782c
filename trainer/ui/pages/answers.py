"""Owns how the answers of a result are gone through: own answer, key, why, facts; knows no rule about what may be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.result_views import ResultView
from trainer.core.views import FactView, OptionView, QuestionView, Verdict
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText, as_of_chip, newer_chip
from trainer.ui.components.option_face import OptionState, OptionText
from trainer.ui.components.options import OptionList
from trainer.ui.components.page import Page
from trainer.ui.components.source import SourceRow
from trainer.ui.components.text import Narrative, Text, unmarked
from trainer.ui.pages.dispute import DisputePanel, Kept
from trainer.ui.theme import Look


class AnswersPage(Page):
    """Every question of a result, marked where its rules show that.

    Signals: `back_wished()`, `fact_wished(fact)`, `dispute_wished(int, str)` with a question's number,
    `ruling_wished(str)` with a question's digest, for a trainer. Answers that are not `own` are another's.
    """

    back_wished = Signal()
    fact_wished = Signal(str)
    dispute_wished = Signal(int, str)
    ruling_wished = Signal(str)

    def __init__(
        self, look: Look, catalogue: Catalogue, parent: QWidget | None = None, back: str = "", own: bool = True
    ) -> None:
        self.bar = Header("", look, back=back or catalogue.say("result.answers.back"))
        super().__init__(look, header=self.bar, name="answers", parent=parent)
        self._catalogue = catalogue
        self._own = own
        self.rule_buttons: dict[str, Button] = {}
        """What leads to a ruling, by the question's digest."""
        self.kept: Kept = {}
        self.bar.back_wished.connect(self.back_wished)

    def show_answers(
        self, result: ResultView, disputable: bool = True, rulable: Callable[[str], bool] | None = None
    ) -> None:
        """Show the questions of a result, with a way to say that one is wrong where it is one's own.

        `rulable` says of a digest whether a trainer who looks at it may rule on it; None for who is no trainer.
        """
        say = self._catalogue.say
        self.main.clear()
        self.panels: dict[int, DisputePanel] = {}
        self.rule_buttons = {}
        if not result.keys:
            lead = say("result.answers.no_keys")
            self.add(IconText(lead, "info", self.look, "small", "ink2", tint="info", name="noKeys", parent=self))
        self.bar.show_title(say("result.answers.title"), result.title)
        self._tell_language([question for question, _verdict in result.questions])
        for question, verdict in result.questions:
            card = self._card(question, verdict)
            if disputable and question.number not in self.panels:
                card.body.gap(4)
                card.add(self._dispute(question.number, result, card))
            if rulable is not None and rulable(question.digest):
                card.body.gap(4)
                card.body.addWidget(self._ruling_button(question, card), 0, Qt.AlignmentFlag.AlignLeft)
            self.add(card)
        self.main.addStretch(1)

    def _ruling_button(self, question: QuestionView, card: Card) -> Button:
        name = f"rule-{question.number}"
        button = Button(self._catalogue.say("ruling.rule"), self.look, Rank.QUIET, flush=True, name=name, parent=card)
        button.clicked.connect(lambda: self.ruling_wished.emit(question.digest))
        self.rule_buttons[question.digest] = button
        return button

    def show_single(self, question: QuestionView, verdict: Verdict, title: str) -> None:
        """Show one question with its answer."""
        self.main.clear()
        self.panels, self.rule_buttons = {}, {}
        self.bar.show_title(title)
        self._tell_language([question])
        self.add(self._card(question, verdict))
        self.main.addStretch(1)

    def _tell_language(self, questions: Sequence[QuestionView]) -> None:
        """Say once where something below is in another language than the reader's."""
        if any(question.other_language for question in questions):
            words = self._catalogue.say("common.other_language")
            self.add(Text(words, self.look, "caption", "ink3", name="otherLanguage", parent=self))

    def _dispute(self, number: int, result: ResultView, card: Card) -> DisputePanel:
        sent = [one for one in result.disputes if one.number == number]
        panel = DisputePanel(0, self.look, self._catalogue, card, number=number, sent=sent, kept=self.kept)
        panel.dispute_wished.connect(self.dispute_wished)
        panel.unfolded.connect(lambda: QTimer.singleShot(0, panel, lambda: self.reveal(panel)))
        self.panels[number] = panel
        return panel

    def focus_start(self) -> None:
        """Put the focus on the way back, from where the page keys scroll."""
        self.bar.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, question: QuestionView, verdict: Verdict | None) -> Card:
        look, say = self.look, self._catalogue.say
        card = Card(look, spacing=12, margins=(24, 20, 24, 20), name=f"answer-{question.number}", parent=self)
        head = Row(look, 12)
        number = self._heading(question)
        head.addWidget(Text(number, look, "small", "ink2", weight=500, name="number", parent=card))
        code, icon, tint = self._standing(question, verdict)
        if verdict is None and any(option.chosen for option in question.options):
            code, icon, tint = "answered", "circle", "ink2"
        words = say("result.answers." + code)
        head.addWidget(IconText(words, icon, look, "small", tint, weight=600, name="standing", parent=card), 1)
        if question.as_of:
            head.addWidget(as_of_chip(question.as_of, look, self._catalogue, card))
        card.setAccessibleName(say("result.answers.name", question=number, verdict=words))
        card.add(head)
        if question.vignette:
            card.add(Narrative(question.vignette, look, "passage", marked=True, parent=card))
        stem = Text(question.stem, look, "subhead", marked=True, name="stem", parent=card)
        card.add(stem, self._options(question, card))
        if question.ruling:
            ruled = say(f"result.answers.ruling_{question.ruling}")
            card.add(IconText(ruled, "info", look, "small", "ink", tint="info", name="ruling", parent=card))
        if verdict is not None and verdict.confidence is not None:
            word = say("components.confidence." + verdict.confidence.value)
            said = say("result.answers.confidence" if self._own else "observed.confidence", word=word)
            card.add(Text(said, look, "small", "ink2", name="confidence", parent=card))
        if verdict is not None and verdict.facts:
            card.body.gap(4)
            card.add(Text(say("result.answers.facts"), look, "caption", "ink2", weight=600, parent=card))
            for fact in verdict.facts:
                card.add(self._fact(fact, card))
        return card

    def _heading(self, question: QuestionView) -> str:
        """What stands above a question."""
        return self._catalogue.say("result.answers.question", number=question.number)

    @staticmethod
    def _standing(question: QuestionView, verdict: Verdict | None) -> tuple[str, str, str]:
        if not any(option.chosen for option in question.options):
            return "not_answered", "circle-dashed", "ink2"
        if verdict is not None and verdict.right:
            return "right", "circle-check", "positive"
        return "not_right", "circle-x", "amend"

    def _options(self, question: QuestionView, card: Card) -> OptionList:
        options = OptionList(self.look, self._catalogue, own=self._own, spacing=8, parent=card)
        texts = [OptionText(option.id, option.letter, option.text) for option in question.options]
        options.show_options(
            question.digest, texts, several=question.answers > 1, compact=True, label=unmarked(question.stem)
        )
        options.show_states({option.id: (_state(option), option.explanation) for option in question.options})
        for one in options.cards:
            # Read, not chosen: sixty options would be sixty stops of the Tab key.
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return options

    def _fact(self, fact: FactView, card: Card) -> Column:
        look, say = self.look, self._catalogue.say
        column = Column(look, 2)
        column.addWidget(Text(fact.statement, look, "explain", "ink", name="fact", parent=card))
        place = say("result.answers.fact_place", document=fact.document, place=fact.place) if fact.place else ""
        name = f"source-{fact.id}"
        source = SourceRow(place or fact.document, fact.as_of, look, self._catalogue, name=name, parent=card)
        source.clicked.connect(self._opener(fact.id))
        column.gap(2)
        column.addWidget(source)
        if fact.superseded:
            column.gap(2)
            column.addWidget(newer_chip(look, self._catalogue, card), 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _opener(self, fact: str) -> Callable[[], None]:
        return lambda: self.fact_wished.emit(fact)


def _state(option: OptionView) -> OptionState:
    if option.correct is None:
        return OptionState.TAKEN if option.chosen else OptionState.NOT_TAKEN
    if option.correct:
        return OptionState.CORRECT_CHOSEN if option.chosen else OptionState.CORRECT
    return OptionState.WRONG if option.chosen else OptionState.OTHER
