"""Measures questions drawn and painted in the real window beside bare queries of the same rows."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from question_bank.bankfile import connected
from question_bank.model import Confidence
from tests.benchmarks import window
from tests.benchmarks.figures import Figure, quantile
from trainer.app import Application
from trainer.core.requests import Access
from trainer.house import House
from trainer.ui.pages.practice import PracticePage

ROUNDS = 12
QUESTIONS = 5
AT_ONCE_MS = 100
"""What seems to happen at once to a person."""
LIGHT = (
    "SELECT digest, id, module, objective, family, kind, pool, level, as_of FROM items"
    " WHERE pool = 'practice' ORDER BY position"
)
WHOLE = "SELECT data FROM items WHERE digest = ?"


def measure() -> list[Figure]:
    """Begin rounds, and go on in each for some questions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        with House.open(folder, create=True) as house:
            house.records.people.add("Sofie Bjerre", "asylum-officer", Access.LEARNER, house.clock.now())
        with window.opened(folder) as application:
            return _measured(application)


def _measured(application: Application) -> list[Figure]:
    house, router = application.house, application.router
    assert house is not None
    (card,) = house.entrance.profiles("en")
    router.enter(house.entrance.admit(card.id))
    asked = [(row.module, row.objective) for row in house.bank.index() if row.pool == "practice"]
    wishes = list(dict.fromkeys(asked))
    bank = connected(house.bank.path)
    drawn: tuple[list[float], list[float]] = ([], [])
    shown: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 1):
        router.show_home()
        window.run_for(100)
        module, objective = wishes[number * len(wishes) // (ROUNDS + 1)]
        # A round about one objective is always a new one; that about a module is taken up where it was left.
        first = _until_painted(partial(router.show_practice, module, objective))
        page = _page(application)
        digests = [_digest(page)]
        for _ in range(QUESTIONS):
            if not _answer(page):
                break
            window.run_for(50)
            took = _until_painted(page.presenter.forward)
            if page.in_hand is None or page.in_hand.finished:
                break
            shown[0].append(took)
            digests.append(_digest(page))
            shown[1].append(_bare(bank, digests[-1:]))
        if number:  # what is loaded late is loaded
            drawn[0].append(first)
            drawn[1].append(_bare(bank, digests, light=True))
    bank.close()
    return [
        _figure("round drawn, first question painted", *drawn),
        _figure("next question painted", *shown),
    ]


def _page(application: Application) -> PracticePage:
    page = application.router.page
    assert isinstance(page, PracticePage), page
    return page


def _digest(page: PracticePage) -> str:
    assert page.in_hand is not None
    return page.in_hand.question().digest


def _answer(page: PracticePage) -> bool:
    """Answer the question somehow and check it."""
    hand = page.in_hand
    assert hand is not None
    question = hand.question()
    page.presenter.choose(tuple(option.id for option in question.options[: question.answers]))
    page.presenter.say_confidence(Confidence.FAIRLY_SURE.value)
    page.presenter.check()
    return hand.verdict() is not None


def _until_painted(act: Callable[[], object]) -> float:
    """Milliseconds from an act to the end of the last painting that follows it at once."""
    with window.Painted() as painted:
        began = time.perf_counter()
        act()
        window.wait(lambda: painted.last > began)
        window.run_for(40)
    return (painted.last - began) * 1000


def _bare(bank: sqlite3.Connection, digests: list[str], *, light: bool = False) -> float:
    """Milliseconds that a bare query of the same rows takes: of all that can be drawn, and of those shown whole."""
    began = time.perf_counter()
    if light:
        bank.execute(LIGHT).fetchall()
    for digest in digests:
        bank.execute(WHOLE, (digest,)).fetchall()
    return (time.perf_counter() - began) * 1000


def _figure(name: str, measured: list[float], floor: list[float]) -> Figure:
    ms, bare = quantile(measured, 0.5), quantile(floor, 0.5)
    return Figure(
        f"{name}, p50 of {len(measured)}",
        f"{ms:.0f} ms",
        f"{bare:.2f} ms",
        f"{ms / bare:.0f}",
        f"<= floor + {AT_ONCE_MS} ms",
        ms <= bare + AT_ONCE_MS,
    )
