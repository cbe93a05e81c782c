"""A class on one computer, chapter by chapter: a list comes in, an assessment is composed, 24 people sit it in turn."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QComboBox

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core import attempt
from trainer.house import House
from trainer.ui.pages.cohort import CohortPage
from trainer.ui.pages.sitting import SittingPage

TRAINER, PASSWORD = "Maja Lindholm", "stille-vand-27"
GROUP = "Police autumn 2026"
TITLE = "Autumn test"
QUESTIONS, MARK, MINUTES = 8, 6, 20
PIN = "2468"
CERTIFIED = "Amalie Dahl"
EXTRA, KILLED, SET_BACK, ALARM = "Mille Krogh", "Jonas Kvist", "Ida Thorup", "Nadia Rahimi"


class Room:
    """Whoever is at the keyboard, with what they would know of the room."""

    def __init__(self, person: Person, application: Application) -> None:
        self.person, self.application = person, application

    @property
    def house(self) -> House:
        house = self.application.house
        assert house is not None
        return house

    # Coming and going

    def trainer_comes(self) -> None:
        """Sign in as the trainer."""
        person = self.person
        person.waits_for("Choose your profile")
        person.goes_to(TRAINER)
        if not person.here.startswith("PIN"):
            person.press("Space")
            person.goes_to(f"PIN of {TRAINER}")
        person.types(PASSWORD)
        person.press("Return")
        person.waits_for("Find a person")

    def leaves(self, name: str) -> None:
        """Sign out."""
        person = self.person
        person.chooses(f"{name}. Sign out")
        person.waits_for("Sign out or change profile")
        person.chooses("Sign out")
        person.waits_for("Choose your profile")

    def opens_the_bank(self) -> None:
        """Open the question bank for a sitting, as the trainer."""
        person = self.person
        person.chooses("Assess")
        person.chooses("Question bank for assessments")
        person.chooses("Open it for a sitting")
        self.types_password("Your password")
        person.waits_for("The question bank is open.")

    def types_password(self, field: str) -> None:
        """Type the trainer's password into a field."""
        self.person.goes_to(field)
        self.person.types(PASSWORD)
        self.person.press("Return")

    def comes_from_the_list(self, name: str) -> None:
        """Sign in for the first time."""
        person = self.person
        person.chooses("I am on the list")
        person.waits_for("Type your whole name")
        person.types(name)
        person.press("Return")
        person.waits_for("Is this you?")
        for _ in range(2):
            person.types(PIN)
            person.press("Return")
        self.is_home()

    def comes_back(self, name: str) -> None:
        """Sign in with the PIN chosen before."""
        person = self.person
        person.waits_for("Choose your profile")
        person.goes_to(name)
        if not person.here.startswith("PIN"):
            person.press("Space")
            person.goes_to(f"PIN of {name}")
        person.types(PIN)
        person.press("Return")
        self.is_home()

    def trainer_acts(self) -> None:
        """Open what a trainer can do in the room, by the trainer's password, while somebody else is signed in."""
        self.person.chooses("Trainer")
        self.types_password(f"PIN or password of {TRAINER}")
        self.person.waits_for("In the room")

    def sets_clock(self, minutes: int) -> None:
        """Set the wall clock, as somebody does by hand: the computer's own time goes on."""
        clock = self.house.clock
        stamp = clock.stamp  # type: ignore[attr-defined]  # the calendar is told
        clock.stamp = replace(stamp, utc_ms=stamp.utc_ms + minutes * 60_000)  # type: ignore[attr-defined]

    def is_home(self) -> None:
        """Wait for the learner's first page."""
        self.person.waits(
            lambda: self.application.router.page is not None and self.application.router.page.objectName() == "home",
            "home",
        )

    # Sitting

    @property
    def sitting(self) -> SittingPage:
        """The assessment on the screen."""
        page = self.application.router.page
        assert isinstance(page, SittingPage), page
        return page

    def begins(self) -> None:
        """Open the assessment that is assigned, and start."""
        person = self.person
        person.chooses(TITLE)
        person.waits_for("You are signed in as")
        person.chooses("Start")
        person.waits(lambda: isinstance(self.application.router.page, SittingPage), "the first question")

    def takes_up(self) -> None:
        """Go on with the assessment that was begun."""
        person = self.person
        person.chooses(TITLE)
        person.chooses("Continue")
        person.waits(lambda: isinstance(self.application.router.page, SittingPage), "the question it was left at")

    def cells(self) -> list[list[Any]]:
        """What the navigator shows."""
        return [[cell.number, cell.answered] for cell in self.sitting.presenter.cells()]

    def answers(self, right: int, start: int = 0, stop: int = QUESTIONS) -> dict[str, Any]:
        """Answer the questions from `start` to `stop`, the first `right` of all rightly, by their letters."""
        chosen = {}
        for place in range(start, stop):
            question = self.sitting.presenter.question()
            item = self.house.records.archive.item(question.digest)
            wanted = [one.letter for one in question.options if (one.id in item.key) is (place < right)]
            self.forward(0.5)
            self.person.press(*wanted[: item.answers])
            self.person.waits(lambda wanted=place: self.answered() == wanted + 1, "the answer saved")
            chosen[item.id] = wanted[: item.answers]
            if place + 1 < QUESTIONS:
                self.person.press("Alt+Right")
        return {"chosen": chosen, "left_ms": self.left_ms()}

    def answered(self) -> int:
        """How many questions have an answer."""
        return sum(cell.answered for cell in self.sitting.presenter.cells())

    def left_ms(self) -> int:
        """What the journal itself says is left now."""
        (stream,) = (one.stream for one in self.house.queries.open_streams(self.application.router.who.id))
        state = attempt.replay(self.house.records.journal.events(stream))
        assert state is not None
        left = state.left_ms(self.house.clock.now())
        assert left is not None
        return left

    def hands_in(self) -> None:
        """Review and hand in."""
        self.person.chooses("Review and submit")
        self.person.waits_for("Look over your answers")
        self.person.chooses("Hand in")
        self.person.waits(lambda: self.application.router.page.objectName() == "resultPages", "the result")

    # The list of people

    def list_page(self) -> CohortPage:
        """The trainer's list, filled."""
        page = self.application.router.page
        assert isinstance(page, CohortPage), page
        self.person.waits(lambda: page.table is not None and page.table.model().rowCount() > 0, "people in the list")
        return page

    def walks_to_table(self) -> CohortPage:
        """Walk to the list by Tab."""
        page = self.list_page()
        assert page.table is not None
        for _ in range(60):
            if page.table.hasFocus():
                return page
            self.person.press("Tab")
        raise AssertionError(f"no way to the list from {self.person.here}")

    def table(self) -> list[list[str]]:
        """What the list says of everybody, row by row."""
        page = self.list_page()
        assert page.table is not None
        model = page.table.model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def forward(self, minutes: float) -> None:
        """Let time pass."""
        self.house.clock.forward(round(minutes * 60_000))  # type: ignore[attr-defined]  # the calendar is told


def prepare(person: Person, application: Application) -> dict[str, Any]:
    """Bring the list in, install the bank, compose an assessment and assign it to the group."""
    room = Room(person, application)
    folder = Path(room.house.folder).parent
    room.trainer_comes()
    person.chooses("Add people")
    person.will_name_file(str(folder / "roster.csv"))
    person.chooses("Choose a file")
    person.waits_for("24 people are new.")
    person.chooses("Add 24 people")
    person.waits_for("24 people were added.")
    person.chooses("To the people")
    person.waits_for("Find a person")

    person.chooses("Assess")
    person.chooses("Question bank for assessments")
    person.will_name_file(str(folder / "trainer.bank"))
    person.chooses("Install a file")
    person.waits_for("They are encrypted under your password.")
    room.types_password("Your password")
    person.waits_for("is installed")
    person.chooses("Open it for a sitting")
    room.types_password("Your password")
    person.waits_for("The question bank is open.")

    person.chooses("Assess")
    person.chooses("New assessment")
    _fills(person, "Title", TITLE)
    person.chooses("Add a row")
    _fills(person, "Questions, row 1", str(QUESTIONS))
    _fills(person, "Minutes", str(MINUTES))
    _fills(person, "Attempts for each person", "1")
    _fills(person, "Right answers needed in all", str(MARK))
    _fills(person, "Valid for months", "12")
    person.waits_for("A form can be drawn")
    preview = person.sees()
    person.chooses("Save")
    person.waits_for("Saved")

    person.chooses("People")
    person.waits_for("Find a person")
    room.list_page()
    person.chooses("Group: Everyone")
    person.waits_for(GROUP)
    person.chooses(GROUP)
    person.chooses("More")
    person.chooses("Assign something to this group")
    person.waits_for("Which")
    _picks(person, "Kind", "Assessment")
    _picks(person, "Which", TITLE)
    _fills(person, "Due", "24-11-2026")
    while person.here != "Assign":
        person.press("Tab")
    person.press("Space")
    person.waits_for(f"{TITLE} is assigned to {GROUP}.")

    person.chooses("People")
    page = room.walks_to_table()
    assert page.table is not None
    names = [str(page.table.model().index(row, 0).data()) for row in range(page.table.model().rowCount())]
    person.press("Home", *["Down"] * names.index(EXTRA), "Space")
    person.chooses("More time")
    person.waits_for(f"More time for {EXTRA}")
    _picks(person, "Time in assessments", "50% more")
    person.chooses("Set the time")
    person.waits_for("The time is set")
    room.leaves(TRAINER)
    return {"preview": preview, "names": names}


def sit(person: Person, application: Application) -> dict[str, Any]:
    """Let some of the class sit, one after another; what happens to each is told by the environment."""
    room = Room(person, application)
    room.trainer_comes()
    room.opens_the_bank()
    room.leaves(TRAINER)
    told: dict[str, Any] = {}
    for name, right in json.loads(os.environ["TRAINEES"]).items():
        room.comes_from_the_list(name)
        room.begins()
        told[name] = room.answers(right)
        room.hands_in()
        told[name]["seen"] = person.sees()
        if name == CERTIFIED:
            target = Path(room.house.folder).parent / "certificate.pdf"
            person.will_name_file(str(target))
            person.chooses("Save certificate (PDF)")
            person.waits(target.exists, "the certificate")
        room.leaves(name)
    return told


def cut_off(person: Person, application: Application) -> dict[str, Any]:
    """Begin the assessment, answer three questions; killed."""
    room = Room(person, application)
    room.trainer_comes()
    room.opens_the_bank()
    room.leaves(TRAINER)
    room.comes_from_the_list(KILLED)
    room.begins()
    return {**room.answers(7, 0, 3), "cells": room.cells(), "killed": True}


def cut_off_again(person: Person, application: Application) -> dict[str, Any]:
    """Take it up, answer two more; killed once more."""
    room = Room(person, application)
    room.comes_back(KILLED)
    room.takes_up()
    before = {"cells": room.cells(), "left_ms": room.left_ms()}
    return {"before": before, **room.answers(7, 3, 5), "cells_after": room.cells(), "killed": True}


def trouble(person: Person, application: Application) -> dict[str, Any]:
    """Finish what was killed twice; then one whose clock is set back, and one in whose time there is a fire alarm."""
    room = Room(person, application)
    room.comes_back(KILLED)
    room.takes_up()
    told: dict[str, Any] = {"found": {"cells": room.cells(), "left_ms": room.left_ms()}}
    told[KILLED] = room.answers(7, 5, 8)
    room.hands_in()
    room.leaves(KILLED)

    room.trainer_comes()
    room.opens_the_bank()
    room.leaves(TRAINER)

    room.comes_from_the_list(SET_BACK)
    room.begins()
    room.answers(6, 0, 4)
    before = room.left_ms()
    room.sets_clock(-120)
    told["set_back"] = [before, room.left_ms()]
    told[SET_BACK] = room.answers(6, 4, 8)
    room.hands_in()
    room.leaves(SET_BACK)
    room.sets_clock(120)

    room.comes_from_the_list(ALARM)
    room.begins()
    room.answers(6, 0, 2)
    before = room.left_ms()
    room.trainer_acts()
    _fills(person, "Reason", "Fire alarm")
    person.chooses("Stop the room")
    person.waits_for("Stopped. It reached 1 assessment.")
    person.press("Esc")
    person.waits_for("Your answers are saved. Time stands still until a trainer lets it go on.")
    covered = person.sees()
    room.forward(8)
    room.trainer_acts()
    person.chooses("Let the room go on")
    person.waits_for("It goes on.")
    person.press("Esc")
    person.waits(lambda: room.sitting.presenter.question().number == 3, "the question again")
    told["alarm"] = [before, room.left_ms(), covered]
    told[ALARM] = room.answers(6, 2, 8)
    room.hands_in()
    person.chooses("Review answers")
    person.chooses("I think question 7 is wrong")
    person.waits_for("What is wrong with it?")
    person.goes_to("What is wrong with it")
    person.types("Two answers fit here.")
    person.chooses("Send it")
    person.waits_for("Question 7: sent to the trainers here")
    told["disputed"] = list(told[ALARM]["chosen"])[4]
    room.leaves(ALARM)
    return told


def rule(person: Person, application: Application) -> dict[str, Any]:
    """Look at the results, rule on the question that was disputed, look again, take the numbers along."""
    room = Room(person, application)
    room.trainer_comes()
    before = room.table()
    person.chooses("Assess")
    person.chooses("Disputed questions")
    person.waits_for("Not decided")
    person.chooses("Not decided")
    person.waits_for("What was said of it")
    _picks(person, "What is decided", "Every answer is right")
    _fills(person, "Reason", "Two options can be defended")
    person.chooses("Show what changes")
    person.waits_for("What changes")
    preview = person.sees()
    person.chooses("Put it into force")
    person.waits_for("The ruling is in force.")
    person.chooses("People")
    person.waits_for("Find a person")
    after = room.table()
    files = {}
    for words, name in (("CSV, one row per person", "people.csv"), ("Excel workbook", "people.xlsx")):
        target = Path(room.house.folder).parent / name
        person.press("Ctrl+E")
        person.will_name_file(str(target))
        person.chooses(words)
        person.waits_for("The file is written")
        files[name] = str(target)
    room.leaves(TRAINER)
    return {"before": before, "preview": preview, "after": after, "files": files}


def look(person: Person, application: Application) -> dict[str, Any]:
    """Read the list once more."""
    room = Room(person, application)
    room.trainer_comes()
    told = {"table": room.table()}
    room.leaves(TRAINER)
    return told


def _fills(person: Person, field: str, text: str) -> None:
    person.goes_to(field)
    person.press("Ctrl+A")
    person.types(text)


def _picks(person: Person, field: str, words: str) -> None:
    """Go down a list that opens from a field until it shows something."""
    for _ in range(60):
        box = QApplication.focusWidget()
        # What is chosen is a list's name here; its label is told beside it.
        if isinstance(box, QComboBox) and box.accessibleName() == field:
            break
        person.press("Tab")
    else:
        raise AssertionError(f"no way to {field}")
    assert isinstance(box, QComboBox)
    for _ in range(box.count()):
        if words in box.currentText():
            return
        person.press("Down")
    assert words in box.currentText(), [box.itemText(at) for at in range(box.count())]
