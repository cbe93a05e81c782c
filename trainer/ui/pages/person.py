"""Owns a person's page as a trainer sees it: what is assigned, assessments as they were, practice as far as may be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.observed import PersonRecord
from trainer.core.requests import ReportFormat, ReportWish
from trainer.core.result_views import ResultView
from trainer.core.room_views import Incident
from trainer.core.views import PersonScore, QuestionView, Verdict
from trainer.ui.components.buttons import Button
from trainer.ui.components.header import Header
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.export_protocols import ExportingDesk
from trainer.ui.files import Chooser, choose_target
from trainer.ui.observing_protocols import ObservingDesk
from trainer.ui.pages import wording
from trainer.ui.pages.answers import AnswersPage
from trainer.ui.pages.certificate_panel import CertificateOffer
from trainer.ui.pages.exports import Exports
from trainer.ui.pages.person_parts import PracticeCard, WatchedCard, assessments, assigned, attempt_card
from trainer.ui.presenters.person import PersonPresenter
from trainer.ui.result_protocols import CertifyingDesk
from trainer.ui.theme import Look

_GROUP = 40
"""How much of a group's name stands above a person's own."""
_BESIDE = 0.55
"""The part of the width that may stand beside a name."""


class Opened(msgspec.Struct, frozen=True):
    """What of a person is open: an attempt, or with `unit` one answer in practice; `item` is the question last ruled on."""

    stream: str
    unit: int = -1
    item: str = ""


class PersonPage(QStackedWidget):
    """PersonPage(desk, trainer, person, modules, look, catalogue, now): `show_record()` fills it.

    `modules` are (id, short title). With `rulable` a question that it agrees to may be ruled on, with `certifying` one that
    was passed can be had as a certificate, with `exporting` a report on the person.
    Signals: `back_wished()`, `fact_wished(fact)`, `ruling_wished(str)` with a question's digest, `stored_wished()` for
    what is stored about the person.
    """

    back_wished = Signal()
    fact_wished = Signal(str)
    ruling_wished = Signal(str)
    stored_wished = Signal()

    def __init__(
        self,
        desk: ObservingDesk,
        by: str,
        person: PersonScore,
        modules: Sequence[tuple[str, str]],
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        rulable: Callable[[str], bool] | None = None,
        certifying: CertifyingDesk | None = None,
        exporting: ExportingDesk | None = None,
        chooser: Chooser = choose_target,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("personPages")
        self._rulable = rulable
        self._opened: Opened | None = None
        self._sought = ""
        self._certifying, self._by = certifying, by
        self._look, self._catalogue, self._now = look, catalogue, now
        self.person = person
        self._modules = modules
        say = catalogue.say
        caption = [say("cohort.person.code", own=person.code), *(wording.clipped(one, _GROUP) for one in person.groups)]
        head = Header(person.name, look, caption=", ".join(caption), back=say("observed.back"))
        self.summary = Page(look, header=head, name="person", parent=self)
        head.back_wished.connect(self.back_wished)
        stored = Button(say("privacy.stored"), look, icon="file-text", name="stored", parent=head)
        stored.clicked.connect(self.stored_wished)
        self._head = head
        head.add(stored)
        if exporting is not None:
            report = Button(say("observed.report"), look, icon="download", name="report", parent=head)
            self.exports = Exports(
                exporting, by, look, catalogue, report, chooser=chooser, now=now, parent=self.summary
            )
            report.clicked.connect(self._on_report_wished)
            head.add(report)
            self.summary.add(self.exports)
        self.addWidget(self.summary)
        self.answers = AnswersPage(
            look, catalogue, self, back=say("observed.back_to_person", name=person.name), own=False
        )
        self.answers.back_wished.connect(self._on_back)
        self.answers.fact_wished.connect(self.fact_wished)
        self.answers.ruling_wished.connect(self._on_ruling_wished)
        self.addWidget(self.answers)
        self.error = ErrorPanel(look, name="personError", parent=self.summary)
        self.error.action_wished.connect(lambda _act: self.show_record())
        self.error.hide()
        self.summary.add(self.error)
        self._built: list[QWidget] = []
        self.presenter = PersonPresenter(desk, by, person.id, person.name, catalogue.language, self)
        self.presenter.record_shown.connect(self._on_record)
        self.presenter.attempt_shown.connect(self._on_attempt)
        self.presenter.answer_shown.connect(self._on_answer)
        self.presenter.failed.connect(self._on_failed)
        look.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """A name needs its part of the width: what stands beside it goes under each other where it would take more."""
        self._head.slot.turn_to_fit(round(self.width() * _BESIDE))

    def show_record(self) -> None:
        """Ask the desk and show what it says."""
        self.error.hide()
        self.presenter.show()

    def restore(self, opened: Opened) -> None:
        """Open what was open on the page before, and go to the question that was ruled on."""
        self._sought = opened.item
        if opened.unit >= 0:
            self._open_answer(opened.stream, opened.unit)
        else:
            self._open_attempt(opened.stream)
        self._sought = ""

    def opened(self) -> Opened | None:
        """What is open beside the summary."""
        return self._opened if self.currentWidget() is self.answers else None

    def _open_attempt(self, stream: str) -> None:
        self._opened = Opened(stream)
        self.presenter.open_attempt(stream)

    def _open_answer(self, stream: str, unit: int) -> None:
        self._opened = Opened(stream, unit)
        self.presenter.open_answer(stream, unit)

    def _on_ruling_wished(self, item: str) -> None:
        if self._opened is not None:
            self._opened = replace(self._opened, item=item)
        self.ruling_wished.emit(item)

    def _on_report_wished(self) -> None:
        self.exports.begin(ReportWish(ReportFormat.PDF, names=True, person=self.person.code))

    def _on_record(self, record: PersonRecord) -> None:
        look, words, now, page = self._look, self._catalogue, self._now(), self.summary
        for widget in self._built:
            widget.hide()
            widget.deleteLater()
        tasks = assigned(record.assigned, now, look, words, page)
        tests = assessments(record.attempts, now, self._open_attempt, look, words, page)
        practice = PracticeCard(self.person, record.cases, self._modules, now, look, words, page)
        watched = [WatchedCard(one, now, self._open_answer, look, words, page) for one in record.watched]
        self._built = [tests, tasks, practice, *watched]
        page.main.setSpacing(look.px(24))
        page.add(tests, *watched)
        page.add_side(practice, tasks)
        page.main.addStretch(1)
        page.side.addStretch(1)

    def _on_attempt(self, result: ResultView, incidents: Sequence[Incident]) -> None:
        self.answers.show_answers(result, disputable=False, rulable=self._rulable)
        self.answers.main.insertWidget(0, attempt_card(result, incidents, self._look, self._catalogue, self.answers))
        if self._certifying is not None and result.certifiable:
            offer = CertificateOffer(
                self._certifying, self.person.id, result.stream, self._by, self._look, self._catalogue, self.answers
            )
            self.answers.main.insertWidget(1, offer)
        title = self._catalogue.say("observed.answers_of", name=self.person.name)
        self.answers.bar.show_title(title, result.title)
        self._turn_to_answers()

    def _on_answer(self, question: QuestionView, verdict: Verdict) -> None:
        self.answers.show_single(question, verdict, self._catalogue.say("observed.answer"))
        self._turn_to_answers()

    def _turn_to_answers(self) -> None:
        self.setCurrentWidget(self.answers)
        self.answers.focus_start()
        rule = self.answers.rule_buttons.get(self._sought)
        if rule is not None:
            rule.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, rule, lambda: self.answers.reveal(rule))
            return
        QTimer.singleShot(0, self.answers, lambda: self.answers.area.verticalScrollBar().setValue(0))

    def _on_back(self) -> None:
        self.setCurrentWidget(self.summary)
        if self.summary.header is not None:
            self.summary.header.back.setFocus()

    def _on_failed(self, message: Message) -> None:
        say = self._catalogue.say
        self.error.show_error(
            say("observed.failed"), self._catalogue.tell(message), [("again", say("common.try_again"))]
        )
        self.error.show()
        self.setCurrentWidget(self.summary)
        self.summary.reveal(self.error)
