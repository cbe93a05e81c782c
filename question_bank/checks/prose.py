"""Owns how texts are measured: words, sentences, likeness, reading ease; knows no unit of a bank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE = re.compile(r"[.!?:]+[\"'”’)*]*(?:\s+|$)|\n+")
LONG_WORD = 6
"""Letters that a word may have before LIX counts it as long."""


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; a hyphen divides words."""
    return WORD.findall(text.lower())


def count(text: str) -> int:
    """Return the number of words as a writer counts them: what stands between spaces."""
    return len(text.split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a colon or a new paragraph ends one as well."""
    return [part for part in _SENTENCE.split(text) if WORD.search(part)]


def lix(text: str, names: Iterable[str] = ()) -> float:
    """Return the reading ease of Björnsson (1968): words a sentence + per cent of words longer than six letters.

    `names` are left out of the long words, but still count as words: nobody reads past them. An empty text has 0.
    """
    pieces = len(sentences(text))
    everything = len(words(text))
    if not pieces or not everything:
        return 0.0
    long = sum(len(word) > LONG_WORD for word in words(without(text, tuple(names))))
    return everything / pieces + 100 * long / everything


def without(text: str, phrases: tuple[str, ...]) -> str:
    """Return `text` without the phrases, which match whole words in any case."""
    return matcher(phrases).sub(" ", text) if phrases else text


@cache
def matcher(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases as whole words, longest first; a trailing * takes any ending."""
    parts = [
        re.escape(phrase.rstrip("*")) + (r"\w*" if phrase.endswith("*") else "")
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def shingles(text: str, size: int = 3) -> frozenset[tuple[str, ...]]:
    """Return every run of `size` words; the whole text as one run where it is shorter."""
    run = words(text)
    if len(run) < size:
        return frozenset({tuple(run)}) if run else frozenset()
    return frozenset(tuple(run[at : at + size]) for at in range(len(run) - size + 1))


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Return the share of runs in both among the runs in either (Jaccard)."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0
