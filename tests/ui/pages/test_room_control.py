"""A trainer acts in the window of a sitting: password, stop, resume, minutes; what is covered, what is noted, what is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.exam import MINUTE_MS, STANDARD, Sitter, desk, disk_full
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.room_views import IncidentKind
from trainer.ui.pages.room_dialog import RoomDialog
from trainer.ui.pages.sitting import SittingPage
from trainer.ui.theme import Look

Sit = Callable[..., Sitter]


@pytest.fixture
def sit(school: School, look: Look, qtbot: QtBot) -> Sit:
    """Open the page on a sitting of the standard self-check, in a folder with one trainer."""
    school.trainer()
    jonas = school.learner("Jonas Kvist", "patrol")

    def _sit(language: str = "en", **rules: object) -> Sitter:
        hand = desk(school, **rules).sit(jonas.id, STANDARD, language)
        page = SittingPage(hand, look, Catalogue(language), room=school.house.room)
        PageDriver(qtbot, page, 1192, 800)
        return Sitter(page, page)

    return _sit


def stream(sitter: Sitter) -> str:
    return sitter.page.presenter._hand.attempt.stream


def room_dialog(sitter: Sitter) -> RoomDialog:
    sitter.waits(lambda: isinstance(QApplication.activeModalWidget(), RoomDialog), "the trainer's dialog")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RoomDialog)
    return dialog


def comes_in(sitter: Sitter, password: str = "4711") -> RoomDialog:
    """The trainer opens the dialog by keyboard and types the password."""
    sitter.chooses("Trainer")
    dialog = room_dialog(sitter)
    assert sitter.here == "PIN or password of Maja Lindholm"
    sitter.types(password)
    sitter.press("Return")
    return dialog


def kinds(school: School, sitter: Sitter) -> list[IncidentKind]:
    return [one.kind for one in school.house.room.incidents(stream(sitter))]


def test_a_trainer_stops_the_room_and_lets_it_go_on(sit: Sit, school: School) -> None:
    sitter = sit()
    sitter.press("B", "Alt+Right", "C")
    comes_in(sitter)
    sitter.goes_to("Reason")
    sitter.types("Fire alarm")
    sitter.chooses("Stop the room")
    sitter.waits_for("Stopped. It reached 1 assessment.")
    sitter.chooses("Done")
    assert sitter.page.stopped.isVisible()
    assert not sitter.page.question.isVisible()
    assert sitter.reads("Your answers are saved. Time stands still")
    left = sitter.page.timer.label.text()
    sitter.press("A", "F", "Alt+Left", "Return", "Ctrl+G")
    school.clock.forward(45 * MINUTE_MS)
    sitter.second()
    assert sitter.page.timer.label.text() == left
    assert not sitter.page.over.isVisible()
    comes_in(sitter)
    sitter.waits_for("A trainer stopped the room: Fire alarm")
    sitter.chooses("Let the room go on")
    sitter.waits_for("It goes on. It reached 1 assessment.")
    sitter.chooses("Done")
    assert (sitter.number, sitter.chosen) == (2, "C")
    assert sitter.page.question.isVisible()
    sitter.press("D")
    assert sitter.chosen == "D"
    assert kinds(school, sitter) == [IncidentKind.STOPPED, IncidentKind.RESUMED]


def test_a_wrong_password_says_so_and_after_several_there_is_a_wait(sit: Sit) -> None:
    sitter = sit()
    sitter.chooses("Trainer")
    dialog = room_dialog(sitter)
    for _ in range(4):
        sitter.types("0000")
        sitter.press("Return")
        sitter.waits(lambda: not dialog.act.busy and bool(dialog.password.note.text()), "a word on it")
        assert "not this trainer's password" in dialog.password.note.text()
    sitter.types("0000")
    sitter.press("Return")
    sitter.waits(lambda: "You can try again in 30 seconds" in dialog.password.note.text(), "the wait")
    assert dialog.acts.isHidden()
    sitter.press("Esc")
    sitter.waits(lambda: QApplication.activeModalWidget() is None, "back")
    sitter.press("A")
    assert sitter.chosen == "A"


def test_minutes_are_given_with_a_reason(sit: Sit, school: School) -> None:
    sitter = sit()
    sitter.second()
    assert sitter.page.timer.label.text() == "20 min left"
    comes_in(sitter)
    sitter.goes_to("Minutes")
    sitter.types("5")
    sitter.press("Return")
    sitter.waits_for("Say why the time is given")
    assert sitter.here == "Reason"
    sitter.types("The computer was changed")
    sitter.chooses("Give minutes")
    sitter.waits_for("The minutes are given to 1 assessment.")
    sitter.waits_for("A trainer gave 5 min more: The computer was changed")
    sitter.chooses("Done")
    assert sitter.page.timer.label.text() == "25 min left"
    assert kinds(school, sitter) == [IncidentKind.GRANTED]


def test_a_stopped_one_is_covered_when_it_is_taken_up_again(sit: Sit, school: School) -> None:
    first = sit()
    first.press("B")
    school.house.room.stop(school.house.room.invigilators()[0].id, here=stream(first))
    first.page.presenter.reread()
    first.page.close()
    again = sit()
    assert again.page.stopped.isVisible()
    again.chooses("Trainer")
    assert "The time stands still." in room_dialog(again).text.text()
    again.press("Escape")
    comes_in(again)
    again.chooses("Let the room go on")
    again.waits_for("It goes on.")
    again.chooses("Done")
    assert again.chosen == "B"


def test_in_another_language_it_stays_covered(sit: Sit, school: School, look: Look, qtbot: QtBot) -> None:
    sitter = sit()
    school.house.room.stop(school.house.room.invigilators()[0].id, here=stream(sitter))
    sitter.page.presenter.reread()
    hand = sitter.page.presenter._hand
    page = SittingPage(hand, look, Catalogue("da"), before=sitter.page, room=school.house.room)
    PageDriver(qtbot, page, 1192, 800)
    assert page.stopped.isVisible()
    assert page.stopped.title.text() == "Stoppet af en underviser"


def test_a_choice_that_is_not_written_waits_through_the_stop(
    sit: Sit, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit()
    with disk_full(school, monkeypatch):
        sitter.press("B")
    school.house.room.stop(school.house.room.invigilators()[0].id, here=stream(sitter))
    sitter.page.presenter.reread()
    assert sitter.reads("Your last choice is still here")
    sitter.page.presenter.try_again()
    assert sitter.page.presenter.unsaved.answer
    school.house.room.resume(school.house.room.invigilators()[0].id, here=stream(sitter))
    sitter.page.presenter.reread()
    assert not sitter.page.presenter.unsaved.answer
    assert sitter.chosen == "B"


def test_where_the_stop_cannot_be_written_nothing_is_stopped_and_it_is_said(
    sit: Sit, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit()
    comes_in(sitter)
    sitter.waits_for("Stop the room")
    with disk_full(school, monkeypatch):
        sitter.chooses("Stop the room")
        sitter.waits_for("That was not done")
    assert not sitter.page.presenter.stopped


def test_closing_a_stopped_one_says_that_it_stays_so(
    sit: Sit, school: School, answer_dialog: Callable[[str], list[str]]
) -> None:
    sitter = sit(interruptions="count")
    school.house.room.stop(school.house.room.invigilators()[0].id, here=stream(sitter))
    sitter.page.presenter.reread()
    said = answer_dialog("act")
    assert sitter.page.may_close() is True
    assert "stays stopped until a trainer" in said[1]


def test_without_a_trainer_there_is_no_button(school: School, look: Look, words: Catalogue, qtbot: QtBot) -> None:
    hand = desk(school).sit(school.learner().id, STANDARD, "en")
    page = SittingPage(hand, look, words, room=school.house.room)
    PageDriver(qtbot, page, 1192, 800)
    assert not page.head.trainer.isVisible()


def test_another_window_is_noted_and_its_own_dialogs_are_not(sit: Sit, school: School, qapp: QApplication) -> None:
    sitter = sit()
    comes_in(sitter)
    sitter.waits_for("Stop the room")
    school.clock.forward(60_000)
    sitter.chooses("Done")
    sitter.press("A")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    school.clock.forward(12_000)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    told = school.house.room.incidents(stream(sitter))
    assert [one.kind for one in told] == [IncidentKind.FOCUS]
    assert abs(told[0].ms - 12_000) < 100
