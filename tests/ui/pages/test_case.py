"""A case on the screen: read by keyboard, paused, left, taken up, with failing writes; the list; looking back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.desks import full_disk
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.case_views import Reading
from trainer.core.requests import Admitted
from trainer.records.queries.teacher import problem_rows
from trainer.ui.components.buttons import Button
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.option_face import OptionState
from trainer.ui.pages.case import CasePage
from trainer.ui.pages.case_debrief import CaseDebriefPage
from trainer.ui.pages.case_parts import FactLine
from trainer.ui.pages.cases import CasesPage
from trainer.ui.pages.home import HomePage
from trainer.ui.pages.module import ModulePage
from trainer.ui.theme import Look

CASE = "indicators-case-borrowed-journey"
Driver = PageDriver[CasePage]


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner()


@pytest.fixture
def opened(qtbot: QtBot, look: Look, words: Catalogue, school: School, who: Admitted) -> Callable[[], Driver]:
    return lambda: PageDriver(qtbot, CasePage(school.house.casework, who, CASE, look, words))


def begun(opened: Callable[[], Driver]) -> Driver:
    driver = opened()
    driver.press("Space")
    return driver


def number_of(driver: Driver, choice: str) -> str:
    """The number on the badge of a choice."""
    scene = driver.page.presenter.scene
    assert scene is not None
    return next(str(one.number) for one in scene.choices if one.id == choice)


def test_the_content_note_comes_before_anything_is_told(opened: Callable[[], Driver]) -> None:
    driver = opened()
    said = driver.words()
    assert "Debt, a kept passport" in said
    assert "You are: Asylum officer" in said
    assert "About 10 minutes" in said
    assert "Each decision is final" in said
    assert not driver.sees("sceneText")
    assert driver.focused == "start"
    assert driver.nameless() == []


def test_a_case_is_read_by_keyboard_to_its_end(opened: Callable[[], Driver], school: School) -> None:
    driver = begun(opened)
    assert driver.focused == "sceneTitle"
    with driver.qtbot.waitSignal(driver.page.debrief_wished) as wished:
        for choice in school.house.bank.case_by_id(CASE).expert_path:
            driver.press(number_of(driver, choice), "Enter")
            assert driver.focused == "consequence"
            assert driver.sees("follows")
            driver.press("Enter")
            assert driver.focused == "sceneTitle"
        assert driver.text("sceneTitle") == "Two lines"
        assert driver.text("unknownText").startswith("What the helper wants")
        driver.press("Enter")
    assert wished.args == [driver.page.presenter.stream]


def test_a_decision_is_asked_for_and_then_stays(opened: Callable[[], Driver]) -> None:
    driver = begun(opened)
    assert driver.text("hint") == "What you decide stays. The case goes on from there."
    driver.press("Enter")
    assert driver.text("missing") == "Choose what you do first."
    driver.press("B")
    assert not driver.sees("missing")
    driver.press("Enter")
    states = [card.face.state for card in driver.page.scene.options.cards]
    assert states == [OptionState.NOT_TAKEN, OptionState.TAKEN, OptionState.NOT_TAKEN, OptionState.NOT_TAKEN]
    driver.press("1")
    assert [card.face.state for card in driver.page.scene.options.cards] == states
    assert driver.text("hint") == "You can see the other paths when the case is done."


def test_a_held_key_decides_no_more_than_once(opened: Callable[[], Driver]) -> None:
    driver = begun(opened)
    driver.press("1")
    driver.hold("Enter")
    scene = driver.page.presenter.scene
    assert scene is not None
    assert (scene.number, scene.decided) == (1, True)


def test_what_follows_is_not_passed_over_by_a_second_press(opened: Callable[[], Driver]) -> None:
    driver = begun(opened)
    driver.press("1", "Enter")
    driver.press_at_once("Enter")
    driver.click_at_once("on")
    assert driver.sees("follows")
    scene = driver.page.presenter.scene
    assert scene is not None
    assert (scene.number, scene.decided) == (1, True)
    driver.press("Enter")
    assert driver.page.presenter.scene.number == 2


def test_the_way_so_far_names_what_was_and_not_what_comes(opened: Callable[[], Driver]) -> None:
    driver = begun(opened)
    driver.press(number_of(driver, "c"), "Enter", "Enter")
    names = [driver.find(f"station-{n}").accessibleName() for n in (1, 2, 3, 4)]
    assert names[0].startswith("1. Monday, 09.40, decided: Take down the debt")
    assert names[1:] == ["2. In the corridor, 10.25, you are here", "Next step", "Looking back"]
    assert "Back in the room" not in driver.words()
    assert driver.text("timeLeft") == "About 8 min left"
    assert driver.nameless() == []


def test_esc_covers_the_text_and_resume_uncovers_it(opened: Callable[[], Driver]) -> None:
    driver = begun(opened)
    driver.press("2", "Esc")
    assert not driver.sees("sceneText")
    assert not driver.sees("timeline")
    assert driver.focused == "resume"
    driver.press("1", "Esc")
    assert driver.page.presenter.chosen
    driver.press("Space")
    assert driver.sees("sceneText")
    assert driver.page.scene.options.cards[1].isChecked()


def test_the_arrow_keeps_the_place(opened: Callable[[], Driver], school: School, who: Admitted) -> None:
    driver = begun(opened)
    driver.press("1", "Enter")
    before = driver.page.presenter.scene
    with driver.qtbot.waitSignal(driver.page.cases_wished):
        driver.click("back")
    driver.page.close()
    again = opened()
    assert again.page.presenter.scene == before
    assert again.focused == "consequence"
    assert school.house.casework.line(who.id, CASE, "en").reading is Reading.OPEN


def test_leaving_asks_and_ends_the_case(opened: Callable[[], Driver], school: School, who: Admitted) -> None:
    driver = begun(opened)
    driver.click("leave")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Dialog)
    dialog.reject()
    assert school.house.casework.line(who.id, CASE, "en").reading is Reading.OPEN
    driver.settle()
    driver.press("Esc")
    driver.click("leave")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Dialog)
    with driver.qtbot.waitSignal(driver.page.cases_wished):
        dialog.act.click()
    assert school.house.casework.line(who.id, CASE, "en").reading is Reading.LEFT


def test_another_case_instead_is_asked_about_and_costs_nothing(
    opened: Callable[[], Driver], school: School, who: Admitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework, bank = school.house.casework, school.house.bank
    other = bank.case_by_id("child-case-yellow-slip")
    monkeypatch.setattr(type(casework), "_equivalent", lambda self, case: other if case.id == CASE else None)
    driver = opened()
    assert "“The yellow slip” asks for the same, with another story." in driver.words()
    with driver.qtbot.waitSignal(driver.page.case_wished) as wished:
        driver.click("skip")
    assert wished.args == [other.id]
    assert casework.line(who.id, CASE, "en").reading is Reading.NOT_STARTED
    driver.click("start")
    driver.click("skipCase")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Dialog)
    with driver.qtbot.waitSignal(driver.page.case_wished) as wished:
        dialog.act.click()
    assert wished.args == [other.id]
    assert casework.line(who.id, CASE, "en").reading is Reading.SKIPPED


def test_what_cannot_be_kept_is_said_and_the_choice_stays(
    opened: Callable[[], Driver], school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = begun(opened)
    journal = school.house.records.journal

    def full(*_: object, **__: object) -> None:
        raise full_disk()

    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", full)
        driver.press("3", "Enter")
        assert driver.text("errorTitle") == "Not saved: your decision"
        assert not driver.sees("follows")
        assert driver.page.scene.options.cards[2].isChecked()
        assert not driver.page.leave()
    driver.click("action-again")
    assert not driver.sees("notSaved")


def test_a_choice_outlives_a_page_made_anew(opened: Callable[[], Driver]) -> None:
    driver = begun(opened)
    driver.press("2")
    draft = driver.page.draft()
    assert driver.page.leave()
    driver.page.close()
    again = opened()
    again.page.restore(draft)
    assert again.page.scene.options.cards[1].isChecked()
    again.press("Enter")
    assert again.sees("follows")


def test_an_unknown_case_is_said_to_be_so(
    qtbot: QtBot, look: Look, words: Catalogue, school: School, who: Admitted
) -> None:
    driver = PageDriver(qtbot, CasePage(school.house.casework, who, "none", look, words))
    assert "is not in the question bank" in driver.text("emptyText")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_in_a_small_window(opened: Callable[[], Driver], look: Look, scale: float) -> None:
    driver = begun(opened)
    look.set_text_scale(scale)
    driver.page.resize(960, 640)
    driver.press("1", "Enter")
    for part in driver.page.findChildren(QWidget):
        if part.isVisible() and part.hasHeightForWidth() and part.height() and part.parent() is not None:
            assert part.height() >= part.heightForWidth(part.width()) - 1, part.objectName()


def test_with_large_text_the_header_is_one_line_and_nothing_of_it_is_lost(
    opened: Callable[[], Driver], look: Look
) -> None:
    driver = begun(opened)
    driver.page.resize(960, 640)
    look.set_text_scale(2.0)
    driver.settle()
    header = driver.find("header")
    assert header.height() <= 120
    assert driver.page.area.isAncestorOf(driver.find("headerCaption"))
    assert driver.page.area.isAncestorOf(driver.find("leave"))
    assert header.isAncestorOf(driver.find("pause"))
    look.set_text_scale(1.0)
    driver.settle()
    for name in ("headerCaption", "kept", "leave", "pause"):
        assert header.isAncestorOf(driver.find(name)), name


def test_the_list_says_how_each_case_stands(
    qtbot: QtBot, look: Look, words: Catalogue, school: School, who: Admitted
) -> None:
    school.house.casework.read(who.id, CASE, "en").decide("c")
    driver = PageDriver(qtbot, CasesPage(school.house.casework, who, look, words))
    row = driver.find(f"case-{CASE}")
    assert row.accessibleName().startswith("The borrowed journey, ")
    assert row.accessibleName().endswith("In the middle")
    assert driver.find("case-child-case-yellow-slip").accessibleName().endswith("Not started")
    with driver.qtbot.waitSignal(driver.page.case_wished) as wished:
        driver.click(f"case-{CASE}")
    assert wished.args == [CASE]


def test_module_and_home_lead_to_a_case(
    qtbot: QtBot, look: Look, words: Catalogue, school: School, who: Admitted
) -> None:
    house = school.house
    house.casework.read(who.id, CASE, "en").attempt.pause()
    page = ModulePage(house.learning, who, "indicators", look, words, casework=house.casework)
    module = PageDriver(qtbot, page)
    with module.qtbot.waitSignal(page.case_wished) as wished:
        module.click(f"case-{CASE}")
    assert wished.args == [CASE]
    home = PageDriver(qtbot, HomePage(house.learning, house.assessing, who, look, words, school.clock.here))
    assert home.text("continueTitle") == "The borrowed journey"
    with home.qtbot.waitSignal(home.page.case_wished) as wished:
        home.click("continueButton")
    assert wished.args == [CASE]


def test_looking_back_lays_both_ways_side_by_side(
    qtbot: QtBot, look: Look, words: Catalogue, school: School, who: Admitted
) -> None:
    hand = school.house.casework.read(who.id, CASE, "en")
    for choice in ("b", "b", "b", "d", "b", "c", "a"):
        hand.decide(choice)
        hand.forward()
    hand.forward()
    page = CaseDebriefPage(school.house.casework, who, hand.attempt.stream, look, words)
    driver = PageDriver(qtbot, page, height=6000)
    said = driver.words()
    view = school.house.casework.debrief(who.id, hand.attempt.stream, "en")
    assert driver.text("tally") == "7 decisions: 4 best, 2 not good and 1 critical."
    assert driver.text("criticalReason").startswith("You write 'loan agreed to by herself'")
    assert "This showed later, in “Back in the room”:" in said
    assert "The expert's way does not come here." in said
    misses = "\n".join(label.text() for label in driver.find("misses").findChildren(type(page.tally)))
    assert "In the corridor, 10.25" in misses
    assert "Monday, 09.40" not in misses
    assert driver.text("unknownText").startswith("What the helper wants")
    best = [scene.experts or scene.best_here for scene in view.scenes if not scene.same]
    assert best
    for judged in best:
        assert judged is not None
        assert judged.consequence
        assert judged.consequence.replace("*", "") in said.replace("*", "")
    assert "TIP Report 2023, Denmark: protection" in said
    assert driver.nameless() == []


def test_what_cannot_be_looked_back_on_is_said(
    qtbot: QtBot, look: Look, words: Catalogue, school: School, who: Admitted
) -> None:
    driver = PageDriver(qtbot, CaseDebriefPage(school.house.casework, who, "nothing", look, words))
    assert "cannot be found among what you have read" in driver.text("emptyText")


def test_a_problem_with_a_scene_is_reported_and_named_after_its_case(
    opened: Callable[[], Driver], school: School
) -> None:
    driver = begun(opened)
    scene = driver.page.presenter.scene
    assert scene is not None
    driver.press("R")
    assert driver.focused == "reportText"
    assert "What is wrong with this scene?" in driver.words()
    driver.tab_to("sendReport")
    driver.press("Space")
    assert "Write in a few words" in driver.text("reportNote")
    driver.page.report.edit.setFocus()
    driver.write("Nobody has 4 choices here.")
    driver.tab_to("sendReport")
    driver.press("Space")
    assert driver.sees("reportKept")
    assert not driver.sees("reportForm")
    (row,) = problem_rows(school.house.records.store, school.house.records.archive)
    assert (row.item, row.digest) == (f"{CASE}/{school.house.bank.case_by_id(CASE).scenes[0].id}", scene.digest)
    assert (row.module, row.text) == ("indicators", "Nobody has 4 choices here.")


def test_escape_folds_a_report_before_it_pauses_and_the_text_stays(opened: Callable[[], Driver]) -> None:
    driver = begun(opened)
    driver.press("R")
    driver.write("Half a thought")
    driver.press("Esc")
    assert not driver.sees("reportForm")
    assert not driver.sees("cover")
    draft = driver.page.draft()
    assert driver.page.leave()
    driver.page.close()
    again = opened()
    again.page.restore(draft)
    again.settle()
    assert again.page.report.edit.toPlainText() == "Half a thought"


def test_a_report_that_cannot_be_kept_is_said_and_kept_again(
    opened: Callable[[], Driver], school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = begun(opened)

    def full(*_: object, **__: object) -> None:
        raise full_disk()

    driver.press("R")
    driver.write("Two choices say the same.")
    with monkeypatch.context() as patch:
        patch.setattr(school.house.records.journal, "append", full)
        driver.click("sendReport")
        assert driver.text("errorTitle") == "The report was not kept"
    driver.click("action-again")
    assert driver.sees("reportKept")


def test_facts_of_a_choice_lead_to_their_sources(
    qtbot: QtBot, look: Look, words: Catalogue, school: School, who: Admitted
) -> None:
    """In the scene beside what follows, and when looking back under each choice."""
    page = CaseDebriefPage(school.house.casework, who, read_once(school, who), look, words)
    driver = PageDriver(qtbot, page, height=6000)
    for line in driver.find("compare-1").findChildren(FactLine):
        with qtbot.waitSignal(page.fact_wished) as wished:
            line.findChildren(Button)[0].click()
        assert wished.args == [line.objectName().removeprefix("fact-")]
    assert driver.find("compare-1").findChildren(FactLine)


def read_once(school: School, who: Admitted) -> str:
    """Read the case to its end and return its stream."""
    hand = school.house.casework.read(who.id, CASE, "en")
    for choice in ("b", "b", "b", "d", "b", "c", "a"):
        hand.decide(choice)
        hand.forward()
    hand.forward()
    return hand.attempt.stream
