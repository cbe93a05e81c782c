"""Owns one objective's state as a row: read, and changed by an answer; knows no event."""

from __future__ import annotations

import msgspec

from question_bank.model import Confidence
from trainer.core import progress
from trainer.core.events import FormUnit
from trainer.core.progress import ObjectiveState
from trainer.core.spacing import Memory
from trainer.records.rows import Tables
from trainer.records.source import Row


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


def objective_of(db: Tables, person: str, objective: str) -> ObjectiveState | None:
    row = db.execute(
        f"SELECT {STATE_COLUMNS} FROM objective_state WHERE person = ? AND objective = ?", (person, objective)
    ).fetchone()
    return read_state(row) if row else None


def practised(
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
