"""Owns the folded tables as they are made today, and which rules filled them; knows nothing of what is put in.

What is only kept stands in `first` and `second`, by the version that brought it. Times are UTC milliseconds.
"""

from __future__ import annotations

from trainer.records import first, second
from trainer.records.source import Source

FOLD_VERSION = 5
"""Raised whenever the same events would give other rows: the next start then folds everything anew."""

KEPT = (*first.KEPT, *second.KEPT)
"""What makes the kept tables of the present version, in order."""

FOLDED: dict[str, str] = {
    # Clustered in the order an export wants: no index beside it. `seq` is that of the step's first answer.
    "answer": """CREATE TABLE answer (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    started_ms INTEGER NOT NULL,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    mode TEXT NOT NULL,
    subject TEXT NOT NULL,
    unit INTEGER NOT NULL,
    step TEXT NOT NULL,
    item TEXT NOT NULL,
    revision INTEGER NOT NULL,
    module TEXT NOT NULL,
    objective TEXT NOT NULL,
    kind TEXT NOT NULL,
    options TEXT NOT NULL,
    correct INTEGER NOT NULL,
    confidence TEXT NOT NULL,
    answered_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    PRIMARY KEY (person, started_ms, stream, seq)
) STRICT, WITHOUT ROWID""",
    "open_stream": """CREATE TABLE open_stream (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    stream TEXT NOT NULL,
    mode TEXT NOT NULL,
    subject TEXT NOT NULL,
    status TEXT NOT NULL,
    unit INTEGER,
    units INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    left_ms INTEGER,
    started_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (person, stream)
) STRICT, WITHOUT ROWID""",
    "attempt_score": """CREATE TABLE attempt_score (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    ended_ms INTEGER NOT NULL,
    stream TEXT NOT NULL,
    mode TEXT NOT NULL,
    subject TEXT NOT NULL,
    blueprint TEXT NOT NULL,
    correct INTEGER NOT NULL,
    total INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    misses INTEGER NOT NULL,
    false_alarms INTEGER NOT NULL,
    pass_mark INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('', 'passed', 'borderline', 'not-yet')),
    dropped INTEGER NOT NULL,
    started_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    spent_ms INTEGER NOT NULL,
    PRIMARY KEY (person, ended_ms, stream)
) STRICT, WITHOUT ROWID""",
    "attempt_tally": """CREATE TABLE attempt_tally (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    stream TEXT NOT NULL,
    scale TEXT NOT NULL CHECK (scale IN ('module', 'objective', 'confidence')),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    correct INTEGER NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (person, stream, scale, place)
) STRICT, WITHOUT ROWID""",
    "objective_state": """CREATE TABLE objective_state (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    objective TEXT NOT NULL,
    module TEXT NOT NULL,
    answers INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    last_right INTEGER NOT NULL,
    last_confidence TEXT,
    stability REAL NOT NULL,
    difficulty REAL NOT NULL,
    last_ms INTEGER NOT NULL,
    due_ms INTEGER NOT NULL,
    secure_until_ms INTEGER NOT NULL,
    PRIMARY KEY (person, objective)
) STRICT, WITHOUT ROWID""",
    "exposure": """CREATE TABLE exposure (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    shown INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (person, digest)
) STRICT, WITHOUT ROWID""",
    "lesson_place": """CREATE TABLE lesson_place (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    lesson TEXT NOT NULL,
    module TEXT NOT NULL,
    digest TEXT NOT NULL,
    stream TEXT NOT NULL,
    block INTEGER NOT NULL,
    furthest INTEGER NOT NULL,
    blocks INTEGER NOT NULL,
    done INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (person, lesson)
) STRICT, WITHOUT ROWID""",
    "person_summary": """CREATE TABLE person_summary (
    person TEXT PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE,
    answers INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    lessons_done INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    last_stream TEXT NOT NULL,
    last_assessment TEXT NOT NULL,
    last_right INTEGER,
    last_total INTEGER,
    last_passed INTEGER,
    last_ended_ms INTEGER NOT NULL,
    last_seen_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    # What happened around an attempt, for the trainer: `ms` is how long, or by how much; 0 where neither is meant.
    "incident": """CREATE TABLE incident (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('interrupted', 'clock', 'focus', 'asleep', 'stopped', 'resumed', 'granted')),
    at_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (person, stream, seq)
) STRICT, WITHOUT ROWID""",
    # Practice by week of the learner's own clock: `week` counts weeks that begin on Monday since 1970.
    "practice_week": """CREATE TABLE practice_week (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    week INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    certain_wrong INTEGER NOT NULL,
    PRIMARY KEY (person, week)
) STRICT, WITHOUT ROWID""",
}


def folded_by(source: Source) -> bool:
    """Say whether the folded tables are of the present rules."""
    return list(source.execute("SELECT fold FROM projection_stamp")) == [(FOLD_VERSION,)]
