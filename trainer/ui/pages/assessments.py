"""Owns the list of assessments: what each is, the last result, the way in; knows no rule of any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.result_views import PastAttempt
from trainer.core.views import AssessmentLine
from trainer.core.windows import Bar
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages.past_attempts import WORDS, PastAttempts
from trainer.ui.pages.start_parts import barred
from trainer.ui.pages.wording import moment
from trainer.ui.presenters.assessments import AssessmentsPresenter
from trainer.ui.protocols import AssessingDesk
from trainer.ui.result_protocols import ResultsDesk
from trainer.ui.theme import Look


def facts(line: AssessmentLine, catalogue: Catalogue) -> list[tuple[str, str]]:
    """What an assessment asks, as (icon, words): questions, minutes, pass mark."""
    say = catalogue.say
    minutes = say("assessment.list.minutes", n=line.minutes) if line.minutes else say("assessment.list.no_limit")
    if line.pass_mark:
        mark = say("assessment.list.pass_mark", mark=line.pass_mark, total=line.questions)
    else:
        mark = say("assessment.list.no_pass_mark")
    return [
        ("list-checks", say("assessment.list.questions", n=line.questions)),
        ("clock", minutes),
        ("circle-check", mark),
    ]


class AssessmentsPage(Page):
    """The list: AssessmentsPage(desk, person, look, catalogue, parent=None). Call `show_list()` to fill it.

    Signals: `assessment_opened(str)` with the blueprint whose start page is wished, `sitting_begun(SittingHand)` when
    one that was open goes on, `result_wished(str)` with the stream of the last result, `bank_wished()` at one whose
    questions a trainer opens, where `offers_bank` says that one can.
    """

    assessment_opened = Signal(str)
    sitting_begun = Signal(object)
    result_wished = Signal(str)
    bank_wished = Signal()

    def __init__(
        self,
        desk: AssessingDesk,
        person: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        results: ResultsDesk | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        say = catalogue.say
        header = Header(say("assessment.list.title"), look)
        super().__init__(look, header=header, name="assessments", parent=parent)
        self._catalogue = catalogue
        self._now = now
        self.presenter = AssessmentsPresenter(desk, person, catalogue.language, self, results)
        self.presenter.lines_shown.connect(self.show_lines)
        self.presenter.past_shown.connect(self.show_past)
        self.presenter.sitting_begun.connect(self.sitting_begun)
        self.presenter.failed.connect(self._on_failed)
        self.offers_bank = False
        self._about: list[Row] = []
        look.changed.connect(self._turn)

    def show_list(self) -> None:
        """Ask the desk and show what it says."""
        self.presenter.show_lines()

    def show_lines(self, lines: Sequence[AssessmentLine]) -> None:
        """Show these assessments."""
        say = self._catalogue.say
        self.main.clear()
        self._about = []
        self.error = ErrorPanel(self.look, parent=self)
        self.error.hide()
        self.add(Text(say("assessment.list.lead"), self.look, "body", "ink2", name="lead", parent=self), self.error)
        if not lines:
            empty_title, empty_text = say("assessment.list.empty_title"), say("assessment.list.empty_text")
            self.add(EmptyState(empty_title, empty_text, self.look, parent=self))
        first = next((line.id for line in lines if line.open_stream), "")
        first = first or next((line.id for line in lines if line.available), "")
        for line in lines:
            self.add(self._card(line, filled=line.id == first))
        self._turn()
        self.main.addStretch(1)

    def show_past(self, lines: Sequence[PastAttempt]) -> None:
        """Show under them what was handed in before."""
        if not lines:
            return
        past = PastAttempts(lines, self.look, self._catalogue, self)
        past.result_wished.connect(self.result_wished)
        # Above the room that is left over.
        self.main.insertWidget(self.main.count() - 1, past)

    def _card(self, line: AssessmentLine, filled: bool) -> Card:
        look, say = self.look, self._catalogue.say
        card = Card(look, spacing=10, margins=(24, 20, 24, 20), name=f"assessment-{line.id}", parent=self)
        card.add(Text(line.title, look, "heading", name="title", parent=card))
        if line.summary:
            card.add(Text(line.summary, look, "explain", "ink2", name="summary", parent=card))
        about = Row(look, 20)
        for icon, words in facts(line, self._catalogue):
            about.addWidget(IconText(words, icon, look, "small", "ink2", parent=card))
        about.addStretch(1)
        self._about.append(about)
        card.add(about)
        if line.due_ms and self._now is not None:
            due = say("assessment.list.due", moment=moment(line.due_ms, self._now(), self._catalogue))
            card.add(IconText(due, "calendar", look, "small", "ink2", name="due", parent=card))
        card.add(self._standing(line, card))
        if line.last_timed_out and not line.open_stream:
            up = say("result.past.timed_out")
            card.add(IconText(up, "clock", look, "small", "ink2", name="timedOut", parent=card))
        buttons = Row(look, 12)
        if line.open_stream:
            words, said, wish = "continue", "continue_name", self._on_continue
        elif line.last_stream:
            words, said, wish = "again", "again_name", self._on_open
        else:
            words, said, wish = "start", "start_name", self._on_open
        if line.open_stream or line.available:
            go = Button(
                say(f"assessment.list.{words}"),
                look,
                Rank.PRIMARY if filled else Rank.SECONDARY,
                name="go",
                parent=card,
            )
            go.setAccessibleName(say(f"assessment.list.{said}", title=line.title))
            go.setProperty("assessment", line.id)
            go.clicked.connect(wish)
            buttons.addWidget(go)
        else:
            why_not = barred(line, self._now() if self._now is not None else None, self._catalogue)
            words = say("assessment.list.none_left") if line.bar is Bar.NONE else why_not
            card.add(Text(words, look, "small", "ink2", name="noneLeft", parent=card))
            if line.bar is Bar.LOCKED and self.offers_bank:
                bank = Button(say("vault.open_here"), look, icon="key-round", name="openBank", parent=card)
                bank.setAccessibleName(say("vault.open_here_name", title=line.title))
                bank.clicked.connect(self.bank_wished)
                buttons.addWidget(bank)
        if line.last_stream:
            shown = line.last_right is not None
            words = "assessment.list.result" if shown else "result.past.open"
            result = Button(say(words), look, Rank.QUIET, name="result", parent=card)
            spoken = "assessment.list.result_name" if shown else "assessment.list.held_name"
            result.setAccessibleName(say(spoken, title=line.title))
            result.setProperty("stream", line.last_stream)
            result.clicked.connect(self._on_result)
            buttons.addWidget(result)
        buttons.addStretch(1)
        card.body.gap(4)
        card.add(buttons)
        return card

    def _standing(self, line: AssessmentLine, card: Card) -> IconText:
        say = self._catalogue.say
        if line.open_stream:
            words, icon, colour = say("assessment.list.running"), "circle-dot", "accent"
        elif line.last_stream and line.last_right is None:
            words, icon, colour = say("result.past.hidden"), "circle-check", "ink2"
        elif line.last_right is None or line.last_total is None:
            words, icon, colour = say("assessment.list.not_taken"), "circle-dashed", "ink2"
        else:
            code, icon, colour = WORDS[line.last_standing]
            words = say(code, right=line.last_right, total=line.last_total)
        return IconText(words, icon, self.look, "small", colour, weight=500, name="standing", parent=card)

    def _turn(self) -> None:
        for about in self._about:
            down = self.look.single_column
            about.setDirection(Row.Direction.TopToBottom if down else Row.Direction.LeftToRight)

    def _on_open(self) -> None:
        self.assessment_opened.emit(self._asked("assessment"))

    def _on_continue(self) -> None:
        self.presenter.begin(self._asked("assessment"))

    def _on_result(self) -> None:
        self.result_wished.emit(self._asked("stream"))

    def _asked(self, name: str) -> str:
        button = self.sender()
        return str(button.property(name)) if button is not None else ""

    def _on_failed(self, message: Message) -> None:
        if self.main.count() == 0:
            self.show_lines(())
        self.error.show_error(self._catalogue.say("assessment.list.failed_title"), self._catalogue.tell(message))
        self.error.show()
        self.announce(self.error.text.text())
