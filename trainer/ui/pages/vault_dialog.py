"""Owns opening the question bank for assessments in front of a class: a trainer's password, whoever is signed in; knows no key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.vault_views import Keeper, VaultCondition
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.layouts import Column
from trainer.ui.components.text import Text
from trainer.ui.pages.vault_form import LONGEST
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.vault import VaultPresenter
from trainer.ui.reading import begin_reading, let_focus_go
from trainer.ui.theme import Look
from trainer.ui.vault_protocols import VaultingDesk

if TYPE_CHECKING:
    from trainer.ui.pages.assessment_start import AssessmentStartPage
    from trainer.ui.pages.assessments import AssessmentsPage


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


def openers(desk: VaultingDesk) -> tuple[Keeper, ...]:
    """Who could open the bank now: nobody where none is installed, or it is open."""
    state = desk.state()
    if state.condition is not VaultCondition.LOCKED:
        return ()
    return tuple(keeper for keeper in state.keepers if keeper.may_open)


def ask(page: QWidget, desk: VaultingDesk, look: Look, catalogue: Catalogue, opened: Callable[[], None]) -> None:
    """Ask for a trainer's password over a page; `opened` is called once the bank is open."""
    keepers = openers(desk)
    if not keepers:
        return
    dialog = OpenBankDialog(desk, keepers, look, catalogue, page)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(opened)
    dialog.open()


class BankOffer(QWidget):
    """BankOffer(desk, look, catalogue, parent): that the questions are locked away, and the way to opening them, where they are.

    Signal: `opened()`.
    """

    opened = Signal()

    def __init__(self, desk: VaultingDesk, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bankOffer")
        self._desk, self._look, self._catalogue = desk, look, catalogue
        column = Column(look, 8, parent=self)
        text = Text(catalogue.say("vault.locked_here"), look, "small", "ink2", name="bankLocked", parent=self)
        self.button = Button(catalogue.say("vault.open_here"), look, icon="key-round", name="openBankHere", parent=self)
        self.button.clicked.connect(self._on_clicked)
        column.addWidget(text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_state()

    def show_state(self) -> None:
        """Be there only where there is something to open."""
        self.setVisible(bool(openers(self._desk)))

    def _on_clicked(self) -> None:
        ask(self, self._desk, self._look, self._catalogue, self._on_opened)

    def _on_opened(self) -> None:
        let_focus_go(self)
        self.hide()
        self.opened.emit()


def offer(
    page: AssessmentsPage | AssessmentStartPage,
    desk: VaultingDesk,
    look: Look,
    catalogue: Catalogue,
    opened: Callable[[], None],
    *,
    headed: bool = True,
) -> None:
    """Put the way to it at what is locked, and (`headed`) into a page's header, where a bank is installed and closed."""
    if not openers(desk):
        return
    button = Button(catalogue.say("vault.open_here"), look, Rank.QUIET, icon="key-round", name="openHere", parent=page)
    button.hide()
    if headed and page.header is not None:
        page.header.add(button)
        button.show()
    page.offers_bank = True

    def done() -> None:
        button.hide()
        page.offers_bank = False
        opened()
        # What was pressed is gone: reading begins anew at what has come.
        let_focus_go(page)
        begin_reading(page)

    def wish() -> None:
        ask(page, desk, look, catalogue, done)

    button.clicked.connect(wish)
    page.bank_wished.connect(wish)
