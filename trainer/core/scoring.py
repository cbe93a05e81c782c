"""Owns marks: whether an answer is right and what a form's answers add up to; knows no storage and no words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

import msgspec

from question_bank.model import Confidence, Error, Item, Rating, Scene
from trainer.core.attempt import AttemptState, UnitState
from trainer.core.events import UnitKind
from trainer.core.policies import Mode

Of = TypeVar("Of", str, Confidence)

_HELD = (Rating.BEST, Rating.DEFENSIBLE)
NO_SCENES: Mapping[str, Scene] = MappingProxyType({})
NO_RULINGS: Mapping[str, Ruling] = MappingProxyType({})


class RulingKind(StrEnum):
    """What a ruling does to an item: another key, out of the form, or every answer accepted."""

    KEY = "key"
    DROP = "drop"
    ALL = "all"


class Ruling(msgspec.Struct, frozen=True):
    """What was decided of an item after it was asked, by the item's digest; `key` holds the options of another key."""

    item: str
    kind: RulingKind
    key: tuple[str, ...] = ()


Rulings = Mapping[str, Ruling]
"""The rulings in force, by the digest of the item."""


def right(item: Item, options: Iterable[str], ruling: Ruling | None = None) -> bool:
    """Say whether exactly the keyed options were chosen. By a ruling that accepts all, any answer is right."""
    chosen = frozenset(options)
    if ruling is None or ruling.kind is RulingKind.DROP:
        return chosen == item.key
    if ruling.kind is RulingKind.ALL:
        return bool(chosen)
    return chosen == frozenset(ruling.key)


def read_well(scenes: Iterable[tuple[Scene, Iterable[str]]]) -> bool:
    """Say whether a case was read well to its end: every choice in it was the best or a defensible one."""
    return all(scene.choice(option).rating in _HELD for scene, options in scenes for option in options)


def case_right(unit: UnitState, scenes: Mapping[str, Scene]) -> bool:
    """Say whether a case of an assessment gets its mark: read to its end, and well."""
    return unit.answered and read_well((scenes[step.digest], step.options) for step in unit.steps)


ENOUGH_ANSWERED = 0.5
"""The share of a form's questions that must be answered before "no mistake of this kind" is said of it. Below a half more
of the form is unknown than known, and that nothing was passed over may be only that little was answered."""


def answered_enough(answered: int, total: int) -> bool:
    """Say whether so much was answered that a kind of mistake that was not seen may be called absent."""
    return total > 0 and answered / total >= ENOUGH_ANSWERED


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
    """The marks of a form: unanswered units count as not right, repeats of what was missed not at all.

    `dropped` units are out by a ruling and in no total.
    """

    right: int
    total: int
    answered: int
    misses: int
    false_alarms: int
    modules: tuple[Tally, ...]
    objectives: tuple[Tally, ...]
    confidence: tuple[Tally, ...]
    dropped: int = 0


def score(
    state: AttemptState,
    items: Mapping[str, Item],
    rulings: Rulings = NO_RULINGS,
    scenes: Mapping[str, Scene] = NO_SCENES,
) -> Score:
    """Mark an attempt. `items` maps digest to content for every item of the form, `scenes` for every scene seen of its cases.

    A case of an assessment is one mark: it was read to its end, and well. Elsewhere cases are not marked.
    """
    modules: dict[str, list[int]] = {}
    objectives: dict[str, list[int]] = {}
    sure: dict[Confidence, list[int]] = {}
    answered = misses = alarms = dropped = 0
    for unit in state.units:
        if unit.skipped or unit.repeat:
            continue
        if unit.ref.kind == UnitKind.CASE:
            if state.policy.mode is Mode.ASSESSMENT:
                answered += unit.answered
                mark = case_right(unit, scenes)
                _add(modules, unit.ref.module, mark)
                _add(objectives, unit.ref.objective, mark)
            continue
        ruling = rulings.get(unit.ref.digest)
        if ruling is not None and ruling.kind is RulingKind.DROP:
            dropped += 1
            continue
        item = items[unit.ref.digest]
        chosen = unit.steps[-1].options if unit.steps else ()
        mark = bool(chosen) and right(item, chosen, ruling)
        answered += bool(chosen)
        miss, alarm = (False, False) if mark else errors(item, chosen)
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
        dropped=dropped,
    )


def _add(counts: dict[Of, list[int]], of: Of, mark: bool) -> None:
    pair = counts.setdefault(of, [0, 0])
    pair[0] += mark
    pair[1] += 1


def _tallies(counts: Mapping[str, list[int]]) -> tuple[Tally, ...]:
    return tuple(Tally(of, *pair) for of, pair in counts.items())
