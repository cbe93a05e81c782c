"""Owns how a share becomes a whole percent, on screens and on paper; knows no words."""

from __future__ import annotations

import math

_EXACT = 9
"""Decimals of a percent that a quotient of whole numbers is true to: 57 of 200 is a hair less than 28.5 as a float."""


def percent(share: float) -> int:
    """Return a share (0 to 1) in whole percent, a half upwards, as spreadsheets show the same cell."""
    return math.floor(round(share * 100, _EXACT) + 0.5)
