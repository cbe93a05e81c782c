"""Owns the field in which a day is typed: taken as 30-11-2026 or 2026-11-30, shown as the first; knows no clock."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.core import days
from trainer.core.message import Refused
from trainer.ui.components.field import Field
from trainer.ui.theme import Look

LONGEST = 20


class DayField(Field):
    """DayField(label, look, hint=...): a Field for one day. What can be read is written out again when the field is left."""

    def __init__(
        self,
        label: str,
        look: Look,
        *,
        hint: str,
        text: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, look, text=text, hint=hint, longest=LONGEST, name=name, parent=parent)
        self.text_changed.connect(lambda _text: self.show_error("") if self.edit.property("wrong") else None)
        self.edit.editingFinished.connect(self._on_left)

    def day(self) -> date | None:
        """The day that is typed, None for nothing. Raises Refused("day.unreadable")."""
        return days.typed(self.text())

    def show_wrong(self, words: str) -> None:
        """Say beside the field that its day cannot be read, and stay in it."""
        self.show_error(words)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        try:
            day = self.day()
        except Refused:
            return
        if day is not None and days.written(day) != self.text():
            self.show_text(days.written(day))
