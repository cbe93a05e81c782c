"""A trainer looks somebody up, puts something right, erases them and finds it in the log; a learner sees their own: by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.requests import Access
from trainer.house import House

Opened = Callable[[Path], tuple[Application, Person]]


def test_the_trainers_way_through_the_records(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        for name in ("Sofie Bjerre", "Jonas Østergaard"):
            house.entrance.add(name, "patrol", "")
        house.records.people.add("Maja Lindholm", "trainer", Access.TRAINER, house.clock.now())
        house.backups.now(house.clock.now())
    application, person = opened(folder)
    person.waits_for("Choose your profile")
    person.goes_to("Maja Lindholm")
    person.press("Space")
    if person.reads("Choose your profile"):
        person.chooses("Sign in")
    person.waits_for("Everyone, 2")
    person.chooses("Maja Lindholm. Sign out")
    person.chooses("Records")
    person.waits_for("How long records are kept")
    person.goes_to("Find a person")
    person.types("øster")
    person.chooses("Jonas Østergaard")
    person.waits_for("What there is")
    person.goes_to("Number in the unit")
    person.types("K-9")
    person.press("Return")
    person.waits_for("It is put right.")
    person.chooses("Erase")
    person.waits_for("Type Jonas Østergaard to confirm")
    person.types("Jonas Østergaard")
    person.press("Return")
    person.waits_for("Jonas Østergaard is erased.")
    person.chooses("Log")
    person.waits_for("Corrected \u00b7 about somebody erased since")
    person.waits_for("Erased")
    application.close()
    for path in (one for one in folder.rglob("*") if one.is_file()):
        assert "Østergaard".encode() not in path.read_bytes(), path


def test_a_learner_sees_what_is_stored_about_them(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        house.entrance.add("Sofie Bjerre", "patrol", "")
    _application, person = opened(folder)
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    person.waits_for("Sofie")
    person.chooses("Sofie Bjerre. Sign out")
    person.chooses("What is stored about me")
    person.waits_for("Name, code, work role, access")
    assert not person.reads("Erase for good")
    person.chooses("What a trainer can see")
    person.waits_for("In the trainer's list")
