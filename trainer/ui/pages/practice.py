"""Owns the practice page: a question, how sure, what came of it, next; knows neither the key before Check nor any storage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.policies import REFRESHER
from trainer.core.requests import Admitted
from trainer.core.views import QuestionView, Verdict
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.header import Header
from trainer.ui.components.marks import KeyHints
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.progress import StepSegments
from trainer.ui.components.text import Text
from trainer.ui.keys import Binding, KeyFilter, KeyMap, digits, letters
from trainer.ui.pages import wording
from trainer.ui.pages.practice_panels import AnswerPanel, AskPanel, Cover, ReportForm, RoundEnd, key_hints, trouble
from trainer.ui.pages.practice_question import QuestionBox
from trainer.ui.presenters.practice import Draft, PracticePresenter
from trainer.ui.protocols import LearningDesk, PracticeHand
from trainer.ui.theme import Look

MOST_OPTIONS = 10
KEYS = KeyMap(
    [
        *letters("option", MOST_OPTIONS, "keys.do.option"),
        *digits("confidence", 3, "keys.do.confidence"),
        Binding(("Enter",), "on", "keys.do.enter"),
        Binding(("S",), "source", "source.open"),
        Binding(("R",), "report", "keys.do.report"),
        Binding(("Esc",), "pause", "keys.do.close"),
    ]
)


class PracticePage(Page):
    """A round of practice in a module, or in one of its objectives.

    A page made anew in another language is given the round `in_hand`, and then `restore(draft)`.
    `leave` is for the router, before the page goes. `keys` turns single letters off.
    Signals: `module_wished(module)`, `home_wished()`, `fact_wished(fact)`.
    """

    module_wished = Signal(str)
    home_wished = Signal()
    fact_wished = Signal(str)

    def __init__(
        self,
        desk: LearningDesk,
        who: Admitted,
        module: str,
        objective: str,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        hand: PracticeHand | None = None,
    ) -> None:
        self._steps: StepSegments | None = None
        self._header = Header("", look, caption=catalogue.say("practice.caption"), back=catalogue.say("practice.back"))
        super().__init__(look, header=self._header, name="practice", parent=parent)
        self._catalogue = catalogue
        self._now = now
        self._module = module
        self._digest = ""
        self._before_cover: QWidget | None = None
        self._build_header()
        self._build_question()
        self._build_side()
        self._build_footer()
        self.keys = KeyFilter(self, KEYS)
        self.keys.intended.connect(self._on_intended)
        self.presenter = PracticePresenter(desk, who.id, module, objective, catalogue.language, self, hand)
        self._connect()
        self.presenter.begin()

    # Building

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("practice." + code, **values)

    def _build_header(self) -> None:
        self.steps = self._steps = StepSegments(self.look, self._catalogue, parent=self)
        self._pause = Button(
            self._say("pause"), self.look, Rank.QUIET, icon="pause", ink="ink2", name="pause", parent=self
        )
        self._header.add(self.steps, self._pause)

    def _arrange(self) -> None:
        """With large text the steps stand above the question, and the keys give way to it."""
        super()._arrange()
        if self._steps is None:
            return
        large = self.look.single_column
        (self.main if large else self._header.slot).insertWidget(0, self._steps)
        self.footer_panel.setVisible(not large and not self.question.isHidden())

    def _build_question(self) -> None:
        self.question = QuestionBox(self.look, self._catalogue, self)
        self.options = self.question.options
        self.cover = Cover(self.look, self._catalogue, self)
        self.cover_trouble = trouble(self.look, "coverTrouble", self)
        back = self._say("end.to_home" if self._module == REFRESHER else "end.to_module")
        self.end = RoundEnd(back, self.look, self._catalogue, self)
        self.add(self.question, self.cover, self.cover_trouble, self.end)
        for part in (self.question, self.cover, self.end):
            part.hide()

    def _build_side(self) -> None:
        self.ask = AskPanel(self.look, self._catalogue, self)
        self.answer = AnswerPanel(self.look, self._catalogue, self)
        self.trouble = trouble(self.look, "notSaved", self)
        self.report = ReportForm(self.look, self._catalogue, self)
        self.answer.hide()
        self.add_side(self.trouble, self.ask, self.answer, self.report)

    def _build_footer(self) -> None:
        self._hints = KeyHints([], self.look, parent=self)
        self._item = Text("", self.look, "caption", "ink3", weight=400, wraps=False, name="item", parent=self)
        self.add_footer(self._hints, self._item)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.question_shown.connect(self.show_question)
        presenter.answer_shown.connect(self.show_answer)
        presenter.round_ended.connect(self.show_end)
        presenter.not_begun.connect(self.show_not_begun)
        presenter.not_saved.connect(self.show_not_saved)
        presenter.saved.connect(self._on_saved)
        presenter.paused.connect(self._on_paused)
        presenter.resumed.connect(self._on_resumed)
        presenter.reported.connect(self._on_reported)
        presenter.report_refused.connect(self._on_report_refused)
        presenter.draft_changed.connect(self._on_draft_changed)
        self._header.back_wished.connect(self._on_back_wished)
        self._pause.clicked.connect(presenter.pause)
        self.options.choice_made.connect(lambda _item, chosen: presenter.choose(chosen))
        self.ask.confidence_given.connect(presenter.say_confidence)
        self.ask.check_wished.connect(self._on_check_wished)
        self.answer.next_wished.connect(presenter.forward)
        self.answer.fact_wished.connect(self.fact_wished)
        self.report.report_wished.connect(presenter.report)
        self.report.text_changed.connect(self._on_report_written)
        self.cover.resume_wished.connect(presenter.resume)
        self.end.module_wished.connect(self._go_back)
        self.trouble.action_wished.connect(self._on_again_wished)
        self.cover_trouble.action_wished.connect(self._on_again_wished)

    # For the router

    @property
    def in_hand(self) -> PracticeHand | None:
        """The round itself, None before it has begun."""
        return self.presenter.in_hand

    def draft(self) -> Draft:
        """What is chosen and not yet checked, to be restored on a page rebuilt."""
        return self.presenter.draft()

    def restore(self, draft: Draft) -> None:
        """Take up what was chosen on the page before this one."""
        self.presenter.restore(draft)
        self.report.show_text(draft.report)

    def leave(self) -> bool:
        """Keep the place and stand still. Return False where that could not be written; asked again, the person may go."""
        return self.presenter.leave()

    # What is shown

    def show_not_begun(self, message: Message) -> None:
        """Say why there is no round."""
        self.side_panel.hide()
        self.footer_panel.hide()
        self.steps.hide()
        self._pause.hide()
        back = self._say("end.to_home" if self._module == REFRESHER else "end.to_module")
        empty = EmptyState(self._say("not_begun"), self._catalogue.tell(message), self.look, action=back, parent=self)
        empty.action_wished.connect(self._go_back)
        self.add(empty)

    def show_question(self, question: QuestionView) -> None:
        """Show a question that is open."""
        self._show_text(question)
        self.options.show_chosen(self.presenter.options)
        self.ask.confidence.show_confidence(self.presenter.confidence)
        self.ask.show_year(question.as_of)
        self.ask.show_missing("")
        self.steps.show_steps(question.number - 1, question.number, question.total)
        self.ask.show()
        self.answer.hide()
        self._show_hints(answered=False, options=len(question.options))
        self.area.verticalScrollBar().setValue(0)
        if self.isVisible():
            self.question.stem.setFocus(Qt.FocusReason.OtherFocusReason)
            self.announce(self._say("question", number=question.number, total=question.total))

    def show_answer(self, question: QuestionView, verdict: Verdict) -> None:
        """Show a question that is answered: key, explanations, what follows."""
        if question.digest != self._digest:
            self._show_text(question)
        self.question.show_answered(question)
        said, follows = wording.verdict(verdict, self._now(), self._catalogue)
        self.answer.feedback.show_verdict(verdict.right, said, follows)
        self.answer.show_next(last=question.number == question.total)
        self.answer.show_facts(verdict.facts)
        self.steps.show_steps(question.number, 0, question.total)
        self.ask.hide()
        self.answer.show()
        self._show_hints(answered=True, options=len(question.options))
        self._fold_scenario()
        if self.isVisible():
            self.answer.feedback.focus_verdict()
            self.reveal(self.answer.feedback)
            self.announce(f"{said} {follows}")

    def show_end(self, right: int, given: int) -> None:
        """Show how the round went."""
        self.question.hide()
        self.side_panel.hide()
        self.footer_panel.hide()
        self._pause.hide()
        self.steps.show_steps(given, 0, given)
        self.end.show_tally(right, given)
        self.end.show()
        if self.isVisible():
            self.end.go.setFocus(Qt.FocusReason.OtherFocusReason)
            self.announce(f"{self.end.title.text()} {self.end.tally.text()}")

    def show_not_saved(self, message: Message, what: str) -> None:
        """Say what could not be written; whatever was chosen stays."""
        title = self._catalogue.say("report.not_kept") if what == "report" else self._say("not_saved." + what)
        words = self._catalogue.tell(message)
        if what == "check":
            words = f"{words} {self._say('not_saved.stays')}"
        panel = self.cover_trouble if self.presenter.covered else self.trouble
        panel.setProperty("what", what)
        panel.show_error(title, words, [("again", self._catalogue.say("common.try_again"))])
        panel.show()
        self.reveal(panel)
        self.announce(f"{title}. {words}")

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the question, or at the verdict of one that was answered before."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the presenter rest, unless the whole window was hidden by somebody else."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.presenter.rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from the question into its answers; the rest scrolls."""
        down = event.key() == Qt.Key.Key_Down
        if (down or event.key() == Qt.Key.Key_Up) and self.question.enter_options(first=down):
            return
        super().keyPressEvent(event)

    def _show_text(self, question: QuestionView) -> None:
        self._digest = question.digest
        caption = "repeat" if question.repeat else "refresher" if self._module == REFRESHER else "caption"
        self._header.show_title(self.presenter.module_title, self._say(caption))
        self.question.show_question(question)
        self._item.setText(question.id)
        self.trouble.hide()
        self.report.start_over()
        self.question.show()

    def _begin(self) -> None:
        self._fold_scenario()
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus() and focused is not self._header.back:
            return
        if self.presenter.answered:
            self.answer.feedback.focus_verdict()
        elif not self.question.isHidden():
            self.question.stem.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold_scenario(self) -> None:
        """Where height runs out, the scenario gives way to its answers."""
        if not self.isVisible() or not self.presenter.answered:
            return
        layout = self.main_panel.layout()
        if layout is not None:
            # The explanations have only just come: what the layout remembers is from before them.
            layout.invalidate()
        needed = self.main_panel.heightForWidth(self.main_panel.width()) + 2 * self.look.px(36)
        if not self.two_columns or needed > self.area.viewport().height():
            self.question.fold()

    def _show_hints(self, answered: bool, options: int) -> None:
        self._hints.show_hints(key_hints(self._catalogue, answered, options))

    # What the person does

    def _on_intended(self, intent: str) -> None:
        word, _, place = intent.partition(":")
        if self.presenter.covered:
            return
        if word == "option":
            self.options.choose(int(place))
        elif word == "confidence" and not self.ask.isHidden():
            self.ask.confidence.choose(int(place))
        elif word == "on" and self.presenter.answered:
            self.presenter.forward()
        elif word == "on" and not self.question.isHidden():
            self._on_check_wished()
        elif word == "source" and self.presenter.answered:
            self.answer.open_source()
        elif word == "report" and not self.question.isHidden():
            self.report.unfold()
        elif word == "pause":
            self._on_escape()

    def _on_escape(self) -> None:
        if self.report.unfolded and self.report.edit.hasFocus():
            self.report.fold()
        else:
            self.presenter.pause()

    def _on_check_wished(self) -> None:
        missing = self._missing()
        self.ask.show_missing(missing)
        if not missing:
            self.presenter.check()
            return
        self.announce(missing)

    def _missing(self) -> str:
        if self.presenter.ready:
            return ""
        wanted = self.presenter.answers
        if len(self.presenter.options) == wanted:
            return self._say("missing.confidence")
        if wanted > 1:
            return self._say("missing.options", n=wanted)
        return self._say("missing.option" if self.presenter.confidence else "missing.both")

    def _on_draft_changed(self) -> None:
        self.options.show_chosen(self.presenter.options)
        self.ask.confidence.show_confidence(self.presenter.confidence)
        if self.presenter.ready:
            self.ask.show_missing("")

    def _on_again_wished(self) -> None:
        panel = self.sender()
        what = str(panel.property("what")) if isinstance(panel, ErrorPanel) else ""
        presenter = self.presenter
        again: dict[str, Callable[[], object]] = {
            "check": presenter.check,
            "forward": presenter.forward,
            "pause": presenter.stand_still,
            "resume": presenter.resume,
            "beat": presenter.beat,
            "report": lambda: presenter.report(presenter.report_text),
        }
        if what in again:
            again[what]()

    def _on_saved(self) -> None:
        self.trouble.hide()
        self.cover_trouble.hide()

    def _on_paused(self) -> None:
        self._before_cover = self.focusWidget()
        self.question.hide()
        self.side_panel.hide()
        self.footer_panel.hide()
        self._pause.hide()
        self.cover.show()
        self.cover.resume.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(self._say("paused_title"))

    def _on_resumed(self) -> None:
        self.cover.hide()
        self.question.show()
        self.side_panel.show()
        self.footer_panel.setVisible(not self.look.single_column)
        self._pause.show()
        (self._before_cover or self.question.stem).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_report_written(self, text: str) -> None:
        self.presenter.report_text = text

    def _on_reported(self) -> None:
        self.report.show_kept()
        self.announce(self._catalogue.say("report.kept"))

    def _on_report_refused(self, message: Message) -> None:
        words = self._catalogue.tell(message)
        self.report.show_note(words)
        self.announce(words)

    def _on_back_wished(self) -> None:
        if self.leave():
            self._go_back()

    def _go_back(self) -> None:
        """To where the round belongs: its module, or home for one over all modules."""
        if self._module == REFRESHER:
            self.home_wished.emit()
        else:
            self.module_wished.emit(self._module)
