"""Owns the typed tables folded from events and how one more event changes them; knows no transaction.

What is counted, in this version of the fold: practice answers make the objective states and the summary's answers;
answers in an assessment count in its score alone, but that what was right in a module's self-check, once that is
passed, brings its objectives back in practice, without being counted as practice answers. Choices
in a case stand in `answer`, best and defensible ones as
right, and change no objective; nor does the answer to a question that came once more in the same sitting. The `mode`
of an answer says which it was: assessment, practice, review (practice of an objective that was due), repeat.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from question_bank.model import Confidence, Item, Rating, Scene
from trainer.core import progress, scoring
from trainer.core.attempt import AttemptState, StepState
from trainer.core.events import Answered, ConfidenceGiven, Event, FormUnit, LessonPlace, Skipped, StepSeen, UnitKind
from trainer.core.policies import Mode
from trainer.core.progress import ObjectiveState
from trainer.core.spacing import Memory
from trainer.records.archive import Archive
from trainer.records.source import Row

REVIEW = "review"
REPEAT = "repeat"


class Tables(Protocol):
    """Where rows are written: the store inside a write, or a scratch file to compare with."""

    def execute(self, sql: str, parameters: tuple[object, ...] = ()) -> Cursor:
        """Run one statement."""


class Cursor(Protocol):
    """What a statement gives back."""

    def fetchone(self) -> Row | None: ...


class StreamRow(msgspec.Struct, frozen=True):
    """Whose stream it is and what it is about. `kind` is "attempt" or "lesson"; `mode` is empty for a lesson."""

    id: str
    person: str
    kind: str
    mode: str
    subject: str
    started_ms: int


class _Sums(msgspec.Struct, frozen=True):
    """What one event adds to a person's sums."""

    answers: int = 0
    right: int = 0
    lessons: int = 0


_NOTHING = _Sums()


class Projector:
    """Writes what one event changes, the same way when it happens and when everything is folded anew."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

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
        _summarised(db, stream.person, event.at.utc_ms, sums)
        if after is None or (before is not None and before.over):
            return
        if after.over:
            self._ended(db, stream, event, after)
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
            right = scoring.right(item, body.options)
        else:
            scene = self._archive.get(body.step, Scene)
            content, kind, revision = scene, UnitKind.CASE, 0
            right = all(scene.choice(option).rating in (Rating.BEST, Rating.DEFENSIBLE) for option in body.options)
        options = " ".join(option for _, option in sorted(zip(body.places, body.options, strict=True)))
        confidence = body.confidence.value if body.confidence else ""
        rated = stream.mode == Mode.PRACTICE and ref.kind == UnitKind.ITEM and not unit.repeat
        state = _objective(db, stream.person, ref.objective) if rated else None
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
            _practised(db, stream.person, state, ref, right, body.confidence, event.at.utc_ms)
            return _Sums(answers=1, right=int(right))
        return _NOTHING

    def _ended(self, db: Tables, stream: StreamRow, event: Event, after: AttemptState) -> None:
        wanted = {unit.ref.digest for unit in after.units if unit.ref.kind == UnitKind.ITEM and not unit.skipped}
        score = scoring.score(after, {digest: self._archive.item(digest) for digest in wanted})
        mark = after.policy.pass_mark
        db.execute("DELETE FROM open_stream WHERE person = ? AND stream = ?", (stream.person, stream.id))
        db.execute(
            "INSERT INTO attempt_score (person, ended_ms, stream, mode, subject, blueprint, correct, total, answered,"
            " misses, false_alarms, pass_mark, timed_out, started_ms, offset_min, spent_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stream.person,
                event.at.utc_ms,
                stream.id,
                stream.mode,
                stream.subject,
                after.blueprint,
                score.right,
                score.total,
                score.answered,
                score.misses,
                score.false_alarms,
                mark,
                event.kind == "TimedOut",
                stream.started_ms,
                event.at.offset_min,
                after.spent.ms,
            ),
        )
        scales = (("module", score.modules), ("objective", score.objectives), ("confidence", score.confidence))
        for scale, tallies in scales:
            for place, tally in enumerate(tallies):
                db.execute(
                    "INSERT INTO attempt_tally (person, stream, scale, place, name, correct, total)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (stream.person, stream.id, scale, place, tally.of, tally.right, tally.total),
                )
        if stream.mode == Mode.ASSESSMENT:
            blueprint = self._archive.blueprint(after.blueprint)
            passed = scoring.passed(score.right, mark, score.objectives, blueprint.essential)
            if passed and blueprint.opens:
                self._opened(db, stream, after, event.at.utc_ms)
            db.execute(
                "UPDATE person_summary SET attempts = attempts + 1, last_stream = ?, last_assessment = ?,"
                " last_right = ?, last_total = ?, last_passed = ?, last_ended_ms = ? WHERE person = ?",
                (stream.id, stream.subject, score.right, score.total, passed, event.at.utc_ms, stream.person),
            )

    def _opened(self, db: Tables, stream: StreamRow, after: AttemptState, at_ms: int) -> None:
        """Take what was right in a module's self-check that is passed as known, so that it comes back; no practice."""
        for unit in after.units:
            step = unit.steps[-1] if unit.steps else None
            if step is not None and scoring.right(self._archive.item(unit.ref.digest), step.options):
                before = _objective(db, stream.person, unit.ref.objective)
                _practised(db, stream.person, before, unit.ref, True, step.confidence, at_ms, counted=False)


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


def read_state(row: Row) -> ObjectiveState:
    """Make an objective's state from its columns, in the table's order from `objective` to `due_ms`."""
    objective, module, answers, right, last_right, confidence, stability, difficulty, last_ms, due_ms = row
    sure = Confidence(confidence) if confidence else None
    return ObjectiveState(
        objective, module, answers, right, bool(last_right), sure, Memory(stability, difficulty, last_ms, due_ms)
    )


STATE_COLUMNS = (
    "objective, module, answers, correct, last_right, last_confidence, stability, difficulty, last_ms, due_ms"
)


def _objective(db: Tables, person: str, objective: str) -> ObjectiveState | None:
    row = db.execute(
        f"SELECT {STATE_COLUMNS} FROM objective_state WHERE person = ? AND objective = ?", (person, objective)
    ).fetchone()
    return read_state(row) if row else None


def _practised(
    db: Tables,
    person: str,
    before: ObjectiveState | None,
    ref: FormUnit,
    right: bool,
    confidence: Confidence | None,
    at_ms: int,
    *,
    counted: bool = True,
) -> None:
    """Write an objective's state after an answer; one that is not `counted` leaves the number of answers as it was."""
    state = progress.after(before, ref.objective, ref.module, right, confidence, at_ms)
    if not counted:
        state = msgspec.structs.replace(state, answers=state.answers - 1, right=state.right - right)
    memory = state.memory
    db.execute(
        f"INSERT OR REPLACE INTO objective_state (person, {STATE_COLUMNS}, secure_until_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            person,
            ref.objective,
            ref.module,
            state.answers,
            state.right,
            state.last_right,
            confidence.value if confidence else None,
            memory.stability,
            memory.difficulty,
            memory.last_ms,
            memory.due_ms,
            progress.secure_until(state),
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
