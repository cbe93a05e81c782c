"""A trainer opens a person, an assessment as it was, and the ways through a case, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.drivers.paper import words_on_paper
from tests.drivers.person import Person
from tests.drivers.school import School
from trainer.app import Application
from trainer.ui.pages.cohort import CohortPage

Opened = Callable[[Path], tuple[Application, Person]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    school = School(folder)
    school.trainer()
    jonas = school.learner("Jonas Kvist", "patrol")
    school.practise(jonas, "referral", 2, 1)
    school.sit(jonas, 10)
    school.close()
    return folder


def _sign_in(person: Person) -> None:
    person.waits_for("Choose your profile")
    person.goes_to("Maja Lindholm")
    if "PIN" not in person.here:
        person.press("Space")
        person.goes_to("PIN of Maja Lindholm")
    person.types("4711")
    person.press("Return")
    person.waits_for("Find a person")


def test_an_assessment_is_opened_as_it_was(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    _sign_in(person)
    page = application.router.page
    assert isinstance(page, CohortPage)
    person.waits(lambda: page.table is not None and page.table.model().rowCount() == 1, "the list")
    assert page.table is not None
    while not page.table.hasFocus():
        person.press("Tab")
    person.press("Return")
    person.waits_for("10 of 12")
    assert person.reads("Single answers are seen only where a module is assigned so")
    person.chooses("Standard self-check")
    person.waits_for("That you opened this is written in the log.")
    assert person.reads("Nothing happened around this assessment.")
    assert person.reads("Question 12")
    person.chooses("Back to Jonas Kvist")
    person.waits_for("10 of 12")
    report = folder.parent / "report.pdf"
    person.will_name_file(str(report))
    person.chooses("Report (PDF)")
    person.waits_for("The file is written")
    assert "Jonas Kvist" in words_on_paper(report)[0]
    person.chooses("Back to the people")
    person.waits_for("Find a person")


def test_ways_with_few_readers_are_not_told(opened: Opened, folder: Path) -> None:
    _application, person = opened(folder)
    _sign_in(person)
    person.chooses("Class")
    person.chooses("Open the ways through cases")
    person.waits_for("Too few have read it")
    person.chooses("Back to the class")
    person.waits_for("without anybody's name")


def test_the_way_back_from_a_ruling_leads_to_the_question_one_came_from(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    _sign_in(person)
    page = application.router.page
    assert isinstance(page, CohortPage)
    person.waits(lambda: page.table is not None and page.table.model().rowCount() == 1, "the list")
    assert page.table is not None
    while not page.table.hasFocus():
        person.press("Tab")
    person.press("Return")
    person.chooses("Standard self-check")
    person.waits_for("That you opened this is written in the log.")
    person.goes_to("Rule on this question")
    person.press("Tab")
    person.goes_to("Rule on this question")
    second = _focused()
    person.press("Space")
    person.waits_for("Show what changes")
    person.chooses("Go back")
    person.waits_for("That you opened this is written in the log.")
    assert (second, _focused()) == ("rule-2", "rule-2")
    person.chooses("Back to Jonas Kvist")
    person.waits_for("10 of 12")


def _focused() -> str:
    here = QApplication.focusWidget()
    return here.objectName() if here is not None else ""
