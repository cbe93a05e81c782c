"""Owns what opens at one's own name, and the lock: the menu, what a trainer can see, covering the window; knows no page else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from trainer.catalogue import Catalogue
from trainer.core.requests import Access, Admitted
from trainer.ui.locking import Locking
from trainer.ui.protocols import EntranceDesk, MovingDesk
from trainer.ui.theme import Look

Asked = Callable[[], tuple[EntranceDesk, Admitted, Catalogue, bool]]
"""The desk, the person, the words, and whether an assessment is on the screen."""
Mover = Callable[[], MovingDesk]


class Own(QObject):
    """Own(window, look, now, asked, mover, parent); `mover` is the desk that moves progress, when it is needed.

    Signals: `page_made(page, again)` with a page to show and what makes it anew, `home_wished()`, `sign_out_wished()`,
    `switch_wished()` from the lock, `lock_after_chosen(minutes)`, `entry_wished(str)` for
    "stored" and "records".
    """

    page_made = Signal(object, object)
    home_wished = Signal()
    sign_out_wished = Signal()
    switch_wished = Signal()
    lock_after_chosen = Signal(int)
    entry_wished = Signal(str)

    def __init__(
        self, window: QMainWindow, look: Look, now: Callable[[], datetime], asked: Asked, mover: Mover, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._mover = mover
        self._window = window
        self._look = look
        self._asked = asked
        self._minutes = 0
        self._person = ""
        self.locking = Locking(window, look, now, self._for_lock, self)
        self.locking.switch_wished.connect(self.switch_wished)

    def begin(self, minutes: int) -> None:
        """Somebody was let in: lock after so many minutes without input."""
        self._person, self._minutes = self._asked()[1].id, minutes
        self.locking.follow(self._person, minutes)

    def end(self) -> None:
        """Nobody is there."""
        self.locking.follow("", 0)
        self.locking.uncover()

    def show_menu(self) -> None:
        """Open the menu over the page that is there."""
        from trainer.ui.pages.person_menu import PersonMenu

        desk, who, words, _examining = self._asked()
        secret = any(one.id == who.id and one.has_secret for one in desk.profiles(words.language))
        entries = []
        if who.access is Access.LEARNER:
            entries.append(("seen", "eye", words.say("person.seen")))
            entries.append(("moving", "laptop", words.say("moving.title")))
        entries.append(("stored", "file-text", words.say("privacy.title_own")))
        if who.access is Access.TRAINER:
            entries.append(("records", "archive", words.say("privacy.records.title")))
        if secret:
            entries.append(("lock", "lock", words.say("person.lock_now")))
        menu = PersonMenu(who.name, entries, self._minutes, secret, self._look, words, self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.accepted.connect(self.sign_out_wished)
        menu.entry_chosen.connect(self._on_entry_chosen)
        menu.lock_after_chosen.connect(self._on_lock_after_chosen)
        menu.open()

    def show_seen(self) -> None:
        """Open what a trainer can see."""
        from trainer.ui.pages.seen import SeenPage

        page = SeenPage(self._look, self._asked()[2])
        page.back_wished.connect(self.home_wished)
        self.page_made.emit(page, self.show_seen)

    def show_moving(self) -> None:
        """Open taking progress along and bringing it in."""
        from trainer.ui.pages.moving import MovingPage

        _desk, who, words, _examining = self._asked()
        page = MovingPage(self._mover(), who, self._look, words, self._now)
        page.back_wished.connect(self.home_wished)
        self.page_made.emit(page, self.show_moving)

    def _on_entry_chosen(self, entry: str) -> None:
        match entry:
            case "lock":
                self.locking.cover(wished=True)
            case "moving":
                self.show_moving()
            case "seen":
                self.show_seen()
            case _:
                self.entry_wished.emit(entry)

    def _on_lock_after_chosen(self, minutes: int) -> None:
        self._minutes = minutes
        self.locking.follow(self._person, minutes)
        self.lock_after_chosen.emit(minutes)

    def _for_lock(self) -> tuple[EntranceDesk, Catalogue, str]:
        desk, _who, words, examining = self._asked()
        return desk, words, words.say("person.lock.examining_still") if examining else ""
