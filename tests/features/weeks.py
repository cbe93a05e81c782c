"""The officer's three weeks, chapter by chapter: each is one start of the real application on a day of a calendar that is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import to_builtins
from PySide6.QtWidgets import QApplication

from question_bank.model import Case, Error, Item, Rating, read
from tests.drivers.person import Person
from tests.features import figures
from trainer.app import Application
from trainer.core.case_views import SceneView
from trainer.core.policies import Mode
from trainer.house import House
from trainer.ui.components.options import OptionCard
from trainer.ui.components.text import Text
from trainer.ui.pages.card import CardPage
from trainer.ui.pages.case import CasePage
from trainer.ui.pages.lesson import LessonPage
from trainer.ui.pages.practice import PracticePage

NAME = "Sofie Bjerre"
MODULE, OTHER_MODULE = "referral", "child"
MOST_QUESTIONS = 30


class Officer:
    """The person with what they would know: the words on the screen, and what is right where they mean to be right."""

    def __init__(self, person: Person, application: Application) -> None:
        self.person, self.application = person, application

    @property
    def house(self) -> House:
        house = self.application.house
        assert house is not None
        return house

    @property
    def who(self) -> str:
        return self.application.router.who.id

    @property
    def language(self) -> str:
        return self.application.catalogue.language

    def say(self, code: str, **values: str | int | float) -> str:
        return self.application.catalogue.say(code, **values)

    def title(self, module: str) -> str:
        return read(self.house.bank.module(module).title, self.language)

    def chooses(self, code: str) -> None:
        self.person.chooses(self.say(code))

    def sign_in(self) -> None:
        self.person.waits_for(NAME)
        self.chooses("signin.sign_in")
        self.person.waits_for(self.say("home.modules"))

    def open_module(self, module: str) -> None:
        self.chooses("common.home")
        self.person.waits_for(self.say("home.modules"))
        self.person.chooses(self.title(module))
        self.person.waits_for(self.say("module.lessons"))

    # Practice

    @property
    def practice(self) -> PracticePage:
        page = self.application.router.page
        assert isinstance(page, PracticePage), page
        return page

    def item(self) -> Item:
        """The question on the screen as it was archived."""
        hand = self.practice.in_hand
        assert hand is not None
        return self.house.records.archive.item(hand.question().digest)

    def question(self) -> dict[str, Any]:
        """What the screen shows of a question."""
        page = self.practice
        stem = page.findChild(Text, "stem")
        assert stem is not None
        cards = [card for card in page.findChildren(OptionCard) if card.isVisible()]
        return {
            "id": self.item().id,
            "stem": stem.text(),
            "options": [card.accessibleName().split(",")[0] for card in cards],
            "chosen": [card.isChecked() for card in cards],
            "place": page.steps.accessibleName(),
        }

    def choose(self, well: bool, sure: int) -> None:
        """Choose by its letter what is right, or what is not, and say how sure."""
        item, hand = self.item(), self.practice.in_hand
        assert hand is not None
        options = hand.question().options
        wanted = [one.letter for one in options if (one.id in item.key) is well][: item.answers]
        self.person.press(*wanted, str(sure))
        self.house.clock.forward(40_000)  # type: ignore[attr-defined]  # the calendar is told

    def check(self) -> str:
        """Check the answer and return what the screen says of it."""
        page = self.practice
        page.question.stem.setFocus()
        self.person.press("Return")
        self.person.waits(lambda: page.presenter.answered, "the verdict")
        return self.person.here

    def answer(self, well: bool, sure: int = 2) -> dict[str, Any]:
        """Answer the question on the screen and go on. Return what was asked, and whether it was right."""
        asked = self.item()
        self.choose(well, sure)
        said = self.check()
        self.go_on()
        return {"id": asked.id, "objective": asked.objective, "well": well, "said": said}

    def go_on(self) -> None:
        page = self.practice
        self.person.press("Return")
        self.person.waits(lambda: not page.presenter.answered, "the next question or the end")

    def to_the_end(self, *wells: bool) -> list[dict[str, Any]]:
        """Answer a round to its end, right where nothing else is said."""
        asked: list[dict[str, Any]] = []
        for place in range(MOST_QUESTIONS):
            if self.person.reads(self.say("practice.end.title")):
                return asked
            asked.append(self.answer(wells[place] if place < len(wells) else True))
        raise AssertionError("the round does not end")

    # Cases

    @property
    def scene(self) -> SceneView:
        page = self.application.router.page
        assert isinstance(page, CasePage), page
        assert page.presenter.scene is not None
        return page.presenter.scene

    def shown(self) -> dict[str, Any]:
        """What the screen shows of a scene, and the scene as the page has it."""
        page = self.application.router.page
        text = page.findChild(Text, "sceneText") if page is not None else None
        assert text is not None
        scene: dict[str, Any] = to_builtins(self.scene)
        return {"scene": scene, "text": text.text()}

    def case(self) -> Case:
        """The case in hand as it was archived."""
        page = self.application.router.page
        assert isinstance(page, CasePage), page
        hand = self.house.casework.line(self.who, page.presenter.line.id, "en")  # type: ignore[union-attr]
        stream = next(iter(self.house.records.journal.events(hand.stream)))
        return self.house.records.archive.get(stream.body.form[0].digest, Case)  # type: ignore[union-attr]

    def decide(self, *, miss: bool = False) -> bool:
        """Decide as an expert would, or pass signs over where the scene lets one. Return whether they were passed over."""
        scene = next(one for one in self.case().scenes if read(one.title, self.language) == self.scene.title)
        missed = next((one for one in scene.choices if one.error is Error.MISS), None) if miss else None
        best = next(one for one in scene.choices if one.rating is Rating.BEST)
        number = next(one.number for one in self.scene.choices if one.id == (missed or best).id)
        self.person.press(str(number), "Return")
        self.person.waits(lambda: self.scene.decided, "the decision kept")
        self.person.press("Return")
        return missed is not None

    def read_to_the_end(self) -> None:
        """Take up what follows from a decision, decide until the ending, look back."""
        if self.scene.decided:
            self.person.press("Return")
        while not self.scene.ending:
            self.decide()
        self.person.waits_for(self.say("case.scene.end"))
        self.person.press("Return")
        self.person.waits_for(self.say("case.debrief.way"))


def begin(person: Person, application: Application) -> dict[str, Any]:
    """The first start; then a lesson from its first part to its last."""
    officer = Officer(person, application)
    person.waits_for("Who will use Vejvis here?")
    person.chooses("Only me")
    person.goes_to("Name")
    person.types(NAME)
    person.chooses("Start")
    person.waits_for(officer.say("home.modules"))
    lesson, after = officer.house.bank.lessons(MODULE)[:2]
    officer.open_module(MODULE)
    person.chooses(read(lesson.title, "en"))
    page = application.router.page
    assert isinstance(page, LessonPage)
    for _ in lesson.blocks:
        if person.here == officer.say("lesson.done_next"):
            break
        person.press("N")
    person.press("Space")
    person.waits(lambda: application.router.page is not page, "the next lesson")
    person.waits_for(read(after.title, "en"))
    kept = officer.house.queries.lessons(officer.who)[lesson.id]
    return {"lesson": lesson.id, "done": kept.done}


def practise(person: Person, application: Application) -> dict[str, Any]:
    """A round with every word for confidence, two of four wrong, one of these with certainty; killed over the fifth."""
    officer = Officer(person, application)
    officer.sign_in()
    officer.open_module(MODULE)
    officer.chooses("module.mixed.title")
    asked = [officer.answer(well, sure) for well, sure in ((True, 3), (False, 3), (True, 2), (False, 1))]
    officer.choose(True, 2)
    return {"asked": asked, "open": officer.question(), "killed": True}


def go_on(person: Person, application: Application) -> dict[str, Any]:
    """The same question, open; on to the end of the round."""
    officer = Officer(person, application)
    officer.sign_in()
    officer.chooses("home.continue.practice")
    told = {"open": officer.question()}
    return {**told, "asked": officer.to_the_end(True)}


def decide(person: Person, application: Application) -> dict[str, Any]:
    """The module's case: signs passed over once, then killed in the scene after."""
    officer = Officer(person, application)
    officer.sign_in()
    officer.open_module(MODULE)
    person.chooses(read(officer.house.bank.cases(MODULE)[0].title, "en"))
    person.waits_for(officer.say("case.intro.content_note"))
    officer.chooses("case.intro.start")
    while not officer.decide(miss=True):
        pass
    person.press("1")
    return {**officer.shown(), "killed": True}


def decide_on(person: Person, application: Application) -> dict[str, Any]:
    """The same scene again; read to its end and looked back on."""
    officer = Officer(person, application)
    officer.sign_in()
    officer.chooses("home.continue.case")
    opened = officer.shown()
    officer.read_to_the_end()
    return {**opened, "looked": person.sees()}


def refresh(person: Person, application: Application) -> dict[str, Any]:
    """What is due, asked in five minutes; nothing where nothing is due."""
    officer = Officer(person, application)
    officer.sign_in()
    due = officer.house.learning.home(officer.who, NAME, None, "en").due
    told = {"due": due, "set_back": person.reads(officer.say("home.set_back", now="", then="")[:20])}
    if not due:
        return {**told, "asked": []}
    person.waits_for(officer.say("home.due.spoken", n=due))
    officer.chooses("home.due.review")
    return {**told, "asked": officer.to_the_end()}


def refresh_in_danish(person: Person, application: Application) -> dict[str, Any]:
    """Danish is chosen over an open question of the refresher: place and answer are as they were."""
    officer = Officer(person, application)
    officer.sign_in()
    officer.chooses("home.due.review")
    officer.choose(True, 3)
    before = officer.question()
    officer.chooses("window.display")
    person.goes_to("English")
    person.press("D")
    person.waits_for("Sprog")
    officer.chooses("display.close")
    person.waits(lambda: QApplication.activeModalWidget() is None, "the dialog closed")
    told = {"before": before, "after": officer.question()}
    verdict = officer.check()
    officer.go_on()
    return {**told, "verdict": verdict, "asked": officer.to_the_end(), "language": officer.language}


def leave_open(person: Person, application: Application) -> dict[str, Any]:
    """A round and another module's case, both left in the middle, the round last."""
    officer = Officer(person, application)
    officer.sign_in()
    officer.open_module(OTHER_MODULE)
    person.chooses(read(officer.house.bank.cases(OTHER_MODULE)[0].title, officer.language))
    person.waits_for(officer.say("case.intro.content_note"))
    officer.chooses("case.intro.start")
    officer.decide()
    case, scene = officer.case(), officer.shown()
    scene_id = next(one.id for one in case.scenes if read(one.title, officer.language) == officer.scene.title)
    officer.open_module(MODULE)
    officer.chooses("module.mixed.title")
    asked = [officer.answer(False)]
    officer.practice.question.stem.setFocus()
    return {"asked": asked, "open": officer.question(), "case": case.id, "scene_id": scene_id, **scene}


def after_the_update(person: Person, application: Application) -> dict[str, Any]:
    """A newer bank is installed: the round and the case go on as they were shown, what is new comes in the next round."""
    officer = Officer(person, application)
    officer.sign_in()
    officer.chooses("home.continue.practice")
    told: dict[str, Any] = {"open": officer.question(), "question_seen": person.sees()}
    told["answered"] = officer.answer(True, 3)
    told["asked"] = officer.to_the_end()
    officer.chooses("window.cases")
    person.chooses(read(officer.house.bank.cases(OTHER_MODULE)[0].title, officer.language))
    told |= officer.shown()
    told["scene_seen"] = person.sees()
    officer.read_to_the_end()
    officer.chooses("common.home")
    objective = officer.house.bank.module(MODULE).id and told["answered"]["objective"]
    application.router.show_practice(MODULE, objective)
    told["next_round"] = officer.to_the_end()
    return told


def slip(person: Person, application: Application) -> dict[str, Any]:
    """A last round in which three of the first four go wrong."""
    officer = Officer(person, application)
    officer.sign_in()
    officer.open_module(MODULE)
    officer.chooses("module.mixed.title")
    return {"asked": officer.to_the_end(False, False, True, False)}


def look_back(person: Person, application: Application) -> dict[str, Any]:
    """The figures of every page as they stand on the screen, those of the records, and the card on paper."""
    officer = Officer(person, application)
    officer.sign_in()
    told: dict[str, Any] = {"home": figures.of_home(officer)}
    told["modules"] = {}
    for module in officer.house.bank.modules():
        officer.open_module(module.id)
        told["modules"][module.id] = figures.of_module(officer, module.id)
    officer.chooses("window.progress")
    person.waits_for(officer.say("progress.modules.title"))
    told["progress"] = figures.of_progress(officer)
    told["records"] = figures.of_records(officer)
    officer.open_module(MODULE)
    officer.chooses("module.card")
    page = application.router.page
    assert isinstance(page, CardPage)
    officer.chooses("card.personal")
    target = Path(officer.house.folder).parent / "card.pdf"
    person.will_name_file(str(target))
    officer.chooses("card.save")
    person.waits_for(officer.say("card.saved_title"))
    told["pdf"] = str(target)
    told["misses"] = figures.of_card(officer, MODULE)
    told["parts"] = [officer.say(f"card.part.{part}") for part in ("own", "route")]
    told["card_name"] = officer.say("card.title_personal", name=NAME)
    told["open"] = [one.subject for one in officer.house.queries.open_streams(officer.who) if one.mode == Mode.PRACTICE]
    return told
