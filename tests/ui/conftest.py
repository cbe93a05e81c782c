"""What every test of the window's parts begins with: a look on the one application, the words, a way to show a widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from trainer.catalogue import Catalogue
from trainer.ui.theme import Look


@pytest.fixture(scope="session")
def words() -> Catalogue:
    return Catalogue()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = Look("light")
    look.apply(qapp)
    yield look
    look.deleteLater()


@pytest.fixture(autouse=True)
def no_item_kept() -> Iterator[None]:
    """Fail where Python is left with an item of a layout: Qt deletes it unseen, and its address then means something else."""
    yield
    kept = [
        one for one in Shiboken.getAllValidWrappers() if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)
    ]
    assert not kept, f"items of layouts that Python keeps: {kept[:5]}; see trainer.ui.components.layouts.forget_items"


Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Show a widget at a size, active, laid out."""

    def _show(widget: QWidget, width: int = 720, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return _show


def accessible(widget: QWidget) -> QAccessibleInterface:
    """What a screen reader is told of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface


def role(widget: QWidget) -> QAccessible.Role:
    return accessible(widget).role()


def name(widget: QWidget) -> str:
    return accessible(widget).text(QAccessible.Text.Name)


def description(widget: QWidget) -> str:
    return accessible(widget).text(QAccessible.Text.Description)
