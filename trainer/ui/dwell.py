"""Owns the moment that what has just appeared stays, whatever is pressed; knows neither keys nor what it is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

DWELL_MS = 600
"""Longer than a double press or click, shorter than anybody reads."""


class Dwell(QTimer):
    """A press meant for what was there before must not pass over what has come of it: pages ask `over` before they go on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)

    def begin(self) -> None:
        """Something to be read has appeared."""
        self.start(DWELL_MS)

    @property
    def over(self) -> bool:
        """Whether the moment has passed."""
        return not self.isActive()
