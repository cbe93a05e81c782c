"""Owns what one learner's pages ask: objectives, lessons, open streams, scores. Reads folded tables, never events."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from msgspec.structs import replace

from trainer.core.progress import ObjectiveState
from trainer.records.objectives import STATE_COLUMNS, read_state
from trainer.records.source import Row, Source


class LessonRecord(msgspec.Struct, frozen=True):
    """How far a lesson was read: `block` the place last reached, `furthest` the furthest, both from 0; `at_ms` when."""

    lesson: str
    module: str
    digest: str
    stream: str
    block: int
    furthest: int
    blocks: int
    done: bool
    at_ms: int


class OpenStream(msgspec.Struct, frozen=True):
    """An attempt not handed in. `unit` was last on the screen; `left_ms` was left at `at_ms`, None without limit."""

    stream: str
    mode: str
    subject: str
    status: str
    unit: int | None
    units: int
    answered: int
    left_ms: int | None
    started_ms: int
    at_ms: int


class AttemptScore(msgspec.Struct, frozen=True):
    """An attempt handed in, with the digest of its plan. `verdict` is a `Standing`, "" where nothing could be passed."""

    stream: str
    mode: str
    subject: str
    right: int
    total: int
    answered: int
    misses: int
    false_alarms: int
    pass_mark: int
    timed_out: bool
    verdict: str
    blueprint: str
    started_ms: int
    ended_ms: int
    offset_min: int
    spent_ms: int

    @property
    def passed(self) -> bool | None:
        """None where nothing was asked for that could be passed."""
        return passed(self.verdict)


class CheckTaken(msgspec.Struct, frozen=True):
    """A self-check of a module that was handed in, with the digest of its plan."""

    stream: str
    subject: str
    blueprint: str
    right: int
    total: int
    verdict: str
    ended_ms: int
    offset_min: int


_LESSON = (
    "SELECT lesson, module, digest, stream, block, furthest, blocks, done, at_ms FROM lesson_place WHERE person = ?"
)
_OPEN = (
    "SELECT stream, mode, subject, status, unit, units, answered, left_ms, started_ms, last_ms FROM open_stream"
    " WHERE person = ?1 AND ?2 IN ('', mode) AND ?3 IN ('', subject) ORDER BY last_ms DESC, stream LIMIT ?4"
)
_ALL = -1
PASSED = "passed"
"""The one verdict of `core.verdicts.Standing` that means so."""
_SCORE = (
    "SELECT stream, mode, subject, correct, total, answered, misses, false_alarms, pass_mark, timed_out, verdict,"
    " blueprint, started_ms, ended_ms, offset_min, spent_ms FROM attempt_score WHERE person = ? ORDER BY ended_ms DESC, stream"
)


_TAKEN = (
    "SELECT stream, subject, blueprint, correct, total, verdict, ended_ms, offset_min FROM attempt_score"
    " WHERE person = ? AND mode = 'assessment' AND subject IN (SELECT value FROM json_each(?))"
    " ORDER BY ended_ms DESC, stream"
)


class LearnerQueries:
    """What is known of one person at a time. None of it grows with the answers they have given."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def objectives(self, person: str) -> dict[str, ObjectiveState]:
        """Return the state of each objective practised, by objective."""
        rows = self._source.execute(f"SELECT {STATE_COLUMNS} FROM objective_state WHERE person = ?", (person,))
        return {state.objective: state for state in map(read_state, rows)}

    def exposure(self, person: str) -> dict[str, int]:
        """Return how often each step was on this person's screen, by digest."""
        rows = self._source.execute("SELECT digest, shown FROM exposure WHERE person = ?", (person,))
        return {str(digest): int(shown) for digest, shown in rows}

    def lessons(self, person: str) -> dict[str, LessonRecord]:
        """Return how far each lesson was read, by lesson."""
        rows = self._source.execute(_LESSON, (person,))
        return {row[0]: replace(LessonRecord(*row), done=bool(row[7])) for row in rows}

    def open_streams(self, person: str) -> tuple[OpenStream, ...]:
        """Return the attempts not handed in, the one last worked on first."""
        return tuple(OpenStream(*row) for row in self._source.execute(_OPEN, (person, "", "", _ALL)))

    def latest_open(self, person: str, mode: str) -> OpenStream | None:
        """Return the attempt of a mode last worked on and not handed in."""
        rows = self._source.execute(_OPEN, (person, mode, "", 1))
        return next((OpenStream(*row) for row in rows), None)

    def open_stream(self, person: str, mode: str, subject: str) -> str:
        """Return the id of the attempt about `subject` last worked on and not handed in, "" where there is none."""
        rows = self._source.execute(_OPEN, (person, mode, subject, 1))
        return next((str(row[0]) for row in rows), "")

    def all_open(self, mode: str) -> tuple[str, ...]:
        """Return the ids of everybody's attempts of a mode that were not handed in."""
        rows = self._source.execute(
            "SELECT stream FROM open_stream WHERE mode = ? ORDER BY started_ms, stream", (mode,)
        )
        return tuple(stream for (stream,) in rows)

    def extra_percent(self, person: str) -> int:
        """Return how much more time a person has in assessments, in percent."""
        rows = self._source.execute("SELECT extra_percent FROM person WHERE id = ?", (person,))
        return next((int(percent) for (percent,) in rows), 0)

    def owner(self, stream: str) -> str:
        """Return whose stream it is, "" where there is none such."""
        rows = self._source.execute("SELECT person FROM stream WHERE id = ?", (stream,))
        return next((person for (person,) in rows), "")

    def scores(self, person: str) -> tuple[AttemptScore, ...]:
        """Return the attempts handed in, practice rounds among them, the latest first."""
        return tuple(_score(row) for row in self._source.execute(_SCORE, (person,)))

    def ended_streams(self, person: str, mode: str, subject: str) -> tuple[str, ...]:
        """Return the attempts of a mode about `subject` that are over, the latest first."""
        rows = self._source.execute(
            "SELECT stream FROM attempt_score WHERE person = ? AND mode = ? AND subject = ? ORDER BY ended_ms DESC, stream",
            (person, mode, subject),
        )
        return tuple(stream for (stream,) in rows)

    def attempts(self, person: str, subject: str) -> int:
        """Return how many assessments about `subject` were handed in."""
        ((count,),) = self._source.execute(
            "SELECT count(*) FROM attempt_score WHERE person = ? AND mode = 'assessment' AND subject = ?",
            (person, subject),
        )
        return int(count)

    def taken(self, person: str, subjects: Collection[str]) -> tuple[CheckTaken, ...]:
        """Return the assessments about any of `subjects` that were handed in, the latest first."""
        named = msgspec.json.encode(sorted(subjects)).decode()
        return tuple(CheckTaken(*row) for row in self._source.execute(_TAKEN, (person, named)))

    def last_score(self, person: str, subject: str) -> AttemptScore | None:
        """Return the latest assessment about `subject` that was handed in."""
        rows = self._source.execute(
            _SCORE.replace(" ORDER BY", " AND mode = 'assessment' AND subject = ? ORDER BY") + " LIMIT 1",
            (person, subject),
        )
        return next((_score(row) for row in rows), None)


def passed(verdict: str) -> bool | None:
    """Say whether a stored verdict is that an assessment was passed. None where nothing was asked for that could be."""
    return verdict == PASSED if verdict else None


def _score(row: Row) -> AttemptScore:
    score = AttemptScore(*row)
    return replace(score, timed_out=bool(score.timed_out))
