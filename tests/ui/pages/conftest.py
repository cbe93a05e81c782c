"""What the tests of pages begin with: a real school, a page opened in a window of the design's size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.school import School


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "data")
    yield school
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
