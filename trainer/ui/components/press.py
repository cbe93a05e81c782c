"""Owns what keys do to a push button here: Enter and Space press it, once however long they are held; draws nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Press(QPushButton):
    """A push button that Enter presses outside dialogs as well. Arrows go on to the page, which scrolls or steps by them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press once."""
        if event.key() in _ARROWS:
            event.ignore()
        elif event.isAutoRepeat():
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
