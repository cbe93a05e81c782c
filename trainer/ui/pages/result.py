"""Owns how a result is told: the verdict, its parts, what to read next, the answers, what is said to be wrong; counts nothing."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.result_views import Disputed, ResultView
from trainer.ui.components.buttons import Button
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.files import Chooser, choose_target
from trainer.ui.pages import wording
from trainer.ui.pages.answers import AnswersPage
from trainer.ui.pages.certificate_panel import CertificatePanel
from trainer.ui.pages.check_parts import ObjectivesCard
from trainer.ui.pages.dispute import DisputePanel, Kept
from trainer.ui.pages.remaking import make_in_place
from trainer.ui.pages.result_parts import ConfidenceCard, ErrorsCard, ModulesCard, ObjectivesList, ReviewNext
from trainer.ui.pages.result_verdict import HandedInCard, ReasonsCard, ScoreCard
from trainer.ui.presenters.result import ResultPresenter
from trainer.ui.result_protocols import CertifyingDesk, ResultsDesk
from trainer.ui.theme import Look

Draft = tuple[bool, tuple[int, str] | None]
"""Whether the answers are on the screen, and what is being written of a question."""

_BESIDE = 900
"""From this width of the page on two cards stand beside each other."""


class ResultPage(QStackedWidget):
    """A result: ResultPage(desk, person, name, stream, look, catalogue, parent=None), `show_result()` fills it.

    With `certifying` one that was passed can be had as a certificate. `kept` holds what is being written of questions
    for as long as its owner does.
    Signals: `back_wished()` to the list of assessments, `module_wished(str)` to the module that it was the self-check of,
    `lesson_wished(str, int)` with the lesson's id and the block to begin at (-1 for where it was left), `case_wished(str)`,
    `fact_wished(str)` with a fact's.
    """

    back_wished = Signal()
    lesson_wished = Signal(str, int)
    case_wished = Signal(str)
    fact_wished = Signal(str)
    module_wished = Signal(str)

    def __init__(
        self,
        desk: ResultsDesk,
        person: str,
        name: str,
        stream: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        certifying: CertifyingDesk | None = None,
        chooser: Chooser = choose_target,
        kept: Kept | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("resultPages")
        self._look = look
        self._catalogue = catalogue
        self._result: ResultView | None = None
        self._kept: Kept = {} if kept is None else kept
        self.summary = SummaryPage(look, catalogue, self, certifies=certifying is not None)
        self.summary.kept = self._kept
        self.addWidget(self.summary)
        self.answers: AnswersPage | None = None
        self.certificate: CertificatePanel | None = None
        self.summary.back_wished.connect(self.back_wished)
        self.summary.module_wished.connect(self.module_wished)
        self.summary.lesson_wished.connect(self.lesson_wished)
        self.summary.case_wished.connect(self.case_wished)
        self.summary.answers_wished.connect(self.show_answers)
        self.presenter = ResultPresenter(desk, person, name, stream, catalogue.language, self)
        self.presenter.result_shown.connect(self._on_result_shown)
        self.presenter.failed.connect(self.summary.show_failure)
        self.presenter.disputed.connect(self._on_disputed)
        self.presenter.not_disputed.connect(self._on_not_disputed)
        self.summary.dispute_wished.connect(self.presenter.dispute)
        if certifying is not None:
            self.certificate = CertificatePanel(certifying, person, stream, look, catalogue, chooser, self.summary)
            self.summary.hold(self.certificate)
            self.summary.certificate_wished.connect(self.certificate.save)

    @property
    def module(self) -> str:
        """The module that it was the self-check of, "" for none or before it is shown."""
        return self._result.module if self._result is not None else ""

    @property
    def shows_answers(self) -> bool:
        """Whether the questions with their answers are on the screen."""
        return self.answers is not None and self.currentWidget() is self.answers

    def show_result(self) -> None:
        """Ask the desk and show what it says."""
        self.presenter.show()

    def show_answers(self) -> None:
        """Show each question with its answer."""
        if self._result is None or not self._result.questions:
            return
        if self.answers is None:
            self.answers = AnswersPage(self._look, self._catalogue, self)
            self.answers.kept = self._kept
            self.answers.back_wished.connect(self._on_back_from_answers)
            self.answers.fact_wished.connect(self.fact_wished)
            self.answers.dispute_wished.connect(self.presenter.dispute)
            self.addWidget(self.answers)
            self.answers.show_answers(self._result)
        self.setCurrentWidget(self.answers)
        self.answers.focus_start()

    def draft(self) -> Draft:
        """What is on the screen and not kept anywhere, for the same page in another language."""
        if self.shows_answers and self.answers is not None:
            drafts = (panel.draft() for panel in self.answers.panels.values())
            return True, next((one for one in drafts if one is not None), None)
        return False, self.summary.dispute.draft() if self.summary.dispute is not None else None

    def restore(self, draft: Draft) -> None:
        """Go on with what was on the page before."""
        answers, written = draft
        if answers:
            self.show_answers()
        panel = self._panel(written[0]) if written is not None else None
        if panel is not None and written is not None:
            panel.restore(written)

    def _on_back_from_answers(self) -> None:
        self.setCurrentWidget(self.summary)
        self.summary.focus_start()

    def _on_result_shown(self, result: ResultView) -> None:
        self._result = result
        self.summary.show_result(result)

    def _panel(self, number: int) -> DisputePanel | None:
        if self.shows_answers and self.answers is not None:
            return self.answers.panels.get(number)
        return self.summary.dispute

    def _on_disputed(self, sent: Disputed) -> None:
        panel = self._panel(sent.number)
        if panel is not None:
            panel.show_sent(sent)
        if not self.shows_answers:
            self.summary.remember(sent)

    def _on_not_disputed(self, number: int, message: Message) -> None:
        panel = self._panel(number)
        if panel is not None:
            panel.show_refused(self._catalogue.tell(message))


class SummaryPage(Page):
    """The score and its parts.

    Signals: `back_wished()`, `module_wished(str)`, `lesson_wished(str, int)`, `case_wished(str)`, `answers_wished()`,
    `certificate_wished()`, `dispute_wished(int, str)`.
    """

    back_wished = Signal()
    module_wished = Signal(str)
    lesson_wished = Signal(str, int)
    case_wished = Signal(str)
    answers_wished = Signal()
    certificate_wished = Signal()
    dispute_wished = Signal(int, str)

    def __init__(
        self, look: Look, catalogue: Catalogue, parent: QWidget | None = None, *, certifies: bool = False
    ) -> None:
        self.bar = Header("", look, caption=catalogue.say("result.caption"), back=catalogue.say("result.back"))
        super().__init__(look, header=self.bar, wide=True, name="result", parent=parent)
        self._catalogue = catalogue
        self._certifies = certifies
        self._held: QWidget | None = None
        self._result: ResultView | None = None
        self._beside: list[Row] = []
        self._button: Button | None = None
        self.dispute: DisputePanel | None = None
        self.kept: Kept = {}
        self.bar.back_wished.connect(self._on_back)
        self.handed_in = IconText("", "laptop", look, "small", "ink2", tint="positive", weight=500, name="handedIn")
        self.handed_in.hide()
        self.bar.add(self.handed_in)
        look.changed.connect(self._on_look_changed)

    def hold(self, panel: QWidget) -> None:
        """Keep what came of the certificate under the verdict."""
        self._held = panel
        panel.hide()

    def remember(self, sent: Disputed) -> None:
        """Know what was sent also when the page is made anew."""
        if self._result is not None:
            self._result = replace(self._result, disputes=(*self._result.disputes, sent))

    def show_result(self, result: ResultView) -> None:
        """Show a result, as much of it as its rules show, and have it said."""
        self._fill(result)
        self.announce(self.title.text())
        self.focus_start()

    def _fill(self, result: ResultView) -> None:
        look, say = self.look, self._catalogue.say
        draft = self.dispute.draft() if self.dispute is not None else None
        self._result = result
        self._beside = []
        self._button = None
        self.dispute = None
        if self._held is not None:
            self.main.removeWidget(self._held)
        self.main.clear()
        self._show_bar(result)
        when = wording.date_and_time(result.ended_ms, result.offset_min, self._catalogue)
        self.handed_in.setText(say("result.handed_in", when=when))
        large = look.single_column
        self.handed_in.setVisible(not large)
        if large:
            self.add(IconText(self.handed_in.text(), "laptop", look, "small", "ink2", tint="positive"))
        if result.scored:
            self._add_score(result)
        else:
            card = HandedInCard(result, look, self._catalogue, self)
            self.title, self.detail = card.title, card.detail
            self.add(card)
        if self._held is not None:
            self.add(self._held)
        if result.judged is not None and result.judged.besides and result.check is None:
            self.add(ReasonsCard(result.judged, look, self._catalogue, self))
        if result.modules:
            self._add_parts(result)
        if not result.questions:
            self._add_dispute(result, draft)
        self.main.addStretch(1)
        self._turn()

    def _add_score(self, result: ResultView) -> None:
        card = ScoreCard(result, self.look, self._catalogue, self._certifies and result.certifiable, self)
        self.title, self.detail, self._button = card.title, card.detail, card.first
        card.answers_wished.connect(self.answers_wished)
        card.certificate_wished.connect(self.certificate_wished)
        card.module_wished.connect(self._on_back)
        self.add(card)

    def _add_parts(self, result: ResultView) -> None:
        look, words = self.look, self._catalogue
        pair = self._row(20)
        if result.check is not None:
            pair.addWidget(ObjectivesCard(result.check, look, words, self), 1)
        else:
            pair.addWidget(ModulesCard(result, look, words, self), 1)
        if result.confidence:
            pair.addWidget(ConfidenceCard(result, look, words, self), 1)
        self.add(pair)
        self.add(ErrorsCard(result, look, words, self))
        all_right = result.right >= result.total
        following = ReviewNext(result.review, look, words, self, cases=result.cases, all_right=all_right)
        following.lesson_wished.connect(self.lesson_wished)
        following.case_wished.connect(self.case_wished)
        self.main.gap(4)
        self.add(following)
        if result.objectives:
            self.main.gap(4)
            self.add(ObjectivesList(result, look, words, self))

    def _add_dispute(self, result: ResultView, draft: tuple[int, str] | None) -> None:
        panel = DisputePanel(
            result.length,
            self.look,
            self._catalogue,
            self,
            sent=result.disputes,
            kept=self.kept,
            begins=result.begins,
        )
        panel.dispute_wished.connect(self.dispute_wished)
        panel.unfolded.connect(lambda: QTimer.singleShot(0, panel, lambda: self.reveal(panel)))
        self.add(panel)
        self.dispute = panel
        if draft is not None:
            panel.restore(draft)

    def _show_bar(self, result: ResultView) -> None:
        say = self._catalogue.say
        self.bar.show_title(result.title, say("assessment.check.caption" if result.module else "result.caption"))
        if result.module:
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

    def _on_back(self) -> None:
        if self._result is not None and self._result.module:
            self.module_wished.emit(self._result.module)
        else:
            self.back_wished.emit()

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
