"""Owns the typed tables folded from events and how one more event changes them; knows no transaction.

What is counted, in this version of the fold: practice answers make the objective states and the summary's answers;
answers in an assessment count in its score alone, but that what was right in a module's self-check, once that is
passed, brings its objectives back in practice, without being counted as practice answers. Choices
in a case stand in `answer`, best and defensible ones as
right, and change no objective; nor does the answer to a question that came once more in the same sitting. The `mode`
of an answer says which it was: assessment, practice, review (practice of an objective that was due), repeat.
"""

from __future__ import annotations

import msgspec

from question_bank.model import Confidence, Item, Rating, Scene
from trainer.core import progress, scoring
from trainer.core.attempt import AttemptState, StepState
from trainer.core.events import Answered, ConfidenceGiven, Event, LessonPlace, Skipped, StepSeen, UnitKind
from trainer.core.policies import Mode
from trainer.records.archive import Archive
from trainer.records.endings import Endings
from trainer.records.incidents import noted
from trainer.records.objectives import objective_of, practised
from trainer.records.rows import StreamRow, Tables
from trainer.records.rulings import in_force
from trainer.records.source import Source

REVIEW = "review"
REPEAT = "repeat"


class _Sums(msgspec.Struct, frozen=True):
    """What one event adds to a person's sums."""

    answers: int = 0
    right: int = 0
    lessons: int = 0


_NOTHING = _Sums()


class Projector:
    """Writes what one event changes, the same way when it happens and when everything is folded anew."""

    def __init__(self, archive: Archive, source: Source) -> None:
        """Read from `source` the rulings in force, which say how answers in assessments are marked."""
        self._archive = archive
        self._source = source
        self._endings = Endings(archive, source)

    def apply(
        self, db: Tables, stream: StreamRow, event: Event, before: AttemptState | None, after: AttemptState | None
    ) -> None:
        """Write the rows that `event` changes; the states are the attempt's around it, None for a lesson."""
        body = event.body
        sums = _NOTHING
        if isinstance(body, LessonPlace):
            sums = _lesson(db, stream, event, body)
        elif before is not None and after is not None:
            match body:
                case StepSeen():
                    if _step(before, body.unit, body.step) is None:
                        _exposed(db, stream.person, body.step, event.at.utc_ms)
                case Answered():
                    sums = self._answered(db, stream, event, body, before, after)
                case ConfidenceGiven():
                    db.execute(
                        "UPDATE answer SET confidence = ?"
                        " WHERE person = ? AND started_ms = ? AND stream = ? AND unit = ? AND step = ?",
                        (body.confidence.value, stream.person, stream.started_ms, stream.id, body.unit, body.step),
                    )
                case Skipped(instead=other) if other is not None:
                    db.execute(
                        "UPDATE answer SET unit = unit + 1"
                        " WHERE person = ? AND started_ms = ? AND stream = ? AND unit > ?",
                        (stream.person, stream.started_ms, stream.id, body.unit),
                    )
                case _:
                    pass
            noted(db, stream, event, before)
        _summarised(db, stream.person, event.at.utc_ms, sums)
        if after is None or (before is not None and before.over):
            return
        if after.over:
            self._endings.write(db, stream, event, after)
        else:
            _still_open(db, stream, event, after)

    def _answered(
        self, db: Tables, stream: StreamRow, event: Event, body: Answered, before: AttemptState, after: AttemptState
    ) -> _Sums:
        unit = after.units[body.unit]
        ref = unit.ref
        at = (stream.person, stream.started_ms, stream.id)
        if not body.options:
            db.execute(
                "DELETE FROM answer WHERE person = ? AND started_ms = ? AND stream = ? AND unit = ? AND step = ?",
                (*at, body.unit, body.step),
            )
            return _NOTHING
        if ref.kind == UnitKind.ITEM:
            item = self._archive.item(body.step)
            content: Item | Scene = item
            kind, revision = item.kind.value, item.revision
            ruling = in_force(self._source).get(body.step) if stream.mode == Mode.ASSESSMENT else None
            right = scoring.right(item, body.options, ruling)
        else:
            scene = self._archive.get(body.step, Scene)
            content, kind, revision = scene, UnitKind.CASE, 0
            right = all(scene.choice(option).rating in (Rating.BEST, Rating.DEFENSIBLE) for option in body.options)
        options = " ".join(option for _, option in sorted(zip(body.places, body.options, strict=True)))
        confidence = body.confidence.value if body.confidence else ""
        rated = stream.mode == Mode.PRACTICE and ref.kind == UnitKind.ITEM and not unit.repeat
        state = objective_of(db, stream.person, ref.objective) if rated else None
        mode = REPEAT if unit.repeat else stream.mode
        if state is not None and progress.due(state, event.at.utc_ms, event.at.offset_min):
            mode = REVIEW
        step = _step(before, body.unit, body.step)
        if step is not None and step.options:
            db.execute(
                "UPDATE answer SET options = ?, correct = ?, confidence = ?, answered_ms = ?, offset_min = ?"
                " WHERE person = ? AND started_ms = ? AND stream = ? AND unit = ? AND step = ?",
                (options, right, confidence, event.at.utc_ms, event.at.offset_min, *at, body.unit, body.step),
            )
        else:
            db.execute(
                "INSERT INTO answer (person, started_ms, stream, seq, mode, subject, unit, step, item, revision,"
                " module, objective, kind, options, correct, confidence, answered_ms, offset_min)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *at,
                    event.seq,
                    mode,
                    stream.subject,
                    body.unit,
                    body.step,
                    content.id,
                    revision,
                    ref.module,
                    ref.objective,
                    kind,
                    options,
                    right,
                    confidence,
                    event.at.utc_ms,
                    event.at.offset_min,
                ),
            )
        if rated:
            practised(db, stream.person, state, ref, right, body.confidence, event.at.utc_ms)
            _in_week(db, stream.person, event, right, body.confidence)
            return _Sums(answers=1, right=int(right))
        return _NOTHING


def _step(state: AttemptState, unit: int, digest: str) -> StepState | None:
    return next((step for step in state.units[unit].steps if step.digest == digest), None)


def _summarised(db: Tables, person: str, at_ms: int, sums: _Sums) -> None:
    """Add to a person's sums and note when they were last seen. By module the sums are those of objectives and lessons."""
    db.execute(
        "INSERT INTO person_summary (person, answers, correct, lessons_done, attempts, last_stream, last_assessment,"
        " last_ended_ms, last_seen_ms) VALUES (?, ?, ?, ?, 0, '', '', 0, ?)"
        " ON CONFLICT (person) DO UPDATE SET answers = answers + excluded.answers, correct = correct + excluded.correct,"
        " lessons_done = lessons_done + excluded.lessons_done, last_seen_ms = max(last_seen_ms, excluded.last_seen_ms)",
        (person, sums.answers, sums.right, sums.lessons, at_ms),
    )


def _exposed(db: Tables, person: str, digest: str, at_ms: int) -> None:
    db.execute(
        "INSERT INTO exposure (person, digest, shown, last_ms) VALUES (?, ?, 1, ?)"
        " ON CONFLICT (person, digest) DO UPDATE SET shown = shown + 1, last_ms = max(last_ms, excluded.last_ms)",
        (person, digest, at_ms),
    )


def _in_week(db: Tables, person: str, event: Event, right: bool, confidence: Confidence | None) -> None:
    week = progress.local_week(event.at.utc_ms, event.at.offset_min)
    db.execute(
        "INSERT INTO practice_week (person, week, answers, correct, certain_wrong) VALUES (?, ?, 1, ?, ?)"
        " ON CONFLICT (person, week) DO UPDATE SET answers = answers + 1, correct = correct + excluded.correct,"
        " certain_wrong = certain_wrong + excluded.certain_wrong",
        (person, week, int(right), int(confidence is Confidence.CERTAIN and not right)),
    )


def _still_open(db: Tables, stream: StreamRow, event: Event, after: AttemptState) -> None:
    db.execute(
        "INSERT OR REPLACE INTO open_stream (person, stream, mode, subject, status, unit, units, answered, left_ms,"
        " started_ms, last_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stream.person,
            stream.id,
            stream.mode,
            stream.subject,
            after.status.value,
            after.current,
            len(after.units),
            after.answered(),
            after.left_ms(event.at),
            stream.started_ms,
            event.at.utc_ms,
        ),
    )


def _lesson(db: Tables, stream: StreamRow, event: Event, body: LessonPlace) -> _Sums:
    was = db.execute(
        "SELECT done FROM lesson_place WHERE person = ? AND lesson = ?", (stream.person, body.lesson)
    ).fetchone()
    db.execute(
        "INSERT INTO lesson_place (person, lesson, module, digest, stream, block, furthest, blocks, done, at_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person, lesson) DO UPDATE SET module = excluded.module,"
        " furthest = CASE digest WHEN excluded.digest THEN max(furthest, excluded.furthest) ELSE excluded.furthest END,"
        " digest = excluded.digest, stream = excluded.stream, block = excluded.block, blocks = excluded.blocks,"
        " done = max(done, excluded.done), at_ms = excluded.at_ms",
        (
            stream.person,
            body.lesson,
            body.module,
            body.digest,
            stream.id,
            body.block,
            body.block,
            body.blocks,
            body.done,
            event.at.utc_ms,
        ),
    )
    return _Sums(lessons=1) if body.done and not (was and was[0]) else _NOTHING
