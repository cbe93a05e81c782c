"""Owns how text is laid into columns and pages so that nothing is cut; knows no card and no device.

Lengths are points (1/72 inch) times `FINE`, whatever the device: the same pages on paper, in a PDF and in a preview.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import msgspec
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QTextCharFormat, QTextLayout, QTextOption

from trainer.printing import glyphs
from trainer.resources import asset

FINE = 10
"""Units in a point: fonts have whole pixel sizes, and a point is too coarse for them."""
MM = 72 / 25.4 * FINE

_ALTERNATES = ("calt", "clig", "liga", "locl", "tnum")
"""Features that draw a letter by another glyph than its own. In a PDF that glyph stands for nothing: years and numbers
could be neither copied nor found nor read aloud."""

Draw = Callable[[QPainter, float, float], None]


class Strip(msgspec.Struct, frozen=True):
    """What is never divided: a line of text, a rule. `draw` paints it with its upper left corner at (x, y)."""

    height: float
    draw: Draw


class Piece(msgspec.Struct, frozen=True):
    """Strips that belong together: divided between columns only where no column holds them all.

    `gap` stands above it unless it begins a column; `leads` says that it must not end one.
    """

    strips: tuple[Strip, ...]
    gap: float = 0.0
    leads: bool = False

    @property
    def height(self) -> float:
        """What it takes without its gap."""
        return sum(strip.height for strip in self.strips)


class Placed(msgspec.Struct, frozen=True):
    """A strip in its place: page and column from 0, `y` from the column's top."""

    page: int
    column: int
    y: float
    strip: Strip


def flow(pieces: Sequence[Piece], heights: Callable[[int], float], columns: int) -> list[Placed]:
    """Lay pieces one after the other into columns; `heights` says how high the columns of a page are."""
    placed: list[Placed] = []
    slot, y = 0, 0.0
    for place, piece in enumerate(pieces):
        y += piece.gap if y else 0.0
        if y and y + _together(pieces, place) > heights(slot // columns):
            slot, y = slot + 1, 0.0
        for strip in piece.strips:
            if y and y + strip.height > heights(slot // columns):
                slot, y = slot + 1, 0.0
            placed.append(Placed(slot // columns, slot % columns, y, strip))
            y += strip.height
    return placed


def _together(pieces: Sequence[Piece], place: int) -> float:
    """What must fit below for a piece to begin here: all of it, and what it leads."""
    piece = pieces[place]
    if piece.leads and place + 1 < len(pieces):
        return piece.height + pieces[place + 1].gap + _together(pieces, place + 1)
    return piece.height


@cache
def _load(file: str) -> None:
    QFontDatabase.addApplicationFont(str(asset("fonts", file)))


def font(family: str, weight: int, points: float) -> QFont:
    """Return one of the shipped fonts ("Inter", "Vejvis Serif")."""
    _load(f"{family.replace(' ', '')}-{weight}.ttf")
    made = QFont([family])
    made.setPixelSize(round(points * FINE))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in _ALTERNATES:
        made.setFeature(QFont.Tag(feature), 0)
    return made


def paragraph(
    text: str,
    face: QFont,
    leading: float,
    width: float,
    *,
    indent: float = 0.0,
    strong: int = 0,
    heavy: QFont | None = None,
    right: bool = False,
) -> tuple[Strip, ...]:
    """Lay text out at a width, a strip a line; its first `strong` characters in the font `heavy`; `right`: ending there.

    A word longer than a line is broken, never cut; a character that no font has stands as its number. `leading` and
    `indent` are in points.
    """
    head = glyphs.drawn(text[:strong], heavy or face)
    text, strong = head + glyphs.drawn(text[strong:], face), len(head)
    strips: list[Strip] = []
    height, left = leading * FINE, indent * FINE
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if right:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout = QTextLayout(text, face)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if strong and heavy is not None:
        marked = QTextLayout.FormatRange()
        # Qt counts UTF-16 units where Python counts characters.
        marked.start, marked.length = 0, len(text[:strong].encode("utf-16-le")) // 2
        marked.format = QTextCharFormat()
        marked.format.setFont(heavy)
        layout.setFormats([marked])
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width - left)
        line.setPosition(QPointF(0, 0))
        strips.append(Strip(height, _line(layout, len(strips), left, height)))
    layout.endLayout()
    return tuple(strips)


def _line(layout: QTextLayout, number: int, left: float, height: float) -> Draw:
    def draw(painter: QPainter, x: float, y: float) -> None:
        line = layout.lineAt(number)
        line.draw(painter, QPointF(x + left, y + (height - line.ascent() - line.descent()) / 2))

    return draw


def space(points: float) -> Strip:
    """Room in which nothing is painted."""
    return Strip(points * FINE, lambda _painter, _x, _y: None)
