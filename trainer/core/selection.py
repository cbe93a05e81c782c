"""Owns which questions come next: drawing practice and forms from light rows; knows no texts and no bank file."""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from question_bank.model import Kind, Pool, Quota
from question_bank.seating import seated
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
    *,
    leave_out: Collection[str] = frozenset(),
    avoid: Collection[str] = frozenset(),
    order: Sequence[str] = (),
) -> tuple[C, ...]:
    """Draw a form by its quotas, in seeded order. Parameters and preferences as `sketch_form`.

    Raises Refused("form.short") with module, wanted and available where the pool cannot fill a quota.
    """
    chance = random.Random(seed)
    drawn = _sketched(rows, quotas, pool, exposure, chance, leave_out, avoid, order)
    for quota, taken in zip(quotas, drawn, strict=True):
        if len(taken) < quota.count:
            raise Refused("form.short", module=quota.module, wanted=quota.count, available=len(taken))
    form = [row for taken in drawn for row in taken]
    chance.shuffle(form)
    return tuple(form)


def sketch_form(
    rows: Iterable[C],
    quotas: Sequence[Quota],
    pool: Pool,
    exposure: Mapping[str, int],
    seed: int,
    *,
    leave_out: Collection[str] = frozenset(),
    avoid: Collection[str] = frozenset(),
    order: Sequence[str] = (),
) -> tuple[tuple[C, ...], ...]:
    """Draw as much of a form as the pool has, quota by quota.

    No two of one family, whichever quotas draw them; a quota that can be filled beside the others is. It takes one of
    each objective before a second of any. Which objectives come first: those in `order` as they stand there, so that
    every form of a plan asks the same; without it those with the variants least shown. Of a family comes a variant that
    is not in `avoid` where there is one, then the one shown least. Digests in `leave_out` are never drawn. `rows` may
    hold cases, which only quotas of cases draw, whatever their pool.
    """
    return _sketched(rows, quotas, pool, exposure, random.Random(seed), leave_out, avoid, order)


def _sketched(
    rows: Iterable[C],
    quotas: Sequence[Quota],
    pool: Pool,
    exposure: Mapping[str, int],
    chance: random.Random,
    leave_out: Collection[str],
    avoid: Collection[str],
    order: Sequence[str],
) -> tuple[tuple[C, ...], ...]:
    stock: dict[tuple[str, bool], list[C]] = {}
    for row in rows:
        case = row.type == UnitKind.CASE
        if (case or row.pool is pool) and row.digest not in leave_out:
            stock.setdefault((row.module, case), []).append(row)
    places = {objective: place for place, objective in enumerate(order)}
    offers = [
        _offer(
            [row for row in stock.get((quota.module, quota.cases), ()) if fits(row, quota)],
            exposure,
            avoid,
            places,
            chance,
        )
        for quota in quotas
    ]
    owners = seated(offers, [quota.count for quota in quotas])
    drawn: list[list[C]] = [[] for _ in quotas]
    for place, offer in enumerate(offers):
        for family in offer:
            if owners.get(family) == place:
                drawn[place].append(_variant(offer[family], exposure, avoid, chance))
    return tuple(tuple(taken) for taken in drawn)


def _offer(
    rows: Sequence[C],
    exposure: Mapping[str, int],
    avoid: Collection[str],
    places: Mapping[str, int],
    chance: random.Random,
) -> dict[str, list[C]]:
    """The variants that a quota may take, by family, as they are preferred: one of each objective, then a second of each."""
    objectives: dict[str, dict[str, list[C]]] = {}
    for row in rows:
        objectives.setdefault(row.objective, {}).setdefault(row.family, []).append(row)
    ranks: dict[str, tuple[int, int]] = {}
    families: dict[str, list[str]] = {}
    for objective, own in objectives.items():
        names = list(own)
        chance.shuffle(names)
        shown = {family: min(_rank(row, exposure, avoid) for row in variants) for family, variants in own.items()}
        names.sort(key=shown.__getitem__)
        families[objective] = names
        ranks[objective] = (places.get(objective, len(places)), 0 if places else shown[names[0]][1])
    order = list(objectives)
    chance.shuffle(order)
    order.sort(key=ranks.__getitem__)
    turns: list[list[tuple[str, str]]] = []
    for objective in order:
        for turn, family in enumerate(families[objective]):
            if turn == len(turns):
                turns.append([])
            turns[turn].append((objective, family))
    found: dict[str, list[C]] = {}
    for objective, family in itertools.chain.from_iterable(turns):
        found.setdefault(family, []).extend(objectives[objective][family])
    return found


def _rank(row: Candidate, exposure: Mapping[str, int], avoid: Collection[str]) -> tuple[bool, int]:
    """How little one wants a variant again: not at all where it is to be avoided, then by how often it was shown."""
    return row.digest in avoid, exposure.get(row.digest, 0)


def _variant(variants: Sequence[C], exposure: Mapping[str, int], avoid: Collection[str], chance: random.Random) -> C:
    """One variant of a family: another one than before where there is one, among the least shown."""
    ranked = [(_rank(row, exposure, avoid), row) for row in variants]
    best = min(rank for rank, _ in ranked)
    return chance.choice([row for rank, row in ranked if rank == best])
