"""Owns opening the source panel over whatever page wishes for it; the page stays as it is. Knows no page by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.protocols import SourcingDesk
from trainer.ui.theme import Look

if TYPE_CHECKING:
    from trainer.ui.pages.source_panel import SourcePanel

Asked = Callable[[], tuple[SourcingDesk, str, Catalogue]]
"""The desk, the person and the words as they are when a panel is opened."""


class Sources(QObject):
    """Sources(window, look, asked, parent). Signal: `lesson_wished(lesson)`, once the panel is closed."""

    lesson_wished = Signal(str)

    def __init__(self, window: QWidget, look: Look, asked: Asked, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._look = look
        self._asked = asked

    def follow(self, page: QWidget) -> None:
        """Open what the page wishes for: `fact_wished(fact)`, `document_wished(document, module)`, where it has them."""
        for wish, follow in (("fact_wished", self.show_fact), ("document_wished", self.show_document)):
            if hasattr(page, wish):
                getattr(page, wish).connect(follow)

    def show_fact(self, fact: str) -> None:
        """Open where a fact stands."""
        self._open(lambda panel: panel.show_fact(fact))

    def show_document(self, document: str, module: str = "") -> None:
        """Open a document, with what it says for a module unfolded."""
        self._open(lambda panel: panel.show_document(document, module))

    def show_files(self) -> None:
        """Open the documents and the files that the person has of them."""
        self._open(lambda panel: panel.show_files())

    def _open(self, show: Callable[[SourcePanel], None]) -> None:
        from trainer.ui.pages.source_panel import SourcePanel

        desk, person, words = self._asked()
        panel = SourcePanel(desk, person, self._look, words, self._window)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel.lesson_wished.connect(self.lesson_wished)
        show(panel)
        panel.open()
