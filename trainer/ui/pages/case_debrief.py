"""Owns looking back on a case: the way taken beside the expert's, what it brought about, what stays unknown; judges nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from question_bank.model import Error, Rating
from trainer.catalogue import Catalogue
from trainer.core.case_views import CompareView, DebriefView, JudgedView
from trainer.core.message import Message
from trainer.core.requests import Admitted
from trainer.core.views import FactView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState
from trainer.ui.components.text import Narrative, Text
from trainer.ui.pages import wording
from trainer.ui.pages.case_parts import FactLine
from trainer.ui.presenters.cases import CasesPresenter
from trainer.ui.protocols import CaseworkDesk
from trainer.ui.theme import Look

_RATINGS = {
    Rating.BEST: ("circle-check", "positive"),
    Rating.DEFENSIBLE: ("circle-dot", "accent"),
    Rating.POOR: ("circle-minus", "amend"),
    Rating.CRITICAL: ("triangle-alert", "caution"),
}
_TALLIES = {
    Rating.BEST: "best",
    Rating.DEFENSIBLE: "defensible",
    Rating.POOR: "poor",
    Rating.CRITICAL: "critical_count",
}


class CaseDebriefPage(Page):
    """A case that was read. Signals: `cases_wished()`, `case_wished(case)` to read it again, `fact_wished(fact)`."""

    cases_wished = Signal()
    case_wished = Signal(str)
    fact_wished = Signal(str)

    def __init__(
        self,
        desk: CaseworkDesk,
        who: Admitted,
        stream: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        say = catalogue.say
        header = Header("", look, caption=say("case.debrief.caption"), back=say("case.debrief.back"))
        super().__init__(look, header=header, name="debrief", parent=parent)
        self._header = header
        self._catalogue = catalogue
        header.back_wished.connect(self.cases_wished)
        self.presenter = CasesPresenter(desk, who.id, catalogue.language, self)
        self.presenter.debrief_shown.connect(self.show_debrief)
        self.presenter.failed.connect(self.show_failed)
        self.presenter.show_debrief(stream)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("case.debrief." + code, **values)

    def show_failed(self, message: Message) -> None:
        """Say why there is nothing to look back on."""
        title, words = self._say("failed"), self._catalogue.tell(message)
        empty = EmptyState(title, words, self.look, action=self._say("cases"), parent=self)
        empty.action_wished.connect(self.cases_wished)
        self.add(empty)

    def show_debrief(self, view: DebriefView) -> None:
        """Show the whole page anew."""
        self.main.clear()
        self.side.clear()
        self._header.show_title(view.title, self._say("caption"))
        if view.other_language:
            self.add(Text(self._catalogue.say("common.other_language"), self.look, "caption", "ink3", parent=self))
        self.add(self._ending(view))
        critical = view.rated(Rating.CRITICAL)
        if critical:
            self.add(self._critical(critical))
        self.add(Text(self._say("way"), self.look, "heading", name="way", parent=self))
        for number, scene in enumerate(view.scenes, 1):
            self.add(self._scene(number, scene))
        self.add(self._buttons(view.case))
        self.add_side(self._errors(view, Error.MISS), self._errors(view, Error.FALSE_ALARM))
        if view.unknown:
            self.add_side(self._told("unknown", "circle-help", "info", view.unknown))
        self.add_side(
            self._told("outcome", "signpost", "accent", self._say(view.outcome.value)),
            self._facts(view.facts),
        )

    # How it ended

    def _ending(self, view: DebriefView) -> QWidget:
        look = self.look
        card = Card(look, spacing=8, margins=(24, 20, 24, 20), name="ending", parent=self)
        rated = [(rating, len(view.rated(rating))) for rating in Rating]
        words = wording.joined([self._say(_TALLIES[r], n=count) for r, count in rated if count], self._catalogue)
        tally = Text(self._say("tally", n=len(view.decided), words=words), look, "subhead", name="tally", parent=card)
        tally.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        card.add(
            Text(self._say("ends"), look, "small", "ink2", weight=600, parent=card),
            Text(view.ending, look, "heading", name="endingTitle", parent=card),
            Narrative(
                "\n\n".join(view.ending_texts), look, "passage", bar=False, marked=True, name="endingText", parent=card
            ),
            Rule(look, card),
            tally,
        )
        self.tally = tally
        return card

    def _critical(self, scenes: Sequence[CompareView]) -> QWidget:
        look = self.look
        card = Card(look, tone="caution", spacing=8, margins=(24, 18, 24, 18), name="critical", parent=self)
        title = self._say("critical")
        card.add(IconText(title, "triangle-alert", look, "subhead", "ink", tint="caution", parent=card))
        card.add(Text(self._say("critical_lead"), look, "small", "ink2", parent=card))
        for scene in scenes:
            if scene.yours is not None:
                words = f"{scene.title}: {scene.yours.text}"
                card.add(Text(words, look, "explain", weight=600, name="criticalChoice", parent=card))
                card.add(
                    Text(scene.yours.consequence, look, "explain", marked=True, name="criticalReason", parent=card)
                )
        return card

    # Both ways

    def _scene(self, number: int, scene: CompareView) -> QWidget:
        look = self.look
        card = Card(look, spacing=10, margins=(24, 18, 24, 18), name=f"compare-{number}", parent=self)
        card.add(Text(f"{number}. {scene.title}", look, "subhead", name="compareTitle", parent=card))
        if scene.yours is not None:
            card.add(self._choice(self._say("yours"), scene.yours, card))
        else:
            card.add(Text(self._say("not_on_yours"), look, "small", "ink2", name="notOnYours", parent=card))
        for later in scene.later:
            box = Column(look, 4, (26, 0, 0, 0))
            words = self._say("later", title=later.title)
            box.addWidget(IconText(words, "history", look, "small", "ink2", name="laterTitle", parent=card))
            box.addWidget(Narrative(later.text, look, "passage", marked=True, name="laterText", parent=card))
            card.add(box)
        card.add(Rule(look, card))
        if scene.same:
            card.add(
                IconText(self._say("same"), "check", look, "small", "ink2", tint="positive", name="same", parent=card)
            )
        elif scene.experts is not None:
            card.add(self._choice(self._say("expert"), scene.experts, card))
        else:
            card.add(Text(self._say("not_on_expert"), look, "small", "ink2", name="notOnExpert", parent=card))
            if scene.best_here is not None and (scene.yours is None or scene.yours.text != scene.best_here.text):
                card.add(self._choice(self._say("best_here"), scene.best_here, card))
        return card

    def _choice(self, who: str, judged: JudgedView, parent: QWidget) -> QWidget:
        look, say = self.look, self._catalogue.say
        box = QWidget(parent)
        box.setObjectName("choice")
        column = Column(look, 6, parent=box)
        column.addWidget(Text(who, look, "caption", "ink2", weight=600, parent=box))
        column.addWidget(Text(judged.text, look, "body", weight=500, name="choiceText", parent=box))
        icon, colour = _RATINGS[judged.rating]
        words = say(f"case.rating.{judged.rating.value}")
        if judged.error is not Error.NONE:
            words = f"{words}. {say(f'case.error.{judged.error.value}')}"
        column.addWidget(IconText(words, icon, look, "small", colour, weight=600, name="rating", parent=box))
        column.addWidget(Text(judged.consequence, look, "explain", "ink", marked=True, name="why", parent=box))
        for fact in judged.facts:
            line = FactLine(fact, look, self._catalogue, box)
            line.fact_wished.connect(self.fact_wished)
            column.addWidget(line)
        return box

    # Beside

    def _errors(self, view: DebriefView, error: Error) -> QWidget:
        look = self.look
        misses = error is Error.MISS
        scenes = view.erred(error)
        card = Card(look, spacing=6, name="misses" if misses else "falseAlarms", parent=self)
        icon = "eye-off" if misses else "flag"
        title = self._say("misses" if misses else "false_alarms")
        card.add(IconText(title, icon, look, "subhead", "ink", tint="amend" if scenes else "positive", parent=card))
        for scene in scenes:
            if scene.yours is not None:
                row = Column(look, 0)
                row.addWidget(Text(scene.title, look, "small", weight=600, parent=card))
                row.addWidget(Text(scene.yours.text, look, "small", "ink2", parent=card))
                card.add(row)
        if not scenes:
            words = self._say("none_missed" if misses else "none_alarmed")
            card.add(Text(words, look, "small", "ink2", parent=card))
        return card

    def _told(self, code: str, icon: str, tint: str, words: str) -> QWidget:
        look = self.look
        card = Card(look, spacing=6, name=code, parent=self)
        card.add(IconText(self._say(code), icon, look, "subhead", "ink", tint=tint, parent=card))
        card.add(Text(words, look, "small", "ink2", marked=True, name=f"{code}Text", parent=card))
        return card

    def _facts(self, facts: Sequence[FactView]) -> QWidget:
        look = self.look
        card = Card(look, spacing=14, name="facts", parent=self)
        card.add(Text(self._say("facts"), look, "subhead", parent=card))
        for fact in facts:
            line = FactLine(fact, look, self._catalogue, card, narrow=True)
            line.fact_wished.connect(self.fact_wished)
            card.add(line)
        card.add(Text(self._say("facts_note"), look, "small", "ink2", parent=card))
        return card

    def _buttons(self, case: str) -> Row:
        row = Row(self.look, 12)
        cases = Button(self._say("cases"), self.look, Rank.PRIMARY, large=True, name="toCases", parent=self)
        cases.clicked.connect(self.cases_wished)
        again = Button(self._say("again"), self.look, large=True, name="again", parent=self)
        again.clicked.connect(lambda: self.case_wished.emit(case))
        row.addWidget(cases)
        row.addWidget(again)
        row.addStretch(1)
        return row
