"""Owns the trainer's work on plans of assessments: which there are, composing one, what it comes to, keeping and retiring it; knows
no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from msgspec.structs import replace

from question_bank.bank import BankFile, UnitRow
from question_bank.model import Blueprint, FactStatus, Pool, read
from trainer.clock import Clock, offset_at
from trainer.core import composing, windows
from trainer.core.assignments import Cohort, Dates, Kind
from trainer.core.composing import Composition, Overlap
from trainer.core.days import OffsetAt
from trainer.core.message import Message, Refused
from trainer.core.plan_views import (
    CoverageLine,
    ModuleChoice,
    ObjectiveChoice,
    OpenedPlan,
    PlanLine,
    PlanPreview,
    PlanState,
)
from trainer.core.plan_wishes import PlanWish, QuotaWish, read_wish, wish_of
from trainer.core.windows import Openness
from trainer.desks.assessing import CASES_IN_FORMS
from trainer.desks.plans import PlanShelf
from trainer.desks.pools import Pools
from trainer.records import cohorts
from trainer.records.plans import Plans, exposed, met_by
from trainer.records.store import Store


class Composing:
    """What a trainer asks for about plans. `by` is the id of the trainer."""

    def __init__(self, store: Store, pools: Pools, plans: Plans, shelf: PlanShelf, clock: Clock) -> None:
        self._store = store
        self._pools = pools
        self._plans = plans
        self._shelf = shelf
        self._clock = clock
        self._shown: dict[str, int] | None = None
        self._met_in: dict[str, dict[str, frozenset[str]]] = {}
        self._old: dict[tuple[str, Pool], frozenset[str]] = {}

    # The list

    def lines(self, language: str) -> tuple[PlanLine, ...]:
        """Every plan: those composed here, the one changed last first, then those that come with a bank, retired ones last."""
        kept = self._plans.all()
        groups, people = self._assigned()
        ended, running = self._attempts()
        now = self._clock.now().utc_ms

        def line(plan: Blueprint, composed: bool, retired: bool) -> PlanLine:
            return PlanLine(
                plan.id,
                read(plan.title, language),
                composed,
                not composed and self._shelf.everybodys(plan),
                plan.pool,
                plan.length,
                plan.minutes,
                plan.pass_mark,
                PlanState.RETIRED if retired else self._state(plan, now),
                plan.opens_ms,
                plan.due_ms,
                plan.closes_ms,
                groups[plan.id],
                people[plan.id],
                ended[plan.id],
                running[plan.id],
            )

        composed = [line(one.plan, True, False) for one in kept if not one.retired_ms]
        authored = [line(plan, False, False) for plan in self._pools.blueprints()]
        return (*composed, *authored, *(line(one.plan, True, True) for one in kept if one.retired_ms))

    def _state(self, plan: Blueprint, now_ms: int) -> PlanState:
        try:
            made = self._compose(plan)
        except Refused:
            return PlanState.LOCKED
        if not made.full:
            return PlanState.SHORT
        standing = windows.openness(Dates(plan.opens_ms, plan.due_ms, plan.closes_ms), now_ms)
        return {
            Openness.NOT_YET: PlanState.NOT_YET,
            Openness.OPEN: PlanState.OPEN,
            Openness.CLOSED: PlanState.CLOSED,
        }[standing]

    def _assigned(self) -> tuple[Counter[str], Counter[str]]:
        groups: Counter[str] = Counter()
        people: Counter[str] = Counter()
        for one in cohorts.in_force(self._store):
            if one.kind is Kind.ASSESSMENT:
                (groups if one.cohort else people)[one.subject] += 1
        return groups, people

    def _attempts(self) -> tuple[Counter[str], Counter[str]]:
        ended = self._store.execute(
            "SELECT subject, count(*) FROM attempt_score WHERE mode = 'assessment' GROUP BY subject"
        )
        running = self._store.execute(
            "SELECT subject, count(*) FROM open_stream WHERE mode = 'assessment' GROUP BY subject"
        )
        return Counter({str(one): int(n) for one, n in ended}), Counter({str(one): int(n) for one, n in running})

    # Composing

    def new(self, language: str) -> OpenedPlan:
        """A plan with nothing in it yet: a row for each module."""
        self._shown, self._met_in = None, {}
        rows = tuple(QuotaWish(module.id, "") for module in self._pools.learner.modules())
        return OpenedPlan(PlanWish(language=language, quotas=rows, minutes="45", attempts="1"))

    def open(self, plan: str, language: str) -> OpenedPlan:
        """A plan to change: one composed here as it is, one of a bank as a copy. Raises Refused("plan.unknown")."""
        self._shown, self._met_in = None, {}
        kept = self._plans.find(plan)
        if kept is not None:
            wish = wish_of(kept.plan, language, self._offset_at())
            return OpenedPlan(wish, plan, retired=bool(kept.retired_ms), handed_in=self._attempts()[0][plan])
        authored = self._pools.find_blueprint(plan)
        if authored is None:
            raise Refused("plan.unknown")
        wish = replace(wish_of(authored, language, self._offset_at()), id="", revision=0)
        return OpenedPlan(wish, plan, source=read(authored.title, language))

    def modules(self, pool: Pool, language: str) -> tuple[ModuleChoice, ...]:
        """What a plan over a pool may ask."""
        bank = self._bank(pool) or self._pools.learner
        locked = self._bank(pool) is None
        there = Counter(row.objective for row in self._pools.index(pool))
        cases = Counter(row.module for row in self._pools.learner.case_index())
        return tuple(
            ModuleChoice(
                module.id,
                read(module.title, language),
                read(module.short, language),
                module.accent,
                tuple(
                    ObjectiveChoice(one.id, read(one.short, language), one.must_know, None if locked else there[one.id])
                    for one in bank.objectives(module.id)
                    if not one.withdrawn
                ),
                cases[module.id] if CASES_IN_FORMS else 0,
            )
            for module in bank.modules()
        )

    def groups(self) -> tuple[Cohort, ...]:
        """The groups that may have met its questions. Raises Fault."""
        return cohorts.Cohorts(self._store).all()

    def preview(self, wish: PlanWish, language: str, group: str = "") -> PlanPreview:
        """What a wish comes to with the pool as it is now; what was shown before is told of everybody, or of a group by its id."""
        kept = self._plans.find(wish.id) if wish.id else None
        found = read_wish(wish, self._offset_at(), kept.plan if kept else None)
        plan = found.plan
        bank = self._bank(plan.pool) or self._pools.learner
        names = {one.id: read(one.short, language) for one in bank.objectives()}
        names |= {module.id: read(module.title, language) for module in bank.modules()}
        try:
            made = self._compose(plan, group)
        except Refused:
            return self._unknown(plan, language, found.faults)
        totals = Counter(one.module for one in bank.objectives() if not one.withdrawn)
        covered = {one.module: one for one in made.modules}
        coverage = tuple(
            CoverageLine(
                module.id,
                names[module.id],
                module.accent,
                covered[module.id].questions,
                len(covered[module.id].asked),
                totals[module.id],
                tuple(names[one] for one in covered[module.id].not_asked),
            )
            for module in bank.modules()
            if module.id in covered
        )
        cohort = next((one for one in self.groups() if one.id == group), None)
        met = self._met(group)
        return PlanPreview(
            made.wanted,
            made.found,
            made.full,
            False,
            coverage,
            made.kinds,
            made.possible,
            made.shown,
            made.overlap,
            tuple(_of_group(one, cohort) for one in composing.warnings(plan, made, names)),
            found.faults,
            tuple(place for place, quota in enumerate(made.quotas) if quota.short),
            cohort.name if cohort is not None else "",
            cohort.members if cohort is not None else 0,
            len(frozenset[str]().union(*(met[digest] for digest in made.met))) if cohort is not None else 0,
        )

    def _unknown(self, plan: Blueprint, language: str, faults: Mapping[str, Message]) -> PlanPreview:
        """What is known of a plan whose questions are locked away: what was typed."""
        asked: Counter[str] = Counter()
        for quota in plan.quotas:
            asked[quota.module] += quota.count
        learner = self._pools.learner
        coverage = tuple(
            CoverageLine(module.id, read(module.title, language), module.accent, asked[module.id], 0, 0, ())
            for module in learner.modules()
        )
        overlap = Overlap(0, 0, 0, 0)
        return PlanPreview(plan.length, 0, False, True, coverage, (), 0, 0, overlap, (), faults)

    # Keeping

    def save(self, wish: PlanWish, by: str) -> str:
        """Keep a plan and return its id; a new revision where it changed. What is running keeps the one it began with.

        A plan that its pool cannot fill is kept as well: it can be assigned, and begun once it can be filled.
        Raises Refused (the first fault, plan.changed_meanwhile), Fault.
        """
        kept = self._plans.find(wish.id) if wish.id else None
        found = read_wish(wish, self._offset_at(), kept.plan if kept else None)
        for fault in found.faults.values():
            raise Refused(fault.code, **fault.values)
        return self._plans.save(found.plan, by, self._clock.now()).id

    def retire(self, plan: str, by: str) -> None:
        """Offer a plan no more. Raises Refused, Fault."""
        self._plans.retire(plan, by, self._clock.now())

    def bring_back(self, plan: str, by: str) -> None:
        """Offer a retired plan again. Raises Refused, Fault."""
        self._plans.bring_back(plan, by, self._clock.now())

    # What it takes

    def _compose(self, plan: Blueprint, group: str = "") -> Composition:
        """Raises Refused("vault.shut") where the questions are locked away."""
        rows = self._shelf.rows(plan)
        bank = self._pools.bank_of(plan.pool)
        if group:
            shown = {digest: len(people) for digest, people in self._met(group).items()}
        else:
            if self._shown is None:
                self._shown = exposed(self._store)
            shown = self._shown
        now = self._clock.now()
        return composing.compose(
            rows,
            plan,
            bank.objectives(),
            leave_out=self._shelf.dropped(),
            shown=shown,
            superseded=self._superseded(bank, plan.pool, rows),
            years={row.digest: composing.last_year(row.as_of) for row in rows},
            this_year=datetime.fromtimestamp(now.utc_ms / 1000, UTC).year,
        )

    def _met(self, group: str) -> dict[str, frozenset[str]]:
        """Who of a group met what; read once for the plan in hand."""
        if group and group not in self._met_in:
            self._met_in = {group: met_by(self._store, group)}
        return self._met_in.get(group, {})

    def _superseded(self, bank: BankFile, pool: Pool, rows: tuple[UnitRow, ...]) -> frozenset[str]:
        """The items of a pool that rest on a fact that a later one replaced; read once for each bank."""
        key = (bank.meta.digest, pool)
        if key not in self._old:
            old = {fact.id for fact in bank.facts() if fact.status is FactStatus.SUPERSEDED}
            self._old = {
                key: frozenset(
                    row.digest for row in rows if row.type == "item" and not old.isdisjoint(bank.item(row.digest).facts)
                )
            }
        return self._old[key]

    def _bank(self, pool: Pool) -> BankFile | None:
        try:
            return self._pools.bank_of(pool)
        except Refused:
            return None

    def _offset_at(self) -> OffsetAt:
        return offset_at(self._clock.now())


def _of_group(warning: Message, group: Cohort | None) -> Message:
    """Say of a group what is otherwise said of everybody."""
    if group is None or warning.code != "plan.warn.shown":
        return warning
    return Message("plan.warn.shown_group", {**warning.values, "group": group.name})
