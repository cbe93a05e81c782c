"""Owns which key means what on a page; hears keys that no control wanted; knows no page and does nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import msgspec
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from trainer.catalogue import Catalogue

_MODIFIERS = {
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}

_SOONEST_MS = 20
"""No finger presses a key again sooner."""


@cache
def _named() -> dict[str, tuple[Qt.Key, ...]]:
    # Not made at import: Qt makes its hundreds of keys when the first is named, and a start needs none.
    return {"Enter": (Qt.Key.Key_Return, Qt.Key.Key_Enter), "Esc": (Qt.Key.Key_Escape,)}


class Binding(msgspec.Struct, frozen=True):
    """Keys ("B", "Alt+Left", "Enter", "Ctrl+G") that mean one intent; `code` says in the catalogue what it does."""

    keys: tuple[str, ...]
    intent: str
    code: str

    @property
    def single(self) -> bool:
        """Whether these are single letters or digits, which a person can switch off."""
        return all(len(key) == 1 for key in self.keys)


class KeyMap:
    """The keys of one page."""

    def __init__(self, bindings: Sequence[Binding]) -> None:
        self.bindings = tuple(bindings)
        self._intents: dict[int, Binding] = {}
        for binding in self.bindings:
            for key in binding.keys:
                for combination in _combinations(key):
                    self._intents[combination] = binding

    def binding(self, combination: QKeyCombination) -> Binding | None:
        """Return what a key press means, or None."""
        modifiers = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self._intents.get(QKeyCombination(modifiers, combination.key()).toCombined())

    def rows(self, catalogue: Catalogue) -> list[tuple[tuple[str, ...], str]]:
        """Return keys and what they do, in words, for the key list."""
        return [(binding.keys, catalogue.say(binding.code)) for binding in self.bindings if binding.code]


def letters(intent: str, count: int, code: str = "") -> list[Binding]:
    """Return bindings A, B, C ... to `intent:0`, `intent:1` ...; the first carries the words."""
    return [_numbered(chr(ord("A") + place), intent, place, code) for place in range(count)]


def digits(intent: str, count: int, code: str = "") -> list[Binding]:
    """Return bindings 1, 2, 3 ... to `intent:0`, `intent:1` ...; the first carries the words."""
    return [_numbered(str(place + 1), intent, place, code) for place in range(count)]


def _numbered(key: str, intent: str, place: int, code: str) -> Binding:
    return Binding((key,), ":".join((intent, str(place))), code if place == 0 else "")


def _combinations(key: str) -> list[int]:
    *held, last = key.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for name in held:
        modifiers |= _MODIFIERS[name]
    keys = _named().get(last) or (Qt.Key["Key_" + last],)
    return [QKeyCombination(modifiers, one).toCombined() for one in keys]


class KeyFilter(QObject):
    """Turns key presses on a page into intents. Signal: `intended(str)`.

    It listens at the page's window, where a key arrives once no control wanted it, and only while the page is seen.
    A held key does nothing: neither what Qt calls a repetition nor what comes as soon as the key is let go, which is how some
    systems repeat. In a text field, letters, digits and Enter belong to the field. `works` says of an intent whether
    it leads to anything as the page is now: one that does not is neither told nor in the list of keys.
    """

    intended = Signal(str)

    def __init__(
        self,
        page: QWidget,
        keys: KeyMap,
        *,
        letters_on: bool = True,
        works: Callable[[str], bool] = lambda _intent: True,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._window: QWidget | None = None
        self.keys = keys
        self.letters_on = letters_on
        self.works = works
        self._let_go = 0, 0
        page.installEventFilter(self)
        if page.isVisible():
            self._attach()

    def show_keys(self, keys: KeyMap) -> None:
        """Mean other things by the keys from now on."""
        self.keys = keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._page and kind in (QEvent.Type.Show, QEvent.Type.ParentChange):
            self._attach()
        if watched is self._page and kind == QEvent.Type.Hide:
            self._detach()
        if kind == QEvent.Type.KeyPress and watched is self._window and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if kind == QEvent.Type.KeyRelease and watched is self._window and isinstance(event, QKeyEvent):
            self._let_go = event.key(), event.timestamp()
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        binding = self.keys.binding(event.keyCombination())
        if binding is None or (binding.single and not self.letters_on) or not self._page.isVisible():
            return False
        if not self.works(binding.intent):
            return False
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        # Keys with a sign on them come before Escape in Qt's numbering, those without (F1) behind it.
        writes = event.key() < Qt.Key.Key_Escape or event.key() in _named()["Enter"]
        if plain and writes and _writes(QApplication.focusWidget()):
            return False
        if not event.isAutoRepeat() and not self._repeats(event):
            self.intended.emit(binding.intent)
        return True

    def _repeats(self, event: QKeyEvent) -> bool:
        """Whether it was let go only to be pressed at once: X sends that for a held key, and Qt does not tell it every time."""
        key, at = self._let_go
        return key == event.key() and 0 < at <= event.timestamp() < at + _SOONEST_MS

    def _attach(self) -> None:
        window = self._page.window()
        if window is self._window:
            return
        self._detach()
        self._window = window
        if window is not self._page:
            window.installEventFilter(self)

    def _detach(self) -> None:
        if self._window is not None and self._window is not self._page:
            self._window.removeEventFilter(self)
        self._window = None


def shortcut(key: str, does: str, window: QWidget) -> QShortcut:
    """Return a key that works in the whole window; `does` says in the catalogue what it does."""
    made = QShortcut(key, window)
    made.setAutoRepeat(False)
    made.setProperty("does", does)
    return made


def _writes(widget: QWidget | None) -> bool:
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox)
