"""Owns what exports ask beside people and answers: attempts, who is behind a code, what was sat; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.core.export_views import AttemptRow, KeyRow
from trainer.core.scope import EVERYTHING, Scope
from trainer.records.queries.period import LOCAL_ENDED
from trainer.records.source import Source

_OF_GROUP = "(?1 = '' OR person.id IN (SELECT person FROM cohort_member WHERE cohort = ?1))"
_ATTEMPTS = f"""
SELECT person, code, name, stream, subject, blueprint, correct, total, answered, misses, false_alarms, pass_mark,
    timed_out, verdict, dropped, started_ms, ended_ms, offset_min, spent_ms
FROM attempt_score JOIN person ON person.id = attempt_score.person
WHERE mode = 'assessment' AND merged_into IS NULL AND {_OF_GROUP} AND {LOCAL_ENDED} >= ?2 AND {LOCAL_ENDED} < ?3
    AND (?4 = '' OR person = ?4)
ORDER BY length(code), code, ended_ms, stream
"""
_KEY = f"""
SELECT code, name, number FROM person WHERE merged_into IS NULL AND access = 'learner' AND {_OF_GROUP}
ORDER BY length(code), code
"""


def attempt_rows(source: Source, scope: Scope = EVERYTHING, person: str = "") -> Iterator[AttemptRow]:
    """Yield every assessment handed in (by one person, if named): people by code, each one's in time. Raises Refused."""
    for row in source.execute(_ATTEMPTS, (scope.group, *scope.bounds(), person)):
        yield AttemptRow(*(*row[:12], row[12] == 1, *row[13:]))


def key_rows(source: Source, scope: Scope = EVERYTHING) -> Iterator[KeyRow]:
    """Yield who is behind each code."""
    return (KeyRow(*row) for row in source.execute(_KEY, (scope.group,)))


def sat(source: Source) -> tuple[tuple[str, str], ...]:
    """Return every assessment that was ever sat, and the digest of its plan in the archive as it was sat last."""
    rows = source.execute(
        "SELECT subject, blueprint, max(ended_ms) FROM attempt_score WHERE mode = 'assessment' GROUP BY subject"
    )
    return tuple((subject, digest) for subject, digest, _ended_ms in rows)
