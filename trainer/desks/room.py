"""Owns what a trainer does in a room where assessments are sat: stop it, let it go on, give time, see what happened; knows no
widget and no question."""

from __future__ import annotations

import math
from collections.abc import Callable

from question_bank.model import read
from trainer.clock import Clock
from trainer.core import attempt
from trainer.core.attempt import AttemptState, Status
from trainer.core.events import Body, Interrupted, RoomResumed, RoomStopped, TimedOut, TimeGranted
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.policies import EXTRA_PERCENTS, Interruptions
from trainer.core.requests import Access
from trainer.core.room_views import (
    LONGEST_REASON,
    MOST_MINUTES,
    Done,
    Incident,
    Invigilator,
    Presence,
    RunningLine,
)
from trainer.core.timekeeping import Stamp
from trainer.records import audit, secret
from trainer.records.archive import Archive
from trainer.records.audit import Act
from trainer.records.journal import Journal
from trainer.records.people import People
from trainer.records.queries.room import RoomQueries, Sat, set_extra
from trainer.records.store import Store

_MINUTE_MS = 60_000

Wanted = Callable[[AttemptState], Body | None]
"""What is to be written into an attempt, None for nothing."""


class Room:
    """The assessments that are open in one data folder, all of them sat on this computer.

    `here` is the stream on this screen, "" for none: whoever has it in hand reads it anew after each act. An act reaches
    everybody it is meant for or, where it cannot be written, nobody. Each is written to the log of what trainers do.
    """

    def __init__(self, store: Store, people: People, journal: Journal, archive: Archive, clock: Clock) -> None:
        self._store = store
        self._people = people
        self._journal = journal
        self._archive = archive
        self._clock = clock
        self._queries = RoomQueries(store)

    def invigilators(self) -> tuple[Invigilator, ...]:
        """Who can act here: trainers who have a password, by name, but first who acted in the room last."""
        able = (p for p in self._people.everybody() if p.access is Access.TRAINER and p.has_secret)
        last = audit.last_by(self._store, Act.ROOM_ENTERED, Act.ROOM_STOPPED, Act.ROOM_RESUMED, Act.GRANTED)
        ordered = sorted(able, key=lambda p: (p.id != last, danish(p.name)))
        return tuple(Invigilator(p.id, p.name) for p in ordered)

    def prove(self, trainer: str, password: str) -> None:
        """Slow (Argon2id): call it off the GUI thread. It is noted in the log that they came in.

        Raises Refused: room.wrong, room.not-trainer, people.wait; Fault where it cannot be noted.
        """
        person = self._people.get(trainer)
        stored = self._people.secret(trainer)
        if person.access is not Access.TRAINER or stored is None:
            raise Refused("room.not-trainer")
        self._wait(trainer)
        if not secret.verify_secret(stored, password):
            self._people.note_failure(trainer, self._clock.now())
            self._wait(trainer)
            raise Refused("room.wrong")
        self._people.forget_failures(trainer)
        with self._store.write() as db:
            audit.write(db, self._clock.now(), trainer, Act.ROOM_ENTERED)

    def _wait(self, trainer: str) -> None:
        wait = self._people.wait_ms(trainer, self._clock.now())
        if wait:
            raise Refused("people.wait", seconds=math.ceil(wait / 1000))

    def running(self, language: str, here: str = "") -> tuple[RunningLine, ...]:
        """Every assessment that is not handed in. Raises Fault."""
        now = self._clock.now()
        found = []
        for sat in self._queries.sat():
            state = attempt.replay(self._journal.events(sat.stream))
            if state is not None:
                found.append(self._line(sat, state, language, here, now))
        return tuple(found)

    def _line(self, sat: Sat, state: AttemptState, language: str, here: str, now: Stamp) -> RunningLine:
        left = state.left_ms(now)
        if state.status is Status.STOPPED:
            presence = Presence.STOPPED
        elif left is not None and left <= 0 and state.policy.interruptions is Interruptions.COUNT:
            presence = Presence.OVER
        elif sat.stream == here:
            presence = Presence.HERE
        elif state.policy.interruptions is Interruptions.COUNT:
            presence = Presence.RUNS
        else:
            presence = Presence.STILL
            # It stood still from the last sign of life.
            left = state.left_closed_ms(self._journal.last_alive(sat.stream), now)
        title = read(self._archive.blueprint(state.blueprint).title, language)
        return RunningLine(
            sat.stream,
            sat.person,
            sat.code,
            sat.name,
            title,
            state.answered(),
            len(state.units),
            None if left is None else max(0, left),
            presence,
            sat.incidents,
        )

    def incidents(self, stream: str) -> tuple[Incident, ...]:
        """What happened around an attempt, in order."""
        return self._queries.incidents(stream)

    def stop(self, by: str, reason: str = "", here: str = "", language: str = "en") -> Done:
        """Stop every assessment that is open: nobody answers and time stands still until a trainer lets it go on."""
        kept = _reason(reason)

        def wanted(state: AttemptState) -> Body | None:
            return None if state.status is Status.STOPPED else RoomStopped(kept)

        return self._act(by, Act.ROOM_STOPPED, wanted, here, language)

    def resume(self, by: str, here: str = "", language: str = "en") -> Done:
        """Let every assessment that was stopped go on."""

        def wanted(state: AttemptState) -> Body | None:
            return RoomResumed() if state.status is Status.STOPPED else None

        return self._act(by, Act.ROOM_RESUMED, wanted, here, language)

    def grant(self, by: str, minutes: int, reason: str, stream: str = "", here: str = "", language: str = "en") -> Done:
        """Give more time to one attempt, or to everybody whose time is limited where none is named.

        Raises Refused: room.minutes, room.reason, room.reason-long, room.nobody.
        """
        if not 1 <= minutes <= MOST_MINUTES:
            raise Refused("room.minutes", most=MOST_MINUTES)
        kept = _reason(reason)
        if not kept:
            raise Refused("room.reason")

        def wanted(state: AttemptState) -> Body | None:
            meant = stream in ("", state.stream) and bool(state.policy.limit_ms)
            return TimeGranted(minutes * _MINUTE_MS, kept) if meant else None

        return self._act(by, Act.GRANTED, wanted, here, language, minutes=minutes)

    def _act(self, by: str, act: Act, wanted: Wanted, here: str, language: str, **detail: int) -> Done:
        """Write into every open attempt what is wanted for it, all in one transaction with the line of the log."""
        now = self._clock.now()
        reached: list[Sat] = []
        with self._journal.batch() as db:
            for sat in self._queries.sat():
                state = self._as_it_is(sat.stream, here, now, language, wanted)
                body = wanted(state) if state is not None else None
                if body is not None:
                    self._journal.append(sat.stream, body, now, language)
                    reached.append(sat)
            if not reached:
                raise Refused("room.nobody")
            whose = reached[0].person if len(reached) == 1 else ""
            audit.write(db, now, by, act, whose, attempts=len(reached), **detail)
        return Done(len(reached))

    def _as_it_is(self, stream: str, here: str, now: Stamp, language: str, wanted: Wanted) -> AttemptState | None:
        """The attempt as taking it up now would find it: closed in the middle, or its time over. None once it is over."""
        state = attempt.replay(self._journal.events(stream))
        if state is None or wanted(state) is None:
            return state
        if state.status is Status.RUNNING and stream != here:
            alive = self._journal.last_alive(stream)
            event = self._journal.append(stream, Interrupted(alive or state.spent.last), now, language)
            state = attempt.fold(state, event)
        left = state.left_ms(now)
        if left is not None and left <= 0 and isinstance(wanted(state), RoomStopped):
            self._journal.append(stream, TimedOut(), now, language)
            return None
        return state

    def set_extra(self, person: str, percent: int, by: str) -> None:
        """Give a person so much more time in assessments that they begin from now on. Raises Refused, Fault."""
        if percent not in EXTRA_PERCENTS:
            raise Refused("room.extra")
        if self._people.get(person).extra_percent == percent:
            return
        with self._store.write() as db:
            set_extra(db, person, percent)
            audit.write(db, self._clock.now(), by, Act.EXTRA_TIME, person, percent=percent)


def _reason(text: str) -> str:
    kept = " ".join(text.split())
    if len(kept) > LONGEST_REASON:
        raise Refused("room.reason-long", limit=LONGEST_REASON)
    return kept
