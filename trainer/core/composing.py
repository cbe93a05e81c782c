"""Owns what a plan of an assessment and the light rows of a pool say together: filled or not, what is asked, what was seen before,
what is old, how alike two forms are; knows no texts and no storage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from question_bank.model import Blueprint, Kind, Objective, Pool
from trainer.core import selection
from trainer.core.events import UnitKind
from trainer.core.message import Message
from trainer.core.selection import Candidate

OLD_YEARS = 5
"""A question about years further back than these is named as dated."""

_FORMS = (1, 2)
"""The seeds of the two forms that are laid beside each other: any two would do, and these are the same each time."""
_YEAR = re.compile(r"\d{4}")


class Filled(msgspec.Struct, frozen=True):
    """How many questions a quota asks for, and how many it gets beside the others."""

    module: str
    wanted: int
    available: int

    @property
    def short(self) -> int:
        """How many are missing."""
        return self.wanted - self.available


class Covered(msgspec.Struct, frozen=True):
    """The objectives of a module that a form asks, that it does not ask, and those of these that everybody must know."""

    module: str
    questions: int
    asked: tuple[str, ...]
    not_asked: tuple[str, ...]
    must_know_missed: tuple[str, ...]


class Overlap(msgspec.Struct, frozen=True):
    """How much of `of` units two forms of one plan share: the very same ones, families, objectives."""

    of: int
    items: int
    families: int
    objectives: int

    @property
    def share(self) -> float:
        """The share of the very same units, 0 to 1."""
        return self.items / self.of if self.of else 0.0


class Composition(msgspec.Struct, frozen=True):
    """What a plan comes to with the pool as it is now.

    `possible` counts the units that could come, of which `shown` were on somebody's screen (`met`, their digests), one of
    them on that of `shown_to` people; `dated` are about years before `dated_before`, `superseded` rest on a fact that a
    later one replaced.
    """

    wanted: int
    found: int
    quotas: tuple[Filled, ...]
    modules: tuple[Covered, ...]
    kinds: tuple[tuple[Kind, int], ...]
    possible: int
    shown: int
    shown_to: int
    met: frozenset[str]
    dated: int
    dated_before: int
    superseded: int
    overlap: Overlap

    @property
    def full(self) -> bool:
        """Say whether a form can be drawn."""
        return self.wanted > 0 and all(not quota.short for quota in self.quotas)


def objective_order(objectives: Sequence[Objective]) -> tuple[str, ...]:
    """The order in which a plan's forms ask objectives: what everybody must know first, else as the bank has them."""
    live = [objective for objective in objectives if not objective.withdrawn]
    return tuple(objective.id for objective in sorted(live, key=lambda objective: not objective.must_know))


def fixed(plan: Blueprint, authored: bool) -> bool:
    """Say whether every form of a plan asks the same objectives.

    Not the self-checks that a bank brings: whoever takes one again is to meet something else.
    """
    return not authored or plan.pool is Pool.GRADED


def compose(
    rows: Sequence[selection.C],
    plan: Blueprint,
    objectives: Sequence[Objective],
    *,
    leave_out: Collection[str] = frozenset(),
    shown: Mapping[str, int] | None = None,
    superseded: Collection[str] = frozenset(),
    years: Mapping[str, int] | None = None,
    this_year: int = 0,
) -> Composition:
    """Lay two forms of a plan beside each other and say what they come to.

    `objectives` are all of the bank; `shown` says how many people saw a digest, `years` the last year a digest is about,
    `superseded` are digests. `leave_out` are never drawn.
    """
    seen, about = shown or {}, years or {}
    order = objective_order(objectives)
    first = selection.sketch_form(rows, plan.quotas, plan.pool, {}, _FORMS[0], leave_out=leave_out, order=order)
    avoid = {row.digest for part in first for row in part}
    second = selection.sketch_form(
        rows, plan.quotas, plan.pool, {}, _FORMS[1], leave_out=leave_out, avoid=avoid, order=order
    )
    form = [row for part in first for row in part]
    other = [row for part in second for row in part]
    possible = {
        row.digest
        for row in rows
        if row.digest not in leave_out
        and (row.type == UnitKind.CASE or row.pool is plan.pool)
        and any(selection.fits(row, quota) for quota in plan.quotas)
    }
    before = this_year - OLD_YEARS
    return Composition(
        wanted=plan.length,
        found=len(form),
        quotas=tuple(
            Filled(quota.module, quota.count, len(part)) for quota, part in zip(plan.quotas, first, strict=True)
        ),
        modules=tuple(_covered(form, objectives)),
        kinds=tuple((kind, sum(row.kind is kind for row in form)) for kind in Kind),
        possible=len(possible),
        shown=sum(1 for digest in possible if seen.get(digest)),
        shown_to=max((seen.get(digest, 0) for digest in possible), default=0),
        met=frozenset(digest for digest in possible if seen.get(digest)),
        dated=sum(1 for digest in possible if 0 < about.get(digest, 0) < before),
        dated_before=before,
        superseded=len(possible & set(superseded)),
        overlap=Overlap(
            len(form),
            len({row.digest for row in form} & {row.digest for row in other}),
            len({row.family for row in form} & {row.family for row in other}),
            len({row.objective for row in form} & {row.objective for row in other}),
        ),
    )


def _covered(form: Sequence[Candidate], objectives: Sequence[Objective]) -> Iterator[Covered]:
    asked = {row.objective for row in form}
    for module in dict.fromkeys(objective.module for objective in objectives):
        own = [objective for objective in objectives if objective.module == module and not objective.withdrawn]
        missing = [objective for objective in own if objective.id not in asked]
        yield Covered(
            module,
            sum(row.module == module for row in form),
            tuple(objective.id for objective in own if objective.id in asked),
            tuple(objective.id for objective in missing),
            tuple(objective.id for objective in missing if objective.must_know),
        )


def last_year(as_of: str) -> int:
    """The last year that a label such as "2011-2022" names, 0 where it names none."""
    return max((int(year) for year in _YEAR.findall(as_of)), default=0)


def warnings(plan: Blueprint, made: Composition, names: Mapping[str, str]) -> Iterator[Message]:
    """What a trainer should know before people sit it; `names` gives modules and objectives by id."""
    for quota in made.quotas:
        if quota.short:
            yield Message(
                "plan.warn.short",
                {"module": names.get(quota.module, quota.module), "wanted": quota.wanted, "n": quota.available},
            )
    missed = {one: covered.module for covered in made.modules if covered.questions for one in covered.must_know_missed}
    if missed:
        yield Message("plan.warn.must_know", {"n": len(missed), "names": _listed(missed, names)})
    asked = {one for covered in made.modules for one in covered.asked}
    modules = {one: covered.module for covered in made.modules for one in covered.not_asked}
    unasked = {one: modules.get(one, "") for one in plan.essential if one not in asked}
    if unasked and made.full:
        yield Message("plan.warn.essential", {"n": len(unasked), "names": _listed(unasked, names)})
    if made.shown:
        yield Message("plan.warn.shown", {"n": made.shown, "total": made.possible, "people": made.shown_to})
    if made.dated:
        yield Message("plan.warn.dated", {"n": made.dated, "total": made.possible, "year": made.dated_before})
    if made.superseded:
        yield Message("plan.warn.superseded", {"n": made.superseded, "total": made.possible})
    if made.overlap.items:
        yield Message("plan.warn.overlap", {"n": made.overlap.items, "total": made.overlap.of})


def _listed(modules: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Objectives by their modules, each under its module's name: two modules may have one of the same name."""
    parts: dict[str, Counter[str]] = {}
    for one, module in modules.items():
        parts.setdefault(module, Counter())[names.get(one, one)] += 1
    return "; ".join(
        (f"{names.get(module, module)}: " if module else "")
        + ", ".join(f"{name} ({count})" if count > 1 else name for name, count in counts.items())
        for module, counts in parts.items()
    )
