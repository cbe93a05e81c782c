"""The search page: typed, found by kind, gone through by keyboard, opened; empty, none, closed, slow."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP, WHO, full_disk
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.finds import Find, FindGroup, FindKind, Finds
from trainer.core.message import Refused
from trainer.core.views import QuestionView, Verdict
from trainer.ui.pages.search import MetQuestionPage, SearchPage
from trainer.ui.theme import Look


class FakeSearching:
    """Finds one place of each kind in whatever is looked for, but nothing in "none"."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.problem: Exception | None = None
        self.may_answer = Event()
        self.may_answer.set()

    def search(self, person: str, text: str, language: str, stopped: Callable[[], bool] | None = None) -> Finds:
        self.asked.append(text)
        self.may_answer.wait(20)
        if self.problem is not None:
            raise self.problem
        if text == "none":
            return Finds(text, ())
        return Finds(
            text,
            (
                FindGroup(
                    FindKind.LESSON, (Find(FindKind.LESSON, "l1", f"Lesson {text}", MARKUP, "Module", 3),), False
                ),
                FindGroup(FindKind.FACT, (Find(FindKind.FACT, "f1", MARKUP, "", "Report", year="2022"),), True),
                FindGroup(FindKind.QUESTION, (Find(FindKind.QUESTION, "q1", "Question", "", "Module"),), False),
            ),
        )

    def question(self, person: str, item_id: str, language: str) -> tuple[QuestionView, Verdict]:
        raise Refused("search.unmet")


@pytest.fixture
def desk() -> FakeSearching:
    return FakeSearching()


@pytest.fixture
def driver(qtbot: QtBot, desk: FakeSearching, look: Look, words: Catalogue) -> PageDriver[SearchPage]:
    return PageDriver(qtbot, SearchPage(desk, WHO, look, words))


def test_the_focus_is_where_one_types_and_results_come_by_themselves(
    driver: PageDriver[SearchPage], desk: FakeSearching
) -> None:
    assert driver.sees("nothingWanted")
    driver.tab_to("findEdit")
    for letter in ("d", "e", "b", "t"):
        driver.write(letter)
    driver.wait(lambda: driver.sees("find-l1"))
    assert desk.asked == ["debt"]
    assert driver.focused == "findEdit"
    assert not driver.sees("nothingWanted")


@pytest.mark.parametrize(
    ("steps", "signal", "told"),
    [(1, "lesson_wished", ["l1", 3]), (2, "fact_wished", ["f1"]), (3, "question_wished", ["q1"])],
)
def test_the_keyboard_goes_through_what_was_found_and_opens_it(
    driver: PageDriver[SearchPage], qtbot: QtBot, steps: int, signal: str, told: list[object]
) -> None:
    driver.tab_to("findEdit")
    driver.write("debt")
    driver.wait(lambda: driver.sees("find-l1"))
    driver.press(*["Down"] * steps)
    with qtbot.waitSignal(getattr(driver.page, signal)) as heard:
        driver.press("Enter")
    assert heard.args == told
    driver.press(*["Up"] * steps)
    assert driver.focused == "findEdit"
    driver.press("Down", "Down", "Esc")
    assert driver.focused == "findEdit"


def test_nothing_found_and_nothing_wanted_are_said(driver: PageDriver[SearchPage]) -> None:
    driver.tab_to("findEdit")
    driver.write("none")
    driver.wait(lambda: driver.sees("nothingFound"))
    assert "none" in driver.words()
    driver.page.field.edit.clear()
    driver.wait(lambda: driver.sees("nothingWanted"))


def test_what_is_typed_meanwhile_is_looked_for_next(driver: PageDriver[SearchPage], desk: FakeSearching) -> None:
    desk.may_answer.clear()
    driver.page.field.show_text("first")
    driver.wait(lambda: desk.asked == ["first"])
    driver.page.field.show_text("second")
    driver.press("Enter")
    desk.may_answer.set()
    driver.wait(lambda: "Lesson second" in [row.row.title for row in driver.page._rows])
    assert desk.asked == ["first", "second"]


@pytest.mark.parametrize("problem", [Refused("search.closed"), full_disk()])
def test_a_problem_is_said(driver: PageDriver[SearchPage], desk: FakeSearching, problem: Exception) -> None:
    desk.problem = problem
    driver.tab_to("findEdit")
    driver.write("debt")
    driver.wait(lambda: driver.sees("searchProblem"))
    desk.problem = None
    driver.write("s")
    driver.wait(lambda: driver.sees("find-l1"))
    assert not driver.sees("searchProblem")


def test_texts_are_shown_as_they_stand(driver: PageDriver[SearchPage]) -> None:
    driver.page.field.show_text(MARKUP)
    driver.wait(lambda: driver.sees("find-l1"))
    rows = {row.objectName(): row for row in driver.page._rows}
    assert rows["find-f1"].row.title == MARKUP
    assert MARKUP in rows["find-l1"].row.subtitle
    assert driver.nameless() == []


def test_it_comes_back_with_what_was_looked_for(
    qtbot: QtBot, desk: FakeSearching, look: Look, words: Catalogue
) -> None:
    driver = PageDriver(qtbot, SearchPage(desk, WHO, look, words, "debt"))
    driver.wait(lambda: driver.sees("find-l1"))
    assert driver.page.text == "debt"


def test_a_question_met_is_read_and_one_not_met_is_closed(
    qtbot: QtBot, school: School, look: Look, words: Catalogue
) -> None:
    who = school.learner()
    school.practise(who, "referral", right=0, wrong=1)
    (item,) = school.house.carding._met.items(who.id)
    driver = PageDriver(qtbot, MetQuestionPage(school.house.searching, who, item, look, words))
    assert "As you last answered it" in driver.words()
    assert driver.nameless() == []
    with qtbot.waitSignal(driver.page.back_wished):
        driver.click("back")
    closed = PageDriver(qtbot, MetQuestionPage(school.house.searching, who, "other", look, words))
    assert "have not answered" in closed.words()
