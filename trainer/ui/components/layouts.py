"""Owns rows and columns whose spaces grow with the text size; knows nothing of what stands in them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from trainer.ui.theme import Look

Margins = tuple[int, int, int, int]


class _Spaced(QBoxLayout):
    def __init__(
        self, direction: QBoxLayout.Direction, look: Look, spacing: int, margins: Margins, parent: QWidget | None
    ) -> None:
        # Qt takes a parent here only if it is a widget: None is no parent in PySide's signature either.
        super().__init__(direction, parent)
        self._look = look
        self._wished = spacing
        self._margins = margins
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_margins(self, margins: Margins) -> None:
        """Keep these margins (left, top, right, bottom, at 100 %) from now on."""
        self._margins = margins
        self._on_look_changed()

    def gap(self, length: int) -> None:
        """Add a space that does not stretch, on top of the usual one."""
        self.addSpacing(self._look.px(length))

    def across(self) -> int:
        """How wide the controls in it are beside each other, in pixels."""
        widths = [
            widget.sizeHint().width()
            for place in range(self.count())
            if (item := self.itemAt(place)) is not None and (widget := item.widget()) is not None
        ]
        return sum(widths) + self.spacing() * max(0, len(widths) - 1)

    def turn_to_fit(self, room: int) -> None:
        """Lie across where every control has its width in `room` pixels, else stand as a column."""
        lies = self.across() <= room
        self.setDirection(QBoxLayout.Direction.LeftToRight if lies else QBoxLayout.Direction.TopToBottom)

    def clear(self) -> None:
        """Take everything out and delete it."""
        while (item := self.takeAt(0)) is not None:
            widget, inner = item.widget(), item.layout()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
            elif isinstance(inner, _Spaced):
                inner.clear()
                inner.deleteLater()

    def _on_look_changed(self) -> None:
        self.setSpacing(self._look.px(self._wished))
        left, top, right, bottom = (self._look.px(one) for one in self._margins)
        self.setContentsMargins(left, top, right, bottom)


class Column(_Spaced):
    """A vertical layout; `spacing` and `margins` (left, top, right, bottom) at 100 % text."""

    def __init__(
        self, look: Look, spacing: int = 16, margins: Margins = (0, 0, 0, 0), parent: QWidget | None = None
    ) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, look, spacing, margins, parent)


class Row(_Spaced):
    """A horizontal layout; `spacing` and `margins` (left, top, right, bottom) at 100 % text."""

    def __init__(
        self, look: Look, spacing: int = 16, margins: Margins = (0, 0, 0, 0), parent: QWidget | None = None
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, look, spacing, margins, parent)

    def addWidget(self, widget: QWidget, *args: Any, **named: Any) -> None:
        """Put a widget at the end; words stand in the middle of the row's height."""
        widget.setProperty("inRow", True)
        super().addWidget(widget, *args, **named)


class Rule(QFrame):
    """A hair line across."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("rule")
        self.setProperty("rule", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.setFixedHeight(round(self._look.border()))
