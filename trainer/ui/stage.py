"""Owns what stands on the screen: leaving one page, showing another, making it anew in another language; knows no page by name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trainer.ui.keys import KeyFilter
from trainer.ui.window import Window


def _agrees(page: QWidget | None, question: str) -> bool:
    """Ask a page that has such a method (`leave`, `may_close`) whether it may go; one without has nothing to keep."""
    method = getattr(page, question, None)
    return bool(method()) if callable(method) else True


class Stage(QObject):
    """Stage(window, parent): the `page` on the screen and the `place` that it belongs to, "" before there is one."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.page: QWidget | None = None
        self.place = ""
        self._again: Callable[[], None] | None = None
        self._settled = False
        self._gone: list[QWidget] = []

    def may_close(self) -> bool:
        """Let the page on the screen keep what it has, or say no."""
        return _agrees(self.page, "may_close") and self.left()

    def left(self) -> bool:
        """Let the page on the screen go, or say no: it then says why itself."""
        return _agrees(self.page, "leave")

    def show_bare(self, page: QWidget, place: str, again: Callable[[], None] | None) -> None:
        """Show a page without the rail."""
        self._take(page, place, again)
        self._window.show_bare(page)
        self.forget()

    def take(self, page: QWidget, place: str, again: Callable[[], None] | None) -> bool:
        """Let another page have the stage where the one that is there can be left. Return whether it has.

        It is not on the screen before `present`; the one before is there until `forget`.
        """
        if not self._settled and not self.left():
            page.deleteLater()
            return False
        self._take(page, place, again)
        return True

    def _take(self, page: QWidget, place: str, again: Callable[[], None] | None) -> None:
        if self.page is not None:
            self._gone.append(self.page)
        self.page, self.place, self._again = page, place, again

    def present(self, letters_on: bool) -> None:
        """Put the page that was taken on the screen."""
        if self.page is not None:
            self._window.show_page(self.page)
        self._window.rail.show_here(self.place)
        self.show_letter_keys(letters_on)

    def forget(self) -> None:
        """Let the pages before go for good."""
        while self._gone:
            page = self._gone.pop()
            page.hide()
            page.deleteLater()

    def make_anew(self, go: Callable[[str], None]) -> None:
        """Make the page anew, in place; one that knows no way gives way to its entry of the rail, by `go`."""
        if getattr(self.page, "in_hand", None) is None:
            # What is not handed on is kept before the new page asks for it.
            self.left()
        self._settled = True
        try:
            if self._again is not None:
                self._again()
            elif self.place:
                go(self.place)
        finally:
            self._settled = False
        begin = getattr(self.page, "begin_at_language", None)
        if callable(begin):
            begin()

    def show_letter_keys(self, letters_on: bool) -> None:
        """Let single letters work, or not, on the page that is there."""
        if self.page is not None:
            for keys in self.page.findChildren(KeyFilter):
                keys.letters_on = letters_on
