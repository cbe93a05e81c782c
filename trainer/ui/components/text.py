"""Owns words on a page: text of one style that wraps, with the design's line heights; the only mark-up is *emphasis*, on wish."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer.ui.painting import Paragraph, longest_word, paragraph, shown
from trainer.ui.theme import Look

_EMPHASIS = re.compile(r"\*([^*\n]+)\*")
Spans = tuple[tuple[int, int], ...]


def emphasised(text: str) -> tuple[str, Spans]:
    """Return the text without its asterisks, and where (start, length) the emphasis stands in it. A lone one stays."""
    plain = ""
    spans = []
    last = 0
    for match in _EMPHASIS.finditer(text):
        plain += text[last : match.start()]
        spans.append((len(plain), len(match.group(1))))
        plain += match.group(1)
        last = match.end()
    return plain + text[last:], tuple(spans)


def unmarked(text: str) -> str:
    """Return authored text without its asterisks, for where it is one line among others or is only spoken."""
    return emphasised(text)[0]


class Text(QLabel):
    """Plain text in a type style and a colour role. Wraps at any width unless `wraps` is False; never clips.

    `selectable` lets the person copy it (paths, codes, reports). `marked` is for authored text alone: *emphasis* in it
    is set in a heavier weight.
    """

    def __init__(
        self,
        text: str,
        look: Look,
        style: str = "body",
        colour: str = "ink",
        *,
        weight: int = 0,
        wraps: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        selectable: bool = False,
        marked: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._marked = marked
        self._spans: Spans = ()
        self._style = style
        self._colour = colour
        self._weight = weight
        self._align = align
        self._wraps = wraps
        self._laid: dict[int, Paragraph] = {}
        self._scale = look.text_scale
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setWordWrap(wraps)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self._selectable = selectable
        if selectable:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        look.changed.connect(self._on_look_changed)
        self.setText(text)
        self._on_look_changed()

    @property
    def style_name(self) -> str:
        """The type style it is set in."""
        return self._style

    def setText(self, text: str) -> None:
        """Show `text`, literally but for its emphasis where that is read, without control characters."""
        plain = shown(text)
        if self._marked:
            plain, self._spans = emphasised(plain)
        super().setText(plain)
        self._forget()

    def show_style(self, style: str, colour: str, weight: int = 0) -> None:
        """Show the same words in another style and colour; `weight` 0 keeps the weight."""
        self._style, self._colour, self._weight = style, colour, weight or self._weight
        self._laid.clear()
        self._on_look_changed()

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        return self._at(width - self._inset()).height

    def sizeHint(self) -> QSize:
        width = int(self._at(0).width) + 1
        if self._wraps:
            width = min(width, self._look.size("readingWidth") - self._inset())
        return QSize(width + self._inset(), self._at(width).height)

    def minimumSizeHint(self) -> QSize:
        if not self._wraps:
            return self.sizeHint()
        widest = longest_word(self._look, self.text(), self._style, self._weight)
        return QSize(min(int(widest) + 1, self._look.em(160)) + self._inset(), self._look.line(self._style))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._selectable:
            super().paintEvent(event)
            return
        laid = self._at(self.width() - self._inset())
        painter = QPainter(self)
        top = (self.height() - laid.height) / 2 if self._centred else 0
        colour = self._look.colour(self._colour if self.isEnabled() else "ink3")
        laid.draw(painter, self._inset(), top, colour)

    def _at(self, width: int) -> Paragraph:
        laid = self._laid.get(width)
        if laid is None:
            whole = self._laid.get(0)
            if whole is not None and width > int(whole.width) and self._align == Qt.AlignmentFlag.AlignLeft:
                # It has its natural width, and breaks where it breaks there.
                return whole
            if len(self._laid) > 8:
                self._laid.clear()
            # Width 0 asks for the natural width; text that does not wrap always has it.
            room = width if width > 0 and self._wraps else 1e6
            if width > 0 and not self._wraps and self._align != Qt.AlignmentFlag.AlignLeft:
                room = width
            align = self._align if width > 0 else Qt.AlignmentFlag.AlignLeft
            laid = self._lay(room, align)
            self._laid[width] = laid
        return laid

    def _lay(self, room: float, align: Qt.AlignmentFlag) -> Paragraph:
        look, style = self._look, self._style
        if not self._spans:
            return paragraph(look, self.text(), style, room, align, self._weight)
        font, line = look.font(style, self._weight), look.line(style)
        return Paragraph(self.text(), font, line, room, align, strong=self._spans, heavy=self._heavy())

    def _heavy(self) -> QFont:
        """A step heavier than the text around it; the serif has no weight above 500."""
        look, style = self._look, self._style
        if look.tokens.styles[style].family != "Inter":
            return look.font(style, 500)
        return look.font(style, 700 if (self._weight or look.tokens.styles[style].weight) >= 600 else 600)

    @property
    def _centred(self) -> bool:
        # In a row words stand in the middle of its height, in a column at the top of theirs.
        return not self._wraps or bool(self.property("inRow"))

    def _inset(self) -> int:
        return 0

    def _forget(self) -> None:
        self._laid.clear()
        self.updateGeometry()
        self.update()

    def _on_look_changed(self) -> None:
        self.setFont(self._look.font(self._style, self._weight))
        self._ink()
        if self._scale != self._look.text_scale:
            # Another theme breaks no line anew.
            self._scale = self._look.text_scale
            self._laid.clear()
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the colour: dressing the application anew gives every label the one it was made with."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._ink()

    def _ink(self) -> None:
        """Where Qt paints the words, so that they can be selected, it takes their colour from here."""
        if not self._selectable:
            return
        palette, colour = self.palette(), self._look.colour(self._colour)
        if palette.color(self.foregroundRole()) != colour:
            palette.setColor(self.foregroundRole(), colour)
            self.setPalette(palette)


class Narrative(Text):
    """A scenario to be read in peace: serif, wide lines, an accent bar at its left.

    `style` is "narrative", "caseText" or "passage"; `bar` says whether the accent bar is drawn.
    """

    def __init__(
        self,
        text: str,
        look: Look,
        style: str = "narrative",
        *,
        bar: bool = True,
        colour: str = "ink",
        marked: bool = False,
        name: str = "narrative",
        parent: QWidget | None = None,
    ) -> None:
        self._bar = bar
        super().__init__(text, look, style, colour, marked=marked, name=name, parent=parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._bar:
            painter = QPainter(self)
            painter.fillRect(QRect(0, 0, 3, self.height()), self._look.colour("accentLine"))

    def _inset(self) -> int:
        return self._look.px(24) if self._bar else 0
