"""Owns the chances of a guess: what it earns, how likely as much is by luck, intervals; knows no cue and no bank.

Under the null hypothesis every set of options of the right size is equally likely to be the key, whatever the options look
like. Ties are not broken: a guess between t options earns the share of them that is keyed, its exact expectation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np

UNIT = 60
"""Earnings are counted in sixtieths, so that ties between up to six options stay whole numbers."""

Z95 = 1.959964


class Guess(msgspec.Struct, frozen=True):
    """One guess: how many options there were, how many of them keyed, how many tied, and how many of those keyed."""

    options: int
    keyed: int
    tied: int
    hit: int

    @property
    def earned(self) -> int:
        """What it earned, in sixtieths of a question."""
        return self.hit * UNIT // self.tied


def guess(scores: Sequence[float], keyed: Sequence[bool]) -> Guess:
    """Return the guess that takes the highest score; equal scores tie."""
    best = max(scores)
    chosen = [math.isclose(score, best, rel_tol=1e-9, abs_tol=1e-12) for score in scores]
    hit = sum(taken and key for taken, key in zip(chosen, keyed, strict=True))
    return Guess(len(scores), sum(keyed), sum(chosen), hit)


def tail(guesses: Sequence[Guess]) -> float:
    """Return how likely luck alone earns as much as these guesses or more: exact, one-sided."""
    total = sum(one.earned for one in guesses)
    spread = np.zeros(len(guesses) * UNIT + 1)
    spread[0] = 1.0
    for one in guesses:
        after = np.zeros_like(spread)
        for hit in range(min(one.tied, one.keyed) + 1):
            likely = _hypergeometric(one, hit)
            if likely:
                step = hit * UNIT // one.tied
                after[step:] += likely * spread[: len(spread) - step]
        spread = after
    return float(min(spread[total:].sum(), 1.0))


def _hypergeometric(one: Guess, hit: int) -> float:
    missed = one.keyed - hit
    if missed > one.options - one.tied:
        return 0.0
    return math.comb(one.tied, hit) * math.comb(one.options - one.tied, missed) / math.comb(one.options, one.keyed)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of `count` questions (Wilson 1927)."""
    middle = share + Z95**2 / (2 * count)
    reach = Z95 * math.sqrt(share * (1 - share) / count + Z95**2 / (4 * count**2))
    below = 1 + Z95**2 / count
    return max((middle - reach) / below, 0.0), min((middle + reach) / below, 1.0)


def holm(values: Sequence[float]) -> list[float]:
    """Return p-values adjusted for being looked at together (Holm 1979), in the order given."""
    adjusted = [0.0] * len(values)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        highest = max(highest, min((len(values) - rank) * values[place], 1.0))
        adjusted[place] = highest
    return adjusted
