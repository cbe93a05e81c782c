"""Who may be here twice, by keyboard: compared, merged, kept apart, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP, full_disk
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Access
from trainer.ui.pages.duplicates import DuplicatesPage
from trainer.ui.theme import Look

Driver = PageDriver[DuplicatesPage]


@pytest.fixture
def opened(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> Any:
    trainer = school.trainer()

    def _open() -> Driver:
        page = DuplicatesPage(school.house.rostering, trainer.id, look, words, school.clock.here)
        return PageDriver(qtbot, page)

    return _open


def listed(school: School, name: str, number: str = "") -> str:
    people = school.house.records.people
    return people.add(name, "patrol", Access.LEARNER, school.clock.now(), number=number, joined=False).id


def test_nobody_twice(opened: Any) -> None:
    driver = opened()
    assert "Nobody seems to be here twice" in driver.words()
    assert "Nobody has been merged" in driver.words()
    with driver.qtbot.waitSignal(driver.page.back_wished):
        driver.click("back")


def test_compared_merged_and_taken_back_by_keyboard(opened: Any, school: School) -> None:
    sofie = school.learner()
    school.practise(sofie, "referral", right=2)
    listed(school, "Sofie Bjerre", "17")
    driver = opened()
    driver.tab_to("pair-0")
    driver.press("Enter")
    assert driver.text("staysName") == "Sofie Bjerre"
    assert "2 practice answers" in driver.words()
    assert "Number 17" in driver.words()
    assert "has not signed in" in driver.words()
    assert driver.sees("noSwap")
    assert not driver.sees("swap")
    assert driver.focused == "merge"
    driver.press("Enter")
    assert "Sofie Bjerre (L-0003) is now part of Sofie Bjerre (L-0002)." in driver.text("mergeDone")
    assert "Nobody seems to be here twice" in driver.words()
    assert school.house.records.people.get(sofie.id).number == "17"
    driver.tab_to("undo-0")
    driver.press("Enter")
    assert "is apart from" in driver.text("mergeDone")
    assert driver.sees("pair-0")
    assert school.house.records.people.get(sofie.id).number == ""
    assert driver.nameless() == []


def test_the_other_one_may_stay(opened: Any, school: School) -> None:
    listed(school, "Bo Ø", "1")
    second = listed(school, "Bo Ø")
    driver = opened()
    driver.tab_to("pair-0")
    driver.press("Enter")
    driver.tab_to("swap")
    driver.press("Space")
    driver.tab_to("merge")
    driver.press("Enter")
    assert [one.id for one in school.house.records.people.everybody() if one.name == "Bo Ø"] == [second]


def test_kept_apart_and_not_now(opened: Any, school: School) -> None:
    listed(school, MARKUP)
    listed(school, MARKUP)
    driver = opened()
    driver.click("pair-0")
    driver.click("notNow")
    assert driver.sees("pair-0")
    driver.click("pair-0")
    driver.click("back")
    assert driver.sees("pair-0")
    driver.click("pair-0")
    driver.tab_to("different")
    driver.press("Enter")
    assert "are kept apart from now on" in driver.text("mergeDone")
    assert not driver.sees("pair-0")


def test_what_is_in_the_way_is_said(opened: Any, school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    school.learner("Bo Ø")
    school.learner("Bo Ø")
    driver = opened()
    driver.click("pair-0")

    def full(*_who: str) -> str:
        raise full_disk()

    monkeypatch.setattr(school.house.rostering, "merge", full)
    driver.press("Enter")
    assert "The disk is full" in driver.words()
    assert driver.sees("merge")
    monkeypatch.undo()
    driver.press("Enter")
    assert "is now part of" in driver.text("mergeDone")
