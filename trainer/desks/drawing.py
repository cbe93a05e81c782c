"""Owns what every desk that begins attempts is given, and how a form is drawn up from a bank's rows; knows no kind of attempt."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from question_bank.bank import BankFile, UnitRow
from trainer.clock import Clock
from trainer.core.events import BankRef, FormUnit
from trainer.records.archive import Archive
from trainer.records.journal import Journal
from trainer.records.queries.learner import LearnerQueries

Seeds = Callable[[], int]
"""Where the chance in a form comes from."""


def new_seed() -> int:
    """A seed that nobody can foresee."""
    return secrets.randbits(48)


class DrawingDesk:
    """A desk that draws forms from the bank, begins attempts in the journal and takes them up again."""

    def __init__(
        self,
        bank: BankFile,
        journal: Journal,
        archive: Archive,
        queries: LearnerQueries,
        clock: Clock,
        seeds: Seeds = new_seed,
    ) -> None:
        self._bank = bank
        self._journal = journal
        self._archive = archive
        self._queries = queries
        self._clock = clock
        self._seeds = seeds


def form_of(rows: tuple[UnitRow, ...]) -> tuple[FormUnit, ...]:
    """The units of a form from rows of a bank's index."""
    return tuple(FormUnit(row.type, row.digest, row.id, row.module, row.objective, row.family) for row in rows)


def bank_ref(bank: BankFile) -> BankRef:
    """What an attempt remembers of the bank it was drawn from."""
    meta = bank.meta
    return BankRef(meta.name, meta.version, meta.digest)
