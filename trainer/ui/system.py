"""Owns what the operating system asks of a look (dark, contrast, stillness); old Qt versions ask for less."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


def prefers_dark(app: QApplication) -> bool:
    """Whether the system shows dark windows. Unknown, as on a bare X server, means no."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def prefers_contrast(app: QApplication) -> bool:
    """Whether the system asks for high contrast (known from Qt 6.10 on)."""
    hints = _accessibility(app)
    asked = getattr(hints, "contrastPreference", None)
    return asked is not None and asked() == Qt.ContrastPreference.HighContrast


def prefers_stillness(app: QApplication) -> bool:
    """Whether the system asks for no movement (known from Qt 6.12 on)."""
    hints = _accessibility(app)
    asked = getattr(hints, "motionPreference", None)
    return asked is not None and asked() == Qt.MotionPreference.ReducedMotion


def follow(app: QApplication, changed: Callable[[], None]) -> None:
    """Call `changed` whenever one of the three may have changed."""
    app.styleHints().colorSchemeChanged.connect(changed)
    hints = _accessibility(app)
    for name in ("contrastPreferenceChanged", "motionPreferenceChanged"):
        signal = getattr(hints, name, None)
        if signal is not None:
            signal.connect(changed)


def _accessibility(app: QApplication) -> object | None:
    hints = getattr(app.styleHints(), "accessibility", None)
    return hints() if hints is not None else None
