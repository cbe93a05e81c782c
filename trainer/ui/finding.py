"""Owns the way to the search, from anywhere by Ctrl+F, and what was looked for last; knows no desk and shows nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.ui.keys import shortcut
from trainer.ui.protocols import SearchingDesk
from trainer.ui.theme import Look

Asked = Callable[[], tuple[SearchingDesk, Admitted, Catalogue]]
"""The desk, the person and the words as they are when a page is opened."""

AT_EASE_MS = 400


class Finding(QObject):
    """Finding(window, look, asked, parent); closed until `allow` opens it.

    Signals: `page_made(page, again)` with a page to show and what makes it anew, `lesson_wished(lesson, block)`.
    """

    page_made = Signal(object, object)
    lesson_wished = Signal(str, int)

    def __init__(self, window: QWidget, look: Look, asked: Asked, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._asked = asked
        self._text = ""
        self._key = shortcut("Ctrl+F", "keys.do.search", window)
        self._key.setEnabled(False)
        self._key.activated.connect(self.show)
        self._at_ease = QTimer(self)
        self._at_ease.setSingleShot(True)
        self._at_ease.setInterval(AT_EASE_MS)
        self._at_ease.timeout.connect(self._load)

    def allow(self, allowed: bool) -> None:
        """Open the search, or close it (in an assessment, before somebody is signed in)."""
        self._key.setEnabled(allowed)
        if allowed:
            self._at_ease.start()
        else:
            self._at_ease.stop()

    def _load(self) -> None:
        """While the person looks at the first page: what the search needs, so that it opens at once."""
        import_module("trainer.ui.pages.search")
        self._asked()

    def begin(self) -> None:
        """Forget what somebody else looked for."""
        self._text = ""

    def show(self) -> None:
        """Open the search with what was looked for last."""
        from trainer.ui.pages.search import SearchPage

        desk, who, words = self._asked()
        page = SearchPage(desk, who, self._look, words, self._text)
        page.field.text_changed.connect(self._on_text_changed)
        page.lesson_wished.connect(self.lesson_wished)
        page.question_wished.connect(self.show_question)
        self.page_made.emit(page, self.show)

    def show_question(self, item: str) -> None:
        """Open a question that the person has met."""
        from trainer.ui.pages.met_question import MetQuestionPage

        desk, who, words = self._asked()
        page = MetQuestionPage(desk, who, item, self._look, words)
        page.back_wished.connect(self.show)
        self.page_made.emit(page, lambda: self.show_question(item))

    def _on_text_changed(self, text: str) -> None:
        self._text = text
