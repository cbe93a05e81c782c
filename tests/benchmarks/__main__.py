"""Runs the benchmarks named on the command line, or all."""

from __future__ import annotations

import sys

from tests.benchmarks import (
    answering,
    building,
    drawing,
    exporting,
    homing,
    listing,
    looking,
    questions,
    searching,
    starting,
)
from tests.benchmarks.figures import print_figures

ALL = {
    "starting": starting.measure,
    "answering": answering.measure,
    "homing": homing.measure,
    "questions": questions.measure,
    "looking": looking.measure,
    "searching": searching.measure,
    "exporting": exporting.measure,
    "drawing": drawing.measure,
    "listing": listing.measure,
    "building": building.measure,
}


def main(names: list[str]) -> int:
    """Measure and print. Aims are reported, not enforced: times on a shared machine are no test."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no benchmark called {', '.join(unknown)}; there are {', '.join(ALL)}.", file=sys.stderr)
        return 2
    print_figures([figure for name in names or ALL for figure in ALL[name]()])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
