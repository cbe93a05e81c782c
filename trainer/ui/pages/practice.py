"""Owns the practice page: a question, how sure, what came of it, next; knows neither the key before Check nor any storage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Admitted
from trainer.core.views import OptionView, QuestionView, Verdict
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText, KeyHints
from trainer.ui.components.option_face import OptionState, OptionText
from trainer.ui.components.options import OptionList
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.progress import StepSegments
from trainer.ui.components.text import Narrative, Text
from trainer.ui.keys import Binding, KeyFilter, KeyMap, digits, letters
from trainer.ui.pages import wording
from trainer.ui.pages.practice_panels import AnswerPanel, AskPanel, Cover, ReportForm, RoundEnd, trouble
from trainer.ui.presenters.practice import Draft, PracticePresenter
from trainer.ui.protocols import LearningDesk
from trainer.ui.theme import Look

MOST_OPTIONS = 10
KEYS = KeyMap(
    [
        *letters("option", MOST_OPTIONS, "keys.do.option"),
        *digits("confidence", 3, "keys.do.confidence"),
        Binding(("Enter",), "on", "keys.do.enter"),
        Binding(("R",), "report", "keys.do.report"),
        Binding(("Esc",), "pause", "keys.do.close"),
    ]
)


class PracticePage(Page):
    """A round of practice in a module, or in one of its objectives.

    A page that is rebuilt (another language) takes the open round up again with `objective` "" and `restore(draft)`.
    `leave` is for the router, before the page goes. `keys` turns single letters off.
    Signals: `module_wished(module)`, `home_wished()`.
    """

    module_wished = Signal(str)
    home_wished = Signal()

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
    ) -> None:
        header = Header("", look, caption=catalogue.say("practice.caption"), back=catalogue.say("practice.back"))
        super().__init__(look, header=header, name="practice", parent=parent)
        self._catalogue = catalogue
        self._header = header
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
        self.presenter = PracticePresenter(desk, who.id, module, objective, catalogue.language, self)
        self._connect()
        self.presenter.begin()

    # Building

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("practice." + code, **values)

    def _build_header(self) -> None:
        self._steps = StepSegments(self.look, self._catalogue, parent=self)
        self._pause = Button(self._say("pause"), self.look, Rank.QUIET, icon="pause", ink="ink2", name="pause", parent=self)
        self._header.add(self._steps, self._pause)

    def _build_question(self) -> None:
        look = self.look
        self._box = QWidget(self)
        column = Column(look, 12, parent=self._box)
        self._language_note = Text(self._catalogue.say("common.other_language"), look, "caption", "ink3", parent=self._box)
        self._content_note = IconText("", "info", look, "small", "ink2", tint="caution", name="contentNote", parent=self._box)
        self.vignette = Narrative("", look, name="vignette", parent=self._box)
        self._unfold = Button("", look, Rank.QUIET, icon="chevron-down", flush=True, name="scenario", parent=self._box)
        self._unfold.clicked.connect(self._on_scenario_clicked)
        self.stem = Text("", look, "heading", name="stem", parent=self._box)
        self.stem.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look.focus_ring.watch(self.stem, "key")
        self._several = Text("", look, "small", "ink2", name="several", parent=self._box)
        self.options = OptionList(look, self._catalogue, parent=self._box)
        column.addWidget(self._language_note)
        column.addWidget(self._content_note)
        column.addWidget(self.vignette)
        column.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.gap(8)
        column.addWidget(self.stem)
        column.addWidget(self._several)
        column.gap(4)
        column.addWidget(self.options)
        self.cover = Cover(look, self._catalogue, self)
        self.cover_trouble = trouble(look, "coverTrouble", self)
        self.end = RoundEnd(look, self._catalogue, self)
        self.add(self._box, self.cover, self.cover_trouble, self.end)
        for part in (self._box, self.cover, self.end, self._unfold):
            part.hide()
        self.setFocusProxy(self.stem)

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
        self.report.report_wished.connect(presenter.report)
        self.report.text_changed.connect(self._on_report_written)
        self.cover.resume_wished.connect(presenter.resume)
        self.end.module_wished.connect(lambda: self.module_wished.emit(self._module))
        self.trouble.action_wished.connect(self._on_again_wished)
        self.cover_trouble.action_wished.connect(self._on_again_wished)

    # For the router

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
        self._steps.hide()
        self._pause.hide()
        back = self._say("end.to_module")
        empty = EmptyState(self._say("not_begun"), self._catalogue.tell(message), self.look, action=back, parent=self)
        empty.action_wished.connect(lambda: self.module_wished.emit(self._module))
        self.add(empty)

    def show_question(self, question: QuestionView) -> None:
        """Show a question that is open."""
        self._show_text(question)
        self.options.show_chosen(self.presenter.options)
        self.ask.confidence.show_confidence(self.presenter.confidence)
        self.ask.show_year(question.as_of)
        self.ask.show_missing("")
        self._steps.show_steps(question.number - 1, question.number, question.total)
        self.ask.show()
        self.answer.hide()
        self._show_hints(answered=False, options=len(question.options))
        self.area.verticalScrollBar().setValue(0)
        if self.isVisible():
            self.stem.setFocus(Qt.FocusReason.OtherFocusReason)
            self.announce(self._say("question", number=question.number, total=question.total))

    def show_answer(self, question: QuestionView, verdict: Verdict) -> None:
        """Show a question that is answered: key, explanations, what follows."""
        if question.digest != self._digest:
            self._show_text(question)
        self.options.show_chosen([option.id for option in question.options if option.chosen])
        self.options.show_states({option.id: (_state(option), option.explanation) for option in question.options})
        said, follows = self._verdict(verdict)
        self.answer.feedback.show_verdict(verdict.right, said, follows)
        self.answer.show_next(last=question.number == question.total)
        self.answer.show_facts(verdict.facts)
        self._steps.show_steps(question.number, 0, question.total)
        self.ask.hide()
        self.answer.show()
        self._show_hints(answered=True, options=len(question.options))
        self._fold_scenario(question)
        if self.isVisible():
            self.answer.feedback.focus_verdict()
            self.reveal(self.answer.feedback)
            self.announce(f"{said} {follows}")

    def show_end(self, right: int, given: int) -> None:
        """Show how the round went."""
        self._box.hide()
        self.side_panel.hide()
        self.footer_panel.hide()
        self._pause.hide()
        self._steps.show_steps(given, 0, given)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from the question into its answers; the rest scrolls."""
        cards = self.options.cards
        if self.stem.hasFocus() and cards and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            card = cards[0 if event.key() == Qt.Key.Key_Down else -1]
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    def _show_text(self, question: QuestionView) -> None:
        self._digest = question.digest
        self._header.show_title(self.presenter.module_title, self._say("caption"))
        self._language_note.setVisible(question.other_language)
        self._content_note.setText(self._say("content_note", note=question.content_note))
        self._content_note.setVisible(bool(question.content_note))
        self.vignette.setText(question.vignette)
        self.vignette.setVisible(bool(question.vignette))
        self._unfold.hide()
        self.stem.setText(question.stem)
        self._several.setText(self._say("several", n=question.answers))
        self._several.setVisible(question.answers > 1)
        rows = [OptionText(option.id, option.letter, option.text) for option in question.options]
        self.options.show_options(question.digest, rows, several=question.answers > 1, label=question.stem)
        self._item.setText(question.id)
        self.trouble.hide()
        self.report.start_over()
        self._box.show()

    def _verdict(self, verdict: Verdict) -> tuple[str, str]:
        keys = wording.joined(verdict.key_letters, self._catalogue)
        code = ("verdict.right" if verdict.right else "verdict.wrong") + ("_several" if len(verdict.key_letters) > 1 else "")
        said = self._say(code, key=keys)
        if not verdict.returns_ms:
            return said, ""
        when = wording.when(verdict.returns_ms, self._now(), self._catalogue)
        sure = verdict.confidence.value if verdict.confidence is not None else "none"
        return said, self._say(f"returns.{sure}", when=when)

    def _fold_scenario(self, question: QuestionView) -> None:
        """Where height runs out, the scenario gives way to its answers."""
        beside = self.two_columns
        needed = self.main_panel.heightForWidth(self.main_panel.width()) + 2 * self.look.px(36)
        if question.vignette and self.isVisible() and (not beside or needed > self.area.viewport().height()):
            self.vignette.hide()
            self._unfold.show_text(self._say("show_scenario"))
            self._unfold.show()

    def _show_hints(self, answered: bool, options: int) -> None:
        say = self._say
        enter = say("hints.cap_enter")
        report, pause = (("R",), say("hints.report")), ((say("hints.cap_esc"),), say("hints.pause"))
        if answered:
            self._hints.show_hints([((enter,), say("hints.next")), report, pause])
        else:
            last = chr(ord("A") + options - 1)
            self._hints.show_hints(
                [(("A", last), say("hints.choose")), (("1", "3"), say("hints.sure")), ((enter,), say("hints.check")), pause]
            )

    # What the person does

    def _on_intended(self, intent: str) -> None:
        word, _, place = intent.partition(":")
        if self.presenter.covered:
            return
        if word == "option":
            self.options.choose(int(place))
        elif word == "confidence" and not self.ask.isHidden():
            self.ask.confidence.choose(int(place))
        elif word == "on":
            self._on_enter()
        elif word == "report" and not self._box.isHidden():
            self.report.unfold()
        elif word == "pause":
            self._on_escape()

    def _on_enter(self) -> None:
        if self.presenter.answered:
            self.presenter.forward()
        elif not self._box.isHidden():
            self._on_check_wished()

    def _on_escape(self) -> None:
        if self.report.unfolded and self.report.edit.hasFocus():
            self.report.fold()
        else:
            self.presenter.pause()

    def _on_check_wished(self) -> None:
        missing = self._missing()
        self.ask.show_missing(missing)
        if missing:
            self.announce(missing)
        else:
            self.presenter.check()

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
        self._box.hide()
        self.side_panel.hide()
        self.footer_panel.hide()
        self._pause.hide()
        self.cover.show()
        self.cover.resume.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(self._say("paused_title"))

    def _on_resumed(self) -> None:
        self.cover.hide()
        self._box.show()
        self.side_panel.show()
        self.footer_panel.show()
        self._pause.show()
        (self._before_cover or self.stem).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_scenario_clicked(self) -> None:
        hidden = self.vignette.isHidden()
        self.vignette.setVisible(hidden)
        self._unfold.show_text(self._say("hide_scenario" if hidden else "show_scenario"))

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
            self.module_wished.emit(self._module)


def _state(option: OptionView) -> OptionState:
    if option.correct:
        return OptionState.CORRECT_CHOSEN if option.chosen else OptionState.CORRECT
    return OptionState.WRONG if option.chosen else OptionState.OTHER
