"""Owns the ring around the control that the keyboard is on; knows nothing of what the control does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from trainer.ui.theme import Look

PILL = "pill"
"""The radius of what is round."""

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)


class _Ring(QWidget):
    """The ring itself: lies over its host, lets every click through."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look = look
        self.radius = 0.0
        self.token = "focus"
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        width = self._look.focus_ring.width
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour(self.token), width))
        inset = width / 2
        around = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        corner = self.radius + self._look.tokens.focus["gap"] + inset
        painter.drawRoundedRect(around, corner, corner)


class FocusRing(QObject):
    """Shows one ring around the watched control that has focus, when focus came by keyboard or one writes there.

    A control is watched by `watch(widget, radius token)`. The ring is drawn outside the control, on the scrolled
    content or the window around it, so that it is cut where the content is: keep `reach` pixels free around controls.
    """

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._by_keyboard = False
        self._focused: QWidget | None = None
        self._ring: _Ring | None = None
        self._followed: list[QWidget] = []

    @property
    def width(self) -> int:
        """The ring's line width."""
        return self._look.tokens.focus["widthHighContrast" if self._look.high_contrast else "width"]

    @property
    def reach(self) -> int:
        """How far the ring reaches beyond its control."""
        return self.width + self._look.tokens.focus["gap"]

    @property
    def around(self) -> QWidget | None:
        """The control that wears the ring now."""
        return self._focused if self._worn() is not None else None

    def watch(self, widget: QWidget, radius: str = "control") -> None:
        """Let `widget` wear the ring; `radius` names its corner radius."""
        widget.setProperty("ringRadius", radius)
        widget.installEventFilter(self)

    def keyboard_used(self) -> None:
        """Say that the person works by keyboard now (a page handled a key itself)."""
        self._by_keyboard = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            if watched.property("ringRadius"):
                self._on_focus(watched, event.reason())
        elif kind == QEvent.Type.FocusOut and watched is self._focused:
            self._clear()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._by_keyboard = True
            arrow = Qt.Key.Key_Left <= event.key() <= Qt.Key.Key_Down
            if arrow and event.modifiers() & _HELD and isinstance(watched, QAbstractButton):
                # A button takes every arrow to move the focus by, but Alt and an arrow mean previous and next to the page.
                event.ignore()
                return True
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            if not isinstance(watched, QLineEdit):
                self._clear()
        elif kind in _MOVES and self._focused is not None and (watched is self._focused or watched in self._followed):
            self._place()
        return False

    def _on_focus(self, widget: QWidget, reason: Qt.FocusReason) -> None:
        if reason in _KEYBOARD:
            self._by_keyboard = True
        elif reason == Qt.FocusReason.MouseFocusReason:
            self._by_keyboard = False
        self._clear()
        # Where one writes, one must see where, however one came there.
        if not self._by_keyboard and not isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            return
        host = _host(widget)
        ring = self._worn()
        if ring is None or ring.parentWidget() is not host:
            if ring is not None:
                ring.deleteLater()
            ring = self._ring = _Ring(self._look, host)
        self._focused = widget
        area = _area(host)
        if area is not None and self._by_keyboard:
            # Qt scrolls for Tab only, not for arrows and letters.
            area.ensureWidgetVisible(widget, 0, 2 * self.reach)
        ancestor = widget.parentWidget()
        while ancestor is not None and ancestor is not host:
            ancestor.installEventFilter(self)
            self._followed.append(ancestor)
            ancestor = ancestor.parentWidget()
        self._place()

    def _worn(self) -> _Ring | None:
        # The ring goes with its host, and the host may be gone.
        return self._ring if self._ring is not None and shiboken6.isValid(self._ring) else None

    def _place(self) -> None:
        widget, ring = self._focused, self._worn()
        if widget is None or ring is None or not shiboken6.isValid(widget):
            return
        host = ring.parentWidget()
        if host is None:
            return
        reach = self.reach
        corner = widget.mapTo(host, QPoint(0, 0))
        radius = str(widget.property("ringRadius"))
        ring.radius = widget.height() / 2 if radius == PILL else self._look.radius(radius)
        # On a filled card the usual colour would sink into the fill.
        ring.token = str(widget.property("ringToken") or "focus")
        ring.setGeometry(QRect(corner, widget.size()).adjusted(-reach, -reach, reach, reach))
        ring.setVisible(widget.isVisibleTo(host))
        ring.raise_()
        ring.update()

    def _clear(self) -> None:
        for ancestor in self._followed:
            if shiboken6.isValid(ancestor) and not ancestor.property("ringRadius"):
                ancestor.removeEventFilter(self)
        self._followed.clear()
        ring = self._worn()
        if ring is not None:
            ring.hide()
        self._focused = None


def _area(host: QWidget) -> QScrollArea | None:
    viewport = host.parentWidget()
    outer = viewport.parentWidget() if viewport is not None else None
    return outer if isinstance(outer, QScrollArea) else None


def _host(widget: QWidget) -> QWidget:
    # The content of the innermost scroll area around it, else its window: there the ring is cut as the content is.
    host = widget
    while not host.isWindow():
        parent = host.parentWidget()
        if parent is None:
            break
        outer = parent.parentWidget()
        if isinstance(outer, QAbstractScrollArea) and outer.viewport() is parent:
            break
        host = parent
    return host if host is not widget else widget.window()
