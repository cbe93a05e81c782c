"""Owns making what is on a page anew without moving who reads it: as far down as before, the focus where it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from trainer.ui.components.page import Page

_SETTLED_MS = 100
"""So long the height may still change because of what was made."""


def make_in_place(page: Page, make: Callable[[], None]) -> None:
    """Let `make` fill the page anew; then stay as far down it, by share, with the focus on the control of the same name."""
    bar = page.area.verticalScrollBar()
    share = bar.value() / bar.maximum() if bar.maximum() else 0.0
    focused = page.focusWidget()
    name = focused.objectName() if focused is not None and page.main_panel.isAncestorOf(focused) else ""
    make()
    again = page.main_panel.findChild(QWidget, name) if name else None
    if again is not None:
        again.setFocus(Qt.FocusReason.OtherFocusReason)
    if not share:
        return

    def stay(_least: int, most: int) -> None:
        bar.setValue(round(share * most))

    # The height is known by and by, as everything in it is shown.
    following = bar.rangeChanged.connect(stay)
    QTimer.singleShot(_SETTLED_MS, page, lambda: bar.rangeChanged.disconnect(following))
