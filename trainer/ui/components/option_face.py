"""Owns how one answer is measured and painted in each of its states; knows nothing of choosing or of the key."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton

from trainer.catalogue import Catalogue
from trainer.ui.components.text import unmarked
from trainer.ui.painting import Paragraph, draw_box, draw_text, longest_word, paragraph, shown, text_width
from trainer.ui.theme import Look


class OptionState(StrEnum):
    """How an option is shown. Only an open one can be chosen."""

    OPEN = "open"
    CORRECT = "correct"
    CORRECT_CHOSEN = "correct_chosen"
    WRONG = "wrong"
    OTHER = "other"
    UNAVAILABLE = "unavailable"
    TAKEN = "taken"
    NOT_TAKEN = "not_taken"


class OptionText(msgspec.Struct, frozen=True):
    """One option as it is shown: its id, the letter (or number) on its badge, its words."""

    id: str
    letter: str
    text: str


class _Dress(msgspec.Struct, frozen=True):
    fill: str
    border: str
    strong: bool
    badge: str
    ink: str
    icon: str
    cue: str


_PLAIN = _Dress("surface", "borderControl", False, "", "ink", "", "")
_DRESSES: Mapping[OptionState, _Dress] = {
    OptionState.OPEN: _PLAIN,
    OptionState.CORRECT: _Dress("positiveSoft", "positiveLine", True, "positive", "ink", "circle-check", "positive"),
    OptionState.CORRECT_CHOSEN: _Dress(
        "positiveSoft", "positiveLine", True, "positive", "ink", "circle-check", "positive"
    ),
    OptionState.WRONG: _Dress("amendSoft", "amendLine", True, "amend", "ink", "circle-x", "amend"),
    OptionState.OTHER: _Dress("surface", "border", False, "", "ink", "", ""),
    OptionState.UNAVAILABLE: _Dress("", "border", False, "", "ink3", "lock", "ink3"),
    OptionState.TAKEN: _Dress("accentSoft", "accent", True, "accent", "ink", "check", "accent"),
    OptionState.NOT_TAKEN: _Dress("", "border", False, "", "ink3", "", "ink3"),
}
_SELECTED = _DRESSES[OptionState.TAKEN]
_GIVEN = {OptionState.CORRECT_CHOSEN: "given_correct", OptionState.WRONG: "given", OptionState.TAKEN: "given"}
"""What is said of answers that are not one's own."""
_SPOKEN_ONLY = (OptionState.OTHER, OptionState.UNAVAILABLE)


class _Laid(msgspec.Struct, frozen=True):
    text: Paragraph
    explanation: Paragraph | None
    height: int
    cue_below: bool


class OptionFace:
    """What both kinds of card share: their words, state, measuring and painting."""

    def __init__(
        self, option: OptionText, look: Look, catalogue: Catalogue, compact: bool, card: QAbstractButton
    ) -> None:
        self.option = option
        self.text = unmarked(shown(option.text))
        self.look = look
        self.catalogue = catalogue
        self.compact = compact
        self.card = card
        self.state = OptionState.OPEN
        self.own = True
        """Whether the answer is that of who reads it."""
        self.explanation = ""
        self._laid: dict[int, _Laid] = {}

    def show(self, state: OptionState, explanation: str) -> None:
        self.state = state
        self.explanation = unmarked(shown(explanation))
        self.refresh()

    def refresh(self) -> None:
        self._laid.clear()
        said = self.cue() or ("" if self.state is OptionState.OPEN else self._said())
        description = ". ".join(part for part in (said, self.explanation) if part)
        self.card.setAccessibleDescription(description)
        self.card.updateGeometry()
        self.card.update()

    def dress(self) -> _Dress:
        if self.state is OptionState.OPEN and self.card.isChecked():
            return _SELECTED
        return _DRESSES[self.state]

    def cue(self) -> str:
        """The words at the right."""
        if self.state is OptionState.OPEN:
            return self._say("selected") if self.card.isChecked() else ""
        return "" if self.state in _SPOKEN_ONLY else self._said()

    def _said(self) -> str:
        return self._say(self.state.value if self.own else _GIVEN.get(self.state, self.state.value))

    def height(self, width: int) -> int:
        return self._at(width).height

    def size_hint(self) -> QSize:
        whole = self._indent() + paragraph(self.look, self.text, "body").width + self._cue_room() + self._pad()
        width = min(round(whole), self.look.size("readingWidth"))
        return QSize(width, self.height(width))

    def minimum(self) -> QSize:
        word = longest_word(self.look, self.text, "body", 500)
        width = self._indent() + min(round(word) + 1, self.look.em(200)) + self._pad()
        return QSize(width, self._least())

    def paint(self) -> None:
        look, card = self.look, self.card
        painter = QPainter(card)
        dress = self.dress()
        box = QRectF(card.rect())
        open_under_mouse = self.state is OptionState.OPEN and not card.isChecked() and card.underMouse()
        fill = "hover" if open_under_mouse else dress.fill
        line = "accentLine" if open_under_mouse else dress.border
        fill_colour = look.colour(fill) if fill else None
        draw_box(painter, box, look.radius("option"), fill_colour, look.colour(line), look.border(dress.strong))
        laid = self._at(card.width())
        block = laid.text.height + (self._gap() + laid.explanation.height if laid.explanation else 0)
        block += look.line("caption") + look.px(6) if laid.cue_below else 0
        top = (card.height() - block) / 2
        self._paint_badge(painter, dress, top, laid)
        text = self._paragraph(card.width(), self._weight(), laid.cue_below)
        text.draw(painter, self._indent(), top, look.colour(dress.ink))
        below = top + laid.text.height
        if laid.explanation:
            laid.explanation.draw(painter, self._indent(), below + self._gap(), look.colour("ink2"))
            below += self._gap() + laid.explanation.height
        self._paint_cue(painter, dress, top, below, laid)

    def _paint_badge(self, painter: QPainter, dress: _Dress, top: float, laid: _Laid) -> None:
        look = self.look
        side = self._badge()
        y = top if laid.explanation or laid.text.height > side else (self.card.height() - side) / 2
        box = QRectF(self._edge(), round(y), side, side)
        if dress.badge:
            draw_box(painter, box, look.radius("badge"), look.colour(dress.badge), None)
            ink = "onAccent"
        else:
            line = "border" if dress.ink == "ink3" else "borderControl"
            fill = look.colour("surface") if dress.fill else None
            draw_box(painter, box, look.radius("badge"), fill, look.colour(line), look.border())
            ink = "ink3" if dress.ink == "ink3" else "ink2"
        draw_text(painter, look, self.option.letter, "button", ink, box, Qt.AlignmentFlag.AlignHCenter)

    def _paint_cue(self, painter: QPainter, dress: _Dress, top: float, below: float, laid: _Laid) -> None:
        look, cue = self.look, self.cue()
        if not dress.icon and not cue:
            return
        line = look.line("body")
        width = text_width(look, cue, "caption", 600) if cue else 0
        side = look.em(18)
        if laid.cue_below:
            y, x = below + look.px(6) - (line - look.line("caption")) / 2, float(self._indent())
        else:
            y = top if laid.explanation else (self.card.height() - line) / 2
            x = self.card.width() - self._pad() - width - (side + look.px(7) if dress.icon and cue else 0)
            x -= side if not cue else 0
        if dress.icon:
            look.draw_icon(painter, dress.icon, dress.cue, 18, x, y + (line - side) / 2)
            x += side + look.px(7)
        draw_text(painter, look, cue, "caption", dress.cue, QRectF(x, y, width + 2, line), weight=600)

    def _at(self, width: int) -> _Laid:
        laid = self._laid.get(width)
        if laid is None:
            look = self.look
            room = width - self._indent() - self._pad()
            below = bool(self._cue_room()) and room - self._cue_room() < look.em(180)
            # The height allows for the heavier words of a chosen card: choosing moves nothing.
            weights = (400, self._heavy()) if self.state is OptionState.OPEN else (self._weight(),)
            text = max((self._paragraph(width, one, below) for one in weights), key=lambda one: one.height)
            explanation = paragraph(look, self.explanation, "explain", room) if self.explanation else None
            block = text.height + (self._gap() + explanation.height if explanation else 0)
            block += look.line("caption") + look.px(6) if below else 0
            height = max(self._least(), block + 2 * look.px(12 if self.compact else 13 if explanation else 16) + 2)
            if explanation:
                height = max(height, self._badge() + 2 * look.px(14))
            if len(self._laid) > 8:
                self._laid.clear()
            laid = self._laid[width] = _Laid(text, explanation, height, below)
        return laid

    def _paragraph(self, width: int, weight: int, cue_below: bool) -> Paragraph:
        room = width - self._indent() - self._pad() - (0 if cue_below else self._cue_room())
        return paragraph(self.look, self.text, "body", room, weight=weight)

    def _weight(self) -> int:
        chosen = self.card.isChecked() and self.state is OptionState.OPEN
        answered = self.state not in (OptionState.OPEN, OptionState.UNAVAILABLE, OptionState.NOT_TAKEN)
        return self._heavy() if chosen else 500 if answered else 400

    def _heavy(self) -> int:
        return 600 if self.look.high_contrast else 500

    def _cue_room(self) -> int:
        # An open card keeps room for "Selected", so that its words do not move when it is chosen.
        look = self.look
        cue = self._say("selected") if self.state is OptionState.OPEN else self.cue()
        if self.state is OptionState.UNAVAILABLE:
            return look.em(18) + look.px(16)
        if not cue:
            return 0
        return round(text_width(look, cue, "caption", 600)) + look.em(18) + look.px(7) + look.px(20)

    def _say(self, key: str) -> str:
        return self.catalogue.say("components.option." + key)

    def _badge(self) -> int:
        return self.look.em(32) if self.compact else self.look.size("optionBadge")

    def _edge(self) -> int:
        return self.look.px(10 if self.compact else 16)

    def _indent(self) -> int:
        return self._edge() + self._badge() + self.look.px(14 if self.compact else 16)

    def _pad(self) -> int:
        return self.look.px(16)

    def _gap(self) -> int:
        return self.look.px(2)

    def _least(self) -> int:
        return self.look.em(52) if self.compact else self.look.size("optionMin")
