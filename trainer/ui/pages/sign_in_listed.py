"""Owns the way in for somebody of a roster: find oneself by whole name, number or code, choose a PIN; lists nobody unasked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Listed
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.field import Field
from trainer.ui.components.layouts import Column, Strip
from trainer.ui.components.text import Text
from trainer.ui.pages.person_form import SecretFields
from trainer.ui.pages.pressable import Pressable
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look

_LONGEST = 200


class ListedPart(QWidget):
    """Finding oneself. Signals: `find_wished(str)`, `join_wished(person, pin)`, `cancelled()`."""

    find_wished = Signal(str)
    join_wished = Signal(str, str)
    cancelled = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._person = ""
        self._options: list[Pressable] = []
        self.setObjectName("listed")
        column = Column(look, 8, parent=self)
        column.addWidget(Text(self._say("title"), look, "title", parent=self))
        column.addWidget(Text(self._say("lead"), look, "body", "ink2", parent=self))
        column.gap(12)
        self.field = Field(self._say("field"), look, longest=_LONGEST, name="listedName", parent=self)
        self.field.submitted.connect(self._on_find_wished)
        self.field.text_changed.connect(self._on_text_changed)
        column.addWidget(self.field)
        column.gap(4)
        row = Strip(look, 12, self)
        self.finder = Button(self._say("find"), look, Rank.PRIMARY, name="findMe", parent=self)
        self.finder.clicked.connect(self._on_find_wished)
        self.back = Button(self._say("back"), look, Rank.QUIET, name="listedBack", parent=self)
        self.back.clicked.connect(self.cancelled)
        row.add(self.finder, self.back)
        column.addWidget(row)
        column.gap(12)
        self.found = QWidget(self)
        self._found = Column(look, 8, parent=self.found)
        column.addWidget(self.found)
        self.pin = QWidget(self)
        pins = Column(look, 12, parent=self.pin)
        self.secret = SecretFields(look, catalogue, self.pin)
        self.secret.submitted.connect(self._on_keep_wished)
        self.keep = Button(self._say("keep"), look, Rank.PRIMARY, large=True, name="join", parent=self.pin)
        self.keep.clicked.connect(self._on_keep_wished)
        pins.addWidget(self.secret)
        pins.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.pin)
        self.found.hide()
        self.pin.hide()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("listed." + code, **values)

    def begin(self) -> None:
        """Begin anew."""
        self.field.show_text("")
        self.secret.clear()
        self._forget()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, people: Sequence[Listed]) -> None:
        """Show who it may be: one is chosen at once, of several the person says which."""
        self._forget()
        if not people:
            self.field.show_error(self._say("none"))
            self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._found.addWidget(
            Text(self._say("one" if len(people) == 1 else "several"), self._look, "subhead", parent=self.found)
        )
        for place, person in enumerate(people):
            option = self._option(person, place, several=len(people) > 1)
            self._options.append(option)
            self._found.addWidget(option)
        self.found.show()
        if len(people) == 1:
            self._choose(people[0].id)
        else:
            self._options[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refused(self, message: Message) -> bool:
        """Show a refusal where it belongs. Return whether it belongs here."""
        return self.secret.show_refused(message)

    def show_busy(self, busy: bool) -> None:
        """Show that the PIN is being kept."""
        self.keep.setEnabled(not busy)

    def _option(self, person: Listed, place: int, *, several: bool) -> Pressable:
        name = clipped(person.name)
        # Where one is found alone nobody else's number is shown to whoever typed that name.
        number = self._say("number", own=clipped(person.number)) if person.number and several else ""
        about = [person.role, ", ".join(person.groups), number, self._say("code", own=person.code)]
        words = " \u00b7 ".join(one for one in about if one)
        option = Pressable(
            f"{name}, {words}", self._look, card=True, choice=True, margins=(16, 12, 16, 12), spacing=2,
            name=f"listed-{place}", parent=self.found,
        )  # fmt: skip
        option.add(
            Text(name, self._look, "subhead", parent=option), Text(words, self._look, "small", "ink2", parent=option)
        )
        option.settle()
        option.setProperty("person", person.id)
        option.clicked.connect(lambda: self._choose(person.id))
        return option

    def _choose(self, person: str) -> None:
        self._person = person
        for option in self._options:
            option.show_chosen(option.property("person") == person, self._catalogue.say("signin.selected"))
        self.finder.show_rank(Rank.SECONDARY)
        self.pin.show()
        self.secret.first.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self._person = ""
        self._options = []
        self._found.clear()
        self.found.hide()
        self.pin.hide()
        self.finder.show_rank(Rank.PRIMARY)

    def _on_text_changed(self) -> None:
        self.field.show_error("")
        if self._options:
            self._forget()

    def _on_find_wished(self) -> None:
        text = self.field.text().strip()
        if text:
            self.find_wished.emit(text)
        else:
            self.field.show_error(self._say("missing"))
            self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep_wished(self) -> None:
        if self._person and self.keep.isEnabled() and self.secret.check():
            self.join_wished.emit(self._person, self.secret.text())
