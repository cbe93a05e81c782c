"""Owns the page of one question to try out before an assessment: what can be done, and that nothing of it is kept; knows no key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from question_bank.model import Confidence
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.keys import KeyFilter
from trainer.ui.pages.sitting_keys import question_keys
from trainer.ui.pages.sitting_question import QuestionPage
from trainer.ui.room_protocols import RehearsalHand
from trainer.ui.theme import Look


class RehearsalPage(QWidget):
    """RehearsalPage(hand, title, look, catalogue, parent=None). Signal: `done()`: back to where the assessment starts."""

    done = Signal()

    def __init__(
        self, hand: RehearsalHand, title: str, look: Look, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rehearsal")
        self._hand = hand
        self._look = look
        self._catalogue = catalogue
        self._steps: dict[str, IconText] = {}
        say = catalogue.say
        self.header = Header(
            title, look, caption=say("before.rehearsal.caption"), back=say("before.rehearsal.back"), parent=self
        )
        self.question = QuestionPage(
            look,
            catalogue,
            asks_confidence=hand.asks_confidence,
            requires_confidence=hand.requires_confidence,
            parent=self,
        )
        column = Column(look, 0, parent=self)
        column.addWidget(self.header)
        column.addWidget(self.question, 1)
        self._build_steps()
        self.question.review.show_text(say("before.rehearsal.ready"))
        options = len(hand.question().options)
        keys = question_keys(options, asks_confidence=hand.asks_confidence, timed=False)
        # One question has none before or after it, and Enter hands nothing in.
        works = ("option", "flag", "go", "confidence")
        self.keys = KeyFilter(self.question, keys, works=lambda intent: intent.partition(":")[0] in works)
        self.keys.intended.connect(self._on_intended)
        self.header.back_wished.connect(self.done)
        self.question.review_wished.connect(self.done)
        self.question.choice_made.connect(self._on_choice_made)
        self.question.confidence_given.connect(self._on_confidence_given)
        self.question.flag_wished.connect(self._on_flag_wished)
        self.question.question_wished.connect(lambda _number: self.question.focus_question())
        self._show()
        self.question.place.setText(say("before.rehearsal.place"))
        self.setFocusProxy(self.question.stem)

    def _build_steps(self) -> None:
        look, say = self._look, self._catalogue.say
        card = Card(look, tone="info", spacing=8, name="tryOut", parent=self.question)
        card.add(Text(say("before.rehearsal.title"), look, "subhead", name="tryTitle", parent=card))
        card.add(Text(say("before.rehearsal.lead"), look, "small", "ink2", name="tryLead", parent=card))
        sure = ["sure"] if self._hand.asks_confidence else []
        for step in ("choose", "change", "flag", *sure, "navigator"):
            words = say(f"before.rehearsal.{step}")
            self._steps[step] = IconText(
                words, "circle", look, "small", "ink", tint="ink2", name=f"try-{step}", parent=card
            )
            card.add(self._steps[step])
        self.question.side.insertWidget(0, card)

    def _show(self) -> None:
        question = self._hand.question()
        chosen = any(option.chosen for option in question.options)
        self.question.show_question(question)
        self.question.show_cells(self._hand.cells(), int(chosen))

    def _tick(self, step: str) -> None:
        say = self._catalogue.say
        words = say(f"before.rehearsal.{step}")
        mark = self._steps[step]
        mark.show_mark(words, "circle-check", "ink", "positive")
        mark.setAccessibleName(say("before.rehearsal.done", what=words))

    def _on_choice_made(self, _item: str, options: tuple[str, ...]) -> None:
        before = any(option.chosen for option in self._hand.question().options)
        try:
            self._hand.choose(options)
        except Refused as problem:
            self.question.announce(self._catalogue.tell(problem.message))
            self._show()
            return
        self._tick("change" if before else "choose")
        self._show()

    def _on_confidence_given(self, confidence: str) -> None:
        self._hand.say_confidence(Confidence(confidence))
        self._tick("sure")
        self._show()

    def _on_flag_wished(self) -> None:
        self._hand.flag()
        self._tick("flag")
        self._show()
        flagged = self._hand.question().flagged
        self.question.announce(self._catalogue.say("assessment.sitting." + ("flagged" if flagged else "unflagged")))

    def _on_intended(self, intent: str) -> None:
        what, _, place = intent.partition(":")
        if what == "option":
            self.question.options.choose(int(place))
        elif what == "confidence" and self.question.confidence is not None:
            self.question.confidence.choose(int(place))
        elif what == "flag":
            self._on_flag_wished()
        elif what == "go":
            self._tick("navigator")
            self.question.focus_navigator()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("bg"))
