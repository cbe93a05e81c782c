"""A result told plainly: passed or not yet, timed out, what the rules hide, each answer with its key and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from question_bank.model import Confidence, Quota
from tests.drivers.exam import MINUTE_MS, STANDARD, desk, hear, key_of
from tests.drivers.pages import PageDriver
from tests.drivers.person import Person
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.core.result_views import ResultView, TallyLine
from trainer.ui.components.option_face import OptionState
from trainer.ui.components.options import OptionList
from trainer.ui.pages.result import ResultPage
from trainer.ui.presenters.result import remark
from trainer.ui.theme import Look

MARKUP = '<b>fed</b> <img src="file:///etc/passwd"> &amp;'
Told = Callable[..., PageDriver[ResultPage]]


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


@pytest.fixture
def told(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Told:
    """Open a result: a stream of the standard self-check, or one with so many right answers under other rules."""

    def _told(right: int = 11, stream: str = "", name: str = "Jonas Kvist", **rules: Any) -> PageDriver[ResultPage]:
        assessing = desk(school, **rules)
        stream = stream or key_of(school, assessing, who, right)
        page = ResultPage(school.house.results, who.id, name, stream, look, words)
        page.show_result()
        return PageDriver(qtbot, page, 1192, 800)

    return _told


def test_passed(told: Told) -> None:
    driver = told(11)
    assert driver.text("verdict") == "You passed, Jonas."
    assert "11 of 12 right. The pass mark is 9." in driver.text("detail")
    assert driver.page.summary.bar.title.text() == "Standard self-check"
    assert driver.text("handedIn") == "Handed in 23 November, 09:04, saved on this computer"
    assert driver.find("scoreRing").accessibleName() == "Score, 92%, pass mark 75%"


def test_not_passed_yet_says_what_is_missing_in_a_calm_voice(told: Told) -> None:
    driver = told(4)
    assert driver.text("verdict") == "Not passed yet. 4 of 12; the pass mark is 9."
    assert "You can take it again" in driver.text("detail")
    assert "!" not in driver.words()


def test_without_a_mark_there_is_only_the_score(told: Told) -> None:
    driver = told(4, pass_mark=0)
    assert driver.text("verdict") == "4 of 12 right."
    assert driver.find("scoreRing").accessibleName() == "Score, 33%"


def test_time_up_is_said(told: Told, school: School, who: Admitted) -> None:
    assessing = desk(school)
    hand = assessing.sit(who.id, STANDARD, "en")
    hand.choose((hand.question().options[0].id,))
    school.clock.forward(20 * MINUTE_MS)
    assert hand.settle()
    driver = told(stream=hand.attempt.stream)
    assert driver.text("detail").startswith("Time was up. Everything you had answered was kept and handed in.")
    assert "11 questions have no answer." in driver.text("detail")


def test_each_module_has_a_bar_with_words_and_only_the_whole_has_the_mark(told: Told) -> None:
    driver = told(12)
    bars = [driver.find(f"bar-{module}") for module in ("indicators", "child", "interview", "referral")]
    assert bars[0].accessibleName() == "Trafficking indicators, 2 of 2, 100%"
    assert driver.find("scoreRing").accessibleName() == "Score, 100%, pass mark 75%"
    assert driver.text("value-referral") == "6 of 6, 100%"


def test_two_kinds_of_mistake_are_told_apart(told: Told) -> None:
    driver = told(0)
    result = driver.page.summary._result
    assert result is not None
    driver.page.summary.show_result(replace(result, misses=2, false_alarms=1))
    driver.settle()
    assert (driver.text("misses"), driver.text("false_alarms")) == ("2 times", "1 time")
    assert "Two kinds of mistake" in driver.words()
    driver.page.summary.show_result(replace(result, misses=0, false_alarms=0))
    driver.settle()
    assert driver.text("noErrors").startswith("No answer passed something over")
    driver.page.summary.show_result(replace(result, misses=0, false_alarms=0, answered=5, total=12))
    driver.settle()
    assert driver.text("noErrors").startswith("5 of 12 questions were answered: too few to say")


def test_confidence_is_told_with_one_remark(told: Told) -> None:
    driver = told(11)
    assert driver.text("value-certain") == "None"
    assert driver.text("remark") == "You did not say how sure you were."


def tallies(**counts: tuple[int, int]) -> list[TallyLine]:
    return [TallyLine(of, "", "", "", *counts.get(of.name.lower(), (0, 0))) for of in Confidence]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (tallies(), "result.confidence.unsaid"),
        (tallies(certain=(2, 3), unsure=(3, 3)), "result.confidence.certain_wrong"),
        (tallies(certain=(3, 3), unsure=(3, 4)), "result.confidence.unsure_right"),
        (tallies(certain=(3, 3), unsure=(1, 4)), "result.confidence.certain_right"),
        (tallies(unsure=(1, 4)), "result.confidence.said"),
    ],
)
def test_the_remark_is_the_one_worth_most(given: list[TallyLine], code: str, words: Catalogue) -> None:
    message = remark(given)
    assert message.code == code
    assert words.tell(message)


def test_lessons_to_review_are_links(told: Told) -> None:
    driver = told(0)
    wished = hear(driver.page.lesson_wished)
    person = Person(driver.page)
    person.goes_to("Open the lesson")
    driver.press("Space")
    assert len(wished) == 1
    assert wished[0]


def test_a_case_read_badly_is_one_press_away(told: Told, school: School, who: Admitted) -> None:
    rules: dict[str, Any] = {"quotas": (Quota("child", 1, cases=True),), "pass_mark": 1}
    hand = desk(school, **rules).sit(who.id, STANDARD, "en")
    hand.submit()
    driver = told(stream=hand.attempt.stream)
    assert "Every objective was answered right." not in driver.words()
    wished = hear(driver.page.case_wished)
    Person(driver.page).goes_to("Open the case")
    driver.press("Space")
    assert wished == [hand.attempt.state.units[0].ref.id]


def test_with_everything_right_there_is_nothing_to_review(told: Told) -> None:
    assert "Every objective was answered right." in told(12).words()


def test_what_the_rules_hide_is_not_shown(told: Told) -> None:
    driver = told(12, feedback="nothing")
    assert driver.text("verdict") == "Handed in."
    assert "Your trainer sees the result" in driver.text("detail")
    assert "You answered 12 of 12 questions." in driver.text("detail")
    for name in ("scoreRing", "modules", "reviewAnswers", "errors"):
        assert not driver.sees(name)
    assert "%" not in driver.words()


@pytest.mark.parametrize(("feedback", "modules", "answers"), [("score", False, False), ("objectives", True, True)])
def test_the_rules_say_how_much_is_shown(told: Told, feedback: str, modules: bool, answers: bool) -> None:
    driver = told(10, feedback=feedback)
    assert driver.text("verdict") == "You passed, Jonas."
    assert driver.sees("modules") is modules
    assert driver.sees("reviewAnswers") is answers


def test_answers_are_gone_through_with_key_and_reason(told: Told) -> None:
    driver = told(5)
    assert driver.focused == "reviewAnswers"
    driver.press("Enter")
    answers = driver.page.answers
    assert answers is not None
    assert answers.isVisible()
    lists = answers.findChildren(OptionList)
    assert len(lists) == 12
    assert OptionState.CORRECT_CHOSEN in [card.face.state for card in lists[0].cards]
    last = [card.face.state for card in lists[11].cards]
    assert OptionState.WRONG in last
    assert OptionState.CORRECT in last
    assert all(card.face.explanation for one in lists for card in one.cards)
    assert "Facts behind it" in driver.words()
    assert driver.focused == "back"
    driver.press("Space")
    assert driver.page.summary.isVisible()
    assert driver.focused == "reviewAnswers"


def test_an_answer_not_given_is_said(told: Told, school: School, who: Admitted) -> None:
    hand = desk(school).sit(who.id, STANDARD, "en")
    hand.submit()
    driver = told(stream=hand.attempt.stream)
    driver.click("reviewAnswers")
    assert driver.words().count("No answer") == 12


def test_nothing_to_show(told: Told) -> None:
    driver = told(stream="f" * 32)
    assert "There is no result to show here" in driver.text("errorText")


def test_names_and_texts_are_shown_literally(
    told: Told, school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    assessing = desk(school, title={"en": MARKUP})
    stream = key_of(school, assessing, who, 11)
    result = school.house.results.result(who.id, "<i>Jonas</i> Kvist", stream, "en")
    driver = told(11, stream=stream)
    driver.page.summary.show_result(_with_markup(result))
    driver.settle()
    assert driver.text("verdict") == "You passed, <i>Jonas</i>."
    assert driver.page.summary.bar.title.text() == MARKUP


def _with_markup(result: ResultView) -> ResultView:
    return replace(result, title=MARKUP)


@pytest.mark.parametrize(("width", "height", "scale"), [(872, 640, 1.0), (960, 540, 2.0)])
def test_nothing_is_cut(told: Told, look: Look, width: int, height: int, scale: float) -> None:
    look.set_text_scale(scale)
    driver = told(5)
    driver.page.resize(width, height)
    driver.settle()
    summary = driver.page.summary
    assert summary.detail.height() >= summary.detail.heightForWidth(summary.detail.width())
    assert summary.area.widget().width() <= summary.area.viewport().width()
    assert (driver.page.width(), driver.page.height()) == (width, height)
    assert driver.nameless() == []
