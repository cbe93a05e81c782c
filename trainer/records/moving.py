"""Owns taking one person's streams out of the records and putting them into another's, all at once; knows no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from question_bank import canonical
from trainer.core import attempt
from trainer.core.attempt import AttemptState
from trainer.core.events import AttemptStarted, BrokenChain, Event, LessonPlace, ProblemReported, decoded
from trainer.core.message import Refused
from trainer.records import chains
from trainer.records.archive import KINDS, Archive
from trainer.records.folding import refold
from trainer.records.journal import ATTEMPT, LESSON, Journal, named
from trainer.records.projections import Projector
from trainer.records.rows import StreamRow
from trainer.records.source import Source
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database


class Shown(msgspec.Struct, frozen=True):
    """Archived content as it is kept."""

    digest: str
    kind: str
    data: bytes


def streams_of(source: Source, person: str) -> tuple[StreamRow, ...]:
    """Return a person's streams, the first begun first."""
    rows = source.execute(
        "SELECT id, person, kind, mode, subject, started_ms FROM stream WHERE person = ? ORDER BY started_ms, id",
        (person,),
    )
    return tuple(StreamRow(*row) for row in rows)


def events_of(source: Source, person: str) -> Iterator[tuple[str, bytes]]:
    """Yield a person's events as (digest, canonical form) in the order of their commits."""
    for digest, body in source.execute(
        "SELECT event.digest, event.body FROM event JOIN stream ON stream.id = event.stream"
        " WHERE stream.person = ? ORDER BY event.place",
        (person,),
    ):
        yield str(digest), bytes(body)


def shown_in(source: Source, stored: Iterable[Event]) -> Iterator[Shown]:
    """Yield what the events name, once each."""
    digests = dict.fromkeys(digest for event in stored for digest in named(event.body))
    for digest in digests:
        for kind, data in source.execute("SELECT kind, json FROM archive WHERE digest = ?", (digest,)):
            yield Shown(digest, str(kind), bytes(data))


def graded_in(source: Source, stored: Iterable[Event]) -> frozenset[str]:
    """Return the streams whose events name graded content: its key and what is said of it do not leave this computer."""
    graded = {str(digest) for (digest,) in source.execute(_GRADED)}
    return frozenset(event.stream for event in stored if not graded.isdisjoint(named(event.body)))


# In canonical form a quotation mark inside a text has a backslash before it: these bytes are the field's and nothing else's.
_GRADED = (
    "SELECT digest FROM archive WHERE kind IN ('item', 'blueprint')"
    """ AND instr(json, CAST('"pool":"graded"' AS BLOB)) > 0"""
)


class Received(msgspec.Struct, frozen=True):
    """How many streams were new or went on, were already here, were left since they went on otherwise here; new events."""

    new: int
    here: int
    apart: int
    events: int


class _Standing(msgspec.Struct, frozen=True):
    """What is here of a stream: how many events, how many of them are those of the file, the attempt's state."""

    events: int
    same: int
    state: AttemptState | None


_NOTHING = _Standing(0, 0, None)


class Receiving:
    """Puts what was taken out elsewhere into a person's records."""

    def __init__(self, store: Store, archive: Archive, journal: Journal, projector: Projector) -> None:
        self._store = store
        self._archive = archive
        self._journal = journal
        self._projector = projector

    def receive(
        self, person: str, streams: Sequence[StreamRow], shown: Iterable[Shown], stored: Sequence[Event]
    ) -> Received:
        """Write what of it is not here yet for `person` in one transaction, with everything folded from it.

        A stream that is here is gone on with where its events are the first of those that come; else it stays.
        Raises Refused("moving.already-here") where a stream is another person's here, Refused("moving.not-whole") where
        what it names is missing or it does not follow, Fault; then nothing has changed.
        """
        rows = {stream.id: msgspec.structs.replace(stream, person=person) for stream in streams}
        digests: dict[str, list[str]] = {stream: [] for stream in rows}
        for event in stored:
            digests[event.stream].append(event.digest)
        with self._store.write() as db:
            before = db.execute("SELECT 1 FROM stream WHERE person = ?", (person,)).fetchone() is not None
            standing = {stream.id: self._standing(db, stream, digests[stream.id]) for stream in rows.values()}
            taken = {stream for stream, here in standing.items() if here.same == here.events < len(digests[stream])}
            for one in shown:
                _check(one)
                if taken:
                    db.execute(
                        "INSERT OR IGNORE INTO archive (digest, kind, json) VALUES (?, ?, ?)",
                        (one.digest, one.kind, one.data),
                    )
            new = [event for event in stored if event.stream in taken and event.seq >= standing[event.stream].events]
            states = {stream: standing[stream].state for stream in taken}
            try:
                for event in new:
                    states[event.stream] = self._write(db, rows[event.stream], event, states[event.stream])
            except (BrokenChain, KeyError, ValueError) as error:
                raise Refused("moving.not-whole") from error
            if before and new:
                self._put_in_order(db, person, stored)
        for stream in taken:
            self._journal.forget(stream)
        here = sum(one.same == len(digests[stream]) for stream, one in standing.items())
        return Received(len(taken), here, len(rows) - len(taken) - here, len(new))

    def _standing(self, db: Database, stream: StreamRow, coming: Sequence[str]) -> _Standing:
        """Hold what is here of a stream against what comes; one that is not here yet is begun. Raises Refused, Fault."""
        if stream.kind not in (ATTEMPT, LESSON):
            raise Refused("moving.not-whole")
        columns = (stream.id, stream.person, stream.kind, stream.mode, stream.subject, stream.started_ms)
        there = db.execute(
            "SELECT id, person, kind, mode, subject, started_ms FROM stream WHERE id = ?", (stream.id,)
        ).fetchone()
        if there is None:
            db.execute(
                "INSERT INTO stream (id, person, kind, mode, subject, started_ms) VALUES (?, ?, ?, ?, ?, ?)", columns
            )
            return _NOTHING
        if there[1] != stream.person:
            raise Refused("moving.already-here")
        events, same, state = 0, 0, None
        for event in chains.read(self._store, stream.id):
            if same == events < len(coming) and event.digest == coming[events]:
                same += 1
            if stream.kind == ATTEMPT:
                state = attempt.fold(state, event)
            events += 1
        if there != columns or not same:
            # The same id, and something else.
            raise Refused("moving.not-whole")
        return _Standing(events, same, state)

    def _write(self, db: Database, stream: StreamRow, event: Event, before: AttemptState | None) -> AttemptState | None:
        """Write one event with what it changes; return the attempt's state after it. Raises BrokenChain, KeyError."""
        after = _folded(stream, before, event)
        if any(not self._archive.has(digest) for digest in named(event.body)):
            raise Refused("moving.not-whole")
        data = event.encoded()
        db.execute(
            "INSERT INTO event (stream, seq, kind, body, digest) VALUES (?, ?, ?, ?, ?)",
            (event.stream, event.seq, event.kind, data, canonical.sha256(data)),
        )
        self._projector.apply(db, stream, event, before, after)
        return after

    def _put_in_order(self, db: Database, person: str, stored: Sequence[Event]) -> None:
        """Give a person's events one order, whichever file came first, and fold them anew where it is another one.

        The order is the file's where it holds everything that is here, else that of time; within a stream never changed.
        """
        rows = db.execute(
            "SELECT event.place, event.digest, event.body FROM event JOIN stream ON stream.id = event.stream"
            " WHERE stream.person = ? ORDER BY event.place",
            (person,),
        ).fetchall()
        told = {event.digest: number for number, event in enumerate(stored)}
        keys: list[int] = []
        if all(digest in told for _place, digest, _body in rows):
            keys = [told[digest] for _place, digest, _body in rows]
        else:
            latest: dict[str, int] = {}
            for event in (decoded(body) for _place, _digest, body in rows):
                latest[event.stream] = max(latest.get(event.stream, 0), event.at.utc_ms)
                keys.append(latest[event.stream])
        wanted = sorted(range(len(rows)), key=keys.__getitem__)
        if wanted == list(range(len(rows))):
            return
        for row, number in zip(rows, wanted, strict=True):
            db.execute("UPDATE event SET place = ? WHERE place = ?", (-row[0], rows[number][0]))
        db.execute("UPDATE event SET place = -place WHERE place < 0")
        refold(self._store, self._archive, db, person)


def _folded(stream: StreamRow, before: AttemptState | None, event: Event) -> AttemptState | None:
    """The attempt's state after an event. Raises BrokenChain where it cannot follow."""
    if stream.kind == ATTEMPT:
        if event.seq == 0:
            body = event.body
            if not isinstance(body, AttemptStarted) or body.policy.mode.value != stream.mode:
                raise BrokenChain(stream.id)
        return attempt.fold(before, event)
    if stream.kind != LESSON or not isinstance(event.body, LessonPlace | ProblemReported):
        raise BrokenChain(stream.id)
    return None


def _check(one: Shown) -> None:
    """Content is what its digest and its kind say, or nothing of it is kept. Raises Refused."""
    try:
        content = canonical.decode(one.data, KINDS[one.kind])
        whole = canonical.encode(content) == one.data and canonical.sha256(one.data) == one.digest
    except (KeyError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refused("moving.not-whole") from error
    if not whole:
        raise Refused("moving.not-whole")
