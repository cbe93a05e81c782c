"""Owns how well somebody knows what they know: stated confidence against answers; knows no person and no words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from question_bank.model import Confidence

STATED = {Confidence.UNSURE: 0.5, Confidence.FAIRLY_SURE: 0.75, Confidence.CERTAIN: 0.95}
"""The chance of being right that each word stands for. The product's choice, made here alone: no source gives one."""
ENOUGH = 10
"""So many answers before anything is said of them."""
_BEARABLE = 0.1


class Judgement(StrEnum):
    """What stated confidence and answers say together."""

    TOO_FEW = "few"
    WELL_JUDGED = "well-judged"
    TOO_SURE = "too-sure"
    TOO_MODEST = "too-modest"


class Sureness(msgspec.Struct, frozen=True):
    """Answers given with one confidence, and how many of them were right."""

    confidence: Confidence
    right: int
    total: int


def brier(answers: Sequence[Sureness]) -> float:
    """The mean of (stated chance - outcome) squared, from 0 (perfect) to 1; 0 where nothing was answered.

    G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950), 1-3,
    in the form for one event that came true or did not.
    """
    total = sum(line.total for line in answers)
    distance = 0.0
    for line in answers:
        stated = STATED[line.confidence]
        distance += line.right * (1 - stated) ** 2 + (line.total - line.right) * stated**2
    return distance / total if total else 0.0


def judgement(answers: Sequence[Sureness]) -> Judgement:
    """Whether somebody is right as often as they say: stated minus actual share beyond a tenth is too sure or too modest."""
    total = sum(line.total for line in answers)
    if total < ENOUGH:
        return Judgement.TOO_FEW
    stated = sum(STATED[line.confidence] * line.total for line in answers)
    excess = (stated - sum(line.right for line in answers)) / total
    if excess > _BEARABLE:
        return Judgement.TOO_SURE
    return Judgement.TOO_MODEST if excess < -_BEARABLE else Judgement.WELL_JUDGED
