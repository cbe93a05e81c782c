"""Owns how a certificate stands on paper: one calm page, A4 upright, in one language; knows no desk and no file."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QBuffer, QByteArray, QDate, QIODevice, QLineF, QLocale, QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from question_bank.model import read
from trainer.catalogue import Catalogue
from trainer.core.certificates import Certificate, shown_code
from trainer.printing import flow, glyphs
from trainer.printing.flow import FINE, MM, Strip

DOTS = 600
_WIDTH, _HEIGHT, _MARGIN = 210.0, 297.0, 28.0
_INNER = (_WIDTH - 2 * _MARGIN) * MM
_LABEL = 46.0
"""Millimetres that the names of the fields take."""
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


class CertificateSheet:
    """A certificate laid out on one sheet."""

    def __init__(self, certificate: Certificate, catalogue: Catalogue) -> None:
        self._certificate = certificate
        self._catalogue = catalogue

    @property
    def title(self) -> str:
        """What the file is called inside; it holds no name."""
        return self._say("title")

    def paint(self, painter: QPainter, dots: float) -> None:
        """Paint it with `dots` to the inch, its corner at the painter's origin."""
        painter.save()
        painter.scale(dots / 72 / FINE, dots / 72 / FINE)
        painter.setPen(QPen(Qt.GlobalColor.black, 0.5 * FINE))
        left, y = _MARGIN * MM, 34 * MM
        for strip in self._body():
            strip.draw(painter, left, y)
            y += strip.height
        y = self._fields(painter, left, y)
        foot = self._foot()
        y = max(y + 8 * MM, (_HEIGHT - _MARGIN) * MM - sum(strip.height for strip in foot))
        for strip in foot:
            strip.draw(painter, left, y)
            y += strip.height
        painter.restore()

    def _body(self) -> tuple[Strip, ...]:
        printed = self._certificate.printed
        small, serif = flow.font("Inter", 500, 11), flow.font("Vejvis Serif", 500, 30)
        name = flow.font("Vejvis Serif", 500, 24)
        return (
            *flow.paragraph(_plain(printed.unit), small, 16, _INNER),
            *flow.paragraph(self._say("title"), serif, 40, _INNER),
            flow.space(10),
            _rule(1.5),
            flow.space(26),
            *flow.paragraph(_plain(printed.name), name, 32, _INNER),
            flow.space(6),
            *flow.paragraph(self._say("has_passed"), flow.font("Inter", 400, 12), 18, _INNER),
            flow.space(4),
            *flow.paragraph(
                _plain(read(printed.title, self._catalogue.language)), flow.font("Inter", 600, 15), 21, _INNER
            ),
            flow.space(24),
        )

    def _fields(self, painter: QPainter, left: float, y: float) -> float:
        label, value = flow.font("Inter", 400, 10), flow.font("Inter", 500, 10.5)
        for name, words in self.fields():
            names = flow.paragraph(name, label, 16, _LABEL * MM)
            said = flow.paragraph(words, value, 16, _INNER - (_LABEL + 4) * MM)
            for strips, x in ((names, left), (said, left + (_LABEL + 4) * MM)):
                at = y
                for strip in strips:
                    strip.draw(painter, x, at)
                    at += strip.height
            y += max(sum(strip.height for strip in names), sum(strip.height for strip in said)) + 4 * FINE
        return y

    def fields(self) -> tuple[tuple[str, str], ...]:
        """What stands beside each other: the name of a field and what it says."""
        one, printed, say = self._certificate, self._certificate.printed, self._say
        offset = printed.offset_min
        score = say("score_value", right=printed.right, total=printed.total)
        if printed.mark:
            score = f"{score} {say('mark_value', mark=printed.mark)}"
        until = say("until_value", date=self._date(printed.expires_ms, offset)) if printed.expires_ms else say("no_end")
        bank = say(
            "bank_value", name=_plain(printed.bank.name), version=printed.bank.version, digest=printed.bank.digest[:12]
        )
        return (
            (say("date"), self._date(printed.handed_in_ms, offset)),
            (say("score"), score),
            (say("valid"), until),
            (say("number"), printed.person),
            (say("form"), printed.form[:12]),
            (say("bank"), bank),
            (say("issued"), self._date(one.issued_ms, offset)),
        )

    def _foot(self) -> tuple[Strip, ...]:
        printed = self._certificate.printed
        small = flow.font("Inter", 400, 8.5)
        limits = self._say("limits", version=printed.bank.version)
        code = self._say("code", number=shown_code(self._certificate.code))
        made_up = self._catalogue.say("paper.made_up_one")
        given = (printed.unit, printed.name, read(printed.title, self._catalogue.language), printed.bank.name)
        numbered = glyphs.lacking(map(_plain, given), small)
        return (
            _rule(0.5),
            flow.space(8),
            *(flow.paragraph(made_up, flow.font("Inter", 600, 11), 18, _INNER) if printed.made_up else ()),
            *flow.paragraph(code, flow.font("Inter", 600, 14), 20, _INNER),
            *flow.paragraph(self._say("how_to_check"), small, 13, _INNER),
            flow.space(6),
            *flow.paragraph(limits, small, 13, _INNER),
            *(flow.paragraph(self._catalogue.say("paper.numbered"), small, 13, _INNER) if numbered else ()),
        )

    def _date(self, utc_ms: int, offset_min: int) -> str:
        there = timezone(timedelta(minutes=offset_min))
        day = datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone(there)
        pattern = self._catalogue.say("common.date.day_and_year")
        return QLocale(self._catalogue.language).toString(QDate(day.year, day.month, day.day), pattern)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("certificate.paper." + code, **values)


def certificate_pdf(sheet: CertificateSheet) -> bytes:
    """Return a certificate as PDF, its fonts in it."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setCreator("Vejvis")
    writer.setResolution(DOTS)
    size = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    sheet.paint(painter, DOTS)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _rule(points: float) -> Strip:
    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.save()
        painter.setPen(QPen(Qt.GlobalColor.black, points * FINE))
        painter.drawLine(QLineF(x, y, x + _INNER, y))
        painter.restore()

    return Strip(points * FINE, draw)


def _plain(text: str) -> str:
    """On one paragraph, without control and direction characters."""
    return _UNSHOWN.sub("", text.replace("\n", " ").replace("\t", " "))
