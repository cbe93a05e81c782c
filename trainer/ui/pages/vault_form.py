"""Owns one step that asks for words or passwords in a panel: its fields, its two buttons; knows not what they are for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.layouts import Column, Rule, Strip
from trainer.ui.components.text import Text
from trainer.ui.theme import Look

LONGEST = 200


class StepForm(QWidget):
    """StepForm(title, text, fields, look, act=, stay=); `fields` are (name, label, hint), all of them secret.

    Signals: `agreed()`, `given_up()`. Esc gives up; Enter in a field agrees.
    """

    agreed = Signal()
    given_up = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        fields: Sequence[tuple[str, str, str]],
        look: Look,
        *,
        act: str,
        stay: str,
        choice: Choice | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stepForm")
        column = Column(look, 12, parent=self)
        column.addWidget(Rule(look, self))
        self.title = Text(title, look, "bodyStrong", name="stepTitle", parent=self)
        self.text = Text(text, look, "explain", "ink2", name="stepText", parent=self)
        column.addWidget(self.title)
        column.addWidget(self.text)
        self.text.setVisible(bool(text))
        self.choice = choice
        if choice is not None:
            choice.setParent(self)
            column.addWidget(choice)
        self.fields = {name: Field(label, look, hint=hint, secret=True, longest=LONGEST, name=name, parent=self)
                       for name, label, hint in fields}  # fmt: skip
        for field in self.fields.values():
            column.addWidget(field)
            field.submitted.connect(self.agreed)
            field.text_changed.connect(self._on_text_changed)
        strip = Strip(look, 12, self)
        self._act_words = act
        self.act = Button(act, look, Rank.PRIMARY, name="stepAct", parent=strip)
        self.stay = Button(stay, look, Rank.QUIET, name="stepStay", parent=strip)
        strip.add(self.act, self.stay)
        column.addWidget(strip)
        self.act.clicked.connect(self.agreed)
        self.stay.clicked.connect(self.given_up)

    def written(self, name: str) -> str:
        """What a field holds."""
        return self.fields[name].text()

    def begin(self) -> None:
        """Put the focus on what is asked for first."""
        first = next(iter(self.fields.values()), None)
        target = self.choice.box if self.choice is not None else first.edit if first is not None else self.act
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, words: str, name: str = "") -> None:
        """Say under a field (the last unless named) what is wrong, and put the focus into it."""
        field = self.fields[name or list(self.fields)[-1]]
        field.show_error(words)
        field.edit.selectAll()
        field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, busy: bool, words: str) -> None:
        """Let nothing be changed while the answer is worked on."""
        # The button says again what it does once the answer is there.
        self.act.show_busy(busy, words if busy else self._act_words)
        self.stay.setEnabled(not busy)
        for field in self.fields.values():
            field.setEnabled(not busy)
        if self.choice is not None:
            self.choice.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stay.isEnabled():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, _text: str) -> None:
        for field in self.fields.values():
            field.show_error("")
