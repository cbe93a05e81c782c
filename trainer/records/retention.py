"""Owns what is older than it may be, and taking old attempts and lines of the log away; decides no period and erases nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trainer.core.privacy import Due
from trainer.core.timekeeping import Stamp
from trainer.records.archive import Archive
from trainer.records.erasure import count_answers
from trainer.records.folding import refold
from trainer.records.journal import Journal
from trainer.records.source import Source
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_LAST = (
    "max(person.created_ms, coalesce(joined_ms, 0), last_used_ms, coalesce(last_seen_ms, 0))"
    " FROM person LEFT JOIN person_summary ON person_summary.person = person.id"
)
_OLD = (
    " FROM attempt_score WHERE ended_ms < ?1 AND person NOT IN (SELECT value FROM json_each(?2))"
    " AND stream {kept} IN (SELECT stream FROM certificate WHERE expires_ms = 0 OR expires_ms > ?3)"
)


def inactive(source: Source, before_ms: int) -> Iterator[Due]:
    """Yield learners who did nothing since a moment. Trainers stay, and so does whoever has an attempt open."""
    for id_, code, name, last_ms in source.execute(
        f"SELECT id, code, name, {_LAST} WHERE access = 'learner' AND merged_into IS NULL"
        " AND id NOT IN (SELECT person FROM open_stream WHERE last_ms >= ?1)"
        " AND max(person.created_ms, coalesce(joined_ms, 0), last_used_ms, coalesce(last_seen_ms, 0)) < ?1"
        " ORDER BY 4, length(code), code",
        (before_ms,),
    ):
        yield Due(str(id_), str(code), str(name), int(str(last_ms)))


def old_attempts(source: Source, before_ms: int, without: str, now_ms: int) -> tuple[tuple[str, str], ...]:
    """Return the attempts handed in before a moment, as (person, stream), but those of `without` (JSON ids) and those that a
    certificate in force rests on."""
    rows = source.execute(
        "SELECT person, stream" + _OLD.format(kept="NOT") + " ORDER BY 1, 2", (before_ms, without, now_ms)
    )
    return tuple((str(person), str(stream)) for person, stream in rows)


def kept_by_certificate(source: Source, before_ms: int, without: str, now_ms: int) -> int:
    """Count the attempts as old that stay because a certificate in force rests on them."""
    ((count,),) = source.execute("SELECT count(*)" + _OLD.format(kept=""), (before_ms, without, now_ms))
    return int(str(count))


def old_lines(source: Source, before_ms: int) -> int:
    """Count the lines of the log written before a moment."""
    ((count,),) = source.execute("SELECT count(*) FROM audit WHERE at_ms < ?", (before_ms,))
    return int(str(count))


def forget_attempts(db: Database, store: Store, archive: Archive, attempts: tuple[tuple[str, str], ...]) -> None:
    """Take attempts away, inside a write, keep how often each option was chosen, and fold what is left of whose they were."""
    for person, stream in attempts:
        count_answers(db, person, stream)
    for _person, stream in attempts:
        db.execute("DELETE FROM stream WHERE id = ?", (stream,))
    for person in sorted({person for person, _stream in attempts}):
        refold(store, archive, db, person)


def forget_lines(db: Database, before_ms: int) -> None:
    """Take lines of the log away, inside a write."""
    db.execute("DELETE FROM audit WHERE at_ms < ?", (before_ms,))


def forgotten(journal: Journal, attempts: tuple[tuple[str, str], ...]) -> None:
    """Let the journal know, once that is committed."""
    for _person, stream in attempts:
        journal.forget(stream)


def before(at: Stamp, months: int) -> int:
    """Return the moment so many months ago (UTC ms); a month is a twelfth of 365.25 days."""
    return at.utc_ms - round(months * 365.25 / 12 * 86_400_000)
