"""The page for changing computers: saved, brought in, refused, by keyboard; strange paths shown as they stand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.ui.pages.moving import MovingPage
from trainer.ui.theme import Look


def opened(
    qtbot: QtBot, school: School, who: Admitted, look: Look, words: Catalogue, path: Path | str
) -> PageDriver[MovingPage]:
    asked = lambda *_about: str(path)  # noqa: E731
    page = MovingPage(school.house.moving, who, look, words, school.clock.here, target=asked, source=asked)
    return PageDriver(qtbot, page)


def test_there_and_back_by_keyboard(qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path) -> None:
    who = school.learner()
    school.practise(who, "referral", right=2)
    driver = opened(qtbot, school, who, look, words, tmp_path / "<b>mine")
    driver.tab_to("take")
    driver.press("Space")
    driver.wait(lambda: driver.sees("movingDone"))
    assert driver.focused == "take"
    file = tmp_path / "<b>mine.vejvis-progress"
    assert file.is_file()
    assert str(file) in driver.text("movingDone")
    other = School(tmp_path / "other")
    try:
        there = opened(qtbot, other, other.learner(), look, words, file)
        there.tab_to("bring")
        there.press("Space")
        there.wait(lambda: there.sees("movingDone"))
        assert there.focused == "bring"
        there.press("Space")
        there.wait(lambda: "There is nothing new in" in there.text("movingDone"))
        assert there.focused == "bring"
        assert "1 attempt or lesson was already here." in there.text("movingDone")
        assert not there.sees("movingProblem")
        school.read(who, school.house.bank.lessons()[0].id, 2)
        school.house.moving.take(who.id, file)
        there.click("bring")
        there.wait(lambda: "Your progress is here" in there.text("movingDone"))
        assert "1 attempt or lesson was already here." in there.text("movingDone")
        assert there.page.bring.isEnabled()
        assert there.nameless() == []
    finally:
        other.close()


def test_what_cannot_be_saved_is_said(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path
) -> None:
    driver = opened(qtbot, school, school.learner(), look, words, tmp_path / "none" / "file")
    driver.click("take")
    driver.wait(lambda: driver.sees("movingProblem"))
    assert "There is no folder" in driver.words()


def test_no_file_is_nothing(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    driver = opened(qtbot, school, school.learner(), look, words, "")
    driver.click("take")
    driver.click("bring")
    assert not driver.sees("movingProblem")
    assert not driver.sees("movingDone")
    with qtbot.waitSignal(driver.page.back_wished):
        driver.click("back")


def _newer(data: bytes) -> bytes:
    first, *rest = data.splitlines(keepends=True)
    return first.replace(b'"version":1', b'"version":9') + b"".join(rest)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: b"", "is empty: nothing was written into it"),
        (lambda data: b"A letter.\n", "is not a file with progress from Vejvis"),
        (lambda data: data[: len(data) // 2], "Copy it from the other computer again"),
        (lambda data: data.replace(b"Sofie", b"Tofie"), "is not as it was saved"),
        (_newer, "was made by a newer Vejvis (version 9 of the file, this program knows 1)"),
        (None, "more than a file with progress may hold (64 MB)"),
    ],
    ids=["empty", "a letter", "cut", "altered", "newer", "huge"],
)
def test_each_file_that_is_none_is_told_for_what_it_is(
    qtbot: QtBot,
    school: School,
    look: Look,
    words: Catalogue,
    tmp_path: Path,
    spoil: Callable[[bytes], bytes] | None,
    said: str,
) -> None:
    who, path = school.learner(), tmp_path / "mine.vejvis-progress"
    school.practise(who, "referral", right=2)
    school.house.moving.take(who.id, path)
    if spoil is None:
        os.truncate(path, 500_000_000)
    else:
        path.write_bytes(spoil(path.read_bytes()))
    other = School(tmp_path / "other")
    try:
        there = other.learner()
        driver = opened(qtbot, other, there, look, words, path)
        driver.click("bring")
        driver.wait(lambda: driver.sees("movingProblem"))
        assert said in driver.words()
        assert "Nothing was brought in" in driver.words()
        assert other.house.queries.objectives(there.id) == {}
    finally:
        other.close()


def test_somebody_elses_progress_is_named_and_not_brought(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path
) -> None:
    who, path = school.learner(), tmp_path / "mine.vejvis-progress"
    school.practise(who, "referral", right=2)
    school.house.moving.take(who.id, path)
    jonas = school.learner("Jonas Kvist")
    driver = opened(qtbot, school, jonas, look, words, path)
    driver.click("bring")
    driver.wait(lambda: driver.sees("movingProblem"))
    assert "the progress of Sofie Bjerre, and this profile has another name" in driver.words()
    assert school.house.queries.objectives(jonas.id) == {}


def test_progress_of_somebody_erased_is_asked_about(
    qtbot: QtBot,
    school: School,
    look: Look,
    words: Catalogue,
    tmp_path: Path,
    answer_dialog: Callable[[str], list[str]],
) -> None:
    who, file = school.learner(), tmp_path / "mine.vejvis-progress"
    school.practise(who, "referral", right=2)
    school.house.moving.take(who.id, file)
    school.house.erasing.erase([who.id], "")
    again = school.learner()
    driver = opened(qtbot, school, again, look, words, file)
    said = answer_dialog("stay")
    driver.click("bring")
    driver.wait(lambda: bool(said) and QApplication.activeModalWidget() is None)
    assert "was erased on this computer on 2026-11-23" in said[1]
    assert not driver.sees("movingDone")
    answer_dialog("act")
    driver.click("bring")
    driver.wait(lambda: driver.sees("movingDone"))
    assert "Your progress is here" in driver.text("movingDone")
