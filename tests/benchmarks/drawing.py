"""Measures drawing a form of 100 questions from an index of 100,000 beside reading that index once."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

from question_bank.bank import BankFile
from question_bank.build import write_bank
from question_bank.model import Pool, Quota
from tests.benchmarks.figures import Figure, ratio_of_pairs
from tests.builders.large import large_bank
from trainer.core.selection import draw_form

ITEMS = 100_000
QUESTIONS = 100
TIMES = 5
AIM = 3.0
MB = 1024


def measure() -> list[Figure]:
    """Read the index and draw a form from it, in turn, by processor time."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "large.bank"
        write_bank(large_bank(ITEMS), path)
        with BankFile.open(path) as bank:
            modules = [module.id for module in bank.modules()]
            quotas = [Quota(module, QUESTIONS // len(modules)) for module in modules]
            reading, whole = [], []
            exposure = {row.digest: number % 3 for number, row in enumerate(bank.index()) if number % 2}
            before = _peak()
            for seed in range(TIMES):
                began = time.process_time()
                rows = bank.index()
                read = time.process_time() - began
                form = draw_form(rows, quotas, Pool.PRACTICE, exposure, seed)
                whole.append(time.process_time() - began)
                reading.append(read)
                if len(form) != QUESTIONS:
                    raise RuntimeError(f"{len(form)} questions were drawn")
                del rows
    ratio = ratio_of_pairs(whole, reading)
    ms = [f"{sorted(times)[TIMES // 2] * 1000:.0f} ms" for times in (whole, reading)]
    return [
        Figure(
            f"form of {QUESTIONS} from {ITEMS:,}, index read", ms[0], ms[1], f"{ratio:.2f}", f"<= {AIM}", ratio <= AIM
        ),
        Figure("  memory above the index, at most", f"{_peak() - before:.0f} MB", "", "", "", None),
    ]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
