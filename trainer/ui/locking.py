"""Owns locking the window when nobody uses it: counts the minutes, covers, uncovers; knows neither the page under it nor a PIN."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget
from shiboken6 import isValid

from trainer.catalogue import Catalogue
from trainer.core.requests import ProfileCard
from trainer.ui.protocols import EntranceDesk
from trainer.ui.theme import Look

if TYPE_CHECKING:
    from trainer.ui.pages.lock import LockCover

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
TICK_MS = 15_000
"""How often it is looked whether somebody was there: reading a clock at each move of the mouse would cost too much."""

Asked = Callable[[], tuple[EntranceDesk, Catalogue, str]]
"""The desk, the words, and what to say about an assessment that is under the cover ("" for none)."""


class Locking(QObject):
    """Locking(window, look, now, asked, parent). What is under the cover stays as it is and its clocks run on.

    Signals: `switch_wished()` from the cover, which is then still there: `uncover` once the page was left, else `stay`.
    """

    switch_wished = Signal()

    def __init__(
        self, window: QMainWindow, look: Look, now: Callable[[], datetime], asked: Asked, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._look = look
        self._now = now
        self._asked = asked
        self._person = ""
        self._minutes = 0
        self._last = self._looked = now()
        self._touched = False
        self._watching = False
        self._cover: LockCover | None = None
        self._hidden: list[QDialog] = []
        self._focus: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def covered(self) -> bool:
        """Whether the window is covered."""
        return self._cover is not None

    def follow(self, person: str, minutes: int) -> None:
        """Lock after so many minutes without input from now on, 0 for never; "" is nobody. One without PIN is not locked."""
        self._person, self._minutes = person, minutes if person else 0
        self._last = self._looked = self._now()
        self._watch(bool(self._minutes) or self.covered)
        if self._minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def tick(self) -> None:
        """Look whether somebody was there, and cover where nobody was for as long as that takes."""
        now, limit = self._now(), timedelta(minutes=self._minutes)
        # A computer that slept counts no time for timers, and its first key is not somebody who was there all along.
        slept = now - self._looked >= limit
        if self._touched and not slept:
            self._last = now
        self._touched, self._looked = False, now
        if self._minutes and now - self._last >= limit:
            self._last = now
            self.cover()

    def cover(self, wished: bool = False) -> None:
        """Cover the window, where the person has a PIN to open it with."""
        if self.covered or not self._person:
            return
        from trainer.ui.pages.lock import LockCover

        desk, words, examining = self._asked()
        profile = self._profile(desk, words)
        if profile is None:
            return
        lead = words.say("person.lock.lead_now" if wished else "person.lock.lead")
        self._focus = self._window.focusWidget()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.hide()
                self._hidden.append(dialog)
        cover = LockCover(desk, profile, f"{lead} {examining}".strip(), self._look, words, self._window)
        cover.unlocked.connect(self.uncover)
        cover.switch_wished.connect(self.switch_wished)
        cover.secret_gone.connect(self.switch_wished)
        self._cover = cover
        self._window.installEventFilter(self)
        self._watch(True)
        self._fit()
        cover.begin()

    def uncover(self) -> None:
        """Show again what is under the cover, as it was."""
        cover, self._cover = self._cover, None
        focus, self._focus = self._focus, None
        if cover is not None:
            self._window.removeEventFilter(self)
            # First the focus, then the cover: hiding what has it lets Qt look for another.
            if focus is not None and isValid(focus) and focus.isVisible():
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._window.setFocus(Qt.FocusReason.OtherFocusReason)
            cover.hide()
            cover.deleteLater()
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            if isValid(dialog):
                dialog.show()
        self.follow(self._person, self._minutes)

    def stay(self) -> None:
        """Say that the page under the cover cannot be left now."""
        if self._cover is not None:
            _desk, words, _examining = self._asked()
            self._cover.say_under(words.say("person.lock.stays"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        cover = self._cover
        if watched is self._window:
            if kind == QEvent.Type.Resize:
                self._fit()
        elif kind in _INPUT:
            self._touched = True
            focus = self._window.focusWidget()
            under = focus is None or not cover.isAncestorOf(focus) if cover is not None else False
            if cover is not None and under and watched is self._window.windowHandle():
                # A page that changed under the cover took the focus: what is typed is not for it.
                cover.take_focus()
                return kind == QEvent.Type.KeyPress
        return False

    def _profile(self, desk: EntranceDesk, words: Catalogue) -> ProfileCard | None:
        mine = (one for one in desk.profiles(words.language) if one.id == self._person)
        return next((one for one in mine if one.has_secret), None)

    def _watch(self, on: bool) -> None:
        """Hear what is typed and clicked in any window of ours, where Qt brings it in: not each event of each widget."""
        app = QGuiApplication.instance()
        if not isinstance(app, QGuiApplication) or on is self._watching:
            return
        self._watching = on
        if on:
            app.focusWindowChanged.connect(self._on_focus_window_changed)
            self._on_focus_window_changed(self._window.windowHandle())
        else:
            app.focusWindowChanged.disconnect(self._on_focus_window_changed)

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _fit(self) -> None:
        if self._cover is not None:
            self._cover.setGeometry(self._window.rect())
