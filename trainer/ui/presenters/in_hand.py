"""Owns what a round of practice and a case have in common while they are in hand: pausing, leaving, signs of life; knows neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.ui.attempt_protocols import AttemptHand

BEAT_MS = 15_000


class Held(Protocol):
    """What is in hand, as far as it can stand still."""

    @property
    def attempt(self) -> AttemptHand: ...
    @property
    def finished(self) -> bool: ...


class InHandPresenter(QObject):
    """What can be paused and left without loss. `covered` says whether the text is covered by a pause.

    Signals: `not_saved(Message, what)` where `what` is "pause", "resume", "beat" or what a subclass adds, `saved()` once
    something was written after all, `paused()`, `resumed()`.
    """

    not_saved = Signal(object, str)
    saved = Signal()
    paused = Signal()
    resumed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.covered = False
        self._silent = False
        self._warned = False
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self.beat)

    def _held(self) -> Held | None:
        """What is in hand, None before it has begun."""
        raise NotImplementedError

    def pause(self) -> None:
        """Let it stand still and cover the text; it is covered even where the pause cannot be kept."""
        held = self._held()
        if held is None or held.finished or self.covered:
            return
        self.covered = True
        self._beat.stop()
        self.paused.emit()
        self.stand_still()

    def resume(self) -> None:
        """Go on after a pause."""
        held = self._held()
        if held is not None and self.covered and self._kept(held.attempt.resume, "resume"):
            self.covered = False
            self._beat.start()
            self.resumed.emit()

    def leave(self) -> bool:
        """Keep the place and stand still. Return False where that could not be written; asked again, the person may go.

        Nothing committed is lost by that, and nobody is held by a full disk.
        """
        held = self._held()
        if held is None or held.finished:
            return True
        warned, self._warned = self._warned, True
        if self.stand_still() or warned:
            self._beat.stop()
            return True
        return False

    @property
    def at_stake(self) -> bool:
        """Whether something is chosen that is not yet written."""
        raise NotImplementedError

    def keeps_place(self) -> bool:
        """Stand still, where there is anything to stand still. Return False where that could not be written."""
        held = self._held()
        return held is None or held.finished or self.stand_still()

    def give_up(self) -> None:
        """The person was told what is lost and goes all the same."""
        self._warned = True

    def rest(self) -> None:
        """The page is gone from the screen: it gives no more signs of life."""
        self._beat.stop()

    def stand_still(self) -> bool:
        """Keep that it is paused. Return False where that could not be written."""
        held = self._held()
        return held is None or self._kept(held.attempt.pause, "pause")

    def beat(self) -> None:
        """Leave a sign of life. Where it fails nothing of the person's is at stake: the next write says it again."""
        held = self._held()
        if held is None:
            return
        silent = self._silent
        self._silent = not self._kept(held.attempt.beat, "beat", quiet=True)
        if silent and not self._silent:
            self.saved.emit()

    def _kept(self, write: Callable[[], object], what: str, quiet: bool = False) -> bool:
        """Write, and say so unless it is `quiet`, or say what could not be. Return whether it was written."""
        try:
            write()
        except (Refused, Fault) as problem:
            self.not_saved.emit(problem.message, what)
            return False
        if not quiet:
            self.saved.emit()
        return True
