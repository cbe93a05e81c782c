"""Owns what the pages around sitting an assessment ask of their desks, as protocols; the desks are given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from question_bank.model import Confidence
    from trainer.core.before_views import Terms
    from trainer.core.room_views import Done, Incident, Invigilator, RunningLine
    from trainer.core.views import CellView, QuestionView


class RoomDesk(Protocol):
    """What a trainer does in the room. `here` is the stream on this screen, whose hand is then reread.

    Acts raise Refused where there is nobody to reach, and Fault; then nobody was reached.
    """

    def invigilators(self) -> tuple[Invigilator, ...]:
        """Trainers who have a password."""

    def prove(self, trainer: str, password: str) -> None:
        """Slow (Argon2id): call it off the GUI thread. Raises Refused: room.wrong, people.wait after too many; Fault."""

    def running(self, language: str, here: str = "") -> tuple[RunningLine, ...]:
        """Every assessment that is not handed in."""

    def incidents(self, stream: str) -> tuple[Incident, ...]:
        """What happened around an attempt."""

    def stop(self, by: str, reason: str = "", here: str = "", language: str = "en") -> Done:
        """Stop them all."""

    def resume(self, by: str, here: str = "", language: str = "en") -> Done:
        """Let them all go on."""

    def grant(self, by: str, minutes: int, reason: str, stream: str = "", here: str = "", language: str = "en") -> Done:
        """Give more time to one, or to everybody where none is named. Raises Refused for minutes and reason."""

    def set_extra(self, person: str, percent: int, by: str) -> None:
        """Give a person more time in what they begin from now on."""


class RehearsalHand(Protocol):
    """One question to try out; nothing of it is kept."""

    asks_confidence: bool
    requires_confidence: bool

    def question(self) -> QuestionView: ...
    def cells(self) -> tuple[CellView, ...]: ...
    def choose(self, options: tuple[str, ...]) -> None: ...
    def say_confidence(self, confidence: Confidence) -> None: ...
    def flag(self) -> None: ...


class PreparingDesk(Protocol):
    """What is told before an assessment."""

    def terms(self, person: str, blueprint_id: str, language: str) -> Terms:
        """Who would sit it, and on which terms. Raises Refused, Fault."""

    def rehearse(self, person: str, blueprint_id: str, language: str) -> RehearsalHand:
        """A question to try out that the assessment cannot ask. Raises Refused where there is none."""
