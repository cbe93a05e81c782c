"""Owns the rules for plans of assessments: what they name exists, their pool can fill them, they can be passed."""

from __future__ import annotations

from collections.abc import Iterator

from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding
from question_bank.model import Blueprint, Case, Error, Item, Quota
from question_bank.seating import seated

RULE = "blueprint"


def blueprints(scope: Scope) -> Iterator[Finding]:
    """A blueprint can be filled from its pool without two items of one family, and can be passed."""
    for plan in scope.bank.blueprints:
        yield from _asked(scope, plan)
        yield from _passing(scope, plan)
        yield from _dates(scope, plan)


def _asked(scope: Scope, plan: Blueprint) -> Iterator[Finding]:
    stock: list[Item | Case] = [*(item for item in scope.bank.items if item.pool is plan.pool), *scope.bank.cases]
    offers = [sorted({_family(unit) for unit in stock if fits(unit, quota)}) for quota in plan.quotas]
    owners = list(seated(offers, [quota.count for quota in plan.quotas]).values())
    for number, quota in enumerate(plan.quotas, 1):
        where = f"quota {number}"
        if quota.module not in {module.id for module in scope.bank.modules}:
            yield scope.finding(plan.id, where, f"names the module “{quota.module}”, which is unknown", "", RULE)
        own = {objective.id for objective in scope.bank.objectives if objective.module == quota.module}
        for objective in quota.objectives:
            if objective not in own:
                problem = f"“{objective}” is no objective of the module “{quota.module}”"
                yield scope.finding(plan.id, where, problem, "", RULE)
        there = owners.count(number - 1)
        if there < quota.count and quota.cases:
            problem = f"draws {quota.count} cases where the module has {there}"
            yield scope.finding(plan.id, where, problem, "Write more cases or draw fewer.", RULE)
        elif there < quota.count:
            problem = f"draws {quota.count} items where the pool has {there} families"
            yield scope.finding(plan.id, where, problem, "Write more families or draw fewer.", RULE)


def _passing(scope: Scope, plan: Blueprint) -> Iterator[Finding]:
    if plan.pass_mark > plan.length:
        problem = f"is {plan.pass_mark} of {plan.length} questions"
        yield scope.finding(plan.id, "pass_mark", problem, "Lower it.", RULE)
    for number, mark in enumerate(plan.module_marks, 1):
        asked = sum(quota.count for quota in plan.quotas if quota.module == mark.module)
        if mark.right > asked:
            problem = f"wants {mark.right} right of {asked} questions in “{mark.module}”"
            yield scope.finding(plan.id, f"module_mark {number}", problem, "Lower it.", RULE)
    drawn = [item for item in scope.bank.items if item.pool is plan.pool and any(fits(item, q) for q in plan.quotas)]
    asked_for = {item.objective for item in drawn}
    for objective in plan.essential:
        if objective not in asked_for:
            problem = f"“{objective}” is never asked"
            yield scope.finding(plan.id, "essential", problem, "Ask it or leave it out.", RULE)
    for number, critical in enumerate(plan.critical, 1):
        errors = {option.error for item in drawn if item.objective == critical.objective for option in item.options} - {
            Error.NONE
        }
        if critical.error not in errors:
            problem = f"no question of “{critical.objective}” has a {critical.error.value} among its options"
            yield scope.finding(plan.id, f"critical {number}", problem, "Name another mistake.", RULE)
    if plan.critical_choices and not any(quota.cases for quota in plan.quotas):
        yield scope.finding(plan.id, "critical_choices", "is set, and no case is asked", "Ask cases or leave it.", RULE)


def _dates(scope: Scope, plan: Blueprint) -> Iterator[Finding]:
    given = [moment for moment in (plan.opens_ms, plan.due_ms, plan.closes_ms) if moment]
    if given != sorted(given):
        problem = "opens, is due and closes in another order"
        yield scope.finding(plan.id, "opens_at", problem, "Put the dates in order.", RULE)


def fits(unit: Item | Case, quota: Quota) -> bool:
    """Say whether a quota may draw an item or a case. Its pool is another question."""
    if isinstance(unit, Case):
        objective = unit.objectives[0] if unit.objectives else ""
        kind = quota.cases
    else:
        objective = unit.objective
        kind = not quota.cases and (not quota.kinds or unit.kind in quota.kinds)
    return kind and unit.module == quota.module and (not quota.objectives or objective in quota.objectives)


def _family(unit: Item | Case) -> str:
    return unit.id if isinstance(unit, Case) else unit.family


SOUND: tuple[Rule, ...] = (blueprints,)
