"""Owns putting together the desks of a class: assessments, and all that trainers work at; knows no Qt and no words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from question_bank.bank import BankFile
from trainer.clock import Clock
from trainer.records.opening import Records

if TYPE_CHECKING:
    from trainer.desks.assessing import Assessing
    from trainer.desks.assigned import Assigned
    from trainer.desks.certifying import Certifying
    from trainer.desks.classroom import Classroom
    from trainer.desks.composing import Composing
    from trainer.desks.erasing import Erasing
    from trainer.desks.exporting import Exporting
    from trainer.desks.grouping import Grouping
    from trainer.desks.observing import Observing
    from trainer.desks.plans import PlanShelf
    from trainer.desks.pools import Pools
    from trainer.desks.preparing import Preparing
    from trainer.desks.privacy import Privacy
    from trainer.desks.results import Results
    from trainer.desks.retaining import Retaining
    from trainer.desks.room import Room
    from trainer.desks.rostering import Rostering
    from trainer.desks.ruling import RulingDesk
    from trainer.desks.scores import Scores
    from trainer.desks.teaching import Teaching
    from trainer.desks.vaulting import Vaulting
    from trainer.records.plans import Plans

Seeds = Callable[[], int]


class Wing:
    """The part of a house that is about the class. A desk is put together when it is first asked for."""

    def __init__(self, clock: Clock, records: Records, bank: BankFile, seeds: Seeds | None) -> None:
        self.clock = clock
        self.records = records
        self.bank = bank
        self._seeds = seeds

    @property
    def _drawn_by(self) -> Seeds:
        from trainer.desks.drawing import new_seed

        return self._seeds or new_seed

    @cached_property
    def certifying(self) -> Certifying:
        """Certificates of what was passed."""
        from trainer.desks.certifying import Certifying

        one = self.records
        return Certifying(one.store, one.people, one.settings, one.queries, self.results, self.clock)

    @cached_property
    def composing(self) -> Composing:
        """Composing plans of assessments."""
        from trainer.desks.composing import Composing

        return Composing(self.records.store, self.pools, self.plans, self.shelf, self.clock)

    @cached_property
    def pools(self) -> Pools:
        """Where assessments take their questions from: the graded ones too while a trainer has them open."""
        from trainer.desks.pools import Pools
        from trainer.records.vault import Vault

        return Pools(self.bank, Vault(self.records.store).plans)

    @cached_property
    def preparing(self) -> Preparing:
        """What comes before an assessment."""
        from trainer.desks.preparing import Preparing

        records = self.records
        return Preparing(self.assessing, self.pools, records.people, records.queries, records.journal)

    @cached_property
    def assessing(self) -> Assessing:
        """Assessments."""
        from trainer.desks.assessing import Assessing

        records = self.records
        return Assessing(
            self.bank, records.journal, records.archive, records.queries, self.clock, self.shelf, self._drawn_by
        )

    @cached_property
    def results(self) -> Results:
        """What comes after an assessment."""
        from trainer.desks.results import Results

        one = self.records
        return Results(self.bank, one.store, one.journal, one.archive, one.queries, self.clock)

    @cached_property
    def room(self) -> Room:
        """The room in which assessments are sat."""
        from trainer.desks.room import Room

        records = self.records
        return Room(records.store, records.people, records.journal, records.archive, self.clock)

    @cached_property
    def ruling(self) -> RulingDesk:
        """Rulings on questions, and what was disputed."""
        from trainer.desks.ruling import RulingDesk

        records = self.records
        return RulingDesk(records.store, records.archive, records.people, self.clock)

    @cached_property
    def shelf(self) -> PlanShelf:
        """Every plan of an assessment: of the banks, and composed here."""
        from trainer.desks.plans import PlanShelf

        return PlanShelf(self.records.store, self.pools, self.plans)

    @cached_property
    def plans(self) -> Plans:
        """The plans composed here."""
        from trainer.records.plans import Plans

        return Plans(self.records.store, self.records.archive)

    @cached_property
    def vaulting(self) -> Vaulting:
        """The question bank for assessments."""
        from trainer.desks.vaulting import Vaulting

        records = self.records
        return Vaulting(records.store, records.people, self.pools, self.clock)

    @cached_property
    def _scores(self) -> Scores:
        from trainer.desks.scores import Scores

        return Scores(self.bank, self.clock)

    @cached_property
    def assigned(self) -> Assigned:
        """What a learner is told of what is assigned."""
        from trainer.desks.assigned import Assigned

        return Assigned(self.records.store, self.bank, self.shelf, self.clock)

    @cached_property
    def classroom(self) -> Classroom:
        """Questions for a whole class."""
        from trainer.desks.classroom import Classroom

        return Classroom(self.bank, self._drawn_by)

    @cached_property
    def erasing(self) -> Erasing:
        """Erasing people for good."""
        from trainer.desks.erasing import Erasing

        return Erasing(self.records, self.clock)

    @cached_property
    def exporting(self) -> Exporting:
        """What a trainer takes along as files."""
        from trainer.desks.exporting import Exporting

        return Exporting(self.records.store, self.bank, self.clock, self._scores, self.assigned)

    @cached_property
    def grouping(self) -> Grouping:
        """Groups and what is assigned."""
        from trainer.desks.grouping import Grouping

        records = self.records
        return Grouping(records.store, records.people, records.settings, self.bank, self.shelf, self.clock)

    @cached_property
    def observing(self) -> Observing:
        """What a trainer sees of one person, and of ways through cases."""
        from trainer.desks.observing import Observing

        one = self.records
        return Observing(
            one.store, self.bank, one.archive, one.journal, self.results, self.assigned, self.room, self.clock
        )

    @cached_property
    def privacy(self) -> Privacy:
        """What is stored about somebody, and the log."""
        from trainer.desks.privacy import Privacy

        return Privacy(self.records, self.bank, self.clock)

    @cached_property
    def retaining(self) -> Retaining:
        """For how long what is kept."""
        from trainer.desks.retaining import Retaining

        return Retaining(self.records, self.erasing, self.clock)

    @cached_property
    def rostering(self) -> Rostering:
        """Bringing people in, duplicates."""
        from trainer.desks.rostering import Rostering

        return Rostering(self.records, self.bank, self.clock)

    @cached_property
    def teaching(self) -> Teaching:
        """The trainer's desk."""
        from trainer.desks.teaching import Teaching

        return Teaching(self.records.store, self.records.people, self.bank, self.clock, self._scores)
