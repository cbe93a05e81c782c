"""Owns what is shown where the records cannot be opened: why, the backups there are, and what to do; opens nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Backup
from trainer.ui.components.buttons import Button
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.files import choose_source
from trainer.ui.pages import wording
from trainer.ui.theme import Look

SHOWN = 8
"""So many backups are offered by name; any other can be chosen as a file."""

Chooser = Callable[[QWidget, str], str]


class TroublePage(Page):
    """Why the records cannot be opened, and the way on.

    Signals: `retry_wished()`, `close_wished()`, `restore_wished(Path)` once the person has agreed.
    """

    retry_wished = Signal()
    close_wished = Signal()
    restore_wished = Signal(object)

    def __init__(
        self,
        message: Message,
        backups: Sequence[Backup],
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        chooser: Chooser = choose_source,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name="trouble", parent=parent)
        self._catalogue = catalogue
        self._now = now
        self._chooser = chooser
        say = catalogue.say
        self.panel = ErrorPanel(look, parent=self)
        actions = [("again", say("common.try_again")), ("close", say("window.close"))]
        self.panel.show_error(say("window.not_opened"), catalogue.tell(message), actions)
        self.panel.action_wished.connect(self._on_action_wished)
        self.add(self.panel)
        if _backups_help(message):
            self._offer(backups)
        self.main.addStretch(1)

    def _offer(self, backups: Sequence[Backup]) -> None:
        look, say = self.look, self._catalogue.say
        self.add(Text(say("trouble.title"), look, "heading", name="restoreTitle", parent=self))
        self.add(Text(say("trouble.lead"), look, "body", "ink2", parent=self))
        if backups:
            self.add(self._list(backups[:SHOWN]))
        else:
            self.add(Text(say("trouble.none"), look, "small", "ink2", name="noBackups", parent=self))
        other = Button(say("trouble.other"), look, icon="folder", name="otherBackup", parent=self)
        other.clicked.connect(self._on_other_wished)
        self.main.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)

    def show_message(self, title: str, message: Message) -> None:
        """Say what came of a restoring that did not succeed."""
        say = self._catalogue.say
        actions = [("again", say("common.try_again")), ("close", say("window.close"))]
        self.panel.show_error(title, self._catalogue.tell(message), actions)
        self.reveal(self.panel)
        self.announce(f"{title}. {self._catalogue.tell(message)}")

    def _list(self, backups: Sequence[Backup]) -> RowList:
        rows = RowList(self.look, name="backups", parent=self)
        for backup in backups:
            size = wording.number(max(0.1, backup.size / 1_000_000), 1, self._catalogue)
            megabytes = self._catalogue.say("trouble.size", size=size)
            row = ListRow(RowText(self._when(backup), note=megabytes, icon="history"), self.look, parent=rows)
            row.clicked.connect(lambda _checked=False, one=backup: self._ask(one.path, self._when(one)))
            rows.add_row(row)
        return rows

    def _when(self, backup: Backup) -> str:
        now = self._now()
        there = datetime.fromtimestamp(backup.utc_ms / 1000, now.tzinfo)
        day = wording.date(backup.utc_ms, now, self._catalogue)
        return self._catalogue.say("trouble.when", day=day, time=wording.time(there, self._catalogue))

    def _ask(self, path: Path, name: str) -> None:
        say = self._catalogue.say
        dialog = Dialog(
            say("trouble.ask", name=name),
            say("trouble.what"),
            self.look,
            act=say("trouble.restore"),
            stay=say("trouble.keep"),
            name="restore",
            parent=self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.restore_wished.emit(path))
        dialog.open()

    def _on_other_wished(self) -> None:
        chosen = self._chooser(self, self._catalogue.say("trouble.other"))
        if chosen:
            self._ask(Path(chosen), Path(chosen).name)

    def _on_action_wished(self, action: str) -> None:
        (self.retry_wished if action == "again" else self.close_wished).emit()


def _backups_help(message: Message) -> bool:
    """Whether older records would help: not where the bank is what is in the way, nor where another window has the records."""
    return message.code != "fault.in-use" and not message.code.startswith("bank.")
