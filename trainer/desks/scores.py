"""Owns asking for everybody's figures by the bank's modules: the one query behind list, files and reports."""

from __future__ import annotations

from collections.abc import Iterator

from question_bank.bank import BankFile
from trainer.clock import Clock
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.views import PersonScore
from trainer.desks.standings import Standings
from trainer.desks.syllabus import Syllabus
from trainer.records.queries.teacher import people_scores
from trainer.records.source import Source


class Scores:
    """Everybody's figures as they stand now."""

    def __init__(self, bank: BankFile, clock: Clock) -> None:
        self._clock = clock
        self._syllabus = Syllabus(bank)
        self._standings = Standings(bank, self._syllabus, clock)

    def of(self, source: Source, scope: Scope = EVERYTHING) -> Iterator[PersonScore]:
        """Yield everybody of a scope who learns here, in the order of their codes. Raises Refused for days that are none."""
        counted = {
            module: tuple(objective.id for objective in objectives)
            for module, objectives in self._syllabus.counted.items()
        }
        scores = people_scores(source, counted, self._clock.now().utc_ms, self._syllabus.replaced, scope)
        return self._standings.of(source, scores)
