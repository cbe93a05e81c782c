"""Owns the page of a group's ways through a case: each decision with how many chose what; knows no person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from question_bank.model import Rating
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.observed import FEWEST_READERS, CasePaths, ChoiceCount, SceneCount
from trainer.faults import Fault
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.progress import ModuleBar
from trainer.ui.components.text import Text
from trainer.ui.observing_protocols import ObservingDesk
from trainer.ui.theme import Look
from trainer.ui.work import Work

_RATINGS = {
    Rating.BEST: ("circle-check", "positive"),
    Rating.DEFENSIBLE: ("circle-dot", "accent"),
    Rating.POOR: ("circle-x", "amend"),
    Rating.CRITICAL: ("shield-alert", "amend"),
}


class CasePathsPage(Page):
    """Choose a case and a group, see the ways: CasePathsPage(desk, look, catalogue). Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(self, desk: ObservingDesk, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        say = catalogue.say
        head = Header(say("observed.paths.title"), look, back=say("observed.paths.back"))
        super().__init__(look, header=head, wide=True, name="casePaths", parent=parent)
        head.back_wished.connect(self.back_wished)
        self._desk = desk
        self._catalogue = catalogue
        self._work = Work(self)
        self._again = False
        self.add(Text(say("observed.paths.lead"), look, "body", "ink2", parent=self))
        self.case = Choice(say("observed.paths.case"), list(desk.cases(catalogue.language)), look, parent=self)
        groups = [("", say("observed.paths.everyone")), *desk.groups()]
        self.group = Choice(say("observed.paths.group"), groups, look, parent=self)
        for choice in (self.case, self.group):
            choice.choice_made.connect(self._on_choice_made)
        row = Row(look, 24)
        row.addWidget(self.case, 2)
        row.addWidget(self.group, 1)
        if look.single_column:
            row.setDirection(Row.Direction.TopToBottom)
        self.add(row)
        self.readers = Text("", look, "subhead", name="readers", parent=self)
        self.add(self.readers)
        self._holder = QWidget(self)
        self._scenes = Column(look, 16, parent=self._holder)
        self.add(self._holder)
        self.main.addStretch(1)
        self._on_choice_made("")

    def _on_choice_made(self, _chosen: str) -> None:
        if self._work.busy:
            self._again = True
            return
        case, group, desk = self.case.chosen(), self.group.chosen(), self._desk
        if not case:
            return
        language = self._catalogue.language
        self._work.start(lambda: desk.case_paths(case, group, language), self._on_counted, self._on_failed)

    def _on_counted(self, paths: CasePaths) -> None:
        if self._again:
            self._again = False
            self._on_choice_made("")
            return
        say, look = self._catalogue.say, self.look
        self._scenes.clear()
        self.readers.setText(say("observed.paths.readers", n=paths.readers))
        if paths.few:
            words = say("observed.paths.few", n=FEWEST_READERS)
            self._scenes.addWidget(EmptyState(say("observed.paths.few_title"), words, look, parent=self._holder))
            return
        if paths.other_language:
            self._scenes.addWidget(Text(say("common.other_language"), look, "caption", "ink3", parent=self._holder))
        for number, scene in enumerate(paths.scenes, 1):
            self._scenes.addWidget(self._scene(number, scene))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Fault | Refused):
            raise error
        self._scenes.clear()
        panel = ErrorPanel(self.look, parent=self._holder)
        say = self._catalogue.say
        words = self._catalogue.tell(error.message)
        panel.show_error(say("observed.paths.failed"), words, [("again", say("common.try_again"))])
        panel.action_wished.connect(self._on_choice_made)
        self._scenes.addWidget(panel)

    def _scene(self, number: int, scene: SceneCount) -> Card:
        look = self.look
        card = Card(look, spacing=12, margins=(24, 20, 24, 20), name=f"scene-{number}", parent=self._holder)
        card.add(Text(scene.title, look, "subhead", parent=card))
        if not scene.decided:
            card.add(Text(self._catalogue.say("observed.paths.unseen"), look, "small", "ink2", parent=card))
        for choice in scene.choices:
            card.add(self._choice(choice, scene.decided, card))
        return card

    def _choice(self, choice: ChoiceCount, total: int, card: Card) -> Column:
        say, look = self._catalogue.say, self.look
        column, row = Column(look, 4), Row(look, 16)
        words = choice.text or say("observed.paths.former")
        row.addWidget(Text(words, look, "explain", marked=True, parent=card), 1)
        if look.single_column:
            row.setDirection(Row.Direction.TopToBottom)
            row.setSpacing(look.px(4))
        if choice.rating is not None:
            icon, tint = _RATINGS[choice.rating]
            rating = say(f"case.rating.{choice.rating.value}")
            row.addWidget(IconText(rating, icon, look, "small", "ink2", tint=tint, wraps=False, parent=card))
        count = say("observed.paths.choice", count=choice.count, total=total)
        row.addWidget(Text(count, look, "explain", weight=600, wraps=False, name="count", parent=card))
        bar = ModuleBar(look, self._catalogue, parent=card)
        bar.show_share(choice.count / total if total else 0.0, count, words)
        column.addLayout(row)
        column.addWidget(bar)
        return column
