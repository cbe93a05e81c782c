"""Profiles of one name in the list of profiles: number and code tell them apart, others show neither."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Access
from trainer.ui.pages.profile_list import ProfileRow
from trainer.ui.pages.sign_in import SignInPage
from trainer.ui.theme import Look


def test_profiles_of_one_name_are_told_apart(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> None:
    people, now = school.house.records.people, school.clock.now()
    for name, number in (("Bo Dahl", "4711"), ("bo  dahl", ""), ("Ida Thorup", "4713")):
        people.add(name, "patrol", Access.LEARNER, now, number=number)
    driver = PageDriver(qtbot, SignInPage(school.house.entrance, look, words, school.clock.here))
    rows = driver.page.findChildren(ProfileRow)
    names = {row.profile.code: row.head.accessibleName() for row in rows}
    assert names["L-0001"].endswith("number 4711, code L-0001")
    assert names["L-0002"].endswith("trainee, code L-0002")
    assert "4713" not in names["L-0003"]
    assert "code" not in names["L-0003"]
    assert "number 4711, code L-0001" in driver.words()
    assert "4713" not in driver.words()
