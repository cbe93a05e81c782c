"""A share in whole percent: a half goes up, wherever it is shown, as a spreadsheet shows the same number."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

import trainer
from trainer.core.percent import percent

ROUNDED = re.compile(r"percent=round\(|round\([^\n]*\b(share|right|stated)[^\n]*(\* 100|/ total)|round\(100 \*")


@pytest.mark.parametrize(("share", "whole"), [(0, 0), (0.125, 13), (0.625, 63), (57 / 200, 29), (0.004, 0), (1, 100)])
def test_a_half_goes_up(share: float, whole: int) -> None:
    assert percent(share) == whole


def test_every_share_of_whole_numbers_is_as_counted_by_hand() -> None:
    for total in range(1, 401):
        for right in range(total + 1):
            exact = (Decimal(100 * right) / total).quantize(Decimal(1), ROUND_HALF_UP)
            assert percent(right / total) == exact, (right, total)


def test_nobody_rounds_a_share_another_way() -> None:
    top = Path(trainer.__file__).parent
    found = [
        f"{path.relative_to(top)}:{place}"
        for path in sorted(top.rglob("*.py"))
        for place, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if ROUNDED.search(line) and "scale" not in line and path.stem != "percent"
    ]
    assert found == []
