"""A dispute that is being written is there again when its page is: letter by letter, until it is sent or called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.drivers.exam import desk, key_of
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.ui.pages.dispute import Kept
from trainer.ui.pages.result import ResultPage
from trainer.ui.theme import Look

Comes = Callable[..., PageDriver[ResultPage]]


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


@pytest.fixture
def comes(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Comes:
    """Let the page of one result come, again and again, with what is kept of it."""
    streams: dict[str, str] = {}

    def _comes(kept: Kept, **rules: Any) -> PageDriver[ResultPage]:
        stream = streams.setdefault(str(rules), "") or key_of(school, desk(school, **rules), who, 4)
        streams[str(rules)] = stream
        page = ResultPage(school.house.results, who.id, who.name, stream, look, words, kept=kept)
        page.show_result()
        return PageDriver(qtbot, page, 1192, 800)

    return _comes


def written(driver: PageDriver[ResultPage]) -> str:
    edits = [edit for edit in driver.page.findChildren(QPlainTextEdit) if edit.isVisibleTo(driver.page)]
    return edits[0].toPlainText() if edits else ""


def test_where_nothing_is_shown_a_question_is_named_by_its_first_words(comes: Comes, school: School) -> None:
    driver = comes({}, feedback="nothing")
    panel = driver.page.summary.dispute
    assert panel is not None
    panel.unfold()
    assert panel.form is not None
    assert panel.form.choice is not None
    box = panel.form.choice.box
    lines = [box.itemText(place) for place in range(box.count())]
    assert len(lines) == 12
    assert all(line.startswith(f"Question {number}: ") for number, line in enumerate(lines, start=1))
    assert all(len(line) > 20 and "\n" not in line for line in lines)
    assert panel.width() <= driver.page.width()


def test_at_a_question_it_is_there_again_until_it_is_sent(comes: Comes) -> None:
    kept: Kept = {}
    driver = comes(kept)
    driver.page.show_answers()
    assert driver.page.answers is not None
    panel = driver.page.answers.panels[2]
    panel.unfold()
    driver.write("B is right as well")
    assert kept == {2: (2, "B is right as well")}
    again = comes(kept)
    again.page.show_answers()
    again.settle()
    assert written(again) == "B is right as well"
    assert again.focused == "back", "what is open already does not take the focus"
    again.click("sendDispute")
    assert kept == {}
    assert again.sees("disputeSent")


def test_for_all_questions_the_number_is_kept_and_calling_off_ends_it(comes: Comes) -> None:
    rules = {"feedback": "nothing"}
    kept: Kept = {}
    driver = comes(kept, **rules)
    driver.click("dispute")
    box = driver.find("disputeQuestionBox")
    assert isinstance(box, QComboBox)
    driver.tab_to("disputeEdit")
    driver.write("Unclear")
    box.setFocus()
    driver.press("Down", "Down")
    assert kept == {0: (3, "Unclear")}
    again = comes(kept, **rules)
    assert written(again) == "Unclear"
    found = again.find("disputeQuestionBox")
    assert isinstance(found, QComboBox)
    assert found.currentIndex() == 2
    again.click("cancelDispute")
    assert kept == {}
    assert written(comes(kept, **rules)) == ""
