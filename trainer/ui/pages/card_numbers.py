"""Owns the lines for local numbers on the card's page; keeps nothing and knows no desk."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.catalogue import Catalogue
from trainer.core.cards import LONGEST_ENTRY, MOST_NUMBERS, LocalNumber
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Field
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.theme import Look

_LINES = 3


class NumbersCard(Card):
    """What others entered, and lines to fill in. Signals: `keep_wished()`, `changed()` with each letter."""

    keep_wished = Signal()
    changed = Signal()

    def __init__(self, lead: str, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=12, name="numbers", parent=parent)
        self._catalogue = catalogue
        say = catalogue.say
        self.add(
            Text(say("card.numbers.title"), look, "subhead", parent=self),
            Text(lead, look, "small", "ink2", parent=self),
        )
        self._others = Column(look, 6)
        self._lines = Column(look, 10)
        self.add(self._others, self._lines)
        self.fields: list[tuple[Field, Field]] = []
        self.more = Button(say("card.numbers.add"), look, Rank.QUIET, icon="plus", flush=True, name="more", parent=self)
        self.keep = Button(say("card.numbers.keep"), look, name="keep", parent=self)
        self.kept = IconText(
            say("card.numbers.kept"),
            "check",
            look,
            "small",
            "ink2",
            tint="positive",
            wraps=False,
            name="kept",
            parent=self,
        )
        buttons = Row(look, 12)
        for button in (self.keep, self.more):
            buttons.addWidget(button)
        buttons.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        self.add(buttons)
        self.kept.hide()
        self.more.clicked.connect(self._on_more_clicked)
        self.keep.clicked.connect(self.keep_wished)

    def show_numbers(self, others: tuple[LocalNumber, ...], own: tuple[LocalNumber, ...]) -> None:
        """Show what others entered, and lines with one's own."""
        look = self._look
        self._others.clear()
        if others:
            words = self._catalogue.say("card.numbers.everybody")
            self._others.addWidget(Text(words, look, "caption", "ink2", weight=600, parent=self))
        for one in others:
            said = ": ".join(part for part in (one.label, one.number) if part)
            self._others.addWidget(Text(said, look, "small", parent=self))
        self._lines.clear()
        self.fields.clear()
        for one in (*own, *(LocalNumber("", "") for _ in range(_LINES - len(own)))):
            self._add_line(one)
        self._order()

    def numbers(self) -> tuple[LocalNumber, ...]:
        """What is written in the lines now."""
        return tuple(LocalNumber(label.text(), number.text()) for label, number in self.fields)

    def show_kept(self, kept: bool) -> None:
        """Say that what is written is kept, or no longer say so."""
        self.kept.setVisible(kept)

    def _add_line(self, one: LocalNumber) -> None:
        look, say, n = self._look, self._catalogue.say, len(self.fields) + 1
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if look.single_column else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.px(12))
        label = Field(
            say("card.numbers.label", n=n), look, text=one.label, longest=LONGEST_ENTRY, name=f"label{n}", parent=self
        )
        number = Field(
            say("card.numbers.number", n=n),
            look,
            text=one.number,
            longest=LONGEST_ENTRY,
            name=f"number{n}",
            parent=self,
        )
        for field in (label, number):
            row.addWidget(field, 1)
            field.text_changed.connect(self._on_text_changed)
            field.submitted.connect(self.keep_wished)
        self._lines.addLayout(row)
        self.fields.append((label, number))
        self.more.setVisible(n < MOST_NUMBERS)

    def _order(self) -> None:
        """Let Tab go through the lines, then to the buttons under them."""
        stops: list[QWidget] = [field.edit for both in self.fields for field in both]
        for before, after in pairwise([*stops, self.keep, self.more]):
            QWidget.setTabOrder(before, after)

    def _on_more_clicked(self) -> None:
        self._add_line(LocalNumber("", ""))
        self._order()
        self.fields[-1][0].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text_changed(self) -> None:
        self.show_kept(False)
        self.changed.emit()
