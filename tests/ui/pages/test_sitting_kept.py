"""What a sitting keeps: writes that fail are said and tried again, and leaving asks where something would be lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.drivers.exam import MINUTE_MS, Sitter, disk_full, hear
from tests.drivers.school import School

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
