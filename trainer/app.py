"""Owns the running window: Qt, look, words, the house around one data folder, the local socket; decides nothing about training."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec

# What needs no Qt comes before it: PySide reads the source of every module that is imported after it.
from question_bank.bank import BankFile
from trainer import crash, gathering, house, places
from trainer.catalogue import Catalogue
from trainer.clock import Clock, SystemClock, local
from trainer.core.message import Message, Refused
from trainer.core.requests import Access, Admitted, Backup
from trainer.faults import Exit, Fault
from trainer.house import House
from trainer.places import Places

# isort: split
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from trainer.ui.ahead import Ahead
from trainer.ui.manner import QtWords, system_language
from trainer.ui.reading import tell_structure
from trainer.ui.router import Router
from trainer.ui.theme import Look
from trainer.ui.window import Window

if TYPE_CHECKING:
    from trainer.desks.founding import Founding
    from trainer.listening import Listening
    from trainer.records.restoring import Restored

BACKUP_AFTER_MS = 60_000
AT_EASE_MS = 150
COLLECT_AFTER_MS = 2 * AT_EASE_MS
"""Once the next page's parts are there as well."""
LISTEN_AFTER_MS = 20
"""Long enough for the window to be painted; a command that comes sooner is told that the folder is open."""


class Options(msgspec.Struct, frozen=True):
    """How the window was asked for on the command line."""

    data_dir: Path | None = None
    language: str = ""


class Application(QObject):
    """One window on one data folder. `open` shows it; Qt's loop is the caller's to run.

    `banks` opens the learner's bank, the one of this installation unless another is given. It raises Fault.
    """

    def __init__(
        self,
        app: QApplication,
        options: Options,
        clock: Clock | None = None,
        banks: Callable[[], BankFile] = house.open_bank,
    ) -> None:
        super().__init__(app)
        self._clock = clock or SystemClock()
        self._banks = banks
        self._options = options
        self._where: Places = places.find(options.data_dir)
        self._house: House | None = None
        self._bank: BankFile | None = None
        self._founding: Founding | None = None
        self.look = Look(parent=self)
        self.catalogue = Catalogue(options.language or system_language())
        self._qt_words = QtWords(app)
        self._qt_words.speak(self.catalogue.language)
        self.look.apply(app)
        self.window = Window(self.look, self.catalogue.say("window.menu"), self.catalogue.say("window.here"))
        self.router = Router(self.window, self.look, self.catalogue, self._local_time, self, options.language)
        self.router.spoken.connect(self._on_spoken)
        self.router.retry_wished.connect(self.open)
        self.router.restore_wished.connect(self._on_restore_wished)
        self.router.founded.connect(self._on_founded)
        self.router.signed_in.connect(self._on_signed_in)
        self.ahead = Ahead(self)
        self.window.closed.connect(self.close)
        self._socket: Listening | None = None
        self._daily = QTimer(self)
        self._daily.setSingleShot(True)
        self._daily.setInterval(BACKUP_AFTER_MS)
        self._daily.timeout.connect(self._on_daily_backup_due)

    @property
    def house(self) -> House | None:
        """The open house; None before the set-up or where the folder could not be opened."""
        return self._house

    def open(self) -> None:
        """Open the folder's records and show the sign-in, or the set-up where there are none, or what is in the way."""
        founded = self._founding.founded if self._founding is not None else None
        folder = founded or self._where.in_use()
        try:
            if folder is None:
                self._bank = self._bank or self._banks()
                self._founding = house.founding(self._where, self._bank, self._clock)
                self.router.begin_set_up(self._founding)
                return
            self._enter(folder)
        except Fault as fault:
            self.router.show_trouble(fault.message, self._backups(folder))

    def _backups(self, folder: Path | None) -> tuple[Backup, ...]:
        """What could be restored instead, the latest first."""
        from trainer.records.backup import backups_in
        from trainer.records.place import BACKUPS

        if folder is None:
            return ()
        try:
            return tuple(Backup(one.path, one.utc_ms, one.size) for one in backups_in(folder / BACKUPS))
        except OSError:
            return ()  # The folder itself is what is in the way.

    def _on_restore_wished(self, backup: Path) -> None:
        from trainer.records.restoring import restore
        from trainer.ui.work import Work

        folder = self._where.in_use() or self._where.account
        now = self._clock.now().utc_ms
        Work(self).start(lambda: restore(backup, folder, now), self._on_restored, self._on_not_restored)

    def _on_restored(self, restored: Restored) -> None:
        self.open()
        kept = {"people": restored.people, "events": restored.events}
        if restored.aside is None:
            self.router.tell(Message("trouble.done_alone", kept))
        else:
            self.router.tell(Message("trouble.done", {**kept, "aside": str(restored.aside)}))

    def _on_not_restored(self, error: Exception) -> None:
        if not isinstance(error, Fault | Refused):
            raise error
        self.router.show_not_restored(error.message)

    def _enter(self, folder: Path) -> None:
        bank, self._bank = self._bank or self._banks(), None
        self._house = House.open(folder, bank=bank, clock=self._clock, language=self.catalogue.language)
        # The first window needs none of these: they come once it is shown.
        QTimer.singleShot(0, self, self._wait_for_ease)
        self._daily.start()
        self.router.begin(self._house)

    def _wait_for_ease(self) -> None:
        """Once the window is there: leave the person the first moment."""
        QTimer.singleShot(LISTEN_AFTER_MS, self, self._listen)
        QTimer.singleShot(AT_EASE_MS, self, self._load_desks)

    def _load_desks(self) -> None:
        """While the person looks at the sign-in: what the next page needs, so that it opens at once."""
        if self._house is not None:
            self._house.load()

    def _local_time(self) -> datetime:
        return local(self._clock.now())

    def _on_founded(self, admitted: Admitted) -> None:
        self.open()
        if self._house is not None:
            self.router.enter(admitted)

    def _on_signed_in(self, who: Admitted) -> None:
        if who.access is Access.LEARNER:
            self.ahead.begin()

    def _on_spoken(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._qt_words.speak(catalogue.language)

    def _listen(self) -> None:
        from trainer.listening import Listening

        if self._house is not None and self._socket is None:
            self._socket = Listening(self._house, self.window.raise_up, self)

    def _on_daily_backup_due(self) -> None:
        if self._house is None:
            return
        if self.router.examining:
            # Never during an assessment: an answer must not wait for a copy.
            self._daily.start()
            return
        from trainer.ui.work import Work

        house_, now = self._house, self._clock.now()
        Work(self).start(lambda: house_.back_up(now), lambda _none: None, self._on_backup_failed)

    def _on_backup_failed(self, error: Exception) -> None:
        from trainer.records.store import Cancelled

        if isinstance(error, Cancelled):
            return  # The window closed meanwhile: the next day of use makes one.
        if not isinstance(error, Fault | Refused):
            raise error
        self.router.tell(error.message)

    def close(self) -> None:
        """Let the folder go. Closing twice does nothing."""
        self._daily.stop()
        self.ahead.stop()
        self.router.rest()
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._house is not None:
            self._house.close()
            self._house = None
        if self._bank is not None:
            self._bank.close()
            self._bank = None


def run(options: Options, arguments: Sequence[str] = ()) -> int:
    """Show the window and run until it closes. Return what the process ends with."""
    from trainer import neighbour

    folder = places.find(options.data_dir).in_use()
    if folder is not None and neighbour.raise_window(folder):
        return Exit.DONE
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("vejvis")
    app.setApplicationDisplayName("Vejvis")
    tell_structure()
    application = Application(app, options)
    sys.excepthook = _told(application)
    application.open()
    application.window.show()
    QTimer.singleShot(COLLECT_AFTER_MS, application, gathering.take_up)
    ended = app.exec()
    application.close()
    return ended


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _told(application: Application) -> Hook:
    """What happens with a mistake in the program: a report is written, the person is told, the window stays."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            application.window.close()
            return
        from trainer.ui.components.dialog import tell_crash

        report, path = crash.written(kind, error, trace)
        tell_crash(application.look, application.catalogue, report, path, application.window)

    return hook
