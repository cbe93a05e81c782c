"""The lock in the real window: after some minutes, with the PIN, over a question, a dialog and an assessment; and one's own menu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.drivers.person import Person, focus_in
from tests.drivers.school import School, ToldClock
from trainer.app import Application, Options
from trainer.core.requests import Admitted
from trainer.ui.pages.practice import PracticePage
from trainer.ui.pages.sitting import SittingPage

PIN = "1357"


class Office:
    """One window, two people with PINs and one without."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        school = School(folder)
        school.learner("Sofie Bjerre", pin=PIN)
        school.learner("Jonas Kvist", "patrol")
        school.close()
        self.clock: ToldClock = school.clock
        self.application = Application(app, Options(folder, "en"), self.clock)
        self.application.open()
        focus_in(self.application.window)
        self.person = Person(self.application.window)
        self.router = self.application.router
        self.lock = self.router._own.locking

    def enter(self, name: str = "Sofie Bjerre") -> Admitted:
        house = self.application.house
        assert house is not None
        who = house.entrance.admit(next(one.id for one in house.entrance.profiles("en") if one.name == name))
        self.router.enter(who)
        return who

    def minutes_pass(self, minutes: float) -> None:
        """Nobody is there, and the timer comes round as it does."""
        for _ in range(round(minutes * 4)):
            self.clock.forward(15_000)
            self.lock.tick()

    def unlock(self, pin: str = PIN) -> None:
        self.person.waits(lambda: "PIN" in self.person.here, "the place for the PIN")
        self.person.press("Ctrl+A")
        self.person.types(pin)
        self.person.press("Return")


@pytest.fixture
def office(qapp: QApplication, tmp_path: Path) -> Iterator[Office]:
    office = Office(qapp, tmp_path / "data")
    yield office
    office.lock.uncover()
    office.application.window.may_close = lambda: True
    office.application.window.close()
    office.application.close()
    office.application.window.deleteLater()
    office.application.deleteLater()


def test_it_locks_after_ten_minutes_and_opens_with_the_pin_as_it_was(office: Office) -> None:
    office.enter()
    office.router.show_practice("referral")
    office.person.press("B")
    page = office.router.page
    assert isinstance(page, PracticePage)
    draft = page.draft()
    office.minutes_pass(9)
    assert not office.lock.covered
    office.minutes_pass(1.5)
    assert office.lock.covered
    office.person.waits_for("Locked")
    office.person.press("A", "F1", "Ctrl+F")
    assert QApplication.activeModalWidget() is None
    assert office.router.page is page
    assert page.draft() == draft
    office.unlock("9999")
    office.person.waits_for("That is not it")
    assert office.lock.covered
    office.unlock()
    office.person.waits(lambda: not office.lock.covered, "unlocked")
    assert office.router.page is page
    assert page.draft() == draft


def test_whoever_is_there_is_not_locked_out(office: Office) -> None:
    office.enter()
    for _ in range(5):
        office.minutes_pass(6)
        # Where the system brings it in, not at a control.
        QTest.keyClick(office.application.window.windowHandle(), Qt.Key.Key_Tab)
        office.minutes_pass(0.25)
    assert not office.lock.covered


def test_a_computer_that_slept_is_locked_though_somebody_types(office: Office) -> None:
    office.enter()
    office.minutes_pass(1)
    office.clock.forward(3_600_000)
    QTest.keyClick(office.application.window.windowHandle(), Qt.Key.Key_Tab)
    office.lock.tick()
    assert office.lock.covered


def test_a_profile_without_pin_and_nobody_are_not_locked(office: Office) -> None:
    office.minutes_pass(20)
    assert not office.lock.covered
    office.enter("Jonas Kvist")
    office.minutes_pass(20)
    office.lock.cover(wished=True)
    assert not office.lock.covered


def test_never_is_never_and_is_kept(office: Office) -> None:
    who = office.enter()
    office.router._own._on_lock_after_chosen(0)
    office.minutes_pass(60)
    assert not office.lock.covered
    house = office.application.house
    assert house is not None
    assert house.preferring.of(who.id).lock_minutes == 0
    house.preferring.keep(who.id, replace(house.preferring.of(who.id), lock_minutes=2))
    office.enter()
    office.minutes_pass(2.5)
    assert office.lock.covered


def test_tab_stays_on_the_cover(office: Office) -> None:
    office.enter()
    office.minutes_pass(11)
    seen = []
    for _ in range(6):
        office.person.press("Tab")
        seen.append(office.person.here)
    assert seen == ["Unlock", "Change profile", "PIN or password of Sofie Bjerre"] * 2


def test_a_sitting_is_covered_and_its_time_goes_on(office: Office) -> None:
    who = office.enter()
    house = office.application.house
    assert house is not None
    hand = house.assessing.sit(who.id, "self-check-standard", "en")
    office.router.show_sitting(hand)
    office.person.press("B")
    before = hand.left_ms()
    office.minutes_pass(11)
    assert office.lock.covered
    assert office.person.reads("goes on while this is locked")
    assert hand.answered() == 1
    assert isinstance(office.router.page, SittingPage)
    left = hand.left_ms()
    assert before is not None
    assert left is not None
    assert 11 * 60_000 <= before - left < 12 * 60_000
    office.person.press("A")
    assert hand.answered() == 1
    office.unlock()
    office.person.waits(lambda: not office.lock.covered, "unlocked")
    office.person.press("Alt+Right", "A")
    assert hand.answered() == 2


def test_a_dialog_is_hidden_and_comes_back(office: Office) -> None:
    office.enter()
    office.router.go("keys")
    office.person.waits_for("F1")
    office.minutes_pass(11)
    assert office.lock.covered
    assert QApplication.activeModalWidget() is None
    office.unlock()
    office.person.waits(lambda: not office.lock.covered, "unlocked")
    assert QApplication.activeModalWidget() is not None
    office.person.press("Escape")


def test_another_profile_from_the_lock_keeps_everything(office: Office) -> None:
    who = office.enter()
    office.router.show_practice("referral")
    office.person.press("B", "2", "Return")
    office.minutes_pass(11)
    office.person.press("Tab", "Tab", "Space")
    office.person.waits(lambda: not office.lock.covered, "the sign-in")
    office.person.waits_for("Jonas Kvist")
    house = office.application.house
    assert house is not None
    hand = house.learning.practise(who.id, "referral", "en")
    assert hand.tally()[1] == 1


def test_ones_own_menu_locks_shows_what_a_trainer_sees_and_signs_out(office: Office) -> None:
    office.enter()
    office.router._on_person_chosen()
    office.person.chooses("Lock now")
    assert office.lock.covered
    office.unlock()
    office.person.waits(lambda: not office.lock.covered, "unlocked")
    office.router._on_person_chosen()
    office.person.chooses("What a trainer can see")
    office.person.waits_for("In the trainer's list")
    office.person.chooses("Go back")
    office.person.waits_for("Good")
    office.router._on_person_chosen()
    office.person.chooses("Sign out or change profile")
    office.person.waits_for("Jonas Kvist")


def test_ctrl_f_searches_and_is_closed_in_an_assessment(office: Office) -> None:
    who = office.enter("Jonas Kvist")
    office.person.press("Ctrl+F")
    office.person.types("reflection")
    office.person.waits_for("Lessons")
    office.person.press("Down", "Return")
    office.person.waits_for("Sources for what you are reading")
    office.person.press("Ctrl+F")
    office.person.waits_for("Lessons")
    house = office.application.house
    assert house is not None
    office.router.show_sitting(house.assessing.sit(who.id, "self-check-standard", "en"))
    office.person.press("Ctrl+F")
    assert isinstance(office.router.page, SittingPage)
