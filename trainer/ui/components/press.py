"""Owns what keys do to a push button here: Enter and Space press it, once however long they are held; draws nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton


class Press(QPushButton):
    """A push button that Enter presses outside dialogs as well. Arrows go on to the page, which scrolls or steps by them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press once."""
        # Named here and not above: Qt makes its hundreds of keys when the first is named, and a start needs none.
        key = Qt.Key
        if event.key() in (key.Key_Up, key.Key_Down, key.Key_Left, key.Key_Right):
            event.ignore()
        elif event.isAutoRepeat():
            event.accept()
        elif event.key() in (key.Key_Return, key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
