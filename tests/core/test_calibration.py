"""What confidence and answers say together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.model import Confidence
from trainer.core import calibration
from trainer.core.calibration import Judgement, Sureness


def said(unsure: tuple[int, int], fairly: tuple[int, int], certain: tuple[int, int]) -> tuple[Sureness, ...]:
    return tuple(Sureness(of, *pair) for of, pair in zip(Confidence, (unsure, fairly, certain), strict=True))


def test_brier_by_hand() -> None:
    # One certain and right, one certain and wrong: (.05^2 + .95^2) / 2.
    assert calibration.brier(said((0, 0), (0, 0), (1, 2))) == pytest.approx((0.0025 + 0.9025) / 2)
    assert calibration.brier(said((3, 8), (0, 0), (0, 0))) == pytest.approx(0.25)
    assert calibration.brier(said((0, 0), (0, 0), (0, 0))) == 0.0


@pytest.mark.parametrize(
    ("answers", "judged"),
    [
        (said((0, 0), (0, 0), (9, 9)), Judgement.TOO_FEW),
        (said((5, 10), (15, 20), (19, 20)), Judgement.WELL_JUDGED),
        (said((0, 0), (0, 0), (6, 10)), Judgement.TOO_SURE),
        (said((10, 10), (0, 0), (0, 0)), Judgement.TOO_MODEST),
    ],
)
def test_what_is_said_of_it(answers: tuple[Sureness, ...], judged: Judgement) -> None:
    assert calibration.judgement(answers) is judged


counts = st.integers(0, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@given(counts, counts, counts)
def test_a_score_lies_between_the_best_and_the_worst(
    unsure: tuple[int, int], fairly: tuple[int, int], certain: tuple[int, int]
) -> None:
    assert 0 <= calibration.brier(said(unsure, fairly, certain)) <= 0.95**2 + 1e-12
