"""Owns what a trainer asks about one person's attempts, and about the ways of a group through a case; writes nothing."""

from __future__ import annotations

import msgspec

from trainer.records.source import Source

_ATTEMPTS = """
SELECT attempt_score.stream, subject, blueprint, ended_ms, offset_min, correct, total, pass_mark, verdict, timed_out,
    (SELECT count(*) FROM incident WHERE incident.person = ?1 AND incident.stream = attempt_score.stream)
FROM attempt_score WHERE person = ?1 AND mode = 'assessment' ORDER BY ended_ms DESC, attempt_score.stream
"""
_ANSWERS = """
SELECT stream, unit, step, correct, answered_ms, offset_min FROM answer
WHERE person = ?1 AND module = ?2 AND kind <> 'case' AND mode IN ('practice', 'review', 'repeat')
    AND answered_ms BETWEEN ?3 AND ?4 ORDER BY answered_ms DESC, stream, seq LIMIT ?5
"""
_CASES = """
SELECT count(DISTINCT subject) FROM attempt_score WHERE person = ? AND mode = 'practice'
    AND EXISTS (SELECT 1 FROM answer WHERE answer.person = attempt_score.person
        AND answer.started_ms = attempt_score.started_ms AND answer.stream = attempt_score.stream AND kind = 'case')
"""
# The first reading of each person, of a group or of everybody.
_FIRST = """
WITH first AS (
    SELECT person, min(started_ms) AS started FROM answer JOIN person ON person.id = answer.person
    WHERE subject = ?1 AND kind = 'case' AND mode = 'practice' AND merged_into IS NULL
        AND (?2 = '' OR person IN (SELECT person FROM cohort_member WHERE cohort = ?2))
    GROUP BY person
)
"""
_CHOSEN = (
    _FIRST + "SELECT item, options, count(*) FROM answer JOIN first ON first.person = answer.person"
    " AND first.started = answer.started_ms WHERE subject = ?1 AND kind = 'case' GROUP BY item, options"
)
_READERS = _FIRST + "SELECT count(*) FROM first"


class Taken(msgspec.Struct, frozen=True):
    """An assessment handed in, as the records have it."""

    stream: str
    subject: str
    blueprint: str
    ended_ms: int
    offset_min: int
    right: int
    total: int
    mark: int
    verdict: str
    timed_out: int
    incidents: int


class Given(msgspec.Struct, frozen=True):
    """An answer in practice: the digest of what was asked, whether it was right, when."""

    stream: str
    unit: int
    step: str
    right: int
    at_ms: int
    offset_min: int


def attempts(source: Source, person: str) -> tuple[Taken, ...]:
    """Return a person's assessments, the latest first."""
    return tuple(Taken(*row) for row in source.execute(_ATTEMPTS, (person,)))


def answers(source: Source, person: str, module: str, from_ms: int, until_ms: int, most: int) -> tuple[Given, ...]:
    """Return the latest answers in practice of a module between two moments (UTC ms), the latest first."""
    return tuple(Given(*row) for row in source.execute(_ANSWERS, (person, module, from_ms, until_ms, most)))


def cases_read(source: Source, person: str) -> int:
    """Return how many different cases a person has read to their end."""
    ((count,),) = source.execute(_CASES, (person,))
    return int(count)


def chosen(source: Source, case: str, cohort: str = "") -> tuple[int, dict[tuple[str, str], int]]:
    """Return how many people have begun a case, and how often each choice was made, by the ids of scene and choice.

    Only each person's first reading counts; `cohort` "" is everybody.
    """
    ((readers,),) = source.execute(_READERS, (case, cohort))
    rows = source.execute(_CHOSEN, (case, cohort))
    return int(readers), {(scene, choice): int(count) for scene, choice, count in rows}
