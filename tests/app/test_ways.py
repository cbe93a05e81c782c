"""Ways through the whole window: every place of the rail, signing out and in again, one after the other in one window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.requests import Access
from trainer.house import House
from trainer.ui.ahead import PARTS

Opened = Callable[[Path], tuple[Application, Person]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two learners and a trainer, none with a PIN."""
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        for name in ("Sofie Bjerre", "Jonas Kvist"):
            house.entrance.add(name, "patrol", "")
        house.records.people.add("Maja Lindholm", "trainer", Access.TRAINER, house.clock.now())
    return folder


def _sign_in(person: Person, name: str) -> None:
    person.waits_for("Choose your profile")
    person.goes_to(name)
    person.press("Space")
    if person.reads("Choose your profile"):
        person.chooses("Sign in")


def _sign_out(person: Person, name: str) -> None:
    person.chooses(f"{name}. Sign out")
    person.waits_for("Your place and your answers are kept")
    person.chooses("Sign out")
    person.waits_for("Choose your profile")


def test_people_take_turns_at_one_window(opened: Opened, folder: Path) -> None:
    """A learner signs out, a trainer signs in and out, the learner comes back: each finds their own first page."""
    application, person = opened(folder)
    for name, first in (
        ("Sofie Bjerre", ", Sofie"),
        ("Maja Lindholm", "Find a person"),
        ("Jonas Kvist", ", Jonas"),
        ("Sofie Bjerre", ", Sofie"),
    ):
        _sign_in(person, name)
        person.waits_for(first)
        assert application.router.who.name == name
        _sign_out(person, name)


def test_what_a_learner_may_open_next_is_loaded_once_they_are_there(opened: Opened, folder: Path) -> None:
    """A trainer's pages are others: nothing is loaded for them."""
    application, person = opened(folder)
    _sign_in(person, "Maja Lindholm")
    person.waits_for("Find a person")
    assert not application.ahead.working
    _sign_out(person, "Maja Lindholm")
    assert application.ahead.left == len(PARTS)
    _sign_in(person, "Sofie Bjerre")
    person.waits_for(", Sofie")
    assert application.ahead.working
    person.waits(lambda: not application.ahead.left, "all loaded")
    person.waits(lambda: not application.ahead.working, "nothing more to load")


def test_every_place_of_the_rail_opens_from_every_other(opened: Opened, folder: Path) -> None:
    """Each entry leads to a page that says where one is, and the one before is let go."""
    application, person = opened(folder)
    _sign_in(person, "Sofie Bjerre")
    person.waits_for(", Sofie")
    rail = application.window.rail
    places = [item.place.id for item in rail._items]
    assert {"home", "assess"} <= set(places)
    for _ in range(2):
        for place in places:
            application.router.go(place)
            assert application.router.page is not None
            assert application.router.page.isVisible()
    for over in ("keys", "display"):
        application.router.go(over)
        person.chooses("Done")
    _sign_out(person, "Sofie Bjerre")
