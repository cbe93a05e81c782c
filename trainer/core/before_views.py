"""Owns the frozen rows of what is told before an assessment: who sits it, on which terms; knows no storage."""

from __future__ import annotations

import msgspec

from trainer.core.policies import ConfidenceAsked
from trainer.core.room_views import Candidate


class Terms(msgspec.Struct, frozen=True):
    """What holds for one person in one assessment beside what its line says.

    `minutes` are the plan's, without extra time; `attempts_left` None where one may take it as often as one likes;
    `feedback_from_ms` is when something is shown at the earliest, 0 at once; `stopped`: a trainer has it stopped;
    `rehearsal`: a question to try out is there. `tried`: how often learners may take it (0: as they like) where a trainer
    only tries it, else None.
    """

    candidate: Candidate
    minutes: int
    confidence: ConfidenceAsked
    attempts_left: int | None
    feedback_from_ms: int
    stopped: bool
    rehearsal: bool
    tried: int | None = None
