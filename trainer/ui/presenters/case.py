"""Owns a case between page and desk: what is chosen, what is decided, what could not be kept; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from trainer.core.case_views import CaseLine, Reading, SceneView
from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.ui.attempt_protocols import CaseHand
from trainer.ui.presenters.in_hand import InHandPresenter
from trainer.ui.protocols import CaseworkDesk


class CasePresenter(InHandPresenter):
    """One case.

    Signals: `intro_shown(CaseLine)`, `scene_shown(SceneView)` before and after the decision, `read(stream)` once it is read
    to its end, `ended()` once it is ended early, `skipped(case)` with the id of the other one, `not_begun(Message)`,
    `not_saved(Message, what)` where `what` is "begin", "decide", "forward", "pause", "resume", "leave", "skip", "beat" or
    "report", `saved()`, `paused()`, `resumed()`, `draft_changed()`, `reported()`, `report_refused(Message)`.
    """

    intro_shown = Signal(object)
    scene_shown = Signal(object)
    read = Signal(str)
    ended = Signal()
    skipped = Signal(str)
    not_begun = Signal(object)
    draft_changed = Signal()
    reported = Signal()
    report_refused = Signal(object)

    def __init__(self, desk: CaseworkDesk, person: str, case: str, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wish = (person, case, language)
        self._hand: CaseHand | None = None
        self.line: CaseLine | None = None
        self.scene: SceneView | None = None
        self.chosen = ""
        self.report_text = ""

    def _held(self) -> CaseHand | None:
        return self._hand

    @property
    def stream(self) -> str:
        """The stream of the case in hand, "" before it has begun."""
        return self._hand.attempt.stream if self._hand is not None else ""

    @property
    def at_stake(self) -> bool:
        """Whether something is chosen and not yet decided."""
        return bool(self.chosen) and self.scene is not None and not self.scene.decided

    # What the person wishes

    def open(self) -> None:
        """Show what the case is about, or, where it is open, the scene that was on the screen last."""
        try:
            self.line = self._desk.line(*self._wish)
        except (Refused, Fault) as problem:
            self.not_begun.emit(problem.message)
            return
        if self.line.reading is Reading.OPEN:
            self._take_up()
        if self._hand is None:
            self.intro_shown.emit(self.line)

    def begin(self) -> None:
        """Begin the case."""
        self._take_up()

    def _take_up(self) -> None:
        try:
            self._hand = self._desk.read(*self._wish)
        except Refused as problem:
            self.not_begun.emit(problem.message)
            return
        except Fault as problem:
            self.not_saved.emit(problem.message, "begin")
            return
        self._beat.start()
        self.saved.emit()
        self._show()

    def choose(self, choice: str) -> None:
        """Draft a decision."""
        if self.scene is not None and not self.scene.decided:
            self.chosen = choice
            self.draft_changed.emit()

    def decide(self) -> None:
        """Commit the decision; where that fails nothing has changed and the choice stays."""
        hand = self._hand
        if hand is None or self.covered or not self.chosen or self.scene is None or self.scene.decided:
            return
        chosen = self.chosen
        if self._kept(lambda: hand.decide(chosen), "decide"):
            self._show()

    def forward(self) -> None:
        """Go on to the next scene, or from the ending to looking back."""
        hand = self._hand
        if hand is None or self.covered or self.scene is None or not (self.scene.decided or self.scene.ending):
            return
        if not self._kept(hand.forward, "forward"):
            return
        self.chosen = ""
        if hand.finished:
            self._beat.stop()
            self.read.emit(self.stream)
        else:
            self._show()

    def end(self) -> None:
        """End the case early, as the person said when asked."""
        hand = self._hand
        if hand is not None and self._kept(hand.end, "leave"):
            self._beat.stop()
            self.ended.emit()

    def skip(self) -> None:
        """Pass the case over for another that asks for the same."""
        try:
            other = self._desk.skip(*self._wish)
        except (Refused, Fault) as problem:
            self.not_saved.emit(problem.message, "skip")
            return
        self._beat.stop()
        self._hand = None
        self.skipped.emit(other)

    def report(self, text: str) -> None:
        """Keep what the person says is wrong with the scene."""
        if self._hand is None:
            return
        try:
            self._hand.attempt.report(0, text)
        except Refused as problem:
            self.report_refused.emit(problem.message)
            return
        except Fault as problem:
            self.not_saved.emit(problem.message, "report")
            return
        self.report_text = ""
        self.saved.emit()
        self.reported.emit()

    def _show(self) -> None:
        if self._hand is None:
            return
        self.scene = self._hand.scene()
        self.chosen = next((choice.id for choice in self.scene.choices if choice.taken), "")
        self.scene_shown.emit(self.scene)
