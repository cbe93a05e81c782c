"""The lesson reader: opened where it was left, read by keyboard, kept or said not to be."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP, WHO, FakeLearning, full_disk, lesson_view
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.ui.components.text import emphasised
from trainer.ui.pages.lesson import LessonPage
from trainer.ui.theme import Look

Driver = PageDriver[LessonPage]


@pytest.fixture
def desk() -> FakeLearning:
    return FakeLearning()


@pytest.fixture
def driver(qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning) -> Driver:
    return PageDriver(qtbot, LessonPage(desk, WHO, "l1", look, words), 1280, 500)


def test_opening_is_kept_as_a_place(driver: Driver, desk: FakeLearning) -> None:
    driver.wait(lambda: desk.kept == [("l1", 0, False)])


def test_next_part_moves_place_focus_and_facts(driver: Driver, desk: FakeLearning) -> None:
    driver.press("N")
    assert driver.page.presenter.place == 3
    assert driver.focused == "heading"
    driver.press("N")
    assert driver.page.presenter.place == 6
    assert driver.sees("fact-F7")
    assert driver.sees("newer")
    driver.press("N")
    assert driver.focused == "done"
    driver.wait(lambda: ("l1", 9, False) in desk.kept)


def test_space_and_page_down_read_on(driver: Driver, desk: FakeLearning) -> None:
    driver.press("Space", "Space", "PageDown")
    assert driver.page.presenter.place > 1
    assert driver.page.leave()
    assert desk.kept[-1] == ("l1", driver.page.presenter.place, False)


def test_it_opens_where_it_was_left(qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning) -> None:
    desk.lesson_shown = lesson_view(place=4)
    driver = PageDriver(qtbot, LessonPage(desk, WHO, "l1", look, words), 1280, 500)
    assert driver.page.area.verticalScrollBar().value() > 0
    assert driver.find("block-4").isVisible()
    assert driver.page.presenter.place == 4
    assert "Part 2 of 3" in driver.page.findChild(type(driver.page._steps)).accessibleName()


def test_a_place_that_cannot_be_kept_is_told_and_tried_again(driver: Driver, desk: FakeLearning) -> None:
    desk.problem = full_disk()
    driver.press("N")
    driver.wait(lambda: driver.sees("notKept"))
    assert "The disk is full" in driver.text("errorText")
    assert not driver.page.leave()
    desk.problem = None
    driver.click("action-again")
    assert not driver.sees("notKept")
    assert desk.kept[-1] == ("l1", 3, False)


def test_a_full_disk_is_told_once_before_leaving_and_holds_nobody(driver: Driver, desk: FakeLearning) -> None:
    desk.problem = full_disk()
    driver.press("N")
    with driver.qtbot.assertNotEmitted(driver.page.module_wished):
        driver.click("back")
    assert driver.sees("notKept")
    with driver.qtbot.waitSignal(driver.page.module_wished):
        driver.click("back")


def test_done_is_kept_before_the_next_lesson_opens(driver: Driver, desk: FakeLearning) -> None:
    desk.problem = full_disk()
    driver.press("N", "N", "N")
    with driver.qtbot.assertNotEmitted(driver.page.lesson_wished):
        driver.press("Enter")
    desk.problem = None
    with driver.qtbot.waitSignal(driver.page.lesson_wished) as wished:
        driver.press("Enter")
    assert wished.args == ["l2"]
    assert desk.kept[-1] == ("l1", 9, True)


def test_the_last_lesson_leads_to_practice(qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning) -> None:
    desk.lesson_shown = lesson_view(next_lesson="")
    driver = PageDriver(qtbot, LessonPage(desk, WHO, "l1", look, words))
    with qtbot.waitSignal(driver.page.practice_wished) as wished:
        driver.tab_to("done")
        driver.press("Enter")
    assert wished.args == ["m", ""]


def test_reading_a_done_lesson_again_leaves_it_done(
    qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning
) -> None:
    desk.lesson_shown = lesson_view(done=True)
    driver = PageDriver(qtbot, LessonPage(desk, WHO, "l1", look, words), 1280, 500)
    driver.press("N")
    assert driver.page.leave()
    assert desk.kept == [("l1", 3, True)]


def test_an_answer_is_shown_on_demand(driver: Driver) -> None:
    assert not driver.sees("oneAnswer")
    driver.tab_to("showAnswer")
    driver.press("Enter")
    assert driver.text("oneAnswer") == "One possible answer."
    driver.press("Enter")
    assert not driver.sees("oneAnswer")


def test_in_a_narrow_window_facts_stand_under_their_block(
    qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning
) -> None:
    driver = PageDriver(qtbot, LessonPage(desk, WHO, "l1", look, words), 960, 640)
    assert not driver.sees("factsBeside")
    driver.click("showFacts")
    assert driver.sees("fact-F1")
    driver.click("showFacts")
    assert not driver.sees("fact-F1")


def test_emphasis_is_the_only_mark(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    assert emphasised("a *b* c * d") == ("a b c * d", ((2, 1),))
    driver = PageDriver(qtbot, LessonPage(FakeLearning(MARKUP), WHO, "l1", look, words))
    assert driver.text("paragraph") == MARKUP
    assert driver.text("headerTitle") == MARKUP
    assert not driver.nameless()


def test_a_real_lesson_is_opened_where_it_was_left(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> None:
    who = school.learner()
    lesson = school.house.bank.lessons("referral")[0].id
    driver = PageDriver(qtbot, LessonPage(school.house.learning, who, lesson, look, words))
    driver.press("N")
    place = driver.page.presenter.place
    assert place
    assert driver.page.leave()
    again = PageDriver(qtbot, LessonPage(school.house.learning, who, lesson, look, words))
    assert again.page.presenter.place == place
    assert not again.nameless()


def test_an_unknown_lesson_leads_home(qtbot: QtBot, look: Look, words: Catalogue, school: School) -> None:
    driver = PageDriver(qtbot, LessonPage(school.house.learning, school.learner(), "gone", look, words))
    assert "This lesson is not in the question bank" in driver.text("emptyText")
    with qtbot.waitSignal(driver.page.home_wished):
        driver.click("emptyAction")


def test_with_large_text_nothing_is_wider_than_the_window(
    qtbot: QtBot, look: Look, words: Catalogue, school: School
) -> None:
    look.set_text_scale(2.0)
    who = school.learner()
    lesson = school.house.bank.lessons("referral")[0].id
    driver = PageDriver(qtbot, LessonPage(school.house.learning, who, lesson, look, words), 960, 540)
    assert not driver.sees("footer")
    assert driver.page.area.widget().width() <= driver.page.area.viewport().width()
