"""Owns where assessments take their questions from: the learner's bank and, while it is open, the trainer's; opens neither."""

from __future__ import annotations

from collections.abc import Callable

from question_bank.bank import BankFile, UnitRow
from question_bank.model import Blueprint, Item, Pool
from trainer.core.message import Refused


class Pools:
    """The learner's bank, and the graded one for as long as a trainer has it open.

    Of the graded bank only its graded questions and the plans that draw from them are offered: the rest is in the
    learner's. A sitting that has begun needs neither: its questions lie in the archive. `sealed` gives the plans of the
    graded bank while it is locked away: they are known, and nothing is drawn by them.
    """

    def __init__(self, learner: BankFile, sealed: Callable[[], tuple[Blueprint, ...]] = tuple) -> None:
        self.learner = learner
        self._sealed = sealed
        self._graded: BankFile | None = None
        self._lent = False

    @property
    def graded(self) -> BankFile | None:
        """The trainer's bank while it is open."""
        return self._graded

    def open(self, graded: BankFile) -> None:
        """Offer a trainer's bank from now on, in place of one that was open."""
        self.close()
        self._graded = graded

    def borrow(self, graded: BankFile) -> None:
        """Offer a trainer's bank that somebody else has open, and closes."""
        self.open(graded)
        self._lent = True

    def close(self) -> None:
        """Offer it no more and let go of what was read of it. Closing twice does nothing."""
        graded, self._graded = self._graded, None
        lent, self._lent = self._lent, False
        if graded is not None and not lent:
            graded.close()

    def bank_of(self, pool: Pool) -> BankFile:
        """The bank that a pool lies in. Raises Refused("vault.shut") for graded questions while they are locked away."""
        if pool is not Pool.GRADED:
            return self.learner
        if self._graded is None:
            raise Refused("vault.shut")
        return self._graded

    def index(self, pool: Pool) -> tuple[UnitRow, ...]:
        """The light rows of one pool's items; none of the graded pool while it is locked away."""
        if pool is Pool.GRADED and self._graded is None:
            return ()
        return self.bank_of(pool).index((pool,))

    def item(self, digest: str) -> Item:
        """One item of whichever bank has it. Raises KeyError."""
        try:
            return self.learner.item(digest)
        except KeyError:
            if self._graded is None:
                raise
            return self._graded.item(digest)

    def blueprints(self) -> tuple[Blueprint, ...]:
        """The plans of the banks, the learner's first; those over graded questions also while these are locked away."""
        graded = self._graded.blueprints() if self._graded is not None else self._sealed()
        return self.learner.blueprints() + tuple(plan for plan in graded if plan.pool is Pool.GRADED)

    def find_blueprint(self, blueprint_id: str) -> Blueprint | None:
        """One of the plans of the banks, or None."""
        return next((plan for plan in self.blueprints() if plan.id == blueprint_id), None)
