"""Owns bringing the rows of a roster into the records, all of them or none; knows no file and judges no row."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from trainer.core.message import Refused
from trainer.core.roster import (
    ANOTHER,
    Brought,
    ErasedOn,
    Here,
    Judged,
    Preview,
    Progress,
    Stand,
    folded,
    nobody_erased,
    silent,
)
from trainer.core.timekeeping import Stamp
from trainer.records import audit, marks
from trainer.records.audit import Act
from trainer.records.people import take_codes
from trainer.records.source import Source
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_EVERY = 500


def people_here(source: Source) -> list[Here]:
    """Return everybody a row can be, in the order of their codes; who was merged stands for whom they are part of now."""
    groups: dict[str, list[str]] = {}
    for person, name in source.execute(
        "SELECT cohort_member.person, cohort.name FROM cohort_member JOIN cohort ON cohort.id = cohort_member.cohort"
        " WHERE closed_ms IS NULL ORDER BY cohort.name, cohort.id"
    ):
        groups.setdefault(str(person), []).append(str(name))
    sets: dict[tuple[str, ...], tuple[frozenset[str], tuple[str, ...]]] = {}
    shared: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
    for person, listed in groups.items():
        # Many are in the same groups: one set for all of them.
        names = tuple(listed)
        if names not in sets:
            sets[names] = frozenset(folded(name) for name in names), names
        shared[person] = sets[names]
    none: tuple[frozenset[str], tuple[str, ...]] = (frozenset(), ())
    found: list[Here] = []
    merged: list[tuple[str, str, str]] = []
    into: dict[str, str] = {}
    codes: dict[str, str] = {}
    for person, code, name, number, whole in source.execute(
        "SELECT id, code, name, number, merged_into FROM person ORDER BY length(code), code"
    ):
        if whole is None:
            codes[str(person)] = str(code)
            found.append(Here(str(person), str(code), str(name), str(number), *shared.get(str(person), none)))
        else:
            into[str(person)] = str(whole)
            merged.append((str(whole), str(name), str(number)))
    for whole, name, number in merged:
        while whole in into:
            whole = into[whole]
        if whole in codes:
            found.append(Here(whole, codes[whole], name, number, *shared.get(whole, none)))
    return found


def erased_here(source: Source) -> ErasedOn:
    """Return what says when somebody was erased here, from one look at the marks: a list asks 100,000 times."""
    kept = marks.known(source)
    if kept is None:
        return nobody_erased
    dates = {str(mark): int(at_ms) for mark, at_ms in source.execute("SELECT mark, at_ms FROM erased")}
    return lambda name, number: max((dates[one] for one in kept.asked(name, number) if one in dates), default=None)


def bring(
    store: Store, preview: Preview, choices: Mapping[int, str], by: str, at: Stamp, progress: Progress = silent
) -> Brought:
    """Write what a preview promises in one transaction; `choices` say by line what was decided about rows asked about.

    A row that is asked about and not decided is left. Raises Refused("roster.changed") where the people here are no longer
    those that the rows were held against, Fault, what `progress` raises; then nothing has changed.
    """
    with store.write() as db:
        if mark_of(store) != preview.people:
            raise Refused("roster.changed")
        adds = sum(_adds(one, choices.get(one.row.line, "")) for one in preview.rows)
        writing = _Writing(db, at, adds)
        for done, one in enumerate(preview.rows):
            if not done % _EVERY:
                progress(done, len(preview.rows))
                writing.flush()
            writing.write(one, choices.get(one.row.line, ""))
        writing.flush()
        brought = Brought(writing.added, len(writing.joined), writing.left, writing.groups)
        if brought.added or brought.joined:
            added, joined, left, groups = brought.added, brought.joined, brought.left, brought.groups
            audit.write(db, at, by, Act.IMPORTED, added=added, joined=joined, left=left, groups=groups)
        progress(len(preview.rows), len(preview.rows))
    return brought


def mark_of(source: Source) -> str:
    """Return a digest of who is here, by id, name and number: another one says that rows must be judged anew."""
    digest = hashlib.sha256()
    for row in source.execute("SELECT id, name, number, coalesce(merged_into, '') FROM person ORDER BY id"):
        digest.update("\n".join(map(str, row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _adds(judged: Judged, choice: str) -> bool:
    """Say whether a row becomes somebody new."""
    return judged.stand is Stand.TAKEN or (
        judged.stand is Stand.ASKED and choice == ANOTHER and ANOTHER in judged.choices
    )


class _Writing:
    """Writes rows inside one transaction and counts them."""

    def __init__(self, db: Database, at: Stamp, adds: int) -> None:
        self._db = db
        self._at = at
        self._codes = iter(take_codes(db, adds))
        self._people: list[tuple[object, ...]] = []
        self._members: list[tuple[object, ...]] = []
        self.added = 0
        self.left = 0
        self.groups = 0
        self.joined: set[str] = set()
        rows: Iterable[tuple[str, str]] = db.execute(
            "SELECT id, name FROM cohort WHERE closed_ms IS NULL ORDER BY created_ms DESC, id"
        ).fetchall()
        self._cohorts = {folded(name): cohort for cohort, name in rows}

    def write(self, judged: Judged, choice: str) -> None:
        """Write one row as it stands or was decided."""
        person = judged.people[0] if judged.stand is Stand.HERE else judged.decided(choice)
        if person is not None:
            self._complete(person, judged)
        elif _adds(judged, choice):
            self._add(judged)
        else:
            self.left += 1

    def flush(self) -> None:
        """Write who was put aside: many at once take half the time of one after the other."""
        self._db.conn.executemany(
            "INSERT INTO person (id, code, name, work_role, access, created_ms, synthetic, number)"
            " VALUES (?, ?, ?, ?, 'learner', ?, 0, ?)",
            self._people,
        )
        self._db.conn.executemany(
            "INSERT INTO cohort_member (cohort, person, since_ms) VALUES (?, ?, ?)", self._members
        )
        self._people, self._members = [], []

    def _add(self, judged: Judged) -> None:
        row, person = judged.row, secrets.token_hex(16)
        self._people.append((person, next(self._codes), row.name, row.role, self._at.utc_ms, row.number))
        self.added += 1
        if row.group:
            self._members.append((self._cohort(row.group), person, self._at.utc_ms))

    def _complete(self, person: Here, judged: Judged) -> None:
        """Give somebody who is here the number and the group that the roster knows."""
        row = judged.row
        changed = False
        if row.number and not person.number:
            cursor = self._db.execute(
                "UPDATE person SET number = ? WHERE id = ? AND number = ''", (row.number, person.id)
            )
            changed = cursor.rowcount > 0
        if row.group:
            changed = self._join(person.id, row.group) or changed
        if changed:
            self.joined.add(person.id)

    def _join(self, person: str, group: str) -> bool:
        """Put somebody who is here into a group. Return whether they were not in it."""
        cursor = self._db.execute(
            "INSERT OR IGNORE INTO cohort_member (cohort, person, since_ms) VALUES (?, ?, ?)",
            (self._cohort(group), person, self._at.utc_ms),
        )
        return cursor.rowcount > 0

    def _cohort(self, group: str) -> str:
        """The group of a name, made where there is none."""
        cohort = self._cohorts.get(folded(group))
        if cohort is None:
            cohort = self._cohorts[folded(group)] = secrets.token_hex(16)
            self._db.execute(
                "INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)", (cohort, group, self._at.utc_ms)
            )
            self.groups += 1
        return cohort
