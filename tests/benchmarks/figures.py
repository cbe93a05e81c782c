"""Owns what a measurement is and how it is printed; measures nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_VERDICTS = {True: "met", False: "NOT met", None: ""}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement beside its floor. `aim` in words, `met` whether it holds; None where nothing is aimed at."""

    name: str
    measured: str
    floor: str
    ratio: str
    aim: str
    met: bool | None


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the sorted values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratio_of_pairs(measured: Sequence[float], floor: Sequence[float]) -> float:
    """The median of the ratios pair by pair, which holds when the machine's speed drifts."""
    return median(a / b for a, b in zip(measured, floor, strict=True))


def print_figures(figures: Sequence[Figure]) -> None:
    """Print a table."""
    rows = [("what", "measured", "floor", "ratio", "aim", "")]
    rows += [(f.name, f.measured, f.floor, f.ratio, f.aim, _VERDICTS[f.met]) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
