"""Owns putting all but the window together: one folder's records, a bank, the desks; knows no Qt and no words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from question_bank import source
from question_bank.bank import BankFault, BankFile
from trainer import faults
from trainer.clock import Clock, SystemClock
from trainer.desks.entrance import Entrance
from trainer.desks.preferring import Preferring
from trainer.faults import Exit, Fault
from trainer.places import APPLICATION, Places
from trainer.records.opening import Progress, Records, open_records, silent

if TYPE_CHECKING:
    from trainer.desks.assessing import Assessing
    from trainer.desks.assigned import Assigned
    from trainer.desks.carding import Carding
    from trainer.desks.casework import Casework
    from trainer.desks.composing import Composing
    from trainer.desks.certifying import Certifying
    from trainer.desks.classroom import Classroom
    from trainer.desks.erasing import Erasing
    from trainer.desks.exporting import Exporting
    from trainer.desks.founding import Founding
    from trainer.desks.grouping import Grouping
    from trainer.desks.learning import Learning
    from trainer.desks.moving import Moving
    from trainer.desks.plans import PlanShelf
    from trainer.desks.pools import Pools
    from trainer.desks.preparing import Preparing
    from trainer.desks.observing import Observing
    from trainer.desks.privacy import Privacy
    from trainer.desks.reflecting import Reflecting
    from trainer.desks.results import Results
    from trainer.desks.retaining import Retaining
    from trainer.desks.room import Room
    from trainer.desks.rostering import Rostering
    from trainer.desks.ruling import RulingDesk
    from trainer.desks.scores import Scores
    from trainer.desks.searching import Searching
    from trainer.desks.sourcing import Sourcing
    from trainer.desks.teaching import Teaching
    from trainer.desks.vaulting import Vaulting
    from trainer.records.backup import Backups
    from trainer.records.queries.learner import LearnerQueries
    from trainer.trial import TrialHouse

Seeds = Callable[[], int]

BUILT = "learner.bank"


def bank_file() -> Path:
    """The learner's bank: the one that came with the installation, in a checkout the one built from its content.

    Raises Fault, what the system says of the place where one is built.
    """
    packaged = source.packaged_bank()
    if packaged is not None:
        return packaged
    out = _built_bank()
    try:
        return source.ensure_bank(out)
    except OSError as error:
        raise faults.from_os(error, out) from error
    except sqlite3.Error as error:
        raise faults.from_sqlite(error, out) or error from error


def _built_bank() -> Path:
    """Where a checkout's bank is built: in it, or among this account's caches where it may not be written."""
    import os

    checkout = source.HERE.parent
    build = checkout / "build"
    if os.access(build if build.is_dir() else checkout, os.W_OK | os.X_OK):
        build.mkdir(exist_ok=True)
        return build / BUILT
    from platformdirs import user_cache_path

    return user_cache_path(APPLICATION, appauthor=False, ensure_exists=True) / BUILT


def open_bank(path: Path | None = None) -> BankFile:
    """Open a bank, the learner's own unless one is named. Raises Fault."""
    try:
        return BankFile.open(path or bank_file())
    except BankFault as fault:
        values = {
            name: value if isinstance(value, str | int | float) else str(value) for name, value in fault.values.items()
        }
        raise Fault(fault.code, Exit.REFUSED_FILE, **values) from fault


def founding(where: Places, bank: BankFile, clock: Clock | None = None) -> Founding:
    """The desk of the first start, before there are records to open."""
    from trainer.desks.founding import Founding

    return Founding(where, bank, clock or SystemClock())


class House:
    """One data folder with everything that works on it. `close` it, or use it in a `with`.

    A desk is put together when it is first asked for: the first window needs the entrance alone.
    """

    def __init__(
        self, folder: Path, clock: Clock, records: Records, bank: BankFile, seeds: Seeds | None = None
    ) -> None:
        self.folder = folder
        self.clock = clock
        self.records = records
        self.bank = bank
        self._seeds = seeds

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        bank: BankFile | None = None,
        clock: Clock | None = None,
        language: str = "en",
        create: bool = False,
        shared: bool = False,
        progress: Progress = silent,
        seeds: Seeds | None = None,
    ) -> Self:
        """Open a folder's records and hand in every sitting whose time went by meanwhile. Raises Fault.

        Without `create` a folder without records is fault.no-records. The house closes the bank, also a given one.
        `progress` hears of events folded anew after a change of rules; `seeds` gives the numbers that forms are drawn by.
        """
        clock = clock or SystemClock()
        bank = bank or open_bank()
        try:
            records = open_records(folder, create=create, shared=shared, progress=progress)
        except BaseException:
            bank.close()
            raise
        house = cls(folder, clock, records, bank, seeds)
        try:
            if any(records.store.execute("SELECT 1 FROM open_stream WHERE mode = 'assessment' LIMIT 1")):
                house.assessing.settle_all(language)
        except BaseException:
            house.close()
            raise
        return house

    @property
    def queries(self) -> LearnerQueries:
        """What one learner's pages ask of the records."""
        return self.records.queries

    @property
    def backups(self) -> Backups:
        """Copies of the records."""
        return self.records.backups

    @cached_property
    def learning(self) -> Learning:
        """Home, modules, lessons, practice."""
        from trainer.desks.learning import Learning

        records = self.records
        return Learning(self.bank, records.journal, records.archive, records.queries, self.clock, self._drawn_by)

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
    def certifying(self) -> Certifying:
        """Certificates of what was passed."""
        from trainer.desks.certifying import Certifying

        one = self.records
        return Certifying(one.store, one.people, one.settings, one.queries, self.results, self.clock)

    @cached_property
    def ruling(self) -> RulingDesk:
        """Rulings on questions, and what was disputed."""
        from trainer.desks.ruling import RulingDesk

        records = self.records
        return RulingDesk(records.store, records.archive, records.people, self.clock)

    @cached_property
    def pools(self) -> Pools:
        """Where assessments take their questions from: the graded ones too while a trainer has them open."""
        from trainer.desks.pools import Pools

        return Pools(self.bank)

    @cached_property
    def shelf(self) -> PlanShelf:
        """Every plan of an assessment: of the banks, and composed here."""
        from trainer.desks.plans import PlanShelf
        from trainer.records.plans import Plans

        return PlanShelf(self.records.store, self.pools, Plans(self.records.store, self.records.archive))

    @cached_property
    def composing(self) -> Composing:
        """Composing plans of assessments."""
        from trainer.desks.composing import Composing
        from trainer.records.plans import Plans

        plans = Plans(self.records.store, self.records.archive)
        return Composing(self.records.store, self.pools, plans, self.shelf, self.clock)

    @cached_property
    def vaulting(self) -> Vaulting:
        """The question bank for assessments."""
        from trainer.desks.vaulting import Vaulting

        records = self.records
        return Vaulting(records.store, records.people, self.pools, self.clock)

    @cached_property
    def preparing(self) -> Preparing:
        """What comes before an assessment."""
        from trainer.desks.preparing import Preparing

        records = self.records
        return Preparing(self.assessing, self.pools, records.people, records.queries, records.journal)

    @cached_property
    def room(self) -> Room:
        """The room in which assessments are sat."""
        from trainer.desks.room import Room

        records = self.records
        return Room(records.store, records.people, records.journal, records.archive, self.clock)

    @cached_property
    def casework(self) -> Casework:
        """Branching cases."""
        from trainer.desks.casework import Casework

        records = self.records
        return Casework(self.bank, records.journal, records.archive, records.queries, self.clock, self._drawn_by)

    @cached_property
    def reflecting(self) -> Reflecting:
        """The learner's own progress."""
        from trainer.desks.reflecting import Reflecting
        from trainer.records.queries.past import PastQueries

        records = self.records
        return Reflecting(self.bank, records.archive, records.queries, PastQueries(records.store), self.clock)

    @cached_property
    def teaching(self) -> Teaching:
        """The trainer's desk."""
        from trainer.desks.teaching import Teaching

        return Teaching(self.records.store, self.records.people, self.bank, self.clock, self._scores)

    @cached_property
    def exporting(self) -> Exporting:
        """What a trainer takes along as files."""
        from trainer.desks.exporting import Exporting

        return Exporting(self.records.store, self.bank, self.clock, self._scores, self.assigned)

    @cached_property
    def _scores(self) -> Scores:
        from trainer.desks.scores import Scores

        return Scores(self.bank, self.clock)

    @cached_property
    def grouping(self) -> Grouping:
        """Groups and what is assigned."""
        from trainer.desks.grouping import Grouping

        records = self.records
        return Grouping(records.store, records.people, records.settings, self.bank, self.pools, self.clock)

    @cached_property
    def assigned(self) -> Assigned:
        """What a learner is told of what is assigned."""
        from trainer.desks.assigned import Assigned

        return Assigned(self.records.store, self.bank, self.pools, self.clock)

    @cached_property
    def rostering(self) -> Rostering:
        """Bringing people in, duplicates."""
        from trainer.desks.rostering import Rostering

        return Rostering(self.records, self.bank, self.clock)

    @cached_property
    def erasing(self) -> Erasing:
        """Erasing people for good."""
        from trainer.desks.erasing import Erasing

        return Erasing(self.records, self.clock)

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
    def observing(self) -> Observing:
        """What a trainer sees of one person, and of ways through cases."""
        from trainer.desks.observing import Observing

        one = self.records
        return Observing(
            one.store, self.bank, one.archive, one.journal, self.results, self.assigned, self.room, self.clock
        )

    @cached_property
    def classroom(self) -> Classroom:
        """Questions for a whole class."""
        from trainer.desks.classroom import Classroom

        return Classroom(self.bank, self._drawn_by)

    def begin_trial(self, trainer: str, name: str) -> TrialHouse:
        """Begin records of their own for a trainer who tries things as a learner called `name`. Raises Fault."""
        from trainer.trial import TrialHouse

        return TrialHouse.begun(self, trainer, name, self.clock, self._seeds)

    @cached_property
    def sourcing(self) -> Sourcing:
        """Where facts stand, and the files that a person has of the documents."""
        from trainer.desks.sourcing import Sourcing

        return Sourcing(self.bank, self.records.settings)

    @cached_property
    def carding(self) -> Carding:
        """Reference cards."""
        from trainer.desks.carding import Carding
        from trainer.records.queries.met import MetQueries

        records = self.records
        met = MetQueries(records.store)
        return Carding(self.bank, records.archive, records.journal, met, records.people, records.settings, self.clock)

    @cached_property
    def searching(self) -> Searching:
        """Looking for something."""
        from trainer.desks.searching import Searching
        from trainer.records.queries.met import MetQueries

        records = self.records
        return Searching(self.bank, records.archive, records.queries, MetQueries(records.store))

    @cached_property
    def moving(self) -> Moving:
        """Taking one's progress to another computer."""
        from trainer.desks.moving import Moving

        records = self.records
        return Moving(records.store, records.archive, records.journal, records.people, self.clock)

    @cached_property
    def entrance(self) -> Entrance:
        """Profiles and signing in."""
        return Entrance(self.records.people, self.bank, self.clock, self.folder)

    @cached_property
    def preferring(self) -> Preferring:
        """How each person wants the application."""
        return Preferring(self.records.settings)

    @property
    def _drawn_by(self) -> Seeds:
        from trainer.desks.drawing import new_seed

        return self._seeds or new_seed

    def load(self) -> None:
        """Put every desk together that is not yet, so that the first question for one does not wait."""
        _ = self.learning, self.assessing, self.casework, self.teaching

    def close(self) -> None:
        """Let the folder and the bank go. Closing twice does nothing."""
        if "pools" in self.__dict__:
            self.pools.close()
        self.records.close()
        self.bank.close()

    def __enter__(self) -> Self:
        """Return the house itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
