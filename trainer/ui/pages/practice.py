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
from trainer.ui.attempt_protocols import PracticeHand
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.dwell import Dwell
from trainer.ui.keys import Binding, KeyFilter, KeyMap, digits, letters
from trainer.ui.pages import wording
from trainer.ui.pages.assigned_parts import watched_card
from trainer.ui.pages.closing import agrees_to_close
from trainer.ui.pages.practice_sheet import PracticeSheet
from trainer.ui.presenters.practice import Draft, PracticePresenter
from trainer.ui.protocols import LearningDesk
from trainer.ui.reading import let_focus_go
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


class PracticePage(PracticeSheet):
    """A round of practice in a module, or in one of its objectives. `watched` is said above the questions where a trainer
    sees single answers.

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
        watched: str = "",
    ) -> None:
        super().__init__(module, look, catalogue, parent)
        if watched:
            self.main.insertWidget(0, watched_card(watched, look, self))
        self._now = now
        self._dwell = Dwell(self)
        self.keys = KeyFilter(self, KEYS, works=self._works)
        self.keys.intended.connect(self._on_intended)
        self.presenter = PracticePresenter(desk, who.id, module, objective, catalogue.language, self, hand)
        self._connect()
        self.presenter.begin()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.question_shown.connect(self.show_question)
        presenter.answer_shown.connect(self.show_answer)
        presenter.round_ended.connect(self._on_round_ended)
        presenter.not_begun.connect(self.show_not_begun)
        presenter.not_saved.connect(self.show_not_saved)
        presenter.saved.connect(self._on_saved)
        presenter.paused.connect(self._cover)
        presenter.resumed.connect(self._uncover)
        presenter.reported.connect(self.report.tell_kept)
        presenter.report_refused.connect(self.report.tell_refused)
        presenter.draft_changed.connect(self._on_draft_changed)
        self._header.back_wished.connect(self._on_back_wished)
        self._pause.clicked.connect(presenter.pause)
        self.options.choice_made.connect(lambda _item, chosen: presenter.choose(chosen))
        self.ask.confidence_given.connect(presenter.say_confidence)
        self.ask.check_wished.connect(self._on_check_wished)
        self.answer.next_wished.connect(self._on_next_wished)
        self.answer.fact_wished.connect(self.fact_wished)
        self.report.report_wished.connect(presenter.report)
        self.report.text_changed.connect(self._on_report_written)
        self.report.unfolded_to.connect(self._on_report_unfolded)
        self.cover.resume_wished.connect(presenter.resume)
        self.end.module_wished.connect(self._on_end_read)
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

    def may_close(self) -> bool:
        """Ask before a choice is lost that cannot be written."""
        return agrees_to_close(self, self.presenter, self._catalogue)

    # What is shown

    def show_not_begun(self, message: Message) -> None:
        """Say why there is no round."""
        self.side_panel.hide()
        self.footer_panel.hide()
        self.steps.hide()
        self._pause.hide()
        words = self._catalogue.tell(message)
        empty = EmptyState(self._say("not_begun"), words, self.look, action=self._back_words(), parent=self)
        empty.action_wished.connect(self._go_back)
        self.add(empty)

    def show_question(self, question: QuestionView) -> None:
        """Show a question that is open."""
        let_focus_go(self)
        self._show_text(question, self.presenter.module_title)
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
        let_focus_go(self)
        if question.digest != self._digest:
            self._show_text(question, self.presenter.module_title)
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
            self._dwell.begin()
            self.answer.feedback.focus_verdict()
            self._show_verdict_first()
            self.announce(f"{said} {follows}")

    def _show_verdict_first(self) -> None:
        """Under the question, the verdict comes to the top with what follows; beside it, it is in sight already."""
        if self.two_columns:
            self.reveal(self.answer.feedback)
        else:
            self.begin_at(self.answer.feedback)

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

    def _begin(self) -> None:
        if self.presenter.answered:
            self._fold_scenario()
        if not self.untouched:
            return
        if self.presenter.answered:
            self.answer.feedback.focus_verdict()
            self._show_verdict_first()
        elif not self.question.isHidden():
            self.question.stem.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the person does

    def _on_intended(self, intent: str) -> None:
        word, _, place = intent.partition(":")
        if word == "option":
            self.options.choose(int(place))
        elif word == "confidence":
            self.ask.confidence.choose(int(place))
        elif word == "on" and self.presenter.answered:
            self._on_next_wished()
        elif word == "on":
            self._on_check_wished()
        elif word == "source":
            self.answer.open_source()
        elif word == "report":
            self.report.unfold()
        elif word == "pause":
            self._on_escape()

    def _works(self, intent: str) -> bool:
        """Whether a key's intent leads to anything now: none does while the text is covered or there is no question."""
        word, _, place = intent.partition(":")
        if self.presenter.covered or self.question.isHidden():
            return False
        if word == "option":
            return not self.presenter.answered and int(place) < len(self.options.cards)
        if word == "confidence":
            return not self.ask.isHidden()
        return word != "source" or self.presenter.answered

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
        # With large text the words come under the fold: they are what the person has to see.
        QTimer.singleShot(0, self, lambda: self.reveal(self.ask.missing))

    def _on_next_wished(self) -> None:
        if self._dwell.over:
            self.presenter.forward()

    def _on_round_ended(self, right: int, given: int) -> None:
        self._dwell.begin()
        self.show_end(right, given)

    def _on_end_read(self) -> None:
        if self._dwell.over:
            self._go_back()

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

    def _on_report_written(self, text: str) -> None:
        self.presenter.report_text = text

    def _on_report_unfolded(self) -> None:
        QTimer.singleShot(0, self, lambda: self.reveal(self.report.form))

    def _on_back_wished(self) -> None:
        if self.leave():
            self._go_back()

    def _go_back(self) -> None:
        """To where the round belongs: its module, or home for one over all modules."""
        if self._module == REFRESHER:
            self.home_wished.emit()
        else:
            self.module_wished.emit(self._module)
