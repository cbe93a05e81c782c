"""Somebody who knows a module already: takes its self-check instead of its lessons, chapter by chapter on days that are told."""

from __future__ import annotations

from typing import Any

from tests.drivers.person import Person
from tests.features import figures
from tests.features.weeks import Officer
from trainer.app import Application
from trainer.ui.components.rows import ListRow
from trainer.ui.components.text import Text
from trainer.ui.pages.sitting import SittingPage

MODULE = "child"


class Knower(Officer):
    """The person, sitting a self-check by the keyboard."""

    @property
    def sitting(self) -> SittingPage:
        page = self.application.router.page
        assert isinstance(page, SittingPage), page
        return page

    def answers(self, most: int = 99, missed: str = "", sure: int = 3) -> int:
        """Answer from the question on the screen on, right but for the objective `missed`. Return the number of the last."""
        while True:
            page = self.sitting
            question = page.presenter.question()
            item = self.house.records.archive.item(question.digest)
            well = item.objective != missed
            wanted = [one.letter for one in question.options if (one.id in item.key) is well][: item.answers]
            self.person.press(*wanted, str(sure))
            self.house.clock.forward(20_000)  # type: ignore[attr-defined]  # the calendar is told
            if question.number >= most or question.number == question.total:
                return question.number
            self.person.press("Alt+Right")

    def hands_in(self) -> str:
        """Hand in and return what the result says first."""
        self.chooses("assessment.sitting.review")
        self.chooses("assessment.review.hand_in")
        self.person.waits_for(self.say("assessment.check.result.objectives"))
        page = self.application.router.page
        verdict = page.findChild(Text, "verdict") if page is not None else None
        assert verdict is not None
        return verdict.text()

    def lessons(self) -> list[str]:
        """What the module's page says of each lesson."""
        page = self.application.router.page
        assert page is not None
        rows = [row for row in page.findChildren(ListRow) if row.objectName().startswith("lesson-")]
        return [row.row.status for row in rows]

    def figures(self) -> dict[str, Any]:
        """Percent, secure, of how many, due: as home, the module's page, progress and the records have them."""
        self.chooses("common.home")
        self.person.waits_for(self.say("home.modules"))
        home = figures.of_home(self)
        self.open_module(MODULE)
        told: dict[str, Any] = {"home": home[MODULE], "module": figures.of_module(self, MODULE)}
        told["lessons"] = self.lessons()
        self.chooses("window.progress")
        self.person.waits_for(self.say("progress.history.title"))
        told["progress"] = figures.of_progress(self)[MODULE]
        told["records"] = figures.of_records(self)[MODULE]
        return told


def not_yet(person: Person, application: Application) -> dict[str, Any]:
    """First start; the self-check of a module with one must missed: it says which lessons, and changes nothing."""
    person.waits_for("Who will use Vejvis here?")
    person.chooses("Only me")
    person.goes_to("Name")
    person.types("Sofie Bjerre")
    person.chooses("Start")
    person.waits_for("Sofie")
    knower = Knower(person, application)
    knower.open_module(MODULE)
    knower.chooses("assessment.check.card.take")
    person.waits_for(knower.say("assessment.check.rules.not_passed_title"))
    knower.chooses("assessment.rules.start")
    plan = knower.house.assessing.module_check(knower.who, MODULE, "en")
    assert plan is not None
    musts = {one.id for one in knower.house.bank.objectives(MODULE) if one.must_know}
    asked = [unit.ref.objective for unit in _units(knower)]
    missed = next(objective for objective in asked if objective in musts)
    knower.answers(missed=missed)
    told: dict[str, Any] = {"said": knower.hands_in(), "asked": asked}
    told["to_read"] = person.reads(knower.say("result.next.title"))
    knower.chooses("assessment.check.result.to_module")
    person.waits_for(knower.say("module.lessons"))
    told["again"] = person.reads(knower.say("assessment.check.again"))
    told["offered"] = person.reads(knower.say("assessment.check.card.take"))
    return {**told, **knower.figures()}


def begin_again(person: Person, application: Application) -> dict[str, Any]:
    """The next day it may be taken again; killed after some answers."""
    knower = Knower(person, application)
    knower.sign_in()
    knower.open_module(MODULE)
    knower.chooses("assessment.check.card.take")
    knower.chooses("assessment.rules.start")
    return {"number": knower.answers(most=2), "killed": True}


def go_on(person: Person, application: Application) -> dict[str, Any]:
    """Home leads back to it; the answers are there, the rest is answered, and the module is open."""
    knower = Knower(person, application)
    knower.sign_in()
    person.chooses(knower.say("home.continue.assessment"))
    knower.chooses("assessment.rules.continue")
    told: dict[str, Any] = {"number": knower.sitting.presenter.question().number}
    told["kept"] = sum(cell.answered for cell in _hand(knower).cells())
    knower.answers()
    told["said"] = knower.hands_in()
    return {**told, **knower.figures()}


def later(person: Person, application: Application) -> dict[str, Any]:
    """Weeks later what was known comes back, as other questions."""
    knower = Knower(person, application)
    knower.sign_in()
    told = knower.figures()
    knower.open_module(MODULE)
    person.chooses(knower.say("module.mixed.title"))
    told["practised"] = [one["objective"] for one in knower.to_the_end()]
    return told


def _hand(knower: Knower) -> Any:
    return knower.sitting._hand


def _units(knower: Knower) -> Any:
    return _hand(knower).attempt.state.units
