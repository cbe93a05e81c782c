"""Owns the few shapes that painted controls share: paragraphs with line heights, boxes, key caps; knows no control."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from trainer.ui.theme import Look

# C0 and C1 controls (but not the newline), marks and overrides of writing direction, line and paragraph separators.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_MOST_WIDTHS = 2000
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")


def shown(text: str) -> str:
    """Return `text` as it may be shown: without control and direction characters, with its newlines."""
    return _UNSHOWN.sub("", _BREAKS.sub("\n", text).replace("\t", " "))


class Paragraph:
    """Text laid out in one font at one width with a fixed line height; `height` and `width` are what it takes up.

    `strong` names spans (start, length) in the font `heavy`.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        line: int,
        width: float,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        strong: Sequence[tuple[int, int]] = (),
        heavy: QFont | None = None,
    ) -> None:
        self.line = line
        self.width = 0.0
        self._layouts: list[tuple[QTextLayout, float]] = []
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(alignment)
        y = 0.0
        begins = 0
        for piece in text.split("\n"):
            layout = QTextLayout(piece, font)
            layout.setTextOption(option)
            if strong and heavy is not None:
                layout.setFormats(_formats(piece, begins, strong, heavy))
            begins += len(piece) + 1
            layout.setCacheEnabled(True)
            layout.beginLayout()
            own = 0.0
            while (row := layout.createLine()).isValid():
                row.setLineWidth(max(1.0, width))
                # A line box as high as the design's, its text in the middle.
                row.setPosition(QPointF(0, own + (line - row.ascent() - row.descent()) / 2))
                self.width = max(self.width, row.naturalTextWidth())
                own += line
            layout.endLayout()
            self._layouts.append((layout, y))
            y += max(own, line)
        self.height = round(y)

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Paint it with its upper left corner at (x, y)."""
        painter.setPen(colour)
        for layout, top in self._layouts:
            layout.draw(painter, QPointF(x, y + top))


def _formats(piece: str, begins: int, strong: Sequence[tuple[int, int]], heavy: QFont) -> list[QTextLayout.FormatRange]:
    # Qt counts UTF-16 units where Python counts characters.
    formats = []
    for start, length in strong:
        first, last = max(0, start - begins), min(len(piece), start + length - begins)
        if first < last:
            one = QTextLayout.FormatRange()
            one.start = _units(piece[:first])
            one.length = _units(piece[first:last])
            one.format = QTextCharFormat()
            one.format.setFont(heavy)
            formats.append(one)
    return formats


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def paragraph(
    look: Look,
    text: str,
    style: str,
    width: float = 1e6,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    weight: int = 0,
) -> Paragraph:
    """Lay `text` out in a type style at most `width` wide."""
    return Paragraph(text, look.font(style, weight), look.line(style), width, alignment)


def longest_word(look: Look, text: str, style: str, weight: int = 0) -> float:
    """Return how wide the widest unbreakable piece of `text` is in a type style."""
    words = text.split() or [""]
    longest = max(words, key=len)
    return text_width(look, longest, style, weight)


def draw_text(
    painter: QPainter,
    look: Look,
    text: str,
    style: str,
    token: str,
    box: QRectF,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    weight: int = 0,
) -> None:
    """Paint one line of text, vertically in the middle of `box`."""
    painter.setFont(look.font(style, weight))
    painter.setPen(look.colour(token))
    painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextSingleLine, text)


def text_width(look: Look, text: str, style: str, weight: int = 0) -> float:
    """Return how wide one line of text is."""
    key = (text, style, weight)
    width = look.widths.get(key)
    if width is None:
        if len(look.widths) > _MOST_WIDTHS:
            look.widths.clear()
        width = look.widths[key] = paragraph(look, text, style, weight=weight).width
    return width


def draw_box(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: QColor | None,
    border: QColor | None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Paint a rounded box with its border inside `box`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None or width <= 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        return
    pen = QPen(border, width)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    half = width / 2
    corner = max(0.0, radius - half)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), corner, corner)


def fill(painter: QPainter, box: QRect, colour: QColor) -> None:
    """Paint a plain box. QPainter.fillRect would have Python make every gradient that Qt knows, which each start pays for."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(box)
    painter.restore()


def fill_over(painter: QPainter, box: QRect, look: Look) -> None:
    """Paint what lies over a page: in high contrast with a line around it, as there is no shadow and the page is as black."""
    painter.fillRect(box, look.colour("surface"))
    if look.high_contrast:
        draw_box(painter, QRectF(box), 0, look.colour("surface"), look.colour("border"), look.border())


def key_cap_size(look: Look, key: str) -> tuple[int, int]:
    """Return width and height of a key cap; `key` is a letter, a word or "Enter-icon"."""
    height = look.em(22)
    if key == RETURN:
        return look.em(28), height
    return max(height, round(text_width(look, key, "rail")) + look.em(12)), height


RETURN = "\u21b5"
"""The return key, drawn as an icon: no font of ours has the sign."""


def draw_key_cap(painter: QPainter, look: Look, key: str, x: float, y: float, ink: str, fill: str | None) -> None:
    """Paint a key cap with its upper left corner at (x, y)."""
    width, height = key_cap_size(look, key)
    box = QRectF(round(x), round(y), width, height)
    line = look.colour(ink if fill is None else "borderControl")
    draw_box(painter, box, look.radius("key"), look.colour(fill) if fill else None, line, 1.0)
    if key == RETURN:
        side = look.em(14)
        look.draw_icon(painter, "corner-down-left", ink, 14, box.center().x() - side / 2, box.center().y() - side / 2)
    else:
        draw_text(painter, look, key, "rail", ink, box, Qt.AlignmentFlag.AlignHCenter)
