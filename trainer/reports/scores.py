"""Owns the tables of the trainer's exports: scores, modules, answers; knows no file format and no origin of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from trainer.catalogue import Catalogue
from trainer.core.export_views import AttemptRow, KeyRow
from trainer.core.standing import totals
from trainer.core.verdicts import Standing
from trainer.core.views import Answers, PersonScore, ProblemRow
from trainer.reports.table import Batch, Column, Kind, Moment, Row, Table, here


class Material(msgspec.Struct, frozen=True):
    """What reports are made from.

    `modules`, `roles` and `assessments` are titles by id, in order. `answers` and `problems` are called by the report that shows
    them.
    """

    people: Sequence[PersonScore]
    answers: Callable[[], Iterable[Answers]]
    modules: Mapping[str, str]
    roles: Mapping[str, str]
    assessments: Mapping[str, str]
    problems: Callable[[], Iterable[ProblemRow]] = tuple
    attempts: Callable[[], Iterable[AttemptRow]] = tuple
    key: Callable[[], Iterable[KeyRow]] = tuple


Report = Callable[[Material, Catalogue, bool], Table]
"""Makes a table of the material, in a language, with codes alone (True) or with names beside them."""


def _columns(words: Catalogue, codes: bool, kinds: Mapping[str, Kind]) -> tuple[Column, ...]:
    who = {"code": Kind.TEXT} if codes else {"code": Kind.TEXT, "name": Kind.TEXT}
    return tuple(Column(id_, words.say(f"table.column.{id_}"), kind) for id_, kind in {**who, **kinds}.items())


def _who(code: str, name: str, codes: bool) -> Row:
    return (code,) if codes else (code, name)


def _share(right: int, total: int) -> float | None:
    return right / total if total else None


def scores(material: Material, words: Catalogue, codes: bool) -> Table:
    """One row per person: practice, lessons, assessments, mastery of each module."""
    columns = _columns(
        words,
        codes,
        {
            "role": Kind.TEXT,
            "made_up": Kind.YES_NO,
            "answers": Kind.WHOLE,
            "right": Kind.WHOLE,
            "right_share": Kind.SHARE,
            "lessons_done": Kind.WHOLE,
            "assessments": Kind.WHOLE,
            "last_assessment": Kind.TEXT,
            "last_right": Kind.WHOLE,
            "last_total": Kind.WHOLE,
            "last_share": Kind.SHARE,
            "last_passed": Kind.YES_NO,
            "last_ended": Kind.MOMENT,
            "last_seen": Kind.MOMENT,
            "groups": Kind.TEXT,
            "status": Kind.TEXT,
            "weeks_answers": Kind.WHOLE,
            "weeks_right": Kind.WHOLE,
        },
    )
    mastery = tuple(
        Column(f"mastery_{module}", words.say("table.column.mastery", module=title), Kind.SHARE)
        for module, title in material.modules.items()
    )

    def rows() -> Iterator[Row]:
        for person in material.people:
            shares = {module.module: module.share for module in person.modules if module.begun}
            right, total = person.last_right, person.last_total
            recent, recent_right, _certain = totals(person.weeks)
            status = words.say(f"cohort.status.{person.standing.status.value}") if person.standing else None
            yield (
                *_who(person.code, person.name, codes),
                material.roles.get(person.work_role, person.work_role),
                person.synthetic,
                person.answers,
                person.right,
                _share(person.right, person.answers),
                person.lessons_done,
                person.attempts,
                material.assessments.get(person.last_assessment, person.last_assessment) or None,
                right,
                total,
                _share(right, total) if right is not None and total is not None else None,
                person.last_passed,
                here(person.last_ended_ms),
                here(person.last_seen_ms),
                ", ".join(person.groups) or None,
                status,
                recent,
                recent_right,
                *(shares.get(module) for module in material.modules),
            )

    return Table("scores", words.say("table.scores"), columns + mastery, rows())


def modules(material: Material, words: Catalogue, codes: bool) -> Table:
    """One row per person and module."""
    columns = _columns(
        words,
        codes,
        {
            "module": Kind.TEXT,
            "module_title": Kind.TEXT,
            "mastery_share": Kind.SHARE,
            "answers": Kind.WHOLE,
            "right": Kind.WHOLE,
            "right_share": Kind.SHARE,
            "lessons_done": Kind.WHOLE,
        },
    )

    def rows() -> Iterator[Row]:
        for person in material.people:
            for module in person.modules:
                yield (
                    *_who(person.code, person.name, codes),
                    module.module,
                    material.modules.get(module.module, module.module),
                    module.share if module.begun else None,
                    module.answers,
                    module.right,
                    _share(module.right, module.answers),
                    module.lessons_done,
                )

    return Table("modules", words.say("table.modules"), columns, rows())


def answers(material: Material, words: Catalogue, codes: bool) -> Table:
    """One row per answer, in practice and in assessments, as it stands."""
    columns = _columns(
        words,
        codes,
        {
            "attempt": Kind.TEXT,
            "mode": Kind.TEXT,
            "subject": Kind.TEXT,
            "number": Kind.WHOLE,
            "item": Kind.TEXT,
            "revision": Kind.WHOLE,
            "digest": Kind.TEXT,
            "module": Kind.TEXT,
            "objective": Kind.TEXT,
            "kind": Kind.TEXT,
            "options": Kind.TEXT,
            "correct": Kind.YES_NO,
            "confidence": Kind.TEXT,
            "answered": Kind.MOMENT,
        },
    )

    titles = {**material.modules, **material.assessments}

    def batches() -> Iterator[Batch]:
        for some in material.answers():
            at_once = len(some.stream)
            names = () if codes else ([some.name] * at_once,)
            yield (
                [some.code] * at_once,
                *names,
                some.stream,
                some.mode,
                [titles.get(subject, subject) for subject in some.subject],
                [unit + 1 for unit in some.unit],
                some.item,
                some.revision,
                some.digest,
                some.module,
                some.objective,
                some.kind,
                some.options,
                some.correct,
                [confidence or None for confidence in some.confidence],
                list(map(Moment, some.answered_ms, some.offset_min)),
            )

    rows = (row for batch in batches() for row in zip(*batch, strict=True))
    return Table("answers", words.say("table.answers"), columns, rows, batches)


def problems(material: Material, words: Catalogue, codes: bool) -> Table:
    """One row per report that something is wrong with a question, latest first."""
    columns = _columns(
        words,
        codes,
        {
            "item": Kind.TEXT,
            "revision": Kind.WHOLE,
            "digest": Kind.TEXT,
            "module": Kind.TEXT,
            "report": Kind.TEXT,
            "reported": Kind.MOMENT,
        },
    )

    def rows() -> Iterator[Row]:
        for row in material.problems():
            who = _who(row.code, row.name, codes)
            at = Moment(row.reported_ms, row.offset_min)
            yield (*who, row.item, row.revision, row.digest, row.module, row.text, at)

    return Table("problems", words.say("table.problems"), columns, rows())


def attempts(material: Material, words: Catalogue, codes: bool) -> Table:
    """One row per assessment handed in, with its verdict."""
    columns = _columns(
        words,
        codes,
        {
            "attempt": Kind.TEXT,
            "assessment": Kind.TEXT,
            "form": Kind.TEXT,
            "right": Kind.WHOLE,
            "questions": Kind.WHOLE,
            "right_share": Kind.SHARE,
            "answered_count": Kind.WHOLE,
            "mark": Kind.WHOLE,
            "verdict": Kind.TEXT,
            "misses": Kind.WHOLE,
            "false_alarms": Kind.WHOLE,
            "timed_out": Kind.YES_NO,
            "dropped": Kind.WHOLE,
            "minutes": Kind.WHOLE,
            "started": Kind.MOMENT,
            "handed_in": Kind.MOMENT,
        },
    )
    standings = {one.value: words.say(f"table.verdict.{one.value}") for one in Standing if one.value}

    def rows() -> Iterator[Row]:
        for row in material.attempts():
            yield (
                *_who(row.code, row.name, codes),
                row.stream,
                material.assessments.get(row.subject, row.subject),
                row.blueprint,
                row.right,
                row.total,
                _share(row.right, row.total),
                row.answered,
                row.mark or None,
                standings.get(row.verdict),
                row.misses,
                row.false_alarms,
                row.timed_out,
                row.dropped,
                round(row.spent_ms / 60_000),
                Moment(row.started_ms, row.offset_min),
                Moment(row.ended_ms, row.offset_min),
            )

    return Table("attempts", words.say("table.attempts"), columns, rows())


def key(material: Material, words: Catalogue, _codes: bool) -> Table:
    """One row per person: who is behind which code. Names are what it is for."""
    columns = _columns(words, codes=False, kinds={"unit_number": Kind.TEXT})
    return Table("key", words.say("table.key"), columns, ((row.code, row.name, row.number) for row in material.key()))


REPORTS: Mapping[str, Report] = {
    "scores": scores,
    "modules": modules,
    "answers": answers,
    "problems": problems,
    "attempts": attempts,
    "key": key,
}
"""Every report by name."""

SHEETS = ("scores", "modules", "answers")
"""The reports that a workbook of scores has, in the order of its sheets."""
