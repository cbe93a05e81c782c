"""Owns a sitting between page and desk: what is committed, what waits to be, when time is up; knows no widget."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from question_bank.model import Confidence
from trainer.core.case_views import SceneView
from trainer.core.message import Message, Refused
from trainer.core.views import CellView, QuestionView
from trainer.faults import Fault
from trainer.ui.attempt_protocols import SittingHand

TICK_MS = 1_000
BEAT_MS = 15_000
RETRY_MS = 5_000

_TIME_IS_UP = ("refused.time", "refused.over")


class Unsaved(msgspec.Struct, frozen=True):
    """What the person did to the question on the screen and the records do not hold yet; None where nothing waits."""

    options: tuple[str, ...] | None = None
    confidence: Confidence | None = None
    flagged: bool | None = None
    decision: str | None = None

    @property
    def answer(self) -> bool:
        """Whether an answer is among it."""
        return self.options is not None or self.confidence is not None or self.decision is not None


class SittingPresenter(QObject):
    """One sitting.

    What cannot be written stays wished: it is tried again every 5 seconds, by `try_again`, and before every further
    step.

    Signals: `question_shown(QuestionView)` for another question, `state_shown()` after any change of this one,
    `saving_begun()`, `saved(Stamp)`, `not_saved(Message, bool)` with whether an answer is what waits,
    `refused(Message)`, `stopped_shown(bool)` with whether a trainer has the room stopped, `left_shown(int)` milliseconds,
    `time_ended(bool)` with whether a last choice was lost, `handed_in(str)` with the stream.
    """

    question_shown = Signal(object)
    state_shown = Signal()
    saving_begun = Signal()
    saved = Signal(object)
    not_saved = Signal(object, bool)
    refused = Signal(object)
    stopped_shown = Signal(bool)
    left_shown = Signal(int)
    time_ended = Signal(bool)
    handed_in = Signal(str)

    def __init__(self, hand: SittingHand, parent: QObject) -> None:
        super().__init__(parent)
        self._hand = hand
        self._unsaved = Unsaved()
        self._wish: Callable[[], None] | None = None
        self._draft = "", ""
        """A scene and what is chosen in it: nothing of that is kept before it is decided."""
        self._beat_due = False
        self._ended = False
        self._tick = self._timer(TICK_MS, self.settle)
        self._beat = self._timer(BEAT_MS, self._on_beat)
        self._retry = self._timer(RETRY_MS, self.try_again)

    def _timer(self, interval: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    # What is known

    @property
    def unsaved(self) -> Unsaved:
        """What waits to be written."""
        return self._unsaved

    @property
    def waits(self) -> bool:
        """Whether anything waits to be written."""
        return self._unsaved != Unsaved() or self._wish is not None

    @property
    def over(self) -> bool:
        """Whether nothing can be changed any more."""
        return self._ended or self._hand.over

    @property
    def stopped(self) -> bool:
        """Whether a trainer has the room stopped: what waits waits on."""
        return self._hand.stopped and not self.over

    def question(self) -> QuestionView:
        """The question on the screen with what the person did to it, written or not."""
        question = self._hand.question()
        waiting = self._unsaved
        if waiting.options is not None:
            chosen = waiting.options
            options = tuple(replace(option, chosen=option.id in chosen) for option in question.options)
            question = replace(question, options=options)
        if waiting.confidence is not None:
            question = replace(question, confidence=waiting.confidence)
        if waiting.flagged is not None:
            question = replace(question, flagged=waiting.flagged)
        return question

    def scene(self) -> SceneView | None:
        """The scene on the screen where a case is, None at a question."""
        return self._hand.scene()

    @property
    def scene_choice(self) -> str:
        """What is chosen in the scene on the screen and not decided, "" for nothing."""
        scene = self.scene()
        return self._draft[1] if scene is not None and scene.digest == self._draft[0] else ""

    def cells(self) -> tuple[CellView, ...]:
        """The navigator: written answers only."""
        return self._hand.cells()

    # What the person wishes

    def begin(self) -> None:
        """Show the question on the screen and let the time run."""
        self._tick.start()
        self._beat.start()
        self.question_shown.emit(self.question())
        if self._hand.attempt.saved_at is not None:
            self.saved.emit(self._hand.attempt.saved_at)
        self.settle()
        if self.stopped:
            self.stopped_shown.emit(True)

    def take_up(self, before: SittingPresenter) -> None:
        """Go on for a page made anew: what could not be written there waits here."""
        self._unsaved = before.unsaved
        if self.waits:
            self._retry.start()
            self.try_again()

    def choose(self, options: tuple[str, ...]) -> None:
        """Choose, and write it at once."""
        if not (self.over or self._hand.stopped):
            self._unsaved = replace(self._unsaved, options=options)
            self._do(None)

    def choose_in_scene(self, choice: str) -> None:
        """Choose in a scene, for now: it is decided by `decide`."""
        scene = self.scene()
        if scene is not None and not (self.over or self._hand.stopped or self._unsaved.decision):
            self._draft = scene.digest, choice

    def decide(self) -> None:
        """Decide for what is chosen in the scene, write it at once, and show what it leads to."""
        choice = self.scene_choice
        if choice and not (self.over or self._hand.stopped):
            self._unsaved = replace(self._unsaved, decision=choice)
            self._do(None)

    def say_confidence(self, confidence: str) -> None:
        """Say how sure one is, and write it at once."""
        if not (self.over or self._hand.stopped):
            self._unsaved = replace(self._unsaved, confidence=Confidence(confidence))
            self._do(None)

    def flag(self) -> None:
        """Flag the question, or take the flag off."""
        if not (self.over or self._hand.stopped):
            self._unsaved = replace(self._unsaved, flagged=not self.question().flagged)
            self._do(None)

    def go(self, place: int) -> bool:
        """Show another question (from 0) once everything is written. Return whether it is shown."""
        if self.over or self._hand.stopped or not 0 <= place < self._hand.length:
            return False
        if place == self._hand.place:
            self._wish = None
            return True

        def gone() -> None:
            self._hand.go(place)
            self.question_shown.emit(self.question())

        return self._do(gone)

    def submit(self) -> None:
        """Hand in once everything is written."""
        if self.over or self._hand.stopped:
            return

        def submitted() -> None:
            self._hand.submit()
            self._end()
            self.handed_in.emit(self._hand.attempt.stream)

        self._do(submitted)

    def forget_wish(self) -> None:
        """Do not go on, or hand in, once it is written: the person thought better of it."""
        self._wish = None

    def try_again(self) -> bool:
        """Write what waits. Return whether everything is written."""
        if self.over:
            self._retry.stop()
            return True
        if self._hand.stopped:
            return not self.waits
        return self._keep()

    def leave(self) -> bool:
        """Write what waits and let the time stand still where it may. Return False where that could not be written."""
        if self.over:
            return True
        try:
            if self._hand.stopped:
                # A trainer's stop is written already, and an answer that waits is not taken while it holds.
                self._stop()
                return True
            self._write()
            if self._hand.time_stands_still:
                self._hand.attempt.pause()
        except (Fault, Refused) as problem:
            self.not_saved.emit(problem.message, self._unsaved.answer)
            self._retry.start()
            return False
        self._stop()
        return True

    def reread(self) -> None:
        """Take over what a trainer did in the room: stop it, let it go on, give time."""
        try:
            self._hand.attempt.reread()
        except Fault as problem:
            self.not_saved.emit(problem.message, self._unsaved.answer)
            return
        if self.over:
            self.settle()
            return
        self.stopped_shown.emit(self._hand.stopped)
        if not self._hand.stopped and self.waits:
            self.try_again()
        self.settle()

    def look_away(self) -> None:
        """Another window has the keyboard."""
        if not self.over:
            self._hand.attempt.look_away()

    def look_back(self) -> None:
        """It is here again."""
        try:
            if not self.over:
                self._hand.attempt.look_back()
        except Fault:
            pass  # It is kept with what is written next.

    # What comes of it

    def settle(self) -> None:
        """Look at the time: show what is left, or end the sitting."""
        if self._ended:
            return
        try:
            over = self._hand.settle()
        except Fault as problem:
            # Time is up and cannot be written yet: nothing can be changed, the next seconds try again.
            self._lock(problem.message)
            return
        if over:
            lost = self._unsaved.answer
            self._end()
            self.time_ended.emit(lost)
            return
        left = self._hand.left_ms()
        if left is not None:
            self.left_shown.emit(left)

    def _lock(self, message: Message) -> None:
        self._tick.setInterval(RETRY_MS)
        self.not_saved.emit(message, False)

    def _do(self, wish: Callable[[], None] | None) -> bool:
        self._wish = wish
        self.saving_begun.emit()
        return self._keep()

    def _keep(self) -> bool:
        """Write everything that waits, then do what was wished. Return whether all of it is done."""
        try:
            self._write()
            wish, self._wish = self._wish, None
            try:
                if wish is not None:
                    wish()
            except Fault:
                self._wish = wish
                raise
        except Fault as problem:
            self._retry.start()
            self.not_saved.emit(problem.message, self._unsaved.answer)
            self.state_shown.emit()
            return False
        except Refused as problem:
            self._on_refused(problem)
            return False
        self._retry.stop()
        if self._hand.attempt.saved_at is not None:
            self.saved.emit(self._hand.attempt.saved_at)
        self.state_shown.emit()
        return True

    def _write(self) -> None:
        waiting = self._unsaved
        if waiting.options is not None:
            self._hand.choose(waiting.options)
            self._unsaved = replace(self._unsaved, options=None)
        if waiting.confidence is not None:
            self._hand.say_confidence(waiting.confidence)
            self._unsaved = replace(self._unsaved, confidence=None)
        if waiting.flagged is not None:
            if waiting.flagged is not self._hand.question().flagged:
                self._hand.flag()
            self._unsaved = replace(self._unsaved, flagged=None)
        if waiting.decision is not None:
            self._hand.decide(waiting.decision)
            self._unsaved = replace(self._unsaved, decision=None)
            self.question_shown.emit(self.question())
        if self._beat_due:
            self._hand.attempt.beat()
            self._beat_due = False

    def _on_refused(self, problem: Refused) -> None:
        self._wish = None
        if problem.message.code in _TIME_IS_UP:
            self.settle()
            return
        self._unsaved = Unsaved()
        self._retry.stop()
        self.refused.emit(problem.message)
        self.state_shown.emit()

    def _on_beat(self) -> None:
        self._beat_due = True
        if self.waits or self._hand.stopped:
            return
        try:
            self._write()
        except Fault as problem:
            self._retry.start()
            self.not_saved.emit(problem.message, False)

    def _end(self) -> None:
        self._ended = True
        self._wish = None
        self._stop()

    def rest(self) -> None:
        """The page is gone: look at no clock and write nothing more."""
        self._stop()

    def _stop(self) -> None:
        for timer in (self._tick, self._beat, self._retry):
            timer.stop()
