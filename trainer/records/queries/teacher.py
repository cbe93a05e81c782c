"""Owns what trainers and exports ask about everybody: one query for the list, one for answers; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec.structs import replace

from question_bank.model import Case, Scene
from trainer.core import events
from trainer.core.events import AttemptStarted, BrokenChain, ProblemReported
from trainer.core.policies import Mode
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.views import Answers, ModuleShare, PersonScore, ProblemRow
from trainer.records import chains
from trainer.records.archive import Archive
from trainer.records.queries.period import LOCAL_ANSWERED, NO_ASSESSMENT, Period, period
from trainer.records.source import Row, Source

# Whoever learns here: learners, and trainers who have done something themselves.
_PEOPLE = """
SELECT person.id, code, name, work_role, synthetic, coalesce(answers, 0), coalesce(correct, 0),
    coalesce(lessons_done, 0), coalesce(attempts, 0), coalesce(last_assessment, ''), last_right, last_total,
    last_passed, coalesce(last_ended_ms, 0), coalesce(last_seen_ms, 0)
FROM person LEFT JOIN person_summary ON person_summary.person = person.id
WHERE merged_into IS NULL AND (access = 'learner' OR person_summary.person IS NOT NULL)
    AND (?1 = '' OR person.id IN (SELECT person FROM cohort_member WHERE cohort = ?1))
ORDER BY length(code), code
"""
# Who it is of is known: a million rows need not say it a million times.
_ANSWERS = """
SELECT stream, mode, subject, unit, item, revision, step, module, objective, kind, options,
    confidence, answered_ms, offset_min, correct
FROM answer WHERE person = ?1 {days} {only} ORDER BY person, started_ms, stream, seq
"""
_MODE, _MODULE, _ANSWERED = 1, 7, 12
"""Where these stand in a row of it."""
_AT_ONCE = 250
"""Answers that are told together: few enough to stay in a processor's memory."""
_ASSESSED = "AND mode = 'assessment'"
Seen = Mapping[str, Mapping[str, int]]
"""Whose single answers in practice may be seen, by person, in which modules, and from when (UTC ms)."""
_DAYS = f"AND {LOCAL_ANSWERED} >= ?2 AND {LOCAL_ANSWERED} < ?3"
_LESSONS = "SELECT person, module, count(*) FROM lesson_place WHERE done GROUP BY person, module"
_WORTH = "CASE WHEN secure_until_ms > ?1 THEN 1.0 ELSE last_right / 2.0 END"
_STATES = (
    "SELECT person, module, sum(answers), sum(correct),"
    f" sum(CASE WHEN objective IN (SELECT value FROM json_each(?2)) THEN 0.0 ELSE {_WORTH} END)"
    " FROM objective_state GROUP BY person, module"
)
_APART = f"SELECT person, objective, {_WORTH} FROM objective_state WHERE objective IN (SELECT value FROM json_each(?2))"
_PRESENT = "SELECT DISTINCT objective, module FROM objective_state"
_Key = tuple[str, str]
"""A person and a module."""


def people_scores(
    source: Source,
    modules: Mapping[str, Sequence[str]],
    now_ms: int,
    replaced: Mapping[str, str] | None = None,
    scope: Scope = EVERYTHING,
) -> Iterator[PersonScore]:
    """Yield everybody of a scope who learns here, in the order of their codes.

    `modules` maps each module of the bank to the ids of its objectives, in the order wanted; `replaced` maps an
    objective's former id to today's. Mastery is what `core.progress.mastery` says at `now_ms` (UTC), whatever the days of
    the scope; the rest is of those days, but for when somebody was last here. Raises Refused for days that are none.
    """
    sums = _summed(source, modules, now_ms, replaced or {})
    held = sums.held
    if scope.dated:
        of_days = period(source, scope)
        lessons, practice = of_days.lessons, of_days.practice
    else:
        of_days = None
        lessons = {(person, module): int(done) for person, module, done in source.execute(_LESSONS)}
        practice = dict(sums.practice)
    for row in source.execute(_PEOPLE, (scope.group,)):
        person, code, name, role, synthetic, answers, correct, lessons_done, attempts, *last = row
        last_assessment, right, total, passed, ended_ms, seen_ms = last
        shares = tuple(
            ModuleShare(
                module,
                held.get((person, module), 0.0) / max(1, len(objectives)),
                *practice.get((person, module), (0, 0)),
                lessons.get((person, module), 0),
            )
            for module, objectives in modules.items()
        )
        score = PersonScore(
            id=person,
            code=code,
            name=name,
            work_role=role,
            synthetic=bool(synthetic),
            modules=shares,
            answers=answers,
            right=correct,
            lessons_done=lessons_done,
            attempts=attempts,
            last_assessment=last_assessment,
            last_right=right,
            last_total=total,
            last_passed=None if passed is None else bool(passed),
            last_ended_ms=ended_ms,
            last_seen_ms=seen_ms,
        )
        yield score if of_days is None else _in_days(score, of_days)


def _in_days(score: PersonScore, days: Period) -> PersonScore:
    """The same person with the sums of some days alone."""
    answers, right = days.answers.get(score.id, (0, 0))
    last = days.last.get(score.id, NO_ASSESSMENT)
    return replace(
        score,
        answers=answers,
        right=right,
        lessons_done=sum(module.lessons_done for module in score.modules),
        attempts=last.attempts,
        last_assessment=last.subject,
        last_right=last.right,
        last_total=last.total,
        last_passed=last.passed,
        last_ended_ms=last.ended_ms,
    )


class _Sums(msgspec.Struct, frozen=True):
    """By person and module: answers and right ones of practice, and objectives held: 1 where secure, half where last right."""

    practice: Mapping[_Key, tuple[int, int]]
    held: Mapping[_Key, float]


def _summed(source: Source, modules: Mapping[str, Sequence[str]], now_ms: int, replaced: Mapping[str, str]) -> _Sums:
    """Sum up objective states, in the database but for those that have moved or got another id: there may be a million."""
    home = {objective: module for module, objectives in modules.items() for objective in objectives}
    found = list(source.execute(_PRESENT))
    present = {one for one, _module in found}
    moved = {one for one, module in found if home.get(one, module) != module}
    former = {one for one in present if one not in home and replaced.get(one) in home}
    apart = moved | former | {replaced[one] for one in former}
    aside = sorted(one for one in present if one not in home or one in apart)
    practice: dict[_Key, tuple[int, int]] = {}
    held: dict[_Key, float] = {}
    for person, module, answers, right, worth in source.execute(_STATES, (now_ms, json.dumps(aside))):
        practice[person, module] = answers, right
        held[person, module] = worth
    today: dict[_Key, float] = {}
    earlier: dict[_Key, float] = {}
    for person, objective, worth in source.execute(_APART, (now_ms, json.dumps(sorted(apart)))) if apart else ():
        if objective in home:
            today[person, objective] = worth
        else:
            earlier[person, replaced[objective]] = worth
    # What is held under a former id counts where nothing is held under today's.
    for (person, objective), worth in (earlier | today).items():
        key = person, home[objective]
        held[key] = held.get(key, 0.0) + worth
    return _Sums(practice, held)


def answers(source: Source, scope: Scope = EVERYTHING, seen: Seen | None = None) -> Iterator[Answers]:
    """Yield every answer of a scope: people in the order of `people_scores`, the attempts of each in time.

    From a snapshot this holds few rows at a time. An answer revised in an assessment appears once, as it stands.
    With `seen`, of practice only what may be seen; without it, all. Raises Refused for days that are none.
    """
    people = [row[:3] for row in source.execute(_PEOPLE, (scope.group,))]
    days = scope.bounds() if scope.dated else ()
    every = _ANSWERS.format(days=_DAYS if days else "", only="")
    assessed = _ANSWERS.format(days=_DAYS if days else "", only=_ASSESSED)
    for who, code, name in people:
        modules = seen.get(who, {}) if seen is not None else None
        rows = source.execute(assessed if modules is not None and not modules else every, (who, *days))
        if modules:
            rows = _seen(rows, modules)
        while some := list(islice(rows, _AT_ONCE)):
            columns: list[Sequence[Any]] = list(zip(*some, strict=True))
            columns[-1] = [correct == 1 for correct in columns[-1]]
            yield Answers(who, code, name, *columns)


def _seen(rows: Iterator[Row], modules: Mapping[str, int]) -> Iterator[Row]:
    """Of a person's answers those in assessments, and those in practice of a module since when it may be seen."""
    for row in rows:
        since = modules.get(row[_MODULE])
        if row[_MODE] == Mode.ASSESSMENT or (since is not None and row[_ANSWERED] >= since):
            yield row


def answers_counted(source: Source, scope: Scope = EVERYTHING) -> int:
    """Return how many answers `answers` would yield, near enough to say how far an export is."""
    days = scope.bounds()
    within = f"{LOCAL_ANSWERED} >= ? AND {LOCAL_ANSWERED} < ?" if scope.dated else "? < ?"
    people = "" if not scope.group else " AND person IN (SELECT person FROM cohort_member WHERE cohort = ?)"
    values = (*days, scope.group) if scope.group else days
    ((rows,),) = source.execute(f"SELECT count(*) FROM answer WHERE {within}{people}", values)
    return int(rows)


def problem_rows(source: Source, archive: Archive, scope: Scope = EVERYTHING) -> Iterator[ProblemRow]:
    """Yield what was reported as wrong with a question or a scene, latest first. Raises Fault for a damaged stream.

    A scene is named after its case: "case/scene". Raises Refused for days that are none.
    """
    since, until = scope.bounds()
    rows = source.execute(
        "SELECT event.body, event.stream, code, name FROM event JOIN stream ON stream.id = event.stream"
        " JOIN person ON person.id = stream.person WHERE event.kind = 'ProblemReported'"
        " AND (?1 = '' OR person.id IN (SELECT person FROM cohort_member WHERE cohort = ?1)) ORDER BY event.place DESC",
        (scope.group,),
    )
    for data, stream, code, name in rows:
        try:
            event = events.decoded(data)
        except BrokenChain as error:
            raise chains.damaged(stream) from error
        if isinstance(event.body, ProblemReported):
            at, body = event.at, event.body
            if not since <= at.utc_ms + at.offset_min * 60_000 < until:
                continue
            named = _named(source, archive, stream, body)
            yield ProblemRow(code, name, *named[:2], body.step, named[2], body.text, at.utc_ms, at.offset_min)


def _named(source: Source, archive: Archive, stream: str, body: ProblemReported) -> tuple[str, int, str]:
    """Return id, revision and module of what a problem was reported with."""
    try:
        item = archive.item(body.step)
    except KeyError:
        # A scene does not know its case: the attempt it was read in does.
        began = next(chains.read(source, stream)).body
        if not isinstance(began, AttemptStarted):
            raise chains.damaged(stream) from None
        case = archive.get(began.form[body.unit].digest, Case)
        return f"{case.id}/{archive.get(body.step, Scene).id}", case.revision, case.module
    return item.id, item.revision, item.module
