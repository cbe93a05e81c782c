"""Owns what is asked about everybody to say how they stand: weeks of practice, verdicts, groups, what is assigned; judges nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import msgspec

from trainer.core import module_check
from trainer.core.assignments import Attempts
from trainer.core.standing import WEEKS, Week
from trainer.core.verdicts import Standing
from trainer.records.source import Source

_PEOPLE = "SELECT id, number, joined_ms IS NOT NULL, created_ms, extra_percent, secret IS NOT NULL FROM person"
_WEEKS = "SELECT person, week, answers, correct, certain_wrong FROM practice_week WHERE week > ? AND ?2 IN ('', person)"
_PRACTISED = "SELECT person, max(last_ms) FROM objective_state WHERE ?1 IN ('', person) GROUP BY person"
_VERDICTS = (
    "SELECT person, subject, ended_ms, verdict FROM attempt_score"
    " WHERE mode = 'assessment' AND verdict != '' AND ?1 IN ('', person) ORDER BY person, ended_ms"
)
_ENDED = (
    "SELECT person, subject, max(ended_ms), max(verdict = 'passed' OR (mode = 'practice' AND answered > 0))"
    " FROM attempt_score WHERE subject IN (SELECT value FROM json_each(?1)) AND ?2 IN ('', person)"
    " GROUP BY person, subject"
)
_OPEN = (
    "SELECT person, subject FROM open_stream WHERE subject IN (SELECT value FROM json_each(?1)) AND ?2 IN ('', person)"
)
# `?1` maps each objective's id, former ones as well, to today's.
_HELD = (
    "SELECT person, count(DISTINCT today.value) FROM json_each(?1) AS today"
    " JOIN objective_state ON objective = today.key"
    " WHERE (last_right OR secure_until_ms > ?2) AND ?3 IN ('', person) GROUP BY person"
)
_READ = (
    "SELECT person, count(*) FROM lesson_place"
    " WHERE done AND lesson IN (SELECT value FROM json_each(?1)) AND ?2 IN ('', person) GROUP BY person"
)
_BEGUN = (
    "SELECT person FROM lesson_place WHERE module = ?1 AND ?2 IN ('', person)"
    " UNION SELECT person FROM objective_state WHERE module = ?1 AND ?2 IN ('', person)"
)


class Listed(msgspec.Struct, frozen=True):
    """Somebody as the list knows them: the unit's own number, whether they ever signed in, since when they are here."""

    number: str
    joined: bool
    created_ms: int
    extra_percent: int
    has_secret: bool


class ModuleDone(msgspec.Struct, frozen=True):
    """How far people are with one module: lessons read, objectives held, its self-check passed, anything begun; by person."""

    lessons: Mapping[str, int]
    held: Mapping[str, int]
    checked: frozenset[str]
    begun: frozenset[str]


def listed(source: Source) -> dict[str, Listed]:
    """Return everybody by id."""
    return {
        person: Listed(number, bool(joined), created_ms, extra, bool(secret))
        for person, number, joined, created_ms, extra, secret in source.execute(_PEOPLE)
    }


def weeks(source: Source, this_week: int, person: str = "") -> dict[str, tuple[Week, ...]]:
    """Return the last weeks of practice of everybody (or one person) who practised in them, the present one last."""
    found: dict[str, list[Week]] = {}
    none = Week()
    for one, week, *counts in source.execute(_WEEKS, (this_week - WEEKS, person)):
        place = WEEKS - 1 - (this_week - week)
        if one not in found:
            found[one] = [none] * WEEKS
        # A clock that stood ahead has put answers into a week to come.
        found[one][min(place, WEEKS - 1)] = Week(*counts)
    return {one: tuple(counted) for one, counted in found.items()}


def practised(source: Source, person: str = "") -> dict[str, int]:
    """Return when everybody (or one person) last practised, as UTC ms."""
    return dict(source.execute(_PRACTISED, (person,)))


def verdicts(source: Source, person: str = "") -> dict[str, tuple[Standing, int]]:
    """Return everybody's last verdict and when it was given (UTC ms), self-checks of single modules aside."""
    return {
        one: (Standing(verdict), ended_ms)
        for one, subject, ended_ms, verdict in source.execute(_VERDICTS, (person,))
        if not module_check.module_of(subject)
    }


def attempts(source: Source, subjects: Sequence[str], person: str = "") -> dict[tuple[str, str], Attempts]:
    """Return what people did with these cases and assessments, by person and subject."""
    wanted = json.dumps(sorted(set(subjects)))
    if wanted == "[]":
        return {}
    found = {
        (one, subject): Attempts(ended_ms, bool(good))
        for one, subject, ended_ms, good in source.execute(_ENDED, (wanted, person))
    }
    for one, subject in source.execute(_OPEN, (wanted, person)):
        before = found.get((one, subject), Attempts())
        found[one, subject] = Attempts(before.ended_ms, before.good, open=True)
    return found


def module_done(
    source: Source,
    module: str,
    lessons: Sequence[str],
    objectives: Mapping[str, str],
    now_ms: int,
    person: str = "",
) -> ModuleDone:
    """Return how far people are with a module. `objectives` maps its objectives' ids, former ones as well, to today's."""
    check = attempts(source, [module_check.subject(module)], person)
    return ModuleDone(
        lessons=dict(source.execute(_READ, (json.dumps(list(lessons)), person))),
        held=dict(source.execute(_HELD, (json.dumps(dict(objectives)), now_ms, person))),
        checked=frozenset(one for (one, _subject), taken in check.items() if taken.good),
        begun=frozenset(one for (one,) in source.execute(_BEGUN, (module, person))),
    )
