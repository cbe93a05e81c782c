"""Owns what the operating system asks of a look (dark, contrast, stillness); old Qt versions ask for less."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


class System:
    """The wishes of the system that `app` runs on, read anew each time."""

    def __init__(self, app: QApplication) -> None:
        # Both are kept: the second is lost to Python as soon as the first is let go.
        self._hints = app.styleHints()
        wishes = getattr(self._hints, "accessibility", None)
        self._wishes: object | None = wishes() if wishes is not None else None
        self._moving: tuple[int, list[Qt.UIEffect]] | None = None

    @property
    def dark(self) -> bool:
        """Whether the system shows dark windows. Unknown, as on a bare X server, means no."""
        return self._hints.colorScheme() == Qt.ColorScheme.Dark

    @property
    def contrast(self) -> bool:
        """Whether the system asks for high contrast (known from Qt 6.10 on)."""
        asked = getattr(self._wishes, "contrastPreference", None)
        return asked is not None and asked().name == "HighContrast"

    @property
    def still(self) -> bool:
        """Whether the system asks for no movement (known from Qt 6.12 on)."""
        asked = getattr(self._wishes, "motionPreference", None)
        return asked is not None and asked().name == "ReducedMotion"

    def keep_still(self, still: bool) -> None:
        """Let nothing that Qt moves by itself move: lists and menus that roll or fade, the caret; or let it as it was."""
        app = QApplication
        if still and self._moving is None:
            effects = [one for one in Qt.UIEffect if app.isEffectEnabled(one)]
            self._moving = self._hints.cursorFlashTime(), effects
            app.setCursorFlashTime(0)
            for effect in effects:
                app.setEffectEnabled(effect, False)
        elif not still and self._moving is not None:
            flash, effects = self._moving
            self._moving = None
            app.setCursorFlashTime(flash)
            for effect in effects:
                app.setEffectEnabled(effect, True)

    def follow(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever one of the three may have changed."""
        self._hints.colorSchemeChanged.connect(changed)
        for name in ("contrastPreferenceChanged", "motionPreferenceChanged"):
            signal = getattr(self._wishes, name, None)
            if signal is not None:
                signal.connect(changed)
