"""Owns what stands under a sitting: what could not be saved, and that time is up; saves nothing and knows no clock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.ui.components.layouts import Column
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.pages.sitting_over import OverPanel
from trainer.ui.theme import Look

_MOST_OF_PAGE = 0.38


class SittingFoot(QScrollArea):
    """Under the page, so that the question stays where it is; with large text it scrolls by itself.

    The page says by `fit` how much room there is.
    """

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._room = (0, 0)
        self.setObjectName("foot")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.error = ErrorPanel(look, name="notSaved", parent=self)
        self.error.hide()
        self.over = OverPanel(look, catalogue, parent=self)
        self.over.hide()
        content = QWidget()
        content.setObjectName("content")
        self._column = Column(look, 0, (40, 6, 40, 16), content)
        self._column.addWidget(self.error)
        self._column.addWidget(self.over)
        self.setWidget(content)
        look.changed.connect(self._fit)
        self._fit()

    def show_not_saved(self, message: Message, answer: bool) -> str:
        """Say what could not be written, an answer or something else; return what is new to say of it, "" for nothing."""
        say = self._catalogue.say
        what = "not_saved" if answer else "not_done"
        parts = [self._catalogue.tell(message), say(f"assessment.sitting.{what}_safe")]
        if answer:
            parts.append(say("assessment.sitting.not_saved_wait"))
        words = " ".join(parts)
        if self.error.isVisible() and self.error.text.text() == words:
            return ""
        title = say(f"assessment.sitting.{what}_title")
        self.error.show_error(title, words, [("again", say("assessment.sitting.try_again"))])
        self.error.show()
        self._fit()
        return ". ".join((title, words))

    def show_saved(self) -> None:
        """Take away what was said: it was written."""
        self.error.hide()
        self._fit()

    def show_over(self, answered: int, total: int, lost: bool) -> str:
        """Say that time is up, how much was kept, whether the last choice was not; return the words."""
        self.error.hide()
        self.over.show_over(answered, total, lost)
        self._fit()
        return self.over.words

    def fit(self, width: int, height: int) -> None:
        """Take no more than a part of a page of this size, and only what is needed."""
        self._room = (width, height)
        self._fit()

    def _fit(self) -> None:
        shown = any(not panel.isHidden() for panel in (self.error, self.over))
        self.setVisible(shown)
        if shown:
            width, height = self._room
            self.setFixedHeight(min(self._column.totalHeightForWidth(width), round(height * _MOST_OF_PAGE)))
