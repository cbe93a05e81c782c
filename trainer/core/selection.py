"""Owns which questions come next: drawing practice and forms from light rows; knows no texts and no bank file."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from question_bank.model import Kind, Pool, Quota
from trainer.core import progress
from trainer.core.events import UnitKind
from trainer.core.message import Refused
from trainer.core.progress import ObjectiveState


class Candidate(Protocol):
    """What drawing needs to know of an item; a row of a bank's index has it."""

    @property
    def digest(self) -> str: ...
    @property
    def module(self) -> str: ...
    @property
    def objective(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def pool(self) -> Pool: ...
    @property
    def type(self) -> str: ...


C = TypeVar("C", bound=Candidate)


def draw_practice(
    rows: Iterable[C],
    states: Mapping[str, ObjectiveState],
    exposure: Mapping[str, int],
    seed: int,
    length: int,
) -> tuple[C, ...]:
    """Draw up to `length` practice items, one objective after another.

    Objectives already met come by due date, those not met yet after the ones that are wrong or due; within an objective the variant
    shown least often comes first. No objective comes twice before each has come once.
    Raises Refused("practice.empty") if there is nothing to draw.
    """
    chance = random.Random(seed)
    variants = _variants(rows, exposure, chance)
    if not variants:
        raise Refused("practice.empty")
    order = list(variants)
    chance.shuffle(order)
    order.sort(key=lambda objective: _urgency(states.get(objective)))
    drawn: list[C] = []
    while len(drawn) < length and any(variants.values()):
        for objective in order:
            if variants[objective] and len(drawn) < length:
                drawn.append(variants[objective].pop(0))
    return tuple(drawn)


def draw_refresher(
    rows: Iterable[C],
    states: Mapping[str, ObjectiveState],
    exposure: Mapping[str, int],
    seed: int,
    length: int,
    now_ms: int,
    offset_min: int,
) -> tuple[C, ...]:
    """Draw one question for each of up to `length` objectives that are due today, over all modules; the longest due first.

    Where nothing is due, of those met before, the one least likely to be held first. Raises Refused("practice.empty")
    where nothing was met yet.
    """
    chance = random.Random(seed)
    variants = _variants(rows, exposure, chance)
    met = [objective for objective in variants if objective in states]
    chance.shuffle(met)
    due = [objective for objective in met if progress.due(states[objective], now_ms, offset_min)]
    if due:
        order = sorted(due, key=lambda objective: progress.returns_ms(states[objective], now_ms))
    else:
        order = sorted(met, key=lambda objective: progress.strength(states[objective], now_ms))
    if not order:
        raise Refused("practice.empty")
    return tuple(variants[objective][0] for objective in order[:length])


def another_variant(
    rows: Iterable[C], form: Collection[str], objective: str, exposure: Mapping[str, int], seed: int
) -> C | None:
    """Draw a variant of an objective that is not in the form (digests), the least shown first; None where there is none."""
    variants = _variants(rows, exposure, random.Random(f"{seed}:{objective}")).get(objective, [])
    return next((row for row in variants if row.digest not in form), None)


def _variants(rows: Iterable[C], exposure: Mapping[str, int], chance: random.Random) -> dict[str, list[C]]:
    """Practice rows by objective, those shown least often first."""
    variants: dict[str, list[C]] = {}
    for row in rows:
        if row.pool is Pool.PRACTICE:
            variants.setdefault(row.objective, []).append(row)
    for family in variants.values():
        chance.shuffle(family)
        family.sort(key=lambda row: exposure.get(row.digest, 0))
    return variants


def _urgency(state: ObjectiveState | None) -> tuple[int, int]:
    """Wrong last time comes first, then what was never met, then the rest by when it falls due."""
    if state is None:
        return (1, 0)
    return (2, state.memory.due_ms) if state.last_right else (0, state.memory.due_ms)


def fits(row: Candidate, quota: Quota) -> bool:
    """Say whether a quota may draw a row. Its pool is another question."""
    if row.module != quota.module or (quota.objectives and row.objective not in quota.objectives):
        return False
    if quota.cases or row.type == UnitKind.CASE:
        return quota.cases and row.type == UnitKind.CASE
    return not quota.kinds or row.kind in quota.kinds


def draw_form(
    rows: Iterable[C],
    quotas: Sequence[Quota],
    pool: Pool,
    exposure: Mapping[str, int],
    seed: int,
) -> tuple[C, ...]:
    """Draw a form by its quotas: no two items of one family, variants shown least often first, in seeded order.

    `rows` may hold cases, which only quotas of cases draw, whatever their pool.
    Raises Refused("form.short") with module, wanted and available where the pool cannot fill a quota.
    """
    chance = random.Random(seed)
    stock = [row for row in rows if row.pool is pool or row.type == UnitKind.CASE]
    chance.shuffle(stock)
    stock.sort(key=lambda row: exposure.get(row.digest, 0))
    families: set[str] = set()
    drawn: list[C] = []
    for quota in quotas:
        taken: list[C] = []
        for row in stock:
            if not fits(row, quota):
                continue
            if row.family not in families and len(taken) < quota.count:
                families.add(row.family)
                taken.append(row)
        if len(taken) < quota.count:
            raise Refused("form.short", module=quota.module, wanted=quota.count, available=len(taken))
        drawn += taken
    chance.shuffle(drawn)
    return tuple(drawn)
