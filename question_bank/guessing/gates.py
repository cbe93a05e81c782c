"""Owns what guessing may earn: every guesser over the bank and its parts, beside chance and the bars; prints nothing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from question_bank.guessing.cues import cues
from question_bank.guessing.odds import UNIT, Guess, guess, holm, tail, wilson
from question_bank.guessing.questions import DECISIONS, Question, questions
from question_bank.guessing.trained import trained
from question_bank.model import Bank

SEED = 20_260
WHOLE = "whole bank"
FULL, FULL_DECISIONS = 350, 170
"""Questions, and decisions, from which on guessing is gated: below, an accuracy says more about chance."""

SIGNIFICANT = 0.05
EXCESS, EXCESS_TRAINED = 0.04, 0.06
EXCESS_PART, EXCESS_PART_TRAINED = 0.06, 0.08
BELOW = -0.06
"""As far under chance as this, keys were chosen against the guessers, which is a cue as well."""


class Result(msgspec.Struct, frozen=True):
    """What one guesser got right in one part of the bank; shares of 1, `p` one-sided and adjusted after Holm."""

    part: str
    guesser: str
    count: int
    accuracy: float
    chance: float
    interval: tuple[float, float]
    p: float
    kept: bool
    gates: bool

    @property
    def excess(self) -> float:
        """How far above chance, as a share of 1."""
        return self.accuracy - self.chance


def results(bank: Bank, seed: int = SEED) -> tuple[Result, ...]:
    """Return what every guesser gets right: over the whole bank, in each pool, and in decisions apart."""
    return judged(questions(bank), seed)


def judged(every: Sequence[Question], seed: int) -> tuple[Result, ...]:
    """Return what every guesser gets right of these questions, whole and by part."""
    if not every:
        return ()
    guessers = _guessers(every, seed)
    parts = [WHOLE, *dict.fromkeys(question.part for question in every)]
    places = {part: [at for at, question in enumerate(every) if part in (WHOLE, question.part)] for part in parts}
    return tuple(
        result
        for part, within in places.items()
        for result in _part(part, [every[at] for at in within], _within(guessers, within), len(every))
    )


def giveaways(bank: Bank, seed: int = SEED) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for each question, those given away most first, which guessers take a key of it and nothing else."""
    every = questions(bank)
    guessers = _guessers(every, seed)
    found = [
        (question.id, tuple(one.name for one in guessers if one.guesses[at].hit == one.guesses[at].tied))
        for at, question in enumerate(every)
    ]
    return tuple(sorted(found, key=lambda told: (-len(told[1]), told[0])))


class _Guesser(msgspec.Struct, frozen=True):
    name: str
    learned: bool
    guesses: list[Guess]


def _guessers(asked: Sequence[Question], seed: int) -> list[_Guesser]:
    """Return every guesser with its guesses; those that learn do so once, from the whole bank."""
    found = []
    for cue in cues():
        scores: list[Sequence[float]] = [cue.score(question) for question in asked]
        found.append(_Guesser(cue.name, False, _taken(asked, scores)))
        if cue.two_sided:
            found.append(_Guesser(cue.inverse, False, _taken(asked, [[-score for score in row] for row in scores])))
    for name, learned in trained(asked, seed).items():
        found.append(_Guesser(name, True, _taken(asked, learned)))
        against = [[-score for score in row] for row in learned]
        found.append(_Guesser(f"{name}, against it", True, _taken(asked, against)))
    return found


def _within(guessers: Sequence[_Guesser], places: Sequence[int]) -> list[_Guesser]:
    return [_Guesser(one.name, one.learned, [one.guesses[at] for at in places]) for one in guessers]


def _part(part: str, asked: Sequence[Question], guessers: Sequence[_Guesser], size: int) -> list[Result]:
    adjusted = holm([tail(one.guesses) for one in guessers])
    chance = sum(question.chance for question in asked) / len(asked)
    found = []
    for one, p in zip(guessers, adjusted, strict=True):
        accuracy = sum(guess.earned for guess in one.guesses) / UNIT / len(asked)
        excess = accuracy - chance
        if part == WHOLE:
            bar = EXCESS_TRAINED if one.learned else EXCESS
            kept, gates = p >= SIGNIFICANT and BELOW <= excess <= bar, size >= FULL
        else:
            bar = EXCESS_PART_TRAINED if one.learned else EXCESS_PART
            kept = not (excess > bar and p < SIGNIFICANT)
            gates = size >= FULL and (part != DECISIONS or len(asked) >= FULL_DECISIONS)
        interval = wilson(accuracy, len(asked))
        found.append(Result(part, one.name, len(asked), accuracy, chance, interval, p, kept, gates))
    return found


def _taken(asked: Sequence[Question], scores: Sequence[Sequence[float]]) -> list[Guess]:
    return [guess(row, question.keyed) for question, row in zip(asked, scores, strict=True)]
