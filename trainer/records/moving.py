"""Owns taking one person's streams out of the records and putting them into another's, all at once; knows no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from question_bank import canonical
from trainer.core import attempt
from trainer.core.attempt import AttemptState
from trainer.core.events import AttemptStarted, BrokenChain, Event, LessonPlace, ProblemReported
from trainer.core.message import Refused
from trainer.records.archive import KINDS, Archive
from trainer.records.journal import ATTEMPT, LESSON, named
from trainer.records.projections import Projector, StreamRow
from trainer.records.source import Source
from trainer.records.store import Store


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


class Receiving:
    """Puts what was taken out elsewhere into a person's records."""

    def __init__(self, store: Store, archive: Archive, projector: Projector) -> None:
        self._store = store
        self._archive = archive
        self._projector = projector

    def receive(
        self, person: str, streams: Sequence[StreamRow], shown: Iterable[Shown], stored: Sequence[Event]
    ) -> None:
        """Write all of it for `person` in one transaction, with everything folded from it.

        Raises Refused("moving.already-here") where a stream is known here, Refused("moving.not-whole") where what it
        names is missing or it does not follow, Fault; then nothing has changed.
        """
        rows = {stream.id: stream for stream in streams}
        states: dict[str, AttemptState | None] = dict.fromkeys(rows)
        with self._store.write() as db:
            for stream in streams:
                if stream.kind not in (ATTEMPT, LESSON):
                    raise Refused("moving.not-whole")
                if db.execute("SELECT 1 FROM stream WHERE id = ?", (stream.id,)).fetchone():
                    raise Refused("moving.already-here")
                db.execute(
                    "INSERT INTO stream (id, person, kind, mode, subject, started_ms) VALUES (?, ?, ?, ?, ?, ?)",
                    (stream.id, person, stream.kind, stream.mode, stream.subject, stream.started_ms),
                )
            for one in shown:
                _check(one)
                db.execute(
                    "INSERT OR IGNORE INTO archive (digest, kind, json) VALUES (?, ?, ?)",
                    (one.digest, one.kind, one.data),
                )
            try:
                for event in stored:
                    stream = msgspec.structs.replace(rows[event.stream], person=person)
                    before = states[event.stream]
                    after = _folded(stream, before, event)
                    if any(not self._archive.has(digest) for digest in named(event.body)):
                        raise Refused("moving.not-whole")
                    data = event.encoded()
                    db.execute(
                        "INSERT INTO event (stream, seq, kind, body, digest) VALUES (?, ?, ?, ?, ?)",
                        (event.stream, event.seq, event.kind, data, canonical.sha256(data)),
                    )
                    self._projector.apply(db, stream, event, before, after)
                    states[event.stream] = after
            except (BrokenChain, KeyError, ValueError) as error:
                raise Refused("moving.not-whole") from error


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
