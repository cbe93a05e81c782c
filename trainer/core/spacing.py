"""Owns when an objective comes back: memory by FSRS, in whole days; knows no person and reads no clock.

The scheduler is fsrs without fuzz and without same-day steps, so that the same answers always give the same days.
Ratings by the product's rule: wrong: Again; right and unsure: Hard; right and fairly sure: Good; right and certain: Easy.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from question_bank.model import Confidence

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

LONGEST_DAYS = 90
DECAY = -0.1542
"""Of FSRS 6's forgetting curve; the tests hold it to the scheduler's own."""
FACTOR = 0.9 ** (1 / DECAY) - 1
DAY_MS = 86_400_000


class Memory(msgspec.Struct, frozen=True):
    """How well an objective is held: stability in days, difficulty from 1 to 10, last review and next due (UTC ms)."""

    stability: float
    difficulty: float
    last_ms: int
    due_ms: int


@cache
def _scheduler() -> Scheduler:
    # Imported here because it is slow to load and the first window does not need it.
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_DAYS, enable_fuzzing=False)


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _card(memory: Memory | None, at_ms: int) -> Card:
    from fsrs import Card, State

    if memory is None:
        return Card(card_id=1, due=_moment(at_ms))
    return Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_moment(memory.due_ms),
        last_review=_moment(memory.last_ms),
    )


def reviewed(memory: Memory | None, right: bool, confidence: Confidence | None, at_ms: int) -> Memory:
    """Return the memory after an answer at `at_ms` (UTC).

    A clock that ran backwards counts as no time passed, and what comes next is dated by the clock as it shows now: one
    that once stood years ahead would otherwise keep the objective away for years.
    """
    from fsrs import Rating

    if not right:
        rating = Rating.Again
    elif confidence is Confidence.UNSURE:
        rating = Rating.Hard
    elif confidence is Confidence.CERTAIN:
        rating = Rating.Easy
    else:
        rating = Rating.Good
    if memory is not None and memory.last_ms > at_ms:
        memory = Memory(memory.stability, memory.difficulty, at_ms, at_ms)
    card, _ = _scheduler().review_card(_card(memory, at_ms), rating, _moment(at_ms))
    if card.stability is None or card.difficulty is None:  # pragma: no cover - fsrs sets both at the first review
        raise ValueError("fsrs returned a card without memory")
    return Memory(card.stability, card.difficulty, at_ms, _milliseconds(card.due))


def retrievability(memory: Memory, at_ms: int) -> float:
    """The chance, from 0 to 1, that the objective is still held at `at_ms`: R = (1 + FACTOR * days / stability) ** DECAY.

    FSRS's own curve in whole days since the review, written out because a list of people needs it thousands of times.
    """
    days = max(0, at_ms - memory.last_ms) // DAY_MS
    return float((1 + FACTOR * days / memory.stability) ** DECAY)


def held_until_ms(memory: Memory, chance: float) -> int:
    """The first moment (UTC ms) at which `retrievability` is below `chance`, which lies between 0 and 1."""
    # The inverse is rounded: from a day that is surely early enough to the right one.
    days = max(0, int(memory.stability / FACTOR * (chance ** (1 / DECAY) - 1)) - 1)
    while retrievability(memory, memory.last_ms + days * DAY_MS) >= chance:
        days += 1
    return memory.last_ms + days * DAY_MS
