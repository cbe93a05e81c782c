"""Owns authored text with *emphasis*: turned into character formats, never read as any other mark-up; knows no lesson."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.ui.components.text import Text
from trainer.ui.painting import Paragraph, shown
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


class Prose(Text):
    """A paragraph of authored text. `style` is a step of the type scale, the emphasis a heavier weight of it."""

    def __init__(
        self,
        text: str,
        look: Look,
        style: str = "caseText",
        colour: str = "ink",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._spans: Spans = ()
        super().__init__(text, look, style, colour, name=name, parent=parent)

    def setText(self, text: str) -> None:
        """Show `text` with its emphasis."""
        plain, self._spans = emphasised(shown(text))
        super().setText(plain)

    def _at(self, width: int) -> Paragraph:
        laid = self._laid.get(width)
        if laid is None:
            if len(self._laid) > 8:
                self._laid.clear()
            look, style = self._look, self._style
            # The serif has no weight above 500.
            heavy = look.font(style, 500 if look.tokens.styles[style].family != "Inter" else 600)
            laid = Paragraph(
                self.text(),
                look.font(style),
                look.line(style),
                width if width > 0 else 1e6,
                Qt.AlignmentFlag.AlignLeft,
                strong=self._spans,
                heavy=heavy,
            )
            self._laid[width] = laid
        return laid
