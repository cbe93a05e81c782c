"""Owns how a reference card stands on paper: parts, lines to write on, the foot; knows no desk and no file.

Black on white: what a part is stands in words, and the person's own part has a bar beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone

import msgspec
from PySide6.QtCore import QDate, QLineF, QLocale, QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen

from trainer import years
from trainer.catalogue import Catalogue
from trainer.core.cards import CardLine, CardPart, LocalNumber, Paper, Part, ReferenceCard
from trainer.printing import flow
from trainer.printing.flow import FINE, MM, Piece, Placed, Strip

EMPTY_LINES = 3
"""Lines to write on where nobody has entered a number."""

_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


class Sheet(msgspec.Struct, frozen=True):
    """A size of paper in millimetres, its margin and its columns."""

    width: float
    height: float
    margin: float
    columns: int
    gutter: float = 9.0

    @property
    def column(self) -> float:
        """How wide a column is, in units."""
        inner = self.width - 2 * self.margin - (self.columns - 1) * self.gutter
        return inner / self.columns * MM

    @property
    def inner(self) -> float:
        """What lies between the margins, in units."""
        return (self.width - 2 * self.margin) * MM


SHEETS = {Paper.A5: Sheet(148, 210, 11, 1), Paper.A4: Sheet(210, 297, 14, 2)}
_SIZES = {Paper.A5: QPageSize.PageSizeId.A5, Paper.A4: QPageSize.PageSizeId.A4}


def page_layout(paper: Paper) -> QPageLayout:
    """Return what a device must be set to: the whole sheet is ours, upright."""
    return QPageLayout(QPageSize(_SIZES[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


class CardSheets:
    """A card laid out on sheets of one size."""

    def __init__(self, card: ReferenceCard, paper: Paper, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._sheet = SHEETS[paper]
        self._card = card
        # A heading or a caution of many lines goes into the columns with the rest, where it can go on overleaf.
        most = SHEETS[paper].height * MM / 4
        self._head = self._heading(self._sheet.inner)
        self._heads = _height(self._head) <= most
        if not self._heads:
            self._head = ()
        self._cautions = _height(self._caution(self._sheet.inner)) <= most
        # Laid out once with a number of pages as long as any, so that its height is known before the pages are.
        self._foot_height = _height(self._foot(88, 88))
        self._placed = flow.flow(list(self._pieces()), self._column_height, self._sheet.columns)

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return 1 + max((one.page for one in self._placed), default=0)

    def paint(self, painter: QPainter, page: int, dots: float) -> None:
        """Paint one page, from 0, with `dots` to the inch, its corner at the painter's origin."""
        sheet = self._sheet
        painter.save()
        painter.scale(dots / 72 / FINE, dots / 72 / FINE)
        painter.setPen(QPen(Qt.GlobalColor.black, 0.5 * FINE))
        left, top = sheet.margin * MM, sheet.margin * MM
        if page == 0:
            y = top
            for strip in self._head:
                strip.draw(painter, left, y)
                y += strip.height
        begin = self._top(page)
        for one in self._placed:
            if one.page == page:
                x = left + one.column * (sheet.column + sheet.gutter * MM)
                one.strip.draw(painter, x, begin + one.y)
        y = (sheet.height - sheet.margin) * MM - self._foot_height
        for strip in self._foot(page + 1, self.pages):
            strip.draw(painter, left, y)
            y += strip.height
        painter.restore()

    def paint_all(self, device: QPagedPaintDevice, painter: QPainter) -> None:
        """Paint every page on a device that was set to `page_layout` and on which `painter` has begun."""
        for page in range(self.pages):
            if page:
                device.newPage()
            self.paint(painter, page, painter.device().logicalDpiX())

    def picture(self, page: int, width: int, ratio: float = 1.0) -> QImage:
        """Return one page as a picture so many pixels wide, for the screen."""
        sheet = self._sheet
        dots = width * ratio / (sheet.width / 25.4)
        image = QImage(round(width * ratio), round(sheet.height / 25.4 * dots), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.paint(painter, page, dots)
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    def words(self) -> str:
        """What stands on the card, for a screen reader and for tests."""
        card = self._card
        lines = [self._say("title"), card.title, *(one.statement for part in card.parts for one in part.lines)]
        return "\n".join([*lines, *(f"{one.label} {one.number}" for one in card.numbers), card.caution])

    def placed(self) -> tuple[Placed, ...]:
        """Where everything stands."""
        return tuple(self._placed)

    def _top(self, page: int) -> float:
        head = _height(self._head) if page == 0 else 0.0
        return self._sheet.margin * MM + head

    def _column_height(self, page: int) -> float:
        sheet = self._sheet
        return (sheet.height - sheet.margin) * MM - self._foot_height - 3 * FINE - self._top(page)

    # What stands where

    def _heading(self, width: float) -> tuple[Strip, ...]:
        card = self._card
        serif = flow.font("Vejvis Serif", 500, 19)
        small = flow.font("Inter", 500, 8.5)
        above = self._say("title_personal", name=_plain(card.person)) if card.person else self._say("title")
        return (
            *flow.paragraph(above, small, 12, width),
            *flow.paragraph(_plain(card.title), serif, 23, width),
            flow.space(3),
            _rule(width, 1.5, 8),
        )

    def _pieces(self) -> Iterator[Piece]:
        card = self._card
        if not self._heads:
            yield Piece(self._heading(self._sheet.column))
        for part in card.parts:
            yield self._part_title(self._say(f"part.{part.part.value}"), first=part is card.parts[0])
            yield from self._lines(part)
        yield self._part_title(self._say("numbers.title"), first=not card.parts)
        yield from self._numbers()
        if card.documents:
            yield self._part_title(self._say("documents"), first=False)
            yield from self._documents()
        if not self._cautions:
            yield Piece(self._caution(self._sheet.column), 9 * FINE)

    def _part_title(self, words: str, *, first: bool) -> Piece:
        face = flow.font("Inter", 600, 10.5)
        strips = flow.paragraph(words, face, 14, self._sheet.column)
        return Piece(strips, 0.0 if first else 9 * FINE, leads=True)

    def _lines(self, part: CardPart) -> Iterator[Piece]:
        own = part.part is Part.OWN
        for line in part.lines:
            strips = self._entry(line, indent=7.0 if own else 0.0)
            yield Piece(tuple(_barred(strip) for strip in strips) if own else strips, 4 * FINE)

    def _entry(self, line: CardLine, indent: float) -> tuple[Strip, ...]:
        width = self._sheet.column
        face, small = flow.font("Inter", 400, 8.8), flow.font("Inter", 400, 7.3)
        year = _plain(years.said(line.year, self._catalogue))
        source = f"{year}, {_plain(line.document)}"
        return (
            *flow.paragraph(_plain(line.statement), face, 11.6, width, indent=indent),
            *flow.paragraph(
                source, small, 9.6, width, indent=indent, strong=len(year), heavy=flow.font("Inter", 600, 7.3)
            ),
        )

    def _numbers(self) -> Iterator[Piece]:
        width, face = self._sheet.column, flow.font("Inter", 400, 9)
        hint = flow.paragraph(self._say("numbers.hint"), flow.font("Inter", 400, 7.5), 10, width)
        yield Piece(hint, 2 * FINE, leads=True)
        empty = tuple(LocalNumber("", "") for _ in range(max(0, EMPTY_LINES - len(self._card.numbers))))
        for one in (*self._card.numbers, *empty):
            label, number = _plain(one.label), _plain(one.number)
            said = f"{label}: {number}" if label and number else f"{label}:" if label else number
            heavy = flow.font("Inter", 600, 9)
            written = flow.paragraph(said, face, 13, width, strong=len(label) + bool(label), heavy=heavy)
            written = written or (flow.space(13),)
            yield Piece((flow.space(6), *written, _rule(width, 0.5, 2)))

    def _documents(self) -> Iterator[Piece]:
        face, heavy = flow.font("Inter", 400, 7.5), flow.font("Inter", 600, 7.5)
        for one in self._card.documents:
            short = _plain(one.short)
            said = f"{short}: {_plain(one.title)} ({_plain(years.said(one.year, self._catalogue))})"
            yield Piece(flow.paragraph(said, face, 10, self._sheet.column, strong=len(short), heavy=heavy), 2 * FINE)

    def _foot(self, page: int, pages: int) -> tuple[Strip, ...]:
        card, width = self._card, self._sheet.inner
        small = flow.font("Inter", 400, 7)
        bank = self._say("bank_draft" if card.draft else "bank", version=card.bank_version, date=self._date())
        return (
            _rule(width, 0.5, 3),
            *(self._caution(width) if self._cautions else ()),
            *flow.paragraph(f"{bank} {self._say('page', page=page, pages=pages)}", small, 9.5, width),
        )

    def _caution(self, width: float) -> tuple[Strip, ...]:
        return flow.paragraph(_plain(self._card.caution), flow.font("Inter", 600, 7), 9.5, width)

    def _date(self) -> str:
        card = self._card
        there = timezone(timedelta(minutes=card.offset_min))
        day = datetime.fromtimestamp(card.printed_ms / 1000, UTC).astimezone(there)
        pattern = self._catalogue.say("common.date.day_and_year")
        return QLocale(self._catalogue.language).toString(QDate(day.year, day.month, day.day), pattern)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("card." + code, **values)


def _height(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _plain(text: str) -> str:
    """On one paragraph, without control and direction characters."""
    return _UNSHOWN.sub("", text.replace("\n", " ").replace("\t", " "))


def _rule(width: float, points: float, below: float) -> Strip:
    """A line across, with room below it."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.save()
        painter.setPen(QPen(Qt.GlobalColor.black, points * FINE))
        painter.drawLine(QLineF(x, y + points * FINE / 2, x + width, y + points * FINE / 2))
        painter.restore()

    return Strip((points + below) * FINE, draw)


def _barred(strip: Strip) -> Strip:
    """The same with a bar at its left."""

    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.fillRect(QRectF(x, y, 2 * FINE, strip.height), Qt.GlobalColor.black)
        strip.draw(painter, x, y)

    return Strip(strip.height, draw)
