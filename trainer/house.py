"""Owns putting all but the window together: one folder's records, a bank, the desks; knows no Qt and no words."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from question_bank import source
from question_bank.bank import BankFault, BankFile
from trainer import faults
from trainer.clock import Clock, SystemClock
from trainer.desks.assessing import Assessing
from trainer.desks.entrance import Entrance
from trainer.desks.founding import Founding
from trainer.desks.learning import Learning, Seeds, new_seed
from trainer.desks.preferring import Preferring
from trainer.desks.teaching import Teaching
from trainer.faults import Exit, Fault
from trainer.places import APPLICATION, Places
from trainer.records.backup import Backups
from trainer.records.folding import Progress
from trainer.records.opening import Records, open_records
from trainer.records.queries.learner import LearnerQueries

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


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


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
    return Founding(where, bank, clock or SystemClock())


class House(msgspec.Struct, frozen=True):
    """One data folder with everything that works on it. `close` it, or use it in a `with`."""

    folder: Path
    clock: Clock
    records: Records
    queries: LearnerQueries
    bank: BankFile
    learning: Learning
    assessing: Assessing
    teaching: Teaching
    entrance: Entrance
    preferring: Preferring
    backups: Backups

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
        progress: Progress = _silent,
        seeds: Seeds = new_seed,
    ) -> Self:
        """Open a folder's records and hand in every sitting whose time went by meanwhile. Raises Fault.

        Without `create` a folder without records is fault.no-records. The house closes the bank, also a given one.
        `progress` hears of events folded anew after a change of rules.
        """
        clock = clock or SystemClock()
        bank = bank or open_bank()
        try:
            records = open_records(folder, create=create, shared=shared, progress=progress)
        except BaseException:
            bank.close()
            raise
        try:
            queries = LearnerQueries(records.store)
            journal, archive = records.journal, records.archive
            assessing = Assessing(bank, journal, archive, queries, clock, seeds)
            assessing.settle_all(language)
            return cls(
                folder,
                clock,
                records,
                queries,
                bank,
                Learning(bank, journal, archive, queries, clock, seeds),
                assessing,
                Teaching(records.store, records.people, bank, clock),
                Entrance(records.people, bank, clock),
                Preferring(records.settings),
                Backups(records.store),
            )
        except BaseException:
            records.close()
            bank.close()
            raise

    def close(self) -> None:
        """Let the folder and the bank go. Closing twice does nothing."""
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
