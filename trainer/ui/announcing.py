"""Owns having a screen reader say something; nothing is seen of it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from trainer.ui.painting import shown


def announce(widget: QWidget, text: str) -> None:
    """Say `text` politely."""
    event = QAccessibleAnnouncementEvent(widget, shown(text))
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(event)
