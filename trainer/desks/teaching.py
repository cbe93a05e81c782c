"""Owns the trainer's desk: the list of people, forgotten PINs, exports; knows no widget and no file format."""

from __future__ import annotations

from pathlib import Path

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.clock import Clock
from trainer.core.requests import Exported, ExportPlan
from trainer.core.views import PersonScore
from trainer.desks.syllabus import Syllabus
from trainer.records.people import People
from trainer.records.queries.teacher import people_scores
from trainer.records.store import Store


class Teaching:
    """What a trainer asks for."""

    def __init__(self, store: Store, people: People, bank: BankFile, clock: Clock) -> None:
        self._store = store
        self._people = people
        self._bank = bank
        self._clock = clock
        self._syllabus = Syllabus(bank)

    def people(self) -> tuple[PersonScore, ...]:
        """Every learner; what the export writes."""
        objectives = {module: tuple(o.id for o in counted) for module, counted in self._syllabus.counted.items()}
        return tuple(people_scores(self._store, objectives, self._clock.now().utc_ms, self._syllabus.replaced))

    def modules(self, language: str) -> tuple[tuple[str, str], ...]:
        """Modules as (id, short title), in order."""
        return tuple((module.id, read(module.short, language)) for module in self._bank.modules())

    def role_title(self, role: str, language: str) -> str:
        """The title of a work role, the id itself where the bank has none."""
        titles = {known.id: read(known.title, language) for known in self._bank.roles()}
        return titles.get(role, role)

    def reset_secret(self, person: str, by: str) -> None:
        """Take away a forgotten PIN; the person is told at the next sign-in. `by` "" is the owner of the account."""
        self._people.reset_secret(person, by or None, self._clock.now())

    def export(self, plan: ExportPlan, target: Path, language: str) -> Exported:
        """Write the file. Raises Fault; an existing file is then unchanged. May run in a worker thread."""
        raise NotImplementedError
