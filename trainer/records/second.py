"""Owns the statements that bring the tables kept from version 1 to version 2; frozen once released.

Version 2 brings the class: groups, assignments, composed plans, rulings, certificates, the audit log, erasure. Tables that
must outlive a person name nobody: what refers to one is set to NULL when the person is erased.
"""

from __future__ import annotations

KEPT = (
    # `number` is the unit's own; `joined_ms` NULL: on a roster, has not signed in yet and is no sign-in profile;
    # `extra_percent`: more time in assessments; `merged_into`: this person is now part of that one, and hidden.
    "ALTER TABLE person ADD COLUMN number TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE person ADD COLUMN joined_ms INTEGER",
    "ALTER TABLE person ADD COLUMN extra_percent INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE person ADD COLUMN merged_into TEXT REFERENCES person(id) ON DELETE SET NULL",
    "UPDATE person SET joined_ms = created_ms",
    "CREATE INDEX person_merged ON person(merged_into) WHERE merged_into IS NOT NULL",
    """CREATE TABLE cohort (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    closed_ms INTEGER
) STRICT""",
    """CREATE TABLE cohort_member (
    cohort TEXT NOT NULL REFERENCES cohort(id) ON DELETE CASCADE,
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (cohort, person)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX cohort_of_person ON cohort_member(person, cohort)",
    # To a group or to one person: exactly one of the two is set. Times 0 where none is set. `sees_answers`: the trainer
    # sees single answers of practice that is assigned so, and the learner is told beforehand.
    """CREATE TABLE assignment (
    id TEXT PRIMARY KEY,
    cohort TEXT REFERENCES cohort(id) ON DELETE CASCADE,
    person TEXT REFERENCES person(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('module', 'case', 'assessment')),
    subject TEXT NOT NULL,
    opens_ms INTEGER NOT NULL,
    due_ms INTEGER NOT NULL,
    closes_ms INTEGER NOT NULL,
    sees_answers INTEGER NOT NULL CHECK (sees_answers IN (0, 1)),
    by_person TEXT REFERENCES person(id) ON DELETE SET NULL,
    made_ms INTEGER NOT NULL,
    withdrawn_ms INTEGER,
    CHECK ((cohort IS NULL) != (person IS NULL))
) STRICT""",
    "CREATE INDEX assignment_cohort ON assignment(cohort) WHERE cohort IS NOT NULL",
    "CREATE INDEX assignment_person ON assignment(person) WHERE person IS NOT NULL",
    # A plan composed here; the plan itself lies in the archive under its digest, each revision of it.
    """CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL REFERENCES archive(digest),
    revision INTEGER NOT NULL,
    by_person TEXT REFERENCES person(id) ON DELETE SET NULL,
    made_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    retired_ms INTEGER
) STRICT""",
    # `item` is the item's digest; `option_ids` are the options keyed by the ruling, apart by blanks, "" but for 'key'.
    """CREATE TABLE ruling (
    id TEXT PRIMARY KEY,
    item TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('key', 'drop', 'all')),
    option_ids TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_person TEXT REFERENCES person(id) ON DELETE SET NULL,
    made_ms INTEGER NOT NULL,
    withdrawn_ms INTEGER
) STRICT""",
    "CREATE UNIQUE INDEX ruling_in_force ON ruling(item) WHERE withdrawn_ms IS NULL",
    # `detail` is canonical JSON of what was printed, `digest` its digest.
    """CREATE TABLE certificate (
    code TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    stream TEXT NOT NULL REFERENCES stream(id) ON DELETE CASCADE,
    issued_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    detail BLOB NOT NULL,
    digest TEXT NOT NULL
) STRICT""",
    "CREATE INDEX certificate_person ON certificate(person, issued_ms)",
    "CREATE INDEX certificate_stream ON certificate(stream)",
    # What was done with other people's records: codes and counts only, never a name.
    """CREATE TABLE audit (
    place INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    offset_min INTEGER NOT NULL,
    by_person TEXT REFERENCES person(id) ON DELETE SET NULL,
    act TEXT NOT NULL,
    person TEXT REFERENCES person(id) ON DELETE SET NULL,
    detail TEXT NOT NULL
) STRICT""",
    "CREATE INDEX audit_by ON audit(by_person) WHERE by_person IS NOT NULL",
    "CREATE INDEX audit_person ON audit(person) WHERE person IS NOT NULL",
    # `mark` is a digest of name and number under the folder's own key: it says "erased here on", and nothing else.
    "CREATE TABLE erased (mark TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    # What is left of the answers of people who were erased: how often each option was chosen, by item and mode.
    """CREATE TABLE anonymous_count (
    item TEXT NOT NULL,
    mode TEXT NOT NULL,
    options TEXT NOT NULL,
    answers INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    PRIMARY KEY (item, mode, options)
) STRICT, WITHOUT ROWID""",
    # `detail` is JSON of what undoing it needs: streams moved, memberships and assignments added.
    """CREATE TABLE merge (
    id TEXT PRIMARY KEY,
    kept TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    gone TEXT NOT NULL REFERENCES person(id) ON DELETE CASCADE,
    by_person TEXT REFERENCES person(id) ON DELETE SET NULL,
    made_ms INTEGER NOT NULL,
    undone_ms INTEGER,
    detail TEXT NOT NULL
) STRICT""",
    "CREATE INDEX merge_kept ON merge(kept)",
    "CREATE INDEX merge_gone ON merge(gone)",
)
