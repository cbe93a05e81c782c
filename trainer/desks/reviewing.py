"""Owns what to do after an assessment: the lessons that teach what was missed, the cases read badly; knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from question_bank.bank import BankFile
from question_bank.model import Case, Confidence, Item, Lesson, Rating, Scene, read
from trainer.core import scoring
from trainer.core.attempt import AttemptState, UnitState
from trainer.core.events import UnitKind
from trainer.core.result_views import Reread, Revisit
from trainer.core.scoring import RulingKind, Rulings
from trainer.records.archive import Archive
from trainer.records.queries.learner import LessonRecord

MOST = 3


class _Missed(NamedTuple):
    """Something missed: the objectives asked for, the one that it is counted for first; `certain`, whether it was answered
    so; the facts that say what would have been right; whether it was a case."""

    objectives: tuple[str, ...]
    certain: bool
    facts: frozenset[str]
    case: bool = False


def to_review(
    bank: BankFile,
    archive: Archive,
    read_so_far: Mapping[str, LessonRecord],
    state: AttemptState,
    items: Mapping[str, Item],
    scenes: Mapping[str, Scene],
    rulings: Rulings,
    language: str,
) -> tuple[Revisit, ...]:
    """The lessons that teach what was missed, those that teach most of it first."""
    missed = list(_missed(state, archive, items, scenes, rulings))
    marked = {one.objectives[0] for one in missed}
    found: list[Revisit] = []
    for module in bank.modules():
        for lesson in bank.lessons(module.id):
            here = [one for one in missed if not set(lesson.objectives).isdisjoint(one.objectives)]
            if here:
                record = read_so_far.get(lesson.id)
                certain = sum(one.certain for one in here)
                facts = frozenset[str]().union(*(one.facts for one in here))
                found.append(
                    Revisit(
                        lesson.id,
                        read(lesson.title, language),
                        lesson.minutes,
                        bool(record and record.done),
                        sum(not one.case for one in here),
                        certain,
                        _block(lesson, facts) if record and record.done else -1,
                        sum(one.case for one in here),
                    )
                )
    # Of two that teach as much, the one that teaches what the result counts as missed.
    counts = {lesson.id: bool(marked & set(lesson.objectives)) for lesson in bank.lessons()}
    return tuple(
        sorted(
            found, key=lambda line: (-line.answers - line.cases, -line.certain, not counts.get(line.id, False), line.id)
        )[:MOST]
    )


def to_read_again(
    bank: BankFile, state: AttemptState, scenes: Mapping[str, Scene], language: str
) -> tuple[Reread, ...]:
    """The cases that were not read well, in the order asked, as far as they may be met in training today."""
    there = {row.id for row in bank.case_index()}
    return tuple(
        Reread(case.id, read(case.title, language), case.minutes)
        for unit in state.units
        if unit.ref.kind == UnitKind.CASE and not scoring.case_right(unit, scenes) and unit.ref.id in there
        for case in (bank.case_by_id(unit.ref.id),)
    )


def _missed(
    state: AttemptState,
    archive: Archive,
    items: Mapping[str, Item],
    scenes: Mapping[str, Scene],
    rulings: Rulings,
) -> Iterator[_Missed]:
    for unit in state.units:
        if unit.ref.kind == UnitKind.CASE:
            if not scoring.case_right(unit, scenes):
                case = archive.get(unit.ref.digest, Case)
                others = (one for one in case.objectives if one != unit.ref.objective)
                yield _Missed((unit.ref.objective, *others), False, _better(unit, scenes), case=True)
            continue
        ruling = rulings.get(unit.ref.digest)
        item = items[unit.ref.digest]
        options = unit.steps[-1].options if unit.steps else ()
        if (ruling is not None and ruling.kind is RulingKind.DROP) or scoring.right(item, options, ruling):
            continue
        sure = bool(unit.steps) and unit.steps[-1].confidence is Confidence.CERTAIN
        facts = frozenset(option.fact for option in item.options if option.correct)
        yield _Missed((unit.ref.objective,), sure, facts)


def _better(unit: UnitState, scenes: Mapping[str, Scene]) -> frozenset[str]:
    """The facts behind what would have been best where a decision was not held."""
    return frozenset(
        choice.fact
        for step in unit.steps
        if not scoring.read_well([(scenes[step.digest], step.options)])
        for choice in scenes[step.digest].choices
        if choice.rating is Rating.BEST
    )


def _block(lesson: Lesson, facts: frozenset[str]) -> int:
    """The first block that tells one of these facts."""
    return next((place for place, block in enumerate(lesson.blocks) if not facts.isdisjoint(block.facts)), -1)
