"""The list of assessments and the page before one: what each is, its rules, the way in, what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.exam import MINUTE_MS, STANDARD, desk, disk_full, hear, key_of
from tests.drivers.pages import PageDriver
from tests.drivers.person import Person
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.ui.pages.assessment_start import AssessmentStartPage
from trainer.ui.pages.assessments import AssessmentsPage
from trainer.ui.theme import Look

MARKUP = '<b>fed</b> <img src="file:///etc/passwd"> &amp;'
Listed = Callable[..., PageDriver[AssessmentsPage]]
Started = Callable[..., PageDriver[AssessmentStartPage]]


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


@pytest.fixture
def listed(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Listed:
    """Open the list, with the standard self-check under other rules where some are given."""

    def _listed(**rules: Any) -> PageDriver[AssessmentsPage]:
        page = AssessmentsPage(desk(school, **rules), who.id, look, words)
        page.show_list()
        return PageDriver(qtbot, page, 1192, 800)

    return _listed


@pytest.fixture
def started(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Started:
    """Open the rules of the standard self-check, under others where some are given."""

    def _started(**rules: Any) -> PageDriver[AssessmentStartPage]:
        page = AssessmentStartPage(desk(school, **rules), who.id, STANDARD, look, words)
        page.show_rules()
        return PageDriver(qtbot, page, 1192, 800)

    return _started


def test_the_list_says_what_each_is_and_opens_it_by_keyboard(listed: Listed) -> None:
    driver = listed()
    opened = hear(driver.page.assessment_opened)
    seen = driver.words()
    for line in ("Standard self-check", "12 questions", "20 minutes", "Pass mark 9 of 12", "Not taken yet"):
        assert line in seen
    Person(driver.page).goes_to("Open Standard self-check")
    driver.press("Enter")
    assert opened == [STANDARD]
    assert driver.nameless() == []


def test_one_that_runs_goes_on(listed: Listed, school: School, who: Admitted) -> None:
    hand = desk(school).sit(who.id, STANDARD, "en")
    hand.choose((hand.question().options[1].id,))
    driver = listed()
    begun = hear(driver.page.sitting_begun)
    assert "Started, not handed in" in driver.words()
    Person(driver.page).chooses("Continue Standard self-check")
    assert begun[0].question().options[1].chosen


@pytest.mark.parametrize(("right", "said"), [(11, "Passed, 11 of 12"), (4, "Not passed yet, 4 of 12")])
def test_the_last_result_is_there_and_leads_to_it(
    listed: Listed, school: School, who: Admitted, right: int, said: str
) -> None:
    stream = key_of(school, desk(school), who, right)
    driver = listed()
    wished = hear(driver.page.result_wished)
    assert said in driver.words()
    Person(driver.page).chooses("See your last result of Standard self-check")
    assert wished == [stream]
    assert driver.sees("go")


def test_a_result_that_is_not_shown_is_not_in_the_list(listed: Listed, school: School, who: Admitted) -> None:
    key_of(school, desk(school, feedback="nothing"), who, 12)
    driver = listed(feedback="nothing")
    assert "Passed" not in driver.words()
    assert driver.text("standing") == "Handed in"
    assert driver.find("result").text() == "What was handed in"  # type: ignore[attr-defined]  # a button


def test_that_time_was_up_is_said(listed: Listed, school: School, who: Admitted) -> None:
    assessing = desk(school, interruptions="count", feedback="nothing")
    assessing.sit(who.id, STANDARD, "en")
    school.clock.forward(90 * MINUTE_MS)
    assessing.settle_all("en")
    driver = listed(feedback="nothing")
    assert driver.text("standing") == "Handed in"
    assert driver.text("timedOut") == "Time was up. What was answered was handed in."


def test_no_attempt_left_is_said_and_there_is_no_button(listed: Listed, school: School, who: Admitted) -> None:
    key_of(school, desk(school, attempts=1), who, 12)
    driver = listed(attempts=1)
    assert "You have used every attempt at this one." in driver.words()
    assert not driver.sees("go")


def test_a_bank_without_assessments_says_so(listed: Listed) -> None:
    driver = listed(blueprints=())
    assert "No assessments yet" in driver.words()


def test_texts_are_shown_literally(listed: Listed) -> None:
    driver = listed(title={"en": MARKUP}, summary={"en": MARKUP})
    assert driver.text("title") == MARKUP
    assert driver.text("summary") == MARKUP


def test_continuing_that_fails_says_what_is_safe(
    listed: Listed, school: School, who: Admitted, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk(school).sit(who.id, STANDARD, "en")
    driver = listed()
    begun = hear(driver.page.sitting_begun)
    with disk_full(school, monkeypatch):
        driver.click("go")
    assert begun == []
    assert "The disk is full (records.db)" in driver.text("errorText")
    driver.click("go")
    assert len(begun) == 1


def test_rules_of_one_whose_time_stands_still(started: Started) -> None:
    seen = started().words()
    for line in (
        "Answers can be changed until you hand in.",
        "Each answer is saved on this computer the moment you choose it.",
        "Everything you have answered is kept and handed in.",
        "The time stands still. You go on later where you stopped.",
        "You see your score, each question with its answer and why, and what to read next.",
        "You can take it as often as you like.",
        "20 minutes",
    ):
        assert line in seen


def test_rules_of_a_supervised_one(started: Started) -> None:
    seen = started(interruptions="count", feedback="nothing", attempts=2).words()
    assert "The time goes on, even while the computer is off." in seen
    assert "Nothing is shown. Your trainer sees the result" in seen
    assert "You can take it 2 times." in seen


def test_rules_without_a_limit_or_a_mark(started: Started) -> None:
    seen = started(minutes=0, pass_mark=0, interruptions="count").words()
    assert "No time limit" in seen
    assert "No pass mark" in seen
    assert "When time is up" not in seen
    assert "If you close the window" not in seen


def test_one_button_starts_it(started: Started) -> None:
    driver = started()
    begun = hear(driver.page.sitting_begun)
    assert driver.focused == "start"
    driver.press("Enter")
    assert begun[0].length == 12
    assert driver.nameless() == []


def test_a_started_one_goes_on(started: Started, school: School, who: Admitted) -> None:
    desk(school).sit(who.id, STANDARD, "en")
    school.clock.forward(MINUTE_MS)
    driver = started()
    assert driver.page.acts.start.label == "Continue"
    assert "you go on where you stopped" in driver.text("summary")


def test_starting_that_fails_can_be_tried_again(
    started: Started, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = started()
    begun = hear(driver.page.sitting_begun)
    with disk_full(school, monkeypatch):
        driver.press("Enter")
        assert "The disk is full (records.db)" in driver.text("errorText")
    driver.press("Enter")
    assert len(begun) == 1


def test_a_bank_with_too_few_questions_says_so(started: Started, school: School) -> None:
    from msgspec.structs import replace

    standard = school.house.bank.find_blueprint(STANDARD)
    assert standard is not None
    driver = started(quotas=(replace(standard.quotas[0], count=500),))
    driver.press("Enter")
    assert "it needs 500 questions of one module" in driver.text("errorText")


def test_the_way_back(started: Started) -> None:
    driver = started()
    back = hear(driver.page.back_wished)
    Person(driver.page).chooses("Back to the assessments")
    assert len(back) == 1


def test_an_assessment_that_is_gone(started: Started) -> None:
    driver = started(blueprints=())
    assert "There is no such assessment here" in driver.text("errorText")
    assert not driver.sees("start")


def test_what_is_not_open_yet_says_from_when(
    school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    opens = school.clock.stamp.utc_ms + 24 * 60 * MINUTE_MS
    changed = desk(school, opens_ms=opens, due_ms=opens + 60 * MINUTE_MS)
    page = AssessmentsPage(changed, who.id, look, words, now=school.clock.here)
    page.show_list()
    driver = PageDriver(qtbot, page, 1192, 800)
    assert driver.text("due") == "Due 24 November, 10:00"
    assert driver.text("noneLeft") == "It can be begun from 24 November, 09:00."
    assert not driver.sees("go")
