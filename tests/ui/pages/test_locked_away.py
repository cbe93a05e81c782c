"""An assessment whose questions are locked away: a learner sees it and why, and a trainer opens it from there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders.graded import LONG, plain_trainers_bank
from tests.drivers.exam import STANDARD, desk, hear
from tests.drivers.pages import PageDriver
from tests.drivers.person import Person
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.ui.pages import vault_dialog
from trainer.ui.pages.assessment_start import AssessmentStartPage
from trainer.ui.pages.assessments import AssessmentsPage
from trainer.ui.pages.room_dialog import RoomDialog
from trainer.ui.pages.sitting import SittingPage
from trainer.ui.pages.vault_dialog import OpenBankDialog
from trainer.ui.theme import Look

EXAM = "exam-basic"
WHY = "Its questions are locked away. A trainer opens them here with their password, and then you can begin."


@pytest.fixture
def sofie(school: School) -> Admitted:
    maja = school.trainer("Maja Lindholm", LONG)
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    sofie = school.learner()
    school.assign(EXAM, sofie)
    return sofie


def opens(person: Person) -> None:
    """Type the trainer's password into the dialog that is open."""
    person.waits(lambda: isinstance(QApplication.activeModalWidget(), OpenBankDialog), "the trainer's dialog")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OpenBankDialog)
    trainer = Person(dialog)
    trainer.types(LONG)
    trainer.press("Return")
    person.waits(lambda: QApplication.activeModalWidget() is not dialog, "the bank to be open")


def test_the_list_shows_it_and_leads_to_opening_it(
    school: School, sofie: Admitted, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    house = school.house
    page = AssessmentsPage(house.assessing, sofie.id, look, words, now=school.clock.here)
    vault_dialog.offer(page, house.vaulting, look, words, page.show_list)
    page.show_list()
    driver = PageDriver(qtbot, page, 1192, 800)
    assert WHY in driver.words()
    assert driver.nameless() == []
    person = Person(page)
    title = house.assessing.line(sofie.id, EXAM, "en").title
    person.chooses(f"Open the bank as a trainer: {title}")
    opens(person)
    assert house.vaulting.is_open
    assert WHY not in driver.words()
    assert not driver.sees("openHere")


def test_its_rules_are_read_and_it_is_opened_from_there(
    school: School, sofie: Admitted, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    house = school.house
    page = AssessmentStartPage(
        house.assessing, sofie.id, EXAM, look, words, preparing=house.preparing, now=school.clock.here
    )
    vault_dialog.offer(page, house.vaulting, look, words, page.show_rules, headed=False)
    page.show_rules()
    driver = PageDriver(qtbot, page, 1192, 800)
    assert WHY in driver.text("barred")
    assert not driver.sees("start")
    person = Person(page)
    person.chooses("Open bank as trainer")
    opens(person)
    assert driver.sees("start")
    assert not driver.sees("barred")
    assert not driver.sees("openBank")


def test_without_a_bank_here_nothing_leads_to_opening_one(
    school: School, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    house = school.house
    page = AssessmentStartPage(house.assessing, school.learner().id, STANDARD, look, words)
    vault_dialog.offer(page, house.vaulting, look, words, page.show_rules)
    page.show_rules()
    driver = PageDriver(qtbot, page, 1192, 800)
    assert not driver.sees("openHere")
    assert not driver.sees("openBank")


def test_a_trainer_opens_it_for_those_who_come_next_from_a_sitting(
    school: School, sofie: Admitted, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    house = school.house
    hand = desk(school).sit(sofie.id, STANDARD, "en")
    page = SittingPage(hand, look, words, room=house.room, vaulting=house.vaulting)
    PageDriver(qtbot, page, 1192, 800)
    person = Person(page)
    acted = hear(page.handed_in)
    person.chooses("Trainer")
    person.waits(lambda: isinstance(QApplication.activeModalWidget(), RoomDialog), "the trainer's dialog")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RoomDialog)
    assert dialog.bank is not None
    assert not dialog.bank.isVisible()
    trainer = Person(dialog)
    trainer.types(LONG)
    trainer.press("Return")
    trainer.waits(lambda: dialog.bank is not None and dialog.bank.isVisible(), "what is locked away")
    trainer.chooses("Open bank as trainer")
    opens(trainer)
    assert house.vaulting.is_open
    assert dialog.acts.told.text() == "The question bank is open. Whoever begins next can have its questions."
    assert not dialog.bank.isVisible()
    assert acted == []
    dialog.close()
