"""Owns what comes before an assessment: who sits it on which terms, and one question to try out; writes nothing."""

from __future__ import annotations

from msgspec.structs import replace

from question_bank.model import Blueprint, Confidence, Item, Pool, read, speaks
from trainer.core import attempt, units
from trainer.core.attempt import Status, StepState, UnitState
from trainer.core.before_views import Terms
from trainer.core.events import FormUnit, UnitKind
from trainer.core.message import Refused
from trainer.core.policies import ConfidenceAsked, Mode
from trainer.core.room_views import Candidate
from trainer.core.views import CellView, QuestionView
from trainer.desks import showing
from trainer.desks.assessing import Assessing
from trainer.desks.entrance import initials
from trainer.desks.pools import Pools
from trainer.records.journal import Journal
from trainer.records.people import People
from trainer.records.queries.learner import LearnerQueries

LONGEST_STEM = 120
"""A question to try out is short: it shows how answering works, not what is known."""


class Rehearsal:
    """One question in hand of which nothing is kept: no attempt, no event, no score."""

    def __init__(self, item: Item, digest: str, language: str, confidence: ConfidenceAsked) -> None:
        self._item = item
        self._language = language
        self.asks_confidence = confidence is not ConfidenceAsked.OFF
        self.requires_confidence = confidence is ConfidenceAsked.REQUIRED
        step = units.Step(digest, tuple(option.id for option in item.options), item.answers)
        ref = FormUnit(UnitKind.ITEM, digest, item.id, item.module, item.objective, item.family)
        self._unit = UnitState(ref, (StepState(digest, units.shown_order(0, 0, step)),))

    def question(self) -> QuestionView:
        """The question; no key, no explanation."""
        return showing.question_view(self._item, self._unit, 0, 1, self._language, marked=False)

    def cells(self) -> tuple[CellView, ...]:
        """The navigator, of one cell."""
        return showing.cells((self._unit,), 0)

    def choose(self, options: tuple[str, ...]) -> None:
        """Choose, or take the choice back. Raises Refused where the question asks for fewer."""
        if len(options) > self._item.answers:
            raise Refused("refused.option")
        self._change(options=options)

    def say_confidence(self, confidence: Confidence) -> None:
        """Say how sure one is."""
        self._change(confidence=confidence)

    def flag(self) -> None:
        """Flag it, or take the flag off."""
        self._unit = replace(self._unit, flagged=not self._unit.flagged)

    def _change(self, **changes: object) -> None:
        self._unit = replace(self._unit, steps=(replace(self._unit.steps[0], **changes),))


class Preparing:
    """What is told before an assessment."""

    def __init__(
        self, assessing: Assessing, pools: Pools, people: People, queries: LearnerQueries, journal: Journal
    ) -> None:
        self._assessing = assessing
        self._pools = pools
        self._people = people
        self._queries = queries
        self._journal = journal
        self.tried: dict[str, int] = {}
        """How often learners may take what a trainer only tries here, by plan; 0 for as they like."""

    def terms(self, person: str, blueprint_id: str, language: str) -> Terms:
        """Who would sit it, and on which terms. Raises Refused("assessment.unknown"), Fault."""
        plan = self._assessing.plan(person, blueprint_id)
        who = self._people.get(person)
        taken = self._queries.attempts(person, blueprint_id)
        stream = self._queries.open_stream(person, Mode.ASSESSMENT, blueprint_id)
        state = attempt.replay(self._journal.events(stream)) if stream else None
        return Terms(
            Candidate(who.id, who.code, who.name, initials(who.name), who.number, who.extra_percent),
            plan.minutes,
            ConfidenceAsked(plan.confidence),
            max(0, plan.attempts - taken) if plan.attempts else None,
            plan.feedback_from_ms,
            state is not None and state.status is Status.STOPPED,
            self._item(plan, language) is not None,
            self.tried.get(blueprint_id),
        )

    def rehearse(self, person: str, blueprint_id: str, language: str) -> Rehearsal:
        """A question to try out that this assessment cannot ask. Raises Refused where there is none."""
        plan = self._assessing.plan(person, blueprint_id)
        found = self._item(plan, language)
        if found is None:
            raise Refused("before.no-rehearsal")
        digest, item = found
        return Rehearsal(item, digest, language, ConfidenceAsked(plan.confidence))

    def _item(self, plan: Blueprint, language: str) -> tuple[str, Item] | None:
        """The plainest question of another pool than the plan's: one answer, no scenario, no harm in it, a short stem.

        One in the language shown comes before the others.
        """
        pool = Pool.PRACTICE if plan.pool is not Pool.PRACTICE else Pool.SELF_CHECK
        bank = self._pools.learner
        found = [(row, bank.item(row.digest)) for row in bank.index((pool,)) if row.type == "item"]
        plain = [(row, one) for row, one in found if one.answers == 1 and not one.vignette and not one.content_note]
        if not plain:
            return None
        row, item = min(
            plain,
            key=lambda pair: (
                not speaks(pair[1].stem, language),
                len(read(pair[1].stem, language)) > LONGEST_STEM,
                pair[0].level,
                pair[0].id,
            ),
        )
        return row.digest, item
