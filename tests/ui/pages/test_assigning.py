"""Assigning by keyboard, the list of what is assigned, taking it back, and the numbers for who needs support."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.person import Person
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.assignments import AssignmentWish, Cohort, Kind
from trainer.core.requests import Admitted
from trainer.core.standing import Thresholds
from trainer.core.views import PersonScore
from trainer.ui.pages.assign import AssignPage
from trainer.ui.pages.assignments import AssignmentsPage
from trainer.ui.pages.limits import LimitsPage
from trainer.ui.theme import Look


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer()


@pytest.fixture
def group(school: School) -> Cohort:
    people = [school.learner(name) for name in ("Ida Thorup", "Bo Dahl")]
    return school.house.grouping.make("Class 3", tuple(one.id for one in people))


Opened = Callable[..., PageDriver[AssignPage]]


@pytest.fixture
def opened(school: School, maja: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Opened:
    def _opened(people: tuple[PersonScore, ...] = (), group: str = "") -> PageDriver[AssignPage]:
        page = AssignPage(school.house.grouping, maja.id, people, group, look, words)
        page.heard = []  # type: ignore[attr-defined]  # what the page said when it was done
        page.assigned.connect(lambda *told: page.heard.append(told))  # type: ignore[attr-defined]
        return PageDriver(qtbot, page)

    return _opened


def test_a_module_for_a_group_by_keyboard(opened: Opened, group: Cohort, school: School) -> None:
    driver = opened(group=group.id)
    driver.tab_to("dueEdit")
    driver.write("30-11-2026")
    somebody = Person(driver.page)
    somebody.chooses("See single answers of practice")
    somebody.chooses("Assign")
    first = school.house.bank.modules()[0].title["en"]
    assert driver.page.heard == [(group.id, f"{first} is assigned to Class 3.")]  # type: ignore[attr-defined]
    (line,) = school.house.grouping.assignments(group.id, "en")
    assert (line.kind, line.sees_answers, line.total) == (Kind.MODULE, True, 2)
    assert driver.nameless() == []


def test_what_is_wrong_is_said_and_nothing_is_assigned(opened: Opened, group: Cohort, school: School) -> None:
    driver = opened(group=group.id)
    driver.page.days["due"].show_text("soon")
    driver.page.go.click()
    assert "is not a day" in driver.text("errorText")
    assert driver.focused == "dueEdit"
    driver.page.days["due"].show_text("01-11-2026")
    driver.page.go.click()
    assert "is over already" in driver.text("errorText")
    driver.page.days["due"].show_text("")
    driver.page.sees.setChecked(True)
    driver.page.go.click()
    assert "until when" in driver.text("errorText")
    assert school.house.grouping.assignments("", "en") == ()


def test_a_case_for_single_people(opened: Opened, group: Cohort, school: School) -> None:
    people = school.house.teaching.people()
    driver = opened(people)
    assert driver.text("whom") == "Ida Thorup, Bo Dahl"
    assert not driver.sees("group")
    driver.page.kind.box.setCurrentIndex(1)
    driver.page.kind.choice_made.emit(Kind.CASE.value)
    assert not driver.sees("sees")
    driver.page.go.click()
    assert {line.to for line in school.house.grouping.assignments("", "en")} == {"Ida Thorup", "Bo Dahl"}
    driver.page.go.click()
    assert "assigned before" in driver.page.heard[-1][1]  # type: ignore[attr-defined]


def test_without_a_group_one_is_asked_for(opened: Opened) -> None:
    driver = opened()
    assert "There is no group yet" in driver.words()


def test_what_is_assigned_and_taking_it_back(
    school: School, maja: Admitted, group: Cohort, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    desk = school.house.grouping
    module = desk.subjects(Kind.MODULE, "en")[0]
    wish = AssignmentWish(
        Kind.MODULE, module[0], (group.id,), opens="24-11-2026", due="30-11-2026", closes="01-12-2026"
    )
    desk.assign(wish, maja.id)
    page = AssignmentsPage(desk, maja.id, group, look, words, school.clock.here, "Done so.")
    page.show_lines()
    driver = PageDriver(qtbot, page)
    assert driver.text("doneText") == "Done so."
    facts = "Module, shown from 24 November, due 30 November, ends 1 December, not open now"
    assert driver.text("lineFacts") == facts
    assert driver.text("lineProgress") == "0 done, 0 begun, 2 not begun"
    somebody = Person(page)
    somebody.chooses(f"Withdraw {module[1]} from Class 3")
    somebody.press("Return")
    assert len(desk.assignments(group.id, "en")) == 1
    somebody.chooses(f"Withdraw {module[1]} from Class 3")
    somebody.waits_for("What was done stays.")
    somebody.chooses("Withdraw")
    driver.wait(lambda: desk.assignments(group.id, "en") == ())
    assert "Nothing is assigned" in driver.words()
    page.presenter.withdraw("gone", "x")
    assert "is assigned no longer" in driver.text("errorText")


def test_when_somebody_needs_support(school: School, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    page = LimitsPage(school.house.grouping, look, words)
    driver = PageDriver(qtbot, page)
    page.fields["idle"].show_text("14")
    page.fields["low"].show_text("")
    driver.tab_to("keep")
    driver.press("Enter")
    assert school.house.grouping.thresholds() == Thresholds(14, 5, 0)
    assert driver.sees("limitsDone")
    page.fields["low"].show_text("many")
    page.keep.click()
    assert "whole digits" in driver.text("errorText")
    assert "whole digits" in page.fields["low"].edit.accessibleDescription()
    assert driver.focused == "lowEdit"
    page.fields["low"].show_text("101")
    page.keep.click()
    assert "0 to 100" in driver.text("errorText")
    assert "0 to 100" in page.fields["low"].edit.accessibleDescription()
    assert school.house.grouping.thresholds() == Thresholds(14, 5, 0)
