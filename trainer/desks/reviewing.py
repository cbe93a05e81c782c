"""Owns what to read after an assessment: the lessons that teach what was missed, at the place that does; knows no screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from question_bank.bank import BankFile
from question_bank.model import Confidence, Item, Lesson, read
from trainer.core import scoring
from trainer.core.attempt import AttemptState
from trainer.core.events import UnitKind
from trainer.core.result_views import Revisit
from trainer.core.scoring import RulingKind, Rulings
from trainer.records.queries.learner import LessonRecord

MOST = 3

_Missed = tuple[str, bool, frozenset[str]]
"""Objective, whether it was answered with certainty, the facts that say what would have been right."""


def to_review(
    bank: BankFile,
    read_so_far: Mapping[str, LessonRecord],
    state: AttemptState,
    items: Mapping[str, Item],
    rulings: Rulings,
    language: str,
) -> tuple[Revisit, ...]:
    """The lessons that teach what was missed, those that teach most of it first."""
    missed = list(_missed(state, items, rulings))
    found: list[Revisit] = []
    for module in bank.modules():
        for lesson in bank.lessons(module.id):
            here = [one for one in missed if one[0] in lesson.objectives]
            if here:
                record = read_so_far.get(lesson.id)
                certain = sum(sure for _, sure, _ in here)
                facts = frozenset[str]().union(*(facts for _, _, facts in here))
                found.append(
                    Revisit(
                        lesson.id,
                        read(lesson.title, language),
                        lesson.minutes,
                        bool(record and record.done),
                        len(here),
                        certain,
                        _block(lesson, facts) if record and record.done else -1,
                    )
                )
    return tuple(sorted(found, key=lambda line: (-line.answers, -line.certain, line.id))[:MOST])


def _missed(state: AttemptState, items: Mapping[str, Item], rulings: Rulings) -> Iterator[_Missed]:
    for unit in state.units:
        if unit.ref.kind != UnitKind.ITEM:
            continue
        ruling = rulings.get(unit.ref.digest)
        item = items[unit.ref.digest]
        options = unit.steps[-1].options if unit.steps else ()
        if (ruling is not None and ruling.kind is RulingKind.DROP) or scoring.right(item, options, ruling):
            continue
        sure = bool(unit.steps) and unit.steps[-1].confidence is Confidence.CERTAIN
        yield unit.ref.objective, sure, frozenset(option.fact for option in item.options if option.correct)


def _block(lesson: Lesson, facts: frozenset[str]) -> int:
    """The first block that tells one of these facts."""
    return next((place for place, block in enumerate(lesson.blocks) if not facts.isdisjoint(block.facts)), -1)
