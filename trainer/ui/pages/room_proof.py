"""Owns asking a trainer for their password before they act on their own page of the room; does nothing in the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.room_views import Invigilator
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Field
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.room import TRUSTED_MINUTES, RoomPresenter
from trainer.ui.theme import Look


class ProofDialog(Dialog):
    """ProofDialog(presenter, able, trainer, look, catalogue, parent); `accepted` means that the presenter takes acts.

    `trainer` is who is signed in: only where they have no password one of the others is chosen.
    """

    def __init__(
        self,
        presenter: RoomPresenter,
        able: Sequence[Invigilator],
        trainer: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget,
    ) -> None:
        self._catalogue = catalogue
        say = catalogue.say
        super().__init__(
            say("room.prove.title"),
            say("room.prove.lead", n=TRUSTED_MINUTES),
            look,
            act=say("room.ask.go_on"),
            stay=say("room.prove.cancel"),
            filled="act",
            name="roomProof",
            parent=parent,
        )
        self.presenter = presenter
        own = [one for one in able if one.id == trainer]
        self._names = {one.id: clipped(one.name, 40) for one in own or able}
        self.trainer = Choice(
            say("room.ask.trainer"), list(self._names.items()), look, name="proofTrainer", parent=self
        )
        self.trainer.setVisible(len(self._names) > 1)
        self.trainer.choice_made.connect(self._name_field)
        self._chosen = next(iter(self._names))
        label = say("room.ask.password", name=self._names[self._chosen])
        self.password = Field(label, look, secret=True, name="proofPassword", parent=self)
        self.body.addWidget(self.trainer)
        self.body.addWidget(self.password)
        self.act.clicked.disconnect()
        self.act.clicked.connect(self._on_go_on)
        self.password.submitted.connect(self._on_go_on)
        presenter.busy_shown.connect(self._on_busy_shown)
        presenter.proven.connect(self.accept)
        presenter.turned_away.connect(self._on_turned_away)
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_field(self, trainer: str) -> None:
        self._chosen = trainer
        self.password.show_label(self._catalogue.say("room.ask.password", name=self._names[trainer]))

    def _on_go_on(self) -> None:
        if self.password.text():
            self.presenter.prove(self._chosen, self.password.text())

    def _on_busy_shown(self, busy: bool) -> None:
        self.act.show_busy(busy, self._catalogue.say("room.ask.checking" if busy else "room.ask.go_on"))

    def _on_turned_away(self, message: Message) -> None:
        self.password.show_error(self._catalogue.tell(message))
        self.password.edit.selectAll()
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._fit)
