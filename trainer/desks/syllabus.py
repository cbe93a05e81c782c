"""Owns which objectives count towards mastery, for the learner's pages and the trainer's list alike; knows no person."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from question_bank.bank import BankFile
from question_bank.model import Objective, Pool
from trainer.core.progress import ObjectiveState


class Syllabus:
    """Today's objectives. One counts once the bank has practice questions for it: what cannot be practised cannot be mastered."""

    def __init__(self, bank: BankFile) -> None:
        self._bank = bank

    @cached_property
    def counted(self) -> dict[str, tuple[Objective, ...]]:
        """The objectives that count, by module, in the bank's order."""
        practised = {row.objective for row in self._bank.index((Pool.PRACTICE,))}
        return {
            module.id: tuple(o for o in self._bank.objectives(module.id) if o.id in practised and not o.withdrawn)
            for module in self._bank.modules()
        }

    @cached_property
    def replaced(self) -> dict[str, str]:
        """Former objective ids to today's."""
        return {
            old: objective.id
            for objectives in self.counted.values()
            for objective in objectives
            for old in objective.replaces
        }

    def by_today(self, states: Mapping[str, ObjectiveState]) -> dict[str, ObjectiveState]:
        """States by today's objective ids: a renamed objective takes over what its old names hold."""
        found = dict(states)
        for old, new in self.replaced.items():
            if old in found and new not in found:
                found[new] = found[old]
        return found
