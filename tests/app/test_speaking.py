"""Another language in the middle of something: chosen by keyboard in the real application, nothing lost, kept for the person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget

from tests.drivers.person import Person, focus_in
from trainer.app import Application, Options
from trainer.core.requests import Access
from trainer.house import House
from trainer.ui.components.text import Text
from trainer.ui.pages.cohort import CohortPage
from trainer.ui.pages.practice import PracticePage
from trainer.ui.pages.sitting import SittingPage

Start = Callable[..., tuple[Application, Person]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One person, who has not been here."""
    with House.open(tmp_path, create=True) as house:
        house.records.people.add("Sofie Bjerre", "asylum-officer", Access.LEARNER, house.clock.now())
    return tmp_path


@pytest.fixture
def start(qapp: QApplication, folder: Path) -> Iterator[Start]:
    """Start the application, in a language if one is named; all are closed afterwards."""
    started: list[Application] = []

    def started_in(language: str = "") -> tuple[Application, Person]:
        application = Application(qapp, Options(folder, language))
        started.append(application)
        application.open()
        focus_in(application.window)
        return application, Person(application.window)

    yield started_in
    for application in started:
        application.window.may_close = lambda: True
        application.window.close()
        application.close()
        application._qt_words.speak("en")
        application.window.deleteLater()
        application.deleteLater()
    QLocale.setDefault(QLocale.c())


def page_of(application: Application, kind: type[QWidget]) -> QWidget:
    page = application.router.page
    assert isinstance(page, kind), page
    return page


def choose_language(person: Person, now: str, other: str) -> None:
    """Walk to the choice of language, which says the one it has, and take another by its first letter."""
    person.goes_to(now)
    person.press(other[0])
    person.waits(lambda: person.here == other, f"the focus on {other}")


def speak_danish(person: Person) -> None:
    """Open Display from wherever one is, choose Danish, close."""
    person.chooses("Display")
    choose_language(person, "English", "Dansk")
    person.waits_for("Sprog")
    person.chooses("Færdig")
    person.waits(lambda: QApplication.activeModalWidget() is None, "the dialog closed")


def events_in(application: Application) -> list[tuple[str, str]]:
    """Kind and language of every event of the last attempt, in the order written."""
    house = application.house
    assert house is not None
    (stream,) = next(iter(house.records.store.execute("SELECT stream FROM event ORDER BY place DESC LIMIT 1")))
    return [(type(event.body).__name__, event.language) for event in house.records.journal.events(stream)]


def test_the_sign_in_speaks_the_language_chosen_and_remembers_it(start: Start) -> None:
    application, person = start()
    person.waits_for("Choose your profile")
    choose_language(person, "English", "Dansk")
    person.waits_for("Vælg din profil")
    person.chooses("Log ind")
    person.waits_for("Moduler")
    person.waits_for("Tegn på menneskehandel")
    application.window.close()
    application.close()

    _, person = start()
    person.waits_for("Vælg din profil")


def test_a_choice_and_its_confidence_outlive_a_switch_in_mid_question(start: Start) -> None:
    application, person = start()
    person.chooses("Sign in")
    person.waits_for("Referral routes")
    application.router.show_practice("referral")
    page = page_of(application, PracticePage)
    stem = page.findChild(Text, "stem").text()  # type: ignore[union-attr]
    person.press("B", "2")
    before = page.draft()  # type: ignore[attr-defined]
    assert before.options
    assert before.confidence == "fairly-sure"

    speak_danish(person)

    now = page_of(application, PracticePage)
    assert now is not page
    person.waits(lambda: person.here == stem, "the focus on the question")
    assert now.draft() == before  # type: ignore[attr-defined]
    assert now.findChild(Text, "stem").text() == stem  # type: ignore[union-attr]
    person.waits_for("Vises på engelsk: der er ingen oversættelse endnu.")
    person.waits_for("Tjek svaret")
    written = len(events_in(application))
    person.press("Return")
    person.waits(lambda: now.presenter.answered, "the verdict")  # type: ignore[attr-defined]
    after = events_in(application)
    assert ("Answered", "da") in after[written:]
    assert {language for _, language in after[:written]} == {"en"}
    person.waits_for("spørgsmål")


def test_a_covered_question_stays_covered(start: Start) -> None:
    application, person = start()
    person.chooses("Sign in")
    person.waits_for("Referral routes")
    application.router.show_practice("referral")
    person.press("Esc")
    person.waits_for("The text is covered.")
    speak_danish(person)
    person.waits_for("Teksten er dækket.")
    assert not page_of(application, PracticePage).question.isVisible()  # type: ignore[attr-defined]


def test_a_sitting_goes_on_with_its_answers_flags_and_place(start: Start) -> None:
    application, person = start()
    person.chooses("Sign in")
    person.waits_for("Referral routes")
    application.router.show_assessment("self-check-standard")
    person.chooses("Start")
    page = page_of(application, SittingPage)
    person.press("A", "F", "Alt+Right", "B", "3")
    cells = page.presenter.cells()  # type: ignore[attr-defined]
    question = page.presenter.question()  # type: ignore[attr-defined]

    speak_danish(person)

    now = page_of(application, SittingPage)
    assert now is not page
    assert application.router.examining
    assert now.presenter.cells() == cells  # type: ignore[attr-defined]
    there = now.presenter.question()  # type: ignore[attr-defined]
    assert (there.number, there.digest, there.confidence) == (2, question.digest, question.confidence)
    assert [option.chosen for option in there.options] == [option.chosen for option in question.options]
    person.waits_for("Almindelig selvtest")
    person.waits_for("Spørgsmålet er ikke oversat endnu. Det vises på engelsk.")
    now.question.setFocus()  # type: ignore[attr-defined]
    person.press("C")
    kinds = events_in(application)
    assert kinds[-1][1] == "da"
    assert "Resumed" not in {kind for kind, _ in kinds}


def test_a_lesson_stays_where_it_was(start: Start) -> None:
    application, person = start()
    person.chooses("Sign in")
    person.waits_for("Referral routes")
    application.router.show_lesson("referral-1-two-authorities")
    person.press("N")
    # The way by Tab reads on, so the place is what it is once Display is open.
    person.chooses("Display")
    place = application.router.page.presenter.place  # type: ignore[union-attr]
    assert place > 0
    choose_language(person, "English", "Dansk")
    person.chooses("Færdig")
    person.waits_for("To myndigheder, mange hænder")
    person.waits_for("Vises på engelsk: der er ingen oversættelse endnu.")
    assert application.router.page.presenter.place == place  # type: ignore[union-attr]


def test_a_case_stays_on_its_scene_with_what_was_chosen(start: Start) -> None:
    application, person = start()
    person.chooses("Sign in")
    person.waits_for("Referral routes")
    application.router.show_case("referral-case-laundry")
    person.chooses("Begin the case")
    person.waits_for("What do you do now?")
    person.press("B")
    draft = application.router.page.draft()  # type: ignore[union-attr]
    assert all(draft[:2])
    speak_danish(person)
    person.waits_for("Hvad gør du nu?")
    person.waits_for("Vises på engelsk: der er ingen oversættelse endnu.")
    assert application.router.page.draft() == draft  # type: ignore[union-attr]
    title = application.router.page.findChild(Text, "sceneTitle").text()  # type: ignore[union-attr]
    person.waits(lambda: person.here == title, "the focus on the scene")
    person.press("Return")
    person.waits_for("Hvad der følger")
    assert events_in(application)[-1][1] == "da"


def test_a_language_asked_for_goes_before_the_one_kept(start: Start) -> None:
    application, person = start("da")
    person.waits_for("Vælg din profil")
    person.chooses("Log ind")
    person.waits_for("Moduler")
    person.chooses("Visning")
    choose_language(person, "Dansk", "English")
    person.waits_for("Language")
    person.chooses("Done")
    person.waits_for("Modules")
    application.window.close()
    application.close()

    _, person = start()
    person.waits_for("Choose your profile")
    person.chooses("Sign in")
    person.waits_for("Modules")


def test_qt_speaks_danish_too(start: Start) -> None:
    start("da")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Annuller"
    assert QLocale().language() == QLocale.Language.Danish


def test_answers_looked_at_stay_on_the_screen(start: Start) -> None:
    application, person = start()
    person.chooses("Sign in")
    person.waits_for("Referral routes")
    house = application.house
    assert house is not None
    hand = house.assessing.sit(application.router.who.id, "self-check-standard", "en")
    hand.submit()
    application.router.show_result(hand.attempt.stream)
    person.chooses("Review answers")
    person.waits_for("Your answers")
    speak_danish(person)
    person.waits_for("Dine svar")


def test_what_a_trainer_looks_for_stays_and_so_does_the_order(start: Start, folder: Path) -> None:
    with House.open(folder) as house:
        for name, access in (("Maja Lindholm", Access.TRAINER), ("Jonas Kvist", Access.LEARNER)):
            house.records.people.add(name, "patrol", access, house.clock.now())
    application, _somebody = start()
    house = application.house
    assert house is not None
    maja = next(one for one in house.entrance.profiles("en") if one.name == "Maja Lindholm")
    application.router.enter(house.entrance.admit(maja.id))
    page = application.router.page
    assert isinstance(page, CohortPage)
    person = Person(application.window)
    person.waits(lambda: page.model is not None, "the list")
    page.sort.box.setCurrentIndex(2)
    page.sort.choice_made.emit(page.sort.chosen())
    page.finder.edit.setText("Jonas")
    before = page.draft()
    application.router.manner.choose_language("da")
    person.waits_for("Hold: Alle")
    again = application.router.page
    assert isinstance(again, CohortPage)
    assert again is not page
    person.waits(lambda: again.model is not None, "the list again")
    assert again.draft() == before
    assert again.model is not None
    assert again.model.rowCount() == 1
