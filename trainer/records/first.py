"""Owns the statements that make the tables of version 1; frozen, it was released. Knows nothing of what is put in.

`KEPT` is what only exists here: people, settings, events, what was shown. `FOLDED` can be built from events at any
time. Times are UTC milliseconds; digests and ids lower-case hex; what must be proof against flipped bytes is a BLOB
with its digest beside it.
"""

from __future__ import annotations

KEPT = (
    """CREATE TABLE person (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    work_role TEXT NOT NULL,
    access TEXT NOT NULL CHECK (access IN ('learner', 'trainer')),
    secret TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    failed_utc_ms INTEGER NOT NULL DEFAULT 0,
    failed_boot TEXT NOT NULL DEFAULT '',
    failed_boot_ms INTEGER NOT NULL DEFAULT 0,
    reset_by TEXT REFERENCES person(id) ON DELETE SET NULL,
    reset_ms INTEGER,
    created_ms INTEGER NOT NULL,
    last_used_ms INTEGER NOT NULL DEFAULT 0,
    synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1))
) STRICT""",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE person_setting (
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stream (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('attempt', 'lesson')),
    mode TEXT NOT NULL,
    subject TEXT NOT NULL,
    started_ms INTEGER NOT NULL
) STRICT""",
    "CREATE INDEX stream_person ON stream(person, started_ms)",
    # `place` is the order of commits over all streams: folding again needs it, since clocks can be set back.
    """CREATE TABLE event (
    place INTEGER PRIMARY KEY,
    stream TEXT NOT NULL REFERENCES stream(id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body BLOB NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (stream, seq)
) STRICT""",
    "CREATE TABLE archive (digest TEXT PRIMARY KEY, kind TEXT NOT NULL, json BLOB NOT NULL) STRICT",
    """CREATE TABLE heartbeat (
    stream TEXT PRIMARY KEY REFERENCES stream(id) ON DELETE CASCADE,
    utc_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    boot TEXT NOT NULL,
    boot_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID""",
    "CREATE TABLE projection_stamp (id INTEGER PRIMARY KEY CHECK (id = 1), fold INTEGER NOT NULL) STRICT",
)

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
}
