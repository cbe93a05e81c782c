"""Owns how the blocks of a lesson look: heading, paragraph, list, table, note, question, and the facts behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from question_bank.model import BlockKind
from trainer.catalogue import Catalogue
from trainer.core.views import BlockView, FactView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row, Rule, Strip
from trainer.ui.components.marks import as_of_chip, newer_chip
from trainer.ui.components.text import Text
from trainer.ui.pages.pressable import Icon
from trainer.ui.pages.prose import Prose
from trainer.ui.theme import Look


class Facts(QWidget):
    """Facts in their own words with document, place and year, under each other. Signal: `fact_wished(fact)`."""

    fact_wished = Signal(str)

    def __init__(self, look: Look, catalogue: Catalogue, *, name: str = "facts", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self.setObjectName(name)
        self.first = ""
        self._shown: tuple[FactView, ...] = ()
        self._column = Column(look, 12, parent=self)

    def show_facts(self, facts: tuple[FactView, ...]) -> None:
        """Show these instead; `first` is then the id of the first, "" for none."""
        if facts == self._shown:
            # Who reads on within a part has the same beside each block.
            return
        self._shown = facts
        self.first = facts[0].id if facts else ""
        self._column.clear()
        for place, fact in enumerate(facts):
            if place:
                self._column.addWidget(Rule(self._look, self))
            self._column.addWidget(self._fact(fact))

    def _fact(self, fact: FactView) -> QWidget:
        look = self._look
        box = QWidget(self)
        box.setObjectName(f"fact-{fact.id}")
        column = Column(look, 4, parent=box)
        column.addWidget(Text(fact.statement, look, "small", "ink", name="statement", parent=box))
        where = self._catalogue.say("lesson.document", document=fact.document, place=fact.place)
        column.addWidget(Text(where if fact.place else fact.document, look, "caption", "ink2", weight=400, parent=box))
        chips = Strip(look, 8, box)
        if fact.as_of:
            chips.add(as_of_chip(fact.as_of, look, self._catalogue, box))
        if fact.superseded:
            chips.add(newer_chip(look, self._catalogue, box))
        say = self._catalogue.say
        about = Button(
            say("source.open"), look, Rank.QUIET, trailing="arrow-right", flush=True, name="openSource", parent=box
        )
        about.setAccessibleName(say("source.open_name", statement=fact.statement))
        about.clicked.connect(self._opener(fact.id))
        if fact.superseded:
            # Two chips leave no room beside them.
            column.addWidget(chips)
            column.addWidget(about, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            chips.add(about)
            column.addWidget(chips)
        return box

    def _opener(self, fact: str) -> Callable[[], None]:
        return lambda: self.fact_wished.emit(fact)


class Block(QWidget):
    """One block. Where there is no side panel, `show_inline` offers its facts under it. Signal: `fact_wished(fact)`."""

    fact_wished = Signal(str)

    def __init__(self, block: BlockView, place: int, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self.block = block
        self.setObjectName(f"block-{place}")
        self._column = Column(look, 8, parent=self)
        self._build(first=place == 0)
        self._toggle: Button | None = None
        self._facts: Facts | None = None
        if block.facts:
            self._toggle = Button(
                "", look, Rank.QUIET, icon="file-text", flush=True, ink="info", name="showFacts", parent=self
            )
            self._toggle.clicked.connect(self._on_toggle_clicked)
            self._column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
            self._name_toggle()
            self._toggle.hide()

    def show_inline(self, inline: bool) -> None:
        """Offer the facts under the block, or leave them to the side panel."""
        if self._toggle is not None:
            self._toggle.setVisible(inline)
        if self._facts is not None:
            self._facts.setVisible(inline)

    def _on_toggle_clicked(self) -> None:
        if self._facts is None:
            self._facts = Facts(self._look, self._catalogue, parent=self)
            self._facts.fact_wished.connect(self.fact_wished)
            self._facts.show_facts(self.block.facts)
            self._column.addWidget(self._facts)
        else:
            self._facts.hide()
            self._facts.deleteLater()
            self._facts = None
        self._name_toggle()

    def _name_toggle(self) -> None:
        if self._toggle is not None:
            open_now = self._facts is not None
            say = self._catalogue.say
            self._toggle.show_text(
                say("lesson.hide.facts") if open_now else say("lesson.facts", n=len(self.block.facts))
            )

    def _build(self, first: bool) -> None:
        look, block = self._look, self.block
        match block.kind:
            case BlockKind.HEADING:
                if not first:
                    self._column.gap(12)
                heading = Text(block.text, look, "heading", name="heading", parent=self)
                # "Next part" leads here.
                heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
                look.focus_ring.watch(heading, "key")
                self.setFocusProxy(heading)
                self._column.addWidget(heading)
            case BlockKind.PARAGRAPH:
                self._column.addWidget(Prose(block.text, look, name="paragraph", parent=self))
            case BlockKind.LIST:
                for item in block.items:
                    self._column.addLayout(self._item(item))
            case BlockKind.TABLE:
                self._column.addWidget(self._table(block.rows))
            case BlockKind.NOTE:
                card = Card(look, tone="info", margins=(20, 16, 20, 16), name="note", parent=self)
                row = Row(look, 12)
                row.addWidget(Icon("info", "info", look, size=20, parent=card), 0, Qt.AlignmentFlag.AlignTop)
                row.addWidget(Prose(block.text, look, "body", parent=card), 1)
                card.body.addLayout(row)
                self._column.addWidget(card)
            case BlockKind.QUESTION:
                self._column.addWidget(_Question(block, look, self._catalogue, self))
            case _:
                assert_never(block.kind)

    def _item(self, text: str) -> Row:
        row = Row(self._look, 12)
        bullet = Prose("\u2022", self._look, parent=self)
        row.addWidget(bullet, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Prose(text, self._look, name="item", parent=self), 1)
        return row

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> QWidget:
        look = self._look
        card = Card(look, margins=(20, 14, 20, 14), name="table", parent=self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(20))
        grid.setVerticalSpacing(look.px(10))
        heads = rows[0] if rows else ()
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                weight = 600 if line == 0 else 500 if column == 0 else 0
                text = Text(
                    cell, look, "small" if line == 0 else "explain", "ink2" if line == 0 else "ink", weight=weight
                )
                if line and column < len(heads):
                    text.setAccessibleName(self._catalogue.say("lesson.cell", head=heads[column], cell=cell))
                grid.addWidget(text, 2 * line, column, Qt.AlignmentFlag.AlignTop)
                grid.setColumnStretch(column, 1)
            if line + 1 < len(rows):
                grid.addWidget(Rule(look, card), 2 * line + 1, 0, 1, max(1, len(heads)))
        card.body.addLayout(grid)
        return card


class _Question(Card):
    """Something to think about; one answer is shown when the person asks for it."""

    def __init__(self, block: BlockView, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, tone="accent", spacing=10, margins=(20, 18, 20, 16), name="question", parent=parent)
        self._catalogue = catalogue
        self.add(Prose(block.text, look, "passage", name="questionText", parent=self))
        self._answer = QWidget(self)
        column = Column(look, 4, parent=self._answer)
        column.addWidget(
            Text(catalogue.say("lesson.one_answer"), look, "caption", "ink2", weight=600, parent=self._answer)
        )
        column.addWidget(Prose(block.answer, look, "passage", name="oneAnswer", parent=self._answer))
        self._answer.hide()
        words = catalogue.say("lesson.show_answer")
        self.button = Button(words, look, Rank.SECONDARY, name="showAnswer", parent=self)
        self.button.clicked.connect(self._on_clicked)
        self.button.setVisible(bool(block.answer))
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._answer)

    def _on_clicked(self) -> None:
        shown = self._answer.isHidden()
        self._answer.setVisible(shown)
        self.button.show_text(self._catalogue.say("lesson.hide_answer" if shown else "lesson.show_answer"))
