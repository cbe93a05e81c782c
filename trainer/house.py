"""Owns putting all but the window together: one folder's records, a bank, the desks; knows no Qt and no words."""

from __future__ import annotations

import sqlite3
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
from trainer.wing import Seeds, Wing

if TYPE_CHECKING:
    from trainer.core.timekeeping import Stamp
    from trainer.desks.carding import Carding
    from trainer.desks.casework import Casework
    from trainer.desks.founding import Founding
    from trainer.desks.learning import Learning
    from trainer.desks.moving import Moving
    from trainer.desks.reflecting import Reflecting
    from trainer.desks.searching import Searching
    from trainer.desks.sourcing import Sourcing
    from trainer.records.backup import Backups
    from trainer.records.queries.learner import LearnerQueries
    from trainer.trial import TrialHouse

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


class House(Wing):
    """One data folder with everything that works on it. `close` it, or use it in a `with`.

    A desk is put together when it is first asked for: the first window needs the entrance alone.
    """

    def __init__(
        self, folder: Path, clock: Clock, records: Records, bank: BankFile, seeds: Seeds | None = None
    ) -> None:
        super().__init__(clock, records, bank, seeds)
        self.folder = folder

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

    def back_up(self, at: Stamp) -> None:
        """Make the day's backup if it is due, after what an erasure left to do. For a worker thread. Raises as `daily`."""
        if self.erasing.unfinished():
            self.erasing.finish()
        self.backups.daily(at, assessing=False)

    @cached_property
    def learning(self) -> Learning:
        """Home, modules, lessons, practice."""
        from trainer.desks.learning import Learning

        records = self.records
        return Learning(self.bank, records.journal, records.archive, records.queries, self.clock, self._drawn_by)

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

    def begin_trial(self, trainer: str, name: str, plan: str = "") -> TrialHouse:
        """Begin records of their own for a trainer who tries things as a learner called `name`, an assessment where one is named.

        Raises Refused (plan.unknown, vault.shut), Fault.
        """
        from trainer.trial import TrialHouse

        return TrialHouse.begun(self, trainer, name, self.clock, self._seeds, plan)

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
