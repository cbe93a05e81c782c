"""Sitting an assessment: by keyboard, saved as one goes, never lost where a write fails, ended by time and not by Enter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.exam import MINUTE_MS, Sitter, disk_full, hear
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.ui.components.options import OptionCard
from trainer.ui.theme import Look

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
    result = school.house.results.result(school.house.entrance.profiles("en")[0].id, "", handed_in[0], "en")
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


def test_how_sure_stays_in_sight_under_a_long_question(sit: Callable[..., Sitter]) -> None:
    """At the size of the design: under the answers, or at the foot; reached by Tab after the answers either way."""
    sitter = sit()
    question = sitter.page.question
    for _ in range(12):
        assert question.confidence is not None
        foot = question.confidence.mapTo(question, question.confidence.rect().bottomLeft()).y()
        assert foot <= question.footer_panel.y(), sitter.number
        sitter.press("A", "Tab")
        assert sitter.here == "Unsure"
        sitter.press("Alt+Right")
    dock = question.findChild(QWidget, "dock")
    assert dock is not None
    sitter.page.resize(960, 640)
    QApplication.processEvents()
    assert not dock.isVisible()
