"""Owns reading back the words of a PDF that Qt wrote, page by page, as a stranger to what laid it out; reads no other PDF."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
_DRAWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9A-F]+)> Tj|\b(ET)\b")
_RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> (?:\[([^]]*)\]|<([0-9A-F]+)>)")


def words_on_paper(path: Path) -> list[str]:
    """Return the text of each page. Where a line ends and a new one begins there is a space."""
    parts = {int(number): body for number, body in _OBJECT.findall(path.read_bytes())}
    pages = [body for body in parts.values() if b"/Type /Page\n" in body]
    return [_words(parts, body) for body in pages]


def _words(parts: dict[int, bytes], page: bytes) -> str:
    fonts = {
        name: _letters(_stream(parts, parts[number]))
        for name, number in _named(parts[_one(page, b"Resources")], b"F\\d+")
        for number in [_one(parts[number], b"ToUnicode")]
    }
    said, letters = "", dict[int, str]()
    for font, glyphs, end in _DRAWN.findall(zlib.decompress(_stream(parts, parts[_one(page, b"Contents")]))):
        if font:
            letters = fonts[font]
        elif end:
            said += " "
        else:
            # A space has a glyph, and Qt's table no entry for it.
            codes = (int(glyphs[place : place + 4], 16) for place in range(0, len(glyphs), 4))
            said += "".join(letters.get(code, " ") for code in codes)
    return " ".join(said.split())


def _stream(parts: dict[int, bytes], body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found is not None
    return found[1]


def _named(body: bytes, name: bytes) -> list[tuple[bytes, int]]:
    return [(key, int(number)) for key, number in re.findall(b"/(" + name + rb") (\d+) 0 R", body)]


def _one(body: bytes, name: bytes) -> int:
    ((_, number),) = _named(body, name)
    return number


def _letters(told: bytes) -> dict[int, str]:
    """What each glyph of a font stands for, as the font's own table in the file says."""
    letters: dict[int, str] = {}
    for first, last, several, one in _RANGE.findall(told):
        listed = re.findall(rb"<([0-9A-F]+)>", several) if several else []
        for place in range(int(last, 16) - int(first, 16) + 1):
            code = int(listed[place], 16) if several else int(one, 16) + place
            letters[int(first, 16) + place] = chr(code)
    return letters
