"""Practice questions before a class: by the keys of a remote, large, and nothing of it kept for anybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.requests import Access
from trainer.house import House
from trainer.ui.components.options import OptionState
from trainer.ui.pages.class_view import SMALLEST, ClassViewPage

MOST_TURNS = 6
"""Page keys that an answer with its facts takes at most."""

Opened = Callable[[Path], tuple[Application, Person]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        house.entrance.add("Sofie Bjerre", "patrol", "")
        house.records.people.add(
            "Maja Lindholm", "trainer", Access.TRAINER, house.clock.now(), house.entrance.hash_secret("4711")
        )
    return folder


def _rows(application: Application) -> dict[str, list[tuple[object, ...]]]:
    house = application.house
    assert house is not None
    store = house.records.store
    tables = [str(name) for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {table: list(store.execute(f"SELECT * FROM {table}")) for table in tables}


def _begin(application: Application, person: Person) -> ClassViewPage:
    person.waits_for("Choose your profile")
    person.goes_to("PIN of Maja Lindholm")
    person.types("4711")
    person.press("Return")
    person.waits_for("Find a person")
    person.chooses("Class")
    person.waits_for("without anybody's name")
    person.goes_to("Referral")
    person.press("Space")
    person.waits_for("question 1 of")
    page = application.router.page
    assert isinstance(page, ClassViewPage)
    return page


def test_a_round_before_a_class_leaves_nothing(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    page = _begin(application, person)
    before = _rows(application)
    assert application.router.look.text_scale >= SMALLEST > 1.0
    person.press("A")
    assert page.question.options.cards[0].isChecked()
    person.press("PgDown")
    person.waits_for("The answer")
    states = {card.face.state for card in page.question.options.cards}
    assert states & {OptionState.CORRECT, OptionState.CORRECT_CHOSEN}
    person.press(".")
    person.waits_for("Covered")
    assert not person.reads("The answer")
    person.press("Space")
    person.waits_for("The answer")
    for _ in range(MOST_TURNS):
        if person.reads("More below"):
            person.press("PgDown")
    person.press("PgDown")
    person.waits_for("question 2 of")
    assert not person.reads("The answer")
    person.press("PgUp")
    person.waits_for("question 1 of")
    assert page.question.options.cards[0].isChecked(), "what the class chose is still marked"
    scale = application.router.look.text_scale
    person.press("+")
    assert application.router.look.text_scale > scale
    assert not person.reads("Sofie Bjerre")
    person.press("Esc")
    person.waits_for("without anybody's name")
    assert application.router.look.text_scale == 1.0, "the trainer's own size again"
    assert _rows(application) == before


def test_the_last_question_leads_back(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    page = _begin(application, person)
    hand = page.in_hand
    hand.go(hand.length - 1)
    hand.reveal()
    page.show_question()
    assert person.reads("End")
    person.press("PgDown")
    person.waits_for("without anybody's name")
