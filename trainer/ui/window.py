"""Owns the one window: what is on it, whether it may close, its smallest size; knows no page's content and no desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from trainer.resources import asset
from trainer.ui.components.rail import Rail, Shell
from trainer.ui.theme import Look

START = QSize(1280, 800)


class Window(QMainWindow):
    """Shows either one bare page (set-up, sign-in) or a page beside the rail.

    `may_close` is asked before it closes. Signals: `closed()` once it is going.
    """

    closed = Signal()

    def __init__(self, look: Look, menu: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.may_close: Callable[[], bool] = lambda: True
        self.setObjectName("window")
        self.setWindowTitle("Vejvis")
        self.setWindowIcon(QIcon(str(asset("icons", "vejvis.svg"))))
        self.setMinimumSize(look.tokens.window_min)
        self.resize(START)
        self.rail = Rail([], look, menu=menu)
        self.shell = Shell(self.rail, look)
        self._stack = QStackedWidget(self)
        self._stack.setObjectName("stage")
        self._stack.addWidget(self.shell)
        self.setCentralWidget(self._stack)
        self._bare: QWidget | None = None

    def show_bare(self, page: QWidget) -> None:
        """Show a page without the rail."""
        self._drop_bare()
        self._bare = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page beside the rail; the one before it is let go."""
        self.shell.show_page(page)
        self._stack.setCurrentWidget(self.shell)
        self._drop_bare()

    def raise_up(self) -> None:
        """Come to the front: somebody started Vejvis again."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whoever is in charge; go only if they agree."""
        if self.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def _drop_bare(self) -> None:
        if self._bare is not None:
            self._stack.removeWidget(self._bare)
            self._bare.hide()
            self._bare.deleteLater()
            self._bare = None
