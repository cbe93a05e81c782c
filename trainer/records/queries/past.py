"""Owns what the progress page asks of one person's answers: counts by week, what was certain but wrong, what was finished.

Reads folded tables, never events, and of the answers the latest `MOST`: as many as half a year of an hour every day
gives. Whoever has more than that sees the page as fast, and what came before no longer counts in it.
"""

from __future__ import annotations

import msgspec

from question_bank.model import Confidence
from trainer.core.calibration import Sureness
from trainer.core.spacing import DAY_MS
from trainer.records.source import Source

WEEK_MS = 7 * DAY_MS
MOST = 6_000
# Rated answers, in the order of the table's key, which spares sorting them; those of a case are none.
_LATEST = (
    "FROM (SELECT answered_ms, mode, kind, objective, step, confidence, correct FROM answer WHERE person = ?1"
    f" ORDER BY started_ms DESC, stream DESC, seq DESC LIMIT {MOST})"
    " WHERE mode IN ('practice', 'review') AND kind <> 'case'"
)
# Weeks count back from the end asked about: 0 are the last seven days before it.
_WEEKLY = (
    f"SELECT (?2 - 1 - answered_ms) / ?3, mode, confidence, correct, count(*) {_LATEST}"
    " AND answered_ms >= ?4 AND answered_ms < ?2 GROUP BY 1, 2, 3, 4"
)
_WRONG = (
    f"SELECT objective, step, max(answered_ms) {_LATEST} AND correct = 0 AND confidence = 'certain'"
    " GROUP BY objective, step"
)
_PUT_RIGHT = (
    f"SELECT objective, max(answered_ms) {_LATEST} AND correct = 1 AND confidence <> 'unsure' GROUP BY objective"
)
_ENDED = (
    "SELECT stream, mode, subject, blueprint, correct, total, verdict, ended_ms FROM attempt_score"
    " WHERE person = ? ORDER BY ended_ms DESC, stream LIMIT ?"
)
_READ = "SELECT lesson, at_ms FROM lesson_place WHERE person = ? AND done ORDER BY at_ms DESC LIMIT ?"


class WeekCount(msgspec.Struct, frozen=True):
    """Rated answers of one week, 0 the last: how many of them were reviews, and how sure the person was."""

    week: int
    reviews_right: int
    reviews: int
    sureness: tuple[Sureness, ...]


class CertainWrong(msgspec.Struct, frozen=True):
    """A question answered wrong with certainty, and when last."""

    objective: str
    step: str
    at_ms: int


class Ended(msgspec.Struct, frozen=True):
    """An attempt handed in, with the digest of its blueprint ("" in practice)."""

    stream: str
    mode: str
    subject: str
    blueprint: str
    right: int
    total: int
    verdict: str
    ended_ms: int


class PastQueries:
    """What one person did, looked back at."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def weeks(self, person: str, end_ms: int, weeks: int) -> tuple[WeekCount, ...]:
        """Return the counts of so many weeks before `end_ms` (UTC), the latest first, also those without answers."""
        begin = end_ms - weeks * WEEK_MS
        rows = self._source.execute(_WEEKLY, (person, end_ms, WEEK_MS, begin))
        reviews = [[0, 0] for _ in range(weeks)]
        sure = [{of: [0, 0] for of in Confidence} for _ in range(weeks)]
        for week, mode, confidence, correct, count in rows:
            if mode == "review":
                reviews[week][0] += count * correct
                reviews[week][1] += count
            if confidence:
                pair = sure[week][Confidence(confidence)]
                pair[0] += count * correct
                pair[1] += count
        return tuple(
            WeekCount(
                week, reviews[week][0], reviews[week][1], tuple(Sureness(of, *pair) for of, pair in sure[week].items())
            )
            for week in range(weeks)
        )

    def certain_wrong(self, person: str) -> tuple[CertainWrong, ...]:
        """Return what was certain but wrong and not put right since by another answer on its objective, the latest first."""
        mended: dict[str, int] = dict(self._source.execute(_PUT_RIGHT, (person,)))
        wrong = (CertainWrong(*row) for row in self._source.execute(_WRONG, (person,)))
        open_still = [line for line in wrong if line.at_ms > mended.get(line.objective, 0)]
        return tuple(sorted(open_still, key=lambda line: (-line.at_ms, line.step)))

    def ended(self, person: str, most: int) -> tuple[Ended, ...]:
        """Return the attempts handed in last, practice among them, the latest first."""
        return tuple(Ended(*row) for row in self._source.execute(_ENDED, (person, most)))

    def lessons_read(self, person: str, most: int) -> tuple[tuple[str, int], ...]:
        """Return the lessons read to the end and when they were last open, the latest first."""
        return tuple((str(lesson), int(at)) for lesson, at in self._source.execute(_READ, (person, most)))
