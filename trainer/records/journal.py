"""Owns the writing of events: one transaction each, with what they showed and change; knows no rule of training.

Write, then acknowledge: `begin` and `append` return only after the commit. If they raise, nothing changed,
neither in the file nor in memory.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from question_bank import canonical
from trainer.core import attempt, events
from trainer.core.attempt import AttemptState
from trainer.core.events import (
    Answered,
    AttemptStarted,
    Body,
    BrokenChain,
    Event,
    LessonPlace,
    ProblemReported,
    Skipped,
    StepSeen,
)
from trainer.core.timekeeping import Stamp
from trainer.faults import Exit, Fault
from trainer.records import chains
from trainer.records.archive import Archive, Shown
from trainer.records.projections import Projector
from trainer.records.rows import StreamRow
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database

ATTEMPT = "attempt"
LESSON = "lesson"


class NotArchived(RuntimeError):
    """An event names content that was never archived and could not be scored. A mistake in the program."""


class _Tail(msgspec.Struct, frozen=True):
    """Where a stream stands: its last event's number and digest, and for an attempt the state after it."""

    stream: StreamRow
    seq: int
    digest: str
    state: AttemptState | None


class Journal:
    """The streams of everybody in one data folder."""

    def __init__(self, store: Store, archive: Archive, projector: Projector) -> None:
        self._store = store
        self._archive = archive
        self._projector = projector
        self._tails: dict[str, _Tail] = {}
        self._batch: tuple[int, Database] | None = None

    def begin(
        self,
        person: str,
        kind: str,
        subject: str,
        body: AttemptStarted | LessonPlace,
        at: Stamp,
        language: str,
        shown: Iterable[Shown] = (),
    ) -> Event:
        """Begin a stream of a new random id and return its first event, once committed.

        `kind` is "attempt" or "lesson", `subject` the module, blueprint or lesson it is about. `shown` must hold what
        the body names and the archive has not: every item of a form, a case, the blueprint. Raises Fault, NotArchived.
        """
        if (kind == ATTEMPT) is not isinstance(body, AttemptStarted):
            raise BrokenChain(f"a stream of kind {kind!r} cannot begin with {type(body).__name__}")
        mode = body.policy.mode.value if isinstance(body, AttemptStarted) else ""
        stream = StreamRow(secrets.token_hex(16), person, kind, mode, subject, at.utc_ms)
        event = events.following(None, stream.id, at, language, body)
        state = attempt.fold(None, event) if kind == ATTEMPT else None
        with self._writing() as db:
            db.execute(
                "INSERT INTO stream (id, person, kind, mode, subject, started_ms) VALUES (?, ?, ?, ?, ?, ?)",
                (stream.id, stream.person, stream.kind, stream.mode, stream.subject, stream.started_ms),
            )
            digest = self._commit(db, stream, event, None, state, shown)
        self._tails[stream.id] = _Tail(stream, event.seq, digest, state)
        return event

    def append(self, stream: str, body: Body, at: Stamp, language: str, shown: Iterable[Shown] = ()) -> Event:
        """Add an event to a stream and return it, once committed with all that it changes.

        Raises Fault where disk or folder are in the way or the stream is damaged, BrokenChain where the event cannot
        follow, NotArchived; then nothing has changed.
        """
        with self._writing() as db:
            tail = self._tails.get(stream) or self._read_tail(stream)
            self._check_tail(db, tail)
            event = Event(stream, tail.seq + 1, at, language, tail.digest, body)
            state = self._folded(tail, event)
            digest = self._commit(db, tail.stream, event, tail.state, state, shown)
        self._tails[stream] = _Tail(tail.stream, event.seq, digest, state)
        if state is not None and state.over:
            del self._tails[stream]
        return event

    def forget(self, stream: str) -> None:
        """Read a stream anew at its next event: something else wrote into it."""
        self._tails.pop(stream, None)

    def events(self, stream: str) -> Iterator[Event]:
        """Yield a stream's events, each proven by the chain. Raises Fault("fault.damaged-stream")."""
        return chains.read(self._store, stream)

    def stream(self, stream: str) -> StreamRow:
        """Return whose a stream is and what it is about. Raises KeyError."""
        for row in self._store.execute(
            "SELECT id, person, kind, mode, subject, started_ms FROM stream WHERE id = ?", (stream,)
        ):
            return StreamRow(*row)
        raise KeyError(stream)

    def alive(self, stream: str, at: Stamp) -> None:
        """Note that the program is alive in a stream: what an interruption is dated by. Raises Fault."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO heartbeat (stream, utc_ms, offset_min, boot, boot_ms) VALUES (?, ?, ?, ?, ?)",
                (stream, at.utc_ms, at.offset_min, at.boot, at.boot_ms),
            )

    def last_alive(self, stream: str) -> Stamp | None:
        """Return the last sign of life noted in a stream: a heartbeat or its last event, whichever came later."""
        beats = self._store.execute(
            "SELECT utc_ms, offset_min, boot, boot_ms FROM heartbeat WHERE stream = ?", (stream,)
        )
        beat = next((Stamp(*row) for row in beats), None)
        rows = self._store.execute("SELECT body FROM event WHERE stream = ? ORDER BY seq DESC LIMIT 1", (stream,))
        try:
            last = next((events.decoded(row[0]).at for row in rows), None)
        except BrokenChain as error:
            raise chains.damaged(stream) from error
        if beat is None or last is None:
            return beat or last
        return beat if _later(beat, last) else last

    @contextmanager
    def batch(self) -> Iterator[Database]:
        """Commit many events at once (made-up learners, parcels, a room stopped), all or none; acknowledge nothing sooner."""
        with self._store.write() as db:
            self._batch = (threading.get_ident(), db)
            try:
                yield db
            except BaseException:
                self._tails.clear()
                raise
            finally:
                self._batch = None

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        # Another thread's write waits for the end of a batch, as it would for any other.
        if self._batch is not None and self._batch[0] == threading.get_ident():
            yield self._batch[1]
            return
        with self._store.write() as db:
            yield db

    def _commit(
        self,
        db: Database,
        stream: StreamRow,
        event: Event,
        before: AttemptState | None,
        after: AttemptState | None,
        shown: Iterable[Shown],
    ) -> str:
        """Write an event with all that belongs to it and return its digest."""
        self._archive.put(db, shown)
        for digest in named(event.body):
            if not self._archive.has(digest):
                raise NotArchived(digest)
        data = event.encoded()
        digest = canonical.sha256(data)
        db.execute(
            "INSERT INTO event (stream, seq, kind, body, digest) VALUES (?, ?, ?, ?, ?)",
            (event.stream, event.seq, event.kind, data, digest),
        )
        self._projector.apply(db, stream, event, before, after)
        return digest

    def _folded(self, tail: _Tail, event: Event) -> AttemptState | None:
        if tail.stream.kind == ATTEMPT:
            return attempt.fold(tail.state, event)
        if not isinstance(event.body, LessonPlace | ProblemReported):
            raise BrokenChain(f"{event.kind} in a lesson")
        return None

    def _read_tail(self, stream: str) -> _Tail:
        row = self.stream(stream)
        state: AttemptState | None = None
        last: Event | None = None
        for event in self.events(stream):
            try:
                state = attempt.fold(state, event) if row.kind == ATTEMPT else None
            except BrokenChain as error:
                raise chains.damaged(stream) from error
            last = event
        if last is None:
            raise chains.damaged(stream)
        return _Tail(row, last.seq, last.digest, state)

    def _check_tail(self, db: Database, tail: _Tail) -> None:
        rows = db.execute("SELECT seq, digest FROM event WHERE stream = ? ORDER BY seq DESC LIMIT 1", (tail.stream.id,))
        if rows.fetchone() != (tail.seq, tail.digest):
            self._tails.pop(tail.stream.id, None)
            raise Fault("fault.stream-moved", Exit.REFUSED, stream=tail.stream.id)


def named(body: Body) -> Iterator[str]:
    """Yield the digests of content that an event names and that must be archived with it."""
    match body:
        case AttemptStarted():
            yield from (unit.digest for unit in body.form)
            if body.blueprint:
                yield body.blueprint
        case StepSeen():
            yield body.step
        case Skipped(instead=unit) | Answered(again=unit) if unit is not None:
            yield unit.digest
        case _:
            return


def _later(beat: Stamp, last: Stamp) -> bool:
    """Say whether a heartbeat came after the last event: by the boot clock where it can be told by it."""
    if beat.boot == last.boot:
        return beat.boot_ms > last.boot_ms
    return beat.utc_ms > last.utc_ms
