"""Owns practice questions shown to a whole class: which there are, one after another, revealed; writes nothing, knows no person."""

from __future__ import annotations

import random

from question_bank.bank import BankFile, UnitRow
from question_bank.model import Pool, read
from trainer.core import units
from trainer.core.attempt import StepState, UnitState
from trainer.core.events import FormUnit
from trainer.core.units import ItemUnit
from trainer.core.views import FactView, QuestionView
from trainer.desks import showing
from trainer.desks.drawing import Seeds, form_of, new_seed


class ClassRound:
    """The questions of one module in hand, in an order of their own. Nothing of it is kept anywhere."""

    def __init__(self, bank: BankFile, module: str, rows: tuple[UnitRow, ...], seed: int) -> None:
        self.module = module
        self._bank = bank
        self._seed = seed
        self._form: tuple[FormUnit, ...] = form_of(rows)
        self._revealed: set[int] = set()
        self._chosen: dict[int, tuple[str, ...]] = {}
        self.place = 0

    @property
    def length(self) -> int:
        """How many questions there are."""
        return len(self._form)

    @property
    def revealed(self) -> bool:
        """Say whether the answer to the question on the screen is shown."""
        return self.place in self._revealed

    def title(self, language: str) -> str:
        """The module's title."""
        return read(self._bank.module(self.module).title, language)

    def question(self, language: str) -> QuestionView:
        """The question on the screen, with key and reasons once revealed."""
        ref = self._form[self.place]
        item = self._bank.item(ref.digest)
        step = ItemUnit(item, ref.digest).following(())
        assert step is not None  # an item has always its one step
        order = units.shown_order(self._seed, self.place, step)
        unit = UnitState(ref, (StepState(ref.digest, order, self._chosen.get(self.place, ())),))
        return showing.question_view(item, unit, self.place, self.length, language, marked=self.revealed)

    def facts(self, language: str) -> tuple[FactView, ...]:
        """What the answer rests on, the key's own facts first; nothing before it is revealed."""
        if not self.revealed:
            return ()
        item = self._bank.item(self._form[self.place].digest)
        named = [option.fact for option in item.options if option.correct]
        return showing.fact_views(self._bank, [*named, *item.facts], language)

    def choose(self, options: tuple[str, ...]) -> None:
        """Mark what the class would choose; once it is revealed nothing changes."""
        if not self.revealed:
            self._chosen[self.place] = options

    def reveal(self) -> None:
        """Show the answer to the question on the screen from now on."""
        self._revealed.add(self.place)

    def go(self, steps: int) -> bool:
        """Go so many questions on, or back. Return whether there was one."""
        if not 0 <= self.place + steps < self.length:
            return False
        self.place += steps
        return True


class Classroom:
    """What a trainer with a projector asks for."""

    def __init__(self, bank: BankFile, seeds: Seeds = new_seed) -> None:
        self._bank = bank
        self._seeds = seeds

    def modules(self, language: str) -> tuple[tuple[str, str, int], ...]:
        """Modules as (id, title, how many practice questions), in order; those without any are left out."""
        counts: dict[str, int] = {}
        for row in self._bank.index((Pool.PRACTICE,)):
            counts[row.module] = counts.get(row.module, 0) + 1
        modules = self._bank.modules()
        return tuple((m.id, read(m.title, language), counts[m.id]) for m in modules if counts.get(m.id))

    def begin(self, module: str) -> ClassRound:
        """Take the practice questions of a module in hand, those of one objective apart from each other."""
        seed = self._seeds()
        rows = [row for row in self._bank.index((Pool.PRACTICE,)) if row.module == module]
        random.Random(seed).shuffle(rows)
        turns: dict[str, int] = {}
        ordered = []
        for row in rows:
            turn = turns[row.objective] = turns.get(row.objective, 0) + 1
            ordered.append((turn, row))
        return ClassRound(self._bank, module, tuple(row for _, row in sorted(ordered, key=lambda one: one[0])), seed)
