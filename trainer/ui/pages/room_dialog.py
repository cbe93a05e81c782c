"""Owns the trainer's way into the room from the window of a sitting: their password first, then what can be done; knows no
question and no answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.ui.announcing import announce
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Field
from trainer.ui.pages.room_acts import RoomActs
from trainer.ui.pages.vault_dialog import BankOffer
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.room import RoomPresenter
from trainer.ui.room_protocols import RoomDesk
from trainer.ui.theme import Look
from trainer.ui.vault_protocols import VaultingDesk


class RoomDialog(Dialog):
    """RoomDialog(desk, stream, look, catalogue, parent, vaulting=None, *, stopped=False).

    Signal: `acted()` after each act that was written.
    """

    acted = Signal()

    def __init__(
        self,
        desk: RoomDesk,
        stream: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget,
        vaulting: VaultingDesk | None = None,
        *,
        stopped: bool = False,
    ) -> None:
        say = catalogue.say
        super().__init__(
            say("room.ask.title"),
            say("room.ask.lead_stopped" if stopped else "room.ask.lead"),
            look,
            act=say("room.ask.go_on"),
            stay=say("room.ask.cancel"),
            filled="act",
            name="roomDialog",
            parent=parent,
        )
        self._catalogue = catalogue
        self._trainers = desk.invigilators()
        self.presenter = RoomPresenter(desk, catalogue.language, self, here=stream)
        several = len(self._trainers) > 1
        names = [(one.id, clipped(one.name, 40)) for one in self._trainers]
        self.trainer = Choice(say("room.ask.trainer"), names, look, name="trainerChoice", parent=self)
        label = "room.ask.password_chosen" if several else "room.ask.password"
        self.password = Field(
            say(label, name=names[0][1] if names else ""), look, secret=True, name="trainerPassword", parent=self
        )
        self.trainer.setVisible(several)
        self.acts = RoomActs(look, catalogue, here=stream, parent=self)
        self.acts.hide()
        self.body.addWidget(self.trainer)
        self.body.addWidget(self.password)
        self.body.addWidget(self.acts)
        self.bank = BankOffer(vaulting, look, catalogue, self) if vaulting is not None else None
        if self.bank is not None:
            self.bank.hide()
            self.body.addWidget(self.bank)
            self.bank.opened.connect(self._on_bank_opened)
        self.act.clicked.disconnect()
        self.act.clicked.connect(self._on_go_on)
        self.password.submitted.connect(self._on_go_on)
        one = self.presenter
        one.busy_shown.connect(self._on_busy_shown)
        one.proven.connect(self._on_proven)
        one.turned_away.connect(self._on_turned_away)
        one.lines_shown.connect(lambda lines: self.acts.show_lines(lines, one.looked_at))
        one.incidents_shown.connect(self.acts.show_incidents)
        one.done.connect(self._on_done)
        one.failed.connect(self.acts.show_failed)
        self.acts.stop_wished.connect(one.stop)
        self.acts.resume_wished.connect(one.resume)
        self.acts.grant_wished.connect(one.grant)
        self.acts.looked_at.connect(one.look_at)
        self.acts.grown.connect(lambda: QTimer.singleShot(0, self, self._fit))
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.rest()

    def _on_go_on(self) -> None:
        if not self.acts.isHidden():
            self.accept()
            return
        trainer = self.trainer.chosen() or (self._trainers[0].id if self._trainers else "")
        if trainer and self.password.text():
            self.presenter.prove(trainer, self.password.text())

    def _on_busy_shown(self, busy: bool) -> None:
        self.act.show_busy(busy, self._catalogue.say("room.ask.checking" if busy else "room.ask.go_on"))

    def _on_turned_away(self, message: Message) -> None:
        self.password.show_error(self._catalogue.tell(message))
        self.password.edit.selectAll()
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _on_proven(self) -> None:
        say = self._catalogue.say
        self.password.show_text("")
        self.acts.show()
        if self.bank is not None:
            self.bank.show_state()
        self.acts.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.trainer, self.password, self.text):
            part.hide()
        self.title.setText(say("room.acts.title"))
        self.act.show_text(say("room.acts.done"))
        if self.stay is not None:
            self.stay.hide()
        self.presenter.begin()
        announce(self, say("room.acts.title"))

    def _on_bank_opened(self) -> None:
        self.acts.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.acts.show_said(self._catalogue.say("vault.opened_here"))

    def _on_done(self, act: str, reached: int) -> None:
        self.acts.show_done(act, reached)
        self.acted.emit()
