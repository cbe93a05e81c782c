"""Coming in from a list for the first time: found by whole name, number or code alone, a PIN chosen, then a profile."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.desks import full_disk
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Access
from trainer.ui.pages.sign_in import SignInPage
from trainer.ui.theme import Look

Driver = PageDriver[SignInPage]
PIN = "1357"


@pytest.fixture
def opened(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> Any:
    def _open() -> Driver:
        return PageDriver(qtbot, SignInPage(school.house.entrance, look, words, school.clock.here))

    return _open


def listed(school: School, name: str, number: str = "") -> str:
    people = school.house.records.people
    return people.add(name, "patrol", Access.LEARNER, school.clock.now(), number=number, joined=False).id


def looked_for(driver: Driver, text: str) -> Driver:
    driver.tab_to("onList")
    driver.press("Enter")
    assert driver.focused == "listedNameEdit"
    driver.write(text)
    driver.press("Enter")
    return driver


def test_nobody_on_a_list_is_no_way_in(opened: Any, school: School) -> None:
    school.learner()
    driver = opened()
    assert not driver.sees("onList")


def test_a_list_is_never_shown(opened: Any, school: School) -> None:
    listed(school, "Åse Bjørn", "0012")
    driver = opened()
    assert "Åse" not in driver.words()
    for text in ("Åse", "Bjørn", "ase b", "00", "%", ""):
        looked_for(driver, text)
        assert "Åse Bjørn" not in driver.words()
        driver.press("Esc")
        assert driver.sees("profiles")


@pytest.mark.parametrize("text", ["åse bjørn", "Ase  Bjorn", "0012", "l-0001"])
def test_found_and_in_by_keyboard(opened: Any, school: School, text: str) -> None:
    person = listed(school, "Åse Bjørn", "0012")
    driver = looked_for(opened(), text)
    assert "Is this you?" in driver.words()
    assert "0012" not in driver.words()
    assert driver.focused == "secretEdit"
    driver.write(PIN)
    driver.press("Enter")
    driver.write(PIN)
    with driver.qtbot.waitSignal(driver.page.signed_in) as signed:
        driver.press("Enter")
    assert signed.args[0].id == person
    assert driver.nameless() == []
    again = opened()
    assert "Åse Bjørn" in again.words()
    assert not again.sees("onList")


def test_of_two_one_says_which_one_is_oneself(opened: Any, school: School) -> None:
    listed(school, "Bo Ø", "1")
    second = listed(school, "Bo Ø", "2")
    driver = looked_for(opened(), "bo ø")
    assert driver.focused == "listed-0"
    assert driver.find("listed-0").accessibleName() == "Bo Ø, Police trainee \u00b7 number 1 \u00b7 code L-0001"
    assert "number 2 \u00b7 code L-0002" in driver.words()
    driver.press("Tab", "Space")
    assert driver.focused == "secretEdit"
    driver.write(PIN)
    driver.press("Enter")
    driver.write(PIN)
    with driver.qtbot.waitSignal(driver.page.signed_in) as signed:
        driver.press("Enter")
    assert signed.args[0].id == second


def test_a_pin_is_asked_for_and_a_short_one_refused(opened: Any, school: School) -> None:
    listed(school, "Bo Ø")
    driver = looked_for(opened(), "bo ø")
    driver.click("join")
    assert driver.focused == "secretEdit"
    driver.write("12")
    driver.press("Enter")
    driver.write("12")
    driver.press("Enter")
    driver.wait(lambda: "at least" in driver.words() and driver.page.listed.keep.isEnabled())
    assert school.house.records.people.anybody_listed()


def test_other_words_forget_who_was_found(opened: Any, school: School) -> None:
    listed(school, "Bo Ø")
    driver = looked_for(opened(), "bo ø")
    driver.page.listed.field.edit.setFocus()
    driver.write("x")
    assert "Is this you?" not in driver.words()
    assert not driver.sees("join")


def test_who_came_in_meanwhile_is_told(opened: Any, school: School) -> None:
    person = listed(school, "Bo Ø")
    driver = looked_for(opened(), "bo ø")
    school.house.entrance.join(person, "")
    driver.write(PIN)
    driver.press("Enter")
    driver.write(PIN)
    driver.press("Enter")
    driver.wait(lambda: "already signed in here" in driver.words())


def test_a_full_disk_keeps_them_on_the_list(opened: Any, school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(school, "Bo Ø")
    driver = looked_for(opened(), "bo ø")
    driver.write(PIN)
    driver.press("Enter")
    driver.write(PIN)

    def full(*_who: str) -> None:
        raise full_disk()

    monkeypatch.setattr(school.house.entrance, "join", full)
    driver.press("Enter")
    driver.wait(lambda: "disk is full" in driver.words())
    monkeypatch.undo()
    with driver.qtbot.waitSignal(driver.page.signed_in):
        driver.press("Enter")
