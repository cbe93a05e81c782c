"""Owns how a test works a page: keys go where the focus is, controls are found by name, words are what is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.drivers.dwelling import let_dwell

P = TypeVar("P", bound=QWidget)

_NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Space": Qt.Key.Key_Space,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Right": Qt.Key.Key_Right,
    "PageDown": Qt.Key.Key_PageDown,
    "PageUp": Qt.Key.Key_PageUp,
    "End": Qt.Key.Key_End,
}


class PageDriver(Generic[P]):
    """A page in a window of its own."""

    def __init__(self, qtbot: QtBot, page: P, width: int = 1280, height: int = 800) -> None:
        self.qtbot = qtbot
        self.page = page
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        """Let what was put off happen."""
        for _ in range(3):
            QApplication.processEvents()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as a person does: where the focus is, and what has come is read first."""
        for key in keys:
            let_dwell(self.page)
            self.press_at_once(key)

    def press_at_once(self, *keys: str) -> None:
        """Press keys faster than anybody reads."""
        for key in keys:
            code = _NAMED.get(key) or Qt.Key[f"Key_{key.upper()}"]
            QTest.keyClick(self._target(), code)
            self.settle()

    def hold(self, key: str, times: int = 5) -> None:
        """Hold a key down until it repeats."""
        code = _NAMED.get(key) or Qt.Key[f"Key_{key.upper()}"]
        text = key.lower() if len(key) == 1 else ""
        for count in range(times):
            event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text, count > 0)
            QApplication.sendEvent(self._target(), event)
            self.settle()

    def write(self, text: str) -> None:
        """Write where the focus is."""
        target = self._target()
        assert isinstance(target, QLineEdit | QPlainTextEdit), target
        if isinstance(target, QLineEdit):
            target.insert(text)
        else:
            target.insertPlainText(text)

    def tab_to(self, name: str, most: int = 80) -> QWidget:
        """Press Tab until the control of this name has the focus."""
        for _ in range(most):
            focused = QApplication.focusWidget()
            if focused is not None and focused.objectName() == name:
                return focused
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {name}")

    def find(self, name: str) -> QWidget:
        """The control of this name that is seen."""
        for widget in self.page.findChildren(QWidget, name):
            if widget.isVisible():
                return widget
        raise AssertionError(f"no {name} is seen")

    def click(self, name: str) -> None:
        """Click the control of this name."""
        self.settle()
        let_dwell(self.page)
        self.click_at_once(name)

    def click_at_once(self, name: str) -> None:
        """Click the control of this name faster than anybody reads."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def sees(self, name: str) -> bool:
        """Say whether something of this name is seen."""
        return any(widget.isVisible() for widget in self.page.findChildren(QWidget, name))

    def text(self, name: str) -> str:
        """The words of a label that is seen."""
        widget = self.find(name)
        assert isinstance(widget, QLabel), widget
        return widget.text()

    def words(self) -> str:
        """All words of labels that are seen."""
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    @property
    def focused(self) -> str:
        """The name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self.qtbot.waitUntil(condition)

    def nameless(self) -> list[str]:
        """Controls that are seen and have no name, or no role, for a screen reader."""
        bad = []
        for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QProgressBar):
            for control in self.page.findChildren(kind):
                if not control.isVisible() or control.objectName().startswith("qt_"):
                    continue
                told = QAccessible.queryAccessibleInterface(control)
                role = told.role() if told is not None else QAccessible.Role.NoRole
                if (
                    told is None
                    or not told.text(QAccessible.Text.Name)
                    or role
                    in (
                        QAccessible.Role.NoRole,
                        QAccessible.Role.Client,
                    )
                ):
                    bad.append(f"{type(control).__name__} {control.objectName()}")
        return bad

    def _target(self) -> QWidget:
        # Where a window manager would give the keys: to the dialog that has opened.
        front = QApplication.activeModalWidget()
        if front is not None and QApplication.activeWindow() is not front:
            front.activateWindow()
            self.qtbot.waitUntil(front.isActiveWindow)
            self.settle()
        return QApplication.focusWidget() or self.page
