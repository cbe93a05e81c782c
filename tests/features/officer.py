"""The officer's chapters: set up, read, practise; lived in the real application, killed in the middle of a lesson and a question."""

from __future__ import annotations

from typing import Any

from tests.drivers.person import Person
from trainer.app import Application
from trainer.desks.practising import ROUND_LENGTH
from trainer.ui.components.options import OptionCard
from trainer.ui.components.text import Text
from trainer.ui.pages.lesson import LessonPage
from trainer.ui.pages.practice import PracticePage

LESSON = "Two authorities, many hands"
MODULE = "Referral routes"


def _lesson(application: Application) -> LessonPage:
    page = application.router.page
    assert isinstance(page, LessonPage), page
    return page


def _practice(application: Application) -> PracticePage:
    page = application.router.page
    assert isinstance(page, PracticePage), page
    return page


def _place_kept(application: Application) -> int:
    house = application.house
    assert house is not None
    record = house.queries.lessons(application.router.who.id).get("referral-1-two-authorities")
    return record.block if record is not None else -1


def _question(application: Application) -> dict[str, Any]:
    page = _practice(application)
    stem = page.findChild(Text, "stem")
    assert stem is not None
    return {"stem": stem.text(), "options": [card.accessibleName() for card in page.findChildren(OptionCard)]}


def set_up_and_read(person: Person, application: Application) -> dict[str, Any]:
    """First start, for one person without a PIN; then into a lesson by the module's page, and killed in the middle of it."""
    person.waits_for("Who will use Vejvis here?")
    person.chooses("Only me")
    person.chooses("Continue") if person.reads("Continue") else None
    person.goes_to("Name")
    person.types("Sofie Bjerre")
    person.chooses("Start")
    person.waits_for("Sofie")
    person.chooses(MODULE)
    person.chooses(LESSON)
    page = _lesson(application)
    person.press("N", "N")
    person.waits(lambda: _place_kept(application) > 0, "the place kept")
    return {"kept": _place_kept(application), "title": page.windowTitle(), "killed": True}


def read_on_and_practise(person: Person, application: Application) -> dict[str, Any]:
    """The lesson opens where it was left; then a round of practice: one question checked, killed in the middle of the next."""
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    person.waits_for("Continue where you left off")
    person.chooses("Continue lesson")
    told: dict[str, Any] = {"opened_at": _lesson(application).presenter.place}
    application.router.show_module("referral")
    person.waits_for(LESSON)
    person.chooses("All objectives, mixed")
    page = _practice(application)
    told["first"] = _question(application)
    person.press("B", "2", "Return")
    person.waits(lambda: page.presenter.answered, "the verdict")
    told["verdict"] = person.here
    person.press("Return")
    person.waits(lambda: not page.presenter.answered, "the next question")
    person.press("C")
    told["second"] = _question(application)
    return {**told, "killed": True}


def go_on(person: Person, application: Application) -> dict[str, Any]:
    """The same question is on the screen again, open; the round is gone through to its end."""
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    person.chooses("Continue practice")
    page = _practice(application)
    told: dict[str, Any] = {"second": _question(application), "answered": page.presenter.answered}
    for _ in range(2 * ROUND_LENGTH):  # each may be missed and come once more
        if person.reads("The round is done"):
            break
        person.press("A", "3", "Return")
        person.waits(lambda: page.presenter.answered, "the verdict")
        person.press("Return")
        person.waits(lambda: not page.presenter.answered, "the next question or the end")
    person.waits_for("The round is done")
    house = application.house
    assert house is not None
    told["answers"] = [
        (unit, bool(correct))
        for unit, correct in house.records.store.execute("SELECT unit, correct FROM answer ORDER BY unit")
    ]
    return told
