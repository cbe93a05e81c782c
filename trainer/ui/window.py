"""Owns the one window: what is on it, whether it may close, its smallest size; knows no page's content and no desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from trainer.resources import asset
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.rail import Rail, Shell
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look

START = QSize(1280, 800)


class Window(QMainWindow):
    """Shows either one bare page (set-up, sign-in) or a page beside the rail.

    `may_close` is asked before it closes. Signals: `closed()` once it is going.
    """

    closed = Signal()

    def __init__(self, look: Look, menu: str, here: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.may_close: Callable[[], bool] = lambda: True
        self.setObjectName("window")
        self.setWindowTitle("Vejvis")
        self.setWindowIcon(QIcon(str(asset("icons", "vejvis.svg"))))
        self.setMinimumSize(look.tokens.window_min)
        self.resize(START)
        self.rail = Rail([], look, menu=menu, here=here)
        self.shell = Shell(self.rail, look)
        self._stack = QStackedWidget(self)
        self._stack.setObjectName("stage")
        self._stack.addWidget(self.shell)
        middle = QWidget(self)
        column = Column(look, 0, parent=middle)
        column.addWidget(self._stack, 1)
        self._foot = QWidget(middle)
        self.line = IconText("", "key-round", look, "small", "ink2", name="windowLine", parent=self._foot)
        Row(look, 0, (24, 6, 24, 8), self._foot).addWidget(self.line)
        column.addWidget(self._foot)
        self._foot.hide()
        self.setCentralWidget(middle)
        self._bare: QWidget | None = None

    def show_bare(self, page: QWidget) -> None:
        """Show a page without the rail."""
        let_focus_go(self)
        self._drop_bare()
        self.shell.let_go()
        self._bare = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page beside the rail; the one before it is let go."""
        let_focus_go(self)
        self.shell.show_page(page)
        self._stack.setCurrentWidget(self.shell)
        self._drop_bare()

    def show_line(self, words: str) -> None:
        """Say something under every page from now on, "" for nothing."""
        self.line.setText(words)
        self._foot.setVisible(bool(words))

    def show_words(self, menu: str, here: str) -> None:
        """Speak another language: the window's own words."""
        self.rail.show_words(menu, here)

    def go_to_next_area(self) -> None:
        """Move the focus to the next part of the window: rail, content, side panel, footer."""
        page = self._bare or self.shell.page
        parts = [self.rail, *_parts(page)] if self._bare is None else _parts(page)
        stops = [stop for part in parts if (stop := _first_stop(part)) is not None]
        if not stops:
            return
        focus = self.focusWidget()
        homes = [part for part in parts if _first_stop(part) is not None]
        here = next((n for n, part in enumerate(homes) if focus is not None and part.isAncestorOf(focus)), -1)
        stops[(here + 1) % len(stops)].setFocus(Qt.FocusReason.ShortcutFocusReason)

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


def _parts(page: QWidget | None) -> list[QWidget]:
    """The parts of a page that have something to reach: those named so, or the whole."""
    if page is None:
        return []
    named = [part for name in ("main", "side", "footer") for part in page.findChildren(QWidget, name)]
    seen = [part for part in named if part.isVisible()]
    return seen or [page]


def _first_stop(part: QWidget) -> QWidget | None:
    """The topmost control of a part that Tab would stop at."""
    tab = Qt.FocusPolicy.TabFocus.value
    stops = [
        child
        for child in part.findChildren(QWidget)
        if child.isVisibleTo(part) and child.isEnabled() and child.focusPolicy().value & tab
    ]
    return min(stops, key=lambda stop: _place(stop, part), default=None)


def _place(stop: QWidget, part: QWidget) -> tuple[int, int]:
    corner = stop.mapTo(part, stop.rect().topLeft())
    return corner.y(), corner.x()
