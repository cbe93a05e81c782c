"""Owns asking the system for a printer and handing it a card; knows nothing of what stands on one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from trainer.core.cards import Paper
from trainer.printing.card import CardSheets, page_layout
from trainer.printing.pdf import card_pdf, write_pdf

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Printing(Protocol):
    """Where a card can be printed."""

    def available(self) -> bool:
        """Say whether there is a printer."""

    def print(self, parent: QWidget, sheets: CardSheets, paper: Paper, title: str) -> bool | None:
        """Ask how, and print. Return whether it was taken, None where the person thought better of it.

        Raises Fault where the person wished for a file and it could not be written.
        """


class SystemPrinting:
    """The printers of this computer. What it needs is loaded when it is first asked."""

    def available(self) -> bool:
        """Say whether there is a printer."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return bool(QPrinterInfo.availablePrinterNames())

    def print(self, parent: QWidget, sheets: CardSheets, paper: Paper, title: str) -> bool | None:
        """Ask how by the system's own dialog, and print. What goes to a file is written whole or not at all."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFullPage(True)
        printer.setPageLayout(page_layout(paper))
        dialog = QPrintDialog(printer, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        if printer.outputFileName():
            # A printer that is a file says that all went well also where the disk was full.
            write_pdf(card_pdf(sheets, paper, title), Path(printer.outputFileName()))
            return True
        printer.setFullPage(True)
        return paint(printer, sheets)


def paint(printer: QPrinter, sheets: CardSheets) -> bool:
    """Paint a card on a printer that was set to its page. Return whether the printer took it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    sheets.paint_all(printer, painter)
    return painter.end()
