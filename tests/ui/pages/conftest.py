"""What the tests of pages begin with: a real school, a page opened in a window of the design's size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.exam import STANDARD, Sitter, desk
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.ui.components.dialog import Dialog
from trainer.ui.pages.sitting import SittingPage
from trainer.ui.theme import Look


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "data")
    yield school
    QThreadPool.globalInstance().waitForDone()  # What a page still reads, it reads from what is open; so does the window.
    school.close()


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[..., QWidget]:
    """Show a page at a size, active, laid out."""

    def _open(page: QWidget, width: int = 1280, height: int = 800) -> QWidget:
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return _open


@pytest.fixture
def sit(school: School, look: Look, words: Catalogue, qtbot: QtBot) -> Callable[..., Sitter]:
    """Open the page on a sitting of the standard self-check, under other rules where some are given."""
    jonas = school.learner("Jonas Kvist", "patrol")

    def _sit(timer_hidden: bool = False, letters_on: bool = True, **rules: Any) -> Sitter:
        hand = desk(school, **rules).sit(jonas.id, STANDARD, "en")
        page = SittingPage(hand, look, words, timer_hidden=timer_hidden, letters_on=letters_on)
        PageDriver(qtbot, page, 1192, 800)
        return Sitter(page, page)

    return _sit


@pytest.fixture
def answer_dialog() -> Callable[[str], list[str]]:
    """Press a button of the question that is about to be asked; gives back what it said."""

    def _answer(button: str) -> list[str]:
        said: list[str] = []

        def look_for_it() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, Dialog):
                QTimer.singleShot(5, look_for_it)
                return
            said.extend((dialog.title.text(), dialog.text.text()))
            if button == "stay" and dialog.stay is not None:
                dialog.stay.click()
            else:
                dialog.act.click()

        QTimer.singleShot(0, look_for_it)
        return said

    return _answer
