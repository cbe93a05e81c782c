"""Owns the first start on the screen: for whom, where records lie, who; creates nothing and knows no folder's rules."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.pages.person_form import PersonForm
from trainer.ui.pages.pressable import Icon, Pressable
from trainer.ui.pages.threshold import Threshold
from trainer.ui.presenters.set_up import SetUpPresenter
from trainer.ui.protocols import SetUpDesk
from trainer.ui.theme import Look


class SetUpPage(Threshold):
    """Three steps at most; going back loses nothing. `languages` are (code, name), offered at the first step.

    Signals: `set_up_done(Admitted)`, `language_chosen(str)`.
    """

    set_up_done = Signal(object)
    language_chosen = Signal(str)

    def __init__(
        self,
        desk: SetUpDesk,
        look: Look,
        catalogue: Catalogue,
        languages: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, catalogue, name="setUp", parent=parent)
        self.presenter = SetUpPresenter(desk, catalogue.language, self)
        self._who = self._build_who()
        self._where = self._build_where()
        self._you = self._build_you()
        self.add(self._who, self._where, self._you)
        if len(languages) > 1:
            self.add_footer(self._choice_of_language(languages, self.language_chosen, self))
            self.footer.addStretch(1)
        self.presenter.busy_shown.connect(self.show_busy)
        self.presenter.refused.connect(self.show_refused)
        self.presenter.set_up_done.connect(self.set_up_done)
        self._show_step(self._who)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("setup." + code, **values)

    # Building

    def _box(self, title: str, lead: str, name: str) -> tuple[QWidget, Column, Text, Text]:
        look = self.look
        box = QWidget(self)
        box.setObjectName(name)
        column = Column(look, 8, parent=box)
        # Made in the order they are read in: a screen reader goes by that.
        step = Text("", look, "caption", "ink3", name="step", parent=box)
        column.addWidget(step)
        column.addWidget(Text(title, look, "title", name="title", parent=box))
        said = Text(lead, look, "body", "ink2", name="lead", parent=box)
        column.addWidget(said)
        column.gap(16)
        return box, column, step, said

    def _card(self, title: str, hint: str, icon: str, name: str, parent: QWidget, folder: str = "") -> Pressable:
        look = self.look
        label = ". ".join(part for part in (title, hint, folder) if part)
        card = Pressable(label, look, card=True, choice=True, name=name, parent=parent)
        row = Row(look, 16)
        row.addWidget(Icon(icon, "accent", look, size=24, parent=card), 0, Qt.AlignmentFlag.AlignTop)
        words = Column(look, 4)
        words.addWidget(Text(title, look, "subhead", parent=card))
        words.addWidget(Text(hint, look, "small", "ink2", parent=card))
        if folder:
            words.addWidget(Text(folder, look, "caption", "ink2", weight=400, name="folder", parent=card))
        row.addLayout(words, 1)
        row.addWidget(Icon("chevron-right", "ink2", look, size=18, parent=card), 0, Qt.AlignmentFlag.AlignVCenter)
        card.add(row)
        card.settle()
        return card

    def _build_who(self) -> QWidget:
        box, column, step, _ = self._box(self._say("who.title"), self._say("who.lead"), "who")
        step.setText(self._say("first_step"))
        self.me = self._card(self._say("who.me"), self._say("who.me_hint"), "user", "me", box)
        self.unit = self._card(self._say("who.unit"), self._say("who.unit_hint"), "users", "unit", box)
        self.me.clicked.connect(lambda: self._on_unit_chosen(False))
        self.unit.clicked.connect(lambda: self._on_unit_chosen(True))
        column.addWidget(self.me)
        column.gap(4)
        column.addWidget(self.unit)
        return box

    def _build_where(self) -> QWidget:
        look = self.look
        box, column, self._where_step, _ = self._box(self._say("where.title"), self._say("where.lead"), "where")
        self._offer_places(box, column)
        column.gap(12)
        row = Row(look, 12)
        row.addWidget(self._back(box, self._who))
        row.addStretch(1)
        column.addLayout(row)
        return box

    def _offer_places(self, box: QWidget, column: Column) -> None:
        presenter = self.presenter
        hint = self._say("where.network_account" if presenter.on_network else "where.account_hint")
        own, shared = self._folder(presenter.own_folder), self._folder(presenter.shared_folder)
        self.account = self._card(self._say("where.account"), hint, "lock", "account", box, own)
        everybody_hint = self._say("where.everybody_hint")
        self.everybody = self._card(self._say("where.everybody"), everybody_hint, "monitor", "everybody", box, shared)
        self.account.clicked.connect(lambda: self._on_shared_chosen(False))
        self.everybody.clicked.connect(lambda: self._on_shared_chosen(True))
        if presenter.on_network:
            self.account.setEnabled(False)
            warning = Card(self.look, tone="caution", name="network", parent=box)
            words = self._say("where.network")
            warning.add(IconText(words, "triangle-alert", self.look, "small", "ink2", tint="caution", parent=warning))
            column.addWidget(warning)
            column.addWidget(self.everybody)
            column.addWidget(self.account)
        else:
            column.addWidget(self.account)
            column.addWidget(self.everybody)

    def _build_you(self) -> QWidget:
        look = self.look
        box, column, self._you_step, self._you_lead = self._box(self._say("you.title"), "", "you")
        self.person = PersonForm(look, self._catalogue, self.presenter.roles, box)
        self.person.submitted.connect(self._on_start_wished)
        column.addWidget(self.person)
        column.gap(4)
        self._lies = Text("", look, "caption", "ink2", weight=400, name="folder", parent=box)
        column.addWidget(self._lies)
        column.gap(12)
        row = Row(look, 12)
        row.addWidget(self._back(box, None))
        row.addStretch(1)
        words = self._say("start")
        self.start = Button(words, look, Rank.PRIMARY, trailing="arrow-right", large=True, name="start", parent=box)
        self.start.clicked.connect(self._on_start_wished)
        row.addWidget(self.start)
        column.addLayout(row)
        return box

    def _back(self, box: QWidget, to: QWidget | None) -> Button:
        back = Button(self._say("back"), self.look, Rank.QUIET, icon="arrow-left", flush=True, name="back", parent=box)
        back.clicked.connect(lambda: self._show_step(to or (self._where if self.presenter.asks_where else self._who)))
        return back

    def _folder(self, path: str) -> str:
        return self._say("where.folder", path=path)

    # What is shown

    def show_busy(self, busy: bool) -> None:
        """Show that the records are being made."""
        self.start.show_busy(busy, self._say("starting" if busy else "start"))
        if busy:
            self.show_error("", "")

    def show_refused(self, message: Message) -> None:
        """Say what went wrong; everything written stays."""
        if not self.person.show_refused(message):
            self.show_error(self._say("failed"), self._catalogue.tell(message))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first choice."""
        super().showEvent(event)
        if not self._focused:
            self._focused = True
            QTimer.singleShot(0, self, lambda: self.me.setFocus(Qt.FocusReason.OtherFocusReason))

    def _show_step(self, box: QWidget) -> None:
        presenter = self.presenter
        self.show_error("", "")
        steps = 3 if presenter.asks_where else 2
        self._where_step.setText(self._say("step", step=2, steps=3))
        self._you_step.setText(self._say("step", step=steps, steps=steps))
        self._you_lead.setText(self._say("you.unit_lead" if presenter.unit else "you.me_lead"))
        self.person.secret.show_required(presenter.unit)
        self._lies.setText(self._folder(presenter.folder))
        self.area.verticalScrollBar().setValue(0)
        box.show()
        if self.isVisible():
            # Before the step that is left goes: Qt would hand the focus to a neighbour, and a screen reader name that one.
            firsts = {self._who: self.me, self._where: self.account, self._you: self.person.name.edit}
            first = firsts[box] if firsts[box].isEnabled() else self.everybody
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            said = [words.text() for name in ("step", "title") for words in box.findChildren(Text, name)]
            self.announce(". ".join(said))
        for one in (self._who, self._where, self._you):
            one.setVisible(one is box)
        if self.language is not None:
            # Nothing is written yet at the first step: the page made anew loses nothing.
            self.language.setVisible(box is self._who)

    # What the person does

    def _on_unit_chosen(self, unit: bool) -> None:
        self.presenter.choose_unit(unit)
        word = self._catalogue.say("components.option.selected")
        self.me.show_chosen(not unit, word)
        self.unit.show_chosen(unit, word)
        self._show_step(self._where if self.presenter.asks_where else self._you)

    def _on_shared_chosen(self, shared: bool) -> None:
        self.presenter.choose_shared(shared)
        word = self._catalogue.say("components.option.selected")
        self.account.show_chosen(not shared, word)
        self.everybody.show_chosen(shared, word)
        self._show_step(self._you)

    def _on_start_wished(self) -> None:
        if self.start.isEnabled() and self.person.check():
            self.presenter.set_up(*self.person.values())
