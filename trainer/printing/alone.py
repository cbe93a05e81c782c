"""Owns drawing reports for who has no window: commands, alone or served by one; knows no desk and no file."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from trainer.catalogue import Catalogue
from trainer.core.report_views import Report
from trainer.printing.report import report_pdf

_KEPT: list[QGuiApplication] = []
"""An application that nothing refers to is collected, and the fonts with it."""


def press(report: Report, words: Catalogue) -> bytes:
    """Return a report as PDF. Where no window is open this needs no display either."""
    if QGuiApplication.instance() is None:
        _KEPT.append(QGuiApplication(["vejvis", "-platform", "offscreen"]))
    return report_pdf(report, words)
