"""Owns the one test of chance that checks need; knows nothing of a bank."""

from __future__ import annotations

import math
from collections.abc import Sequence


def chi_squared_p(counts: Sequence[int]) -> float:
    """Return how likely counts this uneven are if every cell is equally likely; 1 where there is nothing to test."""
    total, cells = sum(counts), len(counts)
    if not total or cells < 2:
        return 1.0
    expected = total / cells
    return chi_squared_tail(sum((count - expected) ** 2 / expected for count in counts), cells - 1)


def chi_squared_tail(value: float, degrees: int) -> float:
    """Return the upper tail of the chi-squared distribution (Abramowitz and Stegun 26.4.4 and 26.4.5)."""
    half = value / 2
    if degrees % 2 == 0:
        return math.exp(-half) * math.fsum(half**term / math.factorial(term) for term in range(degrees // 2))
    steps = range(1, (degrees + 1) // 2)
    rest = math.fsum(math.pow(half, term - 0.5) / math.gamma(term + 0.5) for term in steps)
    return math.erfc(math.sqrt(half)) + math.exp(-half) * rest
