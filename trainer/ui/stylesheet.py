"""Owns the style sheet for what Qt draws itself (fields, menus, tables, scroll bars); colours come from the theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.ui.theme import Look

_TEMPLATE = """
QToolTip { background: {surface}; color: {ink}; border: @hair@px solid {borderControl}; padding: @4@px @8@px; }
QFrame[card="true"] { background: {surface}; border: @hair@px solid {border}; border-radius: @card@px; }
QFrame[rule="true"] { background: {border}; border: none; }
QFrame[soft="true"] { background: {sunken}; border: none; border-radius: @control@px; }
QScrollArea, QScrollArea > QWidget > QWidget#content { background: transparent; border: none; }
QLineEdit, QPlainTextEdit, QTextEdit {
    background: {surface}; color: {ink}; border: @hair@px solid {borderControl}; border-radius: @control@px;
    padding: 0 @14@px; selection-background-color: {accent}; selection-color: {onAccent};
}
QPlainTextEdit, QTextEdit { padding: @8@px @10@px; }
QLineEdit { min-height: @field@px; }
QLineEdit[wrong="true"] { border: @selected@px solid {cautionLine}; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
    background: {sunken}; color: {ink3}; border-color: {border};
}
QAbstractItemView { background: {surface}; color: {ink}; border: none; outline: none; }
QTableView { gridline-color: transparent; selection-background-color: {accentSoft}; selection-color: {ink}; }
QTableView::item { border-bottom: @hair@px solid {border}; padding: 0 @8@px; }
QTableView::item:selected { background: {accentSoft}; color: {ink}; }
QHeaderView { background: {sunken}; border: none; }
QHeaderView::section {
    background: {sunken}; color: {ink2}; border: none; border-bottom: @hair@px solid {border};
    padding: @8@px; font-size: @caption@px; font-weight: 500;
}
QComboBox QAbstractItemView, QMenu {
    background: {surface}; color: {ink}; border: @hair@px solid {borderControl};
    border-radius: @card@px; padding: @8@px;
}
QMenu::item { padding: @12@px @16@px; border-radius: @8@px; min-width: @160@px; }
QMenu::item:selected { background: {accentSoft}; color: {ink}; border: @hair@px solid {selection}; }
QMenu::item:disabled { color: {ink3}; }
QMenu::separator { height: @hair@px; background: {border}; margin: @8@px; }
QComboBoxPrivateContainer { background: transparent; border: none; }
QComboBox QAbstractItemView::item { min-height: @44@px; padding: 0 @8@px; border-radius: @8@px; }
QComboBox QAbstractItemView::item { border: @hair@px solid transparent; }
QComboBox QAbstractItemView::item:selected {
    background: {accentSoft}; color: {ink}; border: @hair@px solid {selection};
}
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar::handle:vertical { background: {borderControl}; min-height: 44px; border-radius: 3px; margin: 4px; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle:horizontal { background: {borderControl}; min-width: 44px; border-radius: 3px; margin: 4px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_SPACE = re.compile(r"@(\w+)@")
_COLOUR = re.compile(r"\{(\w+)\}")


def stylesheet(look: Look) -> str:
    """Return the style sheet of the theme and text size shown."""

    def length(match: re.Match[str]) -> str:
        name = match.group(1)
        if name.isdigit():
            return str(look.px(int(name)))
        if name == "hair":
            return f"{look.border():g}"
        if name == "selected":
            return f"{look.border(selected=True):g}"
        if name in look.tokens.radii:
            return f"{look.radius(name):g}"
        if name in look.tokens.styles:
            return str(look.font(name).pixelSize())
        return str(round(look.size(name) - 2 * look.border()))

    def colour(match: re.Match[str]) -> str:
        role = match.group(1)
        if role == "selection":
            # High contrast has no tints: what is selected has a line around it.
            role = "accent" if look.high_contrast else "accentSoft"
        return look.colour(role).name()

    return _COLOUR.sub(colour, _SPACE.sub(length, _TEMPLATE))
