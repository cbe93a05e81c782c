"""Owns how a passage's text is won from a document's lines, its digest and its sentences; knows no bank and no fact.

Rules of normalisation, in this order:

1. a passage is its lines and no others: headings, page numbers and boxes between them are left out by the line ranges;
2. replacement characters, tabs and no-break spaces become spaces, soft hyphens vanish, runs of white space become one;
3. lines are joined by one space. A word broken over a line's end is made whole: a hyphen before a lower-case letter
   goes, unless the word is "co-"; between digits it stays; words that lost their hyphen are named in the lexicon;
4. a bullet at the beginning is dropped. The digest is the SHA-256 of the result in UTF-8.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence

from question_bank.lexicon import lexicon

_TO_SPACE = str.maketrans({"\ufffd": " ", "\t": " ", "\u00a0": " ", "\u00ad": None})
_BULLET = re.compile(r"^\s*\u2022\s*")
_STOP = re.compile('[.!?][\u2019\u201d")]*\\d{0,2}[.]?\\s+(?=[A-Z\u201c\u2018"(\u2013])')
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|eg|cf|No|U\.S|vs|St|Dr|Mr|Mrs)\.$")
_NUMBERING = re.compile(r"^\(?\d{1,2}[.)]$")

LONGEST = 60
"""Lines that a passage may have where it is looked for."""

EFFORT = 150_000_000
"""Characters that are gone through where many passages are looked for at once: a few seconds, whatever the file."""


def normalise(lines: Iterable[str]) -> str:
    """Return the text of a passage that stands on these lines."""
    text = ""
    for line in lines:
        piece = re.sub(r" +", " ", line.translate(_TO_SPACE)).strip()
        if piece:
            text = _joined(text, piece) if text else piece
    return _BULLET.sub("", re.sub(r"\s+", " ", text).strip()).strip()


def _joined(text: str, piece: str) -> str:
    # No word that matters here is longer; looking at the end alone keeps long searches short.
    last = re.split(r"[\s(]", text[-100:])[-1]
    first = re.sub(r"\W+$", "", piece.split(" ")[0])
    if text.endswith("-") and re.match(r"[a-z]", piece):
        return text + piece if last.lower() == "co-" else text[:-1] + piece
    if re.search(r"\d-$", text) and re.match(r"\d", piece):
        return text + piece
    if (last, first) in lexicon().broken:
        return text + piece
    return f"{text} {piece}"


def digest(text: str) -> str:
    """Return the digest of a normalised passage."""
    return hashlib.sha256(text.encode()).hexdigest()


def sentences(text: str) -> list[str]:
    """Return the sentences of a normalised passage, which the ledger counts from 1."""
    found, start = [], 0
    for match in _STOP.finditer(text):
        sentence = text[start : match.end()].rstrip()
        if not _ABBREVIATION.search(sentence) and not _NUMBERING.match(sentence):
            found.append(sentence)
            start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def at(lines: Sequence[str], spans: Iterable[tuple[int, int]]) -> str:
    """Return the passage that stands on these line ranges; lines past the end count as empty."""
    return normalise(line for first, last in spans for line in lines[first - 1 : last])


def look_for(lines: Sequence[str], wanted: str) -> tuple[int, int] | None:
    """Return the first and last line of the unbroken passage with this digest, wherever it stands."""
    for first in range(len(lines)):
        if not lines[first].strip():
            continue
        for last in range(first + 1, min(first + LONGEST, len(lines)) + 1):
            if lines[last - 1].strip() and digest(normalise(lines[first:last])) == wanted:
                return first + 1, last
    return None


def find_all(
    lines: Sequence[str], wanted: Collection[str], reach: int = LONGEST, effort: int = EFFORT
) -> dict[str, str]:
    """Return the texts of the unbroken passages with these digests, by digest, wherever they stand; in one pass.

    A passage has at most `reach` lines. After `effort` characters it stops, so that no file keeps it for long.
    """
    left = set(wanted)
    found: dict[str, str] = {}
    pieces = [" ".join(line.translate(_TO_SPACE).split()) for line in lines] if left else []
    for first, start in enumerate(pieces):
        text = ""
        for piece in pieces[first : first + reach] if start else ():
            if not piece:
                continue
            text = _joined(text, piece) if text else piece
            effort -= len(text)
            whole = _BULLET.sub("", text).strip()
            key = digest(whole)
            if key in left:
                left.remove(key)
                found[key] = whole
            if effort < 0 or not left:
                return found
    return found
