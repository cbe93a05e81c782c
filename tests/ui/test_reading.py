"""What a screen reader does without a click counts as one, and a page begins where it can be told."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button
from trainer.ui.components.confidence import ConfidenceList
from trainer.ui.components.header import Header
from trainer.ui.components.navigator import CellState, NavGrid
from trainer.ui.components.options import OptionList, OptionState, OptionText
from trainer.ui.components.page import Page
from trainer.ui.components.text import Text
from trainer.ui.reading import begin_reading, is_heading, let_focus_go
from trainer.ui.theme import Look

ROWS = [OptionText(id_, letter, f"Answer {letter}") for id_, letter in (("x", "A"), ("y", "B"), ("z", "C"))]


def test_an_option_toggled_by_an_action_is_chosen(look: Look, words: Catalogue, qtbot: QtBot) -> None:
    options = OptionList(look, words)
    qtbot.addWidget(options)
    options.show_options("item", ROWS)
    told: list[tuple[str, ...]] = []
    options.choice_made.connect(lambda _item, chosen: told.append(chosen))
    options.cards[1].toggle()
    options.cards[2].toggle()
    assert told == [("y",), ("z",)]
    options.show_chosen(["x"])
    assert told == [("y",), ("z",)]


def test_several_options_toggled_by_actions_are_chosen_and_taken_back(
    look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    options = OptionList(look, words)
    qtbot.addWidget(options)
    options.show_options("item", ROWS, several=True)
    told: list[tuple[str, ...]] = []
    options.choice_made.connect(lambda _item, chosen: told.append(chosen))
    for place in (0, 2, 0):
        options.cards[place].toggle()
    assert told == [("x",), ("x", "z"), ("z",)]


def test_what_was_answered_stays_whatever_an_action_does(look: Look, words: Catalogue, qtbot: QtBot) -> None:
    options = OptionList(look, words)
    qtbot.addWidget(options)
    options.show_options("item", ROWS)
    options.show_chosen(["y"])
    options.show_states({row.id: (OptionState.OTHER, "Because.") for row in ROWS})
    told: list[object] = []
    options.choice_made.connect(lambda *_: told.append(1))
    options.cards[0].toggle()
    assert [card.isChecked() for card in options.cards] == [False, True, False]
    assert told == []


def test_confidence_toggled_by_an_action_is_given(look: Look, words: Catalogue, qtbot: QtBot) -> None:
    given = ConfidenceList(look, words)
    qtbot.addWidget(given)
    told: list[str] = []
    given.confidence_given.connect(told.append)
    given.rows[2].toggle()
    given.rows[0].toggle()
    given.show_confidence("certain")
    assert told == ["certain", "unsure"]


def test_a_cell_toggled_by_an_action_wishes_to_go_there_and_marks_nothing(
    look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    grid = NavGrid(look, words)
    qtbot.addWidget(grid)
    grid.show_cells([CellState(1, current=True), CellState(2), CellState(3)])
    told: list[int] = []
    grid.question_chosen.connect(told.append)
    grid.cells[2].toggle()
    assert told == [3]
    assert [cell.isChecked() for cell in grid.cells] == [True, False, False]


def test_a_page_begins_at_its_title_unless_it_has_a_place_of_its_own(look: Look, qtbot: QtBot) -> None:
    page = Page(look, header=Header("Cases", look, back="Back"))
    button = Button("First", look)
    page.add(Text("Section", look, "heading"), button)
    driver = PageDriver(qtbot, page)
    let_focus_go(page)
    assert QApplication.focusWidget() is None
    begin_reading(page)
    assert driver.focused == "headerTitle"
    assert page.untouched
    button.setFocus()
    begin_reading(page)
    assert button.hasFocus()
    assert not page.untouched
    let_focus_go(page)
    page.setFocusProxy(button)
    begin_reading(page)
    assert button.hasFocus()


def test_words_on_a_button_figures_and_small_words_are_no_headings(look: Look, qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    button = Button("Card", look, parent=box)
    column.addWidget(button)
    assert is_heading(Text("Sources", look, "subhead", parent=box))
    assert not is_heading(Text("Sources", look, "body", parent=box))
    assert not is_heading(Text("82%", look, "display", parent=box))
    assert not is_heading(Text("Sources", look, "subhead", parent=button))
