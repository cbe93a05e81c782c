"""Owns the trainer's desk: the list of people, forgotten PINs, exports; knows no widget and no file format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.catalogue import Catalogue
from trainer.clock import Clock
from trainer.core import module_check
from trainer.core.requests import Exported, ExportPlan
from trainer.core.views import PersonScore
from trainer.desks.syllabus import Syllabus
from trainer.records import place
from trainer.records.archive import Archive
from trainer.records.people import People
from trainer.records.queries.teacher import answer_rows, people_scores, problem_rows
from trainer.records.source import Source
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
        return tuple(self._scores(self._store))

    def modules(self, language: str) -> tuple[tuple[str, str], ...]:
        """Modules as (id, short title), in order."""
        return tuple((module.id, read(module.short, language)) for module in self._bank.modules())

    def role_title(self, role: str, language: str) -> str:
        """The title of a work role, the id itself where the bank has none."""
        return self._roles(language).get(role, role)

    def reset_secret(self, person: str, by: str) -> None:
        """Take away a forgotten PIN; the person is told at the next sign-in. `by` "" is the owner of the account."""
        self._people.reset_secret(person, by or None, self._clock.now())

    def export(self, plan: ExportPlan, target: Path, language: str) -> Exported:
        """Write the file. Raises Refused, Fault; an existing file is then unchanged. May run in a worker thread.

        Where the file holds answers all of it is read from a snapshot, so that its tables agree and no answer waits.
        """
        from trainer.reports import export

        place.refuse_own(self._store.folder, target)
        words = Catalogue(language)
        if not export.needs_answers(plan):
            return self._written(plan, self._store, target, words)
        with self._store.snapshot() as snapshot:
            return self._written(plan, snapshot, target, words)

    def _written(self, plan: ExportPlan, source: Source, target: Path, words: Catalogue) -> Exported:
        from trainer.reports import export
        from trainer.reports.scores import Material

        material = Material(
            people=tuple(self._scores(source)),
            answers=lambda: answer_rows(source),
            modules=dict(self.modules(words.language)),
            roles=self._roles(words.language),
            problems=lambda: problem_rows(source, Archive(source)),
            assessments=self._assessments(words),
        )
        return export.write(plan, material, target, words)

    def _scores(self, source: Source) -> Iterator[PersonScore]:
        """The one query behind the list and the export."""
        counted = {
            module: tuple(objective.id for objective in objectives)
            for module, objectives in self._syllabus.counted.items()
        }
        return people_scores(source, counted, self._clock.now().utc_ms, self._syllabus.replaced)

    def _assessments(self, words: Catalogue) -> dict[str, str]:
        """The titles of assessments by what attempts name: those of the bank and the self-checks of its modules."""
        checks = {
            module_check.subject(module.id): words.say(
                "assessment.check.titled", title=read(module.title, words.language)
            )
            for module in self._bank.modules()
        }
        return checks | {paper.id: read(paper.title, words.language) for paper in self._bank.blueprints()}

    def _roles(self, language: str) -> dict[str, str]:
        return {role.id: read(role.title, language) for role in self._bank.roles()}
