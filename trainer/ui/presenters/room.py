"""Owns a trainer's acts in the room between page and desk: proving who they are beside the window, then one act at a time; knows
no widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.core.message import Message, Refused
from trainer.core.room_views import Done, Invigilator
from trainer.faults import Fault
from trainer.ui.room_protocols import RoomDesk
from trainer.ui.work import Work

LOOK_EVERY_MS = 15_000
TRUSTED_MINUTES = 5
"""So long a trainer's page takes acts after a password was typed: long enough for an alarm, short enough to walk away."""


class RoomPresenter(QObject):
    """RoomPresenter(desk, language, parent, here="", brief=False): `here` is the stream on this screen.

    Acts are taken once a trainer has proved who they are: until the page is gone, or (`brief`) for a few minutes.

    Signals: `busy_shown(bool)`, `proven()`, `turned_away(Message)`, `lines_shown(tuple)` of RunningLine,
    `incidents_shown(tuple)`, `done(str act, int reached)` with "stopped", "resumed" or "given", `failed(Message)`.
    """

    busy_shown = Signal(bool)
    proven = Signal()
    turned_away = Signal(object)
    lines_shown = Signal(object)
    incidents_shown = Signal(object)
    done = Signal(str, int)
    failed = Signal(object)

    def __init__(self, desk: RoomDesk, language: str, parent: QObject, *, here: str = "", brief: bool = False) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self._here = here
        self._by = ""
        self._brief = brief
        self._forgetting = QTimer(self)
        self._forgetting.setSingleShot(True)
        self._forgetting.setInterval(TRUSTED_MINUTES * 60_000)
        self._forgetting.timeout.connect(self.forget)
        self._stream = here
        self._work = Work(self)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY_MS)
        self._looking.timeout.connect(self.show_room)

    def prove(self, trainer: str, password: str) -> None:
        """Look at a trainer's password."""
        if self._work.busy:
            return
        desk = self._desk
        self.busy_shown.emit(True)
        self._work.start(
            lambda: desk.prove(trainer, password), lambda _none: self._on_proven(trainer), self._on_not_proven
        )

    @property
    def invigilators(self) -> tuple[Invigilator, ...]:
        """Trainers who have a password."""
        return self._desk.invigilators()

    @property
    def trusted(self) -> bool:
        """Whether a trainer has proved who they are, and it still holds."""
        return bool(self._by)

    def trust(self, trainer: str) -> None:
        """Take acts of a trainer: they have proved who they are, or nobody here has a password to prove it by."""
        self._by = trainer
        if self._brief:
            self._forgetting.start()

    def forget(self) -> None:
        """Ask again before the next act."""
        self._by = ""

    def begin(self) -> None:
        """Show the room from now on."""
        self.show_room()
        self._looking.start()

    def rest(self) -> None:
        """The page is gone: look no more, and take no acts."""
        self._looking.stop()
        self._forgetting.stop()
        self.forget()

    def show_room(self) -> None:
        """Ask who sits what, and what happened to whom is looked at."""
        try:
            lines = self._desk.running(self._language, self._here)
            if all(line.stream != self._stream for line in lines):
                self._stream = self._here
            incidents = self._desk.incidents(self._stream) if self._stream else ()
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.lines_shown.emit(lines)
        self.incidents_shown.emit(incidents)

    @property
    def looked_at(self) -> str:
        """Whose assessment is looked at, "" for nobody's."""
        return self._stream

    def look_at(self, stream: str) -> None:
        """Look at one assessment, "" for none."""
        self._stream = stream
        self.show_room()

    def stop(self, reason: str) -> None:
        """Stop the room."""
        self._act("stopped", lambda: self._desk.stop(self._by, reason, self._here, self._language))

    def resume(self) -> None:
        """Let it go on."""
        self._act("resumed", lambda: self._desk.resume(self._by, self._here, self._language))

    def grant(self, minutes: str, reason: str, stream: str) -> None:
        """Give minutes, as typed, to one assessment or to everybody."""
        number = int(minutes) if minutes.strip().isdecimal() and len(minutes.strip()) <= 6 else 0
        self._act("given", lambda: self._desk.grant(self._by, number, reason, stream, self._here, self._language))

    def _act(self, act: str, call: Callable[[], Done]) -> None:
        if not self._by:
            raise RuntimeError("nobody has proved to be a trainer")
        try:
            reached = call().reached
        except (Fault, Refused) as problem:
            self.failed.emit(problem.message)
            return
        self.done.emit(act, reached)
        self.show_room()

    def _on_proven(self, trainer: str) -> None:
        self.busy_shown.emit(False)
        self.trust(trainer)
        self.proven.emit()

    def _on_not_proven(self, error: Exception) -> None:
        self.busy_shown.emit(False)
        if not isinstance(error, Refused | Fault):
            raise error
        message: Message = error.message
        self.turned_away.emit(message)
