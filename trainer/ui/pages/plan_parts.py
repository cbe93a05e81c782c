"""Owns the parts that the editor of an assessment is made of: short fields, lists of objectives to pick; knows no plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice, Field, Switch
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.text import Text
from trainer.ui.theme import Look

NUMBER, MOMENT = 120, 240
"""How wide a number and a moment are to type, at 100 % text."""


def tab_on(anchor: QWidget, widgets: Sequence[QWidget]) -> None:
    """Let Tab go from `anchor` through controls that came later than what stands after them.

    A field or a choice is named whole: Tab would stop at it once more where it was if only what is in it moved.
    """
    for widget in widgets:
        QWidget.setTabOrder(anchor, widget)
        anchor = widget


class Section(Card):
    """A card with a heading. Signal: `changed()` once something in it was typed or chosen."""

    changed = Signal()

    def __init__(self, heading: str, look: Look, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=16, margins=(24, 20, 24, 24), name=name, parent=parent)
        self.add(Text(heading, look, "heading", name=f"{name}Heading", parent=self))


class ShortField(Field):
    """A field no wider than what is typed into it."""

    def __init__(
        self,
        label: str,
        look: Look,
        *,
        wide: int = NUMBER,
        hint: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, look, hint=hint, name=name, longest=40, parent=parent)
        self._width = wide
        self._said = ""
        look.changed.connect(self._fit)
        self._fit()

    def show_fault(self, words: str) -> None:
        """Say what is wrong, once for as long as it is the same."""
        if words != self._said:
            self._said = words
            self.show_error(words)

    def _fit(self) -> None:
        self.edit.setFixedWidth(self._look.em(self._width))


def choice(
    label: str, options: Sequence[tuple[str, str]], look: Look, *, name: str, parent: QWidget, show_label: bool = True
) -> Choice:
    """A list to pick from that takes the width it is given: long words in it widen no page."""
    made = Choice(label, options, look, name=name, show_label=show_label, parent=parent)
    made.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    made.box.setMinimumWidth(look.em(120))
    return made


class Picks(QWidget):
    """A button that says how many of something are chosen, and opens the list to choose from. Signal: `changed()`.

    `words` puts a count into words, 0 for none chosen; `named` makes the button's accessible name of them.
    """

    changed = Signal()

    def __init__(
        self,
        words: Callable[[int], str],
        named: Callable[[str], str],
        look: Look,
        *,
        hint: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words, self._named = words, named
        self._options: Sequence[tuple[str, str, str]] = ()
        self._chosen: tuple[str, ...] = ()
        self._switches: list[tuple[str, Switch]] = []
        self.setObjectName(name)
        column = Column(look, 4, parent=self)
        line = Row(look, 0)
        self.button = Button("", look, Rank.QUIET, trailing="chevron-down", flush=True, name=f"{name}Open", parent=self)
        line.addWidget(self.button)
        line.addStretch(1)
        column.addLayout(line)
        self._hint = Text(hint, look, "small", "ink2", name="note", parent=self)
        column.addWidget(self._hint)
        self._list = QWidget(self)
        self._rows = Column(look, 0, (0, 0, 0, 0), self._list)
        column.addWidget(self._list)
        self._hint.hide()
        self._list.hide()
        self.button.clicked.connect(self._on_clicked)
        self.show_picks((), ())

    def show_picks(self, options: Sequence[tuple[str, str, str]], chosen: Sequence[str]) -> None:
        """Offer (id, title, note) and show which are chosen; what is not offered stays chosen."""
        again = [one[:2] for one in options] != [one[:2] for one in self._options]
        self._options, self._chosen = tuple(options), tuple(chosen)
        if again:
            self._rows.clear()
            self._switches = []
            if not self._list.isHidden():
                self._make()
        for option, switch in self._switches:
            if switch.isChecked() is not (option in self._chosen):
                switch.blockSignals(True)
                switch.setChecked(option in self._chosen)
                switch.blockSignals(False)
                switch.update()
        self._say()

    def chosen(self) -> tuple[str, ...]:
        """The ids chosen."""
        return self._chosen

    def controls(self) -> list[QWidget]:
        """What can have the focus, in order."""
        return [self.button, *(switch for _, switch in self._switches)]

    def _say(self) -> None:
        words = self._words(len(self._chosen))
        self.button.show_text(words)
        self.button.setAccessibleName(self._named(words))

    def _make(self) -> None:
        for option, title, note in self._options:
            switch = Switch(
                title, self._look, hint=note, on=option in self._chosen, name=f"pick-{option}", parent=self._list
            )
            switch.toggled.connect(self._on_toggled)
            self._switches.append((option, switch))
            self._rows.addWidget(switch)
        tab_on(self.button, [switch for _, switch in self._switches])

    def _on_clicked(self) -> None:
        opens = self._list.isHidden()
        if opens and not self._switches:
            self._make()
        self._list.setVisible(opens)
        self._hint.setVisible(opens and bool(self._hint.text()))

    def _on_toggled(self) -> None:
        offered = {option for option, _ in self._switches}
        kept = [one for one in self._chosen if one not in offered]
        self._chosen = (*(option for option, switch in self._switches if switch.isChecked()), *kept)
        self._say()
        self.changed.emit()
