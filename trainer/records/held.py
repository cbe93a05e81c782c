"""Owns looking up everything that is stored of one person, by kind and as a whole; changes nothing and knows no file format."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trainer.core.privacy import Somebody, StoredKind, StoredLine
from trainer.records.source import Row, Source

_COUNTED: dict[StoredKind, str] = {
    StoredKind.SETTINGS: "SELECT count(*), 0, 0 FROM person_setting WHERE person = ?",
    StoredKind.GROUPS: "SELECT count(*), min(since_ms), max(since_ms) FROM cohort_member WHERE person = ?",
    StoredKind.ASSIGNMENTS: "SELECT count(*), min(made_ms), max(made_ms) FROM assignment WHERE person = ?",
    StoredKind.PRACTICE: "SELECT count(*), min(started_ms), max(started_ms) FROM stream WHERE person = ?"
    " AND kind = 'attempt' AND mode = 'practice' AND id NOT IN (SELECT stream FROM answer WHERE person = ?1"
    " AND kind = 'case')",
    StoredKind.CASES: "SELECT count(*), min(started_ms), max(started_ms) FROM stream WHERE person = ?1"
    " AND id IN (SELECT stream FROM answer WHERE person = ?1 AND kind = 'case') AND mode = 'practice'",
    StoredKind.ASSESSMENTS: "SELECT count(*), min(started_ms), max(started_ms) FROM stream WHERE person = ?"
    " AND kind = 'attempt' AND mode = 'assessment'",
    StoredKind.ANSWERS: "SELECT count(*), min(answered_ms), max(answered_ms) FROM answer WHERE person = ?",
    StoredKind.LESSONS: "SELECT count(*), min(started_ms), max(at_ms) FROM stream JOIN lesson_place"
    " ON lesson_place.stream = stream.id AND lesson_place.person = stream.person WHERE stream.person = ?",
    StoredKind.PROBLEMS: "SELECT count(*), min(started_ms), max(started_ms) FROM event JOIN stream"
    " ON stream.id = event.stream WHERE stream.person = ? AND event.kind = 'ProblemReported'",
    StoredKind.CERTIFICATES: "SELECT count(*), min(issued_ms), max(issued_ms) FROM certificate WHERE person = ?",
    StoredKind.LOG: "SELECT count(*), min(at_ms), max(at_ms) FROM audit WHERE person = ?",
    StoredKind.ACTS: "SELECT count(*), min(at_ms), max(at_ms) FROM audit WHERE by_person = ?",
}


def lines(source: Source, person: str) -> Iterator[StoredLine]:
    """Yield how much there is of each kind, of those that there is something of."""
    for created_ms, last_used_ms in source.execute(
        "SELECT created_ms, last_used_ms FROM person WHERE id = ?", (person,)
    ):
        first, last = int(str(created_ms)), int(str(last_used_ms))
        yield StoredLine(StoredKind.PROFILE, 1, first, max(first, last))
    for kind, query in _COUNTED.items():
        for count, first_ms, last_ms in source.execute(query, (person,)):
            if count:
                yield StoredLine(kind, int(str(count)), int(str(first_ms)), int(str(last_ms)))


def everybody(source: Source) -> Iterator[Somebody]:
    """Yield everybody who is here, in the order of their codes; made-up people too."""
    for id_, code, name, number, access, last_ms in source.execute(
        "SELECT id, code, name, number, access, max(created_ms, coalesce(joined_ms, 0), last_used_ms,"
        " coalesce((SELECT last_seen_ms FROM person_summary WHERE person_summary.person = person.id), 0))"
        " FROM person WHERE merged_into IS NULL ORDER BY length(code), code"
    ):
        yield Somebody(str(id_), str(code), str(name), str(number), access == "trainer", int(str(last_ms)))


def former_names(source: Source, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of people who were merged into another."""
    found = (name for one in parts for (name,) in source.execute("SELECT name FROM person WHERE id = ?", (one,)))
    return tuple(str(name) for name in found)


_WHOLE: dict[str, str] = {
    "settings": "SELECT key, value FROM person_setting WHERE person = ? ORDER BY key",
    "groups": "SELECT cohort.name, cohort_member.since_ms FROM cohort_member JOIN cohort"
    " ON cohort.id = cohort_member.cohort WHERE cohort_member.person = ? ORDER BY since_ms",
    "assignments": "SELECT kind, subject, opens_ms, due_ms, closes_ms, sees_answers, made_ms, withdrawn_ms"
    " FROM assignment WHERE person = ?1 OR cohort IN (SELECT cohort FROM cohort_member WHERE person = ?1)"
    " ORDER BY made_ms",
    "scores": "SELECT stream, mode, subject, started_ms, ended_ms, offset_min, spent_ms, correct, total, answered,"
    " misses, false_alarms, pass_mark, timed_out, verdict FROM attempt_score WHERE person = ? ORDER BY ended_ms",
    "answers": "SELECT stream, mode, subject, module, objective, item, revision, kind, options, correct, confidence,"
    " answered_ms, offset_min FROM answer WHERE person = ? ORDER BY answered_ms, stream, seq",
    "objectives": "SELECT objective, module, answers, correct, last_ms, due_ms FROM objective_state WHERE person = ?"
    " ORDER BY objective",
    "lessons": "SELECT lesson, module, block, furthest, blocks, done, at_ms FROM lesson_place WHERE person = ?"
    " ORDER BY lesson",
    "incidents": "SELECT stream, kind, at_ms, offset_min, ms, reason FROM incident WHERE person = ? ORDER BY at_ms",
    "weeks": "SELECT week, answers, correct, certain_wrong FROM practice_week WHERE person = ? ORDER BY week",
    "certificates": "SELECT code, stream, issued_ms, expires_ms, detail FROM certificate WHERE person = ?"
    " ORDER BY issued_ms",
    "log": "SELECT at_ms, offset_min, act, detail FROM audit WHERE person = ? ORDER BY place",
    "done_by_them": "SELECT at_ms, offset_min, act, detail FROM audit WHERE by_person = ? ORDER BY place",
}

Rows = tuple[tuple[str, ...], tuple[Row, ...]]
"""The names of columns, and rows."""


def tables(source: Source, person: str) -> dict[str, Rows]:
    """Return every table of a person but their streams, by its name."""
    found: dict[str, Rows] = {"profile": _named(source, _PROFILE, person)}
    return found | {name: _named(source, query, person) for name, query in _WHOLE.items()}


_PROFILE = (
    "SELECT id, code, name, number, work_role, access, secret IS NOT NULL AS has_pin, created_ms, joined_ms,"
    " last_used_ms, extra_percent, synthetic FROM person WHERE id = ?1 OR merged_into = ?1"
)


def _named(source: Source, query: str, person: str) -> Rows:
    columns = query[len("SELECT ") : query.index(" FROM ")].split(", ")
    names = tuple(column.rpartition(" AS ")[2].rpartition(".")[2] for column in columns)
    return names, tuple(source.execute(query, (person,)))


def streams(source: Source, person: str) -> Iterator[dict[str, object]]:
    """Yield a person's attempts and lessons, each with its events in the form in which they are stored."""
    rows = source.execute(
        "SELECT id, kind, mode, subject, started_ms FROM stream WHERE person = ? ORDER BY started_ms, id", (person,)
    )
    for id_, kind, mode, subject, started_ms in rows:
        events = [
            {"digest": digest, "event": msgspec.Raw(bytes(body))}
            for digest, body in source.execute("SELECT digest, body FROM event WHERE stream = ? ORDER BY seq", (id_,))
        ]
        yield {
            "id": id_,
            "kind": kind,
            "mode": mode,
            "subject": subject,
            "started_ms": started_ms,
            "events": events,
        }
