"""Owns turning a one-colour drawing into a picture of a given colour and size; knows no theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap


def render(path: Path, colour: QColor, side: int, ratio: float, stroke: float) -> QPixmap:
    """Draw the SVG at `path` in `colour`, `side` logical pixels wide and high, with lines `stroke` wide."""
    # Only needed once an icon is drawn, and not free to load.
    from PySide6.QtSvg import QSvgRenderer

    drawing = path.read_text("utf-8").replace("currentColor", colour.name())
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    device = round(side * ratio)
    pixmap = QPixmap(device, device)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, device, device))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
