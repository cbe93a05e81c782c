"""Owns how a result is told: the score, its parts, what to read next, the answers; counts nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.views import ResultView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.progress import MasteryRing
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.pages.answers import AnswersPage
from trainer.ui.pages.check_parts import ObjectivesCard, outcome
from trainer.ui.pages.remaking import make_in_place
from trainer.ui.pages.result_parts import ConfidenceCard, ErrorsCard, ModulesCard, ReviewNext
from trainer.ui.presenters.result import ResultPresenter
from trainer.ui.protocols import AssessingDesk
from trainer.ui.theme import Look

_RING = 96
_BESIDE = 900
"""From this width of the page on two cards stand beside each other."""


class ResultPage(QStackedWidget):
    """A result: ResultPage(desk, person, name, stream, look, catalogue, parent=None), `show_result()` fills it.

    Signals: `back_wished()` to the list of assessments, `module_wished(str)` to the module that it was the self-check of,
    `lesson_wished(str)` with the lesson's id, `fact_wished(str)` with a fact's.
    """

    back_wished = Signal()
    lesson_wished = Signal(str)
    fact_wished = Signal(str)
    module_wished = Signal(str)

    def __init__(
        self,
        desk: AssessingDesk,
        person: str,
        name: str,
        stream: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resultPages")
        self._look = look
        self._catalogue = catalogue
        self._result: ResultView | None = None
        self.summary = SummaryPage(look, catalogue, self)
        self.addWidget(self.summary)
        self.answers: AnswersPage | None = None
        self.summary.back_wished.connect(self.back_wished)
        self.summary.module_wished.connect(self.module_wished)
        self.summary.lesson_wished.connect(self.lesson_wished)
        self.summary.answers_wished.connect(self.show_answers)
        self.presenter = ResultPresenter(desk, person, name, stream, catalogue.language, self)
        self.presenter.result_shown.connect(self._on_result_shown)
        self.presenter.failed.connect(self.summary.show_failure)

    @property
    def module(self) -> str:
        """The module that it was the self-check of, "" for none or before it is shown."""
        return self._result.check.module if self._result is not None and self._result.check is not None else ""

    @property
    def shows_answers(self) -> bool:
        """Whether the questions with their answers are on the screen."""
        return self.answers is not None and self.currentWidget() is self.answers

    def show_result(self) -> None:
        """Ask the desk and show what it says."""
        self.presenter.show()

    def show_answers(self) -> None:
        """Show each question with its answer."""
        if self._result is None:
            return
        if self.answers is None:
            self.answers = AnswersPage(self._look, self._catalogue, self)
            self.answers.back_wished.connect(self._on_back_from_answers)
            self.answers.fact_wished.connect(self.fact_wished)
            self.addWidget(self.answers)
            self.answers.show_answers(self._result)
        self.setCurrentWidget(self.answers)
        self.answers.focus_start()

    def _on_back_from_answers(self) -> None:
        self.setCurrentWidget(self.summary)
        self.summary.focus_start()

    def _on_result_shown(self, result: ResultView) -> None:
        self._result = result
        self.summary.show_result(result)


class SummaryPage(Page):
    """The score and its parts. Signals: `back_wished()`, `module_wished(str)`, `lesson_wished(str)`, `answers_wished()`."""

    back_wished = Signal()
    module_wished = Signal(str)
    lesson_wished = Signal(str)
    answers_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        self.bar = Header("", look, caption=catalogue.say("result.caption"), back=catalogue.say("result.back"))
        super().__init__(look, header=self.bar, wide=True, name="result", parent=parent)
        self._catalogue = catalogue
        self._result: ResultView | None = None
        self._beside: list[Row] = []
        self._button: Button | None = None
        self.bar.back_wished.connect(self._on_back)
        self.handed_in = IconText("", "laptop", look, "small", "ink2", tint="positive", weight=500, name="handedIn")
        self.handed_in.hide()
        self.bar.add(self.handed_in)
        look.changed.connect(self._on_look_changed)

    def show_result(self, result: ResultView) -> None:
        """Show a result, as much of it as its rules show, and have it said."""
        self._fill(result)
        self.announce(self.title.text())
        self.focus_start()

    def _fill(self, result: ResultView) -> None:
        say = self._catalogue.say
        self._result = result
        self._beside = []
        self._button = None
        self.main.clear()
        self._show_bar(result)
        when = wording.date_and_time(result.ended_ms, result.offset_min, self._catalogue)
        self.handed_in.setText(say("result.handed_in", when=when))
        large = self.look.single_column
        self.handed_in.setVisible(not large)
        if large:
            self.add(IconText(self.handed_in.text(), "laptop", self.look, "small", "ink2", tint="positive"))
        self.add(self._score(result) if result.scored else self._unscored(result))
        if result.modules:
            pair = self._row(20)
            if result.check is not None:
                pair.addWidget(ObjectivesCard(result.check, self.look, self._catalogue, self), 1)
            else:
                pair.addWidget(ModulesCard(result, self.look, self._catalogue, self), 1)
            if result.confidence:
                pair.addWidget(ConfidenceCard(result, self.look, self._catalogue, self), 1)
            self.add(pair)
            self.add(ErrorsCard(result, self.look, self._catalogue, self))
            following = ReviewNext(result.review, self.look, self._catalogue, self)
            following.lesson_wished.connect(self.lesson_wished)
            self.main.gap(4)
            self.add(following)
        self.main.addStretch(1)
        self._turn()

    def _show_bar(self, result: ResultView) -> None:
        say = self._catalogue.say
        self.bar.show_title(result.title, say("assessment.check.caption" if result.check else "result.caption"))
        if result.check is not None:
            self.bar.back.setAccessibleName(say("assessment.check.back"))
            self.bar.back.setToolTip(say("assessment.check.back"))

    def focus_start(self) -> None:
        """Put the focus on the one thing to do."""
        if self._button is not None:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, message: Message) -> None:
        """Say that there is no result to show."""
        self.main.clear()
        error = ErrorPanel(self.look, parent=self)
        error.show_error(self._catalogue.say("result.failed_title"), self._catalogue.tell(message))
        self.add(error)
        self.main.addStretch(1)

    def _score(self, result: ResultView) -> Card:
        look, say = self.look, self._catalogue.say
        card = Card(look, margins=(28, 20, 28, 20), name="score", parent=self)
        row = Row(look, 28)
        row.setDirection(Row.Direction.TopToBottom if look.single_column else Row.Direction.LeftToRight)
        ring = MasteryRing(look, self._catalogue, size=_RING, name="scoreRing", parent=card)
        share = result.right / result.total if result.total else 0.0
        mark = result.pass_mark / result.total if result.total and result.passed is not None else 0.0
        percent, at = (say("result.percent", percent=round(part * 100)) for part in (share, mark))
        ring.show_share(share, percent, say("result.ring"), mark, at)
        row.addWidget(ring)
        words = Column(look, 4)
        icon = "circle-check" if result.passed else "circle-dot"
        tint = "positive" if result.passed else "accent"
        self.title = IconText(
            self._verdict(result), icon, look, "title", "ink", tint=tint, icon_size=26, name="verdict", parent=card
        )
        self.detail = Text(" ".join(self._details(result)), look, "body", "ink2", name="detail", parent=card)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        words.addStretch(1)
        row.addLayout(words, 1)
        if result.questions:
            self._button = Button(say("result.review"), look, Rank.PRIMARY, name="reviewAnswers", parent=card)
            self._button.clicked.connect(self.answers_wished)
            row.addWidget(self._button)
        elif result.check is not None:
            to_module = say("assessment.check.result.to_module")
            self._button = Button(to_module, look, Rank.PRIMARY, trailing="arrow-right", name="toModule", parent=card)
            self._button.clicked.connect(self._on_back)
            row.addWidget(self._button)
        card.add(row)
        return card

    def _on_back(self) -> None:
        if self._result is not None and self._result.check is not None:
            self.module_wished.emit(self._result.check.module)
        else:
            self.back_wished.emit()

    def _unscored(self, result: ResultView) -> Card:
        say = self._catalogue.say
        card = Card(self.look, margins=(28, 24, 28, 24), name="unscored", parent=self)
        self.title = IconText(
            say("result.hidden_title"), "circle-check", self.look, "title", "ink", tint="positive", icon_size=26,
            name="verdict", parent=card,
        )  # fmt: skip
        parts = [say("result.timed_out")] if result.timed_out else []
        parts += [say("result.hidden"), say("result.hidden_answered", answered=result.answered, total=result.total)]
        self.detail = Text(" ".join(parts), self.look, "body", "ink2", name="detail", parent=card)
        card.add(self.title, self.detail)
        return card

    def _verdict(self, result: ResultView) -> str:
        say = self._catalogue.say
        if result.passed is None:
            return say("result.scored", right=result.right, total=result.total)
        if not result.passed and result.check is not None and result.right >= result.pass_mark:
            return say("assessment.check.result.must_title", right=result.right, total=result.total)
        if not result.passed:
            return say("result.not_passed", right=result.right, total=result.total, mark=result.pass_mark)
        first = result.name.split()[0] if result.name.split() else ""
        return say("result.passed", name=first) if first else say("result.passed_no_name")

    def _details(self, result: ResultView) -> list[str]:
        say = self._catalogue.say
        details = [say("result.timed_out")] if result.timed_out else []
        if result.passed:
            details.append(say("result.passed_detail", right=result.right, total=result.total, mark=result.pass_mark))
        if result.passed is None:
            details.append(say("result.no_mark_detail"))
        if result.answered < result.total:
            details.append(say("result.unanswered", n=result.total - result.answered))
        if result.weakest_module:
            details.append(say("result.weakest", module=result.weakest_module))
        if result.check is not None:
            details += outcome(result.check, bool(result.passed), self._catalogue)
        elif result.passed is False:
            details.append(say("result.not_passed_detail"))
        return details

    def _row(self, spacing: int) -> Row:
        row = Row(self.look, spacing)
        self._beside.append(row)
        return row

    def _turn(self) -> None:
        narrow = self.look.single_column or self.width() < _BESIDE
        for row in self._beside:
            row.setDirection(Row.Direction.TopToBottom if narrow else Row.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _on_look_changed(self) -> None:
        result = self._result
        if result is not None:
            make_in_place(self, lambda: self._fill(result))
