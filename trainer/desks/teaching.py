"""Owns the trainer's desk: the list of people, forgotten PINs; knows no widget and no file."""

from __future__ import annotations

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.clock import Clock
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.views import PersonScore
from trainer.desks.scores import Scores
from trainer.records.people import People
from trainer.records.store import Store


class Teaching:
    """What a trainer asks for."""

    def __init__(self, store: Store, people: People, bank: BankFile, clock: Clock, scores: Scores) -> None:
        self._store = store
        self._people = people
        self._bank = bank
        self._clock = clock
        self._scores = scores

    def people(self, scope: Scope = EVERYTHING) -> tuple[PersonScore, ...]:
        """Every learner of a scope, by code; an export of it writes the same, where it has names in the order of names.

        Raises Refused for days that are none.
        """
        return tuple(self._scores.of(self._store, scope))

    def modules(self, language: str) -> tuple[tuple[str, str], ...]:
        """Modules as (id, short title), in order."""
        return tuple((module.id, read(module.short, language)) for module in self._bank.modules())

    def role_title(self, role: str, language: str) -> str:
        """The title of a work role, the id itself where the bank has none."""
        return next((read(one.title, language) for one in self._bank.roles() if one.id == role), role)

    def reset_secret(self, person: str, by: str) -> None:
        """Take away a forgotten PIN; the person is told at the next sign-in. `by` "" is the owner of the account."""
        self._people.reset_secret(person, by or None, self._clock.now())
