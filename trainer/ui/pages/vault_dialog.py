"""Owns opening the question bank for assessments in front of a class: a trainer's password, whoever is signed in; knows no key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.vault_views import Keeper, VaultCondition
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.page import Page
from trainer.ui.pages.vault_form import LONGEST
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.vault import VaultPresenter
from trainer.ui.reading import begin_reading, let_focus_go
from trainer.ui.theme import Look
from trainer.ui.vault_protocols import VaultingDesk


class OpenBankDialog(Dialog):
    """OpenBankDialog(desk, keepers, look, catalogue, parent); `accepted` means that the bank is open."""

    def __init__(
        self, desk: VaultingDesk, keepers: Sequence[Keeper], look: Look, catalogue: Catalogue, parent: QWidget
    ) -> None:
        self._words = catalogue
        super().__init__(
            self._say("open_title"),
            self._say("open_here_text"),
            look,
            act=self._say("open_it"),
            stay=self._say("cancel"),
            filled="act",
            name="openBank",
            parent=parent,
        )
        self._names = {keeper.id: clipped(keeper.name, 40) for keeper in keepers}
        self.presenter = VaultPresenter(desk, keepers[0].id, self)
        self.trainer = Choice(self._say("trainer"), list(self._names.items()), look, name="bankTrainer", parent=self)
        self.trainer.setVisible(len(keepers) > 1)
        self.trainer.choice_made.connect(self._on_trainer_chosen)
        label = self._say("other_password", name=self._names[keepers[0].id])
        self.password = Field(label, look, secret=True, longest=LONGEST, name="bankPassword", parent=self)
        self.body.addWidget(self.trainer)
        self.body.addWidget(self.password)
        self.act.clicked.disconnect()
        self.act.clicked.connect(self._on_go_on)
        self.password.submitted.connect(self._on_go_on)
        one = self.presenter
        one.begun.connect(lambda: self._show_busy(True))
        one.done.connect(lambda _message: self.accept())
        one.refused.connect(self._on_refused)
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("vault." + code, **values)

    def _on_trainer_chosen(self, trainer: str) -> None:
        self.presenter.person = trainer
        self.password.show_label(self._say("other_password", name=self._names[trainer]))

    def _on_go_on(self) -> None:
        if self.password.text():
            self.presenter.open(self.password.text())

    def _show_busy(self, busy: bool) -> None:
        self.act.show_busy(busy, self._say("working" if busy else "open_it"))

    def _on_refused(self, message: Message) -> None:
        self._show_busy(False)
        self.password.show_error(self._words.tell(message))
        self.password.edit.selectAll()
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._fit)


def offer(page: Page, desk: VaultingDesk, look: Look, catalogue: Catalogue, opened: Callable[[], None]) -> None:
    """Put the way to it into a page's header where a bank is installed and closed; `opened` is called once it is open."""
    state = desk.state()
    keepers = [keeper for keeper in state.keepers if keeper.may_open]
    if page.header is None or state.condition is not VaultCondition.LOCKED or not keepers:
        return
    button = Button(catalogue.say("vault.open_here"), look, Rank.QUIET, icon="key-round", name="openHere", parent=page)
    page.header.add(button)

    def ask() -> None:
        dialog = OpenBankDialog(desk, keepers, look, catalogue, page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(done)
        dialog.open()

    def done() -> None:
        button.hide()
        opened()
        # What was pressed is gone: reading begins anew at what has come.
        let_focus_go(page)
        begin_reading(page)

    button.clicked.connect(ask)
