"""The reader's chapters: a case, killed in a scene and after a decision, then read to its end and looked back on."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.case_views import SceneView
from trainer.ui.components.text import Text
from trainer.ui.pages.case import CasePage

TITLE = "The borrowed journey"
CASE = "indicators-case-borrowed-journey"


def _scene(application: Application) -> SceneView:
    page = application.router.page
    assert isinstance(page, CasePage), page
    scene = page.presenter.scene
    assert scene is not None
    return scene


def _seen(application: Application) -> dict[str, Any]:
    """What is on the screen, as the page has it and as the journal's fold has it."""
    text = application.router.page.findChild(Text, "sceneText") if application.router.page else None
    assert text is not None
    scene: dict[str, Any] = to_builtins(_scene(application))
    return {"scene": scene, "text": text.text()}


def _decide(person: Person, application: Application, choice: str) -> None:
    number = next(one.number for one in _scene(application).choices if one.id == choice)
    person.press(str(number), "Return")
    person.waits(lambda: _scene(application).decided, "the decision kept")


def begin(person: Person, application: Application) -> dict[str, Any]:
    """Sign in, open the case from the rail, decide twice, choose in the third scene; killed."""
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    person.chooses("Cases")
    person.chooses(TITLE)
    person.waits_for("Content note")
    person.chooses("Begin the case")
    for choice in ("b", "a"):
        _decide(person, application, choice)
        person.press("Return")
    person.press("1")
    return {**_seen(application), "killed": True}


def decide(person: Person, application: Application) -> dict[str, Any]:
    """Go on from the home page's card, on the same scene; decide; killed before going on."""
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    person.chooses("Continue case")
    opened = _seen(application)
    _decide(person, application, "d")
    return {"opened": opened, **_seen(application), "killed": True}


def finish(person: Person, application: Application) -> dict[str, Any]:
    """Take up what follows from the decision, read to the end, look back; close and open again from the list."""
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    person.chooses("Cases")
    person.chooses(TITLE)
    opened = _seen(application)
    person.press("Return")
    for choice in ("b", "c", "b"):
        _decide(person, application, choice)
        person.press("Return")
    person.waits_for("Look back")
    person.press("Return")
    person.waits_for("Your way beside an expert's")
    looked = person.sees()
    person.chooses("Back to the cases")
    person.waits_for("Read")
    house = application.house
    assert house is not None
    line = house.casework.line(application.router.who.id, CASE, "en")
    return {"opened": opened, "looked": looked, "reading": line.reading.value}
