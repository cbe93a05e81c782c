"""Owns what opens at one's own name: what a trainer can see, locking, signing out; does none of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look

MINUTES = (0, 2, 5, 10, 15, 30, 60)
"""After how many minutes the window may lock; 0 is never."""


class PersonMenu(Dialog):
    """PersonMenu(name, entries, minutes, secret, look, catalogue, parent); accepting it means signing out.

    `entries` are (id, icon, words). Signals: `entry_chosen(str)` with the menu closed, `lock_after_chosen(int)`.
    """

    entry_chosen = Signal(str)
    lock_after_chosen = Signal(int)

    def __init__(
        self,
        name: str,
        entries: Sequence[tuple[str, str, str]],
        minutes: int,
        secret: bool,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        say = catalogue.say
        super().__init__(
            clipped(name, 120), say("person.text"), look, act=say("person.sign_out"), stay=say("person.stay"),
            name="personMenu", parent=parent,
        )  # fmt: skip
        rows = RowList(look, name="personEntries", parent=self)
        for entry, icon, words in entries:
            row = ListRow(RowText(words, icon=icon, icon_colour="accent"), look, name=f"entry-{entry}", parent=rows)
            row.setProperty("entry", entry)
            row.clicked.connect(self._on_row_clicked)
            rows.add_row(row)
        self.body.gap(4)
        self.body.addWidget(rows)
        self.minutes: Choice | None = None
        if secret:
            options = [
                (str(one), say("person.minutes", n=one) if one else say("person.lock_off"))
                for one in sorted({*MINUTES, minutes})
            ]
            self.minutes = Choice(
                say("person.lock_after"), options, look, chosen=str(minutes), icon="lock", name="lockAfter", parent=self
            )
            self.minutes.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.minutes.choice_made.connect(lambda one: self.lock_after_chosen.emit(int(one)))
            self.body.addWidget(self.minutes)
        hint = say("person.lock_hint" if secret else "person.lock_no_pin")
        self.body.addWidget(Text(hint, look, "small", "ink2", name="lockHint", parent=self))
        stops = [*self.findChildren(ListRow), *([self.minutes.box] if self.minutes else []), self.act, self.stay]
        for before, after in pairwise(stop for stop in stops if stop is not None):
            QWidget.setTabOrder(before, after)

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            entry = str(row.property("entry"))
            self.reject()
            self.entry_chosen.emit(entry)
