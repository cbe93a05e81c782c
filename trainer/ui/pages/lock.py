"""Owns what covers the window while nobody uses it: whose it is, the PIN, the way to another profile; checks no PIN itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Admitted, ProfileCard
from trainer.ui.announcing import announce
from trainer.ui.components.avatar import Avatar
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Field
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.sign_in import SignInPresenter
from trainer.ui.protocols import EntranceDesk
from trainer.ui.theme import Look


class LockCover(QWidget):
    """Lies over the whole window until the person's PIN is given.

    Signals: `unlocked()`, `switch_wished()`, `secret_gone()` where a trainer has taken the PIN away meanwhile.
    """

    unlocked = Signal()
    switch_wished = Signal()
    secret_gone = Signal()

    def __init__(
        self,
        desk: EntranceDesk,
        profile: ProfileCard,
        lead: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._profile = profile
        self.setObjectName("lockCover")
        self.setAccessibleName(self._say("title"))
        self.presenter = SignInPresenter(desk, catalogue.language, self)
        name = clipped(profile.name)
        outer = Column(look, 0, (40, 40, 40, 40), self)
        outer.addStretch(1)
        card = Card(look, spacing=12, margins=(28, 24, 28, 24), name="lockCard", parent=self)
        head = Row(look, 16)
        head.addWidget(Avatar(profile.initials, look, label=profile.name, size=48, still=True, parent=card))
        head.addWidget(Text(self._say("title"), look, "heading", name="lockTitle", parent=card), 1)
        self.field = Field(self._say("pin", name=name), look, secret=True, name="lockPin", parent=card)
        self.open = Button(self._say("open"), look, Rank.PRIMARY, name="unlock", parent=card)
        self.switch = Button(self._say("switch"), look, Rank.QUIET, name="switchProfile", parent=card)
        buttons = Row(look, 12)
        buttons.addWidget(self.open)
        buttons.addWidget(self.switch)
        buttons.addStretch(1)
        card.add(head, Text(lead, look, "body", "ink2", name="lockLead", parent=card), self.field, buttons)
        across = Row(look, 0)
        across.addStretch(1)
        across.addWidget(card, 4)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(1)
        card.setMaximumWidth(look.em(520))
        self.open.clicked.connect(self._on_open_wished)
        self.field.submitted.connect(self._on_open_wished)
        self.switch.clicked.connect(self.switch_wished)
        one = self.presenter
        one.signed_in.connect(self._on_signed_in)
        one.busy_shown.connect(self._on_busy_shown)
        one.turned_away.connect(self._on_turned_away)
        one.wait_ended.connect(lambda: self.field.show_error(""))
        one.refused.connect(self.show_problem)
        one.reset_told.connect(lambda _profile, _admitted: self.secret_gone.emit())

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("person.lock." + code, **values)

    def begin(self) -> None:
        """Cover what is under it and wait for the PIN."""
        self.show()
        self.raise_()
        # A dialog that was over the window had the keyboard.
        self.window().activateWindow()
        self.take_focus()
        announce(self, self._say("title"))

    def take_focus(self) -> None:
        """Have what is typed come here."""
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, message: Message) -> None:
        """Say why it is not opened."""
        self.say_under(self._catalogue.tell(message))

    def say_under(self, words: str) -> None:
        """Say something under the field."""
        self.field.show_error(words)

    def event(self, event: QEvent) -> bool:
        """No shortcut of what is under the cover works."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing here wants end here."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the cover."""
        if not self.isVisible():
            return super().focusNextPrevChild(forward)
        stops = [stop for stop in (self.field.edit, self.open, self.switch) if stop.isVisible() and stop.isEnabled()]
        here = next((place for place, stop in enumerate(stops) if stop.hasFocus()), -1)
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("bg"))

    def _on_open_wished(self) -> None:
        self.presenter.sign_in(self._profile, self.field.text())

    def _on_busy_shown(self, busy: bool) -> None:
        self.open.show_busy(busy, self._say("opening" if busy else "open"))

    def _on_signed_in(self, _admitted: Admitted) -> None:
        self.unlocked.emit()

    def _on_turned_away(self, seconds: int) -> None:
        self.field.edit.selectAll()
        self.say_under(self._say("wait", seconds=seconds) if seconds else self._say("wrong"))
        self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
