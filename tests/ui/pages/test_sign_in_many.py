"""Signing in where there are many profiles: few stand in the list, the others are found by name; by keyboard."""

from __future__ import annotations

import time
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Access
from trainer.ui.pages.profile_list import AT_ONCE, FIND_FROM
from trainer.ui.pages.sign_in import SignInPage
from trainer.ui.theme import Look

Driver = PageDriver[SignInPage]


@pytest.fixture
def opened(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> Any:
    def _open() -> Driver:
        return PageDriver(qtbot, SignInPage(school.house.entrance, look, words, school.clock.here))

    return _open


def fill(school: School, count: int) -> None:
    now = school.clock.now()
    with school.house.records.store.write() as db:
        db.conn.executemany(
            "INSERT INTO person (id, code, name, work_role, access, created_ms, synthetic, joined_ms)"
            " VALUES (?, ?, ?, 'patrol', 'learner', ?, 0, ?)",
            ((f"{n:032x}", f"M-{n:05}", f"Person {n:05}", now.utc_ms, now.utc_ms) for n in range(count)),
        )


def listed(driver: Driver) -> list[str]:
    return [row.profile.name for row in driver.page.list.rows]


def test_a_handful_need_no_looking(opened: Any, school: School) -> None:
    for place in range(FIND_FROM - 1):
        school.learner(f"Person {place}")
    assert not opened().sees("findProfile")
    school.learner("One more")
    driver = opened()
    assert driver.sees("findProfile")
    assert len(listed(driver)) == FIND_FROM
    assert not driver.sees("moreProfiles")
    assert driver.nameless() == []


def test_ten_thousand_stand_in_no_list(opened: Any, school: School) -> None:
    fill(school, 10_000)
    began = time.process_time()
    driver = opened()
    # One row for each took minutes.
    assert time.process_time() - began < 5
    assert len(listed(driver)) == AT_ONCE
    assert "30 of 10000 profiles are shown" in driver.words()


def test_found_by_name_and_in_by_keyboard(opened: Any, school: School) -> None:
    fill(school, 500)
    people = school.house.records.people
    ase = people.add("Åse Bjørn", "patrol", Access.LEARNER, school.clock.now()).id
    driver = opened()
    assert "Åse Bjørn" not in listed(driver)
    driver.page.finder.edit.setFocus()
    driver.write("ase b")
    assert driver.focused == "findProfileEdit"
    driver.press("Enter")
    assert listed(driver) == ["Åse Bjørn"]
    assert driver.focused == "signIn"
    with driver.qtbot.waitSignal(driver.page.signed_in) as signed:
        driver.press("Enter")
    assert signed.args[0].id == ase


def test_the_list_follows_what_is_typed_and_says_how_many(opened: Any, school: School) -> None:
    fill(school, 500)
    driver = opened()
    driver.page.finder.edit.setFocus()
    driver.write("person 0049")
    driver.wait(lambda: len(listed(driver)) == 10)
    assert driver.focused == "findProfileEdit"
    assert "10 profiles are shown" in driver.page.finder.edit.accessibleDescription()
    driver.write("x")
    driver.wait(lambda: not listed(driver))
    assert "No profile has this name" in driver.words()
    driver.press("Enter")
    assert driver.focused == "findProfileEdit"


def test_more_can_be_shown_without_knowing_a_name(opened: Any, school: School) -> None:
    fill(school, AT_ONCE + 3)
    driver = opened()
    driver.tab_to("moreProfiles")
    driver.press("Enter")
    assert len(listed(driver)) == AT_ONCE + 3
    assert driver.page.list.rows[AT_ONCE].head.hasFocus()
    assert not driver.sees("moreProfiles")


def test_who_is_added_is_in_the_list_though_others_were_here_later(opened: Any, school: School) -> None:
    fill(school, 200)
    driver = opened()
    driver.tab_to("addProfile")
    driver.press("Enter")
    driver.write("Zeynep Ak")
    driver.page.presenter.add("Zeynep Ak", "patrol", "")
    assert listed(driver)[0] == "Zeynep Ak"
    assert len(listed(driver)) == AT_ONCE + 1
    assert driver.page.list.row.profile.name == "Zeynep Ak"
