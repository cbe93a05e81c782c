"""Owns marks: whether an answer is right and what a form's answers add up to; knows no storage and no words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import msgspec

from question_bank.model import Confidence, Error, Item
from trainer.core.attempt import AttemptState
from trainer.core.events import UnitKind

Of = TypeVar("Of", str, Confidence)


def right(item: Item, options: Iterable[str]) -> bool:
    """Say whether exactly the keyed options were chosen."""
    return frozenset(options) == item.key


def errors(item: Item, options: Iterable[str]) -> tuple[bool, bool]:
    """Say whether the options chosen are a miss, and whether they are a false alarm."""
    kinds = {item.option(option).error for option in options}
    return Error.MISS in kinds, Error.FALSE_ALARM in kinds


class Tally(msgspec.Struct, frozen=True):
    """Right answers out of a total, for one module, objective or confidence."""

    of: str
    right: int
    total: int


class Score(msgspec.Struct, frozen=True):
    """The marks of a form: unanswered units count as not right, repeats of what was missed not at all."""

    right: int
    total: int
    answered: int
    misses: int
    false_alarms: int
    modules: tuple[Tally, ...]
    objectives: tuple[Tally, ...]
    confidence: tuple[Tally, ...]


def score(state: AttemptState, items: Mapping[str, Item]) -> Score:
    """Mark the items of an attempt. `items` maps digest to content for every item of the form."""
    modules: dict[str, list[int]] = {}
    objectives: dict[str, list[int]] = {}
    sure: dict[Confidence, list[int]] = {}
    answered = misses = alarms = 0
    for unit in state.units:
        if unit.ref.kind != UnitKind.ITEM or unit.skipped or unit.repeat:
            continue
        item = items[unit.ref.digest]
        chosen = unit.steps[-1].options if unit.steps else ()
        mark = bool(chosen) and right(item, chosen)
        answered += bool(chosen)
        miss, alarm = errors(item, chosen)
        misses += miss
        alarms += alarm
        _add(modules, unit.ref.module, mark)
        _add(objectives, unit.ref.objective, mark)
        if chosen and unit.steps[-1].confidence is not None:
            _add(sure, unit.steps[-1].confidence, mark)
    tallies = _tallies(modules)
    return Score(
        right=sum(tally.right for tally in tallies),
        total=sum(tally.total for tally in tallies),
        answered=answered,
        misses=misses,
        false_alarms=alarms,
        modules=tallies,
        objectives=_tallies(objectives),
        confidence=tuple(Tally(of.value, *sure[of]) for of in Confidence if of in sure),
    )


def passed(right: int, mark: int, objectives: Iterable[Tally], essential: Collection[str]) -> bool | None:
    """Say whether an assessment is passed: the mark reached and no essential objective missed. None where no mark is set."""
    if not mark:
        return None
    missed = {tally.of for tally in objectives if tally.right < tally.total}
    return right >= mark and missed.isdisjoint(essential)


def _add(counts: dict[Of, list[int]], of: Of, mark: bool) -> None:
    pair = counts.setdefault(of, [0, 0])
    pair[0] += mark
    pair[1] += 1


def _tallies(counts: Mapping[str, list[int]]) -> tuple[Tally, ...]:
    return tuple(Tally(of, *pair) for of, pair in counts.items())
