"""Owns what people did between two days, as the sums that a list or a file shows of them; knows no file and no page."""

from __future__ import annotations

import msgspec

from trainer.core.scope import Scope
from trainer.records.source import Source

LOCAL_ANSWERED = "(answered_ms + offset_min * 60000)"
"""When something was answered by the clock on the wall there."""
LOCAL_ENDED = "(ended_ms + offset_min * 60000)"

_RATED = f"""
SELECT person, module, count(*), sum(correct) FROM answer
WHERE mode IN ('practice', 'review') AND kind <> 'case' AND {LOCAL_ANSWERED} >= ? AND {LOCAL_ANSWERED} < ?
GROUP BY person, module
"""
# A lesson has no offset of its own: its day is that of this computer's zone at that moment.
_LOCAL_READ = "strftime('%s', at_ms / 1000, 'unixepoch', 'localtime') * 1000"
_LESSONS = f"""
SELECT person, module, count(*) FROM lesson_place WHERE done AND {_LOCAL_READ} >= ? AND {_LOCAL_READ} < ?
GROUP BY person, module
"""
_ENDED = f"""
SELECT person, subject, correct, total, verdict, ended_ms FROM attempt_score
WHERE mode = 'assessment' AND {LOCAL_ENDED} >= ? AND {LOCAL_ENDED} < ? ORDER BY person, ended_ms, stream
"""


class Last(msgspec.Struct, frozen=True):
    """A person's latest assessment of the days, and how many they handed in."""

    attempts: int
    subject: str
    right: int | None
    total: int | None
    passed: bool | None
    ended_ms: int


NO_ASSESSMENT = Last(0, "", None, None, None, 0)


class Period(msgspec.Struct, frozen=True):
    """What was done in the days: answers and right ones by person, and by person and module; lessons; assessments."""

    answers: dict[str, tuple[int, int]]
    practice: dict[tuple[str, str], tuple[int, int]]
    lessons: dict[tuple[str, str], int]
    last: dict[str, Last]


def period(source: Source, scope: Scope) -> Period:
    """Return what everybody did in the days of a scope. Raises Refused for days that are none."""
    bounds = scope.bounds()
    last: dict[str, Last] = {}
    for person, subject, right, total, verdict, ended_ms in source.execute(_ENDED, bounds):
        before = last[person].attempts if person in last else 0
        passed = verdict == "passed" if verdict else None
        last[person] = Last(before + 1, subject, right, total, passed, ended_ms)
    answers: dict[str, tuple[int, int]] = {}
    practice: dict[tuple[str, str], tuple[int, int]] = {}
    for person, module, given, right in source.execute(_RATED, bounds):
        practice[person, module] = (given, right)
        sums = answers.get(person, (0, 0))
        answers[person] = (sums[0] + given, sums[1] + right)
    lessons = {(person, module): done for person, module, done in source.execute(_LESSONS, bounds)}
    return Period(answers, practice, lessons, last)
