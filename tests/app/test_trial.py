"""A trainer tries things as a learner: all of it works, and the records do not change by a byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from question_bank.model import Pool
from tests.builders.graded import LONG, plain_trainers_bank
from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.message import Refused
from trainer.core.plan_wishes import QuotaWish
from trainer.core.policies import Feedback
from trainer.core.requests import Access
from trainer.core.ruling_views import RulingWish
from trainer.core.scoring import RulingKind
from trainer.house import House
from trainer.records import place
from trainer.ui.pages.plan import PlanPage

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


# An assessment


def _composed(application: Application, pool: Pool) -> str:
    house = application.house
    assert house is not None
    maja = house.records.people.find("Maja Lindholm")[0].id
    wish = replace(
        house.composing.new("en").wish,
        title="Autumn test",
        pool=pool,
        quotas=(QuotaWish("child", "3"),),
        feedback=Feedback.EVERYTHING,
        attempts="2",
        opens="30-11-2099 09:00",
    )
    return house.composing.save(wish, maja)


def _tries(person: Person) -> None:
    person.chooses("Assess")
    person.waits_for("Autumn test")
    person.chooses("Autumn test, 3 questions")
    person.waits_for("A form can be drawn")
    person.chooses("Try as a learner")
    person.waits_for("nothing here is kept")
    assert person.reads("You can take it 2 times. That is what learners are told. In this trial any number")
    assert not person.reads("as often as you like")
    person.chooses("Start")
    person.waits_for("Question 1 of 3")
    for _ in range(2):
        person.press("A", "Alt+Right")
    person.press("A")
    person.chooses("Review and submit")
    person.waits_for("Every question has an answer.")
    person.chooses("Hand in")
    person.waits_for("No pass mark is set for this one.")


def _signs_in(person: Person, pin: str) -> None:
    person.waits_for("Choose your profile")
    person.goes_to("PIN of Maja Lindholm")
    person.types(pin)
    person.press("Return")
    person.waits_for("Find a person")


def test_a_composed_plan_is_sat_before_its_date_and_counted_nowhere(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    plan = _composed(application, Pool.SELF_CHECK)
    _signs_in(person, "4711")
    before = _rows(application)
    _tries(person)
    assert _rows(application) == before
    assert application.router.who.name == "Trial learner"
    person.chooses("Back")
    person.waits_for("What this comes to")
    assert application.router.who.name == "Maja Lindholm"
    page = application.router.page
    assert isinstance(page, PlanPage)
    assert page.plan == plan
    assert _rows(application) == before
    assert not list((folder / place.TEMPORARY).iterdir())


def test_a_graded_one_is_sat_while_its_bank_is_open_which_stays_open(opened: Opened, folder: Path) -> None:
    application, person = opened(folder)
    house = application.house
    assert house is not None
    maja = house.records.people.find("Maja Lindholm")[0].id
    house.vaulting.choose_password(maja, "4711", LONG)
    house.vaulting.install(plain_trainers_bank(), maja, LONG)
    _composed(application, Pool.GRADED)
    _signs_in(person, LONG)
    with pytest.raises(Refused, match=r"vault\.shut"):
        house.begin_trial(maja, "Trial learner", house.composing.lines("en")[0].id)
    house.vaulting.open(maja, LONG)
    before = _rows(application)
    _tries(person)
    assert _rows(application) == before
    person.chooses("Back")
    person.waits_for("What this comes to")
    assert house.vaulting.is_open
    assert house.pools.index(Pool.GRADED), "its bank was only lent"
    assert _rows(application) == before
    assert not list((folder / place.TEMPORARY).iterdir())


def test_what_was_dropped_is_not_asked_in_a_trial_either(folder: Path) -> None:
    with House.open(folder) as house:
        maja = house.records.people.find("Maja Lindholm")[0].id
        sofie = house.entrance.add("Sofie Bjerre", "patrol", "")
        hand = house.assessing.sit(sofie, "self-check-standard", "en")
        digest = hand.question().digest
        hand.submit()
        house.ruling.rule(RulingWish(digest, RulingKind.DROP), "It was wrong.", maja, "en")
        with house.begin_trial(maja, "Trial learner", "self-check-standard") as trial:
            assert digest in trial.shelf.dropped()
            assert trial.assessing.line(trial.learner.id, trial.plan, "en").available
            assert trial.preparing.terms(trial.learner.id, trial.plan, "en").tried == 0
        with pytest.raises(Refused, match=r"plan\.unknown"):
            house.begin_trial(maja, "Trial learner", "no such plan")


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
