"""The officer in Danish: a Danish system, the first start, a lesson and a question; lived in the real application."""

from __future__ import annotations

from typing import Any

from tests.drivers.person import Person
from trainer.app import Application
from trainer.ui.pages.lesson import LessonPage
from trainer.ui.pages.practice import PracticePage

LESSON = "To myndigheder, mange hænder"
MODULE = "Henvisningsveje"


def begin(person: Person, application: Application) -> dict[str, Any]:
    """Nobody chose a language: it is the system's. Set up, read, practise."""
    person.waits_for("Hvem skal bruge Vejvis her?")
    person.chooses("Kun mig")
    person.goes_to("Navn")
    person.types("Sofie Bjerre")
    person.chooses("Start")
    person.waits_for("Moduler")
    told: dict[str, Any] = {"home": person.sees()}
    person.chooses(MODULE)
    person.waits_for("Lektioner")
    person.chooses(LESSON)
    assert isinstance(application.router.page, LessonPage)
    told["lesson"] = person.reads("Vises på engelsk: der er ingen oversættelse endnu.")
    application.router.show_practice("referral")
    page = application.router.page
    assert isinstance(page, PracticePage)
    told["question"] = person.reads("Vises på engelsk: der er ingen oversættelse endnu.")
    person.press("A", "3", "Return")
    person.waits(lambda: page.presenter.answered, "the verdict")
    told["verdict"] = person.here
    told["follows"] = [words for words in person.sees() if "kommer igen" in words]
    house = application.house
    assert house is not None
    streams = house.records.store.execute("SELECT id FROM stream")
    told["languages"] = sorted(
        {event.language for (stream,) in streams for event in house.records.journal.events(stream)}
    )
    return told


def come_back_in_english(person: Person, application: Application) -> dict[str, Any]:
    """The system is English now, and nobody chose: so is the window, over the same records."""
    person.waits_for("Choose your profile")
    person.chooses("Sign in")
    person.waits_for("Modules")
    return {"home": person.sees()}
