"""Home and module: every card leads where it says, by keyboard; strange texts are shown as they stand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP, WHO, FakeAssessing, FakeLearning
from tests.drivers.pages import PageDriver
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.ui.pages.home import HomePage
from trainer.ui.pages.module import ModulePage
from trainer.ui.theme import Look


def at(hour: int) -> datetime:
    return datetime(2026, 11, 23, hour, 0, tzinfo=UTC)


def home(
    qtbot: QtBot, look: Look, words: Catalogue, text: str = "", hour: int = 9, **size: int
) -> PageDriver[HomePage]:
    page = HomePage(FakeLearning(text), FakeAssessing(text), WHO, look, words, lambda: at(hour))
    return PageDriver(qtbot, page, **size)


def module(qtbot: QtBot, look: Look, words: Catalogue, text: str = "") -> PageDriver[ModulePage]:
    return PageDriver(qtbot, ModulePage(FakeLearning(text), WHO, "m", look, words))


@pytest.mark.parametrize(
    ("hour", "greeting"), [(3, "Hello"), (9, "Good morning"), (14, "Good afternoon"), (20, "Good evening")]
)
def test_it_greets_by_the_time_of_day(qtbot: QtBot, look: Look, words: Catalogue, hour: int, greeting: str) -> None:
    driver = home(qtbot, look, words, hour=hour)
    assert driver.text("greeting") == f"{greeting}, Sofie"
    assert driver.text("date") == "Monday 23 November"


def test_a_clock_that_was_set_back_is_said_plainly(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    assert not home(qtbot, look, words).sees("setBack")
    then = round(at(9).timestamp() * 1000) + 400 * DAY_MS
    who = replace(WHO, ahead_ms=then)
    driver = PageDriver(qtbot, HomePage(FakeLearning(), FakeAssessing(), who, look, words, lambda: at(9)))
    said = driver.text("setBackText")
    assert "shows 23 November, 09:00" in said
    assert "it showed 28 December 2027, 09:00" in said
    assert "Your answers are kept" in said


@pytest.mark.parametrize(
    ("control", "signal", "told"),
    [
        ("continueButton", "lesson_wished", ["l1"]),
        ("review", "practice_wished", ["refresher", ""]),
        ("assessment", "assessment_wished", ["check"]),
        ("open-m0", "module_wished", ["m0"]),
        ("next-m0", "lesson_wished", ["l1"]),
        ("next-m1", "practice_wished", ["m1", ""]),
        ("next-m2", "practice_wished", ["m2", ""]),
    ],
)
def test_every_card_is_a_button_that_the_keyboard_reaches(
    qtbot: QtBot, look: Look, words: Catalogue, control: str, signal: str, told: list[str]
) -> None:
    driver = home(qtbot, look, words)
    widget = driver.tab_to(control)
    assert isinstance(widget, QPushButton)
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Button
    with qtbot.waitSignal(getattr(driver.page, signal)) as emitted:
        driver.press("Enter")
    assert emitted.args == told


def test_a_click_on_the_words_of_a_card_is_a_click_on_the_card(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = home(qtbot, look, words)
    with qtbot.waitSignal(driver.page.module_wished):
        driver.click("open-m0")


def test_a_real_learner_goes_on_where_they_left(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> None:
    house, who = school.house, school.learner()

    def seen() -> PageDriver[HomePage]:
        return PageDriver(qtbot, HomePage(house.learning, house.assessing, who, look, words, school.clock.here))

    assert seen().text("dueTitle") == "Nothing to review today"
    school.practise(who, "referral", 2, 1, finish=False)
    driver = seen()
    assert driver.text("continueText").startswith("Practice")
    with qtbot.waitSignal(driver.page.practice_wished) as wished:
        driver.click("continueButton")
    assert wished.args == ["referral", ""]
    school.clock.forward(40 * DAY_MS)
    school.read(who, "referral-1-two-authorities", 3)
    driver = seen()
    assert driver.text("continueTitle") == "Two authorities, many hands"
    assert driver.text("dueTitle") == "Due for review"
    assert not driver.nameless()


def test_home_says_why_it_cannot_be_shown_and_tries_again(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    learning = FakeLearning()
    working = learning.home

    def broken(*_: Any) -> Any:
        raise Refused("module.unknown")

    learning.home = broken  # type: ignore[method-assign]
    driver = PageDriver(qtbot, HomePage(learning, FakeAssessing(), WHO, look, words, lambda: at(9)))
    assert driver.text("errorTitle") == "Your page cannot be shown"
    learning.home = working  # type: ignore[method-assign]
    driver.click("action-again")
    assert driver.text("greeting") == "Good morning, Sofie"


@pytest.mark.parametrize("width", [960, 1280])
def test_markup_and_long_names_stay_words_within_the_window(
    qtbot: QtBot, look: Look, words: Catalogue, width: int
) -> None:
    driver = home(qtbot, look, words, MARKUP, width=width)
    assert MARKUP in driver.words()
    assert not driver.nameless()
    assert driver.page.area.horizontalScrollBar().maximum() == 0
    driver = home(qtbot, look, words, "x" * 10_000, width=width)
    assert len(driver.text("greeting")) < 100
    assert driver.page.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_smallest_window(
    qtbot: QtBot, look: Look, words: Catalogue, school: School, scale: float
) -> None:
    look.set_text_scale(scale)
    house, who = school.house, school.learner()
    for page in (
        HomePage(house.learning, house.assessing, who, look, words, school.clock.here),
        ModulePage(house.learning, who, "referral", look, words),
    ):
        driver = PageDriver(qtbot, page, 960 if scale == 2.0 else 872, 640)
        assert page.area.widget().width() <= page.area.viewport().width()
        assert not driver.nameless()


def test_a_module_leads_to_the_lesson_begun(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = module(qtbot, look, words)
    with qtbot.waitSignal(driver.page.lesson_wished) as wished:
        driver.tab_to("go")
        driver.press("Enter")
    assert wished.args == ["l2"]


@pytest.mark.parametrize(
    ("control", "signal", "told"),
    [
        ("lesson-l1", "lesson_wished", ["l1"]),
        ("mixed", "practice_wished", ["m", ""]),
        ("objective-o1", "practice_wished", ["m", "o1"]),
        ("back", "home_wished", []),
    ],
)
def test_every_row_of_a_module_leads_somewhere(
    qtbot: QtBot, look: Look, words: Catalogue, control: str, signal: str, told: list[str]
) -> None:
    driver = module(qtbot, look, words)
    driver.tab_to(control)
    with qtbot.waitSignal(getattr(driver.page, signal)) as emitted:
        driver.press("Enter")
    assert emitted.args == told


def test_objectives_that_nothing_asks_are_left_out(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = module(qtbot, look, words)
    assert not driver.sees("objective-o2")


def test_the_caution_stands_once_at_the_head(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> None:
    who = school.learner()
    driver = PageDriver(qtbot, ModulePage(school.house.learning, who, "referral", look, words))
    assert driver.words().count("Procedures are taught as they were described for 2022") == 1


def test_markup_in_a_module_is_shown_as_it_stands(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = module(qtbot, look, words, MARKUP)
    assert driver.text("introduction") == MARKUP
    assert not driver.nameless()


def test_an_unknown_module_leads_home(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> None:
    who: Admitted = school.learner()
    driver = PageDriver(qtbot, ModulePage(school.house.learning, who, "gone", look, words))
    assert not driver.sees("go")
    with qtbot.waitSignal(driver.page.home_wished):
        driver.click("emptyAction")


def test_with_all_lessons_read_practice_comes_next(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> None:
    who = school.learner()
    for lesson in school.house.bank.lessons("referral"):
        school.read(who, lesson.id, len(lesson.blocks) - 1, done=True)
    driver = PageDriver(qtbot, ModulePage(school.house.learning, who, "referral", look, words))
    with qtbot.waitSignal(driver.page.practice_wished) as wished:
        driver.click("go")
    assert wished.args == ["referral", ""]
