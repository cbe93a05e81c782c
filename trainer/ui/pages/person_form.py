"""Owns the fields for a new person: name, work role, PIN twice; knows not whose rules refuse them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.layouts import Column
from trainer.ui.theme import Look


class SecretFields(QWidget):
    """A new PIN or password, twice. Signal: `submitted()` on Enter in the second."""

    submitted = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = catalogue.say
        self._tell = catalogue.tell
        self._required = True
        column = Column(look, 16, parent=self)
        label = self._say("common.secret.label")
        self.first = Field(label, look, hint=self._say("common.secret.hint"), secret=True, name="secret", parent=self)
        self.again = Field(self._say("common.secret.again"), look, secret=True, name="again", parent=self)
        self.first.submitted.connect(self.again.edit.setFocus)
        self.again.submitted.connect(self.submitted)
        self.first.text_changed.connect(self._on_text_changed)
        self.again.text_changed.connect(self._on_text_changed)
        column.addWidget(self.first)
        column.addWidget(self.again)

    def show_required(self, required: bool) -> None:
        """Say whether it may stay empty."""
        self._required = required
        self.first.label.setText(self._say("common.secret.label" if required else "common.secret.optional"))
        self.first.show_hint(self._say("common.secret.hint" if required else "common.secret.empty_hint"))

    def text(self) -> str:
        """Return what is written."""
        return self.first.text()

    def check(self) -> bool:
        """Say under the fields what is missing. Return whether nothing is."""
        missing = self._required and not self.first.text()
        differs = self.first.text() != self.again.text()
        self.first.show_error(self._say("common.secret.missing") if missing else "")
        self.again.show_error(self._say("common.secret.differs") if differs and not missing else "")
        if missing:
            self.first.edit.setFocus()
        elif differs:
            self.again.edit.setFocus()
        return not missing and not differs

    def show_refused(self, message: Message) -> bool:
        """Show a refusal where it belongs. Return whether it belongs here."""
        if not message.code.startswith("people.secret"):
            return False
        self.first.show_error(self._tell(message))
        self.first.edit.setFocus()
        return True

    def clear(self) -> None:
        """Empty both."""
        self.first.show_text("")
        self.again.show_text("")

    def _on_text_changed(self) -> None:
        self.first.show_error("")
        self.again.show_error("")


class PersonForm(QWidget):
    """Name, work role, PIN. Signal: `submitted()` on Enter in the last field."""

    submitted = Signal()

    def __init__(
        self, look: Look, catalogue: Catalogue, roles: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.setObjectName("person")
        say = catalogue.say
        column = Column(look, 16, parent=self)
        self.name = Field(say("common.name.label"), look, name="name", parent=self)
        self.role = Choice(say("common.role.label"), roles, look, name="role", parent=self)
        self.secret = SecretFields(look, catalogue, self)
        for part in (self.name, self.role, self.secret):
            column.addWidget(part)
        self.name.submitted.connect(self.role.box.setFocus)
        self.name.text_changed.connect(lambda _text: self.name.show_error(""))
        self.secret.submitted.connect(self.submitted)

    def show_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Offer these work roles."""
        self.role.show_options(roles, self.role.chosen())

    def values(self) -> tuple[str, str, str]:
        """Return name, work role and PIN as written."""
        return self.name.text(), self.role.chosen(), self.secret.text()

    def check(self) -> bool:
        """Say under the fields what is missing. Return whether nothing is."""
        named = bool(self.name.text().strip())
        self.name.show_error("" if named else self._catalogue.say("common.name.missing"))
        if not named:
            self.name.edit.setFocus()
            return False
        return self.secret.check()

    def show_refused(self, message: Message) -> bool:
        """Show a refusal at the field it is about. Return whether there is one."""
        if message.code.startswith("people.name"):
            self.name.show_error(self._catalogue.tell(message))
            self.name.edit.setFocus()
            return True
        return self.secret.show_refused(message)

    def clear(self) -> None:
        """Empty the fields."""
        self.name.show_text("")
        self.secret.clear()
