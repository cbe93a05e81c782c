"""A trainer composes an assessment in the real window, and a learner comes to its start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.assignments import Dates, Kind
from trainer.core.requests import Access
from trainer.house import House
from trainer.records.cohorts import Cohorts
from trainer.ui.components.dialog import Dialog

Opened = Callable[[Path], tuple[Application, Person]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A learner and a trainer, none with a PIN."""
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        house.entrance.add("Sofie Bjerre", "patrol", "")
        house.records.people.add("Maja Lindholm", "trainer", Access.TRAINER, house.clock.now())
    return folder


def _sign_in(person: Person, name: str) -> None:
    person.waits_for("Choose your profile")
    person.goes_to(name)
    person.press("Space")
    if person.reads("Choose your profile"):
        person.chooses("Sign in")


def stays(application: Application) -> None:
    """Answer the question about leaving, which keeps the keyboard until it is answered, by staying."""
    timer = QTimer(application.window)
    timer.setInterval(10)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog):
            timer.stop()
            dialog.reject()

    timer.timeout.connect(answer)
    timer.start()


def test_composed_by_a_trainer_and_there_for_a_learner(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    _sign_in(person, "Maja Lindholm")
    person.waits_for("Find a person")
    person.chooses("Assess")
    person.waits_for("No assessment of your own yet")
    person.chooses("New assessment")
    person.waits_for("Say what is asked")
    person.goes_to("Title")
    person.types("Autumn test")
    person.goes_to("Graded, never practised")
    person.press("Down")
    person.goes_to("Questions, row 2")
    person.types("3")
    person.waits_for("A form can be drawn")
    stays(application)
    person.chooses("Back to the assessments")
    person.chooses("Save")
    person.waits(lambda: "Saved" in person.sees(), "Saved")
    person.chooses("Back to the assessments")
    person.waits_for("Autumn test, 3 questions, 45 minutes. Not assigned, Can be sat")
    house = application.house
    assert house is not None
    plan = house.composing.lines("en")[0].id
    sofie = house.records.people.find("Sofie Bjerre")[0].id
    Cohorts(house.records.store).assign(
        Kind.ASSESSMENT, plan, Dates(), False, (), (sofie,), house.clock.now(), application.router.who.id
    )
    person.chooses("Maja Lindholm. Sign out")
    person.waits_for("Sign out")
    person.chooses("Sign out")
    _sign_in(person, "Sofie Bjerre")
    person.waits_for(", Sofie")
    person.chooses("Assess")
    person.waits_for("Autumn test")
    if not person.reads("Before you start"):
        person.chooses("Open Autumn test")
    person.waits_for("Before you start")
    person.goes_to("Start")
    assert house.assessing.line(sofie, plan, "en").available
