"""Signing in: with and without a PIN, after wrong ones, after a reset, as somebody new; by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP, full_disk
from tests.drivers.pages import PageDriver
from tests.drivers.school import MORNING, School
from trainer.catalogue import Catalogue
from trainer.core.requests import Access
from trainer.ui.pages.sign_in import SignInPage
from trainer.ui.theme import Look

Driver = PageDriver[SignInPage]
PIN = "1357"


@pytest.fixture
def opened(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> Any:
    def _open(width: int = 1280, height: int = 800, **more: Any) -> Driver:
        return PageDriver(
            qtbot, SignInPage(school.house.entrance, look, words, school.clock.here, **more), width, height
        )

    return _open


def test_the_last_one_here_types_a_pin_and_is_in(opened: Any, school: School) -> None:
    school.learner("Jonas Kvist")
    sofie = school.learner(pin=PIN)
    driver = opened()
    assert driver.focused == "pinEdit"
    driver.write(PIN)
    with driver.qtbot.waitSignal(driver.page.signed_in) as signed:
        driver.press("Enter")
    assert signed.args[0].id == sofie.id


def test_without_a_pin_one_press_is_enough(opened: Any, school: School) -> None:
    jonas = school.learner("Jonas Kvist")
    school.learner(pin=PIN)
    driver = opened()
    driver.page.list.rows[0].head.setFocus()
    with driver.qtbot.waitSignal(driver.page.signed_in) as signed:
        driver.press("Down", "Enter")
    assert signed.args[0].id == jonas.id


def test_a_wrong_pin_is_said_and_may_be_tried_again(opened: Any, school: School) -> None:
    school.learner(pin=PIN)
    driver = opened()
    driver.write("9999")
    driver.press("Enter")
    driver.wait(lambda: "That is not the PIN" in driver.words())
    assert driver.focused == "pinEdit"
    driver.write(PIN)
    with driver.qtbot.waitSignal(driver.page.signed_in):
        driver.press("Enter")


def test_after_five_wrong_ones_there_is_a_pause_in_plain_words(opened: Any, school: School) -> None:
    sofie = school.learner(pin=PIN)
    for _ in range(4):
        school.house.entrance.turn_away(sofie.id)
    driver = opened()
    driver.write("9999")
    driver.press("Enter")
    driver.wait(lambda: "try again in 30 seconds" in driver.words())
    assert not driver.page.list.row.button.isEnabled()
    with driver.qtbot.assertNotEmitted(driver.page.signed_in):
        driver.write(PIN)
        driver.press("Enter")
    driver.page.presenter.wait_ended.emit()
    assert "You can try again now." in driver.words()
    # Opened anew, the pause is still there, by the records and not by the page.
    again = opened()
    again.write(PIN)
    again.press("Enter")
    assert "try again in" in again.words()


def test_a_long_pause_is_told_in_minutes(opened: Any, school: School) -> None:
    school.learner(pin=PIN)
    driver = opened()
    driver.page.show_turned_away(240)
    assert "in about 4 minutes" in driver.words()


def test_a_pin_is_looked_at_beside_the_window(opened: Any, school: School) -> None:
    school.learner(pin=PIN)
    driver = opened()
    driver.page.list.sign_in_wished.emit(driver.page.list.row.profile, PIN)
    assert driver.page.list.row.button.label == "Checking"
    with driver.qtbot.waitSignal(driver.page.signed_in):
        pass


def test_forgot_tells_both_ways(opened: Any, school: School) -> None:
    school.learner(pin=PIN)
    driver = opened()
    driver.tab_to("forgot")
    driver.press("Enter")
    assert driver.text("command") == f"vejvis profiles reset-pin L-0001 --data-dir {school.house.folder}"
    driver.press("Enter")
    assert not driver.sees("command")


@pytest.mark.parametrize("by_trainer", [True, False])
def test_after_a_reset_it_says_who_and_when_and_asks_for_a_new_one(
    opened: Any, school: School, by_trainer: bool
) -> None:
    trainer = school.trainer()
    sofie = school.learner(pin=PIN)
    by = trainer.id if by_trainer else None
    school.house.records.people.reset_secret(sofie.id, by, MORNING)
    driver = opened()
    driver.press("Enter")
    who = "Maja Lindholm" if by_trainer else "The owner of this computer account"
    assert driver.text("resetBy") == f"{who} reset your PIN on 23 November. Your answers are kept."
    driver.write("2468")
    driver.press("Enter")
    driver.write("2469")
    driver.press("Enter")
    assert "The two are not the same." in driver.words()
    driver.page.reset.secret.again.edit.setText("2468")
    with driver.qtbot.waitSignal(driver.page.signed_in):
        driver.press("Enter")
    assert school.house.entrance.profiles("en")[0].has_secret


def test_after_a_reset_a_trainer_cannot_go_without(opened: Any, school: School) -> None:
    trainer = school.trainer()
    school.house.records.people.reset_secret(trainer.id, None, MORNING)
    driver = opened()
    driver.press("Enter")
    assert driver.sees("setSecret")
    assert not driver.sees("without")


def test_after_a_reset_a_learner_can_go_without(opened: Any, school: School) -> None:
    sofie = school.learner(pin=PIN)
    school.house.records.people.reset_secret(sofie.id, None, MORNING)
    driver = opened()
    driver.press("Enter")
    with driver.qtbot.waitSignal(driver.page.signed_in):
        driver.click("without")


def test_a_profile_is_added_by_keyboard(opened: Any, school: School) -> None:
    driver = opened()
    driver.tab_to("addProfile")
    driver.press("Enter")
    assert driver.focused == "nameEdit"
    driver.press("Esc")
    driver.tab_to("addProfile")
    driver.press("Enter")
    driver.tab_to("keep")
    driver.press("Enter")
    assert "Write your name" in driver.words()
    driver.write("Ny Kollega")
    driver.tab_to("secretEdit")
    driver.write("2468")
    driver.press("Enter")
    driver.write("2468")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("profiles"))
    assert driver.page.list.row.profile.name == "Ny Kollega"
    assert driver.page.list.row.profile.access is Access.LEARNER
    assert driver.focused == "pinEdit"


def test_a_name_or_pin_that_is_refused_stays_written(opened: Any, school: School) -> None:
    driver = opened()
    driver.click("addProfile")
    driver.write("x" * 10_000)
    driver.click("keep")
    assert "That name has 10000 characters" in driver.words()
    name = driver.find("nameEdit")
    assert isinstance(name, QLineEdit)
    assert len(name.text()) == 10_000
    name.setText("Kort")
    driver.page.adding.person.secret.first.show_text("12")
    driver.page.adding.person.secret.again.show_text("12")
    driver.click("keep")
    driver.wait(lambda: "Choose a PIN of at least 4 digits" in driver.words())
    assert school.house.entrance.profiles("en") == ()


def test_a_full_disk_keeps_the_person_at_the_door_and_says_so(
    opened: Any, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.learner()

    def full(*_: Any) -> None:
        raise full_disk()

    driver = opened()
    monkeypatch.setattr(type(school.house.entrance), "admit", full)
    with driver.qtbot.assertNotEmitted(driver.page.signed_in):
        driver.press("Enter")
    assert driver.text("errorTitle") == "You are not signed in"


def test_markup_and_long_names_are_words(opened: Any, school: School) -> None:
    school.learner(MARKUP)
    school.learner("y" * 200, pin=PIN)
    driver = opened(width=960, height=640)
    assert f"{MARKUP[:20]}" in driver.words()
    assert "y" * 61 not in driver.words()
    assert not driver.nameless()
    assert driver.page.area.widget().width() <= driver.page.area.viewport().width()


def test_choices_of_look_are_told(opened: Any, school: School) -> None:
    driver = opened(languages=(("en", "English"), ("da", "Dansk")))
    for name, signal, index, told in (
        ("language", driver.page.language_chosen, 1, "da"),
        ("theme", driver.page.display_theme_chosen, 2, "dark"),
        ("textSize", driver.page.text_scale_chosen, 1, 1.25),
    ):
        box = driver.find(name + "Box")
        with driver.qtbot.waitSignal(signal) as emitted:
            box.activated.emit(index)  # type: ignore[attr-defined]
        assert emitted.args == [told]


def test_the_picture_gives_way(opened: Any, look: Look, school: School) -> None:
    school.learner()
    assert opened().sees("picture")
    assert not opened(width=1000).sees("picture")
    look.set_theme("highContrast")
    assert not opened().sees("picture")
    look.set_theme("light")
    look.set_text_scale(2.0)
    driver = opened(width=960, height=640)
    assert not driver.sees("picture")
    assert "Question bank" in driver.text("line")
    assert driver.page.area.widget().width() <= driver.page.area.viewport().width()
    assert driver.page.display_in_page
