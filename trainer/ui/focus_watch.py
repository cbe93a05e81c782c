"""Owns noticing that another window of the computer has the keyboard; knows no clock and keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication


class FocusWatch(QObject):
    """Signals: `left()` when no window of this application is active any more, `came_back()` when one is again."""

    left = Signal()
    came_back = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._away = False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state_changed)

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        away = state is not Qt.ApplicationState.ApplicationActive
        if away is not self._away:
            self._away = away
            (self.left if away else self.came_back).emit()
