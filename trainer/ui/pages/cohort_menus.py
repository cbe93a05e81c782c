"""Owns what opens over the trainer's list: entries to pick from, a name to type, how much more time; does none of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.theme import Look

PERCENTS = (0, 25, 50, 100)
"""How much more time there can be."""

Entry = tuple[str, str, str, str]
"""Id, icon, words, and what stands under them."""


class Entries(Dialog):
    """Something to pick from: Entries(title, text, entries, look, catalogue, parent, here=id). Signal: `entry_chosen(str)`.

    `here` is the entry one is at.
    """

    entry_chosen = Signal(str)

    def __init__(
        self,
        title: str,
        text: str,
        entries: Sequence[Entry],
        look: Look,
        catalogue: Catalogue,
        parent: QWidget,
        *,
        here: str | None = None,
        name: str = "entries",
    ) -> None:
        super().__init__(title, text, look, act=catalogue.say("group.menu.close"), name=name, parent=parent)
        self.text.setVisible(bool(text))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = RowList(look, name="entryRows", parent=self)
        first: ListRow | None = None
        for entry, icon, words, under in entries:
            row = ListRow(
                RowText(words, subtitle=under, icon=icon, icon_colour="accent"),
                look,
                here=entry == here,
                name=f"entry-{entry or 'everyone'}",
                parent=rows,
            )
            row.setProperty("entry", entry)
            row.clicked.connect(self._on_row_clicked)
            rows.add_row(row)
            first = row if first is None or entry == here else first
        self.body.addWidget(rows)
        _in_order(*rows.findChildren(ListRow), self.act)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            entry = str(row.property("entry"))
            self.reject()
            self.entry_chosen.emit(entry)


class NameDialog(Dialog):
    """A group's name to type. It stays open until `finish`; `show_refused` says what is wrong with the name.

    Signal: `name_wished(str)`.
    """

    name_wished = Signal(str)

    def __init__(self, title: str, text: str, name: str, act: str, look: Look, catalogue: Catalogue, parent: QWidget):
        say = catalogue.say
        super().__init__(
            title, text, look, act=act, stay=say("group.cancel"), filled="act", name="groupName", parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = Field(say("group.name"), look, text=name, longest=200, name="groupNameField", parent=self)
        self.body.addWidget(self.field)
        _in_order(self.field.edit, self.act, self.stay)
        self.field.submitted.connect(self.accept)
        self.field.edit.selectAll()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Ask for the name; whoever does it says how that went."""
        self.name_wished.emit(self.field.text())

    def finish(self) -> None:
        """It has that name: close."""
        super().accept()

    def show_refused(self, words: str) -> None:
        """Say what is wrong with the name."""
        self.field.show_error(words)
        self.fit_again()
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class ExtraDialog(Dialog):
    """How much more time people have in assessments. Signal: `percent_wished(int)`."""

    percent_wished = Signal(int)

    def __init__(self, whom: str, percent: int, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        say = catalogue.say
        super().__init__(
            say("group.extra.title", whom=whom),
            say("group.extra.text"),
            look,
            act=say("group.extra.do"),
            stay=say("group.cancel"),
            filled="act",
            name="extraTime",
            parent=parent,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        options = [(str(one), say(f"group.extra.percent_{one}")) for one in PERCENTS]
        self.choice = Choice(say("group.extra.label"), options, look, chosen=str(percent), name="extra", parent=self)
        self.choice.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self.choice)
        _in_order(self.choice.box, self.act, self.stay)
        self.choice.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.accepted.connect(lambda: self.percent_wished.emit(int(self.choice.chosen())))


def _in_order(*stops: QWidget | None) -> None:
    for before, after in pairwise(stop for stop in stops if stop is not None):
        QWidget.setTabOrder(before, after)
