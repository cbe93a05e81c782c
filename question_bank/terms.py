"""Owns the terms a bank is described with: its words by language, and the few things that a kind or a state can be.

`Words` is a mapping from language code to text that has at least the bank's base language ("en").
"""

from __future__ import annotations

from enum import StrEnum

BASE_LANGUAGE = "en"

Words = dict[str, str]
"""Text per language code. `read` picks one; the base language is always there."""


def read(words: Words, language: str) -> str:
    """Return the text in `language`, or in the base language where there is none."""
    return words.get(language) or words.get(BASE_LANGUAGE, "")


def speaks(words: Words, language: str) -> bool:
    """Say whether `words` has a text of its own in `language` (an empty text needs none)."""
    return bool(words.get(language)) or not words.get(BASE_LANGUAGE)


class Pool(StrEnum):
    """Where a question may be used. The three share no item; `graded` is built only into a trainer bank."""

    PRACTICE = "practice"
    SELF_CHECK = "self-check"
    GRADED = "graded"


class Kind(StrEnum):
    """What a question asks of the learner."""

    RECALL = "recall"
    APPLICATION = "application"
    JUDGEMENT = "judgement"


class Error(StrEnum):
    """Which of the two mistakes a wrong option or choice stands for."""

    NONE = "none"
    MISS = "miss"
    FALSE_ALARM = "false-alarm"


class Rating(StrEnum):
    """How a choice in a case is judged by the documents."""

    BEST = "best"
    DEFENSIBLE = "defensible"
    POOR = "poor"
    CRITICAL = "critical"


class GradedUse(StrEnum):
    """How a fact may be used in a scored question."""

    PLAIN = "plain"
    DATED = "dated"
    ATTRIBUTED = "attributed"
    NOT_GRADED = "not-graded"


class FactStatus(StrEnum):
    """Whether a later document replaced or contradicts a fact."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"


class Edition(StrEnum):
    """How a file stands to the documents that the bank was drawn from."""

    RECOGNISED = "recognised"
    OTHER = "other"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    MOVED = "moved"
    UNREADABLE = "unreadable"


class BlockKind(StrEnum):
    """The kinds of block a lesson is built from."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    NOTE = "note"
    QUESTION = "question"


class Confidence(StrEnum):
    """How sure the learner says they are."""

    UNSURE = "unsure"
    FAIRLY_SURE = "fairly-sure"
    CERTAIN = "certain"


class Outcome(StrEnum):
    """How a case or vignette stands at its end, on the elements of the definition as cited."""

    INDICATED = "indicated"
    UNCLEAR = "unclear"
    NOT_ESTABLISHED = "not-established"
