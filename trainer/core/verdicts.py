"""Owns whether an assessment is passed, and how sure that is: marks, modules, must-pass objectives, critical errors.

The standard error of one person's score x of n is sqrt(x (n - x) / (n - 1)) (Lord 1955, the binomial error model): what
the same person would score on other questions of the same kind spreads by about so much.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from question_bank.model import Blueprint, Item, Rating, Scene
from trainer.core.attempt import AttemptState
from trainer.core.events import UnitKind
from trainer.core.scoring import NO_RULINGS, NO_SCENES, RulingKind, Rulings, Score, right


class Standing(StrEnum):
    """How an assessment stands. Borderline: not passed, but by no more than one standard error, and by the mark alone."""

    NONE = ""
    PASSED = "passed"
    BORDERLINE = "borderline"
    NOT_YET = "not-yet"


class CriticalHit(msgspec.Struct, frozen=True):
    """A mistake that failed the assessment on its own: the unit's place, the step's digest, the option chosen."""

    unit: int
    step: str
    option: str


class Verdict(msgspec.Struct, frozen=True):
    """What an assessment came to, and why.

    `mark` counts right answers, after units dropped by rulings; `error` is the standard error of the score; `near`: the
    score lies within it of the mark, on either side. `modules` did not reach their own mark, `objectives` are must-pass
    and were missed.
    """

    standing: Standing
    mark: int
    error: float
    near: bool
    modules: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    critical: tuple[CriticalHit, ...] = ()

    @property
    def passed(self) -> bool | None:
        """None where nothing was asked for that could be passed."""
        return None if self.standing is Standing.NONE else self.standing is Standing.PASSED


def standard_error(right: int, total: int) -> float:
    """The standard error of one score, in right answers; 0 where it cannot be told from a single question."""
    return math.sqrt(right * (total - right) / (total - 1)) if total > 1 else 0.0


def mark_after(mark: int, total: int, dropped: int) -> int:
    """A mark when units were dropped: the same share of those left, rounded down to whole answers.

    The share is what was announced, and it seldom is a whole number of those left: 5 of 8 are 4.375 of 7. Rounded up, people
    would need a larger share than they were told (5 of 7), and somebody who had the dropped question right would fail by a
    mistake that was not theirs. Rounded down, one dropped question lowers the mark by exactly one, so that nobody who
    passed fails by it; what is given away is less than one answer. With several dropped the share alone decides, and the
    preview of a ruling names whoever it takes a pass from.
    """
    whole = total + dropped
    return mark * total // whole if whole else mark


def verdict(
    state: AttemptState,
    blueprint: Blueprint,
    score: Score,
    items: Mapping[str, Item],
    rulings: Rulings = NO_RULINGS,
    scenes: Mapping[str, Scene] = NO_SCENES,
) -> Verdict:
    """Judge a marked attempt by its blueprint. `items` and `scenes` as for `scoring.score`."""
    mark = mark_after(state.policy.pass_mark, score.total, score.dropped)
    error = standard_error(score.right, score.total)
    by_module = {tally.of: tally for tally in score.modules}
    planned: dict[str, int] = {}
    for unit in state.units:
        planned[unit.ref.module] = planned.get(unit.ref.module, 0) + 1
    short = []
    for wanted in blueprint.module_marks:
        tally = by_module.get(wanted.module)
        counted = tally.total if tally else 0
        needed = mark_after(wanted.right, counted, planned.get(wanted.module, 0) - counted)
        if (tally.right if tally else 0) < needed:
            short.append(wanted.module)
    lost = {tally.of for tally in score.objectives if tally.right < tally.total}
    missed = tuple(objective for objective in blueprint.essential if objective in lost)
    hits = tuple(_critical(state, blueprint, items, rulings, scenes))
    near = bool(mark) and abs(score.right - mark) <= error
    judged = bool(
        mark or blueprint.module_marks or blueprint.essential or blueprint.critical or blueprint.critical_choices
    )
    if not judged:
        standing = Standing.NONE
    elif short or missed or hits:
        standing = Standing.NOT_YET
    elif score.right >= mark:
        standing = Standing.PASSED
    else:
        standing = Standing.BORDERLINE if near else Standing.NOT_YET
    return Verdict(standing, mark, error, near, tuple(short), missed, hits)


def _critical(
    state: AttemptState, blueprint: Blueprint, items: Mapping[str, Item], rulings: Rulings, scenes: Mapping[str, Scene]
) -> Iterator[CriticalHit]:
    wanted = {(one.objective, one.error) for one in blueprint.critical}
    for place, unit in enumerate(state.units):
        for step in unit.steps:
            for option in step.options:
                if unit.ref.kind == UnitKind.CASE:
                    failed = blueprint.critical_choices and scenes[step.digest].choice(option).rating is Rating.CRITICAL
                else:
                    item = items[unit.ref.digest]
                    # A ruling on the item takes the weight from it: what is no mistake any more fails nobody.
                    ruled = unit.ref.digest in rulings and not _still_wrong(
                        item, step.options, rulings, unit.ref.digest
                    )
                    failed = (unit.ref.objective, item.option(option).error) in wanted and not ruled
                if failed:
                    yield CriticalHit(place, step.digest, option)


def _still_wrong(item: Item, options: tuple[str, ...], rulings: Rulings, digest: str) -> bool:
    ruling = rulings[digest]
    return ruling.kind is RulingKind.KEY and not right(item, options, ruling)
