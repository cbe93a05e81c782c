"""Owns the parts of the sign-in page that few come to see: adding a profile, a new PIN after a reset; made when they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.layouts import Column, Strip
from trainer.ui.components.text import Text
from trainer.ui.pages.person_form import PersonForm, SecretFields
from trainer.ui.theme import Look


class Adding(QWidget):
    """Adding a profile. Signals: `keep_wished()`, `cancelled()`."""

    keep_wished = Signal()
    cancelled = Signal()

    def __init__(self, roles: Sequence[tuple[str, str]], look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        say = catalogue.say
        column = Column(look, 8, parent=self)
        column.addWidget(Text(say("signin.new.title"), look, "title", parent=self))
        column.addWidget(Text(say("signin.new.lead"), look, "body", "ink2", parent=self))
        column.gap(12)
        self.person = PersonForm(look, catalogue, roles, self)
        self.person.secret.show_required(False)
        column.addWidget(self.person)
        column.gap(12)
        row = Strip(look, 12, self)
        self.keep = Button(say("signin.new.keep"), look, Rank.PRIMARY, large=True, name="keep", parent=self)
        cancel = Button(say("common.cancel"), look, Rank.QUIET, name="cancel", parent=self)
        row.add(self.keep, cancel)
        column.addWidget(row)
        self.person.submitted.connect(self.keep_wished)
        self.keep.clicked.connect(self.keep_wished)
        cancel.clicked.connect(self.cancelled)


class Reset(QWidget):
    """A new PIN, or none, after it was taken away. Signals: `secret_wished()`, `nothing_wished()`."""

    secret_wished = Signal()
    nothing_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        say = catalogue.say
        column = Column(look, 8, parent=self)
        column.addWidget(Text(say("signin.reset.title"), look, "title", parent=self))
        self.by = Text("", look, "body", "ink2", name="resetBy", parent=self)
        column.addWidget(self.by)
        column.addWidget(Text(say("signin.reset.ask"), look, "small", "ink2", parent=self))
        column.gap(12)
        self.secret = SecretFields(look, catalogue, self)
        column.addWidget(self.secret)
        column.gap(12)
        row = Strip(look, 12, self)
        self.keep = Button(say("signin.reset.keep"), look, Rank.PRIMARY, large=True, name="setSecret", parent=self)
        self.without = Button(say("signin.reset.without"), look, Rank.QUIET, name="without", parent=self)
        row.add(self.keep, self.without)
        column.addWidget(row)
        self.secret.submitted.connect(self.secret_wished)
        self.keep.clicked.connect(self.secret_wished)
        self.without.clicked.connect(self.nothing_wished)
