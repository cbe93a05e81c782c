"""Owns groups, who is in them, and what is assigned, as rows; knows no bank and judges nobody."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from trainer.core.assignments import Assignment, Cohort, Dates, Kind
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.timekeeping import Stamp
from trainer.records import audit
from trainer.records.audit import Act
from trainer.records.people import cleaned_name
from trainer.records.source import Row, Source
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_COHORTS = """
SELECT cohort.id, cohort.name, count(person.id), cohort.created_ms, coalesce(closed_ms, 0)
FROM cohort LEFT JOIN cohort_member ON cohort_member.cohort = cohort.id
    LEFT JOIN person ON person.id = cohort_member.person AND person.merged_into IS NULL
WHERE ?1 IN ('', cohort.id) GROUP BY cohort.id ORDER BY cohort.created_ms, cohort.rowid
"""
_ASSIGNMENTS = """
SELECT id, coalesce(cohort, ''), coalesce(person, ''), kind, subject, opens_ms, due_ms, closes_ms, sees_answers,
    coalesce(by_person, ''), made_ms, coalesce(withdrawn_ms, 0)
FROM assignment
"""
_IN_FORCE = (
    " WHERE withdrawn_ms IS NULL AND (cohort IS NULL OR cohort IN (SELECT id FROM cohort WHERE closed_ms IS NULL))"
)
_WATCHES = """
SELECT coalesce(assignment.person, cohort_member.person), subject, max(opens_ms, made_ms, coalesce(since_ms, 0)),
    min(iif(closes_ms, closes_ms, due_ms), coalesce(withdrawn_ms, 1 << 62) - 1, coalesce(closed_ms, 1 << 62) - 1)
FROM assignment LEFT JOIN cohort ON cohort.id = assignment.cohort
    LEFT JOIN cohort_member ON cohort_member.cohort = assignment.cohort
WHERE kind = 'module' AND sees_answers AND ?1 IN ('', assignment.person, cohort_member.person)
    AND coalesce(assignment.person, cohort_member.person) IS NOT NULL
"""
_ORDER = " ORDER BY due_ms = 0, due_ms, made_ms, id"


class Cohorts:
    """The groups of one data folder and what is assigned. Unknown ids raise Refused("group.unknown")."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Groups

    def all(self, closed: bool = False) -> tuple[Cohort, ...]:
        """Return the groups by name, `closed` ones as well where wanted."""
        return tuple(one for one in read_cohorts(self._store) if closed or not one.closed_ms)

    def get(self, cohort: str) -> Cohort:
        """Return a group by id."""
        for found in read_cohorts(self._store, cohort):
            return found
        raise Refused("group.unknown")

    def find(self, name: str) -> tuple[Cohort, ...]:
        """Return the open groups of that name, capitals aside."""
        wanted = folded(name)
        return tuple(one for one in self.all() if folded(one.name) == wanted)

    def make(self, name: str, at: Stamp, by: str = "", people: Sequence[str] = ()) -> Cohort:
        """Add a group with people in it. Raises Refused: group.name-empty, group.name-long, group.name-taken."""
        kept = self._free(name)
        cohort = secrets.token_hex(16)
        with self._store.write() as db:
            db.execute("INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)", (cohort, kept, at.utc_ms))
            joined = [person for person in people if _joined(db, cohort, person, at)]
            _note(db, at, by, Act.GROUP_MADE, cohort, joined)
        return self.get(cohort)

    def rename(self, cohort: str, name: str, at: Stamp, by: str = "") -> Cohort:
        """Give a group another name. Raises Refused as `make`. The name that it has is not written again."""
        kept = self._free(name, cohort)
        if self._open(cohort).name != kept:
            with self._store.write() as db:
                db.execute("UPDATE cohort SET name = ? WHERE id = ?", (kept, cohort))
                _note(db, at, by, Act.GROUP_RENAMED, cohort)
        return self.get(cohort)

    def close(self, cohort: str, at: Stamp, by: str = "") -> None:
        """Close a group: it is in no list any more, what was assigned to it ends, its people stay as they are."""
        with self._store.write() as db:
            db.execute("UPDATE cohort SET closed_ms = ? WHERE id = ?", (at.utc_ms, self._open(cohort).id))
            _note(db, at, by, Act.GROUP_CLOSED, cohort)

    def put_in(self, cohort: str, people: Iterable[str], at: Stamp, by: str = "") -> int:
        """Put people into a group. Return how many were not in it."""
        self._open(cohort)
        with self._store.write() as db:
            joined = [person for person in people if _joined(db, cohort, person, at)]
            if joined:
                _note(db, at, by, Act.GROUP_JOINED, cohort, joined)
        return len(joined)

    def take_out(self, cohort: str, people: Iterable[str], at: Stamp, by: str = "") -> int:
        """Take people out of a group. Return how many were in it."""
        with self._store.write() as db:
            left = [person for person in people if _left(db, cohort, person)]
            if left:
                _note(db, at, by, Act.GROUP_LEFT, cohort, left)
        return len(left)

    def _open(self, cohort: str) -> Cohort:
        found = self.get(cohort)
        if found.closed_ms:
            raise Refused("group.closed", name=found.name)
        return found

    def _free(self, name: str, but: str = "") -> str:
        try:
            kept = cleaned_name(name)
        except Refused as refused:
            raise Refused(refused.message.code.replace("people.", "group."), **refused.message.values) from refused
        if any(one.id != but for one in self.find(kept)):
            raise Refused("group.name-taken", name=kept)
        return kept

    # Assignments

    def assign(
        self,
        kind: Kind,
        subject: str,
        dates: Dates,
        sees_answers: bool,
        cohorts: Sequence[str],
        people: Sequence[str],
        at: Stamp,
        by: str,
    ) -> tuple[int, int]:
        """Assign something in one transaction. Return to how many, and to how many of them it was assigned before.

        What was assigned before to the same group or person is withdrawn: it has new dates now. `by` "" is the owner of
        the account. Raises Refused("assign.nobody", "group.unknown", "group.closed").
        """
        if not cohorts and not people:
            raise Refused("assign.nobody")
        for cohort in cohorts:
            self._open(cohort)
        again = 0
        with self._store.write() as db:
            for column, target in [("cohort", one) for one in cohorts] + [("person", one) for one in people]:
                cursor = db.execute(
                    f"UPDATE assignment SET withdrawn_ms = ? WHERE {column} = ? AND kind = ? AND subject = ?"
                    " AND withdrawn_ms IS NULL",
                    (at.utc_ms, target, kind.value, subject),
                )
                again += cursor.rowcount > 0
                db.execute(
                    f"INSERT INTO assignment (id, {column}, kind, subject, opens_ms, due_ms, closes_ms, sees_answers,"
                    " by_person, made_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        secrets.token_hex(16),
                        target,
                        kind.value,
                        subject,
                        dates.opens_ms,
                        dates.due_ms,
                        dates.closes_ms,
                        int(sees_answers),
                        by or None,
                        at.utc_ms,
                    ),
                )
            one = people[0] if len(people) == 1 and not cohorts else ""
            counts = {"groups": len(cohorts), "people": len(people), "sees_answers": int(sees_answers)}
            if len(cohorts) == 1:
                counts.pop("groups")
            named = {"group": cohorts[0]} if len(cohorts) == 1 else {}
            audit.write(db, at, by, Act.ASSIGNED, one, kind=kind.value, subject=subject, **named, **counts)
        return len(cohorts) + len(people), again

    def withdraw(self, assignment: str, at: Stamp, by: str) -> None:
        """Take an assignment back. What was done stays. Raises Refused("assign.gone") where it was taken back before."""
        found = self.assignment(assignment)
        if found.withdrawn_ms:
            raise Refused("assign.gone")
        with self._store.write() as db:
            db.execute("UPDATE assignment SET withdrawn_ms = ? WHERE id = ?", (at.utc_ms, assignment))
            named = {"group": found.cohort} if found.cohort else {}
            audit.write(db, at, by, Act.WITHDREW, found.person, kind=found.kind.value, subject=found.subject, **named)

    def assignment(self, assignment: str) -> Assignment:
        """Return an assignment by id. Raises Refused("assign.gone")."""
        for row in self._store.execute(_ASSIGNMENTS + " WHERE id = ?", (assignment,)):
            return _assignment(row)
        raise Refused("assign.gone")

    def assigned_to(self, cohort: str = "", person: str = "") -> tuple[Assignment, ...]:
        """Return what is assigned to a group, or to one person alone, and was not withdrawn, what is due first at first."""
        rows = self._store.execute(
            _ASSIGNMENTS + " WHERE withdrawn_ms IS NULL AND (cohort = ?1 OR person = ?2)" + _ORDER, (cohort, person)
        )
        return tuple(_assignment(row) for row in rows)

    def of_person(self, person: str) -> tuple[Assignment, ...]:
        """Return what is assigned to a person, alone or in an open group, what is due first at first."""
        rows = self._store.execute(
            _ASSIGNMENTS
            + _IN_FORCE
            + " AND (person = ?1 OR cohort IN (SELECT cohort FROM cohort_member WHERE person = ?1))"
            + _ORDER,
            (person,),
        )
        return tuple(_assignment(row) for row in rows)


def read_cohorts(source: Source, cohort: str = "") -> tuple[Cohort, ...]:
    """Return all groups by name, or one by id, closed ones as well."""
    found = [Cohort(*row) for row in source.execute(_COHORTS, (cohort,))]
    return tuple(sorted(found, key=lambda one: danish(one.name)))


def in_force(source: Source) -> tuple[Assignment, ...]:
    """Return everything assigned that was not withdrawn, groups closed aside, what is due first at first."""
    return tuple(_assignment(row) for row in source.execute(_ASSIGNMENTS + _IN_FORCE + _ORDER))


def watches(source: Source, person: str = "") -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return by person and module when single answers were, are or will be seen: from, until (UTC ms), in any order.

    What was withdrawn counts until then; nobody is told before they are in the group that it is assigned to.
    """
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for who, module, since, until in source.execute(_WATCHES, (person,)):
        found.setdefault((str(who), str(module)), []).append((int(since), int(until)))
    return found


def memberships(source: Source) -> dict[str, tuple[str, ...]]:
    """Return the open groups of each person who is in one, by the groups' names."""
    found: dict[str, list[str]] = {}
    rows = source.execute("SELECT id, name FROM cohort WHERE closed_ms IS NULL ORDER BY created_ms, rowid")
    for cohort, _name in sorted(rows, key=lambda row: danish(row[1])):
        for (person,) in source.execute("SELECT person FROM cohort_member WHERE cohort = ?", (cohort,)):
            found.setdefault(person, []).append(cohort)
    return {person: tuple(cohorts) for person, cohorts in found.items()}


def folded(name: str) -> str:
    """Return a group's name as names are held against each other: capitals and blanks aside."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _joined(db: Database, cohort: str, person: str, at: Stamp) -> bool:
    cursor = db.execute(
        "INSERT OR IGNORE INTO cohort_member (cohort, person, since_ms) VALUES (?, ?, ?)", (cohort, person, at.utc_ms)
    )
    return cursor.rowcount > 0


def _left(db: Database, cohort: str, person: str) -> bool:
    cursor = db.execute("DELETE FROM cohort_member WHERE cohort = ? AND person = ?", (cohort, person))
    return cursor.rowcount > 0


def _note(db: Database, at: Stamp, by: str, act: Act, cohort: str, people: Sequence[str] = ()) -> None:
    """Add a line of the log: which group, how many people, and who where it is one."""
    counted = {"people": len(people)} if people else {}
    audit.write(db, at, by, act, people[0] if len(people) == 1 else "", group=cohort, **counted)


def _assignment(row: Row) -> Assignment:
    id_, cohort, person, kind, subject, opens_ms, due_ms, closes_ms, sees_answers, by, made_ms, withdrawn_ms = row
    dates = Dates(opens_ms, due_ms, closes_ms)
    return Assignment(id_, cohort, person, Kind(kind), subject, dates, bool(sees_answers), by, made_ms, withdrawn_ms)
