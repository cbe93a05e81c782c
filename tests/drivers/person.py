"""Owns a person at the keyboard of the real window: reads what a screen reader would, presses keys, waits on what is seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.drivers.dwelling import let_dwell

PATIENCE = 20.0
LONGEST_WAY = 200


class NotThere(AssertionError):
    """What was waited for did not come; the message says what was there instead."""


class Person:
    """Somebody with a keyboard and no mouse."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    # Reading

    def sees(self) -> list[str]:
        """The accessible names of everything visible, dialogs first."""
        return [name for widget in self._widgets() if (name := self._name(widget))]

    def reads(self, words: str) -> bool:
        """Whether something visible says so."""
        return any(words in seen for seen in self.sees())

    def waits_for(self, words: str) -> None:
        """Wait until something visible says so."""
        self.waits(lambda: self.reads(words), words)

    def waits(self, condition: Callable[[], bool], what: str = "") -> None:
        """Let the application work until the condition holds."""
        deadline = time.monotonic() + PATIENCE
        loop = QEventLoop()
        tick = QTimer()
        tick.setInterval(5)
        tick.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > deadline else None)
        tick.start()
        if not condition():
            loop.exec()
        tick.stop()
        if not condition():
            raise NotThere(f"{what!r} did not come; there is: {self.sees()}")

    @property
    def here(self) -> str:
        """The accessible name of what has the focus."""
        widget = QApplication.focusWidget()
        return self._name(widget) if widget is not None else ""

    # Doing

    def press(self, *keys: str) -> None:
        """Press keys one after the other: "B", "Return", "Alt+Right", "Shift+Tab"; what has come is read first."""
        for key in keys:
            let_dwell(self._window)
            # Where a window manager would: to the dialog that has opened, back to the window when it has closed.
            front = QApplication.activeModalWidget() or (self._window if QApplication.activeWindow() is None else None)
            if front is not None and QApplication.activeWindow() is not front:
                front.activateWindow()
                QApplication.processEvents()
            combination = QKeySequence(key)[0]
            target = QApplication.focusWidget() or QApplication.activeWindow() or self._window
            QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def types(self, text: str) -> None:
        """Type into what has the focus."""
        target = QApplication.focusWidget()
        if target is None:
            raise NotThere("nothing has the focus to type into")
        QTest.keyClicks(target, text)

    def goes_to(self, words: str) -> None:
        """Walk by Tab until the focus is on something of that name."""
        self.waits_for(words)
        walked: list[str] = []
        for _ in range(LONGEST_WAY):
            if words in self.here:
                return
            self.press("Tab")
            walked.append(self.here)
        raise NotThere(f"no way by Tab to {words!r}; passed {walked}")

    def chooses(self, words: str) -> None:
        """Walk to a control and press Space."""
        self.goes_to(words)
        self.press("Space")

    def will_name_file(self, path: str) -> None:
        """Answer the file dialog that the next step opens: it keeps the keyboard until it is answered."""
        timer = QTimer(self._window)
        timer.setInterval(10)

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog):
                timer.stop()
                self.press("Ctrl+A")
                self.types(path)
                self.press("Return")

        timer.timeout.connect(answer)
        timer.start()

    # Finding

    def _widgets(self) -> Iterator[QWidget]:
        modal = QApplication.activeModalWidget()
        for top in [modal] if modal is not None else [self._window]:
            yield from (widget for widget in top.findChildren(QWidget) if widget.isVisible())

    @staticmethod
    def _name(widget: QWidget) -> str:
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None:
            return widget.accessibleName()
        name = interface.text(QAccessible.Text.Name)
        return name or interface.text(QAccessible.Text.Value)


def focus_in(window: QWidget) -> None:
    """Show a window and make it the active one, as a window system would."""
    window.show()
    window.activateWindow()
    window.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.processEvents()
