"""Owns a sheet as one HTML file that needs nothing beside it; knows no content."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from question_bank.paper.sheet import Drawing, Entry, Grid, Heading, Part, Remarks, Text

STYLE = Path(__file__).with_name("sheet.css")


def page(title: str, parts: Iterable[Part]) -> str:
    """Return the HTML; every text of the content stays plain text."""
    body = "\n".join(map(_part, parts))
    style = STYLE.read_text("utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{style}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _part(part: Part) -> str:
    match part:
        case Heading(text, level, fresh):
            return f"<h{level} class='{'fresh' if fresh else 'on'}'>{escape(text)}</h{level}>"
        case Text(text, tone):
            paragraphs = [line for line in text.split("\n") if line.strip()]
            return "\n".join(f'<p class="{tone}">{escape(line)}</p>' for line in paragraphs)
        case Entry(mark, text, said):
            told = f'<div class="said">{escape(said)}</div>' if said else ""
            return f'<div class="entry"><div class="mark">{escape(mark)}</div><div>{escape(text)}{told}</div></div>'
        case Grid(rows):
            lines = [
                "<tr>" + "".join(f"<{cell}>{escape(text)}</{cell}>" for text in row) + "</tr>"
                for row, cell in ((row, "td" if number else "th") for number, row in enumerate(rows))
            ]
            return f"<table>{''.join(lines)}</table>"
        case Drawing(svg):
            return svg
        case Remarks(ticks, lines):
            return f'<div class="remarks small">{"  ".join(f"☐ {tick}" for tick in ticks)}{"<hr>" * lines}</div>'
