"""Owns a house in which a trainer tries things as a learner: records of its own, gone with it; knows no page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.core.requests import Access, Admitted
from trainer.house import House, open_bank

if TYPE_CHECKING:
    from trainer.clock import Clock
    from trainer.wing import Seeds


class TrialHouse(House):
    """A house of one made-up learner. Nothing of it reaches the house that it was begun from; `close` removes it."""

    learner: Admitted

    @classmethod
    def begun(cls, home: House, trainer: str, name: str, clock: Clock, seeds: Seeds | None = None) -> TrialHouse:
        """Begin one beside the records of `home`, by the trainer's own look and PIN. Raises Fault.

        The learner has the trainer's PIN, so that a window which locked itself opens to nobody else.
        """
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
        except BaseException:
            house.close()
            raise
        return house

    def close(self) -> None:
        """Let everything go and remove it. Closing twice does nothing."""
        super().close()
        shutil.rmtree(Path(self.folder), ignore_errors=True)
