"""Owns one practice question large enough for a class: shown, covered, revealed, the next; asks nobody and keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.class_protocols import ClassHand
from trainer.ui.components.buttons import Button, IconButton, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import as_of_chip
from trainer.ui.components.page import Page
from trainer.ui.components.source import SourceCard
from trainer.ui.components.text import Text
from trainer.ui.keys import Binding, KeyFilter, KeyMap, letters
from trainer.ui.pages.practice_question import QuestionBox
from trainer.ui.theme import Look

MOST_OPTIONS = 10
KEYS = KeyMap(
    [
        *letters("option", MOST_OPTIONS, "class.do.option"),
        Binding(("PageDown", "Right", "Space", "Enter"), "on", "class.do.on"),
        Binding(("PageUp", "Left"), "back", "class.do.back"),
        Binding(("Period",), "cover", "class.do.cover"),
        Binding(("Plus",), "larger", "class.do.larger"),
        Binding(("Minus",), "smaller", "class.do.smaller"),
        Binding(("F11",), "full", "class.do.full"),
        Binding(("Esc",), "leave", "class.do.leave"),
    ]
)


class ClassViewPage(Page):
    """One question after another, with the keys of a presenter's remote.

    Signals: `left()`, `gone()` once another page takes its place, `size_wished(float)` with another size of text.
    """

    left = Signal()
    gone = Signal()
    size_wished = Signal(float)

    def __init__(self, hand: ClassHand, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        self._head = Header(hand.title(catalogue.language), look, back=catalogue.say("class.do.leave"))
        super().__init__(look, header=self._head, wide=True, name="classView", parent=parent)
        self._hand = hand
        self._catalogue = catalogue
        self._head.back_wished.connect(self.left)
        self.question = QuestionBox(look, catalogue, self)
        self.question.options.choice_made.connect(lambda _item, chosen: hand.choose(chosen))
        self.verdict = Text("", look, "heading", "positive", name="verdict", parent=self)
        self.verdict.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._sources = QWidget(self)
        self._sources.setObjectName("sources")
        self._facts = Column(look, 12, parent=self._sources)
        self._year = Column(look, 8)
        self._lit = QWidget(self)
        lit = Column(look, 20, parent=self._lit)
        lit.addLayout(self._year)
        lit.addWidget(self.verdict)
        lit.addWidget(self.question)
        lit.addWidget(self._sources)
        self.cover = Card(look, margins=(32, 28, 32, 28), name="covered", parent=self)
        self.cover.add(
            Text(self._say("covered"), look, "title", parent=self.cover),
            Text(self._say("covered_hint"), look, "body", "ink2", parent=self.cover),
        )
        self.cover.hide()
        self.add(self._lit, self.cover)
        self.main.addStretch(1)
        self._make_buttons()
        self.keys = KeyFilter(self, KEYS, works=self._works)
        self.keys.intended.connect(self._on_intended)
        self.show_question()

    @property
    def in_hand(self) -> ClassHand:
        """The round itself, for a page made anew in another language."""
        return self._hand

    def leave(self) -> bool:
        """Say that it goes; there is nothing to keep."""
        self.gone.emit()
        return True

    def show_question(self) -> None:
        """Show the question at hand as far as it is revealed."""
        hand, language = self._hand, self._catalogue.language
        question = hand.question(language)
        self._head.show_title(hand.title(language), self._say("place", number=question.number, total=question.total))
        self._year.clear()
        if question.as_of:
            chip = as_of_chip(question.as_of, self.look, self._catalogue, self)
            self._year.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.question.show_question(question)
        self.question.options.show_chosen([option.id for option in question.options if option.chosen])
        if hand.revealed:
            self.question.show_answered(question)
            self.question.fold()
            keyed = [option.letter for option in question.options if option.correct]
            self.verdict.setText(self._say("key", letters=", ".join(keyed), n=len(keyed)))
        self.verdict.setVisible(hand.revealed)
        self._show_facts()
        self._back.setEnabled(hand.place > 0)
        last = hand.place + 1 == hand.length
        self._on.show_text(self._say("end" if hand.revealed and last else "next" if hand.revealed else "reveal"))
        self.area.verticalScrollBar().setValue(0)
        if self.isVisible():
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the question."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the page keys to those who turn the questions over; up and down scroll."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _make_buttons(self) -> None:
        """What a remote's keys do, for whoever has a mouse: in the header, so that the question has the room."""
        look, say = self.look, self._say
        made = [
            IconButton(say(word), icon, look, name=name, parent=self)
            for word, icon, name in (
                ("previous", "chevron-left", "back"),
                ("cover", "eye-off", "cover"),
                ("smaller", "minus", "smaller"),
                ("larger", "plus", "larger"),
                ("full", "monitor", "full"),
            )
        ]
        self._back = made[0]
        self._on = Button(say("reveal"), look, Rank.PRIMARY, name="on", parent=self)
        for button in (*made, self._on):
            button.clicked.connect(self._on_button_clicked)
        self._head.add(*made)
        self.add_footer(self._on)
        self.footer.addStretch(1)

    def _show_facts(self) -> None:
        self._facts.clear()
        facts = self._hand.facts(self._catalogue.language)
        for fact in facts:
            card = SourceCard(self.look, self._catalogue, name=f"source-{fact.id}", parent=self._sources)
            card.show_source(fact.statement, fact.document, fact.place, fact.as_of, newer=fact.superseded)
            self._facts.addWidget(card)
        self._sources.setVisible(bool(facts))

    def _begin(self) -> None:
        (self.verdict if self._hand.revealed else self.question.stem).setFocus(Qt.FocusReason.OtherFocusReason)
        words = self.verdict.text() if self._hand.revealed else self.question.stem.text()
        self.announce(words)

    def _works(self, intent: str) -> bool:
        word, _, place = intent.partition(":")
        if word == "option":
            return not (self._hand.revealed or self._covered) and int(place) < len(self.question.options.cards)
        return word != "back" or self._hand.place > 0

    @property
    def _covered(self) -> bool:
        return not self.cover.isHidden()

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self._on_intended(button.objectName())

    def _on_intended(self, intent: str) -> None:
        word, _, place = intent.partition(":")
        if word == "option":
            self.question.options.choose(int(place))
            # The keys of a remote go on from here, and not from one option to the next.
            self.question.stem.setFocus(Qt.FocusReason.OtherFocusReason)
        elif word == "on":
            self._go_on()
        elif word == "back" and self._hand.go(-1):
            self._uncover()
            self.show_question()
        elif word == "cover":
            self.cover.setVisible(not self._covered)
            self._lit.setVisible(not self._covered)
        elif word in ("larger", "smaller"):
            self._resize(1 if word == "larger" else -1)
        elif word == "full":
            window = self.window()
            window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif word == "leave":
            self.left.emit()

    def _go_on(self) -> None:
        if self._covered:
            self._uncover()
            return
        if not self._hand.revealed:
            self._hand.reveal()
        elif not self._hand.go(1):
            self.left.emit()
            return
        self.show_question()

    def _uncover(self) -> None:
        self.cover.hide()
        self._lit.show()

    def _resize(self, step: int) -> None:
        sizes = sorted(self.look.tokens.scales)
        place = sizes.index(self.look.text_scale) + step
        self.size_wished.emit(sizes[max(0, min(len(sizes) - 1, place))])

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("class." + code, **values)
