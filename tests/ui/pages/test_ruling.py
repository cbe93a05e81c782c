"""Disputed questions and rulings, by keyboard: from a report to a ruling and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.core.ruling_views import RulingWish
from trainer.core.scoring import RulingKind
from trainer.ui.components.text import Text
from trainer.ui.pages.disputes import DisputesPage
from trainer.ui.pages.person import PersonPage
from trainer.ui.pages.ruling import RulingPage
from trainer.ui.theme import Look

PLAN = "self-check-standard"


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer()


@pytest.fixture
def item(school: School) -> str:
    """A question that Sofie <b>Bjerre</b>, one short of the mark, had wrong, and disputed."""
    plan = school.house.bank.find_blueprint(PLAN)
    assert plan is not None
    sofie = school.learner("Sofie <b>Bjerre</b>")
    stream = school.sit(sofie, plan.pass_mark - 1)
    school.house.results.dispute(sofie.id, stream, plan.pass_mark + 1, "I think <i>B</i> is right as well.", "en")
    started = next(school.house.records.journal.events(stream)).body
    return str(started.form[plan.pass_mark].digest)  # type: ignore[union-attr]


@pytest.fixture
def opened(
    qtbot: QtBot, school: School, maja: Admitted, look: Look, words: Catalogue
) -> Callable[[str], PageDriver[RulingPage]]:
    def _open(digest: str) -> PageDriver[RulingPage]:
        page = RulingPage(school.house.ruling, maja, digest, look, words, school.clock.here)
        return PageDriver(qtbot, page)

    return _open


def pick(driver: PageDriver[RulingPage], kind: RulingKind) -> None:
    """Choose what is decided, from the list that has the focus."""
    driver.tab_to("rulingKindBox")
    box = driver.find("rulingKindBox")
    assert isinstance(box, QComboBox)
    way = "Down" if box.findData(kind.value) > box.currentIndex() else "Up"
    for _ in range(abs(box.findData(kind.value) - box.currentIndex())):
        driver.press(way)
    assert box.currentData() == kind.value


def test_the_list_leads_to_the_question(
    qtbot: QtBot, school: School, maja: Admitted, item: str, look: Look, words: Catalogue
) -> None:
    driver = PageDriver(qtbot, DisputesPage(school.house.ruling, look, words, school.clock.here))
    name = driver.find("disputed-0").accessibleName()
    assert "1 report" in name
    assert "Not decided" in name
    assert driver.sees("noRulings")
    driver.tab_to("disputed-0")
    with qtbot.waitSignal(driver.page.question_wished) as wished:
        driver.press("Space")
    assert wished.args == [item]
    school.house.ruling.rule(RulingWish(item, RulingKind.DROP), "Two are right.", maja.id, "en")
    driver = PageDriver(qtbot, DisputesPage(school.house.ruling, look, words, school.clock.here))
    assert "Ruled on" in driver.find("disputed-0").accessibleName()
    assert "The question is dropped. Two are right." in driver.find("ruling-0").accessibleName()
    assert "In force" in driver.find("ruling-0").accessibleName()
    with qtbot.waitSignal(driver.page.back_wished):
        driver.click("back")
    assert driver.nameless() == []


def test_nothing_disputed(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    driver = PageDriver(qtbot, DisputesPage(school.house.ruling, look, words, school.clock.here))
    assert driver.sees("noDisputes")
    assert driver.sees("noRulings")


def test_decided_by_keyboard_and_taken_back(
    school: School, item: str, opened: Callable[[str], PageDriver[RulingPage]]
) -> None:
    driver = opened(item)
    assert "Sofie <b>Bjerre</b>" in driver.text("ruledReport")
    assert "I think <i>B</i> is right as well." in driver.text("ruledReport")
    pick(driver, RulingKind.ALL)
    driver.tab_to("preview")
    driver.press("Space")
    assert "Give a reason" in driver.words()
    driver.write("Both can be right.")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("changes"))
    assert "1 person passes by it." in driver.text("changesSum")
    assert "Sofie <b>Bjerre</b> (L-" in driver.text("change")
    assert school.house.ruling.rulings("en") == ()
    assert driver.focused == "agree"
    driver.press("Space")
    driver.wait(lambda: driver.sees("rulingDone"))
    assert driver.text("rulingDone") == "The ruling is in force."
    assert [line.reason for line in school.house.ruling.rulings("en")] == ["Both can be right."]
    assert driver.sees("rulingNow")
    assert not driver.sees("agree")
    assert driver.nameless() == []
    driver.tab_to("withdraw")
    driver.press("Space")
    driver.wait(lambda: driver.sees("agree"))
    assert "1 person no longer passes." in driver.text("changesSum")
    driver.press("Space")
    driver.wait(lambda: "withdrawn" in driver.text("rulingDone"))
    assert not driver.sees("rulingNow")


def test_options_are_named_by_text_with_the_letter_of_who_reported(
    school: School, item: str, opened: Callable[[str], PageDriver[RulingPage]]
) -> None:
    sofie = school.house.records.people.find("Sofie <b>Bjerre</b>")[0]
    stream = school.house.results.past(sofie.id, "en")[0].stream
    (seen,) = (one for one, _ in school.house.results.whole("", stream, "en").questions if one.digest == item)
    driver = opened(item)
    pick(driver, RulingKind.KEY)
    for option in seen.options:
        told = driver.find(f"ruled-{option.id}").text()  # type: ignore[attr-defined]  # a line of words
        assert f"({option.letter} for Sofie <b>Bjerre</b>)" in told
        switch = driver.find(f"key-{option.id}")
        assert f"({option.letter} for Sofie <b>Bjerre</b>)" in switch.accessibleName()
    assert not driver.sees("ruledSaw")


def test_two_who_reported_it_may_have_seen_other_letters(
    school: School, item: str, opened: Callable[[str], PageDriver[RulingPage]]
) -> None:
    for number in range(12):
        other = school.learner(f"Ida {number}")
        stream = school.sit(other, 3)
        questions = school.house.results.whole("", stream, "en").questions
        mine = next((one for one, _ in questions if one.digest == item), None)
        if mine is not None:
            break
    assert mine is not None
    school.house.results.dispute(other.id, stream, mine.number, "It is A.", "en")
    driver = opened(item)
    said = driver.page.findChildren(Text, "ruledSaw")
    assert len(said) == 2
    assert f"As Ida {number} saw the options: A: " in said[0].text()
    assert " for Ida" not in driver.find(f"ruled-{mine.options[0].id}").text()  # type: ignore[attr-defined]  # words


def test_what_a_drop_does_to_the_mark_is_said_before(
    school: School, item: str, opened: Callable[[str], PageDriver[RulingPage]]
) -> None:
    driver = opened(item)
    pick(driver, RulingKind.DROP)
    driver.tab_to("rulingReasonEdit")
    driver.write("Nobody can know.")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("changes"))
    assert "The pass mark goes down with the question" in driver.text("changesSum")
    assert "8 of 12 (pass mark 9), not passed, near the mark; with this 8 of 11 (pass mark 8), passed" in driver.text(
        "change"
    )


def test_another_key_and_what_cannot_be(
    school: School, item: str, opened: Callable[[str], PageDriver[RulingPage]]
) -> None:
    content = school.house.records.archive.item(item)
    right = next(option.id for option in content.options if option.correct)
    other = next(option.id for option in content.options if not option.correct)
    driver = opened(item)
    assert not driver.sees(f"key-{other}")
    pick(driver, RulingKind.KEY)
    assert driver.sees(f"key-{other}")
    driver.page.reason.edit.setFocus()
    driver.write("The source says so.")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("rulingProblem"))
    assert "That is what already holds" in driver.words()
    driver.tab_to(f"key-{other}")
    driver.press("Space")
    driver.click("preview")
    driver.wait(lambda: "Choose as many options" in driver.words())
    driver.tab_to(f"key-{right}")
    driver.press("Space")
    driver.click("preview")
    driver.wait(lambda: driver.sees("changes"))
    later = opened(item)
    later.page.restore(driver.page.draft())
    assert later.page.draft() == driver.page.draft()
    assert later.sees(f"key-{other}")
    driver.page.activateWindow()
    pick(driver, RulingKind.DROP)
    assert not driver.sees("changes"), "it was about something else"


def test_what_was_never_asked(opened: Callable[[str], PageDriver[RulingPage]], qtbot: QtBot) -> None:
    driver = opened("0" * 64)
    assert "There is no such question" in driver.words()
    with qtbot.waitSignal(driver.page.back_wished):
        driver.click("back")


def test_from_somebodys_assessment_to_the_ruling(
    qtbot: QtBot, school: School, maja: Admitted, item: str, look: Look, words: Catalogue
) -> None:
    house = school.house
    score = next(one for one in house.teaching.people() if one.name.startswith("Sofie"))
    modules = house.teaching.modules("en")
    page = PersonPage(
        house.observing, maja.id, score, modules, look, words, school.clock.here, rulable=house.ruling.may_rule
    )
    driver = PageDriver(qtbot, page)
    page.show_record()
    stream = house.observing.person(score.id, "en").attempts[0].stream
    page.presenter.open_attempt(stream)
    driver.wait(lambda: driver.sees("answer-1"))
    plan = house.bank.find_blueprint(PLAN)
    assert plan is not None
    driver.tab_to(f"rule-{plan.pass_mark + 1}")
    with qtbot.waitSignal(page.ruling_wished) as wished:
        driver.press("Space")
    assert wished.args == [item]
