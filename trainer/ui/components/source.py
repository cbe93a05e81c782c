"""Owns how a source is shown: the statement, the document, the place, the year; opens nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Strip
from trainer.ui.components.marks import Chip, IconText, as_of, as_of_chip, newer_chip
from trainer.ui.components.press import Press
from trainer.ui.components.text import Narrative, Text
from trainer.ui.painting import draw_box, paragraph, shown, text_width
from trainer.ui.theme import Look


class SourceRow(Press):
    """A source in one clickable row, 44 high: document and place, "As of 2022", chevron. `clicked` is its signal."""

    def __init__(
        self,
        text: str,
        year: str,
        look: Look,
        catalogue: Catalogue,
        *,
        name: str = "sourceRow",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = shown(text)
        self._year = as_of(year, catalogue) if year else ""
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setAccessibleName(", ".join(part for part in (self._words, self._year) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.focus_ring.watch(self, "control")
        look.changed.connect(self._on_look_changed)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = paragraph(self._look, self._words, "small", self._room(width), weight=500)
        return max(self._look.size("target"), text.height + self._look.px(20))

    def sizeHint(self) -> QSize:
        width = self._look.em(360)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.em(220), self._look.size("target"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        fill = "hover" if self.underMouse() else "infoSoft"
        draw_box(
            painter,
            QRectF(self.rect()),
            look.radius("control"),
            look.colour(fill),
            look.colour("infoLine"),
            look.border(),
        )
        side = look.em(18)
        middle = (self.height() - side) / 2
        look.draw_icon(painter, "file-text", "info", 18, look.px(13), middle)
        text = paragraph(look, self._words, "small", self._room(self.width()), weight=500)
        text.draw(painter, look.px(13) + side + look.px(10), (self.height() - text.height) / 2, look.colour("ink"))
        right = self.width() - look.px(12) - side
        look.draw_icon(painter, "chevron-right", "info", 18, right, middle)
        year = paragraph(look, self._year, "small", weight=500)
        year.draw(painter, right - look.px(8) - year.width, (self.height() - year.height) / 2, look.colour("info"))

    def _room(self, width: int) -> float:
        look = self._look
        year = text_width(look, self._year, "small", 500)
        return width - look.px(13 + 10 + 8 + 12 + 16) - 2 * look.em(18) - year

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


class SourceChips(Strip):
    """The year of a statement and whether a newer source exists, under each other where they have no room."""

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, 8, parent)
        self._catalogue = catalogue
        self.setObjectName("chips")

    def show_chips(self, year: str, newer: bool) -> None:
        """Show them anew; without a year there is no chip of it."""
        self.clear()
        self.add(*_chips(year, newer, self._look, self._catalogue, self))


class SourceCard(Card):
    """The statement behind an answer with its document, place and year. Signal: `passage_wished()`.

    `open_words` names the way to the passage; without it there is none.
    """

    passage_wished = Signal()

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        open_words: str = "",
        name: str = "source",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, tone="source", spacing=0, margins=(20, 18, 20, 14), name=name, parent=parent)
        self._catalogue = catalogue
        self._head = Strip(look, 8, self, spread=True)
        self.statement = Narrative("", look, "passage", bar=False, name="statement", parent=self)
        self.document = Text("", look, "small", "ink", weight=500, name="document", parent=self)
        self.place = Text("", look, "small", "ink2", name="place", parent=self)
        self.body.addWidget(self._head)
        self.body.gap(8)
        self.body.addWidget(self.statement)
        self.body.gap(10)
        self.add(self.document, self.place)
        self.open: Button | None = None
        if open_words:
            self.open = Button(
                open_words, look, Rank.QUIET, trailing="arrow-right", flush=True, name="openPassage", parent=self
            )
            self.open.clicked.connect(self.passage_wished)
            self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def show_source(self, statement: str, document: str, place: str, year: str, newer: bool = False) -> None:
        """Show what the source says, in words, and where it says so."""
        self.statement.setText(statement)
        self.document.setText(document)
        self.place.setText(place)
        self.place.setVisible(bool(place))
        self._head.clear()
        title = self._catalogue.say("components.source.title")
        self._head.add(IconText(title, "file-text", self._look, "small", "info", weight=500, wraps=False, parent=self))
        self._head.add(*_chips(year, newer, self._look, self._catalogue, self))


def _chips(year: str, newer: bool, look: Look, catalogue: Catalogue, parent: QWidget) -> tuple[Chip, ...]:
    """Whether a newer source exists, and the year; without a year there is no chip of it."""
    found = (newer_chip(look, catalogue, parent),) if newer else ()
    return (*found, as_of_chip(year, look, catalogue, parent)) if year else found
