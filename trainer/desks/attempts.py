"""Owns an attempt in hand: permit, commit, then fold; shared by practice and assessment, knows no screen."""

from __future__ import annotations

from collections.abc import Iterable

from question_bank.model import Case, Item
from trainer.clock import Clock
from trainer.core import attempt, timekeeping, units
from trainer.core.attempt import AttemptState, Status, UnitState
from trainer.core.events import (
    Body,
    BrokenChain,
    ClockJumped,
    Event,
    Flagged,
    FocusLost,
    Interrupted,
    Paused,
    ProblemReported,
    Resumed,
    Slept,
    StepSeen,
    Submitted,
    TimedOut,
    UnitKind,
)
from trainer.core.message import Refused
from trainer.core.policies import Mode
from trainer.core.timekeeping import Stamp
from trainer.core.units import CaseUnit, ItemUnit, Unit
from trainer.records.archive import Archive
from trainer.records.journal import Journal

LONGEST_REPORT = 2_000
LEAST_NOTED_MS = 1_000
"""Another window that had the keyboard for less, or a computer that slept for less, is not worth a word."""


class OpenAttempt:
    """One attempt that is being worked on. State changes only after the journal has committed.

    Raises Refused where the policy says no, Fault where the records cannot be written; then nothing has changed.
    """

    def __init__(self, journal: Journal, archive: Archive, clock: Clock, state: AttemptState, language: str) -> None:
        self._journal = journal
        self._archive = archive
        self._clock = clock
        self._items: dict[str, Item] = {}
        self._last_seen = state.spent.last
        self._asleep_ms = clock.asleep_ms()
        self._away: Stamp | None = None
        self._notes: list[Body] = []
        self.state = state
        self.language = language
        self.saved_at: Stamp | None = None

    @classmethod
    def begun(cls, journal: Journal, archive: Archive, clock: Clock, event: Event, language: str) -> OpenAttempt:
        """Take up an attempt whose first event has just been committed."""
        return cls(journal, archive, clock, attempt.fold(None, event), language)

    @classmethod
    def reopened(cls, journal: Journal, archive: Archive, clock: Clock, stream: str, language: str) -> OpenAttempt:
        """Take up an attempt from the journal where it was left, by a pause or by a program that ended."""
        state = attempt.replay(journal.events(stream))
        if state is None:
            raise BrokenChain(f"attempt {stream} has no events")
        opened = cls(journal, archive, clock, state, language)
        if not state.over:
            opened._take_up()
        return opened

    def _take_up(self) -> None:
        if self.state.status is Status.RUNNING:
            alive = self._journal.last_alive(self.state.stream)
            last = self.state.spent.last
            later = alive is not None and timekeeping.between(last, alive) > 0
            self._commit(Interrupted(alive if later and alive is not None else last))
        if not self.settle() and self.state.status is not Status.STOPPED:
            # A room that a trainer stopped goes on when a trainer says so.
            self._commit(Resumed())

    @property
    def stream(self) -> str:
        """The attempt's stream."""
        return self.state.stream

    def item(self, digest: str) -> Item:
        """Return an item of the form as it was archived."""
        if digest not in self._items:
            self._items[digest] = self._archive.item(digest)
        return self._items[digest]

    def case(self, digest: str) -> Case:
        """Return a case of the form as it was archived."""
        return self._archive.get(digest, Case)

    def inside(self, place: int) -> Unit:
        """Return what is inside a unit: it says what comes next there."""
        ref = self.unit(place).ref
        if ref.kind == UnitKind.CASE:
            return CaseUnit(self.case(ref.digest))
        return ItemUnit(self.item(ref.digest), ref.digest)

    def unit(self, place: int) -> UnitState:
        """Return one unit. Raises Refused("refused.order") if the form has none there."""
        if not 0 <= place < len(self.state.units):
            raise Refused("refused.order")
        return self.state.units[place]

    def left_ms(self) -> int | None:
        """Milliseconds left now, None where there is no limit."""
        return self.state.left_ms(self._clock.now())

    def settle(self) -> bool:
        """Hand in an attempt whose time is over. Return whether it is over."""
        if not self.state.over:
            left = self.left_ms()
            if left is not None and left <= 0:
                self._commit(TimedOut())
        return self.state.over

    def beat(self) -> None:
        """Leave a sign of life, so that a program that dies loses at most the time since then."""
        if self.state.status is not Status.RUNNING:
            return
        now = self._clock.now()
        self._look_around(now)
        if not self._write_notes(now):
            self._journal.alive(self.stream, now)

    def look_away(self) -> None:
        """Note the moment: another window has the keyboard from now on."""
        if self._assessed and self.state.status is Status.RUNNING and self._away is None:
            self._away = self._clock.now()

    def look_back(self) -> None:
        """Keep for how long another window had the keyboard. Raises Fault; then it is kept with the next event."""
        now = self._clock.now()
        self._end_away(now)
        self._write_notes(now)

    def reread(self) -> None:
        """Take over what a trainer wrote into this attempt: stopped, let go on, given time. Raises Fault."""
        state = attempt.replay(self._journal.events(self.stream))
        if state is None:
            return
        if Status.STOPPED in (self.state.status, state.status):
            # Of what happens while the room stands still nothing is noted.
            self._asleep_ms, self._away = self._clock.asleep_ms(), None
        self.state = state
        self._last_seen = state.spent.last

    def show(self, place: int) -> None:
        """Note that a unit is on the screen: its step last seen, else its first, whose options get their order then."""
        unit = self.unit(place)
        if not unit.steps:
            self.go_on(place)
        elif self.state.current != place:
            self.do(StepSeen(place, unit.steps[-1].digest, unit.steps[-1].order))

    def go_on(self, place: int) -> bool:
        """Note that the step which follows inside a unit is on the screen. Return whether there is one."""
        done = self.unit(place).steps
        step = self.inside(place).following(done)
        if step is None:
            return False
        if all(seen.digest != step.digest for seen in done):
            self.do(StepSeen(place, step.digest, units.shown_order(self.state.seed, place, step)))
        return True

    def flag(self, place: int, on: bool) -> None:
        """Mark a unit to come back to, or take the mark off."""
        if self.unit(place).flagged is not on:
            self.do(Flagged(place, on))

    def pause(self) -> None:
        """Let the attempt stand still, if it runs."""
        if self.state.status is Status.RUNNING:
            self.do(Paused())

    def resume(self) -> None:
        """Go on after a pause."""
        if self.state.status is Status.PAUSED:
            self.do(Resumed())

    def report(self, place: int, text: str) -> None:
        """Keep what the learner says is wrong with a question, or with the scene last shown of a case.

        Raises Refused where it is empty or too long.
        """
        text = text.strip()
        if not text:
            raise Refused("report.empty")
        if len(text) > LONGEST_REPORT:
            raise Refused("report.long", limit=LONGEST_REPORT)
        unit = self.unit(place)
        scene = unit.steps[-1].digest if unit.ref.kind == UnitKind.CASE and unit.steps else ""
        self.do(ProblemReported(place, scene or unit.ref.digest, text))

    def do(self, body: Body, expected: int = 1, shown: Iterable[Item] = ()) -> None:
        """Permit, commit and fold one event; `shown` is content that it names and the archive may not have yet."""
        attempt.permit(self.state, body, self._clock.now(), expected)
        self._commit(body, shown)

    def _commit(self, body: Body, shown: Iterable[Item] = ()) -> None:
        now = self._clock.now()
        if isinstance(body, Submitted | TimedOut):
            self._end_away(now)
        self._look_around(now)
        self._write_notes(now)
        self._append(body, now, shown)

    @property
    def _assessed(self) -> bool:
        return self.state.policy.mode is Mode.ASSESSMENT

    def _look_around(self, now: Stamp) -> None:
        """See whether somebody set the clock, or the computer slept, since the last event."""
        moved = timekeeping.jumped(self._last_seen, now)
        if moved:
            self._notes.insert(0, ClockJumped(moved))
            self._last_seen = now
        asleep = self._clock.asleep_ms()
        slept, self._asleep_ms = asleep - self._asleep_ms, asleep
        if slept >= LEAST_NOTED_MS and self._assessed and self.state.status is Status.RUNNING:
            self._notes.append(Slept(slept))

    def _end_away(self, now: Stamp) -> None:
        left, self._away = self._away, None
        if left is not None and self.state.status is Status.RUNNING:
            away = timekeeping.between(left, now)
            if away >= LEAST_NOTED_MS:
                self._notes.append(FocusLost(away))

    def _write_notes(self, now: Stamp) -> bool:
        """Write what was noted and not written yet. Return whether there was anything. Raises Fault; the rest then waits."""
        if self.state.over:
            self._notes.clear()
        wrote = bool(self._notes)
        while self._notes:
            self._append(self._notes[0], now)
            self._notes.pop(0)
        return wrote

    def _append(self, body: Body, now: Stamp, shown: Iterable[Item] = ()) -> None:
        event = self._journal.append(self.stream, body, now, self.language, shown)
        self.state = attempt.fold(self.state, event)
        self._last_seen = now
        self.saved_at = now
