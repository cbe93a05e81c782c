"""Owns the cues that give a key away: each scores the options of one question; knows no key and no chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from re import Pattern

import msgspec

from question_bank.checks import prose
from question_bank.guessing.questions import Question
from question_bank.lexicon import lexicon

PLACES = 4
"""Positions that a guesser may stick to."""

_DETAIL = re.compile(r"\d+|[,;:()–]|(?<!^)(?<![.!?] )\b[A-Z][\w-]*|\b(?:and|or|with|because|so that|which|who)\b")


class Cue(msgspec.Struct, frozen=True):
    """One way to guess: the option with the highest score is taken. The inverse of a `two_sided` one guesses as well."""

    name: str
    inverse: str
    score: Callable[[Question], Sequence[float]]

    @property
    def two_sided(self) -> bool:
        """Say whether the lowest score makes a guesser of its own."""
        return bool(self.inverse)


def _longest(question: Question) -> list[float]:
    return [float(len(option)) for option in question.options]


def _counted(pattern: Pattern[str]) -> Callable[[Question], list[float]]:
    return lambda question: [float(len(pattern.findall(option))) for option in question.options]


def _like_stem(question: Question) -> list[float]:
    asked = _content(question.asked)
    return [_likeness(_content(option), asked) for option in question.options]


def _like_others(question: Question) -> list[float]:
    words = [_content(option) for option in question.options]
    return [
        sum(_likeness(own, other) for number, other in enumerate(words) if number != place) / max(len(words) - 1, 1)
        for place, own in enumerate(words)
    ]


def _at(place: int) -> Callable[[Question], list[float]]:
    return lambda question: [float(number == place) for number in range(len(question.options))]


def _content(text: str) -> frozenset[str]:
    """Return the words that carry meaning, cut to a stem so that “asks” and “asked” are alike."""
    return frozenset(word[:6] for word in prose.words(text) if len(word) > 3 and word not in lexicon().common)


def _likeness(own: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the option's words that the other text has too."""
    return len(own & other) / len(own) if own else 0.0


@cache
def cues() -> tuple[Cue, ...]:
    """Return every untrained guesser, the inverse of each named where there is one."""
    words = lexicon()
    return (
        Cue("the longest", "the shortest", _longest),
        Cue("the most hedged", "the least hedged", _counted(prose.matcher(words.hedges))),
        Cue("the most absolute", "the least absolute", _counted(prose.matcher(words.absolutes))),
        Cue("the most detailed", "the least detailed", _counted(_DETAIL)),
        Cue("the gentlest", "the least gentle", _counted(prose.matcher(words.gentle))),
        Cue("the most like the stem", "the least like the stem", _like_stem),
        Cue("the most like the others", "the least like the others", _like_others),
        *(Cue(f"always number {place + 1}", "", _at(place)) for place in range(PLACES)),
    )
