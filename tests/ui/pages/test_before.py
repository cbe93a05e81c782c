"""Before an assessment: who sits it, on which terms, one question to try out of which nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from question_bank.model import Pool
from tests.drivers.exam import STANDARD, desk, hear
from tests.drivers.pages import PageDriver
from tests.drivers.person import Person
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.desks.pools import Pools
from trainer.desks.preparing import Preparing
from trainer.ui.pages.assessment_start import AssessmentStartPage
from trainer.ui.pages.rehearsal import RehearsalPage
from trainer.ui.theme import Look

Started = Callable[..., PageDriver[AssessmentStartPage]]


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


def preparing(school: School, **rules: Any) -> Preparing:
    records = school.house.records
    return Preparing(desk(school, **rules), Pools(school.house.bank), records.people, records.queries, records.journal)


@pytest.fixture
def started(school: School, who: Admitted, look: Look, qtbot: QtBot) -> Started:
    """Open the page before the standard self-check, under other rules where some are given."""

    def _started(language: str = "en", **rules: Any) -> PageDriver[AssessmentStartPage]:
        page = AssessmentStartPage(
            desk(school, **rules),
            who.id,
            STANDARD,
            look,
            Catalogue(language),
            preparing=preparing(school, **rules),
            now=school.clock.here,
        )
        page.show_rules()
        return PageDriver(qtbot, page, 1192, 800)

    return _started


def test_it_says_who_sits_it_and_the_way_out_is_by_keyboard(started: Started) -> None:
    driver = started()
    away = hear(driver.page.not_me)
    assert "Jonas Kvist" in driver.words()
    assert "Code L-0001" in driver.words()
    Person(driver.page).chooses("This is not me")
    assert len(away) == 1
    assert driver.nameless() == []


def test_the_rules_say_what_is_noted_and_that_it_is_no_punishment(started: Started) -> None:
    words = started(interruptions="count").words()
    assert "another window is used, that is noted" in words
    assert "It is no punishment" in words
    assert "The time goes on, even while the computer is off." in words


def test_more_time_is_said_with_its_reason(started: Started, school: School, who: Admitted) -> None:
    school.house.room.set_extra(who.id, 50, school.trainer().id)
    words = started().words()
    assert "30 minutes" in words
    assert "You have 30 minutes: 20 and 50 % more, which your trainer has set for you." in words


def test_attempts_left_and_confidence_and_dates_are_said(started: Started, school: School, who: Admitted) -> None:
    now = school.clock.stamp.utc_ms
    rules: dict[str, Any] = {
        "attempts": 3,
        "confidence": "optional",
        "due_ms": now + 2 * DAY_MS,
        "closes_ms": now + 3 * DAY_MS,
        "feedback_from_ms": now + 4 * DAY_MS,
    }
    hand = desk(school, **rules).sit(who.id, STANDARD, "en")
    hand.submit()
    words = started(**rules).words()
    assert "You can take it 3 times. You can take it 2 more times." in words
    assert "you can say how sure you are" in words
    assert "It should be handed in by 25 November, 09:00. It can be begun until 26 November, 09:00." in words
    assert "Your result is shown from 27 November, 09:00; until then, that it was handed in." in words


def test_why_it_cannot_be_begun_is_said_in_place_of_the_button(started: Started, school: School) -> None:
    driver = started(opens_ms=school.clock.stamp.utc_ms + DAY_MS)
    assert "It can be begun from 24 November, 09:00." in driver.text("barred")
    assert not driver.sees("start")
    assert not driver.sees("rehearse")
    driver = started(opens_ms=1, closes_ms=school.clock.stamp.utc_ms - DAY_MS)
    assert "It could be begun until 22 November, 09:00." in driver.text("barred")


def test_one_that_a_trainer_stopped_says_so(started: Started, school: School, who: Admitted) -> None:
    hand = desk(school).sit(who.id, STANDARD, "en")
    school.house.room.stop(school.trainer().id, here=hand.attempt.stream)
    driver = started()
    assert "A trainer has stopped this assessment." in driver.words()
    assert driver.sees("start")


def test_without_a_description_the_rules_come_at_once(started: Started) -> None:
    driver = started(summary={"en": "", "da": ""})
    assert not driver.sees("summary")
    title, rules = driver.find("rulesTitle"), driver.find("rules")
    assert rules.y() - title.geometry().bottom() < driver.page.look.px(24)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_button_is_in_sight_in_the_smallest_window(started: Started, look: Look, scale: float) -> None:
    look.set_text_scale(scale)
    try:
        driver = started()
        page = driver.page
        page.resize(872, 560)
        driver.settle()
        for name in ("start", "rehearse"):
            button = driver.find(name)
            place = button.mapTo(page, button.rect().bottomRight())
            assert page.rect().contains(place)
            assert not page.area.isAncestorOf(button), "it does not scroll away"
        assert driver.focused == "rehearse"
        page.resize(1192, 800)
        driver.settle()
        assert page.card.isAncestorOf(driver.find("start")) is (scale == 1.0)
        assert driver.focused == "rehearse", "the keyboard stays where it was"
    finally:
        look.set_text_scale(1.0)


def test_in_danish(started: Started) -> None:
    words = started("da").words()
    assert "Du er logget ind som" in words
    assert "Det er ingen straf" in words


# The question to try out


@pytest.fixture
def trying(school: School, who: Admitted, look: Look, qtbot: QtBot) -> Callable[..., Person]:
    """Open the question to try out."""

    def _trying(language: str = "en", **rules: Any) -> Person:
        hand = preparing(school, **rules).rehearse(who.id, STANDARD, language)
        page = RehearsalPage(hand, "Standard self-check", look, Catalogue(language))
        PageDriver(qtbot, page, 1192, 800)
        return Person(page)

    return _trying


def test_it_is_of_another_pool_than_the_assessments_questions(school: School, who: Admitted) -> None:
    bank = school.house.bank
    for pool in (Pool.SELF_CHECK, Pool.PRACTICE):
        standard = bank.find_blueprint(STANDARD)
        assert standard is not None
        # Of a pool too small for the form no form is drawn; a question to try out is there all the same.
        question = (
            preparing(school, blueprints=(replace(standard, pool=pool),)).rehearse(who.id, STANDARD, "en").question()
        )
        assert bank.item(question.digest).pool is not pool
        assert question.vignette == question.content_note == ""


def test_everything_is_tried_by_keyboard_and_nothing_is_kept(
    trying: Callable[..., Person], school: School, who: Admitted
) -> None:
    store = school.house.records.store
    before = list(store.execute("SELECT count(*) FROM event")), list(store.execute("SELECT count(*) FROM archive"))
    person = trying(confidence="optional")
    page = person._window
    assert isinstance(page, RehearsalPage)
    done = hear(page.done)
    person.press("B")
    person.waits_for("Done: Choose an answer")
    person.press("C", "F", "2", "Ctrl+G")
    for what in ("Choose another", "Flag it", "Say how sure", "The cell under Questions"):
        assert person.reads(f"Done: {what}")
    assert person.here == "Question 1, answered, current, flagged"
    person.press("Return", "Return", "Alt+Right")
    assert done == []
    person.chooses("I am ready")
    assert len(done) == 1
    assert (
        list(store.execute("SELECT count(*) FROM event")),
        list(store.execute("SELECT count(*) FROM archive")),
    ) == before
    assert school.house.queries.exposure(who.id) == {}


def test_without_the_question_of_confidence_it_is_not_tried(trying: Callable[..., Person]) -> None:
    person = trying(confidence="off")
    assert not person.reads("how sure")
    person.press("2")
    person.waits_for("Done: Choose an answer")
