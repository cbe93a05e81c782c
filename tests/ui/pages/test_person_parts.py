"""Moments and marks on a person's page: each by the offset that held then, no asterisks of authored text."""

from __future__ import annotations

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from tests.builders.scores import person
from tests.drivers.pages import PageDriver
from trainer.catalogue import Catalogue
from trainer.clock import Zone
from trainer.core.assignments import AssignedLine, Doing, Kind
from trainer.core.observed import AttemptLine, Watched, WatchedAnswer
from trainer.core.ruling_views import RuledOption, RuledQuestion
from trainer.core.standing import Week
from trainer.core.verdicts import Standing
from trainer.ui.components.page import Page
from trainer.ui.pages.person_parts import PracticeCard, WatchedCard, assessments, assigned
from trainer.ui.pages.ruling_parts import QuestionCard
from trainer.ui.theme import Look

PUT_BACK_MS = round(datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp() * 1000)
SUMMER_MS = round(datetime(2026, 7, 13, 22, 30, tzinfo=UTC).timestamp() * 1000)
NOW = datetime(2026, 11, 22, 9, tzinfo=Zone(lambda ms: 120 if ms < PUT_BACK_MS else 60))


def page(look: Look, qtbot: QtBot) -> PageDriver[Page]:
    return PageDriver(qtbot, Page(look, name="person"))


def test_what_was_done_in_summer_is_told_by_summer_time(look: Look, words: Catalogue, qtbot: QtBot) -> None:
    driver = page(look, qtbot)
    attempt = AttemptLine("s", "Summer", False, SUMMER_MS, 120, 3, 4, 3, Standing.PASSED, False, 0)
    # Kept with the offset of a winter's day: an hour into the next day in summer, and still this one.
    task = AssignedLine("1", Kind.MODULE, "m", "Module", SUMMER_MS - 30 * 60_000 + 3_600_000 - 1, Doing.DONE, False)
    answer = WatchedAnswer("s", 0, "Which reason for *this* group?", True, SUMMER_MS, 120)
    seen = Watched("m", "Module", SUMMER_MS, SUMMER_MS, (answer,))
    driver.page.add(
        assessments([attempt], NOW, lambda _s: None, look, words, driver.page),
        assigned([task], NOW, look, words, driver.page),
        WatchedCard(seen, NOW, lambda _s, _u: None, look, words, driver.page),
    )
    driver.settle()
    assert "14 July, 00:30" in driver.find("attempt-s").accessibleName()
    assert "14 July, 00:30" in driver.find("given-s-0").accessibleName()
    assert "13 July" in driver.words()


def test_marks_of_authored_texts_are_not_read_out_as_asterisks(look: Look, words: Catalogue, qtbot: QtBot) -> None:
    driver = page(look, qtbot)
    answer = WatchedAnswer("s", 0, "Which reason for *this* group?", True, SUMMER_MS, 120)
    options = (RuledOption("a", "It *may*", True, 1),)
    question = RuledQuestion("d", "X-1", "A *vignette*", "What *now*?", options, 1, 1, ())
    driver.page.add(
        WatchedCard(
            Watched("m", "Module", SUMMER_MS, SUMMER_MS, (answer,)), NOW, lambda _s, _u: None, look, words, driver.page
        ),
        QuestionCard(question, look, words, driver.page),
    )
    driver.settle()
    assert driver.find("given-s-0").accessibleName().startswith("Which reason for this group?")
    assert "*" not in driver.words()


def test_each_week_of_practice_says_its_monday(look: Look, words: Catalogue, qtbot: QtBot) -> None:
    driver = page(look, qtbot)
    weeks = (Week(), Week(20, 10), *(Week(),) * 3, Week(4, 3), Week(), Week(2, 2))
    card = PracticeCard(person(weeks=weeks), 0, (), NOW, look, words, driver.page)
    driver.page.add(card)
    driver.settle()
    assert driver.text("weeks").split("\n")[:5] == [
        "From Monday 5 October: 10 of 20 right",
        "From Monday 12 October: no practice",
        "From Monday 19 October: no practice",
        "From Monday 26 October: no practice",
        "From Monday 2 November: 3 of 4 right",
    ]
    assert driver.text("weeks").endswith("From Monday 16 November: 2 of 2 right")
