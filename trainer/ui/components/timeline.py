"""Owns the stations of a way, one under the other, with a line between them; knows nothing of what happens at them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from trainer.ui.components.layouts import Column
from trainer.ui.components.text import Text
from trainer.ui.painting import draw_text, shown
from trainer.ui.theme import Look

_MARK = 24
_GAP = 20


class StationState(StrEnum):
    """Where a station lies: behind, at hand, or still to come."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


class Station(msgspec.Struct, frozen=True):
    """One station: what is on its mark (a number, else `icon`), its title, a line under it, what a screen reader says."""

    state: StationState
    title: str
    text: str = ""
    mark: str = ""
    icon: str = ""
    spoken: str = ""


class _StationRow(QWidget):
    def __init__(self, station: Station, first: bool, last: bool, look: Look, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._station = station
        self._first, self._last = first, last
        self.setObjectName(f"station-{number}")
        self.setAccessibleName(shown(station.spoken or station.title))
        self._column = Column(look, 2, parent=self)
        ahead = station.state is StationState.AHEAD
        weight = 500 if ahead else 600
        self.title = Text(
            station.title, look, "explain", "ink2" if ahead else "ink", weight=weight, name="stationTitle", parent=self
        )
        self._column.addWidget(self.title)
        if station.text:
            text = Text(station.text, look, "small", "ink2", name="stationText", parent=self)
            self._column.addWidget(text)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, state = self._look, self._station.state
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(look.em(_MARK))
        top = (look.line("explain") - side) / 2
        circle = QRectF(0, max(0.0, top), side, side)
        middle = circle.center().x()
        done = state is StationState.DONE
        if not self._first:
            walked = state is not StationState.AHEAD
            painter.setPen(QPen(look.colour("accent" if walked else "borderControl"), 2 if walked else 1))
            painter.drawLine(QPointF(middle, 0), QPointF(middle, circle.top()))
        if not self._last:
            painter.setPen(QPen(look.colour("accent" if done else "borderControl"), 2 if done else 1))
            painter.drawLine(QPointF(middle, circle.bottom()), QPointF(middle, self.height()))
        pen = QPen(
            look.colour("ink3" if state is StationState.AHEAD else "accent"), 1 if state is StationState.AHEAD else 2
        )
        if state is StationState.AHEAD:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("accent" if done else "bg"))
        half = pen.widthF() / 2
        painter.drawEllipse(circle.adjusted(half, half, -half, -half))
        ink = "onAccent" if done else "ink2" if state is StationState.AHEAD else "accent"
        icon = "check" if done else self._station.icon
        if icon:
            inner = look.em(14)
            look.draw_icon(painter, icon, ink, 14, middle - inner / 2, circle.center().y() - inner / 2)
        else:
            draw_text(painter, look, self._station.mark, "caption", ink, circle, Qt.AlignmentFlag.AlignHCenter)

    def _on_look_changed(self) -> None:
        look = self._look
        left = look.em(_MARK) + look.px(_GAP)
        self._column.setContentsMargins(left, 0, 0, 0 if self._last else look.px(18))
        self.update()


class Timeline(QWidget):
    """Stations of a way: those behind with a tick, the one at hand, those to come in dashes."""

    def __init__(self, look: Look, *, name: str = "timeline", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self._column = Column(look, 0, parent=self)

    def show_stations(self, stations: Sequence[Station]) -> None:
        """Show these."""
        self._column.clear()
        last = len(stations) - 1
        for number, station in enumerate(stations):
            row = _StationRow(station, number == 0, number == last, self._look, number + 1, self)
            self._column.addWidget(row)
