"""Owns taking people out of the records of an open store, all of each of them at once; knows no other file and no window.

What is left of somebody: how often each option was chosen, by question and mode, without whose it was; marks that say "erased
here on"; a line of the log without a name. Deleting a person's row takes the rest along: every table refers to it so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trainer.core.message import Refused
from trainer.core.privacy import Erasure
from trainer.core.timekeeping import Stamp
from trainer.records import audit, marks
from trainer.records.audit import Act
from trainer.records.journal import Journal
from trainer.records.merging import parts_of
from trainer.records.source import Source
from trainer.records.store import Store

if TYPE_CHECKING:
    from sqlite_utils.db import Database

    from trainer.records.rows import Tables

PENDING = "erasure-pending"
"""The setting that says that bytes of somebody erased may still be in this folder: the file is not written anew yet, or a
backup holds them."""

FILE, COPIES = "file", "copies"

_COUNTED = (
    # Of an assessment each answer that was handed in; of practice the first that the person ever gave to a question.
    "INSERT INTO anonymous_count (item, mode, options, answers, correct)"
    " SELECT step, mode, options, count(*), sum(correct) FROM ("
    "  SELECT answer.step, 'assessment' AS mode, answer.options, answer.correct, answer.stream FROM answer"
    "   JOIN attempt_score ON attempt_score.person = answer.person AND attempt_score.stream = answer.stream"
    "   WHERE answer.person = ?1 AND answer.mode = 'assessment' AND answer.kind != 'case'"
    "  UNION ALL SELECT step, 'practice', options, correct, stream FROM (SELECT *, row_number() OVER"
    "   (PARTITION BY step ORDER BY answered_ms, stream, seq) AS number FROM answer"
    "   WHERE person = ?1 AND mode IN ('practice', 'review', 'repeat') AND kind != 'case') WHERE number = 1"
    " ) WHERE ?2 = '' OR stream = ?2 GROUP BY step, mode, options"
    " ON CONFLICT (item, mode, options) DO UPDATE SET answers = answers + excluded.answers,"
    " correct = correct + excluded.correct"
)


LOOKED_AT = (
    "UPDATE audit SET detail = json_remove(detail, '$.attempt')"
    " WHERE json_extract(detail, '$.attempt') IN (SELECT id FROM stream WHERE person = ?)"
)
"""The one detail of the log that is of a person: which of their attempts was looked at."""


def extent(source: Source, person: str) -> Erasure:
    """Say what erasing a person takes away. Reads every event: not for a window's thread. Raises Refused("people.unknown")."""
    rows = list(source.execute("SELECT code, name, number FROM person WHERE id = ?", (person,)))
    if not rows:
        raise Refused("people.unknown")
    code, name, number = (str(cell) for cell in rows[0])
    parts = parts_of(source, person)
    counts: dict[str, Any] = dict.fromkeys(_COUNTS, 0)
    for one in (person, *parts):
        for key, query in _COUNTS.items():
            ((found,),) = source.execute(query, (one,))
            counts[key] += int(str(found))
    ((texts,),) = source.execute(_TEXTS, (person, name))
    return Erasure(id=person, code=code, name=name, number=number, parts=len(parts), texts=int(str(texts)), **counts)


_COUNTS = {
    "streams": "SELECT count(*) FROM stream WHERE person = ?",
    "events": "SELECT count(*) FROM event JOIN stream ON stream.id = event.stream WHERE stream.person = ?",
    "answers": "SELECT count(*) FROM answer WHERE person = ?",
    "assessments": "SELECT count(*) FROM attempt_score WHERE person = ? AND mode = 'assessment'",
    "open": "SELECT count(*) FROM open_stream WHERE person = ?",
    "certificates": "SELECT count(*) FROM certificate WHERE person = ?",
    "memberships": "SELECT count(*) FROM cohort_member WHERE person = ?",
    "assignments": "SELECT count(*) FROM assignment WHERE person = ?",
}
# Only these two kinds of event hold what somebody typed.
_TEXTS = (
    "SELECT (SELECT count(*) FROM event JOIN stream ON stream.id = event.stream WHERE stream.person != ?1"
    " AND event.kind IN ('ProblemReported', 'TimeGranted', 'RoomStopped') AND instr(event.body, CAST(?2 AS BLOB)) > 0)"
    " + (SELECT count(*) FROM ruling WHERE instr(reason, ?2) > 0)"
)


def erase(store: Store, journal: Journal, people: Sequence[str], by: str, at: Stamp, act: Act = Act.ERASED) -> int:
    """Take people out of the records with all that is theirs and all who are part of them. One transaction.

    Bytes of them may be left in the file until `Store.compact`, and in its copies: `PENDING` says so from here on.
    Return how many profiles there were. Raises Refused: people.unknown; people.last-trainer where no trainer would be
    left to the others. Raises Fault; then nothing has changed.
    """
    streams: list[str] = []
    with store.write() as db:
        marked = marks.made(db)
        every = _whole(store, people)
        _leave_a_trainer(db, every)
        events = 0
        for person in every:
            streams += [
                str(id_) for (id_,) in db.execute("SELECT id FROM stream WHERE person = ?", (person,)).fetchall()
            ]
            ((count,),) = db.execute(_COUNTS["events"], (person,)).fetchall()
            events += int(count)
            _take_out(db, marked, person, at)
        audit.write(
            db, at, audit.GONE if by in every else by, act, people=len(people), streams=len(streams), events=events
        )
        begin(db)
    for stream in streams:
        journal.forget(stream)
    return len(every)


def _whole(source: Source, people: Sequence[str]) -> tuple[str, ...]:
    every: dict[str, None] = {}
    for person in people:
        if not any(source.execute("SELECT 1 FROM person WHERE id = ?", (person,))):
            raise Refused("people.unknown")
        every |= dict.fromkeys((person, *parts_of(source, person)))
    return tuple(every)


def _leave_a_trainer(db: Database, gone: Sequence[str]) -> None:
    """Raise Refused where people would be left without anybody who may look after them."""
    rows = db.execute("SELECT id, access FROM person WHERE merged_into IS NULL").fetchall()
    trainers = {str(id_) for id_, access in rows if access == "trainer"}
    left = {str(id_) for id_, _access in rows} - set(gone)
    if trainers & set(gone) and left and not trainers & left:
        raise Refused("people.last-trainer")


def _take_out(db: Database, marked: marks.Marks, person: str, at: Stamp) -> None:
    """Keep the counts and the marks of one profile and delete its row, which takes everything else along."""
    name, number, synthetic = db.execute(
        "SELECT name, number, synthetic FROM person WHERE id = ?", (person,)
    ).fetchone()
    if not synthetic:
        # Made-up answers count for no question.
        count_answers(db, person)
    for mark in (marked.person(person), *marked.of(name, number)):
        db.execute("INSERT OR REPLACE INTO erased (mark, at_ms) VALUES (?, ?)", (mark, at.utc_ms))
    take_out(db, person, logged=True)


def take_out(db: Tables, person: str, *, logged: bool) -> None:
    """Delete a profile's row, and the few places that name it without referring to it; `logged`: there is a log."""
    if logged:
        db.execute(LOOKED_AT, (person,))
    # Who was said to be another person is remembered by a setting of that other one.
    db.execute("DELETE FROM person_setting WHERE instr(key, ?) > 0", (person,))
    db.execute("DELETE FROM person WHERE id = ?", (person,))


def count_answers(db: Database, person: str, stream: str = "") -> None:
    """Keep how often a person chose what, all in all or in one attempt, without whose it was."""
    db.execute(_COUNTED, (person, stream))


def begin(db: Database) -> None:
    """Note, inside a write, that what it deletes is to leave the file and its copies too."""
    db.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (PENDING, FILE))


def pending(source: Source) -> str:
    """Say what an erasure left to do: `FILE`, `COPIES`, or "" for nothing."""
    return next((str(value) for (value,) in source.execute("SELECT value FROM setting WHERE key = ?", (PENDING,))), "")


def written_anew(store: Store) -> None:
    """Note that the records hold no byte of anybody erased; copies may. Raises Fault."""
    with store.write() as db:
        db.execute("UPDATE setting SET value = ? WHERE key = ?", (COPIES, PENDING))


def finished(store: Store) -> None:
    """Note that nothing of anybody erased is left. Raises Fault."""
    with store.write() as db:
        db.execute("DELETE FROM setting WHERE key = ?", (PENDING,))
