"""Owns the order of names: Danish, in whatever language the program speaks; knows nobody and no storage.

As the Danish standard (DS 377) and dictionaries have it: æ, ø and å come after z, "aa" counts as å (after it among equals),
ä counts as æ, ö as ø, ü as y; other accents and capitals decide only among equals, a capital first. Blanks and hyphens come
before figures, figures before letters; figures count as numbers, so that group 2 comes before group 10.
"""

from __future__ import annotations

import re
import unicodedata

_AFTER = "\uffff"
"""Sorts behind every letter: marks what comes second among equals."""
_PRIMARY = str.maketrans(
    {
        "æ": "{", "ä": "{", "ø": "|", "ö": "|", "ő": "|", "œ": "|", "å": "}",
        "ü": "y", "ű": "y", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n",
        "-": " ", "\u2010": " ", "\u2011": " ", "\u2013": " ", "'": "", "\u2019": "", "\u02bc": "",
    }
)  # fmt: skip
"""The three letters after z stand behind it in ASCII; an apostrophe counts as little as an accent."""
_AMONG_EQUALS = str.maketrans({"ä": "æ" + _AFTER, "ö": "ø" + _AFTER, "ü": "y" + _AFTER})
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_FIGURES = re.compile("[0-9]+")

Key = tuple[str, str, str]


def danish(text: str) -> Key:
    """Return the key by which names are put in order: sorted(names, key=danish)."""
    if text.isascii():
        composed = text
        small = text.lower()
        primary = small.replace("-", " ").replace("'", "")
    else:
        composed = unicodedata.normalize("NFC", text)
        small = composed.casefold()
        primary = small.translate(_PRIMARY)
        if not primary.isascii():
            primary = _ACCENTS.sub("", unicodedata.normalize("NFKD", primary))
    if "aa" in primary:
        primary = primary.replace("aa", "}")
    primary = _FIGURES.sub(_number, " ".join(primary.split()))
    among_equals = small.replace("aa", "å" + _AFTER).translate(_AMONG_EQUALS)
    return primary, among_equals, composed


def _number(figures: re.Match[str]) -> str:
    """A number as text that sorts by its size: how many figures it has, then they themselves."""
    bare = figures[0].lstrip("0")
    return f"{min(len(bare), 99):02d}{bare}"
