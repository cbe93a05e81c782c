"""Sitting an assessment: by keyboard, saved as one goes, never lost where a write fails, ended by time and not by Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.exam import MINUTE_MS, STANDARD, Sitter, desk, disk_full, hear
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.options import OptionCard
from trainer.ui.pages.sitting import SittingPage
from trainer.ui.theme import Look


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


@pytest.fixture
def sit(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Callable[..., Sitter]:
    """Open the page on a sitting of the standard self-check, under other rules where some are given."""

    def _sit(timer_hidden: bool = False, letters_on: bool = True, **rules: Any) -> Sitter:
        hand = desk(school, **rules).sit(who.id, STANDARD, "en")
        page = SittingPage(hand, look, words, timer_hidden=timer_hidden, letters_on=letters_on)
        PageDriver(qtbot, page, 1192, 800)
        return Sitter(page, page)

    return _sit


@pytest.fixture
def answer_dialog() -> Callable[[str], list[str]]:
    """Press a button of the question that is about to be asked; gives back what it said."""

    def _answer(button: str) -> list[str]:
        said: list[str] = []

        def look_for_it() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, Dialog):
                QTimer.singleShot(5, look_for_it)
                return
            said.extend((dialog.title.text(), dialog.text.text()))
            if button == "stay" and dialog.stay is not None:
                dialog.stay.click()
            else:
                dialog.act.click()

        QTimer.singleShot(0, look_for_it)
        return said

    return _answer


# Answering


def test_a_letter_chooses_and_the_choice_is_kept_at_once(sit: Callable[..., Sitter], school: School) -> None:
    sitter = sit()
    sitter.press("B")
    assert sitter.chosen == "B"
    assert sitter.saved == f"Saved {school.clock.here():%H:%M:%S}"
    assert sitter.cells()[0] == "Question 1, answered, current"
    sitter.press("C")
    assert sitter.chosen == "C"


def test_digits_say_how_sure(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    sitter.press("B", "3")
    assert sitter.sure == "certain"
    sitter.press("Alt+Right", "Alt+Left")
    assert (sitter.chosen, sitter.sure) == ("B", "certain")


def test_without_the_question_of_confidence_digits_choose(sit: Callable[..., Sitter]) -> None:
    sitter = sit(confidence="off")
    assert sitter.page.question.confidence is None
    sitter.press("2")
    assert sitter.chosen == "B"


def test_letters_can_be_switched_off_and_everything_works_without(sit: Callable[..., Sitter]) -> None:
    sitter = sit(letters_on=False)
    sitter.press("B", "F", "T")
    assert sitter.chosen == ""
    assert sitter.page.timer.time_hidden is False
    sitter.chooses(sitter.page.question.options.cards[0].accessibleName())
    assert sitter.chosen == "A"
    sitter.press("Down")
    assert sitter.chosen == "B"
    walked = [sitter.here]
    for _ in range(7):
        sitter.press("Tab")
        walked.append(sitter.here)
    assert walked[1:4] == ["Unsure", "Flag for review", "Next"]
    assert walked[4:6] == ["Question 1, answered, current", "Review and submit"]


def test_arrows_go_through_the_answers(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    sitter.press("A", "Down")
    assert sitter.chosen == "B"


def test_what_was_answered_is_there_again_in_a_new_window(sit: Callable[..., Sitter]) -> None:
    first = sit()
    first.press("B", "2", "F", "Alt+Right", "C")
    first.page.close()
    again = sit()
    assert again.number == 2
    assert again.chosen == "C"
    assert again.cells()[0] == "Question 1, answered, flagged"


# Going about


def test_alt_and_arrows_go_on_and_back_and_stop_at_the_ends(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    sitter.press("Alt+Left")
    assert sitter.number == 1
    sitter.press("Alt+Right", "Alt+Right")
    assert sitter.number == 3
    sitter.press(*["Alt+Right"] * 20)
    assert sitter.number == 12
    assert not sitter.page.question.next.isEnabled()


def test_enter_goes_on_and_never_hands_in(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    handed_in = hear(sitter.page.handed_in)
    sitter.press("A")
    for _ in range(30):
        sitter.press("Return")
    assert sitter.number == 12
    assert handed_in == []
    assert sitter.page.presenter.over is False


def test_escape_does_nothing(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    sitter.press("B", "Esc")
    assert sitter.number == 1
    assert sitter.chosen == "B"
    assert sitter.page.isVisible()


def test_going_to_a_question_by_its_cell(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    sitter.press("Ctrl+G")
    assert sitter.here == "Question 1, seen, no answer, current"
    sitter.press("Right", "Right", "Down", "Return")
    assert sitter.number == 8
    assert "Question 8, seen, no answer, current" in sitter.cells()


def test_flags_go_on_and_off_and_are_counted(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    sitter.press("F")
    assert sitter.cells()[0] == "Question 1, seen, no answer, current, flagged"
    assert sitter.page.question.flag.label == "Take the flag off"
    assert "Flagged, 1" in sitter.page.question.legend.text()
    sitter.press("F")
    assert sitter.cells()[0] == "Question 1, seen, no answer, current"


# Time


def test_time_is_shown_in_whole_minutes_and_can_be_hidden(sit: Callable[..., Sitter], school: School) -> None:
    sitter = sit()
    hidden = hear(sitter.page.timer_hidden_changed)
    sitter.second()
    assert sitter.page.timer.label.text() == "20 min left"
    school.clock.forward(3 * MINUTE_MS + 10_000)
    sitter.second()
    assert sitter.page.timer.label.text() == "17 min left"
    sitter.press("T")
    assert hidden == [True]
    assert sitter.page.timer.label.text() == "Hidden"
    school.clock.forward(14 * MINUTE_MS)
    sitter.second()
    assert sitter.page.timer.label.text() == "Hidden"


def test_hidden_time_is_remembered_by_whoever_opens_the_page(sit: Callable[..., Sitter]) -> None:
    assert sit(timer_hidden=True).page.timer.label.text() == "Hidden"


def test_five_minutes_are_announced_once(sit: Callable[..., Sitter], school: School) -> None:
    sitter = sit()
    said = hear(sitter.page.timer.became_low)
    for minutes in (14, 1, 1, 1):
        school.clock.forward(minutes * MINUTE_MS)
        sitter.second()
    assert said == ["5 minutes left"]
    assert sitter.page.timer.low


def test_time_ends_it_and_keeps_what_was_answered(sit: Callable[..., Sitter], school: School) -> None:
    sitter = sit()
    handed_in = hear(sitter.page.handed_in)
    sitter.press("B", "Alt+Right", "C")
    school.clock.forward(20 * MINUTE_MS)
    sitter.second()
    assert sitter.page.over.isVisible()
    assert sitter.page.over.text.text() == "Everything you answered is saved and handed in: 2 of 12."
    assert not sitter.page.question.options.cards[0].isEnabled()
    sitter.press("A", "Alt+Left")
    assert (sitter.number, sitter.chosen) == (2, "C")
    assert handed_in == []
    sitter.press("Return")
    assert handed_in == [sitter.page.presenter._hand.attempt.stream]
    result = desk(school).result(school.house.entrance.profiles("en")[0].id, "", handed_in[0], "en")
    assert (result.answered, result.timed_out) == (2, True)


def test_a_choice_after_the_time_is_not_taken(sit: Callable[..., Sitter], school: School) -> None:
    sitter = sit()
    sitter.press("B")
    school.clock.forward(20 * MINUTE_MS)
    sitter.press("C")
    assert sitter.page.over.isVisible()
    assert "could not be saved before time was up" in sitter.page.over.text.text()
    assert "1 of 12" in sitter.page.over.text.text()


def test_without_a_limit_there_is_no_time(sit: Callable[..., Sitter]) -> None:
    sitter = sit(minutes=0)
    assert not sitter.page.timer.isVisible()
    sitter.press("T")
    assert sitter.page.timer.time_hidden is False


# Writes that fail


def test_a_choice_that_cannot_be_written_stays_and_is_tried_again(
    sit: Callable[..., Sitter], school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit()
    with disk_full(school, monkeypatch):
        sitter.press("B", "2", "F")
        assert (sitter.chosen, sitter.sure) == ("B", "fairly-sure")
        assert sitter.saved == "Not saved. Trying again every 5 seconds"
        assert sitter.page.error.isVisible()
        assert "The disk is full (records.db)" in sitter.page.error.text.text()
        assert "It is still chosen here" in sitter.page.error.text.text()
        assert "answered" not in sitter.cells()[0].replace("no answer", "")
    sitter.retry_due()
    sitter.waits(lambda: sitter.saved.startswith("Saved "), "Saved")
    assert not sitter.page.error.isVisible()
    assert sitter.cells()[0] == "Question 1, answered, current, flagged"
    assert (sitter.chosen, sitter.sure) == ("B", "fairly-sure")


def test_moving_on_waits_until_the_answer_is_written(
    sit: Callable[..., Sitter], school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit()
    with disk_full(school, monkeypatch):
        sitter.press("B", "Alt+Right")
        assert (sitter.number, sitter.chosen) == (1, "B")
        assert "The next step waits until it is saved" in sitter.page.error.text.text()
    sitter.chooses("Try again now")
    assert sitter.number == 2
    assert sitter.cells()[0] == "Question 1, answered"


def test_moving_on_by_hand_tries_again(
    sit: Callable[..., Sitter], school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit()
    with disk_full(school, monkeypatch):
        sitter.press("B")
    sitter.press("Alt+Right")
    assert sitter.number == 2
    assert sitter.cells()[0] == "Question 1, answered"
    assert not sitter.page.error.isVisible()


def test_a_choice_that_waits_when_time_ends_is_said_to_be_lost(
    sit: Callable[..., Sitter], school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit()
    with disk_full(school, monkeypatch):
        sitter.press("B")
        school.clock.forward(20 * MINUTE_MS)
        sitter.second()
        assert not sitter.page.over.isVisible()
    sitter.second()
    assert sitter.page.over.isVisible()
    assert "Your last choice could not be saved" in sitter.page.over.text.text()


def test_a_sign_of_life_that_fails_is_said_and_tried_again(
    sit: Callable[..., Sitter], school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit()
    with disk_full(school, monkeypatch):
        sitter.page.presenter._on_beat()
        assert sitter.page.error.isVisible()
        assert "Every answer you gave is safe" in sitter.page.error.text.text()
    sitter.retry_due()
    sitter.waits(lambda: not sitter.page.error.isVisible(), "the error goes away")


def test_handing_in_that_fails_is_tried_again_unless_the_person_goes_back(
    sit: Callable[..., Sitter], school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit()
    handed_in = hear(sitter.page.handed_in)
    sitter.press("B")
    sitter.page.show_review()
    with disk_full(school, monkeypatch):
        sitter.chooses("Hand in")
        assert handed_in == []
        sitter.chooses("To the questions")
        assert sitter.page.question.isVisible()
    sitter.page.presenter.try_again()
    assert handed_in == []
    assert sitter.page.presenter.over is False


# Looking over and handing in


def test_review_lists_every_question_with_its_state(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    sitter.press("B", "Alt+Right", "F", "Alt+Right", "C")
    sitter.chooses("Review and submit")
    review = sitter.page.review
    rows = [row.accessibleName() for row in review.rows.rows]
    assert rows[:4] == [
        "Question 1, Answered",
        "Question 2, Seen, no answer, Flagged",
        "Question 3, Answered",
        "Question 4, Not seen yet",
    ]
    assert review.summary.text() == "10 questions have no answer. They count as not right."
    assert [cell.state.number for cell in review.unanswered.cells] == [2, *range(4, 13)]
    assert [cell.state.number for cell in review.flagged.cells] == [2]
    assert not review.hand_in.hasFocus()


def test_enter_in_the_list_goes_to_the_question(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    handed_in = hear(sitter.page.handed_in)
    sitter.chooses("Review and submit")
    sitter.goes_to("Question 7, Not seen yet")
    sitter.press("Return")
    assert sitter.number == 7
    assert sitter.page.question.isVisible()
    sitter.page.show_review()
    sitter.press("Right", "Return")
    assert sitter.page.question.isVisible()
    assert handed_in == []


def test_only_the_button_hands_in(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    handed_in = hear(sitter.page.handed_in)
    sitter.answers_all()
    sitter.chooses("Review and submit")
    assert sitter.page.review.summary.text() == "Every question has an answer."
    sitter.chooses("Hand in")
    assert handed_in == [sitter.page.presenter._hand.attempt.stream]
    assert sitter.page.presenter.over


def test_going_back_from_the_review(sit: Callable[..., Sitter]) -> None:
    sitter = sit()
    sitter.press("Alt+Right")
    sitter.page.show_review()
    sitter.press("Alt+Left")
    assert sitter.page.question.isVisible()
    assert sitter.number == 2


# Leaving


def test_closing_asks_and_says_that_time_stands_still(
    sit: Callable[..., Sitter], school: School, answer_dialog: Callable[[str], list[str]]
) -> None:
    sitter = sit()
    sitter.press("B")
    said = answer_dialog("stay")
    assert sitter.page.may_close() is False
    assert said == ["Close Vejvis?", "Your answers are saved. The time stands still. You go on where you stopped."]
    sitter.page.activateWindow()
    sitter.waits(sitter.page.isActiveWindow, "the page again")
    sitter.press("C")
    assert sitter.chosen == "C"
    answer_dialog("act")
    assert sitter.page.may_close() is True
    school.clock.forward(60 * MINUTE_MS)
    again = sit()
    again.second()
    assert again.page.timer.label.text() == "20 min left"
    assert again.chosen == "C"


def test_closing_a_supervised_one_says_that_time_goes_on(
    sit: Callable[..., Sitter], school: School, answer_dialog: Callable[[str], list[str]]
) -> None:
    sitter = sit(interruptions="count")
    assert not sitter.page.pause.isVisible()
    said = answer_dialog("act")
    assert sitter.page.may_close() is True
    assert said[1] == "Your answers are saved. The time goes on while it is closed. Come back before it is up."
    school.clock.forward(5 * MINUTE_MS)
    again = sit(interruptions="count")
    again.second()
    assert again.page.timer.label.text() == "15 min left"


def test_closing_with_a_choice_that_is_not_written_says_so(
    sit: Callable[..., Sitter],
    school: School,
    monkeypatch: pytest.MonkeyPatch,
    answer_dialog: Callable[[str], list[str]],
) -> None:
    sitter = sit()
    with disk_full(school, monkeypatch):
        sitter.press("B")
        said = answer_dialog("act")
        assert sitter.page.may_close() is True
    assert said[1].startswith("Your last choice is not saved yet.")


def test_pausing_leaves_where_time_stands_still(
    sit: Callable[..., Sitter], answer_dialog: Callable[[str], list[str]]
) -> None:
    sitter = sit()
    paused = hear(sitter.page.paused)
    answer_dialog("stay")
    sitter.page.pause.click()
    assert paused == []
    answer_dialog("act")
    sitter.page.pause.click()
    assert len(paused) == 1


def test_nothing_is_asked_once_it_is_over(sit: Callable[..., Sitter], school: School) -> None:
    sitter = sit()
    school.clock.forward(20 * MINUTE_MS)
    sitter.second()
    assert sitter.page.may_close() is True


# What a screen reader and a large text meet


def test_roles_and_names_are_real(sit: Callable[..., Sitter], qtbot: QtBot) -> None:
    sitter = sit()
    for card in sitter.page.question.options.cards:
        assert isinstance(card, OptionCard)
        interface = QAccessible.queryAccessibleInterface(card)
        assert interface is not None
        assert interface.role() == QAccessible.Role.RadioButton
    assert PageDriver(qtbot, sitter.page).nameless() == []


@pytest.mark.parametrize(("width", "height", "scale"), [(872, 640, 1.0), (960, 540, 2.0)])
def test_nothing_is_cut_in_a_small_window_or_with_large_text(
    sit: Callable[..., Sitter], look: Look, width: int, height: int, scale: float
) -> None:
    look.set_text_scale(scale)
    sitter = sit()
    sitter.page.resize(width, height)
    QApplication.processEvents()
    assert (sitter.page.width(), sitter.page.height()) == (width, height)
    page = sitter.page.question
    for card in page.options.cards:
        assert card.height() >= card.heightForWidth(card.width())
    assert page.stem.height() >= page.stem.heightForWidth(page.stem.width())
    assert page.area.widget().width() <= page.area.viewport().width()


def test_what_failed_can_be_read_in_a_small_window_with_large_text(
    sit: Callable[..., Sitter], look: Look, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    look.set_text_scale(2.0)
    sitter = sit()
    sitter.page.resize(960, 540)
    with disk_full(school, monkeypatch):
        sitter.press("B")
        QApplication.processEvents()
        assert (sitter.page.width(), sitter.page.height()) == (960, 540)
        text = sitter.page.error.text
        assert text.height() >= text.heightForWidth(text.width())
