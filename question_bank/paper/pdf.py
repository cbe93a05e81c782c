"""Owns a sheet as a PDF on A4, black on white, in the fonts of the house; knows no content."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from question_bank.paper.sheet import Drawing, Entry, Grid, Heading, Part, Remarks, Text

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
FAMILY = "Inter"
MARGIN, GAP, SIDE = 20.0, 2.0, 26.0
"""Millimetres: of the page, between parts, and for the mark before an entry."""

SIZES = {1: 20.0, 2: 15.0, 3: 12.0, 4: 11.0}
"""Points of headings by level."""

TONES = {"plain": ("", 10.0), "strong": ("B", 10.0), "small": ("", 7.5), "quiet": ("", 9.0)}
"""Style and points of a paragraph by tone; the house's font has no italic."""


class _Paper(FPDF):
    def __init__(self, title: str) -> None:
        super().__init__(format="A4")
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.set_title(title)
        for style, weight in (("", 400), ("B", 600)):
            self.add_font(FAMILY, style, str(FONTS / f"Inter-{weight}.ttf"))
        self.set_font(FAMILY, size=10)

    def footer(self) -> None:
        self.set_y(-MARGIN / 2 - 3)
        self.set_font(FAMILY, size=7.5)
        self.cell(0, 4, f"{self.title}   {self.page_no()}", align="R")


def write(title: str, parts: Iterable[Part], out: Path) -> None:
    """Write the sheet to `out`. Raises OSError where it cannot be written."""
    # The library tells of each tag of a drawing that it leaves out: titles, which paper has no use for.
    logging.getLogger("fpdf").setLevel(logging.ERROR)
    paper = _Paper(title)
    paper.add_page()
    for part in parts:
        _put(paper, part)
    out.write_bytes(bytes(paper.output()))


def _put(paper: _Paper, part: Part) -> None:
    match part:
        case Heading(text, level, fresh):
            if fresh and paper.get_y() > MARGIN:
                paper.add_page()
            paper.set_font(FAMILY, "B", SIZES[level])
            paper.ln(GAP * (5 - level))
            _keep_with_next(paper, 40 if level < 4 else 20)
            _write(paper, 0, text, SIZES[level])
        case Text(text, tone):
            style, points = TONES[tone]
            paper.set_font(FAMILY, style, points)
            _write(paper, 0, text, points)
            paper.ln(GAP / 2)
        case Entry(mark, text, said):
            _entry(paper, mark, text, said)
        case Grid(rows):
            paper.set_font(FAMILY, "", 9)
            with paper.table(line_height=5, padding=1, text_align="LEFT") as table:
                for row in rows:
                    table.row(row)
            paper.ln(GAP)
        case Drawing(svg):
            _draw(paper, svg)
        case Remarks(ticks, lines):
            _remarks(paper, ticks, lines)


def _write(paper: FPDF, width: float, text: str, points: float) -> None:
    paper.multi_cell(width, points * 0.5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _keep_with_next(paper: FPDF, room: float) -> None:
    """Begin a page where less than `room` millimetres are left."""
    if paper.will_page_break(room):
        paper.add_page()


def _entry(paper: FPDF, mark: str, text: str, said: str) -> None:
    side = 6.0 if len(mark) == 1 else SIDE
    _keep_with_next(paper, 14)
    paper.set_font(FAMILY, "B", 9)
    top, page = paper.get_y(), paper.page
    paper.multi_cell(side, 5, mark, align="L", new_x=XPos.RIGHT, new_y=YPos.TOP)
    left = paper.l_margin
    if paper.page == page:
        paper.set_y(top)
    paper.set_left_margin(left + side)
    paper.set_x(left + side)
    paper.set_font(FAMILY, "", 10)
    _write(paper, 0, text, 10)
    if said:
        paper.set_font(FAMILY, "", 8.5)
        _write(paper, 0, said, 8.5)
    paper.set_left_margin(left)
    paper.set_x(left)
    paper.ln(GAP / 2)


def _draw(paper: _Paper, svg: str) -> None:
    data = io.BytesIO(svg.replace('font-family="sans-serif"', f'font-family="{FAMILY}"').encode())
    paper.add_page()
    box: dict[str, Any] = {"w": paper.epw, "h": paper.eph, "keep_aspect_ratio": True}
    paper.image(data, x=paper.l_margin, y=paper.t_margin, **box)
    paper.add_page()


def _remarks(paper: FPDF, ticks: tuple[str, ...], lines: int) -> None:
    _keep_with_next(paper, 8 + 8 * lines)
    paper.set_font(FAMILY, "", 8)
    for tick in ticks:
        x, y = paper.get_x(), paper.get_y()
        paper.rect(x, y + 0.7, 3, 3)
        paper.set_x(x + 4.5)
        paper.cell(16, 4.5, tick)
    paper.ln(5)
    paper.set_draw_color(150)
    for _ in range(lines):
        paper.ln(7)
        paper.line(paper.l_margin, paper.get_y(), paper.w - paper.r_margin, paper.get_y())
    paper.set_draw_color(0)
    paper.ln(GAP * 2)
