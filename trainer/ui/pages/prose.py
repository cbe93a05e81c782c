"""Owns authored text of a lesson, with *emphasis*; knows no lesson."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trainer.ui.components.text import Text
from trainer.ui.theme import Look


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
        super().__init__(text, look, style, colour, marked=True, name=name, parent=parent)
