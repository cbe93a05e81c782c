"""A round of practice: by keyboard, with failing writes, paused, left, reported, taken up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP, WHO, FakeLearning, FakePractice, fact, full_disk, question
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.ui.components.option_face import OptionState
from trainer.ui.pages.practice import PracticePage
from trainer.ui.presenters.practice import Draft
from trainer.ui.theme import Look

Driver = PageDriver[PracticePage]


def now() -> datetime:
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk() -> FakeLearning:
    return FakeLearning()


def opened(qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning, width: int = 1280) -> Driver:
    return PageDriver(qtbot, PracticePage(desk, WHO, "m", "", look, words, now), width)


@pytest.fixture
def driver(qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning) -> Driver:
    return opened(qtbot, look, words, desk)


def states(driver: Driver) -> list[OptionState]:
    return [card.face.state for card in driver.page.options.cards]


def test_a_round_goes_by_keyboard_alone(driver: Driver, desk: FakeLearning) -> None:
    driver.press("B", "2", "Enter")
    assert driver.focused == "verdict"
    assert driver.text("verdict") == "Not this one. It is A."
    assert states(driver) == [OptionState.CORRECT, OptionState.WRONG, OptionState.OTHER, OptionState.OTHER]
    assert "Because c." in driver.page.options.cards[2].accessibleDescription()
    driver.press("Enter")
    assert driver.focused == "stem"
    assert desk.hand.place == 1
    driver.press("A", "3", "Enter")
    assert driver.text("verdict") == "Yes, it is A."
    driver.press("Enter")
    assert driver.text("endTally") == "1 of 2 right."
    with driver.qtbot.waitSignal(driver.page.module_wished) as wished:
        driver.press("Enter")
    assert wished.args == ["m"]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_in_a_small_window_the_verdict_comes_to_the_top_and_next_with_it(
    qtbot: QtBot, look: Look, words: Catalogue, scale: float
) -> None:
    long = "Some words about what happened. " * 12
    look.set_text_scale(scale)
    driver = opened(qtbot, look, words, FakeLearning(long, FakePractice((question(text=long), question(2)))))
    driver.page.resize(960, 640)
    driver.press("B", "2", "Enter")
    view = driver.page.area.viewport()

    def top(name: str) -> int:
        return driver.find(name).mapTo(view, QPoint(0, 0)).y()

    bar = driver.page.area.verticalScrollBar()
    driver.wait(lambda: top("feedback") >= 0 and (top("feedback") <= look.px(40) or bar.value() == bar.maximum()))
    assert top("feedback") < view.height() / 2
    assert top("next") + driver.find("next").height() <= view.height()
    assert scale > 1 or top("source-F1") < view.height()


def test_arrows_and_space_choose(driver: Driver) -> None:
    driver.page.question.stem.setFocus()
    driver.press("Down", "Down", "Space")
    assert driver.page.presenter.options == ("b",)


def test_without_an_answer_and_how_sure_nothing_is_checked(driver: Driver, desk: FakeLearning) -> None:
    driver.press("Enter")
    assert driver.text("missing") == "Choose an answer and say how sure you are."
    driver.press("D", "Enter")
    assert driver.text("missing") == "Say how sure you are, then check."
    assert not desk.hand.checked
    driver.press("1")
    assert not driver.sees("missing")


def test_several_answers_are_asked_for_and_counted(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    desk = FakeLearning(hand=FakePractice((question(answers=2, total=1),)))
    driver = opened(qtbot, look, words, desk)
    assert driver.text("several") == "Choose 2 answers."
    driver.press("A", "1", "Enter")
    assert driver.text("missing") == "Choose 2 answers first."
    driver.press("B", "Enter")
    assert driver.text("verdict") == "Yes, A and B are right."
    assert driver.page.answer.next.label == "See how the round went"


def test_a_held_key_answers_one_question(driver: Driver, desk: FakeLearning) -> None:
    driver.press("A", "1")
    driver.hold("Enter")
    assert desk.hand.place == 0
    assert list(desk.hand.checked) == [0]


@pytest.mark.parametrize(("button", "closes"), [("stay", False), ("act", True)])
def test_a_choice_that_cannot_be_kept_is_not_closed_over_unasked(
    driver: Driver, desk: FakeLearning, answer_dialog: Callable[[str], list[str]], button: str, closes: bool
) -> None:
    """The disk is full: closing asks, however often; staying keeps the choice, agreeing is enough."""
    driver.press("C", "2")
    desk.hand.attempt.problem = full_disk()
    for _ in range(2):
        said = answer_dialog(button)
        assert driver.page.may_close() is closes
        assert said[0] == "Close without saving your choice?"
    if closes:
        assert driver.page.leave()
    assert driver.page.options.chosen() == ("c",)


def test_closing_asks_nothing_where_nothing_is_lost(driver: Driver, desk: FakeLearning) -> None:
    """A place kept, or a question answered: the choice of the one is a draft, that of the other is saved."""
    driver.press("C", "2")
    assert driver.page.may_close()
    driver.press("Enter")
    desk.hand.attempt.problem = full_disk()
    assert driver.page.may_close()


def test_a_verdict_is_not_passed_over_by_a_second_press(driver: Driver, desk: FakeLearning) -> None:
    """Whatever the second press is made with; once the moment has passed Enter leads on."""
    driver.press("A", "1", "Enter")
    driver.press_at_once("Enter")
    driver.click_at_once("next")
    driver.page.answer.next.setFocus()
    driver.press_at_once("Space", "Enter")
    assert driver.sees("verdict")
    assert desk.hand.place == 0
    driver.press("Enter")
    assert desk.hand.place == 1


def test_the_moment_passes_by_itself(driver: Driver, desk: FakeLearning) -> None:
    driver.press("A", "1", "Enter")
    driver.wait(lambda: driver.page._dwell.over)
    driver.press_at_once("Enter")
    assert desk.hand.place == 1


def test_the_end_of_a_round_is_not_passed_over_either(driver: Driver) -> None:
    driver.press("B", "2", "Enter", "Enter", "A", "3", "Enter", "Enter")
    gone: list[str] = []
    driver.page.module_wished.connect(gone.append)
    driver.press_at_once("Enter")
    assert (driver.sees("endTally"), gone) == (True, [])
    driver.press("Enter")
    assert gone == ["m"]


@pytest.mark.parametrize("problem", [full_disk(), Refused("refused.paused")])
def test_an_answer_that_cannot_be_kept_stays_chosen(driver: Driver, desk: FakeLearning, problem: Refused) -> None:
    desk.hand.problem = problem
    driver.press("C", "2", "Enter")
    assert driver.text("errorTitle") == "Not saved: your answer"
    assert "Your choice stays as it is." in driver.text("errorText")
    assert driver.page.options.chosen() == ("c",)
    assert driver.page.ask.confidence.given() == "fairly-sure"
    assert states(driver) == [OptionState.OPEN] * 4
    desk.hand.problem = None
    driver.click("action-again")
    assert driver.focused == "verdict"
    assert not driver.sees("notSaved")


def test_a_next_question_that_cannot_be_kept_waits(driver: Driver, desk: FakeLearning) -> None:
    driver.press("A", "1", "Enter")
    desk.hand.problem = full_disk()
    driver.press("Enter")
    assert driver.text("stem") == "What now?"
    assert driver.text("errorTitle") == "The next question is not open yet"
    desk.hand.problem = None
    driver.click("action-again")
    assert desk.hand.place == 1


def test_escape_covers_the_text_until_resumed(driver: Driver, desk: FakeLearning) -> None:
    driver.press("B", "Esc")
    assert not driver.sees("stem")
    assert not driver.sees("vignette")
    assert desk.hand.attempt.calls == ["pause"]
    driver.press("A", "1")
    assert driver.focused == "resume"
    driver.press("Enter")
    assert desk.hand.attempt.calls == ["pause", "resume"]
    assert driver.page.options.chosen() == ("b",)
    assert driver.focused == "option-b"


def test_the_text_is_covered_even_where_the_pause_cannot_be_kept(driver: Driver, desk: FakeLearning) -> None:
    desk.hand.attempt.problem = full_disk()
    driver.click("pause")
    assert not driver.sees("stem")
    assert driver.text("errorTitle") == "Not saved: the pause"
    driver.click("resume")
    assert not driver.sees("stem")
    assert driver.text("errorTitle") == "Not resumed"
    desk.hand.attempt.problem = None
    driver.click("action-again")
    assert driver.sees("stem")


def test_a_report_is_written_by_keyboard_and_outlives_the_answer(driver: Driver, desk: FakeLearning) -> None:
    driver.press("R")
    assert driver.focused == "reportText"
    driver.write("Which year")
    driver.press("Esc")
    driver.press("A", "2", "Enter")
    driver.press("R")
    driver.write(" is meant?")
    driver.tab_to("sendReport")
    driver.press("Enter")
    assert desk.hand.attempt.reports == [(0, "Which year is meant?")]
    assert driver.sees("reportKept")
    assert desk.hand.place == 0


def test_a_report_that_is_refused_or_not_kept_stays_written(driver: Driver, desk: FakeLearning) -> None:
    driver.press("R")
    driver.click("sendReport")
    assert driver.text("reportNote").startswith("Write in a few words")
    driver.page.report.edit.setFocus()
    driver.write("Odd")
    desk.hand.attempt.problem = full_disk()
    driver.click("sendReport")
    assert driver.text("errorTitle") == "The report was not kept"
    desk.hand.attempt.problem = None
    driver.click("action-again")
    assert desk.hand.attempt.reports == [(0, "Odd")]


def test_the_arrow_keeps_the_place(driver: Driver, desk: FakeLearning) -> None:
    with driver.qtbot.waitSignal(driver.page.module_wished):
        driver.click("back")
    assert desk.hand.attempt.calls == ["pause"]


def test_a_full_disk_is_told_once_before_leaving_and_holds_nobody(driver: Driver, desk: FakeLearning) -> None:
    desk.hand.attempt.problem = full_disk()
    with driver.qtbot.assertNotEmitted(driver.page.module_wished):
        driver.click("back")
    assert driver.text("errorTitle") == "Not saved: the pause"
    with driver.qtbot.waitSignal(driver.page.module_wished):
        driver.click("back")


def test_a_sign_of_life_that_cannot_be_left_is_told_until_one_can(driver: Driver, desk: FakeLearning) -> None:
    desk.hand.attempt.problem = full_disk()
    driver.page.presenter.beat()
    assert driver.sees("notSaved")
    desk.hand.attempt.problem = None
    driver.page.presenter.beat()
    assert not driver.sees("notSaved")


def test_a_rebuilt_page_takes_up_what_was_chosen(
    qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning
) -> None:
    before = opened(qtbot, look, words, desk)
    before.press("D", "3", "R")
    before.write("Hm")
    draft = before.page.draft()
    after = opened(qtbot, look, words, desk)
    after.page.restore(draft)
    assert after.page.options.chosen() == ("d",)
    assert after.page.ask.confidence.given() == "certain"
    assert after.page.report.edit.toPlainText() == "Hm"
    after.page.restore(Draft("another question", ("a",), "unsure"))
    assert after.page.options.chosen() == ("d",)


def test_without_questions_there_is_one_thing_to_do(
    qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning
) -> None:
    desk.problem = Refused("practice.empty")
    driver = opened(qtbot, look, words, desk)
    assert "There are no practice questions" in driver.text("emptyText")
    with qtbot.waitSignal(driver.page.module_wished):
        driver.click("emptyAction")


def test_sources_say_where_and_when_and_whether_there_is_a_newer_one(
    qtbot: QtBot, look: Look, words: Catalogue
) -> None:
    hand = FakePractice((question(),), (fact(1), fact(2, "Another.", superseded=True)))
    driver = opened(qtbot, look, words, FakeLearning(hand=hand))
    driver.press("A", "1", "Enter")
    assert driver.text("document") == "The report"
    assert driver.text("place") == "paragraph 2"
    assert not driver.sees("newer")
    driver.click("moreSources")
    assert driver.sees("newer")


def test_markup_is_shown_as_it_stands(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = opened(qtbot, look, words, FakeLearning(MARKUP))
    driver.press("A", "1", "Enter")
    assert driver.text("stem") == MARKUP
    assert MARKUP in driver.page.options.cards[0].accessibleName()
    assert not driver.nameless()


def test_a_narrow_window_folds_the_scenario_after_the_answer(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = opened(qtbot, look, words, FakeLearning(), width=960)
    driver.press("A", "1", "Enter")
    assert not driver.sees("vignette")
    driver.click("scenario")
    assert driver.sees("vignette")


def test_a_real_round_is_there_again_after_reopening(
    qtbot: QtBot, look: Look, words: Catalogue, school: School
) -> None:
    who = school.learner()

    def page() -> PracticePage:
        return PracticePage(school.house.learning, who, "referral", "", look, words, school.clock.here)

    driver = PageDriver(qtbot, page())
    driver.press("B", "2", "Enter")
    verdict, stem = driver.text("verdict"), driver.text("stem")
    assert "comes back tomorrow" in driver.text("verdictCaption") or "comes back on" in driver.text("verdictCaption")
    assert driver.page.leave()
    again = PageDriver(qtbot, page())
    assert (again.text("verdict"), again.text("stem")) == (verdict, stem)
    again.press("Enter")
    assert again.page.steps.text().startswith("2 of")
    assert not again.nameless()


def test_with_large_text_the_verdict_is_scrolled_to_and_keys_give_way(
    qtbot: QtBot, look: Look, words: Catalogue, desk: FakeLearning
) -> None:
    look.set_text_scale(2.0)
    driver = PageDriver(qtbot, PracticePage(desk, WHO, "m", "", look, words, now), 960, 540)
    assert not driver.sees("footer")
    assert driver.page.area.widget().width() <= driver.page.area.viewport().width()
    driver.press("A", "1", "Enter")
    assert not driver.find("verdict").visibleRegion().isEmpty()


def test_with_large_text_what_is_missing_and_a_report_are_scrolled_to(driver: Driver, look: Look) -> None:
    """Both come under the fold, and a key that seems to do nothing is a key that is broken."""
    look.set_text_scale(2.0)
    driver.page.resize(960, 640)
    driver.settle()
    driver.press("Enter")
    driver.wait(lambda: in_sight(driver, "missing"))
    driver.page.area.verticalScrollBar().setValue(0)
    driver.press("R")
    driver.wait(lambda: in_sight(driver, "reportText"))


def in_sight(driver: Driver, name: str) -> bool:
    """Whether the control begins inside what is seen of the page."""
    top = driver.find(name).mapTo(driver.page.area.viewport(), QPoint(0, 0)).y()
    return 0 <= top < driver.page.area.viewport().height() - 20


def test_emphasis_is_set_and_its_marks_are_not_read_out(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    """Authored text has one mark; on the screen and for a screen reader it is a weight and not two asterisks."""
    driver = opened(qtbot, look, words, FakeLearning("Which of these does the *section* list?"))
    assert driver.text("stem") == "Which of these does the section list?"
    assert driver.page.options.accessibleName() == "Which of these does the section list?"
