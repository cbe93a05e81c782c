"""Owns what is asked about people who may be one, or have been made one; writes only that two are known to be different."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator

from trainer.core.order import danish
from trainer.core.roster import Counted
from trainer.records.source import Row, Source
from trainer.records.store import Store

_PEOPLE = """
SELECT person.id, code, name, number, work_role, joined_ms IS NOT NULL, access = 'trainer', created_ms, last_used_ms,
    coalesce(answers, 0), coalesce(lessons_done, 0), coalesce(attempts, 0)
FROM person LEFT JOIN person_summary ON person_summary.person = person.id
"""
_APART = "apart:"


def counted(source: Source, ids: Iterable[str] | None = None) -> Iterator[Counted]:
    """Yield these people, or everybody who is not part of another, with what they did; in the order of their codes."""
    groups: dict[str, list[str]] = {}
    for person, name in source.execute(
        "SELECT cohort_member.person, cohort.name FROM cohort_member JOIN cohort ON cohort.id = cohort_member.cohort"
        " WHERE closed_ms IS NULL"
    ):
        groups.setdefault(str(person), []).append(str(name))
    if ids is None:
        rows = source.execute(f"{_PEOPLE} WHERE merged_into IS NULL ORDER BY length(code), code")
        yield from (_counted(row, groups) for row in rows)
        return
    for one in ids:
        yield from (_counted(row, groups) for row in source.execute(f"{_PEOPLE} WHERE person.id = ?", (one,)))


def _counted(row: Row, groups: dict[str, list[str]]) -> Counted:
    person, code, name, number, role, joined, trainer, *times = row
    named = tuple(sorted(groups.get(person, ()), key=danish))
    return Counted(person, code, name, number, role, named, bool(joined), bool(trainer), *times)


def known_apart(source: Source) -> dict[str, set[str]]:
    """Return by person the marks that two share who are known to be different; a mark names nobody."""
    marks: dict[str, set[str]] = {}
    for person, key in source.execute("SELECT person, key FROM person_setting WHERE key LIKE 'apart:%'"):
        marks.setdefault(str(person), set()).add(str(key))
    return marks


def keep_apart(store: Store, first: str, second: str) -> None:
    """Keep that two are different people. Raises Fault."""
    key = _APART + secrets.token_hex(8)
    with store.write() as db:
        for person in (first, second):
            db.execute("INSERT INTO person_setting (person, key, value) VALUES (?, ?, '')", (person, key))
