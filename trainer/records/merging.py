"""Owns making two records of one person one, and taking that back exactly; knows not why they are thought to be one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from question_bank import canonical
from trainer.core.message import Refused
from trainer.core.timekeeping import Stamp
from trainer.records import audit
from trainer.records.archive import Archive
from trainer.records.audit import Act
from trainer.records.folding import refold
from trainer.records.journal import Journal
from trainer.records.source import Source
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database


class _Detail(msgspec.Struct, frozen=True):
    """What went over, and what the one who stays was before. `memberships` are those of who goes: (group, since)."""

    streams: tuple[str, ...]
    assignments: tuple[str, ...]
    certificates: tuple[str, ...]
    memberships: tuple[tuple[str, int], ...]
    joined: tuple[str, ...]
    number: str
    extra: int
    gave_number: str
    gave_extra: int


class MergeRow(msgspec.Struct, frozen=True):
    """A merge in force: who stays, who became part of them, by whom ("" unknown), when, how many streams went over."""

    id: str
    kept: str
    gone: str
    by: str
    made_ms: int
    streams: int


def merges(source: Source) -> Iterator[MergeRow]:
    """Yield the merges in force, the latest first."""
    for id_, kept, gone, by, made_ms, detail in source.execute(
        "SELECT id, kept, gone, coalesce(by_person, ''), made_ms, detail FROM merge WHERE undone_ms IS NULL"
        " ORDER BY made_ms DESC, rowid DESC"
    ):
        yield MergeRow(str(id_), str(kept), str(gone), str(by), int(str(made_ms)), len(_detail(str(detail)).streams))


def parts_of(source: Source, person: str) -> tuple[str, ...]:
    """Return the ids of those who are part of this person by merges, also of parts of parts: erasing one erases all."""
    return tuple(
        str(id_)
        for (id_,) in source.execute(
            "WITH RECURSIVE part(id) AS (SELECT id FROM person WHERE merged_into = ?1"
            " UNION SELECT person.id FROM person JOIN part ON person.merged_into = part.id) SELECT id FROM part",
            (person,),
        )
    )


class Merging:
    """Merges people of one store. Each is one transaction: all of it, or nothing."""

    def __init__(self, store: Store, archive: Archive, journal: Journal) -> None:
        self._store = store
        self._archive = archive
        self._journal = journal

    def merge(self, kept: str, gone: str, by: str, at: Stamp) -> str:
        """Make `gone` part of `kept` and return the merge's id. Code, name and PIN are those of `kept`.

        Raises Refused: people.unknown; merge.same; merge.trainer-goes where a trainer's profile would go; merge.keep-joined
        where who goes has signed in and who stays has not. Raises Fault.
        """
        if kept == gone:
            raise Refused("merge.same")
        with self._store.write() as db:
            stays, goes = _standing(db, kept), _standing(db, gone)
            if goes.access == "trainer":
                raise Refused("merge.trainer-goes")
            if goes.joined and not stays.joined:
                raise Refused("merge.keep-joined")
            detail = _Detail(
                streams=_ids(db, "SELECT id FROM stream WHERE person = ? ORDER BY id", gone),
                assignments=_ids(db, "SELECT id FROM assignment WHERE person = ? ORDER BY id", gone),
                certificates=_ids(db, "SELECT code FROM certificate WHERE person = ? ORDER BY code", gone),
                memberships=_memberships(db, gone),
                joined=_ids(
                    db,
                    "SELECT cohort FROM cohort_member WHERE person = ?1 AND cohort NOT IN"
                    " (SELECT cohort FROM cohort_member WHERE person = ?2) ORDER BY cohort",
                    gone,
                    kept,
                ),
                number=stays.number,
                extra=stays.extra,
                gave_number=stays.number or goes.number,
                gave_extra=max(stays.extra, goes.extra),
            )
            id_ = secrets.token_hex(16)
            db.execute(
                "INSERT INTO cohort_member (cohort, person, since_ms) SELECT cohort, ?2, since_ms FROM cohort_member"
                " WHERE person = ?1 AND cohort NOT IN (SELECT cohort FROM cohort_member WHERE person = ?2)",
                (gone, kept),
            )
            db.execute("DELETE FROM cohort_member WHERE person = ?", (gone,))
            for table in ("stream", "assignment", "certificate"):
                db.execute(f"UPDATE {table} SET person = ? WHERE person = ?", (kept, gone))
            db.execute(
                "UPDATE person SET number = ?, extra_percent = ? WHERE id = ?",
                (detail.gave_number, detail.gave_extra, kept),
            )
            db.execute("UPDATE person SET merged_into = ? WHERE id = ?", (kept, gone))
            db.execute(
                "INSERT INTO merge (id, kept, gone, by_person, made_ms, detail) VALUES (?, ?, ?, ?, ?, ?)",
                (id_, kept, gone, by or None, at.utc_ms, canonical.encode(detail).decode()),
            )
            self._fold(db, detail, kept, gone)
            audit.write(db, at, by, Act.MERGED, kept, streams=len(detail.streams))
        self._forget(detail)
        return id_

    def undo(self, merge: str, by: str, at: Stamp) -> None:
        """Take a merge back: what went over goes back, what came since stays where it is.

        Raises Refused: merge.unknown where there is none in force of that id; merge.later where who stayed has become part
        of somebody else since. Raises Fault.
        """
        with self._store.write() as db:
            row = db.execute(
                "SELECT kept, gone, detail FROM merge WHERE id = ? AND undone_ms IS NULL", (merge,)
            ).fetchone()
            if row is None:
                raise Refused("merge.unknown")
            kept, gone, detail = str(row[0]), str(row[1]), _detail(str(row[2]))
            (into,) = db.execute("SELECT merged_into FROM person WHERE id = ?", (kept,)).fetchone()
            if into is not None:
                raise Refused("merge.later")
            db.execute("UPDATE merge SET undone_ms = ? WHERE id = ?", (at.utc_ms, merge))
            db.execute("UPDATE person SET merged_into = NULL WHERE id = ?", (gone,))
            for table, key, ids in (
                ("stream", "id", detail.streams),
                ("assignment", "id", detail.assignments),
                ("certificate", "code", detail.certificates),
            ):
                for one in ids:
                    db.execute(f"UPDATE {table} SET person = ? WHERE {key} = ? AND person = ?", (gone, one, kept))
            self._leave(db, kept, detail)
            for cohort, since_ms in detail.memberships:
                db.execute(
                    "INSERT OR IGNORE INTO cohort_member (cohort, person, since_ms)"
                    " SELECT id, ?, ? FROM cohort WHERE id = ?",
                    (gone, since_ms, cohort),
                )
            # What was given is taken back, unless it has been changed since.
            db.execute(
                "UPDATE person SET number = ? WHERE id = ? AND number = ?", (detail.number, kept, detail.gave_number)
            )
            db.execute(
                "UPDATE person SET extra_percent = ? WHERE id = ? AND extra_percent = ?",
                (detail.extra, kept, detail.gave_extra),
            )
            self._fold(db, detail, kept, gone)
            audit.write(db, at, by, Act.UNMERGED, kept, streams=len(detail.streams))
        self._forget(detail)

    def _leave(self, db: Database, kept: str, detail: _Detail) -> None:
        """Take who stayed out of the groups that the merge put them into, but for those that another merge gives them."""
        others = db.execute("SELECT detail FROM merge WHERE kept = ? AND undone_ms IS NULL", (kept,)).fetchall()
        given = {cohort for (text,) in others for cohort, _since in _detail(str(text)).memberships}
        for cohort in detail.joined:
            if cohort not in given:
                db.execute("DELETE FROM cohort_member WHERE cohort = ? AND person = ?", (cohort, kept))

    def _fold(self, db: Database, detail: _Detail, kept: str, gone: str) -> None:
        if detail.streams:
            for person in (kept, gone):
                refold(self._store, self._archive, db, person)

    def _forget(self, detail: _Detail) -> None:
        for stream in detail.streams:
            self._journal.forget(stream)


class _Standing(msgspec.Struct, frozen=True):
    number: str
    extra: int
    access: str
    joined: bool


def _standing(db: Database, person: str) -> _Standing:
    row = db.execute(
        "SELECT number, extra_percent, access, joined_ms IS NOT NULL FROM person WHERE id = ? AND merged_into IS NULL",
        (person,),
    ).fetchone()
    if row is None:
        raise Refused("people.unknown")
    number, extra, access, joined = row
    return _Standing(number, extra, access, bool(joined))


def _ids(db: Database, sql: str, *parameters: str) -> tuple[str, ...]:
    return tuple(str(id_) for (id_,) in db.execute(sql, parameters).fetchall())


def _memberships(db: Database, person: str) -> tuple[tuple[str, int], ...]:
    rows = db.execute(
        "SELECT cohort, since_ms FROM cohort_member WHERE person = ? ORDER BY cohort", (person,)
    ).fetchall()
    return tuple((str(cohort), int(since_ms)) for cohort, since_ms in rows)


def _detail(text: str) -> _Detail:
    return msgspec.json.decode(text, type=_Detail)
