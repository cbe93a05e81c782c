"""R6: full, limited, read-only or gone while an assessment is sat. Nothing is lost, what was done stays on the screen, a retry
works; at choosing, flagging, handing in and at the end of time, in the real application on real files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders.files import mounted
from tests.builders.troubles import TROUBLES
from tests.drivers.exam import MINUTE_MS, STANDARD, Sitter
from tests.drivers.person import Person, focus_in
from tests.drivers.school import School, ToldClock
from trainer.app import Application, Options
from trainer.core import attempt
from trainer.core.attempt import AttemptState
from trainer.core.requests import Access
from trainer.faults import Fault
from trainer.house import House
from trainer.ui.pages.sitting import SittingPage


class Exam:
    """Somebody who sits a supervised assessment in the real window."""

    def __init__(self, qapp: QApplication, folder: Path) -> None:
        school = School(folder)
        self.who = school.learner("Jonas Kvist", "patrol")
        self.clock = ToldClock(school.clock.stamp)
        school.close()
        self.folder = folder
        self.application = Application(qapp, Options(folder, "en"), self.clock)
        self.application.open()
        focus_in(self.application.window)
        router = self.application.router
        router.enter(self.house.entrance.admit(self.who.id))
        router.show_assessment(STANDARD)
        window = self.application.window
        Person(window).chooses("Start")
        page = router.page
        assert isinstance(page, SittingPage)
        self.sitter = Sitter(page, window)
        self.sitter.press("B", "Alt+Right")
        self.stream = page.presenter._hand.attempt.stream

    @property
    def house(self) -> House:
        """What the window is open on."""
        house = self.application.house
        assert house is not None
        return house

    def state(self) -> AttemptState:
        """What the journal says."""
        state = attempt.replay(self.house.records.journal.events(self.stream))
        assert state is not None
        return state

    def close(self) -> None:
        """Close the window whatever it says."""
        self.application.window.may_close = lambda: True
        self.application.window.close()
        self.application.close()
        self.application.window.deleteLater()
        self.application.deleteLater()


@pytest.fixture(params=TROUBLES)
def trouble(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def exam(qapp: QApplication, tmp_path: Path, trouble: str) -> Iterator[Exam]:
    """An assessment in hand, with its first question answered; on a small disk where that is to be filled."""
    with ExitStack() as stack:
        disk = tmp_path / "disk"
        disk.mkdir()
        if trouble == "no room" and not stack.enter_context(
            mounted(disk, "-t", "tmpfs", "-o", "size=12m,mode=700", "none")
        ):
            pytest.skip("mounting a small disk needs root")
        exam = Exam(qapp, disk / "data")
        stack.callback(exam.close)
        yield exam


def test_choosing(exam: Exam, trouble: str) -> None:
    sitter = exam.sitter
    with TROUBLES[trouble](exam.house):
        sitter.press("C", "3")
        sitter.waits_for("Not saved")
        sitter.waits_for("Your answer is not saved yet")
        assert (sitter.chosen, sitter.sure) == ("C", "certain")
        sitter.press("Alt+Right", "D")
        assert (sitter.number, sitter.chosen) == (2, "D")
        sitter.chooses("Try again now")
        assert sitter.chosen == "D"
    sitter.retry_due()
    sitter.waits(lambda: not sitter.page.presenter.waits, "written")
    assert sitter.saved.startswith("Saved ")
    first, second = (unit.steps[0] for unit in exam.state().units[:2])
    letters = [option.letter for option in sitter.page.presenter.question().options if option.id in second.options]
    assert (len(first.options), letters, second.confidence) == (1, ["D"], "certain")


def test_flagging(exam: Exam, trouble: str) -> None:
    sitter = exam.sitter
    with TROUBLES[trouble](exam.house):
        sitter.press("F")
        sitter.waits_for("Not saved")
        assert sitter.page.question.flag.label == "Take the flag off"
        assert not exam.state().units[1].flagged
    sitter.retry_due()
    sitter.waits(lambda: not sitter.page.presenter.waits, "written")
    assert exam.state().units[1].flagged


def test_handing_in(exam: Exam, trouble: str) -> None:
    sitter = exam.sitter
    sitter.press("C")
    sitter.chooses("Review and submit")
    with TROUBLES[trouble](exam.house):
        sitter.chooses("Hand in")
        sitter.waits_for("That could not be saved yet")
        assert not sitter.page.presenter.over
        assert not exam.state().over
        sitter.chooses("Try again now")
        assert not sitter.page.presenter.over
    sitter.chooses("Try again now")
    sitter.waits(lambda: exam.application.router.page is not sitter.page, "the result")
    assert exam.state().over
    assert exam.state().answered() == 2


def test_the_end_of_time(exam: Exam, trouble: str) -> None:
    sitter = exam.sitter
    sitter.press("C")
    with TROUBLES[trouble](exam.house):
        exam.clock.forward(21 * MINUTE_MS)
        sitter.second()
        sitter.waits_for("That could not be saved yet")
        sitter.press("D")
        assert not exam.state().over
    sitter.second()
    sitter.waits_for("Time is up")
    assert exam.state().status == "timed-out"
    assert exam.state().answered() == 2


def test_stopping_the_room(exam: Exam, trouble: str) -> None:
    """A trainer's stop that cannot be written stops nobody, and says so where they are."""
    sitter, house = exam.sitter, exam.house
    people = house.records.people
    maja = people.add("Maja Lindholm", "trainer", Access.TRAINER, exam.clock.now())
    with TROUBLES[trouble](house), pytest.raises(Fault):
        house.room.stop(maja.id, here=exam.stream)
    sitter.page.presenter.reread()
    assert not sitter.page.presenter.stopped
    sitter.press("D")
    assert sitter.chosen == "D"
    assert exam.state().units[1].answered


def test_a_folder_that_was_deleted_is_told_and_the_answer_stays(qapp: QApplication, tmp_path: Path) -> None:
    exam = Exam(qapp, tmp_path / "data")
    try:
        shutil.rmtree(exam.folder)
        exam.sitter.press("C")
        exam.sitter.waits_for("Not saved")
        assert exam.sitter.chosen == "C"
        exam.sitter.page.presenter.try_again()
        assert exam.sitter.chosen == "C"
    finally:
        exam.close()
