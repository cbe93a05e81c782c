"""The parts of a question: options, confidence, navigator, timer, what was saved, feedback and source."""

from __future__ import annotations

import pytest
from conftest import description, name, role
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from trainer.ui.components.confidence import ConfidenceList
from trainer.ui.components.marks import SavedMark
from trainer.ui.components.navigator import CellState, NavGrid, NavLegend
from trainer.ui.components.option_face import OptionState, OptionText
from trainer.ui.components.options import OptionList
from trainer.ui.components.panels import FeedbackPanel
from trainer.ui.components.source import SourceCard
from trainer.ui.components.timer import TimerChip
from trainer.ui.theme import Look

OPTIONS = [OptionText(i, letter, f"Answer {letter}") for i, letter in zip("pqrs", "ABCD", strict=True)]


@pytest.fixture
def options(look: Look, words, show) -> OptionList:
    listed = OptionList(look, words)
    listed.show_options("item-1", OPTIONS, label="What do you do?")
    show(listed)
    return listed


def test_choosing_by_click_says_which(options: OptionList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(options.choice_made) as made:
        qtbot.mouseClick(options.cards[2], Qt.MouseButton.LeftButton, pos=options.cards[2].rect().topRight() / 2)
    assert made.args == ["item-1", ("r",)]
    assert options.chosen() == ("r",)


def test_choosing_another_leaves_one(options: OptionList) -> None:
    assert options.choose(0)
    assert options.choose(3)
    assert options.chosen() == ("s",)
    assert not options.choose(4)
    assert options.cards[3].hasFocus()


def test_arrows_and_space_choose(options: OptionList, qtbot: QtBot) -> None:
    options.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(options.cards[0], Qt.Key.Key_Space)
    assert options.chosen() == ("p",)
    qtbot.keyClick(options.cards[0], Qt.Key.Key_Down)
    assert options.cards[1].hasFocus()
    assert options.chosen() == ("q",)


def test_what_a_screen_reader_hears_of_an_option(options: OptionList) -> None:
    card = options.cards[1]
    assert role(card) == QAccessible.Role.RadioButton
    assert name(card) == "B. Answer B"
    assert description(card) == ""
    options.choose(1)
    assert description(card) == "Selected"
    card.show_state(OptionState.WRONG, "It does not wait for a word.")
    assert description(card) == "Your answer. It does not wait for a word."
    assert name(options) == "What do you do?"


def test_an_answered_option_cannot_be_changed_but_is_still_reached(options: OptionList, qtbot: QtBot) -> None:
    options.choose(2)
    states = {"p": OptionState.OTHER, "q": OptionState.CORRECT, "r": OptionState.WRONG, "s": OptionState.OTHER}
    options.show_states({i: (state, "Because.") for i, state in states.items()})
    with qtbot.assertNotEmitted(options.choice_made):
        qtbot.mouseClick(options.cards[0], Qt.MouseButton.LeftButton)
        assert not options.choose(1)
    assert options.chosen() == ("r",)
    assert all(card.isEnabled() for card in options.cards)


def test_choosing_moves_nothing(options: OptionList) -> None:
    heights = [card.heightForWidth(card.width()) for card in options.cards]
    options.choose(1)
    assert [card.heightForWidth(card.width()) for card in options.cards] == heights


def test_an_explanation_makes_room_for_itself(options: OptionList) -> None:
    card = options.cards[0]
    before = card.heightForWidth(400)
    card.show_state(
        OptionState.OTHER, "In this source, the step that follows indicators is a request for an assessment."
    )
    assert card.heightForWidth(400) > before


def test_several_answers_are_check_boxes(look: Look, words, show, qtbot: QtBot) -> None:
    listed = OptionList(look, words)
    listed.show_options("item-2", OPTIONS, several=True)
    show(listed)
    assert role(listed.cards[0]) == QAccessible.Role.CheckBox
    listed.choose(3)
    with qtbot.waitSignal(listed.choice_made) as made:
        listed.choose(0)
    assert made.args == ["item-2", ("p", "s")]
    listed.choose(3)
    assert listed.chosen() == ("p",)


def test_showing_what_was_chosen_says_nothing(options: OptionList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(options.choice_made):
        options.show_chosen(["q"])
    assert options.chosen() == ("q",)
    options.show_chosen([])
    assert options.chosen() == ()


def test_unavailable_options_are_closed(options: OptionList) -> None:
    options.show_states({option.id: (OptionState.UNAVAILABLE, "") for option in OPTIONS})
    assert not any(card.isEnabled() for card in options.cards)
    assert not options.choose(0)
    assert description(options.cards[0]) == "Cannot be chosen now"


def test_confidence_is_given_once_and_shown(look: Look, words, show, qtbot: QtBot) -> None:
    confidence = ConfidenceList(look, words)
    show(confidence)
    with qtbot.waitSignal(confidence.confidence_given) as given:
        qtbot.mouseClick(confidence.rows[1], Qt.MouseButton.LeftButton)
    assert given.args == ["fairly-sure"]
    assert role(confidence.rows[1]) == QAccessible.Role.RadioButton
    assert name(confidence.rows[0]) == "Unsure"
    confidence.show_confidence("")
    assert confidence.given() == ""
    assert confidence.choose(2)
    assert confidence.given() == "certain"


def test_the_navigator_says_each_state_in_words(look: Look, words, show) -> None:
    grid = NavGrid(look, words)
    grid.show_cells(
        [
            CellState(1, seen=True, answered=True),
            CellState(2, seen=True, flagged=True),
            CellState(3, seen=True, current=True),
            CellState(4),
            CellState(5, seen=True, answered=True, locked=True),
        ]
    )
    show(grid)
    assert [name(cell) for cell in grid.cells] == [
        "Question 1, answered",
        "Question 2, seen, no answer, flagged",
        "Question 3, seen, no answer, current",
        "Question 4, not seen",
        "Question 5, answered, locked",
    ]
    assert accessible_checked(grid) == [False, False, True, False, False]


def accessible_checked(grid: NavGrid) -> list[bool]:
    return [bool(QAccessible.queryAccessibleInterface(cell).state().checked) for cell in grid.cells]


def test_the_navigator_is_one_stop_and_arrows_go_on(look: Look, words, show, qtbot: QtBot) -> None:
    grid = NavGrid(look, words)
    grid.show_cells([CellState(number, current=number == 7) for number in range(1, 13)])
    show(grid)
    tab_stops = [cell for cell in grid.cells if cell.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [cell.state.number for cell in tab_stops] == [7]
    tab_stops[0].setFocus()
    qtbot.keyClick(tab_stops[0], Qt.Key.Key_Up)
    assert grid.cells[1].hasFocus()
    with qtbot.waitSignal(grid.question_chosen) as chosen:
        qtbot.keyClick(grid.cells[1], Qt.Key.Key_Return)
    assert chosen.args == [2]
    assert grid.cells[6].isChecked()
    grid.show_cells([CellState(number, current=number == 2) for number in range(1, 6)])
    assert len(grid.cells) == 5
    assert [cell.isChecked() for cell in grid.cells] == [False, True, False, False, False]


def test_the_legend_counts_flags(look: Look, words, show) -> None:
    legend = show(NavLegend(look, words))
    legend.show_flagged(3)
    assert "Flagged, 3" in name(legend)


def test_the_timer_says_once_that_time_gets_short(look: Look, words, show, qtbot: QtBot) -> None:
    timer = TimerChip(look, words)
    show(timer)
    said: list[str] = []
    timer.became_low.connect(lambda words: said.append(words))
    for minutes in (24, 6, 5, 4, 1):
        timer.show_minutes(minutes)
    assert said == ["5 minutes left"]
    assert timer.label.text() == "1 min left"
    timer.show_minutes(0)
    assert timer.label.text() == "Less than a minute left"


def test_a_hidden_timer_stays_hidden(look: Look, words, show, qtbot: QtBot) -> None:
    timer = TimerChip(look, words)
    show(timer)
    timer.show_minutes(24)
    with qtbot.waitSignal(timer.hidden_changed) as changed:
        qtbot.mouseClick(timer.toggle, Qt.MouseButton.LeftButton)
    assert changed.args == [True]
    timer.show_minutes(4)
    assert timer.label.text() == "Hidden"
    assert timer.low
    assert name(timer.toggle) == "Show the time left"


def test_saving_is_only_said_when_it_takes_long(look: Look, words, show, qtbot: QtBot) -> None:
    mark = SavedMark(look, words)
    show(mark)
    mark.hide()
    mark.show_saving()
    mark.show_saved("12:04:31")
    assert mark.text() == "Saved 12:04:31"
    mark.show_saving()
    qtbot.waitUntil(lambda: mark.text() == "Saving", timeout=2000)
    mark.show_not_saved()
    assert mark.text() == "Not saved. Trying again every 5 seconds"


def test_the_verdict_takes_the_focus_and_lets_enter_through(look: Look, words, show) -> None:
    panel = FeedbackPanel(look)
    show(panel)
    panel.show_verdict(False, "Not this one. It is B.", "It comes back on Wednesday.")
    panel.focus_verdict()
    assert panel.verdict.hasFocus()
    assert name(panel.verdict) == "Not this one. It is B."


def test_a_source_names_document_place_and_year(look: Look, words, show, qtbot: QtBot) -> None:
    card = SourceCard(look, words, open_words="Read the full passage")
    show(card)
    card.show_source("The service asks the Centre.", "TIP Report 2023", "Protection, paragraph 1", "2022", newer=True)
    card.show_source("The service asks the Centre.", "TIP Report 2023", "Protection, paragraph 1", "2022")
    with qtbot.waitSignal(card.passage_wished):
        qtbot.mouseClick(card.open, Qt.MouseButton.LeftButton)
