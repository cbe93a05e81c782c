"""Owns asking the system for a printer and handing it a card; knows nothing of what stands on one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from trainer.core.cards import Paper
from trainer.printing.card import CardSheets, page_layout


class Printing(Protocol):
    """Where a card can be printed."""

    def available(self) -> bool:
        """Say whether there is a printer."""

    def print(self, parent: QWidget, sheets: CardSheets, paper: Paper, title: str) -> bool | None:
        """Ask how, and print. Return whether it was taken, None where the person thought better of it."""


class SystemPrinting:
    """The printers of this computer. What it needs is loaded when it is first asked."""

    def available(self) -> bool:
        """Say whether there is a printer."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return bool(QPrinterInfo.availablePrinterNames())

    def print(self, parent: QWidget, sheets: CardSheets, paper: Paper, title: str) -> bool | None:
        """Ask how by the system's own dialog, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFullPage(True)
        printer.setPageLayout(page_layout(paper))
        dialog = QPrintDialog(printer, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            return False
        sheets.paint_all(printer, painter)
        return painter.end()
