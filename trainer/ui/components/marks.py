"""Owns small signs: an icon with its word, chips, what was saved, which keys work; knows nothing behind them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trainer import years
from trainer.catalogue import Catalogue
from trainer.ui.components.text import Text
from trainer.ui.painting import draw_box, draw_key_cap, draw_text, key_cap_size, shown, text_width
from trainer.ui.theme import Look


class IconText(Text):
    """Words with an icon before them. `tint` is the icon's colour role, `colour` that of the words."""

    def __init__(
        self,
        text: str,
        icon: str,
        look: Look,
        style: str = "small",
        colour: str = "ink2",
        *,
        tint: str = "",
        weight: int = 0,
        icon_size: int = 18,
        wraps: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._icon = icon
        self._tint = tint or colour
        self._icon_size = icon_size
        super().__init__(text, look, style, colour, wraps=wraps, weight=weight, name=name, parent=parent)

    def show_mark(self, text: str, icon: str, colour: str, tint: str = "") -> None:
        """Show other words with another icon and colours."""
        self._icon, self._tint = icon, tint or colour
        self.setText(text)
        self.show_style(self._style, colour)

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(size.width(), max(size.height(), self._look.em(self._icon_size)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._look.em(self._icon_size)
        line = self._look.line(self._style)
        words = self._at(self.width() - self._inset()).height
        top = (self.height() - words) / 2 if self._centred else 0
        tint = self._tint if self.isEnabled() else "ink3"
        self._look.draw_icon(QPainter(self), self._icon, tint, self._icon_size, 0, top + (line - side) / 2)

    def _inset(self) -> int:
        return self._look.em(self._icon_size) + self._look.px(8)


class Chip(QLabel):
    """A small label in a tint, 28 high: "As of 2022". No button. Tones: info, caution, positive, amend, accent."""

    def __init__(
        self,
        text: str,
        look: Look,
        *,
        icon: str = "",
        tone: str = "info",
        name: str = "chip",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show other words."""
        self.setText(shown(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = self._look
        width = round(text_width(look, self.text(), "caption")) + look.px(11) * 2 + 1
        width += look.em(15) + look.px(6) if self._icon else 0
        return QSize(width, look.em(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        fill, line = look.colour(self._tone + "Soft"), look.colour(self._tone + "Line")
        draw_box(painter, QRectF(self.rect()), look.radius("badge"), fill, line, 1)
        x = look.px(11)
        if self._icon:
            side = look.em(15)
            look.draw_icon(painter, self._icon, self._tone, 15, x, (self.height() - side) / 2)
            x += side + look.px(6)
        draw_text(painter, look, self.text(), "caption", self._tone, QRectF(x, 0, self.width(), self.height()))

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


def as_of_chip(year: str, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> Chip:
    """Return the chip that says which year a statement describes."""
    return Chip(as_of(year, catalogue), look, icon="calendar", name="asOf", parent=parent)


def as_of(year: str, catalogue: Catalogue) -> str:
    """Return "As of 2022"; labels that are no plain years ("by January 2013", "2023 report") say what they are."""
    if years.plain(year):
        return catalogue.say("components.source.as_of", year=year)
    words = years.said(year, catalogue)
    return words[:1].upper() + words[1:]


def newer_chip(look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> Chip:
    """Return the chip that says that a newer source exists."""
    words = catalogue.say("components.source.newer")
    return Chip(words, look, icon="repeat", tone="caution", name="newer", parent=parent)


class SavedMark(IconText):
    """Whether the last answer is kept. Nothing is shown until the first time; "Saving" only if it takes 400 ms."""

    def __init__(self, look: Look, catalogue: Catalogue, *, name: str = "saved", parent: QWidget | None = None) -> None:
        super().__init__("", "check", look, "small", "ink2", tint="positive", weight=500, name=name, parent=parent)
        self._catalogue = catalogue
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(look.tokens.loading_delay)
        self._late.timeout.connect(self._on_late)
        self.setVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_saved(self, time: str) -> None:
        """Say that it was kept at `time`, as written for the person."""
        self._late.stop()
        words = self._catalogue.say("components.saved.saved", time=time)
        self._show(words, "check", "ink2", "positive")

    def show_words(self, words: str) -> None:
        """Say in other words that it is kept."""
        self._late.stop()
        self._show(words, "check", "ink2", "positive")

    def show_saving(self) -> None:
        """Say that it is being kept, if that is still so after 400 ms."""
        self._late.start()

    def show_not_saved(self) -> None:
        """Say that it could not be kept and is tried again."""
        self._late.stop()
        self._show(self._catalogue.say("components.saved.not_saved"), "triangle-alert", "caution", "caution")

    def _on_late(self) -> None:
        self._show(self._catalogue.say("components.saved.saving"), "circle-dashed", "ink2", "positive")

    def _show(self, words: str, icon: str, colour: str, tint: str) -> None:
        self.show_mark(words, icon, colour, tint)
        self.setVisible(True)


class KeyHints(QLabel):
    """The keys that work here: caps and words, wrapping. A key may be a range ("A", "D"), drawn with a dash between."""

    def __init__(
        self,
        hints: Sequence[tuple[Sequence[str], str]],
        look: Look,
        *,
        name: str = "keyHints",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._hints: list[tuple[tuple[str, ...], str]] = []
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._on_look_changed)
        self.show_hints(hints)

    def show_hints(self, hints: Sequence[tuple[Sequence[str], str]]) -> None:
        """Show other keys."""
        self._hints = [(tuple(keys), shown(words)) for keys, words in hints]
        said = [" ".join(("\u2013".join(keys), words)) for keys, words in self._hints]
        self.setText(", ".join(said))
        self._on_look_changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(None, width)[1]

    def sizeHint(self) -> QSize:
        width, height = self._flow(None, 10**6)
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.em(120), self._look.em(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._flow(QPainter(self), self.width())

    def _flow(self, painter: QPainter | None, width: int) -> tuple[int, int]:
        look = self._look
        cap = look.em(22)
        dash = look.em(18)
        x = y = widest = 0
        for keys, words in self._hints:
            room = sum(key_cap_size(look, key)[0] for key in keys) + dash * (len(keys) - 1)
            word = round(text_width(look, words, "caption", 400)) + 1
            if x and x + room + look.px(6) + word > width:
                x, y = 0, y + cap + look.px(8)
            for place, key in enumerate(keys):
                if place and painter is not None:
                    centre = Qt.AlignmentFlag.AlignHCenter
                    draw_text(painter, look, "\u2013", "caption", "ink3", QRectF(x, y, dash, cap), centre)
                x += dash if place else 0
                if painter is not None:
                    draw_key_cap(painter, look, key, x, y, "ink2", "surface")
                x += key_cap_size(look, key)[0]
            x += look.px(6)
            if painter is not None:
                draw_text(painter, look, words, "caption", "ink3", QRectF(x, y, word, cap), weight=400)
            x += word
            widest = max(widest, x)
            x += look.px(24)
        return widest, y + cap

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
