"""Owns the trainer's page of the room: who sits what, how far, how much time is left; what can be done; knows no journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.room_views import Presence, RunningLine
from trainer.faults import Fault
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages.room_acts import RoomActs, left
from trainer.ui.pages.room_proof import ProofDialog
from trainer.ui.pages.vault_dialog import BankOffer
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.room import RoomPresenter
from trainer.ui.reading import let_focus_go
from trainer.ui.room_protocols import RoomDesk
from trainer.ui.theme import Look
from trainer.ui.vault_protocols import VaultingDesk

_SIGNS = {
    Presence.HERE: ("monitor", "accent"),
    Presence.STOPPED: ("pause", "caution"),
    Presence.STILL: ("circle-dashed", "ink2"),
    Presence.RUNS: ("clock", "ink2"),
    Presence.OVER: ("circle-alert", "caution"),
}


class RoomPage(Page):
    """RoomPage(desk, trainer, look, catalogue, vaulting=None); `trainer` is who is signed in. Call `show_room()` to fill it.

    Whoever walks up to a computer that a trainer left signed in can look, and needs their password for every act.
    Signal: `bank_opened()`.
    """

    bank_opened = Signal()

    def __init__(
        self,
        desk: RoomDesk,
        trainer: str,
        look: Look,
        catalogue: Catalogue,
        vaulting: VaultingDesk | None = None,
        parent: QWidget | None = None,
    ) -> None:
        say = catalogue.say
        super().__init__(look, header=Header(say("room.title"), look), name="room", parent=parent)
        self._catalogue = catalogue
        self._lines: tuple[RunningLine, ...] | None = None
        self._trainer = trainer
        self.presenter = RoomPresenter(desk, catalogue.language, self, brief=True)
        self.lead = Text(say("room.lead"), look, "body", "ink2", name="lead", parent=self)
        self.empty = EmptyState(say("room.empty_title"), say("room.empty_text"), look, parent=self)
        self.rows = RowList(look, name="running", parent=self)
        self.rows.setAccessibleName(say("room.list"))
        self.add(self.lead)
        if vaulting is not None:
            bank = BankOffer(vaulting, look, catalogue, self)
            bank.opened.connect(self._on_bank_opened)
            self.add(bank)
        self.add(self.empty, self.rows)
        self.main.addStretch(1)
        self.card = Card(look, name="roomCard", parent=self)
        self.acts = RoomActs(look, catalogue, parent=self.card)
        self.card.add(self.acts)
        self.add_side(self.card)
        self.empty.hide()
        self.rows.hide()
        one = self.presenter
        one.lines_shown.connect(self.show_lines)
        one.incidents_shown.connect(self.acts.show_incidents)
        one.done.connect(self.acts.show_done)
        one.failed.connect(self.acts.show_failed)
        self.acts.stop_wished.connect(lambda reason: self._act(lambda: one.stop(reason)))
        self.acts.resume_wished.connect(lambda: self._act(one.resume))
        self.acts.grant_wished.connect(lambda *given: self._act(lambda: one.grant(*given)))
        self.acts.looked_at.connect(self._on_looked_at)

    def show_room(self) -> None:
        """Show who sits what from now on."""
        self.presenter.begin()

    def show_lines(self, lines: Sequence[RunningLine]) -> None:
        """Show these assessments."""
        looked_at = self.presenter.looked_at
        self.empty.setVisible(not lines)
        self.rows.setVisible(bool(lines))
        kept = self._lines is not None and [one.stream for one in self._lines] == [one.stream for one in lines]
        self._lines = tuple(lines)
        if not kept:
            if self.rows.isAncestorOf(self.focusWidget() or self):
                let_focus_go(self.rows)
            self.rows.clear()
            for number, line in enumerate(lines):
                row = ListRow(self._words(line), self.look, chevron=False, name=f"sat-{number}", parent=self.rows)
                row.setProperty("stream", line.stream)
                row.clicked.connect(self._on_row_clicked)
                self.rows.add_row(row)
        for shown, line in zip(self.rows.rows, lines, strict=True):
            if isinstance(shown, ListRow):
                shown.show_row(self._words(line), line.stream == looked_at)
        self.acts.show_lines(lines, looked_at)
        self.card.setVisible(bool(lines))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.presenter.rest()

    def _words(self, line: RunningLine) -> RowText:
        say = self._catalogue.say
        icon, colour = _SIGNS[line.presence]
        progress = say("room.line.progress", title=line.title, answered=line.answered, questions=line.questions)
        noted = say("room.line.incidents", n=line.incidents) if line.incidents else ""
        standing = say(f"room.line.{line.presence.value}")
        return RowText(
            f"{clipped(line.name)}, {line.code}",
            subtitle=". ".join(part for part in (progress, standing, noted) if part),
            icon=icon,
            icon_colour=colour,
            note=left(line, self._catalogue),
        )

    def _act(self, act: Callable[[], None]) -> None:
        """Do it once a trainer has typed their password; nobody here may have one."""
        try:
            able = self.presenter.invigilators
        except Fault as problem:
            self.acts.show_failed(problem.message)
            return
        if not able:
            self.presenter.trust(self._trainer)
        if self.presenter.trusted:
            act()
            return
        dialog = ProofDialog(self.presenter, able, self._trainer, self.look, self._catalogue, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(act)
        dialog.open()

    def _on_bank_opened(self) -> None:
        self.announce(self._catalogue.say("vault.opened_here"))
        self.bank_opened.emit()

    def _on_looked_at(self, stream: str) -> None:
        self.presenter.look_at(stream)

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            stream = str(row.property("stream"))
            self.acts.choose(stream)
            self.presenter.look_at(stream)
            row.setFocus(Qt.FocusReason.OtherFocusReason)
