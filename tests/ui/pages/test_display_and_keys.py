"""Display and keys lie over the page: each change is said at once, and only keys that work are listed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.exam import STANDARD, desk, hear
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Preferences
from trainer.ui.pages.cohort import CohortPage
from trainer.ui.pages.display import DisplayDialog
from trainer.ui.pages.keys import KeysDialog
from trainer.ui.pages.sitting import SittingPage
from trainer.ui.theme import Look


@pytest.fixture
def display(look: Look, words: Catalogue, qtbot: QtBot) -> PageDriver[DisplayDialog]:
    return PageDriver(qtbot, DisplayDialog(Preferences(theme="dark", text_scale=1.25), look, words), 480, 520)


def test_it_shows_what_holds_now(display: PageDriver[DisplayDialog]) -> None:
    assert display.page.theme.chosen() == "dark"
    assert display.page.text_size.chosen() == "1.25"
    assert display.page.letters.isChecked()
    assert not display.page.motion.isChecked()
    assert display.nameless() == []


def test_each_change_is_said_with_all_that_holds(display: PageDriver[DisplayDialog]) -> None:
    said = hear(display.page.preferences_changed)
    start = Preferences(theme="dark", text_scale=1.25)
    display.page.theme.box.setFocus()
    QTest.keyClick(display.page.theme.box, "h")
    QTest.keyClicks(display.page.text_size.box, "200")
    display.page.motion.click()
    display.page.letters.click()
    assert said == [
        replace(start, theme="highContrast"),
        replace(start, theme="highContrast", text_scale=2.0),
        replace(start, theme="highContrast", text_scale=2.0, reduced_motion=True),
        replace(start, theme="highContrast", text_scale=2.0, reduced_motion=True, letter_keys=False),
    ]


def test_it_changes_nothing_itself(display: PageDriver[DisplayDialog], look: Look) -> None:
    display.page.theme.choice_made.emit("highContrast")
    assert look.theme == "light"


def test_enter_closes_it(display: PageDriver[DisplayDialog]) -> None:
    assert display.focused == "act"
    display.press("Enter")
    assert not display.page.isVisible()


@pytest.fixture
def sitting(school: School, look: Look, words: Catalogue, qtbot: QtBot) -> SittingPage:
    who = school.learner("Jonas Kvist", "patrol")
    page = SittingPage(desk(school).sit(who.id, STANDARD, "en"), look, words)
    PageDriver(qtbot, page, 1192, 800)
    return page


def rows(page: QWidget | None, look: Look, words: Catalogue, qtbot: QtBot) -> dict[str, tuple[str, ...]]:
    dialog = KeysDialog(page, look, words)
    qtbot.addWidget(dialog)
    return {does: keys for keys, does in dialog.rows}


def test_keys_of_a_sitting(sitting: SittingPage, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    listed = rows(sitting, look, words, qtbot)
    assert listed["Choose an answer"] == ("A", "D")
    assert listed["Say how sure you are"] == ("1", "3")
    assert listed["Next question; never hands in"] == ("Enter",)
    assert listed["Previous question"] == ("Alt+Left",)
    assert listed["Hide or show the time"] == ("T",)
    assert listed["Go through the answers"] == ("Arrows",)
    assert listed["This list"] == ("F1",)


def test_only_keys_that_work_now_are_listed(sitting: SittingPage, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    sitting.show_review()
    listed = rows(sitting, look, words, qtbot)
    assert "Choose an answer" not in listed
    assert "Hide or show the time" in listed


def test_keys_of_the_trainers_list(school: School, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    page = CohortPage(school.house.teaching, school.trainer().id, look, words, now=school.clock.here)
    PageDriver(qtbot, page)
    listed = rows(page, look, words, qtbot)
    assert (listed["Export"], listed["Find a person"]) == (("Ctrl+E",), ("Ctrl+F",))


def test_without_a_page_only_what_works_everywhere(look: Look, words: Catalogue, qtbot: QtBot) -> None:
    assert rows(None, look, words, qtbot) == {
        "Go to the next part of the window": ("F6",),
        "This list": ("F1",),
    }


def test_letters_that_are_off_are_said_to_be(sitting: SittingPage, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    sitting.question_keys.letters_on = False
    dialog = KeysDialog(sitting, look, words)
    driver = PageDriver(qtbot, dialog, 480, 520)
    assert "Single-letter keys are turned off in Display." in driver.words()
    assert driver.nameless() == []


def test_with_large_text_the_list_scrolls(sitting: SittingPage, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    look.set_text_scale(2.0)
    sitting.resize(960, 560)
    QApplication.processEvents()
    dialog = KeysDialog(sitting, look, words, sitting)
    PageDriver(qtbot, dialog, dialog.width(), dialog.height())
    assert dialog.height() <= 640
