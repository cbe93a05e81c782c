"""Owns rulings as rows, and folding anew whoever they concern in the same transaction; judges nothing and overwrites no event."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import msgspec

from trainer.core.message import Refused
from trainer.core.scoring import Ruling, RulingKind
from trainer.records.archive import Archive
from trainer.records.folding import refold
from trainer.records.source import Source
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database


class Ruled(msgspec.Struct, frozen=True):
    """A ruling's row. `by` is the trainer's id, "" where they were erased; `withdrawn_ms` None while it is in force."""

    id: str
    ruling: Ruling
    reason: str
    by: str
    made_ms: int
    withdrawn_ms: int | None


class Met(msgspec.Struct, frozen=True):
    """An assessment that has an item in its form; `ended` where it was handed in or timed out."""

    stream: str
    person: str
    started_ms: int
    ended: bool


def every(source: Source) -> tuple[Ruled, ...]:
    """Return all rulings, also those withdrawn, the latest first."""
    rows = source.execute(
        "SELECT id, item, kind, option_ids, reason, coalesce(by_person, ''), made_ms, withdrawn_ms FROM ruling"
        " ORDER BY made_ms DESC, id"
    )
    return tuple(
        Ruled(id_, Ruling(item, RulingKind(kind), tuple(keyed.split())), reason, by, made_ms, withdrawn_ms)
        for id_, item, kind, keyed, reason, by, made_ms, withdrawn_ms in rows
    )


def met(source: Source, item: str) -> tuple[Met, ...]:
    """Return the assessments that have an item (by digest) in their form, seen or not, the first begun first."""
    rows = source.execute(
        "SELECT stream.id, stream.person, stream.started_ms, EXISTS (SELECT 1 FROM attempt_score AS score"
        " WHERE score.person = stream.person AND score.stream = stream.id)"
        " FROM stream JOIN event ON event.stream = stream.id AND event.seq = 0"
        # A digest is 64 hex characters: these bytes stand for nothing else.
        " WHERE stream.mode = 'assessment' AND instr(event.body, CAST(? AS BLOB)) > 0"
        " ORDER BY stream.started_ms, stream.id",
        (item,),
    )
    return tuple(Met(stream, person, started_ms, bool(ended)) for stream, person, started_ms, ended in rows)


def chosen(source: Source, item: str, among: tuple[Met, ...]) -> dict[str, int]:
    """Return how often each option of an item was chosen in these assessments."""
    counts: dict[str, int] = {}
    for one in among:
        rows = source.execute(
            "SELECT options FROM answer WHERE person = ? AND started_ms = ? AND stream = ? AND step = ?",
            (one.person, one.started_ms, one.stream, item),
        )
        for (options,) in rows:
            for option in options.split():
                counts[option] = counts.get(option, 0) + 1
    return counts


class Regrading:
    """Puts rulings into force and takes them back, inside the caller's transaction."""

    def __init__(self, store: Store, archive: Archive) -> None:
        self._store = store
        self._archive = archive

    def rule(self, db: Database, ruling: Ruling, reason: str, by: str, now_ms: int) -> str:
        """Add a ruling in place of one on the same item, fold anew whom it concerns, return its id. Raises Fault."""
        made = secrets.token_hex(16)
        db.execute("UPDATE ruling SET withdrawn_ms = ? WHERE item = ? AND withdrawn_ms IS NULL", (now_ms, ruling.item))
        db.execute(
            "INSERT INTO ruling (id, item, kind, option_ids, reason, by_person, made_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (made, ruling.item, ruling.kind.value, " ".join(ruling.key), reason, by or None, now_ms),
        )
        self._anew(db, ruling.item)
        return made

    def withdraw(self, db: Database, ruling: str, now_ms: int) -> None:
        """Take a ruling back; its row stays, with the date. Raises Refused("ruling.none") where it is not in force, Fault."""
        found = db.execute("SELECT item FROM ruling WHERE id = ? AND withdrawn_ms IS NULL", (ruling,)).fetchall()
        if not found:
            raise Refused("ruling.none")
        db.execute("UPDATE ruling SET withdrawn_ms = ? WHERE id = ?", (now_ms, ruling))
        self._anew(db, found[0][0])

    def _anew(self, db: Database, item: str) -> None:
        for person in dict.fromkeys(one.person for one in met(self._store, item)):
            refold(self._store, self._archive, db, person)
