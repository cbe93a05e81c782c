"""Owns what a screen reader is told beyond names: which words are headings, which parts are groups, where reading begins."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

from trainer.ui.components.text import Text

HEADINGS = frozenset(("display", "narrativeTitle", "title", "heading", "header", "subhead"))
"""The type styles that stand above something."""


def tell_structure() -> None:
    """From now on tell headings and named groups from other words and boxes. Once per process, before the first window."""
    QAccessible.installFactory(_interface)


def is_heading(words: QWidget) -> bool:
    """Whether these words stand above something: not those on a button, nor a figure, however large."""
    if type(words) is not Text or words.style_name not in HEADINGS or not any(map(str.isalpha, words.text())):
        return False
    part = words.parentWidget()
    while part is not None and not isinstance(part, QAbstractButton):
        part = part.parentWidget()
    return part is None


def begin_reading(page: QWidget) -> None:
    """Put the focus where reading a page begins: on its title, which a screen reader then says; nothing is seen of it.

    A page that has a place of its own for the focus (its focus proxy), or has put it somewhere already, keeps it.
    """
    focused = page.focusWidget()
    if focused is not None and focused is not page and focused.hasFocus():
        return
    if page.focusProxy() is not None:
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    seen = [words for words in page.findChildren(Text) if words.isVisible() and is_heading(words)]
    start: QWidget = next((words for words in seen if words.objectName() == "headerTitle"), seen[0] if seen else page)
    if start.focusPolicy() == Qt.FocusPolicy.NoFocus:
        start.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    start.setFocus(Qt.FocusReason.OtherFocusReason)


def let_focus_go(part: QWidget) -> None:
    """Take the focus from what is about to leave: Qt would hand it to a neighbour, and a screen reader name that one."""
    focused = part.focusWidget()
    if focused is not None and focused.hasFocus():
        focused.clearFocus()


class _Heading(QAccessibleWidget):
    """Words told as a heading; its name is what it says."""

    def __init__(self, words: Text) -> None:
        super().__init__(words, QAccessible.Role.Heading)

    def text(self, kind: QAccessible.Text) -> str:
        words = self.object()
        if kind == QAccessible.Text.Name and isinstance(words, Text):
            return words.accessibleName() or words.text()
        return super().text(kind)


class _Box(QAccessibleWidget):
    """A part that holds others: told as a group once it has a name, which it may be given later."""

    def role(self) -> QAccessible.Role:
        box = self.object()
        named = isinstance(box, QWidget) and bool(box.accessibleName())
        return QAccessible.Role.Grouping if named else QAccessible.Role.Client


def _interface(kind: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, Text):
        return _Heading(thing) if is_heading(thing) else None
    # Qt asks for each class up to the first that is known: for QWidget only where nothing closer is.
    return _Box(thing) if kind == "QWidget" and isinstance(thing, QWidget) else None
