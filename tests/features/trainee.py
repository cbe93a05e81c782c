"""The trainee's chapters: a timed self-check, killed in the middle, taken up again and handed in."""

from __future__ import annotations

from typing import Any

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core import attempt
from trainer.core.views import CellView
from trainer.ui.components.options import OptionCard
from trainer.ui.components.text import Text
from trainer.ui.pages.sitting import SittingPage

ANSWERED = 5
FLAGGED = (1, 3)


def _page(application: Application) -> SittingPage:
    page = application.router.page
    assert isinstance(page, SittingPage), page
    return page


def _left_ms(application: Application) -> int:
    """What the journal itself says is left now."""
    house = application.house
    assert house is not None
    stream = house.queries.open_stream(application.router.who.id, "assessment", "self-check-standard")
    state = attempt.replay(house.records.journal.events(stream))
    assert state is not None
    left = state.left_ms(house.clock.now())
    assert left is not None
    return left


def _answered(application: Application) -> int:
    return sum(cell.answered for cell in _page(application).presenter.cells())


def _cell(cell: CellView) -> list[Any]:
    return [cell.number, cell.seen, cell.answered, cell.flagged, cell.current]


def _paper(person: Person, application: Application) -> dict[str, Any]:
    """Go through the answered questions from the first: what is asked, in which order, what is chosen."""
    page = _page(application)
    rows = []
    for _ in range(ANSWERED):
        stem = page.findChild(Text, "stem")
        assert stem is not None
        cards = [card for card in page.findChildren(OptionCard) if card.isVisible()]
        rows.append([stem.text(), [card.accessibleName() for card in cards], [card.isChecked() for card in cards]])
        person.press("Alt+Right")
    return {"paper": rows}


def sit(person: Person, application: Application) -> dict[str, Any]:
    """Sign in, start the self-check, answer five questions and flag two; killed."""
    person.waits_for("Jonas Kvist")
    person.chooses("Sign in")
    person.chooses("Assess")
    person.chooses("Open Standard self-check")
    person.chooses("Start")
    page = _page(application)
    for number in range(ANSWERED):
        person.press("ABCD"[number % 4])
        if number in FLAGGED:
            person.press("F")
        person.waits(lambda wanted=number: _answered(application) == wanted + 1, "the answer saved")
        person.press("Alt+Right")
    person.press(*["Alt+Left"] * ANSWERED)
    told = _paper(person, application)
    left = _left_ms(application)
    cells = [_cell(cell) for cell in page.presenter.cells()]
    return {**told, "left_ms": left, "cells": cells, "saved": person.reads("Saved"), "killed": True}


def take_up(person: Person, application: Application) -> dict[str, Any]:
    """Everything acknowledged is there, and the time; then go on to the review and hand in by its button."""
    person.waits_for("Jonas Kvist")
    person.chooses("Sign in")
    person.chooses("Assess")
    person.chooses("Continue Standard self-check")
    if person.reads("You have started this one"):
        person.chooses("Continue")
    page = _page(application)
    left = _left_ms(application)
    cells = [_cell(cell) for cell in page.presenter.cells()]
    person.press(*["Alt+Left"] * ANSWERED)
    told = _paper(person, application)
    person.press("Return", "Return")
    assert not page.presenter.over, "Enter never hands in"
    person.chooses("Review and submit")
    person.waits_for("Look over your answers")
    unanswered = [cell.number for cell in page.presenter.cells() if not cell.answered]
    person.chooses("Hand in")
    person.waits_for("the pass mark is")
    return {**told, "left_ms": left, "cells": cells, "unanswered": unanswered, "seen": person.sees()}
