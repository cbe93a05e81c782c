"""The search page: typed, found by kind, gone through by keyboard, opened; empty, none, closed, slow."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP, WHO, full_disk
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.finds import Find, FindGroup, FindKind, Finds, SearchGivenUp
from trainer.core.message import Refused
from trainer.core.views import QuestionView, Verdict
from trainer.ui.pages.met_question import MetQuestionPage
from trainer.ui.pages.search import SearchPage
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
    driver.wait(lambda: driver.sees("standing"))
    assert "As you last answered it" in driver.words()
    assert driver.nameless() == []
    with qtbot.waitSignal(driver.page.back_wished):
        driver.click("back")
    closed = PageDriver(qtbot, MetQuestionPage(school.house.searching, who, "other", look, words))
    closed.wait(lambda: "have not answered" in closed.words())


class SlowSearching(FakeSearching):
    """Looks for "slow" until it is told that nobody waits for it any more."""

    def search(self, person: str, text: str, language: str, stopped: Callable[[], bool] | None = None) -> Finds:
        if text != "slow":
            return super().search(person, text, language)
        self.asked.append(text)
        assert stopped is not None
        while not stopped():
            self.may_answer.wait(0.001)
        raise SearchGivenUp


def test_a_search_is_given_up_when_something_else_is_typed_or_the_page_goes(
    qtbot: QtBot, look: Look, words: Catalogue
) -> None:
    desk = SlowSearching()
    desk.may_answer.clear()
    driver = PageDriver(qtbot, SearchPage(desk, WHO, look, words, "slow"))
    driver.wait(lambda: desk.asked == ["slow"])
    desk.may_answer.set()
    driver.page.field.show_text("debt")
    driver.wait(lambda: driver.sees("find-l1"))
    assert desk.asked == ["slow", "debt"]
    driver.page.field.show_text("slow")
    driver.press("Enter")
    driver.wait(lambda: desk.asked[2:] == ["slow"])
    driver.page.deleteLater()
    driver.wait(lambda: QThreadPool.globalInstance().waitForDone(1))


class ManyFound(FakeSearching):
    """Finds as many facts as the text says."""

    def search(self, person: str, text: str, language: str, stopped: Callable[[], bool] | None = None) -> Finds:
        finds = tuple(Find(FindKind.FACT, f"f{n}", f"Fact {n} of {text}", "", "Report") for n in range(int(text)))
        return Finds(text, (FindGroup(FindKind.FACT, finds, False),) if finds else ())


def test_many_rows_are_made_bit_by_bit_and_fewer_are_shown_again(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = PageDriver(qtbot, SearchPage(ManyFound(), WHO, look, words, "11"))
    driver.wait(lambda: driver.sees("find-f10"))
    assert [row.row.title for row in driver.page._rows] == [f"Fact {n} of 11" for n in range(11)]
    driver.page.field.show_text("2")
    driver.wait(lambda: not driver.sees("find-f2"))
    assert [row.row.title for row in driver.page._rows] == ["Fact 0 of 2", "Fact 1 of 2"]
    driver.page.field.show_text("0")
    driver.wait(lambda: driver.sees("nothingFound"))
    assert not driver.page._rows
    assert not driver.sees("find-f0")
    driver.page.field.show_text("9")
    driver.wait(lambda: driver.sees("find-f8"))
