"""Owns what exports ask beside people and answers: attempts, who is behind a code, groups; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.core.export_views import AttemptRow, Group, KeyRow
from trainer.core.scope import EVERYTHING, Scope
from trainer.records.queries.period import LOCAL_ENDED
from trainer.records.source import Source

_OF_GROUP = "(?1 = '' OR person.id IN (SELECT person FROM cohort_member WHERE cohort = ?1))"
_ATTEMPTS = f"""
SELECT person, code, name, stream, subject, blueprint, correct, total, answered, misses, false_alarms, pass_mark,
    timed_out, verdict, dropped, started_ms, ended_ms, offset_min, spent_ms
FROM attempt_score JOIN person ON person.id = attempt_score.person
WHERE mode = 'assessment' AND merged_into IS NULL AND {_OF_GROUP} AND {LOCAL_ENDED} >= ?2 AND {LOCAL_ENDED} < ?3
ORDER BY length(code), code, ended_ms, stream
"""
_KEY = f"""
SELECT code, name, number FROM person WHERE merged_into IS NULL AND access = 'learner' AND {_OF_GROUP}
ORDER BY length(code), code
"""
_GROUPS = """
SELECT cohort.id, cohort.name, count(person.id) FROM cohort LEFT JOIN cohort_member ON cohort_member.cohort = cohort.id
    LEFT JOIN person ON person.id = cohort_member.person AND merged_into IS NULL
GROUP BY cohort.id ORDER BY closed_ms IS NOT NULL, created_ms DESC, cohort.id
"""


def attempt_rows(source: Source, scope: Scope = EVERYTHING) -> Iterator[AttemptRow]:
    """Yield every assessment handed in: people in the order of their codes, each one's in time. Raises Refused."""
    for row in source.execute(_ATTEMPTS, (scope.group, *scope.bounds())):
        yield AttemptRow(*(*row[:12], row[12] == 1, *row[13:]))


def key_rows(source: Source, scope: Scope = EVERYTHING) -> Iterator[KeyRow]:
    """Yield who is behind each code."""
    return (KeyRow(*row) for row in source.execute(_KEY, (scope.group,)))


def groups(source: Source) -> tuple[Group, ...]:
    """Return every group: the open ones, the latest first, then the closed ones."""
    return tuple(Group(*row) for row in source.execute(_GROUPS))


def plans(source: Source) -> tuple[tuple[str, str], ...]:
    """Return the id of every plan composed here, and the digest of its present revision in the archive."""
    return tuple((id_, digest) for id_, digest in source.execute("SELECT id, digest FROM plan"))
