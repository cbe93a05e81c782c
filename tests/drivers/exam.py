"""Owns assessments that no shipped bank has, a journal that can fail, and a person who sits one; answers through the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from question_bank.bank import BankFile
from question_bank.model import Blueprint
from tests.drivers.person import Person
from tests.drivers.school import School
from trainer.core.requests import Admitted
from trainer.desks.assessing import Assessing
from trainer.desks.plans import PlanShelf
from trainer.desks.pools import Pools
from trainer.faults import Fault
from trainer.records.plans import Plans
from trainer.ui.pages.sitting import SittingPage
from trainer.ui.presenters.sitting import RETRY_MS

STANDARD = "self-check-standard"
MINUTE_MS = 60_000


class BankWith:
    """A bank whose assessments are others; all else is the real bank's."""

    def __init__(self, bank: BankFile, *blueprints: Blueprint) -> None:
        self._bank = bank
        self._blueprints = blueprints

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bank, name)

    def blueprints(self) -> tuple[Blueprint, ...]:
        """The assessments there are."""
        return self._blueprints

    def find_blueprint(self, blueprint_id: str) -> Blueprint | None:
        """One of them."""
        return next((one for one in self._blueprints if one.id == blueprint_id), None)


def desk(school: School, **changes: Any) -> Assessing:
    """The assessment desk with the standard self-check under other rules; `blueprints=()` for none at all."""
    house = school.house
    blueprints = changes.pop("blueprints", None)
    if blueprints is None:
        standard = house.bank.find_blueprint(STANDARD)
        assert standard is not None
        blueprints = (replace(standard, **changes),)
    bank: Any = BankWith(house.bank, *blueprints)
    store, archive = house.records.store, house.records.archive
    shelf = PlanShelf(store, Pools(bank), Plans(store, archive))
    return Assessing(bank, house.records.journal, archive, house.queries, school.clock, shelf)


@contextmanager
def disk_full(school: School, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every write fail for a while."""

    def fail(*_args: object, **_values: object) -> None:
        raise Fault("fault.disk-full", path="records.db")

    with monkeypatch.context() as patch:
        for name in ("append", "begin", "alive"):
            patch.setattr(type(school.house.records.journal), name, fail)
        yield


class Sitter(Person):
    """Somebody who sits an assessment by the keyboard."""

    def __init__(self, page: SittingPage, window: QWidget) -> None:
        super().__init__(window)
        self.page = page

    @property
    def number(self) -> int:
        """The question on the screen."""
        return self.page.presenter.question().number

    @property
    def chosen(self) -> str:
        """The letters chosen on the screen."""
        cards = self.page.question.options.cards
        return "".join(card.face.option.letter for card in cards if card.isChecked())

    @property
    def saved(self) -> str:
        """What the saved mark says."""
        return self.page.saved.text() if self.page.saved.isVisible() else ""

    @property
    def sure(self) -> str:
        """How sure the person says they are."""
        assert self.page.question.confidence is not None
        return self.page.question.confidence.given()

    def cells(self) -> list[str]:
        """What a screen reader says of each cell of the navigator."""
        return [cell.accessibleName() for cell in self.page.question.navigator.cells]

    def second(self) -> None:
        """Let the page look at the time, as it does each second."""
        self.page.presenter.settle()

    def retry_due(self) -> None:
        """Let the time come when a failed write is tried again."""
        timers = [one for one in self.page.presenter.findChildren(QTimer) if one.interval() == RETRY_MS]
        running = [one for one in timers if one.isActive()]
        assert running, "nothing is tried again"
        for timer in running:
            timer.setInterval(1)

    def answers_all(self) -> None:
        """Answer every question with A."""
        while True:
            self.press("A")
            if not self.page.question.next.isEnabled():
                return
            self.press("Alt+Right")


def key_of(school: School, desk_: Assessing, who: Admitted, right: int) -> str:
    """Sit an assessment through the desk with so many right answers, hand in, and return its stream."""
    hand = desk_.sit(who.id, STANDARD, "en")
    for place in range(hand.length):
        hand.go(place)
        school.clock.forward(20_000)
        question = hand.question()
        item = hand.attempt.item(question.digest)
        keyed = tuple(option.id for option in question.options if option.id in item.key)
        other = tuple(option.id for option in question.options if option.id not in item.key)
        hand.choose(keyed if place < right else other[: item.answers])
    hand.submit()
    return hand.attempt.stream


def hear(signal: SignalInstance) -> list[Any]:
    """What a signal says from now on, one entry each time: its values, alone where there is one."""
    said: list[Any] = []
    signal.connect(lambda *values: said.append(values[0] if len(values) == 1 else values))
    return said
