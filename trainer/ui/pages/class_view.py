"""Owns one practice question as large as a class's screen has room for: shown, covered, revealed; asks and keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.class_protocols import ClassHand
from trainer.ui.components.buttons import Button, IconButton, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Strip
from trainer.ui.components.marks import as_of_chip
from trainer.ui.components.page import Page
from trainer.ui.components.source import SourceCard
from trainer.ui.components.text import Text
from trainer.ui.keys import Binding, KeyFilter, KeyMap, letters
from trainer.ui.pages.practice_question import QuestionBox
from trainer.ui.theme import Look

MOST_OPTIONS = 10
SMALLEST = 1.25
"""Text that is never made smaller than this so that a question fits: 20 px of 800, a fortieth of the picture's height,
which is read from eight times that height away."""
_TURNED = 0.85
"""How much of what is on the screen a page key moves by: the last lines stay to be found again."""
KEYS = KeyMap(
    [
        *letters("option", MOST_OPTIONS, "class.do.option"),
        Binding(("PageDown", "Space", "Enter"), "on", "class.do.on"),
        Binding(("PageUp",), "up", "class.do.up"),
        Binding(("Right",), "ahead", "class.do.ahead"),
        Binding(("Left",), "back", "class.do.back"),
        Binding(("Period",), "cover", "class.do.cover"),
        Binding(("Plus",), "larger", "class.do.larger"),
        Binding(("Minus",), "smaller", "class.do.smaller"),
        Binding(("F11",), "full", "class.do.full"),
        Binding(("Esc",), "leave", "class.do.leave"),
    ]
)


class ClassViewPage(Page):
    """One question after another, with the keys of a presenter's remote.

    `fit` lets the text be as large as the question has room for. What has none is announced by the button below, and
    the page keys go through it first.

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
        self._largest = 0.0
        self._fitting = False
        self._head.back_wished.connect(self.left)
        self.question = QuestionBox(look, catalogue, self, compact=True)
        self.question.options.choice_made.connect(lambda _item, chosen: hand.choose(chosen))
        self.verdict = Text("", look, "heading", "positive", name="verdict", parent=self)
        self.verdict.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._sources = QWidget(self)
        self._sources.setObjectName("sources")
        self._facts = Column(look, 12, parent=self._sources)
        self._lit = QWidget(self)
        lit = Column(look, 20, parent=self._lit)
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
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._show_on())
        bar.valueChanged.connect(lambda _value: self._show_on())
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
            self._year.add(as_of_chip(question.as_of, self.look, self._catalogue, self._year))
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
        self.area.verticalScrollBar().setValue(0)
        self._show_on()
        if self.isVisible():
            self._shrink()
            self._begin()

    def fit(self, largest: float) -> None:
        """Let the text be as large as the question has room for from now on, `largest` at most, `SMALLEST` at least.

        It grows again only with the window, so that it does not jump from question to question.
        """
        self._largest = largest
        self.size_wished.emit(largest)
        self._shrink()

    @property
    def more_below(self) -> bool:
        """Whether something lies below what is seen."""
        bar = self.area.verticalScrollBar()
        return bar.value() < bar.maximum()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the question."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the size of the text anew, unless the trainer chose it."""
        super().resizeEvent(event)
        if event.oldSize() != event.size() and self._largest and not self._fitting:
            QTimer.singleShot(0, self, self._on_resized)

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
        self._year = Strip(look, 8, self)
        self.add_footer(self._on, self._year)

    def _show_on(self) -> None:
        """Say what the page keys do now."""
        hand = self._hand
        last = hand.place + 1 == hand.length
        code = "end" if hand.revealed and last else "next" if hand.revealed else "reveal"
        below = self.more_below and not self._covered
        self._on.show_text(self._say("more" if below else code))
        self._on.show_icon("chevron-down" if below else "")

    def _on_resized(self) -> None:
        if self._largest:
            self.fit(self._largest)

    def _shrink(self) -> None:
        """Make the text smaller step by step while the question has no room; what is revealed may scroll."""
        if not self._largest or self._hand.revealed or not self.isVisible():
            return
        with self._settling():
            for size in sorted(self.look.tokens.scales, reverse=True):
                if SMALLEST <= size <= self._largest and size <= self.look.text_scale:
                    self.size_wished.emit(size)
                    if self._has_room():
                        break
        self._show_on()

    def _has_room(self) -> bool:
        """Whether the question has room in the size of text at hand, before Qt lays anything out."""
        content = self.area.widget()
        laid = content.layout() if content is not None else None
        if laid is None:
            return True
        for card in self.question.options.cards:
            # A layout shows what is put into it only later, and until then counts it as nothing.
            card.show()
        for holder in self.findChildren(QWidget):
            layout = holder.layout()
            if layout is not None:
                # Each holds the height that it had until it is told, and what holds it as well.
                layout.invalidate()
                holder.updateGeometry()
        width = self.width()
        head = max(self._head.minimumHeight(), self._head.heightForWidth(width))
        needed = head + laid.totalHeightForWidth(width) + self.footer_panel.sizeHint().height()
        return needed <= self.height()

    @contextmanager
    def _settling(self) -> Iterator[None]:
        """Sizes that are tried are not painted."""
        self._fitting = True
        window = self.window()
        window.setUpdatesEnabled(False)
        try:
            yield
        finally:
            window.setUpdatesEnabled(True)
            self._fitting = False

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
        if word == "up":
            return self.area.verticalScrollBar().value() > 0 or self._hand.place > 0
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
            if not self._turn(1):
                self._go_on()
        elif word == "ahead":
            self._go_on()
        elif word == "up":
            if not self._turn(-1):
                self._go_back()
        elif word == "back":
            self._go_back()
        elif word == "cover":
            self.cover.setVisible(not self._covered)
            self._lit.setVisible(not self._covered)
            self._show_on()
        elif word in ("larger", "smaller"):
            self._resize(1 if word == "larger" else -1)
        elif word == "full":
            window = self.window()
            window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif word == "leave":
            self.left.emit()

    def _turn(self, way: int) -> bool:
        """Move what is seen by most of a page. Return whether there was more that way."""
        bar = self.area.verticalScrollBar()
        before = bar.value()
        if not self._covered:
            bar.setValue(before + way * round(bar.pageStep() * _TURNED))
        return bar.value() != before

    def _go_back(self) -> None:
        if self._hand.go(-1):
            self._uncover()
            self.show_question()

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
        self._show_on()

    def _resize(self, step: int) -> None:
        # From here on it is the trainer who says how large.
        self._largest = 0.0
        sizes = sorted(self.look.tokens.scales)
        place = sizes.index(self.look.text_scale) + step
        self.size_wished.emit(sizes[max(0, min(len(sizes) - 1, place))])

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("class." + code, **values)
