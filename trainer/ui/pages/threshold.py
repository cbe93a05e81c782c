"""Owns how a page before signing in looks: picture at the left where there is room, one narrow column beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.field import Choice
from trainer.ui.components.illustration import Illustration
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages.pressable import Icon
from trainer.ui.theme import Look

_PICTURE = 464
_ROOM = 1100
_COLUMN = 560
_LARGEST_TEXT = 1.5
_ON_SKY = "illustration.onSky"


class Threshold(Page):
    """A page with the picture. `line` is what stands at the picture's foot, and at the column's foot where there is none."""

    def __init__(
        self, look: Look, catalogue: Catalogue, *, name: str, line: str = "", parent: QWidget | None = None
    ) -> None:
        self._picture: Illustration | None = None
        super().__init__(look, name=name, parent=parent)
        self._catalogue = catalogue
        self.language: Choice | None = None
        self._focused = False
        self._picture = self._draw(line)
        self._line = Text(line, look, "caption", "ink3", weight=400, name="line", parent=self)
        self._line.hide()
        self.error = ErrorPanel(look, name="error", parent=self)
        self.error.hide()
        self.add(self.error)
        self._arrange()

    @property
    def pictured(self) -> bool:
        """Whether the picture is seen."""
        look = self.look
        return not look.high_contrast and look.text_scale <= _LARGEST_TEXT and self.width() >= _ROOM

    def show_error(self, title: str, words: str) -> None:
        """Say what happened, above everything; no words take it back."""
        self.error.show_error(title, words)
        self.error.setVisible(bool(words))
        if words:
            self.reveal(self.error)
            self.announce(f"{title}. {words}")

    def begin_at_language(self) -> None:
        """Begin where the person has just chosen another language."""
        if self.language is not None:
            self._focused = True
            self.language.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice_of_language(
        self, languages: Sequence[tuple[str, str]], chosen: SignalInstance, parent: QWidget
    ) -> Choice:
        """The choice of language, which tells `chosen`."""
        say = self._catalogue.say
        choice = Choice(
            say("signin.display.language"), languages, self.look, chosen=self._catalogue.language, icon="languages",
            show_label=False, name="language", parent=parent,
        )  # fmt: skip
        choice.choice_made.connect(chosen)
        self.language = choice
        return choice

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the picture keep its side."""
        super().resizeEvent(event)
        if self._picture is not None:
            self._picture.setGeometry(0, 0, _PICTURE, self.height())

    def _draw(self, line: str) -> Illustration:
        look, say = self.look, self._catalogue.say
        picture = Illustration(look, name="picture", parent=self)
        column = Column(look, 0, (48, 48, 48, 36), picture)
        head = Row(look, 12)
        head.addWidget(Icon("cairn", _ON_SKY, look, size=30, parent=picture))
        head.addWidget(Text("Vejvis", look, "header", _ON_SKY, parent=picture), 1)
        column.addLayout(head)
        column.gap(64)
        column.addWidget(Text(say("signin.slogan"), look, "slogan", _ON_SKY, name="slogan", parent=picture))
        column.gap(20)
        about = Row(look, 0)
        about.addWidget(Text(say("signin.about"), look, "explain", "onHero2", name="about", parent=picture), 3)
        about.addStretch(1)
        column.addLayout(about)
        column.addStretch(1)
        foot = Text(line, look, "caption", "onHero2", weight=400, name="pictureLine", parent=picture)
        foot.setVisible(bool(line))
        column.addWidget(foot)
        return picture

    def _arrange(self) -> None:
        super()._arrange()
        if self._picture is None:
            return
        pictured = self.pictured
        self._picture.setVisible(pictured)
        self._picture.setGeometry(0, 0, _PICTURE, self.height())
        self.setContentsMargins(_PICTURE if pictured else 0, 0, 0, 0)
        left = 88 if pictured else 40
        self._columns.show_margins((left, 80 if pictured else 36, 40, 24))
        self._columns.setAlignment(self.main_panel, Qt.AlignmentFlag.AlignTop)
        self.footer.show_margins((left, 12, 40, 36 if pictured else 16))
        self.main_panel.setMaximumWidth(self.look.em(_COLUMN))
        self._line.setVisible(not pictured and bool(self._line.text()))
