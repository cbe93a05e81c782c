"""From the list of people to what a learner finds on the home page, through the real window and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.requests import Access
from trainer.house import House
from trainer.ui.pages.cohort import CohortPage
from trainer.ui.pages.home import HomePage

Opened = Callable[[Path], tuple[Application, Person]]


def test_a_group_is_made_assigned_something_and_its_people_find_it(opened: Opened, tmp_path: Path) -> None:
    with House.open(tmp_path, create=True) as before:
        for name, access in (("Maja Lindholm", Access.TRAINER), ("Jonas Kvist", Access.LEARNER)):
            before.records.people.add(name, "patrol", access, before.clock.now())
    application, person = opened(tmp_path)
    house = application.house
    assert house is not None
    known = {one.name: one.id for one in house.entrance.profiles("en")}
    application.router.enter(house.entrance.admit(known["Maja Lindholm"]))
    page = application.router.page
    assert isinstance(page, CohortPage)
    person.waits(lambda: page.model is not None, "the list")
    person.press("Ctrl+F")
    person.types("Jonas")
    person.press("Return", "Space")
    person.waits_for("1 chosen")
    person.chooses("Add to group")
    person.chooses("New group")
    person.waits_for("Name of the group")
    person.types("Class 3")
    person.press("Return")
    person.waits_for("Class 3 has 1 person.")
    person.chooses("Clear")
    person.chooses("More")
    person.chooses("Assign something to this group")
    person.goes_to("Due")
    person.types("30-11-2199")
    person.chooses("See single answers of practice")
    person.chooses("Assign")
    person.waits_for("is assigned to Class 3.")
    person.waits_for("0 done, 0 begun, 1 not begun")
    application.router.enter(house.entrance.admit(known["Jonas Kvist"]))
    home = application.router.page
    assert isinstance(home, HomePage)
    person.waits_for("Assigned to you")
    title = house.bank.modules()[0].title["en"]
    person.chooses(f"{title}, Module, Due 30 November 2199, Not begun")
    person.waits_for("Your trainer sees your single answers in this module until 30 November 2199.")
