"""Owns a language longer than any: each sentence accented, a third longer, in brackets; and finding words that have no room.

It is made of English, so that whatever is not in brackets on a screen does not come from a catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLabel, QWidget

from trainer.catalogue import Catalogue, Sentence
from trainer.ui.components.buttons import Button
from trainer.ui.components.rail import _Item
from trainer.ui.components.text import Text
from trainer.ui.painting import text_width

LONGER = 0.35
_ACCENTS = str.maketrans("aceghijklnorstuwyzAEIOUY", "áçéǧħíĵķľñóřšťúŵýžÅÉÍÓÚÝ")
_PARTS = re.compile(r"(\{[^}]*\}|[^{]+)")
_ROUNDS = 12
_BLEED = 12
"""Pixels that a row may reach past what holds it, where only its own air is."""
_FILLING = "ðæ þœ ñøř šåł "


def stretched(text: str) -> str:
    """Return `text` in the long language; placeholders stay."""
    parts = [part if part.startswith("{") else part.translate(_ACCENTS) for part in _PARTS.findall(text)]
    more = max(1, round(len(re.sub(r"\{[^}]*\}", "", text)) * LONGER))
    filling = (_FILLING * (more // len(_FILLING) + 1))[:more].strip()
    return f"[{''.join(parts)} {filling}]" if filling else f"[{''.join(parts)}]"


def _is_pattern(code: str) -> bool:
    """Whether this is no sentence but a pattern: of a date, of a file's name, of a kind of file, or what is typed."""
    last = code.rpartition(".")[2]
    return code.startswith(("common.date.", "common.joined.")) or last.startswith(("file", "filter")) or last == "day"


def stretch(monkeypatch: object) -> None:
    """Let every catalogue speak the long language until the test ends."""
    spoken = Catalogue._area

    def longer(self: Catalogue, area: str) -> dict[str, Sentence]:
        if area in self._areas:
            return self._areas[area]
        plain = spoken(self, area)
        self._areas[area] = {
            code: sentence
            if _is_pattern(code)
            else {form: stretched(text) for form, text in sentence.items()}
            if isinstance(sentence, dict)
            else stretched(sentence)
            for code, sentence in plain.items()
        }
        return self._areas[area]

    monkeypatch.setattr(Catalogue, "_area", longer)  # type: ignore[attr-defined]


def cut(window: QWidget) -> list[str]:
    """Say of every visible word that is painted narrower or lower than it needs, or past the edge of what holds it."""
    found: list[str] = []
    for _ in range(_ROUNDS):
        # Heights that hang on widths are settled by and by.
        QApplication.processEvents()
        found = [
            f"{type(widget).__name__} {widget.objectName()!r}: {why}"
            for widget in window.findChildren(QWidget)
            if widget.isVisible()
            for why in _without_room(widget, window)
        ]
        if not found:
            break
    return found


def _without_room(widget: QWidget, window: QWidget) -> Iterator[str]:
    words = _words(widget)
    if not words.strip():
        return
    if isinstance(widget, Text):
        needed = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()
        if widget.height() < needed:
            yield f"{widget.height()} of {needed} high: {words}"
        if not widget.hasHeightForWidth() and widget.width() < widget.sizeHint().width():
            yield f"{widget.width()} of {widget.sizeHint().width()} wide: {words}"
    elif isinstance(widget, QComboBox):
        # A name has no end: one that is too long for its box ends in three dots there.
        if widget.width() < _wanted(widget) and words.startswith("["):
            yield f"{widget.width()} of {_wanted(widget)} wide: {words}"
    elif isinstance(widget, Button):
        if widget.width() < widget.sizeHint().width():
            yield f"{widget.width()} of {widget.sizeHint().width()} wide: {words}"
    elif isinstance(widget, _Item):
        needed = text_width(widget._look, words, "rail", 600)
        if widget.width() < needed:
            yield f"{widget.width()} of {round(needed)} wide: {words}"
    elif isinstance(widget, QLabel):
        if widget.hasHeightForWidth():
            if widget.height() < widget.heightForWidth(widget.width()):
                yield f"{widget.height()} of {widget.heightForWidth(widget.width())} high: {words}"
        elif widget.width() < widget.sizeHint().width():
            yield f"{widget.width()} of {widget.sizeHint().width()} wide: {words}"
    elif (
        widget.layout() is None
        and widget.hasHeightForWidth()
        and widget.height() < widget.heightForWidth(widget.width())
    ):
        yield f"{widget.height()} of {widget.heightForWidth(widget.width())} high: {words}"
    yield from _past_an_edge(widget, words, window)


def _wanted(box: QComboBox) -> int:
    """The width that what is chosen needs, where the box is as wide as the longest entry."""
    metrics = box.fontMetrics()
    longest = max(metrics.horizontalAdvance(box.itemText(place)) for place in range(box.count()))
    return box.sizeHint().width() - longest + metrics.horizontalAdvance(box.currentText())


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return widget.text()
    if isinstance(widget, Button):
        return widget.label
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, _Item):
        return widget.place.word
    return widget.accessibleName() if widget.focusPolicy().value else ""


def _past_an_edge(widget: QWidget, words: str, window: QWidget) -> Iterator[str]:
    """What scrolls may be above or below; nothing may be past the side of what holds it."""
    holder = widget.parentWidget()
    scrolls = False
    while holder is not None and widget is not window:
        inside = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        if inside.left() < -_BLEED or inside.right() > holder.width() + _BLEED:
            yield f"past the side of {type(holder).__name__} {holder.objectName()!r} ({inside.right() - holder.width()}): {words}"
            return
        scrolls = scrolls or isinstance(holder.parentWidget(), QAbstractScrollArea)
        if not scrolls and (inside.top() < -1 or inside.bottom() > holder.height()):
            yield f"past the foot of {type(holder).__name__} {holder.objectName()!r}: {words}"
            return
        if holder is window:
            return
        holder = holder.parentWidget()


def unspoken(window: QWidget) -> list[str]:
    """Controls whose words are in no brackets: they come neither from a catalogue nor, as content does, from data."""
    return [
        words
        for button in window.findChildren(Button)
        if button.isVisible() and (words := button.label) and not words.startswith("[") and not words.isdigit()
    ]
