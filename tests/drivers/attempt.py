"""Speaks an attempt in the learner's words, through the rules and the fold and without any file."""

from __future__ import annotations

from question_bank import canonical
from question_bank.model import Confidence, Item
from tests.builders import records as build
from trainer.core import attempt, events
from trainer.core.attempt import AttemptState
from trainer.core.events import (
    AttemptStarted,
    Body,
    Event,
    Flagged,
    Interrupted,
    Paused,
    Resumed,
    Skipped,
    Submitted,
    TimedOut,
)
from trainer.core.timekeeping import Stamp


class AttemptDriver:
    """One attempt that is lived through. `log` is what a journal would hold."""

    def __init__(self, body: AttemptStarted, items: tuple[Item, ...], clock: build.Clock | None = None) -> None:
        self.items = list(items)
        self.clock = clock or build.Clock()
        first = events.following(None, "f" * 32, self.clock.now(), "en", body)
        self.log: list[Event] = [first]
        self.state: AttemptState = attempt.fold(None, first)

    def do(self, body: Body, expected: int = 1) -> None:
        """Ask the rules, then let it happen."""
        now = self.clock.now()
        attempt.permit(self.state, body, now, expected)
        self.happen(body)

    def happen(self, body: Body) -> None:
        """Let it happen without asking, as a journal read back would."""
        event = events.following(self.log[-1], self.state.stream, self.clock.now(), "en", body)
        self.state = attempt.fold(self.state, event)
        self.log.append(event)

    def see(self, place: int) -> None:
        """Have a question on the screen."""
        self.do(build.seen(place, self.items[place]))

    def press(self, place: int, *options: str, confidence: Confidence | None = Confidence.FAIRLY_SURE) -> None:
        """Choose options of a question."""
        item = self.items[place]
        self.do(build.answered(place, item, *options, confidence=confidence), expected=item.answers)

    def flag(self, place: int, on: bool = True) -> None:
        """Mark a question."""
        self.do(Flagged(place, on))

    def skip(self, place: int, instead: Item | None = None) -> None:
        """Pass a question over."""
        self.do(Skipped(place, build.unit(instead) if instead else None))
        if instead:
            self.items.insert(place + 1, instead)

    def pause(self) -> None:
        """Stand still."""
        self.do(Paused())

    def resume(self) -> None:
        """Go on."""
        self.do(Resumed())

    def hand_in(self) -> None:
        """Submit."""
        self.do(Submitted())

    def time_out(self) -> None:
        """Let the time be over."""
        self.do(TimedOut())

    def be_found_ended(self, alive: Stamp) -> None:
        """Start again after the program ended, last known alive at a moment."""
        self.do(Interrupted(alive))

    @property
    def spent_s(self) -> float:
        """Seconds spent by now."""
        return self.state.spent_ms(self.clock.now()) / 1000

    @property
    def left_s(self) -> float | None:
        """Seconds left by now."""
        left = self.state.left_ms(self.clock.now())
        return None if left is None else left / 1000

    def digest(self, place: int) -> str:
        """The digest of a question's content."""
        return canonical.digest(self.items[place])
