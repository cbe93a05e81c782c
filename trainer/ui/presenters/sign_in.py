"""Owns signing in between page and desk: trying a PIN beside the window, waiting after wrong ones, resets; knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from trainer.core.message import Message, Refused
from trainer.core.requests import Admitted, ProfileCard
from trainer.faults import Fault
from trainer.ui.protocols import EntranceDesk
from trainer.ui.work import Work


class SignInPresenter(QObject):
    """The entrance.

    Signals: `profiles_shown(profiles, roles)`, `busy_shown(bool)`, `turned_away(wait seconds)`, `wait_ended()`, `refused(Message)`
    (the rules or the records said no), `listed_offered(bool)` whether anybody of a roster can still come in, `listed_found(tuple)`
    with who of it a name, a number or a code is, `reset_told(ProfileCard, Admitted)` (a new PIN is to be chosen),
    `profile_added(id)`, `signed_in(Admitted)`.
    """

    profiles_shown = Signal(object, object)
    listed_offered = Signal(bool)
    listed_found = Signal(object)
    busy_shown = Signal(bool)
    turned_away = Signal(int)
    wait_ended = Signal()
    refused = Signal(object)
    reset_told = Signal(object, object)
    profile_added = Signal(str)
    signed_in = Signal(object)

    def __init__(self, desk: EntranceDesk, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language
        self._work = Work(self)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self.wait_ended)
        self._admitted: Admitted | None = None

    @property
    def busy(self) -> bool:
        """Whether a PIN is being looked at."""
        return self._work.busy

    def begin(self) -> None:
        """Ask the desk who can sign in here."""
        try:
            profiles = self._desk.profiles(self._language)
            roles = self._desk.roles(self._language)
            listed = self._desk.anybody_listed()
        except (Refused, Fault) as problem:
            self.refused.emit(problem.message)
            return
        self.listed_offered.emit(listed)
        self.profiles_shown.emit(profiles, roles)

    def choose(self) -> None:
        """Another profile was chosen: the wait of the one before is not its wait."""
        self._waiting.stop()

    def sign_in(self, profile: ProfileCard, text: str) -> None:
        """Let the person in if the PIN is theirs; without one at once."""
        if self.busy or self._waiting.isActive():
            return
        try:
            if profile.must_choose_secret:
                self._admitted = self._desk.admit(profile.id)
                self.reset_told.emit(profile, self._admitted)
                return
            stored = self._desk.stored_secret(profile.id)
            if not stored and profile.has_secret:
                # Taken away since the list was shown: this is the next sign-in, which must tell it.
                self._admitted = self._desk.admit(profile.id)
                self.reset_told.emit(profile, self._admitted)
                return
            if not stored:
                self.signed_in.emit(self._desk.admit(profile.id))
                return
        except (Refused, Fault) as problem:
            self._tell(problem.message)
            return
        desk = self._desk
        self.busy_shown.emit(True)
        self._work.start(
            lambda: desk.verify(stored, text), lambda fits: self._on_verified(profile, fits), self._on_failed
        )

    def choose_secret(self, text: str) -> None:
        """Set the new PIN of the person whose PIN was reset ("" for none) and let them in."""
        admitted = self._admitted
        if admitted is None or self.busy:
            return
        if not text:
            self._keep_secret(admitted, "")
            return
        desk = self._desk
        self.busy_shown.emit(True)
        self._work.start(
            lambda: desk.hash_secret(text), lambda secret: self._keep_secret(admitted, secret), self._on_failed
        )

    def add(self, name: str, work_role: str, text: str) -> None:
        """Add a profile with a PIN, or without one where `text` is empty."""
        if self.busy:
            return
        if not text:
            self._add(name, work_role, "")
            return
        desk = self._desk
        self.busy_shown.emit(True)
        self._work.start(
            lambda: desk.hash_secret(text), lambda secret: self._add(name, work_role, secret), self._on_failed
        )

    def find(self, text: str) -> None:
        """Look for who of a roster this is."""
        try:
            self.listed_found.emit(self._desk.on_list(text, self._language))
        except (Refused, Fault) as problem:
            self.refused.emit(problem.message)

    def join(self, person: str, text: str) -> None:
        """Let somebody of a roster in for the first time, with the PIN they have chosen."""
        if self.busy:
            return
        desk = self._desk
        self.busy_shown.emit(True)
        self._work.start(lambda: desk.hash_secret(text), lambda secret: self._join(person, secret), self._on_failed)

    def _join(self, person: str, secret: str) -> None:
        self.busy_shown.emit(False)
        try:
            self._desk.join(person, secret)
            admitted = self._desk.admit(person)
        except (Refused, Fault) as problem:
            self.refused.emit(problem.message)
            return
        self.signed_in.emit(admitted)

    def _on_verified(self, profile: ProfileCard, fits: bool) -> None:
        self.busy_shown.emit(False)
        try:
            if fits:
                self.signed_in.emit(self._desk.admit(profile.id))
                return
            seconds = self._desk.turn_away(profile.id)
        except (Refused, Fault) as problem:
            self._tell(problem.message)
            return
        if seconds:
            self._waiting.start(seconds * 1000)
        self.turned_away.emit(seconds)

    def _keep_secret(self, admitted: Admitted, secret: str) -> None:
        self.busy_shown.emit(False)
        try:
            self._desk.choose_secret(admitted.id, secret)
        except (Refused, Fault) as problem:
            self.refused.emit(problem.message)
            return
        self.signed_in.emit(admitted)

    def _add(self, name: str, work_role: str, secret: str) -> None:
        self.busy_shown.emit(False)
        try:
            added = self._desk.add(name, work_role, secret)
        except (Refused, Fault) as problem:
            self.refused.emit(problem.message)
            return
        self.begin()
        self.profile_added.emit(added)

    def _tell(self, message: Message) -> None:
        seconds = message.values.get("seconds")
        if message.code == "people.wait" and isinstance(seconds, int):
            self._waiting.start(max(1, seconds) * 1000)
            self.turned_away.emit(seconds)
        else:
            self.refused.emit(message)

    def _on_failed(self, error: Exception) -> None:
        self.busy_shown.emit(False)
        if not isinstance(error, Refused | Fault):
            raise error
        self.refused.emit(error.message)
