"""Owns what the fonts at hand can draw on paper, and a visible stand-in for what they cannot; knows no page.

The fonts that are shipped draw the Latin letters of Europe. For other scripts Qt takes a font of the computer, which is
put into the PDF as well. Where there is none a box or nothing would be drawn, and of coloured emoji a PDF keeps nothing:
such a character stands as its number, [U+1F600], so that no name loses one in silence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QFont, QRawFont, QTextLayout

_COLOURED = ("CBDT", "sbix", "COLR", "SVG ")
_SILENT = ("Cc", "Cf", "Zs", "Zl", "Zp")
"""Blanks and what joins or turns letters: nothing of them is to be seen."""
_MOST_KEPT = 4096


def drawn(text: str, face: QFont) -> str:
    """Return the text with each character that cannot be drawn replaced by its number."""
    if text.isascii():
        return text
    return "".join(_drawn(one, face.key()) for one in _graphemes(text))


def lacking(texts: Iterable[str], face: QFont) -> bool:
    """Say whether any of the texts holds a character that cannot be drawn."""
    return any(drawn(text, face) != text for text in texts)


def _graphemes(text: str) -> Iterator[str]:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    # Qt counts UTF-16 units where Python counts characters.
    units = text.encode("utf-16-le", "surrogatepass")
    start = 0
    while (end := finder.toNextBoundary()) > 0:
        yield units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        start = end


@lru_cache(_MOST_KEPT)
def _drawn(grapheme: str, font: str) -> str:
    face = QFont()
    face.fromString(font)
    seen = "".join(character for character in grapheme if unicodedata.category(character) not in _SILENT)
    if not seen:
        return grapheme
    layout = QTextLayout(seen, face)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    runs = line.glyphRuns() if line.isValid() else []
    if runs and all(_has(run.rawFont(), run.glyphIndexes()) for run in runs):
        return grapheme
    return "[" + " ".join(f"U+{ord(character):04X}" for character in grapheme) + "]"


def _has(font: QRawFont, glyphs: list[int]) -> bool:
    if 0 in glyphs or any(font.fontTable(table).size() for table in _COLOURED):
        return False
    return any(not font.pathForGlyph(glyph).isEmpty() for glyph in glyphs)
