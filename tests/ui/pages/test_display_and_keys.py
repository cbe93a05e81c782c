"""Display and keys lie over the page: each change is said at once, and only keys that work are listed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.exam import STANDARD, desk, hear
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Preferences
from trainer.ui.keys import KeyFilter, shortcut
from trainer.ui.pages.case import CasePage
from trainer.ui.pages.cohort import CohortPage
from trainer.ui.pages.display import DisplayDialog
from trainer.ui.pages.keys import KeysDialog
from trainer.ui.pages.practice import PracticePage
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


def test_only_keys_that_work_now_are_listed(sitting: SittingPage, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    sitting.show_review()
    listed = rows(sitting, look, words, qtbot)
    assert "Choose an answer" not in listed
    assert "Hide or show the time" in listed


def test_keys_of_the_trainers_list(school: School, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    house = school.house
    desks = house.teaching, house.exporting, house.grouping, house.room
    page = CohortPage(*desks, school.trainer().id, look, words, now=school.clock.here)
    PageDriver(qtbot, page)
    listed = rows(page, look, words, qtbot)
    assert (listed["Export"], listed["Find a person"]) == (("Ctrl+E",), ("Ctrl+F",))


def test_of_the_whole_window_only_shortcuts_that_work_are_listed(look: Look, words: Catalogue, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    shortcut("F1", "keys.do.help", window)
    closed = shortcut("Ctrl+F", "keys.do.search", window)
    closed.setEnabled(False)
    dialog = KeysDialog(None, look, words, shortcuts=window.findChildren(QShortcut))
    qtbot.addWidget(dialog)
    assert dialog.rows == [(("F1",), "This list")]
    closed.setEnabled(True)
    dialog = KeysDialog(None, look, words, shortcuts=window.findChildren(QShortcut))
    qtbot.addWidget(dialog)
    assert (("Ctrl+F",), "Search lessons, facts and questions") in dialog.rows


def works(page: QWidget) -> set[str]:
    """Every key of a page that leads to something now, tried one by one."""
    (keys,) = page.findChildren(KeyFilter)
    told: list[str] = []
    keys.intended.disconnect()
    keys.intended.connect(told.append)
    working = set()
    for binding in keys.keys.bindings:
        for key in binding.keys:
            told.clear()
            pressed = QKeySequence({"Esc": "Escape", "Enter": "Return"}.get(key, key))[0]
            QTest.keyClick(page.window(), pressed.key(), pressed.keyboardModifiers())
            working |= {key} if told else set()
    return working


def listed_keys(page: QWidget, look: Look, words: Catalogue, qtbot: QtBot) -> set[str]:
    """Every key in the list, ranges written out."""
    dialog = KeysDialog(page, look, words)
    qtbot.addWidget(dialog)
    keys = set()
    for row, _ in dialog.rows:
        keys |= {chr(one) for one in range(ord(row[0]), ord(row[-1]) + 1)} if len(row) > 1 else {row[0]}
    return keys - {"Arrows", "Space"}


def test_in_practice_the_list_names_the_keys_that_work_and_no_others(
    school: School, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    who = school.learner()
    page = PracticePage(school.house.learning, who, "indicators", "", look, words, school.clock.here)
    driver = PageDriver(qtbot, page)
    options = [card.face.option.letter for card in page.options.cards]
    expected = {*options, "1", "2", "3", "Enter", "R", "Esc"}
    assert listed_keys(page, look, words, qtbot) == expected
    page.presenter.choose((page.options.cards[0].face.option.id,) * page.presenter.answers)
    page.presenter.say_confidence("certain")
    page.presenter.check()
    driver.settle()
    after = {"Enter", "S", "R", "Esc"}
    assert listed_keys(page, look, words, qtbot) == after
    assert works(page) == after
    page.presenter.pause()
    assert listed_keys(page, look, words, qtbot) == works(page) == set()


def test_in_a_case_the_list_names_the_keys_that_work_and_no_others(
    school: School, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    who = school.learner()
    case = school.house.casework.lines(who.id, "indicators", "en")[0].id
    page = CasePage(school.house.casework, who, case, look, words)
    driver = PageDriver(qtbot, page)
    assert listed_keys(page, look, words, qtbot) == set()
    page.presenter.begin()
    driver.settle()
    places = range(len(page.scene.options.cards))
    expected = {*(chr(ord("A") + n) for n in places), *(str(n + 1) for n in places), "Enter", "R", "Esc"}
    assert listed_keys(page, look, words, qtbot) == expected
    assert works(page) == expected


def test_letters_that_are_off_are_said_to_be(sitting: SittingPage, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    sitting.intents.question_keys.letters_on = False
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
