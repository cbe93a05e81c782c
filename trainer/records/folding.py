"""Owns folding everything anew, into the store after new rules or into a scratch file to compare; makes no event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from trainer.core import attempt
from trainer.core.attempt import AttemptState
from trainer.core.events import FIRST, BrokenChain, Event
from trainer.records import chains, schema
from trainer.records.archive import Archive
from trainer.records.journal import ATTEMPT
from trainer.records.opening import Progress, silent
from trainer.records.projections import Projector
from trainer.records.rows import StreamRow, Tables
from trainer.records.schema import FOLD_VERSION
from trainer.records.source import Row, Source
from trainer.records.store import Store

_EVERY = 500


class Difference(msgspec.Struct, frozen=True):
    """A row that the events do not give, or one that they give and the file has not; `row` is how it looks."""

    table: str
    missing: bool
    row: str


class _Standing(msgspec.Struct, frozen=True):
    stream: StreamRow
    seq: int
    digest: str
    state: AttemptState | None


class Projections:
    """The folded tables of a store: brought up to date at its opening."""

    def __init__(self, store: Store, archive: Archive) -> None:
        self._store = store
        self._archive = archive

    def rebuild(self, progress: Progress = silent) -> None:
        """Empty the tables and fold every event into them, in one transaction.

        Raises Fault("fault.damaged-stream"): then the tables are as they were.
        """
        with self._store.write() as db:
            for table in schema.FOLDED:
                db.execute(f"DELETE FROM {table}")
            fold(self._store, self._archive, db, progress)
            db.execute("INSERT OR REPLACE INTO projection_stamp (id, fold) VALUES (1, ?)", (FOLD_VERSION,))


def refold(source: Source, archive: Archive, target: Tables, person: str) -> None:
    """Empty one person's tables and fold their events anew. Raises Fault; the caller's transaction then takes it back."""
    for table in schema.FOLDED:
        target.execute(f"DELETE FROM {table} WHERE person = ?", (person,))
    fold(source, archive, target, person=person)


def fold(
    source: Source, archive: Archive, target: Tables, progress: Progress = silent, person: str | None = None
) -> None:
    """Apply every event of `source`, or one person's, to the tables of `target`, in the order of commits. Raises Fault."""
    projector = Projector(archive, source)
    standing: dict[str, _Standing] = {}
    ((total,),) = source.execute("SELECT count(*) FROM event")
    for done, row in enumerate(_events(source, person)):
        if not done % _EVERY:
            progress(done, total)
        body, digest, seq, kind, *columns = row
        stream = StreamRow(*columns)
        last = standing.get(stream.id)
        try:
            if seq != (last.seq + 1 if last else 0):
                raise BrokenChain(f"event {seq} of {stream.id} does not follow")
            event = chains.proven(body, digest, stream.id, seq, kind, last.digest if last else FIRST)
            before = last.state if last else None
            after = attempt.fold(before, event) if stream.kind == ATTEMPT else None
        except BrokenChain as error:
            raise chains.damaged(stream.id) from error
        _apply(projector, target, stream, event, before, after)
        standing[stream.id] = _Standing(stream, seq, digest, after)
    progress(total, total)


def _apply(
    projector: Projector,
    target: Tables,
    stream: StreamRow,
    event: Event,
    before: AttemptState | None,
    after: AttemptState | None,
) -> None:
    try:
        projector.apply(target, stream, event, before, after)
    except KeyError as error:
        # The archive has lost what the event names.
        raise chains.damaged(stream.id) from error


def _events(source: Source, person: str | None) -> Iterator[Row]:
    return source.execute(
        "SELECT event.body, event.digest, event.seq, event.kind, stream.id, stream.person, stream.kind, stream.mode,"
        " stream.subject, stream.started_ms FROM event JOIN stream ON stream.id = event.stream"
        " WHERE ?1 IS NULL OR stream.person = ?1 ORDER BY event.place",
        (person,),
    )


def compare(source: Source, scratch: Path, progress: Progress = silent, limit: int = 100) -> tuple[Difference, ...]:
    """Fold every event into a new file `scratch` and return how the tables of `source` differ, at most `limit` rows.

    `source` should be a snapshot: this takes long. Raises Fault where a stream is damaged. The caller removes the file.
    """
    connection = sqlite3.connect(scratch, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for statement in schema.FOLDED.values():
            connection.execute(statement)
        fold(source, Archive(source), connection, progress)
        differences: list[Difference] = []
        for table in schema.FOLDED:
            key = tuple(name for (name,) in connection.execute(_KEY, (table,)))
            query = f"SELECT * FROM {table} ORDER BY {', '.join(key)}"
            differences += _differing(table, len(key), source.execute(query), connection.execute(query))
            if len(differences) >= limit:
                break
        return tuple(differences[:limit])
    finally:
        connection.close()


_KEY = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"


def _differing(table: str, key: int, stored: Iterator[Row], folded: Iterator[Row]) -> Iterator[Difference]:
    """Yield what is on one side only. Both sides come sorted by the first `key` columns, which are the table's key."""
    has, should = next(stored, None), next(folded, None)
    while has is not None or should is not None:
        if has == should:
            has, should = next(stored, None), next(folded, None)
        elif should is None or (has is not None and has[:key] <= should[:key]):
            yield Difference(table, False, repr(has))
            has = next(stored, None)
        else:
            yield Difference(table, True, repr(should))
            should = next(folded, None)
