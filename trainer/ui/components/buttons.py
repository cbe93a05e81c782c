"""Owns buttons: one filled, the others outlined or quiet, at least 44 high; knows nothing of what they start."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.components.press import Press
from trainer.ui.painting import draw_box, draw_key_cap, draw_text, key_cap_size, shown, text_width
from trainer.ui.theme import Look


class Rank(StrEnum):
    """How much a button weighs. One filled button per view."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    HERO = "hero"


class Button(Press):
    """A button that paints itself. `clicked` is its signal.

    `icon` stands before the words, `trailing` (an icon, mostly "arrow-right") behind them, `key` is a key cap at the
    end. `large` is 48 high, `wide` takes the whole width, `flush` has its words at the left edge (quiet ones).
    `ink` is a quiet button's colour role.
    """

    def __init__(
        self,
        text: str,
        look: Look,
        rank: Rank = Rank.SECONDARY,
        *,
        icon: str = "",
        trailing: str = "",
        key: str = "",
        large: bool = False,
        wide: bool = False,
        flush: bool = False,
        ink: str = "accent",
        weight: int = 0,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._weight = weight
        self._rank = rank
        self._leading = icon
        self._trailing = trailing
        self._key = key
        self._large = large
        self._flush = flush
        self._ink = ink
        self._busy = False
        self._label = ""
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        look.focus_ring.watch(self, "control")
        if rank is Rank.HERO:
            self.setProperty("ringToken", "onHero")
        look.changed.connect(self._on_look_changed)
        self.show_text(text)

    @property
    def label(self) -> str:
        """The words shown."""
        return self._label

    @property
    def busy(self) -> bool:
        """Whether the button waits for what it started."""
        return self._busy

    def show_text(self, text: str) -> None:
        """Show other words."""
        self._label = shown(text)
        # An ampersand would become a mnemonic.
        self.setText(self._label.replace("&", "&&"))
        self.setAccessibleName(self._label)
        self._on_look_changed()

    def show_icon(self, icon: str) -> None:
        """Show another icon before the words."""
        self._leading = icon
        self._on_look_changed()

    def show_rank(self, rank: Rank) -> None:
        """Show the button filled, outlined or quiet."""
        self._rank = rank
        self._on_look_changed()

    def show_busy(self, busy: bool, text: str = "") -> None:
        """Show that what the button started is under way: it cannot be pressed, its words may change."""
        self._busy = busy
        self.setEnabled(not busy)
        if text:
            self.show_text(text)
        self.update()

    def sizeHint(self) -> QSize:
        height = self._look.size("buttonPrimaryLarge" if self._large else "button")
        pad = self._look.px(1 if self._flush else 10 if self._rank is Rank.QUIET else 24 if self._large else 18)
        return QSize(round(self._content()) + 2 * pad, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        fill, line, ink = self._colours()
        box = QRectF(self.rect())
        draw_box(
            painter,
            box,
            look.radius("control"),
            look.colour(fill) if fill else None,
            look.colour(line) if line else None,
            look.border(),
            # Without tints, only the broken line says that it cannot be pressed.
            dashed=look.high_contrast and not self.isEnabled(),
        )
        x = (self.width() - self._content()) / 2
        leading = "circle-dashed" if self._busy else self._leading
        if leading:
            side = look.em(18)
            look.draw_icon(painter, leading, ink, 18, x, (self.height() - side) / 2)
            x += side + (look.px(8) if self._label else 0)
        width = text_width(look, self._label, "button", self._weight)
        words = QRectF(x, 0, width + 2, self.height())
        draw_text(painter, look, self._label, "button", ink, words, weight=self._weight)
        x += width
        if self._trailing:
            side = look.em(18)
            look.draw_icon(painter, self._trailing, ink, 18, x + look.px(8), (self.height() - side) / 2)
            x += side + look.px(8)
        if self._key:
            _, cap = key_cap_size(look, self._key)
            on_fill = None if self._rank is Rank.PRIMARY else "surface"
            draw_key_cap(painter, look, self._key, x + look.px(12), (self.height() - cap) / 2, ink, on_fill)

    def _content(self) -> float:
        look = self._look
        width = text_width(look, self._label, "button", self._weight)
        if self._leading or self._busy:
            width += look.em(18) + (look.px(8) if self._label else 0)
        if self._trailing:
            width += look.em(18) + look.px(8)
        if self._key:
            width += key_cap_size(look, self._key)[0] + look.px(12)
        return width

    def _colours(self) -> tuple[str, str, str]:
        """Fill, border and ink roles; an empty role is not painted."""
        high = self._look.high_contrast
        if not self.isEnabled():
            return ("sunken", "border", "ink3") if self._rank is not Rank.QUIET else ("", "", "ink3")
        if self._rank is Rank.PRIMARY:
            fill = "accentPressed" if self.isDown() else "accentHover" if self.underMouse() else "accent"
            return fill, "", "onAccent"
        if self._rank is Rank.HERO:
            if high:
                return ("hover" if self.underMouse() else "hero"), "onHero", "onHero"
            return "onHero", "", "hero"
        if self._rank is Rank.SECONDARY:
            fill = "sunken" if self.isDown() else "hover" if self.underMouse() else "surface"
            return fill, "borderControl", "ink"
        return ("sunken" if self.isDown() else "hover" if self.underMouse() else ""), "", self._ink

    def _on_look_changed(self) -> None:
        self.setFont(self._look.font("button", self._weight))
        self.updateGeometry()
        self.update()


class IconButton(Button):
    """A quiet button of one icon; `text` is its accessible name and its tooltip."""

    def __init__(
        self, text: str, icon: str, look: Look, *, ink: str = "ink2", name: str = "", parent: QWidget | None = None
    ) -> None:
        self._said = shown(text)
        super().__init__("", look, Rank.QUIET, icon=icon, ink=ink, name=name, parent=parent)
        self.setAccessibleName(self._said)
        self.setToolTip(self._said.replace("<", "\u2039"))

    def sizeHint(self) -> QSize:
        side = self._look.size("target")
        return QSize(side, side)
