"""Owns how a report stands on paper: figures in tables, bars, what they mean and do not; knows no desk and no file.

Black on white, A4: what a bar shows stands beside it as a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QDate, QLineF, QLocale, QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen

from trainer.catalogue import Catalogue
from trainer.core.days import ASIDE_MS
from trainer.core.percent import percent as whole_percent
from trainer.core.report_views import CourseReport, Made, ModuleFigures, ObjectiveFigures, PersonReport, Report
from trainer.core.standing import Status
from trainer.printing import flow, glyphs
from trainer.printing.flow import FINE, MM, Piece, Placed, Strip
from trainer.printing.pdf import document
from trainer.reports.table import Moment, here, shown

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 18.0
"""A4 in millimetres."""
_INNER = (WIDTH - 2 * MARGIN) * MM
_GAP = 10.0


class Bar(msgspec.Struct, frozen=True):
    """A share from 0 to 1 as a bar; None leaves its place empty."""

    share: float | None


Cell = str | Bar


def page_layout() -> QPageLayout:
    """Return what a device must be set to: the whole sheet is ours, upright."""
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def report_pdf(report: Report, catalogue: Catalogue) -> bytes:
    """Return a report as PDF, its fonts in it. Needs a QGuiApplication."""
    sheets = ReportSheets(report, catalogue)
    return document(sheets.paint_all, page_layout(), sheets.title)


class ReportSheets:
    """A report laid out on sheets of A4."""

    def __init__(self, report: Report, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._locale = QLocale(catalogue.language)
        self._report = report
        given = (shown(text) for text in _texts(msgspec.to_builtins(report)))
        lacking = glyphs.lacking(given, flow.font("Inter", 400, 9))
        self._numbered = catalogue.say("paper.numbered") if lacking else ""
        self._foot_height = _height(self._foot(88, 88))
        pieces = self._course(report) if isinstance(report, CourseReport) else self._person(report)
        high = (HEIGHT - 2 * MARGIN) * MM - self._foot_height - 6 * FINE
        self._placed = flow.flow(list(pieces), lambda _page: high, 1)

    @property
    def title(self) -> str:
        """What the document is called."""
        report = self._report
        if isinstance(report, CourseReport):
            return self._say("course.title")
        return self._say("person.title", own=report.code)

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return 1 + max((one.page for one in self._placed), default=0)

    def placed(self) -> tuple[Placed, ...]:
        """Where everything stands."""
        return tuple(self._placed)

    def paint(self, painter: QPainter, page: int, dots: float) -> None:
        """Paint one page, from 0, with `dots` to the inch, its corner at the painter's origin."""
        painter.save()
        painter.scale(dots / 72 / FINE, dots / 72 / FINE)
        painter.setPen(QPen(Qt.GlobalColor.black, 0.5 * FINE))
        left = top = MARGIN * MM
        for one in self._placed:
            if one.page == page:
                one.strip.draw(painter, left, top + one.y)
        y = (HEIGHT - MARGIN) * MM - self._foot_height
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

    def picture(self, page: int, width: int) -> QImage:
        """Return one page as a picture so many pixels wide."""
        dots = width / (WIDTH / 25.4)
        image = QImage(width, round(HEIGHT / 25.4 * dots), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.paint(painter, page, dots)
        painter.end()
        return image

    # What stands on it

    def _course(self, report: CourseReport) -> Iterator[Piece]:
        about = report.about
        group = shown(about.group) or self._say("everybody")
        yield from self._head(self._say("course.title"), group, about)
        counts = self._say("course.people", n=report.people)
        begun = self._say("course.begun", n=report.begun)
        yield self._text(f"{counts} {begun} {self._practice(report.answers, report.right)}")
        yield self._heading("status.title")
        for status in Status:
            count = report.status.get(status, 0)
            share = count / report.people if report.people else None
            words = self._say(f"status.{status.value}")
            yield self._row((5.0, 1.2, 5.0), (words, str(count), Bar(share)), right=(1,))
        yield self._note("status.note")
        yield from self._modules(report.modules, course=True)
        yield self._heading("assessments.title")
        if report.assessments:
            widths = (5.2, 1.6, 1.6, 1.6, 1.6, 1.6)
            heads = ("assessment", "people", "passed", "borderline", "not_yet", "mean")
            yield self._row(widths, [self._say(f"head.{head}") for head in heads], right=range(1, 6), strong=True)
            for one in report.assessments:
                counts_of = (one.people, one.passed, one.borderline, one.not_yet)
                cells = [shown(one.title), *map(str, counts_of), self._percent(one.mean)]
                if one.unmarked == one.people:
                    cells[2:5] = ["", "", ""]
                yield self._row(widths, cells, right=range(1, 6))
            yield self._note("assessments.note")
        else:
            yield self._text(self._say("assessments.none"))
        # On a page of their own where both go on one: what was hard, and how all of this is to be read.
        hardest = self._hardest(report.hardest, "hardest.course_note", "hardest.course_none", people=True)
        yield from _kept((*hardest, *self._meaning(("practice", "mastery", "standing", "small", "not_person"))))
        if report.people_named:
            yield self._heading("named.title")
            columns = (1.8, 5.0, 3.0, 2.6, 3.2)
            titles = ("code", "name", "status", "practice", "last")
            yield self._row(columns, [self._say(f"head.{head}") for head in titles], right=(3, 4), strong=True)
            for who in report.people_named:
                practice = self._of(who.right, who.answers) if who.answers else ""
                last = self._of(who.last_right or 0, who.last_total) if who.last_total else ""
                words = self._say(f"status.{who.status.value}")
                yield self._row(columns, (who.code, shown(who.name), words, practice, last), right=(3, 4))

    def _person(self, report: PersonReport) -> Iterator[Piece]:
        who = ", ".join(part for part in (shown(report.name), report.code) if part)
        yield from self._head(self._say("person.heading"), who, report.about)
        facts = [shown(report.role), ", ".join(map(shown, report.groups))]
        last = self._say("person.seen", day=self._day(report.last_seen_ms)) if report.last_seen_ms else ""
        words = self._say(f"status.{report.status.value}")
        line = ". ".join(part for part in (*facts, self._say("person.status", status=words)) if part)
        yield self._text(" ".join(part for part in (line + ".", last) if part))
        yield self._text(self._practice(report.answers, report.right))
        yield from self._modules(report.modules, course=False)
        yield self._heading("attempts.title")
        if report.attempts:
            widths = (5.2, 2.6, 2.0, 1.6, 2.6)
            heads = ("assessment", "day", "right", "mark", "verdict")
            yield self._row(widths, [self._say(f"head.{head}") for head in heads], right=(2, 3), strong=True)
            for one in report.attempts:
                verdict = self._say(f"verdict.{one.verdict}") if one.verdict else ""
                if one.timed_out:
                    verdict = ", ".join(part for part in (verdict, self._say("timed_out")) if part)
                mark = str(one.mark) if one.mark else ""
                day = self._day(one.ended_ms, one.offset_min)
                cells = (shown(one.title), day, self._of(one.right, one.total), mark, verdict)
                yield self._row(widths, cells, right=(2, 3))
        else:
            yield self._text(self._say("attempts.none"))
        yield self._heading("assigned.title")
        for task in report.assigned:
            due = self._say("assigned.due", day=self._day(task.due_ms - ASIDE_MS)) if task.due_ms else ""
            title = shown(task.title) or self._say("assigned.sealed")
            yield self._row((6.0, 3.6, 3.0), (title, due, self._say(f"doing.{task.doing.value}")))
        if not report.assigned:
            yield self._text(self._say("assigned.none"))
        yield from self._hardest(report.hardest, "hardest.person_note", "hardest.person_none", people=False)
        yield from self._meaning(("talk", "practice", "mastery", "standing"))

    def _head(self, title: str, of: str, about: Made) -> Iterator[Piece]:
        serif = flow.font("Vejvis Serif", 500, 20)
        yield Piece(flow.paragraph(title, flow.font("Inter", 500, 9), 13, _INNER))
        yield Piece((*flow.paragraph(of, serif, 25, _INNER), flow.space(2), _rule(1.5, 6)))
        yield self._text(self._days(about))
        if about.made_up:
            yield Piece(flow.paragraph(self._made_up(), flow.font("Inter", 600, 9.2), 13, _INNER), 4 * FINE)

    def _modules(self, modules: Sequence[ModuleFigures], *, course: bool) -> Iterator[Piece]:
        yield self._heading("modules.title")
        widths = (5.0, 1.8, 1.6, 2.4, 1.7, 1.7) if course else (5.0, 1.6, 2.6, 2.2, 1.8)
        heads = ["module", "mastery", "", "right", "lessons"]
        if course:
            heads.insert(1, "begun")
        right = {1, 2, 4, 5} if course else {1, 3, 4}
        said = [self._say(f"head.{head}") if head else "" for head in heads]
        yield self._row(widths, said, right=right, strong=True)
        for one in modules:
            practice = self._percent(one.right / one.answers if one.answers else None)
            cells: list[Cell] = [one.title, self._percent(one.mastery), Bar(one.mastery), practice, str(one.lessons)]
            if course:
                cells.insert(1, str(one.begun))
            yield self._row(widths, cells, right=right)
        yield self._note("modules.course_note" if course else "modules.person_note")

    def _hardest(self, found: Sequence[ObjectiveFigures], note: str, none: str, *, people: bool) -> Iterator[Piece]:
        yield self._heading("hardest.title")
        if not found:
            yield self._text(self._say(none))
            return
        widths = (9.0, 2.0, 1.8) if people else (9.6, 2.2)
        heads = ("objective", "right", "people") if people else ("objective", "right")
        right = range(1, len(widths))
        yield self._row(widths, [self._say(f"head.{head}") for head in heads], right=right, strong=True)
        for one in found:
            cells = [one.title, self._of(one.right, one.answers), str(one.people)]
            yield self._row(widths, cells[: len(widths)], right=right)
        yield self._note(note)

    def _meaning(self, codes: Sequence[str]) -> Iterator[Piece]:
        yield self._heading("meaning.title")
        for code in codes:
            yield self._text(self._say(f"meaning.{code}"), gap=3.0)

    def _foot(self, page: int, pages: int) -> tuple[Strip, ...]:
        about = self._report.about
        bank = self._say("bank_draft" if about.draft else "bank", version=about.bank_version)
        made = self._say("made", day=self._day(about.made_ms, about.offset_min))
        # On each page: one that is found alone is not to be taken for a real person's.
        notes = [self._made_up() if about.made_up else "", self._numbered]
        words = " ".join(filter(None, (made, bank, self._say("page", page=page, pages=pages), *notes)))
        return (_rule(0.5, 3), *flow.paragraph(words, flow.font("Inter", 400, 7.5), 10, _INNER))

    def _made_up(self) -> str:
        report = self._report
        n = report.about.made_up
        if isinstance(report, CourseReport) and n < report.people:
            return self._catalogue.say("paper.made_up_some", n=n)
        return self._catalogue.say("paper.made_up" if isinstance(report, CourseReport) else "paper.made_up_one")

    # Pieces

    def _heading(self, code: str) -> Piece:
        return Piece(flow.paragraph(self._say(code), flow.font("Inter", 600, 11), 16, _INNER), 10 * FINE, leads=True)

    def _text(self, words: str, gap: float = 4.0) -> Piece:
        return Piece(flow.paragraph(words, flow.font("Inter", 400, 9.2), 13, _INNER), gap * FINE)

    def _note(self, code: str) -> Piece:
        return Piece(flow.paragraph(self._say(code), flow.font("Inter", 400, 7.8), 10.6, _INNER), 3 * FINE)

    def _row(
        self,
        widths: Sequence[float],
        cells: Sequence[Cell],
        *,
        right: Sequence[int] | range | set[int] = (),
        strong: bool = False,
    ) -> Piece:
        """Cells beside each other, as wide as `widths` say in parts; those of `right` end at their right edge."""
        face = flow.font("Inter", 600, 7.8) if strong else flow.font("Inter", 400, 9)
        part = (_INNER - _GAP * FINE * (len(widths) - 1)) / sum(widths)
        made: list[tuple[float, float, bool, Cell, tuple[Strip, ...]]] = []
        left = 0.0
        for place, (width, cell) in enumerate(zip(widths, cells, strict=True)):
            room = width * part
            strips = flow.paragraph(cell, face, 12.5, room, right=place in right) if isinstance(cell, str) else ()
            made.append((left, room, place in right, cell, strips))
            left += room + _GAP * FINE
        lines = max(1, *(len(strips) for *_, strips in made))
        rows = []
        for number in range(lines):
            rows.append(_beside([(x, w, cell, strips[number : number + 1]) for x, w, _, cell, strips in made], number))
        rows.append(_rule(0.7 if strong else 0.25, 0.0))
        return Piece(tuple(rows), 2 * FINE, leads=strong)

    # Words

    def _practice(self, answers: int, right: int) -> str:
        return self._say("practice", right=right, answers=answers) if answers else self._say("no_practice")

    def _of(self, right: int, total: int) -> str:
        return self._say("of", right=right, total=total)

    def _percent(self, share: float | None) -> str:
        return "" if share is None else self._say("percent", percent=whole_percent(share))

    def _days(self, about: Made) -> str:
        if not about.since and not about.until:
            return self._say("days.all")
        days = {name: self._date(date.fromisoformat(day)) for name, day in self._named(about) if day}
        return self._say("days." + "_".join(days), **days)

    @staticmethod
    def _named(about: Made) -> tuple[tuple[str, str], tuple[str, str]]:
        return ("since", about.since), ("until", about.until)

    def _day(self, ms: int, offset_min: int | None = None) -> str:
        """The day of a moment: by the offset it was kept with, else by this computer's zone at that moment."""
        there = here(ms) if offset_min is None else Moment(ms, offset_min)
        return self._date(there.local().date()) if there is not None else ""

    def _date(self, day: date) -> str:
        pattern = self._catalogue.say("common.date.day_and_year")
        return self._locale.toString(QDate(day.year, day.month, day.day), pattern)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("reports." + code, **values)


def _texts(value: object) -> Iterator[str]:
    """Every text in a report."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, Sequence):
        for one in value:
            yield from _texts(one)


def _kept(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same pieces, not divided between pages where one holds them all."""
    for place, piece in enumerate(pieces, 1):
        yield replace(piece, leads=place < len(pieces))


def _height(strips: Sequence[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _rule(points: float, below: float) -> Strip:
    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.save()
        painter.setPen(QPen(Qt.GlobalColor.black, points * FINE))
        painter.drawLine(QLineF(x, y + points * FINE / 2, x + _INNER, y + points * FINE / 2))
        painter.restore()

    return Strip((points + below) * FINE, draw)


def _beside(cells: Sequence[tuple[float, float, Cell, tuple[Strip, ...]]], number: int) -> Strip:
    """One line of a row: the lines of its cells, and its bars in the first."""
    height = 12.5 * FINE

    def draw(painter: QPainter, x: float, y: float) -> None:
        for left, width, cell, strips in cells:
            if isinstance(cell, Bar) and number == 0 and cell.share is not None:
                _bar(painter, QRectF(x + left, y + height / 2 - 2.5 * FINE, width, 5 * FINE), cell.share)
            for strip in strips:
                strip.draw(painter, x + left, y)

    return Strip(height, draw)


def _bar(painter: QPainter, box: QRectF, share: float) -> None:
    painter.save()
    painter.setPen(QPen(Qt.GlobalColor.black, 0.4 * FINE))
    painter.drawRect(box)
    filled = QRectF(box)
    filled.setWidth(box.width() * min(1.0, max(0.0, share)))
    painter.fillRect(filled, Qt.GlobalColor.black)
    painter.restore()
