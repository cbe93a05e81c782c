"""Owns bringing the rows of a roster into the records, all of them or none; knows no file and judges no row."""

from __future__ import annotations

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
from trainer.records.people import next_code
from trainer.records.source import Source
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_EVERY = 500


def people_here(source: Source) -> list[Here]:
    """Return everybody a row can be, in the order of their codes; who was merged stands for whom they are part of now."""
    groups: dict[str, set[str]] = {}
    for person, name in source.execute(
        "SELECT cohort_member.person, cohort.name FROM cohort_member JOIN cohort ON cohort.id = cohort_member.cohort"
        " WHERE closed_ms IS NULL"
    ):
        groups.setdefault(str(person), set()).add(folded(str(name)))
    found: list[Here] = []
    merged: list[tuple[str, str, str]] = []
    into: dict[str, str] = {}
    codes: dict[str, str] = {}
    for person, code, name, number, whole in source.execute(
        "SELECT id, code, name, number, merged_into FROM person ORDER BY length(code), code"
    ):
        if whole is None:
            codes[str(person)] = str(code)
            found.append(Here(str(person), str(code), str(name), str(number), frozenset(groups.get(str(person), ()))))
        else:
            into[str(person)] = str(whole)
            merged.append((str(whole), str(name), str(number)))
    for whole, name, number in merged:
        while whole in into:
            whole = into[whole]
        if whole in codes:
            found.append(Here(whole, codes[whole], name, number, frozenset(groups.get(whole, ()))))
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
        _still(store, preview)
        writing = _Writing(db, at)
        for done, one in enumerate(preview.rows):
            if not done % _EVERY:
                progress(done, len(preview.rows))
            writing.write(one, choices.get(one.row.line, ""))
        brought = Brought(writing.added, len(writing.joined), writing.left, writing.groups)
        if brought.added or brought.joined:
            added, joined, left, groups = brought.added, brought.joined, brought.left, brought.groups
            audit.write(db, at, by, Act.IMPORTED, added=added, joined=joined, left=left, groups=groups)
        progress(len(preview.rows), len(preview.rows))
    return brought


def _still(source: Source, preview: Preview) -> None:
    """Hold that whom rows were held against are there as they were. Raises Refused."""
    here = {(one.id, one.name, one.number): one for one in people_here(source)}
    numbers = {one.number.casefold() for one in here.values() if one.number}
    for judged in preview.rows:
        gone = any((one.id, one.name, one.number) not in here for one in judged.people)
        taken = judged.stand is Stand.TAKEN and judged.row.number.casefold() in numbers
        if gone or taken:
            raise Refused("roster.changed")


class _Writing:
    """Writes rows inside one transaction and counts them."""

    def __init__(self, db: Database, at: Stamp) -> None:
        self._db = db
        self._at = at
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
        elif judged.stand is Stand.TAKEN or (judged.stand is Stand.ASKED and choice == ANOTHER):
            self._add(judged)
        else:
            self.left += 1

    def _add(self, judged: Judged) -> None:
        row, person = judged.row, secrets.token_hex(16)
        self._db.execute(
            "INSERT INTO person (id, code, name, work_role, access, created_ms, synthetic, number)"
            " VALUES (?, ?, ?, ?, 'learner', ?, 0, ?)",
            (person, next_code(self._db), row.name, row.role, self._at.utc_ms, row.number),
        )
        self.added += 1
        if row.group:
            self._join(person, row.group)

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
        """Put somebody into a group, which is made where there is none of that name. Return whether they were not in it."""
        cohort = self._cohorts.get(folded(group))
        if cohort is None:
            cohort = self._cohorts[folded(group)] = secrets.token_hex(16)
            self._db.execute(
                "INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)", (cohort, group, self._at.utc_ms)
            )
            self.groups += 1
        cursor = self._db.execute(
            "INSERT OR IGNORE INTO cohort_member (cohort, person, since_ms) VALUES (?, ?, ?)",
            (cohort, person, self._at.utc_ms),
        )
        return cursor.rowcount > 0
