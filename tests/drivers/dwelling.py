"""Owns the moment a person takes to read what has just come: it passes at once, where a test would have to sleep."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from trainer.ui.dwell import Dwell


def let_dwell(window: QWidget) -> None:
    """Let the moment pass that what has appeared stays on the screen."""
    for dwell in window.findChildren(Dwell):
        if not dwell.over:
            dwell.start(0)
        while not dwell.over:
            QApplication.processEvents()
