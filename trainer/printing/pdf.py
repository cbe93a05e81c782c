"""Owns writing laid-out pages as a PDF file, whole or not at all; knows nothing of what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPainter, QPdfWriter

from trainer.core.cards import Paper
from trainer.printing.card import CardSheets, page_layout
from trainer.reports.target import replacing

DOTS = 600


def card_pdf(sheets: CardSheets, paper: Paper, title: str) -> bytes:
    """Return a card as PDF, its fonts in it."""
    return document(sheets.paint_all, page_layout(paper), title)


def document(paint_all: Callable[[QPagedPaintDevice, QPainter], None], layout: QPageLayout, title: str) -> bytes:
    """Return what `paint_all` paints on pages of a layout as PDF, its fonts in it."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Vejvis")
    writer.setResolution(DOTS)
    writer.setPageLayout(layout)
    painter = QPainter(writer)
    paint_all(writer, painter)
    painter.end()
    buffer.close()
    return bytes(data.data())


def write_pdf(data: bytes, target: Path) -> None:
    """Write a PDF to `target`. Raises Fault; a file that was there is then unchanged. Made for a worker thread."""
    with replacing(target) as file:
        file.write(data)
