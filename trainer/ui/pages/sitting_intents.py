"""Owns which keys lead where while an assessment is sat, on a question, a scene or the review; does nothing of it itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from trainer.ui.keys import KeyFilter, KeyMap
from trainer.ui.pages.sitting_keys import MOST_LETTERS, question_keys, review_keys, scene_keys
from trainer.ui.pages.sitting_question import QuestionPage
from trainer.ui.pages.sitting_review import ReviewPage


class SittingIntents(QObject):
    """SittingIntents(question, review, letters_on=True, asks_confidence=False, timed=True, locked=..., parent=page).

    Marks an option or how sure somebody is where a key says so. `locked` says whether time has ended: then every key
    leads to the result. Signals: `decide_wished()`, `flag_wished()`, `timer_wished()`, `back_wished()`,
    `step_wished(int)`, `question_wished(int)`, `result_wished()`.
    """

    decide_wished = Signal()
    flag_wished = Signal()
    timer_wished = Signal()
    back_wished = Signal()
    step_wished = Signal(int)
    question_wished = Signal(int)
    result_wished = Signal()

    def __init__(
        self,
        question: QuestionPage,
        review: ReviewPage,
        *,
        letters_on: bool,
        asks_confidence: bool,
        timed: bool,
        locked: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._question, self._review = question, review
        self._asks_confidence, self._timed, self._locked = asks_confidence, timed, locked
        on, works = letters_on, self._works
        self.question_keys = KeyFilter(question, self._map(MOST_LETTERS), letters_on=on, works=works)
        self.review_keys = KeyFilter(review, review_keys(timed=timed), letters_on=on, works=works)
        self.question_keys.intended.connect(self._on_intended)
        self.review_keys.intended.connect(self._on_intended)

    def show_options(self, options: int) -> None:
        """There are so many options to choose from now, unless a scene is shown."""
        self.question_keys.show_keys(self._map(options))

    def _map(self, options: int) -> KeyMap:
        if self._question.case is not None:
            return scene_keys(len(self._question.case.cards), timed=self._timed)
        return question_keys(options, asks_confidence=self._asks_confidence, timed=self._timed)

    def _works(self, intent: str) -> bool:
        """Whether a key's intent leads to anything now: once time has ended only the result does."""
        return not self._locked() or intent in ("next", "open", "decide")

    def _on_intended(self, intent: str) -> None:
        if self._locked():
            self.result_wished.emit()
            return
        question = self._question
        what, _, place = intent.partition(":")
        if what == "option":
            (question.case.box.options if question.case is not None else question.options).choose(int(place))
        elif what == "decide":
            self.decide_wished.emit()
        elif what == "confidence" and question.confidence is not None:
            question.confidence.choose(int(place))
        elif what == "flag":
            self.flag_wished.emit()
        elif what == "timer":
            self.timer_wished.emit()
        elif what in ("previous", "next"):
            self.step_wished.emit(1 if what == "next" else -1)
        elif what == "go":
            question.focus_navigator()
        elif what == "back":
            self.back_wished.emit()
        elif what == "open" and self._review.focused_question():
            self.question_wished.emit(self._review.focused_question())
