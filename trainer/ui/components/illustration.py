"""Owns the drawing of hills and cairn, on the sign-in page and the continue card; decorative and silent."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Margins
from trainer.ui.painting import fill
from trainer.ui.theme import Look

_LARGEST_TEXT = 1.5

Curve = tuple[tuple[float, float], ...]

# Each hill: where its edge begins, then cubic curves of three points each; the rest is filled down to the ground.
_FAR: Curve = ((0, 512), (50, 497), (95, 485), (140, 485), (170, 485), (175, 490), (220, 484), (265, 474), (285, 475))
_FAR += ((315, 478), (355, 482), (385, 474), (420, 469), (440, 467), (452, 468), (464, 470))
_MID: Curve = ((0, 556), (70, 545), (115, 537), (170, 538), (210, 539), (225, 543), (270, 541), (330, 536), (390, 530))
_MID += ((464, 534),)
_NEAR: Curve = ((0, 604), (80, 600), (140, 602), (190, 602), (270, 601), (350, 590), (464, 594))
_GROUND: Curve = ((0, 704), (110, 664), (190, 650), (270, 650), (340, 652), (410, 672), (464, 700))
_LOW = QRectF(204.5, 613, 158, 47)
_MIDDLE = QRectF(226.5, 580.5, 114.5, 38.5)
_TOP = QRectF(254.5, 554, 61.5, 31.5)


def _hill(edge: Curve, bottom: float) -> QPainterPath:
    path = QPainterPath(QPointF(*edge[0]))
    rest = edge[1:]
    for place in range(0, len(rest) - 2, 3):
        path.cubicTo(QPointF(*rest[place]), QPointF(*rest[place + 1]), QPointF(*rest[place + 2]))
    path.lineTo(QPointF(*edge[-1]))
    path.lineTo(edge[-1][0], bottom)
    path.lineTo(edge[0][0], bottom)
    path.closeSubpath()
    return path


def _stone(box: QRectF) -> QPainterPath:
    # Rounder above than below, as a stone lies.
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    path = QPainterPath(QPointF(x, y + h * 0.56))
    path.cubicTo(x, y + h * 0.18, x + w * 0.2, y, x + w * 0.5, y)
    path.cubicTo(x + w * 0.8, y, x + w, y + h * 0.18, x + w, y + h * 0.56)
    path.cubicTo(x + w, y + h * 0.84, x + w * 0.94, y + h * 0.94, x + w * 0.84, y + h * 0.96)
    path.cubicTo(x + w * 0.65, y + h * 1.01, x + w * 0.35, y + h * 1.01, x + w * 0.16, y + h * 0.96)
    path.cubicTo(x + w * 0.06, y + h * 0.94, x, y + h * 0.84, x, y + h * 0.56)
    return path


def _fill(painter: QPainter, look: Look, path: QPainterPath, name: str) -> None:
    painter.fillPath(path, look.colour("illustration." + name))


def _paint_cairn(painter: QPainter, look: Look) -> None:
    for box, name in ((_LOW, "stoneLow"), (_MIDDLE, "stoneMid"), (_TOP, "stoneTop")):
        _fill(painter, look, _stone(box), name)


def _allowed(look: Look) -> bool:
    return not look.high_contrast and look.text_scale <= _LARGEST_TEXT


class Illustration(QWidget):
    """The sign-in picture, drawn for 464 by 800, kept to its lower edge; a plain ground where no picture is to be."""

    def __init__(self, look: Look, *, name: str = "illustration", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(464, 800)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not _allowed(look):
            fill(painter, self.rect(), look.colour("hero"))
            return
        fill(painter, self.rect(), look.colour("illustration.sky"))
        # As wide as the widget; at least high enough that the ground reaches the lower edge.
        scale = self.width() / 464
        painter.translate(0, self.height() - 800 * scale)
        painter.scale(scale, scale)
        disc = QPainterPath()
        disc.addEllipse(QPointF(330, 470), 92, 92)
        _fill(painter, look, disc, "disc")
        for edge, name in ((_FAR, "far"), (_MID, "mid"), (_NEAR, "near"), (_GROUND, "ground")):
            _fill(painter, look, _hill(edge, 801), name)
        _paint_cairn(painter, look)


class HeroCard(Card):
    """The continue card: the accent's own ground with hills and cairn in its right corner where there is room."""

    def __init__(
        self,
        look: Look,
        *,
        spacing: int = 8,
        margins: Margins = (32, 28, 32, 28),
        name: str = "hero",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, tone="hero", spacing=spacing, margins=margins, name=name, parent=parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = self._look
        if not _allowed(look) or look.single_column or self.width() < 560:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.radius("hero")
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(clip)
        painter.translate(self.width() - 724, self.height() - 232)
        far = QPainterPath(QPointF(489, 232))
        far.cubicTo(QPointF(500, 185), QPointF(545, 125), QPointF(604, 119))
        far.cubicTo(QPointF(640, 112), QPointF(680, 106), QPointF(725, 98))
        far.lineTo(725, 233)
        far.closeSubpath()
        near = QPainterPath(QPointF(432, 233))
        near.cubicTo(QPointF(475, 205), QPointF(530, 185), QPointF(590, 180))
        near.cubicTo(QPointF(640, 176), QPointF(690, 178), QPointF(725, 164))
        near.lineTo(725, 233)
        near.closeSubpath()
        _fill(painter, look, far, "disc" if look.theme == "dark" else "far")
        _fill(painter, look, near, "sky")
        # The cairn of the large picture, 0.62 of its size, on the near hill.
        painter.translate(561 - _LOW.x() * 0.625, 183.5 - _LOW.bottom() * 0.625)
        painter.scale(0.625, 0.625)
        painter.setPen(Qt.PenStyle.NoPen)
        _paint_cairn(painter, look)
