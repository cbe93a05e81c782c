"""Owns how the parts of the home page share its width; knows not what they are about."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from trainer.ui.components.layouts import Row
from trainer.ui.theme import Look


class Beside(QWidget):
    """Two parts beside each other, the second 352 wide; under each other where there is no room."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._row = Row(look, 20, parent=self)
        self._second: QWidget | None = None
        look.changed.connect(self._arrange)

    def show_parts(self, first: QWidget, second: QWidget) -> None:
        """Show these."""
        self._second = second
        self._row.addWidget(first, 1)
        self._row.addWidget(second)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._second is None:
            return
        beside = self.width() >= self._look.em(840)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
        width = self._look.em(352)
        self._second.setMinimumWidth(width if beside else 0)
        self._second.setMaximumWidth(width if beside else 16777215)


class Tiles(QWidget):
    """Tiles in as many equal columns (4, 2 or 1) as there is room for."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._tiles: list[QWidget] = []
        self._feet: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._arrange)

    def add_tile(self, tile: QWidget, foot: QWidget) -> None:
        """Put a tile at the end; the feet of all are equally high."""
        self._tiles.append(tile)
        self._feet.append(foot)
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = self._look
        room = self.width() or look.em(1040)
        columns = next((n for n in (4, 2) if room >= n * look.em(232)), 1)
        self._grid.setSpacing(look.px(20))
        width = (room - (columns - 1) * look.px(20)) // columns - 2
        highest = max((foot.heightForWidth(width) for foot in self._feet), default=0)
        for foot in self._feet:
            foot.setMinimumHeight(highest if columns > 1 else 0)
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
