"""Owns the shelf of plans: those of the learner's bank, of the trainer's, open or not, and those composed here, and who may
begin which; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from question_bank.bank import BankFile, UnitRow
from question_bank.model import Blueprint, Pool
from trainer.core import composing, selection, windows
from trainer.core.assignments import Dates, Kind
from trainer.core.scoring import RulingKind
from trainer.core.windows import Bar, Openness
from trainer.desks.pools import Pools
from trainer.records import rulings
from trainer.records.cohorts import Cohorts
from trainer.records.plans import Plans
from trainer.records.store import Store


class OpenPlan(msgspec.Struct, frozen=True):
    """A plan as it is open to one person, with the dates that hold for them."""

    plan: Blueprint
    dates: Dates


class PlanShelf:
    """Every plan there is now. Self-checks of the learner's bank are everybody's; all others are for whom they are assigned to."""

    def __init__(self, store: Store, pools: Pools, plans: Plans) -> None:
        self._store = store
        self._pools = pools
        self._plans = plans
        self._cohorts = Cohorts(store)
        self._left_out: frozenset[str] = frozenset()

    def blueprints(self) -> tuple[Blueprint, ...]:
        """Every plan that is offered: the learner's bank's first, then the trainer's bank's, then those composed here."""
        composed = tuple(kept.plan for kept in self._plans.all() if not kept.retired_ms)
        return self._pools.blueprints() + composed

    def find(self, plan: str) -> Blueprint | None:
        """One of them, or None."""
        authored = self._pools.find_blueprint(plan)
        if authored is not None:
            return authored
        kept = self._plans.find(plan)
        return kept.plan if kept is not None and not kept.retired_ms else None

    def everybodys(self, plan: Blueprint) -> bool:
        """Say whether a plan need not be assigned."""
        return plan.pool is not Pool.GRADED and self._pools.find_blueprint(plan.id) is not None

    def of_person(self, person: str, now_ms: int) -> tuple[OpenPlan, ...]:
        """What somebody may sit, now or later or no more: the bank's self-checks, and what is assigned to them."""
        return tuple(self._of_person(person, now_ms))

    def for_person(self, plan: Blueprint, person: str, now_ms: int) -> OpenPlan | None:
        """One plan as it is open to somebody, None where it is neither everybody's nor assigned to them."""
        dates = self._assigned(person).get(plan.id)
        if dates is None and not self.everybodys(plan):
            return None
        return OpenPlan(plan, windows.window(plan, dates or (), now_ms))

    def _of_person(self, person: str, now_ms: int) -> Iterator[OpenPlan]:
        assigned = self._assigned(person)
        for plan in self.blueprints():
            dates = assigned.get(plan.id)
            if dates is not None or self.everybodys(plan):
                yield OpenPlan(plan, windows.window(plan, dates or (), now_ms))

    def _assigned(self, person: str) -> dict[str, list[Dates]]:
        found: dict[str, list[Dates]] = {}
        for one in self._cohorts.of_person(person):
            if one.kind is Kind.ASSESSMENT and not one.withdrawn_ms:
                found.setdefault(one.subject, []).append(one.dates)
        return found

    def bar(self, plan: Blueprint, dates: Dates, now_ms: int) -> Bar:
        """What keeps somebody from beginning a plan that is open to them by these dates."""
        standing = windows.openness(dates, now_ms)
        if standing is Openness.OPEN:
            return Bar.LOCKED if plan.pool is Pool.GRADED and self._pools.graded is None else Bar.NONE
        return Bar.NOT_YET if standing is Openness.NOT_YET else Bar.CLOSED

    # Drawing

    def bank_of(self, pool: Pool) -> BankFile:
        """The bank that a pool lies in. Raises Refused("vault.shut") while it is locked away."""
        return self._pools.bank_of(pool)

    def rows(self, plan: Blueprint) -> tuple[UnitRow, ...]:
        """What a plan's forms are drawn from: its pool, and the cases where it asks some.

        Raises Refused("vault.shut") where its questions are locked away.
        """
        rows = self._pools.bank_of(plan.pool).index((plan.pool,))
        if any(quota.cases for quota in plan.quotas):
            rows += self._pools.learner.case_index()
        return rows

    def dropped(self) -> frozenset[str]:
        """What no form asks any more: items that a ruling dropped."""
        return self._left_out | frozenset(
            digest for digest, ruling in rulings.in_force(self._store).items() if ruling.kind is RulingKind.DROP
        )

    def leave_out(self, dropped: frozenset[str]) -> None:
        """Let no form ask these either: what was dropped in the records that a trial was begun from."""
        self._left_out = dropped

    def draw(self, plan: Blueprint, exposure: Mapping[str, int], seed: int) -> tuple[UnitRow, ...]:
        """Draw a form for somebody who saw `exposure`. Raises Refused: form.short, vault.shut."""
        order: tuple[str, ...] = ()
        if composing.fixed(plan, authored=self._pools.find_blueprint(plan.id) is not None):
            order = composing.objective_order(self._pools.bank_of(plan.pool).objectives())
        return selection.draw_form(
            self.rows(plan), plan.quotas, plan.pool, exposure, seed, leave_out=self.dropped(), order=order
        )
