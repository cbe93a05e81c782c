"""Owns how progress is drawn: ring, bar with a mark, steps; each a real progress bar; knows not how it is counted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.core.percent import percent as whole_percent
from trainer.ui.painting import draw_box, draw_text, shown, text_width
from trainer.ui.theme import Look

_MOST_SEGMENTS = 20


class _Bar(QProgressBar):
    def __init__(self, look: Look, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = ""
        self.setObjectName(name)
        self.setRange(0, 100)
        self.setValue(0)
        self.setTextVisible(False)
        look.changed.connect(self._on_look_changed)

    def text(self) -> str:
        """Return the value in words."""
        return self._words

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


class MasteryRing(_Bar):
    """A ring, 72 wide, with "81%" or "7/12" in it. `colour` is the role of its arc, usually a module's accent."""

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        colour: str = "accent",
        size: int = 0,
        name: str = "ring",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, parent)
        self._catalogue = catalogue
        self._colour = colour
        self._size = size or look.tokens.sizes["ring"]
        self._share = 0.0
        self._mark = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, words: str, label: str, mark: float = 0.0, mark_words: str = "") -> None:
        """Show a share of the whole (0 to 1), the words in the ring, and what it is a share of (spoken).

        `mark` is where the pass mark is, 0 for none, spoken as `mark_words`.
        """
        self._share, self._mark = min(1.0, max(0.0, share)), mark
        self._words = shown(words)
        self.setValue(whole_percent(self._share))
        say = self._catalogue.say
        if mark:
            name = say("components.bar.pass_mark", label=label, value=words, mark=mark_words)
        else:
            name = say("components.ring.name", label=label, value=words)
        self.setAccessibleName(shown(name))
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.em(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = look.em(look.tokens.sizes["ringStroke"]) * self._size / look.tokens.sizes["ring"]
        half = stroke / 2
        circle = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(QPen(look.colour("track"), stroke))
        painter.drawEllipse(circle)
        if self._share > 0:
            arc = QPen(look.colour(self._colour), stroke)
            arc.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(arc)
            painter.drawArc(circle, 90 * 16, -round(self._share * 360 * 16))
        if self._mark:
            painter.save()
            painter.translate(circle.center())
            painter.rotate(self._mark * 360)
            tick = max(2.0, look.em(2))
            outer, inner = circle.height() / 2 + half, circle.height() / 2 - half - look.em(4)
            painter.fillRect(QRectF(-tick / 2, -outer, tick, outer - inner), look.colour("ink"))
            painter.restore()
        style = "header" if self._size <= 80 else "heading"
        room = self.width() - 3 * stroke
        # Longer words ("12/34") keep clear of the ring.
        style = style if text_width(look, self._words, style) <= room else "small"
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, look, self._words, style, "ink", QRectF(self.rect()), centre, 600)


class ModuleBar(_Bar):
    """A thin bar with a tick where the pass mark is. `colour` is the role of what is filled."""

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        colour: str = "accent",
        name: str = "bar",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, parent)
        self._catalogue = catalogue
        self._colour = colour
        self._share = 0.0
        self._mark = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, words: str, label: str, mark: float = 0.0, mark_words: str = "") -> None:
        """Show a share (0 to 1), said as `words` of `label`; `mark` is where the pass mark is, 0 for none."""
        self._share, self._mark = min(1.0, max(0.0, share)), mark
        self._words = shown(words)
        self.setValue(whole_percent(self._share))
        if mark and mark_words:
            name = self._catalogue.say("components.bar.pass_mark", label=label, value=words, mark=mark_words)
        else:
            name = self._catalogue.say("components.bar.name", label=label, value=words)
        self.setAccessibleName(shown(name))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.em(132), self._look.em(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.em(60), self._look.em(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        high = look.em(8)
        track = QRectF(0, (self.height() - high) / 2, self.width(), high)
        draw_box(painter, track, high / 2, look.colour("track"), None)
        if self._share > 0:
            filled = QRectF(track)
            filled.setWidth(max(high, self._share * track.width()))
            draw_box(painter, filled, high / 2, look.colour(self._colour), None)
        if self._mark > 0:
            x = round(self._mark * track.width()) - 1
            painter.fillRect(QRectF(x, (self.height() - look.em(18)) / 2, 2, look.em(18)), look.colour("ink"))


class StepSegments(_Bar):
    """Short segments: done, at hand, to come, and "7 of 12" behind them. `hero` is for the continue card."""

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        hero: bool = False,
        name: str = "steps",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, parent)
        self._catalogue = catalogue
        self._hero = hero
        self._done = 0
        self._current = 0
        self._steps = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, done: int, current: int, steps: int, words: str = "") -> None:
        """Show `done` of `steps`, the step numbered `current` (from 1; 0 for none) at hand."""
        self._done, self._current, self._steps = done, current, max(1, steps)
        if not words:
            words = self._catalogue.say("components.steps.of", step=current or done, steps=steps)
        self._words = shown(words)
        self.setRange(0, self._steps)
        self.setValue(done)
        self.setAccessibleName(self._words)
        self._on_look_changed()

    def sizeHint(self) -> QSize:
        look = self._look
        width = round(text_width(look, self._words, "explain")) + look.px(16) + 2
        return QSize(width + self._bars(), look.line("explain"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        full, empty = ("onHero", "") if self._hero else ("accent", "track")
        empty_line = "heroLine" if self._hero else "borderControl" if look.high_contrast else ""
        high = float(look.em(6 if not self._hero else 8))
        top = (self.height() - high) / 2
        if self._long:
            track = QRectF(0, top, self._bars(), high)
            fill = look.colour(empty) if empty and not look.high_contrast else None
            draw_box(painter, track, high / 2, fill, look.colour(empty_line) if empty_line else None, 1)
            if self._done:
                track.setWidth(max(high, track.width() * self._done / self._steps))
                draw_box(painter, track, high / 2, look.colour(full), None)
        else:
            wide, gap = self._segment()
            for step in range(self._steps):
                box = QRectF(step * (wide + gap), top, wide, high)
                if step < self._done:
                    draw_box(painter, box, high / 2, look.colour(full), None)
                elif step + 1 == self._current:
                    inside = None if self._hero else look.colour("surface")
                    draw_box(painter, box, high / 2, inside, look.colour(full), 1.5)
                else:
                    fill = look.colour(empty) if empty and not look.high_contrast else None
                    edge = look.colour(empty_line) if empty_line else None
                    draw_box(painter, box, high / 2, fill, edge, 1)
        ink = "onHero2" if self._hero else "ink2"
        words = QRectF(self._bars() + look.px(16), 0, self.width(), self.height())
        draw_text(painter, look, self._words, "explain", ink, words)

    @property
    def _long(self) -> bool:
        return self._steps > _MOST_SEGMENTS

    def _segment(self) -> tuple[int, int]:
        wide = 22 if self._hero else 20
        wide = wide if self._steps <= 12 else 12
        return self._look.em(wide), self._look.px(6 if self._hero else 4)

    def _bars(self) -> int:
        if self._long:
            return self._look.em(240)
        wide, gap = self._segment()
        return self._steps * wide + (self._steps - 1) * gap
