"""Owns a round of practice between page and desk: what is chosen, what is committed, what could not be; knows no widget."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from question_bank.model import Confidence
from trainer.core.message import Refused
from trainer.core.views import QuestionView
from trainer.faults import Fault
from trainer.ui.attempt_protocols import PracticeHand
from trainer.ui.presenters.in_hand import InHandPresenter
from trainer.ui.protocols import LearningDesk


class Draft(msgspec.Struct, frozen=True):
    """What is chosen and not yet checked: it outlives a rebuilt page."""

    digest: str = ""
    options: tuple[str, ...] = ()
    confidence: str = ""
    report: str = ""
    covered: bool = False


class PracticePresenter(InHandPresenter):
    """One round of practice.

    Signals: `question_shown(QuestionView)`, `answer_shown(QuestionView, Verdict)`, `round_ended(right, given)`, `not_begun(Message)`,
    `not_saved(Message, what)` where `what` is "check", "forward", "pause", "resume", "beat" or "report", `saved()` once something
    was written after all, `paused()`, `resumed()`, `reported()`, `report_refused(Message)`, `draft_changed()`.
    """

    question_shown = Signal(object)
    answer_shown = Signal(object, object)
    round_ended = Signal(int, int)
    not_begun = Signal(object)
    reported = Signal()
    report_refused = Signal(object)
    draft_changed = Signal()

    def __init__(
        self,
        desk: LearningDesk,
        person: str,
        module: str,
        objective: str,
        language: str,
        parent: QObject,
        hand: PracticeHand | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wish = (person, module, language, objective)
        self._hand = hand
        if hand is not None:
            hand.attempt.language = language
        self._question: QuestionView | None = None
        self._options: tuple[str, ...] = ()
        self._confidence = ""
        self.report_text = ""

    def _held(self) -> PracticeHand | None:
        return self._hand

    # What is known

    @property
    def in_hand(self) -> PracticeHand | None:
        """The round, to be handed on to a page made anew; None before it has begun."""
        return self._hand

    @property
    def module_title(self) -> str:
        """The title of the module practised, "" before the round has begun."""
        return self._hand.module_title if self._hand is not None else ""

    @property
    def options(self) -> tuple[str, ...]:
        """The options chosen and not yet checked."""
        return self._options

    @property
    def confidence(self) -> str:
        """How sure the person says they are, "" before they say."""
        return self._confidence

    @property
    def answers(self) -> int:
        """How many options the question asks for."""
        return self._question.answers if self._question is not None else 1

    @property
    def ready(self) -> bool:
        """Whether the answer can be checked: as many options as are asked for, and how sure."""
        question = self._question
        return question is not None and len(self._options) == question.answers and bool(self._confidence)

    @property
    def answered(self) -> bool:
        """Whether the question on the screen is checked."""
        return self._hand is not None and not self._hand.finished and self._hand.verdict() is not None

    @property
    def at_stake(self) -> bool:
        """Whether something is chosen and not yet checked."""
        return bool(self._options or self._confidence) and not self.answered

    def draft(self) -> Draft:
        """What is chosen and not yet checked."""
        digest = self._question.digest if self._question is not None else ""
        return Draft(digest, self._options, self._confidence, self.report_text, self.covered)

    def restore(self, draft: Draft) -> None:
        """Take a draft up again, if it is of the question on the screen and that is still open; cover it as it was."""
        self._take_up(draft)
        if draft.covered and not self.covered:
            self.covered = True
            self._beat.stop()
            self.paused.emit()

    def _take_up(self, draft: Draft) -> None:
        question = self._question
        if question is None or draft.digest != question.digest:
            return
        self.report_text = draft.report
        if not self.answered:
            self._options, self._confidence = draft.options, draft.confidence
        self.draft_changed.emit()

    # What the person wishes

    def begin(self) -> None:
        """Take up the round that is in hand, else the one that is open, or draw a new one."""
        try:
            self._hand = self._hand or self._desk.practise(*self._wish)
        except (Refused, Fault) as problem:
            self.not_begun.emit(problem.message)
            return
        self._beat.start()
        self._show()

    def choose(self, options: tuple[str, ...]) -> None:
        """Draft a choice."""
        if not self.answered:
            self._options = options
            self.draft_changed.emit()

    def say_confidence(self, confidence: str) -> None:
        """Draft how sure the person is."""
        if not self.answered:
            self._confidence = confidence
            self.draft_changed.emit()

    def check(self) -> None:
        """Commit the answer; where that fails nothing has changed and the draft stays."""
        hand, options = self._hand, self._options
        if hand is None or self.covered or self.answered or not self.ready:
            return
        confidence = Confidence(self._confidence)
        if self._kept(lambda: hand.check(options, confidence), "check"):
            self._show()

    def forward(self) -> None:
        """Go on to the next question, or to the end of the round."""
        hand = self._hand
        if hand is None or self.covered or not self.answered:
            return
        if self._kept(hand.forward, "forward"):
            self._options, self._confidence = (), ""
            self._show()

    def report(self, text: str) -> None:
        """Keep what the person says is wrong with the question."""
        if self._hand is None or self._question is None:
            return
        try:
            self._hand.attempt.report(self._question.unit, text)
        except Refused as problem:
            self.report_refused.emit(problem.message)
            return
        except Fault as problem:
            self.not_saved.emit(problem.message, "report")
            return
        self.report_text = ""
        self.saved.emit()
        self.reported.emit()

    # What comes of it

    def _show(self) -> None:
        if self._hand is None:
            return
        if self._hand.finished:
            self._beat.stop()
            self._question = None
            self.round_ended.emit(*self._hand.tally())
            return
        question = self._hand.question()
        verdict = self._hand.verdict()
        self._question = question
        if verdict is None:
            self.question_shown.emit(question)
        else:
            self._options = tuple(option.id for option in question.options if option.chosen)
            self._confidence = verdict.confidence.value if verdict.confidence is not None else ""
            self.answer_shown.emit(question, verdict)
