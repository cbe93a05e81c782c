"""Owns two lines of words that belong together, without room between them; knows nothing of what they say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainer.ui.components.layouts import Column
from trainer.ui.theme import Look


def told(look: Look, *lines: QWidget) -> Column:
    """Put lines under each other, close."""
    column = Column(look, 0)
    for line in lines:
        column.addWidget(line)
    return column
