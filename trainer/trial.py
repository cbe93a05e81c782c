"""Owns a house in which a trainer tries things as a learner: records of its own, gone with it; knows no page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from trainer.core.message import Refused
from trainer.core.requests import Access, Admitted
from trainer.house import House, open_bank

if TYPE_CHECKING:
    from question_bank.model import Blueprint
    from trainer.clock import Clock
    from trainer.wing import Seeds


class TrialHouse(House):
    """A house of one made-up learner. Nothing of it reaches the house that it was begun from; `close` removes it."""

    learner: Admitted
    plan: str = ""
    """The assessment that is tried, as it is known here, "" for none."""

    @classmethod
    def begun(
        cls, home: House, trainer: str, name: str, clock: Clock, seeds: Seeds | None = None, plan: str = ""
    ) -> TrialHouse:
        """Begin one beside the records of `home`, by the trainer's own look and PIN.

        The learner has the trainer's PIN, so that a window which locked itself opens to nobody else. A `plan` of `home`
        is tried at once and as often as one likes: its dates and its number of attempts do not hold. Its questions are
        drawn from the graded bank that `home` has open. Raises Refused (plan.unknown, vault.shut), Fault.
        """
        tried, attempts = _tried(home, plan) if plan else (None, 0)
        folder = home.records.store.temporary("trial-").with_suffix("")
        try:
            house = cls.open(folder, bank=open_bank(home.bank.path), clock=clock, create=True, seeds=seeds)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        try:
            people = house.records.people
            secret = home.records.people.secret(trainer)
            role = home.records.people.get(trainer).work_role
            person = people.add(name, role, Access.LEARNER, clock.now(), secret, synthetic=True)
            house.preferring.keep(person.id, home.preferring.of(trainer))
            house.learner = house.entrance.admit(person.id)
            if tried is not None:
                if home.pools.graded is not None:
                    house.pools.borrow(home.pools.graded)
                house.shelf.leave_out(home.shelf.dropped())
                house._take(tried, attempts)
        except BaseException:
            house.close()
            raise
        return house

    def _take(self, tried: Blueprint, attempts: int) -> None:
        """Offer a plan to the learner, who is told how often real learners may take it."""
        from trainer.core.assignments import Dates, Kind
        from trainer.records.cohorts import Cohorts

        now, learner = self.clock.now(), self.learner.id
        self.plan = self.plans.save(tried, "", now).id
        self.preparing.tried[self.plan] = attempts
        Cohorts(self.records.store).assign(Kind.ASSESSMENT, self.plan, Dates(), False, (), [learner], now, "")

    def close(self) -> None:
        """Let everything go and remove it. Closing twice does nothing."""
        super().close()
        shutil.rmtree(Path(self.folder), ignore_errors=True)


def _tried(home: House, plan: str) -> tuple[Blueprint, int]:
    """A plan without its dates and as another's, and how often that one may be taken. Raises Refused: plan.unknown, vault.shut."""
    found = home.shelf.find(plan)
    if found is None:
        raise Refused("plan.unknown")
    home.shelf.bank_of(found.pool)
    free = replace(found, id="", revision=0, attempts=0, feedback_from_ms=0, opens_ms=0, due_ms=0, closes_ms=0)
    return free, found.attempts
