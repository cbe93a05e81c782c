"""Owns the parts of the page of a roster: choosing, saying which column is what, filters, deciding about a row; opens no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from trainer.catalogue import Catalogue
from trainer.core.roster import ANOTHER, LONGEST_GROUP, SKIP, Judged, Part, RosterFound, Stand, named
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Field, Switch
from trainer.ui.components.layouts import Column, Strip
from trainer.ui.components.text import Text
from trainer.ui.models.roster import RosterWords
from trainer.ui.pages.pressable import Pressable
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look

_NONE = "-1"
_ORDER = (Stand.TAKEN, Stand.ASKED, Stand.HERE, Stand.NOT_TAKEN)


class Start(QWidget):
    """What can be brought in, the group, the file. Signal: `choose_wished()`."""

    choose_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, group: str, parent: QWidget) -> None:
        super().__init__(parent)
        say = catalogue.say
        self.setObjectName("start")
        column = Column(look, 12, parent=self)
        column.addWidget(Text(say("roster.lead"), look, "body", "ink2", parent=self))
        column.addWidget(Text(say("roster.columns_text"), look, "small", "ink2", parent=self))
        column.addWidget(Text(say("roster.limits"), look, "small", "ink2", parent=self))
        column.gap(8)
        self.group = _group(look, catalogue, group, self)
        column.addWidget(self.group)
        column.gap(8)
        self.choose = Button(say("roster.choose"), look, Rank.PRIMARY, icon="folder", name="choose", parent=self)
        self.choose.clicked.connect(self.choose_wished)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)


def _group(look: Look, catalogue: Catalogue, text: str, parent: QWidget) -> Field:
    say = catalogue.say
    hint = say("roster.group_hint")
    return Field(say("roster.group"), look, text=text, hint=hint, longest=LONGEST_GROUP, name="group", parent=parent)


class Assign(QWidget):
    """Which column is what. Signals: `look_wished()`, `another_wished()`."""

    look_wished = Signal()
    another_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        say = catalogue.say
        self.setObjectName("assign")
        column = Column(look, 12, parent=self)
        column.addWidget(Text(say("roster.assign.title"), look, "heading", parent=self))
        self.lead = Text("", look, "body", "ink2", parent=self)
        column.addWidget(self.lead)
        self.choices: dict[Part, Choice] = {}
        for part in Part:
            choice = Choice(say(f"roster.part.{part.value}"), [], look, name=f"column-{part.value}", parent=self)
            choice.choice_made.connect(self._on_choice_made)
            self.choices[part] = choice
            column.addWidget(choice)
        self.headed = Switch(say("roster.assign.headed"), look, name="headed", parent=self)
        column.addWidget(self.headed)
        self.group = _group(look, catalogue, "", self)
        column.addWidget(self.group)
        column.gap(4)
        column.addWidget(Text(say("roster.assign.sample"), look, "caption", "ink2", parent=self))
        self.sample = Card(look, spacing=6, margins=(20, 14, 20, 14), name="sample", parent=self)
        column.addWidget(self.sample)
        self.missing = Text(say("roster.assign.missing"), look, "small", "caution", name="missing", parent=self)
        self.missing.hide()
        column.addWidget(self.missing)
        strip = Strip(look, 12, self)
        self.look_at = Button(say("roster.assign.look"), look, Rank.PRIMARY, name="look", parent=self)
        another = Button(say("roster.choose_another"), look, Rank.QUIET, name="another", parent=self)
        self.look_at.clicked.connect(self._on_look_clicked)
        another.clicked.connect(self.another_wished)
        strip.add(self.look_at, another)
        column.addWidget(strip)

    def show_found(self, found: RosterFound, columns: Mapping[Part, int], headed: bool, group: str) -> None:
        """Show a file's columns and what they are taken for."""
        say = self._catalogue.say
        self.lead.setText(say("roster.assign.lead_known" if named(columns) else "roster.assign.lead"))
        options = [(_NONE, say("roster.assign.none"))]
        for place in range(found.wide):
            text = found.rows[0][place] if place < len(found.rows[0]) else ""
            options.append((str(place), say("roster.assign.column", letter=_letter(place), text=clipped(text, 40))))
        for part, choice in self.choices.items():
            choice.show_options(options, str(columns.get(part, -1)))
        self.headed.setChecked(headed)
        self.group.show_text(group)
        self.sample.body.clear()
        for row in found.rows[:4]:
            words = " \u00b7 ".join(clipped(cell, 30) for cell in row[:8] if cell)
            self.sample.add(Text(words, self._look, "small", "ink2", parent=self.sample))
        self.missing.hide()

    def columns(self) -> dict[Part, int]:
        """What is chosen."""
        return {part: int(choice.chosen()) for part, choice in self.choices.items() if choice.chosen() != _NONE}

    def _on_choice_made(self) -> None:
        self.missing.setVisible(self.missing.isVisible() and not named(self.columns()))

    def _on_look_clicked(self) -> None:
        if named(self.columns()):
            self.look_wished.emit()
        else:
            self.missing.show()
            self.choices[Part.NAME].box.setFocus(Qt.FocusReason.OtherFocusReason)


def _letter(place: int) -> str:
    """What a spreadsheet calls a column: A, B, ... AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Filter(Button):
    """One filter: pressed in, it is the one that holds."""

    def __init__(self, text: str, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(text, look, name=name, parent=parent)
        self.setCheckable(True)

    def _colours(self) -> tuple[str, str, str]:
        return ("accentSoft", "accent", "ink") if self.isChecked() else super()._colours()


class Filters(Strip):
    """Which rows are shown. Signal: `chosen(str)`, a stand's value or "all"."""

    chosen = Signal(str)

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, 8, parent)
        self._say = catalogue.say
        self.setObjectName("filters")
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        for name in ("all", *(stand.value for stand in _ORDER)):
            button = _Filter("", look, f"filter-{name}", self)
            button.setProperty("filter", name)
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            self.buttons[name] = button
            self.add(button)

    def show_counts(self, counts: Mapping[str, int], chosen: str) -> None:
        """Show how many rows there are of each; one without rows is not there."""
        for name, button in self.buttons.items():
            kind = self._say(f"roster.kind.{name}")
            button.show_text(self._say("roster.shown.filter", name=kind, n=counts.get(name, 0)))
            button.setVisible(name in ("all", chosen) or bool(counts.get(name)))
            button.setChecked(name == chosen)
            button.show_icon("check" if name == chosen else "")

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.chosen.emit(str(button.property("filter")))


class Decide(Dialog):
    """Who a row is. Signal: `decided(str)`, one of the row's choices; closing decides nothing."""

    decided = Signal(str)

    def __init__(
        self, judged: Judged, words: RosterWords, erased_day: str, look: Look, catalogue: Catalogue, parent: QWidget
    ) -> None:
        say, row = catalogue.say, judged.row
        line = "roster.decide.with_number" if row.number else "roster.decide.line"
        if judged.erased_ms:
            about = say("roster.decide.erased", day=erased_day)
        else:
            about = say("roster.decide.named" if ANOTHER in judged.choices else "roster.decide.numbered")
        super().__init__(
            say("roster.decide.title", name=clipped(row.name)),
            f"{say(line, line=row.line, number=clipped(row.number))}. {about}",
            look,
            act=say("roster.decide.later"),
            name="decide",
            parent=parent,
        )
        self._words = words
        self.act.show_rank(Rank.SECONDARY)
        chosen = words.choice(judged)
        options: list[Pressable] = []
        self.body.gap(4)
        for choice in judged.choices:
            title, note = self._option(judged, choice, catalogue)
            option = Pressable(
                f"{title}, {note}", look, card=True, choice=True, margins=(16, 12, 16, 12), spacing=2,
                name=f"choice-{len(options)}", parent=self,
            )  # fmt: skip
            option.add(
                Text(title, look, "explain", weight=600, parent=option),
                Text(note, look, "small", "ink2", parent=option),
            )
            option.settle()
            option.show_chosen(choice == chosen, say("signin.selected"))
            option.setProperty("choice", choice)
            option.clicked.connect(self._on_clicked)
            self.body.addWidget(option)
            options.append(option)
        options[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _option(self, judged: Judged, choice: str, catalogue: Catalogue) -> tuple[str, str]:
        say = catalogue.say
        person = judged.decided(choice)
        if person is not None:
            number = say("roster.decide.same_number", number=clipped(person.number)) if person.number else ""
            groups = say("roster.decide.same_groups", groups=", ".join(person.named)) if person.named else ""
            about = say("roster.decide.same_about", own=person.code, number=number, groups=groups)
            return say("roster.decide.same", name=clipped(person.name)), about
        if choice == SKIP:
            return say("roster.decide.skip"), say("roster.decide.skip_about")
        title = "roster.decide.anew" if judged.erased_ms else "roster.decide.another"
        return say(title), say("roster.decide.another_about")

    def _on_clicked(self) -> None:
        option = self.sender()
        if isinstance(option, Pressable):
            self.decided.emit(str(option.property("choice")))
            self.accept()


def about_row(judged: Judged, words: RosterWords, look: Look, catalogue: Catalogue, parent: QWidget) -> Dialog:
    """Make the dialog that says all of a row that there is nothing to decide about."""
    say, row = catalogue.say, judged.row
    line = say("roster.decide.with_number" if row.number else "roster.decide.line", line=row.line, number=row.number)
    whole = row.name if clipped(row.name) != row.name else ""
    parts: Sequence[str] = (whole, line, clipped(row.group), words.stand(judged))
    title = clipped(row.name) or say("roster.decide.line", line=row.line)
    # What was clipped ends in three dots already.
    said = " ".join(part if part.endswith("\u2026") else f"{part}." for part in parts if part)
    return Dialog(title, said, look, act=say("window.understood"), name="aboutRow", parent=parent)
