"""Owns rows and columns whose spaces grow with the text size; knows nothing of what stands in them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSizePolicy, QWidget
from shiboken6 import Shiboken, isValid

from trainer.ui.theme import Look

Margins = tuple[int, int, int, int]


def forget_items(layout: QLayout) -> None:
    """Let PySide forget the items of a layout that was put into another one, and of the layouts in it.

    Adding a filled layout makes a Python object of each item in it, which outlives the item: Qt deletes an item without
    saying so, and whatever comes to lie at its address is then taken for that item (a style without `polish`, once).
    """
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if isinstance(item, QLayout):
            forget_items(item)
        elif item is not None:
            Shiboken.invalidate(item)


class _Spaced(QBoxLayout):
    def __init__(
        self, direction: QBoxLayout.Direction, look: Look, spacing: int, margins: Margins, parent: QWidget | None
    ) -> None:
        # Qt takes a parent here only if it is a widget: None is no parent in PySide's signature either.
        super().__init__(direction, parent)
        self._look = look
        self._wished = spacing
        self._margins = margins
        self._held: list[QWidget] = []
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_margins(self, margins: Margins) -> None:
        """Keep these margins (left, top, right, bottom, at 100 %) from now on."""
        self._margins = margins
        self._on_look_changed()

    def addWidget(self, widget: QWidget, *args: Any, **named: Any) -> None:
        """Put a widget at the end."""
        self._held.append(widget)
        super().addWidget(widget, *args, **named)

    def addLayout(self, layout: QLayout, *args: Any, **named: Any) -> None:
        """Put a layout at the end."""
        super().addLayout(layout, *args, **named)
        forget_items(layout)

    def insertLayout(self, index: int, layout: QLayout, *args: Any, **named: Any) -> None:
        """Put a layout before what is at this place."""
        super().insertLayout(index, layout, *args, **named)
        forget_items(layout)

    def gap(self, length: int) -> None:
        """Add a space that does not stretch, on top of the usual one."""
        self.addSpacing(self._look.px(length))

    def across(self) -> int:
        """How wide the controls in it are beside each other, in pixels."""
        # Never by `itemAt`: see `forget_items`.
        held = [widget for widget in self._held if isValid(widget) and not widget.isHidden()]
        widths = [widget.sizeHint().width() for widget in held]
        return sum(widths) + self.spacing() * max(0, len(widths) - 1)

    def turn_to_fit(self, room: int) -> None:
        """Lie across where every control has its width in `room` pixels, else stand as a column."""
        lies = self.across() <= room
        self.setDirection(QBoxLayout.Direction.LeftToRight if lies else QBoxLayout.Direction.TopToBottom)

    def clear(self) -> None:
        """Take everything out and delete it."""
        self._held.clear()
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


class Strip(QWidget):
    """Controls beside each other where they have room, else under each other; `add` puts them at the end.

    It places them itself: a layout in it would ask for the width of all beside each other. `spread` puts all but the
    first at the right where they lie.
    """

    def __init__(self, look: Look, spacing: int = 12, parent: QWidget | None = None, *, spread: bool = False) -> None:
        super().__init__(parent)
        self._look = look
        self._spacing = spacing
        self._spread = spread
        self._controls: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *controls: QWidget) -> None:
        """Put controls at the end."""
        for control in controls:
            said = control.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            hidden = said and control.isHidden()
            control.setParent(self)
            # As a layout would: what comes once the strip is on the screen is hidden by its coming, not on wish.
            control.setVisible(not hidden)
            self._controls.append(control)
        self.updateGeometry()

    def clear(self) -> None:
        """Take everything out and delete it."""
        for control in self._controls:
            control.hide()
            control.setParent(None)
            control.deleteLater()
        self._controls.clear()
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Follow the controls when one asks for another size, comes or goes."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        sizes = self._sizes()
        if self._across(sizes) <= width:
            return max((size.height() for _control, size in sizes), default=0)
        heights = [_high(control, size, width) for control, size in sizes]
        return sum(heights) + self._gap() * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        sizes = self._sizes()
        return QSize(self._across(sizes), max((size.height() for _control, size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = self._sizes()
        wide = max((min(size.width(), control.minimumSizeHint().width()) for control, size in sizes), default=0)
        return QSize(wide, min((size.height() for _control, size in sizes), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        sizes = self._sizes()
        lies = self._across(sizes) <= self.width()
        x = y = 0
        for control, size in sizes:
            high = size.height() if lies else _high(control, size, self.width())
            top = (self.height() - high) // 2 if lies else 0
            control.setGeometry(x, y + top, min(size.width(), self.width()), high)
            if lies:
                spare = self.width() - self._across(sizes) if self._spread and not x else 0
                x += size.width() + self._gap() + spare
            else:
                y += high + self._gap()

    def _sizes(self) -> list[tuple[QWidget, QSize]]:
        return [(control, control.sizeHint()) for control in self._controls if not control.isHidden()]

    def _across(self, sizes: list[tuple[QWidget, QSize]]) -> int:
        widths = [size.width() for _control, size in sizes]
        return sum(widths) + self._gap() * max(0, len(widths) - 1)

    def _gap(self) -> int:
        return self._look.px(self._spacing)


def _high(control: QWidget, size: QSize, room: int) -> int:
    """How high a control is in so much width: what has words below it needs more where they break."""
    narrow = size.width() > room and control.hasHeightForWidth()
    return control.heightForWidth(room) if narrow else size.height()


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
