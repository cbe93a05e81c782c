"""The trainer's page of the room, and the choice of more time for a person: what is listed, what an act comes to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.drivers.exam import MINUTE_MS, STANDARD, desk
from tests.drivers.person import Person
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Access
from trainer.faults import Fault
from trainer.records import audit
from trainer.records.audit import Act
from trainer.ui.pages.extra_time import ExtraTime
from trainer.ui.pages.room import RoomPage
from trainer.ui.pages.room_proof import ProofDialog
from trainer.ui.theme import Look

Open = Callable[..., QWidget]


@pytest.fixture
def room(school: School, look: Look, open_page: Open) -> Callable[[str], Person]:
    """The page open before a trainer."""
    maja = school.trainer()

    def _room(language: str = "en") -> Person:
        page = RoomPage(school.house.room, maja.id, look, Catalogue(language))
        open_page(page)
        page.show_room()
        return Person(page)

    return _room


def proves(person: Person, *passwords: str) -> None:
    """Type these into the dialog that asks who it is; the last one is right."""
    person.waits(lambda: isinstance(QApplication.activeModalWidget(), ProofDialog), "the question who it is")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ProofDialog)
    asked = Person(dialog)
    assert asked.reads("PIN or password of Maja Lindholm")
    assert dialog.password.label.isVisible()
    for wrong in passwords[:-1]:
        asked.types(wrong)
        asked.press("Return")
        asked.waits_for("That is not this trainer's password.")
    asked.types(passwords[-1])
    asked.press("Return")
    person.waits(lambda: QApplication.activeModalWidget() is None, "the room")


def noted(school: School) -> list[Act]:
    return [one.act for one in audit.entries(school.house.records.store)]


def test_nobody_sits_anything(room: Callable[..., Person]) -> None:
    person = room()
    person.waits_for("Nobody is sitting an assessment")
    assert not person.reads("Stop the room")


def test_everybody_is_listed_stopped_and_let_go_on(school: School, room: Callable[..., Person]) -> None:
    rules = desk(school, interruptions="count")
    jonas = rules.sit(school.learner("Jonas Kvist").id, STANDARD, "en")
    jonas.choose((jonas.question().options[0].id,))
    desk(school).sit(school.learner("Anna Holm").id, STANDARD, "en")
    school.clock.forward(3 * MINUTE_MS)
    person = room()
    person.waits_for("Jonas Kvist, L-0002, Standard self-check, 1 of 12 answered. Closed, time goes on, 17 min left")
    person.waits_for("Anna Holm, L-0003, Standard self-check, 0 of 12 answered. Closed, time stands still, 20 min left")
    person.goes_to("Reason")
    person.types("Fire alarm")
    person.chooses("Stop the room")
    proves(person, "4711")
    person.waits_for("Stopped. It reached 2 assessments.")
    person.waits_for("Jonas Kvist, L-0002, Standard self-check, 1 of 12 answered. Stopped by a trainer. 2 incidents")
    person.chooses("Jonas Kvist")
    person.waits_for("What happened: Jonas Kvist")
    person.waits_for("A trainer stopped the room: Fire alarm")
    person.goes_to("Minutes")
    person.types("10")
    person.chooses("Give minutes")
    person.waits_for("The minutes are given to 1 assessment.")
    person.waits_for("27 min left")
    person.chooses("Let the room go on")
    person.waits_for("They go on. It reached 2 assessments.")
    person.waits_for("Stop the room")


def test_two_of_one_name_are_told_apart_and_everybody_is_meant_first(
    school: School, room: Callable[..., Person]
) -> None:
    for _ in range(2):
        desk(school).sit(school.learner("Anna Holm").id, STANDARD, "en")
    person = room()
    page = person._window
    assert isinstance(page, RoomPage)
    box = page.acts.whom.box
    assert [box.itemText(n) for n in range(box.count())] == ["Everybody", "Anna Holm, L-0002", "Anna Holm, L-0003"]


def test_a_password_is_asked_once_and_again_after_a_while(school: School, room: Callable[..., Person]) -> None:
    jonas = school.learner("Jonas Kvist")
    desk(school).sit(jonas.id, STANDARD, "en")
    person = room()
    person.waits_for("Jonas Kvist")
    person.chooses("Stop the room")
    person.waits(lambda: isinstance(QApplication.activeModalWidget(), ProofDialog), "the question who it is")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ProofDialog)
    Person(dialog).chooses("Not now")
    person.waits(lambda: QApplication.activeModalWidget() is None, "the room")
    assert noted(school) == []
    person.chooses("Stop the room")
    proves(person, "0000", "4711")
    person.waits_for("Stopped. It reached 1 assessment.")
    person.chooses("Let the room go on")
    person.waits_for("It goes on.")
    assert noted(school) == [Act.ROOM_RESUMED, Act.ROOM_STOPPED, Act.ROOM_ENTERED]
    page = person._window
    assert isinstance(page, RoomPage)
    page.presenter.forget()
    person.chooses("Stop the room")
    proves(person, "4711")
    person.waits_for("Stopped. It reached 1 assessment.")
    page.hide()
    assert not page.presenter.trusted


def test_without_any_password_here_none_is_asked(school: School, look: Look, open_page: Open) -> None:
    people = school.house.records.people
    maja = people.add("Maja Lindholm", "trainer", Access.TRAINER, school.clock.now(), None)
    desk(school).sit(school.learner("Jonas Kvist").id, STANDARD, "en")
    page = RoomPage(school.house.room, maja.id, look, Catalogue())
    open_page(page)
    page.show_room()
    person = Person(page)
    person.chooses("Stop the room")
    person.waits_for("Stopped. It reached 1 assessment.")


def test_one_who_has_none_lets_another_trainer_act(school: School, look: Look, open_page: Open) -> None:
    people = school.house.records.people
    bo = people.add("Bo Friis", "trainer", Access.TRAINER, school.clock.now(), None)
    school.trainer()
    desk(school).sit(school.learner("Jonas Kvist").id, STANDARD, "en")
    page = RoomPage(school.house.room, bo.id, look, Catalogue())
    open_page(page)
    page.show_room()
    person = Person(page)
    person.chooses("Stop the room")
    proves(person, "4711")
    person.waits_for("Stopped. It reached 1 assessment.")


def test_in_danish(school: School, room: Callable[..., Person]) -> None:
    desk(school).sit(school.learner("Anna Holm").id, STANDARD, "da")
    person = room("da")
    person.waits_for("Lukket, tiden står stille")


def test_more_time_is_chosen_and_kept(
    school: School, look: Look, words: Catalogue, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    maja, jonas = school.trainer(), school.learner("Jonas Kvist")
    control = ExtraTime(school.house.room, jonas.id, 0, maja.id, look, words)
    open_page(control, 400, 200)
    control.choice.box.setFocus()
    person = Person(control)
    person.press("Down", "Down")
    person.waits_for("Kept. It counts from the next assessment.")
    assert school.house.records.people.get(jonas.id).extra_percent == 50

    def full(*_args: object) -> None:
        raise Fault("fault.disk-full", path="records.db")

    monkeypatch.setattr(type(school.house.room), "set_extra", full)
    person.press("Down")
    assert control.choice.chosen() == "50"
    assert not person.reads("Kept.")
