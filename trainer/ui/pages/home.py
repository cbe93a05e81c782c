"""Owns the learner's home page: what was left off, what is due, the modules; knows how they look, not how they are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.catalogue import Catalogue
from trainer.core.assignments import AssignedLine, Kind
from trainer.core.message import Message
from trainer.core.percent import percent as whole_percent
from trainer.core.policies import REFRESHER
from trainer.core.requests import Admitted
from trainer.core.views import AssessmentLine, ContinueCard, HomeView, ModuleCard
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.illustration import HeroCard
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.progress import MasteryRing, StepSegments
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.pages.assigned_parts import assigned_section
from trainer.ui.pages.home_layout import Beside, Tiles
from trainer.ui.pages.pressable import Icon, Pressable
from trainer.ui.presenters.home import HomePresenter
from trainer.ui.protocols import AssessingDesk, LearningDesk
from trainer.ui.theme import Look
from trainer.ui.trainer_protocols import AssignedDesk

SEGMENTS = 6
REFRESHER_QUESTIONS = 6
MINUTES_EACH = 1
"""A question with its explanation takes about a minute."""


class HomePage(Page):
    """The home page of who signed in.

    Signals: `lesson_wished(lesson)`, `module_wished(module)`, `practice_wished(module, objective)` with "" for all objectives,
    `assessment_wished(blueprint)`, `case_wished(case)`.
    """

    lesson_wished = Signal(str)
    module_wished = Signal(str)
    practice_wished = Signal(str, str)
    assessment_wished = Signal(str)
    case_wished = Signal(str)

    def __init__(
        self,
        learning: LearningDesk,
        assessing: AssessingDesk,
        who: Admitted,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        assigned: AssignedDesk | None = None,
    ) -> None:
        super().__init__(look, wide=True, name="home", parent=parent)
        self._catalogue = catalogue
        self._now = now
        self._ahead_ms = who.ahead_ms
        self._tiles: Tiles | None = None
        self.presenter = HomePresenter(learning, assessing, who, catalogue.language, self, assigned)
        self.presenter.home_shown.connect(self.show_home)
        self.presenter.not_shown.connect(self.show_not_shown)
        self.presenter.begin()

    def show_not_shown(self, message: Message) -> None:
        """Say why there is no home page."""
        self.main.clear()
        panel = ErrorPanel(self.look, parent=self)
        again = self._catalogue.say("common.try_again")
        title = self._catalogue.say("home.not_shown")
        panel.show_error(title, self._catalogue.tell(message), [("again", again)])
        panel.action_wished.connect(self.presenter.begin)
        self.add(panel)

    def show_home(self, home: HomeView) -> None:
        """Show the whole page anew."""
        self.main.clear()
        self.main.setSpacing(self.look.px(20))
        self.add(self._greeting(home.name))
        if self._ahead_ms:
            self.add(self._set_back())
        top = Beside(self.look, self)
        top.show_parts(self._hero(home), self._aside(home))
        self.add(top)
        lines = self.presenter.assigned
        if lines:
            self.add(assigned_section(lines, self._go_to, self.look, self._catalogue, self._now(), self))
        self.add(self._modules_head())
        self._tiles = Tiles(self.look, self)
        for card in home.modules:
            self._tiles.add_tile(*self._tile(card))
        self.add(self._tiles)

    def _go_to(self, line: AssignedLine) -> None:
        wishes = {Kind.MODULE: self.module_wished, Kind.CASE: self.case_wished, Kind.ASSESSMENT: self.assessment_wished}
        wishes[line.kind].emit(line.subject)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("home." + code, **values)

    def _greeting(self, name: str) -> QWidget:
        look, now = self.look, self._now()
        box = QWidget(self)
        column = Column(look, 4, parent=box)
        said = self._catalogue.say(
            wording.greeting(now), name=wording.clipped(name.split()[0] if name.split() else name)
        )
        column.addWidget(Text(said, look, "display", name="greeting", parent=box))
        row = QBoxLayout(_across(look))
        day = wording.long_date(now, self._catalogue)
        row.addWidget(Text(day, look, "body", "ink2", name="date", parent=box), 1)
        offline = self._catalogue.say("common.offline")
        mark = IconText(
            offline, "laptop", look, "small", "ink2", tint="positive", weight=500, name="offline", parent=box
        )
        row.addWidget(mark, 0, Qt.AlignmentFlag(0) if look.single_column else Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        return box

    def _set_back(self) -> QWidget:
        now = self._now()
        words = self._say(
            "set_back",
            now=wording.moment(round(now.timestamp() * 1000), now, self._catalogue),
            then=wording.moment(self._ahead_ms, now, self._catalogue),
        )
        card = Card(self.look, tone="info", margins=(20, 14, 20, 14), name="setBack", parent=self)
        card.add(IconText(words, "calendar", self.look, "small", "ink2", tint="info", name="setBackText", parent=card))
        return card

    # What was left off

    def _hero(self, home: HomeView) -> QWidget:
        left = home.left_off
        if left is not None and left.kind == "lesson":
            return self._hero_of(
                self._say("continue.caption"),
                left.title,
                self._say("continue.lesson_of", module=left.module_title, minutes=left.minutes_left),
                self._say("continue.lesson"),
                lambda: self.lesson_wished.emit(left.id),
                self._say("continue.read", percent=whole_percent((left.step - 1) / max(1, left.steps))),
                left,
            )
        if left is not None and left.kind == "assessment":
            timed = "continue.assessment_of" if left.minutes_left else "continue.assessment_untimed"
            return self._hero_of(
                self._say("continue.caption"),
                left.title,
                self._say(timed, minutes=left.minutes_left),
                self._say("continue.assessment"),
                lambda: self.assessment_wished.emit(left.id),
                self._say("continue.answered", step=left.step, steps=left.steps),
                left,
            )
        if left is not None and left.kind == "case":
            return self._hero_of(
                self._say("continue.caption"),
                left.title,
                self._say("continue.case_of", module=left.module_title, minutes=left.minutes_left),
                self._say("continue.case"),
                lambda: self.case_wished.emit(left.id),
                self._say("continue.read", percent=whole_percent((left.step - 1) / max(1, left.steps))),
                left,
            )
        if left is not None:
            return self._hero_of(
                self._say("continue.caption"),
                left.title or self._say("continue.refresher"),
                self._say("continue.practice_of", minutes=left.minutes_left),
                self._say("continue.practice"),
                lambda: self.practice_wished.emit(left.module, ""),
                self._say("continue.answered", step=left.step, steps=left.steps),
                left,
            )
        fresh = next((card for card in home.modules if card.next_lesson), None)
        if fresh is not None:
            begun = any(card.mastery.met for card in home.modules)
            of = "continue.next_lesson" if begun else "continue.first_lesson"
            return self._hero_of(
                self._say("continue.begin_caption"),
                fresh.next_title,
                self._say(of, module=fresh.title),
                self._say("continue.begin"),
                lambda: self.lesson_wished.emit(fresh.next_lesson),
            )
        weakest = min(home.modules, key=lambda card: card.mastery.share, default=None)
        return self._hero_of(
            self._say("done.caption"),
            self._say("done.title"),
            self._say("done.text"),
            self._say("continue.practise"),
            lambda: self.practice_wished.emit(weakest.id if weakest else "", ""),
        )

    def _hero_of(
        self,
        caption: str,
        title: str,
        text: str,
        action: str,
        act: Callable[[], None],
        steps: str = "",
        left: ContinueCard | None = None,
    ) -> QWidget:
        look = self.look
        card = HeroCard(look, name="continue", parent=self)
        words = Column(look, 8)
        words.addWidget(Text(caption, look, "small", "onHero2", weight=500, name="continueCaption", parent=card))
        words.addWidget(Text(title, look, "narrativeTitle", "onHero", name="continueTitle", parent=card))
        words.addWidget(Text(text, look, "explain", "onHero2", name="continueText", parent=card))
        card.add(words)
        card.body.addStretch(1)
        button = Button(action, look, Rank.HERO, trailing="arrow-right", large=True, name="continueButton", parent=card)
        button.clicked.connect(act)
        foot = QBoxLayout(_across(look))
        foot.setSpacing(look.px(16))
        foot.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if left is not None:
            bar = StepSegments(look, self._catalogue, hero=True, name="continueSteps", parent=card)
            done = left.step if left.kind in ("practice", "assessment") else left.step - 1
            # The cairn leaves room for few segments: they show the share, the words the number.
            segments = min(left.steps, SEGMENTS)
            bar.show_steps(done * segments // max(1, left.steps), 0, segments, steps)
            foot.addWidget(bar, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addStretch(1)
        card.body.gap(12)
        card.body.addLayout(foot)
        return card

    # What is due, what can be sat

    def _aside(self, home: HomeView) -> QWidget:
        box = QWidget(self)
        column = Column(self.look, 16, parent=box)
        column.addWidget(self._due(home), 1)
        if home.assessment is not None:
            column.addWidget(self._assessment(home.assessment), 1)
        return box

    def _due(self, home: HomeView) -> QWidget:
        look = self.look
        card = Card(look, name="due", parent=self)
        row = Row(look, 20)
        words = Column(look, 2)
        if home.due:
            figure = Text(str(home.due), look, "display", wraps=False, name="dueFigure", parent=card)
            figure.setAccessibleName(self._say("due.spoken", n=home.due))
            row.addWidget(figure)
            minutes = min(home.due, REFRESHER_QUESTIONS) * MINUTES_EACH
            title, text = self._say("due.title"), self._say("due.about", minutes=minutes)
        elif home.refreshable:
            title, text = self._say("due.fresh"), self._say("due.fresh_hint")
        else:
            title, text = self._say("due.none"), self._say("due.none_hint")
        words.addStretch(1)
        words.addWidget(Text(title, look, "subhead", name="dueTitle", parent=card))
        words.addWidget(Text(text, look, "small", "ink2", name="dueText", parent=card))
        words.addStretch(1)
        row.addLayout(words, 1)
        if home.refreshable:
            button = Button(self._say("due.review" if home.due else "due.refresh"), look, name="review", parent=card)
            button.clicked.connect(lambda: self.practice_wished.emit(REFRESHER, ""))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addStretch(1)
        card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    def _assessment(self, line: AssessmentLine) -> QWidget:
        look = self.look
        size = "assessment.size" if line.minutes else "assessment.size_untimed"
        facts = [self._say(size, questions=line.questions, minutes=line.minutes)]
        if line.open_stream:
            facts.insert(0, self._say("assessment.open", title=line.title))
        elif line.last_right is not None and line.last_total is not None:
            facts.append(self._say("assessment.last", right=line.last_right, total=line.last_total))
        if not line.available and not line.open_stream:
            facts.append(self._say("assessment.used"))
        card = Pressable(", ".join([line.title, *facts]), look, card=True, name="assessment", parent=self)
        row = Row(look, 16)
        row.addWidget(Icon("clipboard-check", "accent", look, size=28, parent=card), 0, Qt.AlignmentFlag.AlignVCenter)
        words = Column(look, 2)
        words.addStretch(1)
        words.addWidget(Text(line.title, look, "subhead", name="assessmentTitle", parent=card))
        for fact in facts:
            words.addWidget(Text(fact, look, "small", "ink2", parent=card))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(Icon("chevron-right", "ink2", look, size=18, parent=card), 0, Qt.AlignmentFlag.AlignVCenter)
        card.add(row)
        card.settle()
        card.clicked.connect(lambda: self.assessment_wished.emit(line.id))
        return card

    # Modules

    def _modules_head(self) -> QWidget:
        look = self.look
        box = QWidget(self)
        row = Row(look, 16, (0, 8, 0, 0), box)
        row.addWidget(Text(self._say("modules"), look, "heading", name="modulesTitle", parent=box), 1)
        if not look.single_column:
            row.addWidget(
                Text(self._say("mastery"), look, "small", "ink2", parent=box), 0, Qt.AlignmentFlag.AlignVCenter
            )
        return box

    def _tile(self, module: ModuleCard) -> tuple[QWidget, QWidget]:
        look, mastery = self.look, module.mastery
        tile = Card(look, spacing=0, margins=(1, 1, 1, 1), name=f"module-{module.id}", parent=self)
        standing = self._say(f"module.{mastery.standing.value}")
        held = self._say("module.objectives", secure=mastery.secure, total=mastery.total)
        label = self._say("module.name", title=module.title, standing=standing, objectives=held)
        head = Pressable(label, look, first=True, name=f"open-{module.id}", parent=tile)
        row = Row(look, 16)
        ring = MasteryRing(look, self._catalogue, colour=module.accent, parent=head)
        percent = self._say("module.percent", percent=whole_percent(mastery.share))
        ring.show_share(mastery.share, percent, self._say("module.ring", title=module.title))
        row.addWidget(ring)
        words = Column(look, 2)
        words.addStretch(1)
        words.addWidget(Text(standing, look, "explain", weight=600, parent=head))
        words.addWidget(Text(held, look, "caption", "ink2", weight=400, parent=head))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(Icon(module.icon, module.accent, look, parent=head), 0, Qt.AlignmentFlag.AlignTop)
        head.add(row)
        head.body.gap(4)
        head.add(Text(module.title, look, "header", parent=head))
        head.add(Text(module.summary, look, "small", "ink2", parent=head))
        head.body.addStretch(1)
        head.settle()
        head.clicked.connect(lambda: self.module_wished.emit(module.id))
        foot = self._next(module, tile)
        tile.body.addWidget(head, 1)
        tile.add(Rule(look, tile), foot)
        return tile, foot

    def _next(self, module: ModuleCard, tile: QWidget) -> QWidget:
        look = self.look
        caption = self._say(f"next.{module.next_kind}")
        if module.next_kind == "lesson":
            words = module.next_title
        elif module.due:
            words = self._say("next.due", n=module.due)
        else:
            words = self._say("next.practise")
        said = f"{caption}: {words}"
        row_button = Pressable(said, look, last=True, margins=(20, 14, 16, 14), name=f"next-{module.id}", parent=tile)
        row = Row(look, 8)
        texts = Column(look, 2)
        texts.addWidget(Text(caption, look, "caption", "ink2", weight=400, parent=row_button))
        texts.addWidget(Text(words, look, "small", weight=500, parent=row_button))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        row.addWidget(Icon("chevron-right", "ink2", look, size=18, parent=row_button), 0, Qt.AlignmentFlag.AlignVCenter)
        row_button.add(row)
        row_button.settle()
        if module.next_lesson:
            row_button.clicked.connect(lambda: self.lesson_wished.emit(module.next_lesson))
        else:
            row_button.clicked.connect(lambda: self.practice_wished.emit(module.id, ""))
        return row_button


def _across(look: Look) -> QBoxLayout.Direction:
    return QBoxLayout.Direction.TopToBottom if look.single_column else QBoxLayout.Direction.LeftToRight
