"""Owns what trainers and exports ask about everybody: one query for the list, one for answers; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from question_bank.model import Case, Scene
from trainer.core import events
from trainer.core.events import AttemptStarted, BrokenChain, ProblemReported
from trainer.core.views import AnswerRow, ModuleShare, PersonScore, ProblemRow
from trainer.records import chains
from trainer.records.archive import Archive
from trainer.records.source import Source

# Whoever learns here: learners, and trainers who have done something themselves.
_PEOPLE = """
SELECT person.id, code, name, work_role, synthetic, coalesce(answers, 0), coalesce(correct, 0),
    coalesce(lessons_done, 0), coalesce(attempts, 0), coalesce(last_assessment, ''), last_right, last_total,
    last_passed, coalesce(last_ended_ms, 0), coalesce(last_seen_ms, 0)
FROM person LEFT JOIN person_summary ON person_summary.person = person.id
WHERE merged_into IS NULL AND (access = 'learner' OR person_summary.person IS NOT NULL)
ORDER BY length(code), code
"""
_ANSWERS = """
SELECT person, code, name, stream, mode, subject, unit, item, revision, step, module, objective, kind, options,
    correct, confidence, answered_ms, offset_min
FROM answer JOIN person ON person.id = answer.person
WHERE answer.person = ?
ORDER BY answer.person, started_ms, stream, seq
"""
_LESSONS = "SELECT person, module, count(*) FROM lesson_place WHERE done GROUP BY person, module"
_PRACTICE = "SELECT person, module, sum(answers), sum(correct) FROM objective_state GROUP BY person, module"
_Key = tuple[str, str]
"""A person and a module."""


def people_scores(
    source: Source, modules: Mapping[str, Sequence[str]], now_ms: int, replaced: Mapping[str, str] | None = None
) -> Iterator[PersonScore]:
    """Yield everybody who learns here, in the order of their codes.

    `modules` maps each module of the bank to the ids of its objectives, in the order wanted; `replaced` maps an
    objective's former id to today's. Mastery is what `core.progress.mastery` says at `now_ms` (UTC).
    """
    lessons = {(person, module): int(done) for person, module, done in source.execute(_LESSONS)}
    practice = {
        (person, module): (int(answers), int(right)) for person, module, answers, right in source.execute(_PRACTICE)
    }
    held = _held(source, modules, now_ms, replaced or {})
    for row in source.execute(_PEOPLE):
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
        yield PersonScore(
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


def _held(
    source: Source, modules: Mapping[str, Sequence[str]], now_ms: int, replaced: Mapping[str, str]
) -> dict[_Key, float]:
    """Return how many objectives of each module each person holds: 1 where secure, half where last right."""
    home = {objective: module for module, objectives in modules.items() for objective in objectives}
    rows = source.execute("SELECT person, objective, last_right, secure_until_ms > ? FROM objective_state", (now_ms,))
    worth: dict[tuple[str, str], float] = {}
    renamed: dict[tuple[str, str], float] = {}
    for person, objective, last_right, secure in rows:
        value = 1.0 if secure else last_right / 2
        if objective in home:
            worth[person, objective] = value
        elif objective in replaced:
            renamed[person, replaced[objective]] = value
    held: dict[_Key, float] = {}
    # What is held under a former id counts where nothing is held under today's.
    for (person, objective), value in (renamed | worth).items():
        if objective in home:
            key = (person, home[objective])
            held[key] = held.get(key, 0.0) + value
    return held


def answer_rows(source: Source, person: str = "") -> Iterator[AnswerRow]:
    """Yield every answer (of one person, if named): people in the order of `people_scores`, attempts in time.

    From a snapshot this holds one row at a time. An answer revised in an assessment appears once, as it stands.
    """
    people = [person] if person else [row[0] for row in source.execute(_PEOPLE)]
    for each in people:
        for row in source.execute(_ANSWERS, (each,)):
            yield replace(AnswerRow(*row), correct=bool(row[14]))


def problem_rows(source: Source, archive: Archive) -> Iterator[ProblemRow]:
    """Yield what was reported as wrong with a question or a scene, latest first. Raises Fault for a damaged stream.

    A scene is named after its case: "case/scene".
    """
    rows = source.execute(
        "SELECT event.body, event.stream, code, name FROM event JOIN stream ON stream.id = event.stream"
        " JOIN person ON person.id = stream.person WHERE event.kind = 'ProblemReported' ORDER BY event.place DESC"
    )
    for data, stream, code, name in rows:
        try:
            event = events.decoded(data)
        except BrokenChain as error:
            raise chains.damaged(stream) from error
        if isinstance(event.body, ProblemReported):
            at, body = event.at, event.body
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
