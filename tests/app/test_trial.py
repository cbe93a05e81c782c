"""A trainer tries things as a learner: all of it works, and the records do not change by a byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.requests import Access
from trainer.house import House
from trainer.records import place

Opened = Callable[[Path], tuple[Application, Person]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        entrance = house.entrance
        house.records.people.add(
            "Maja Lindholm", "trainer", Access.TRAINER, house.clock.now(), entrance.hash_secret("4711")
        )
    return folder


def _rows(application: Application) -> dict[str, list[tuple[object, ...]]]:
    house = application.house
    assert house is not None
    store = house.records.store
    tables = [str(name) for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: list(store.execute(f"SELECT * FROM {table}")) for table in tables}


def _begin(application: Application, person: Person) -> None:
    person.waits_for("Choose your profile")
    person.goes_to("PIN of Maja Lindholm")
    person.types("4711")
    person.press("Return")
    person.waits_for("Find a person")
    person.chooses("Class")
    person.waits_for("without anybody's name")
    person.chooses("Try as a learner")
    person.waits_for("Trial learner")
    person.waits_for("nothing here is kept")


def test_what_is_tried_is_kept_nowhere(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    _begin(application, person)
    before = _rows(application)
    person.chooses("Referral")
    person.chooses("All objectives, mixed")
    person.waits_for("How sure are you?")
    person.press("A", "2")
    person.goes_to("Check answer")
    person.press("Return")
    person.waits_for("Next question")
    person.goes_to("Back")
    while person.here != "Back":
        person.press("Tab")
    person.press("Space")
    person.waits_for("without anybody's name")
    assert application.router.who.name == "Maja Lindholm"
    assert not person.reads("nothing here is kept")
    assert _rows(application) == before
    assert not list((folder / place.TEMPORARY).iterdir())


def test_signing_out_of_a_trial_asks_for_the_trainers_pin(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    _begin(application, person)
    person.chooses("Trial learner. Sign out")
    person.waits_for("Your place and your answers are kept")
    person.chooses("Sign out")
    person.waits_for("Choose your profile")
    assert person.reads("PIN of Maja Lindholm")
    assert not person.reads("Trial learner")
    assert not list((folder / place.TEMPORARY).iterdir())


def test_what_a_kill_left_of_a_trial_is_removed_at_the_next_start(folder: Path) -> None:
    left = folder / place.TEMPORARY / "trial-0123"
    left.mkdir(parents=True)
    (left / place.RECORDS).write_bytes(b"left")
    with House.open(folder):
        assert not left.exists()
