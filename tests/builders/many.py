"""Owns records of many people and answers, written as rows: through the journal they would take hours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from question_bank.bank import BankFile, UnitRow
from trainer.house import House

NOON_MS = 1_795_431_600_000
"""23 November 2026, 12:00 in Denmark."""
ROUND = 20
"""Answers to a round of practice."""


def peopled(folder: Path, people: int, answers: int, bank: Path | None = None, *, joined: bool = True) -> None:
    """Make records with so many learners and so many answers of each, the first hundred of them a group called "Hundred"."""
    opened = BankFile.open(bank) if bank is not None else None
    with House.open(folder, create=True, bank=opened) as house:
        items = house.bank.index()
        ids = [f"{number:032x}" for number in range(1, people + 1)]
        with house.records.store.write() as db:
            db.conn.executemany(
                "INSERT INTO person (id, code, name, work_role, access, secret, synthetic, created_ms, joined_ms)"
                " VALUES (?, ?, ?, 'patrol', 'learner', NULL, 0, ?, ?)",
                (
                    (id_, f"L-{place:05}", f"Åse Øster {place}", NOON_MS, NOON_MS if joined else None)
                    for place, id_ in enumerate(ids, 2)
                ),
            )
            db.conn.executemany(
                "INSERT INTO person_summary (person, answers, correct, lessons_done, attempts, last_stream, last_assessment,"
                " last_ended_ms, last_seen_ms) VALUES (?, ?, ?, 0, 0, '', '', 0, ?)",
                ((id_, answers, answers // 2, NOON_MS) for id_ in ids),
            )
            db.conn.executemany(
                "INSERT INTO objective_state (person, objective, module, answers, correct, last_right, last_confidence,"
                " stability, difficulty, last_ms, due_ms, secure_until_ms) VALUES (?, ?, ?, 3, 2, 1, 'certain', 1, 1, ?, ?, ?)",
                (
                    (id_, row.objective, row.module, NOON_MS, NOON_MS, NOON_MS + place)
                    for id_ in ids
                    for place, row in enumerate({row.objective: row for row in items[:60]}.values())
                ),
            )
            db.conn.executemany(
                "INSERT INTO answer (person, started_ms, stream, seq, mode, subject, unit, step, item, revision, module,"
                " objective, kind, options, correct, confidence, answered_ms, offset_min)"
                " VALUES (?, ?, ?, ?, 'assessment', ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, 60)",
                (row for place, id_ in enumerate(ids) for row in _answers(id_, place, answers, items)),
            )
        house.grouping.make("Hundred", tuple(ids[:100]))


def _answers(person: str, place: int, count: int, items: tuple[UnitRow, ...]) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        item = items[(place + number) % len(items)]
        started = NOON_MS + (number // ROUND) * 3_600_000
        stream = f"{place * 1_000_003 + number // ROUND:032x}"
        unit = number % ROUND
        yield (
            person, started, stream, unit + 1, item.module, unit, item.digest, item.id, item.module, item.objective,
            item.kind.value, "abcd"[number % 4], number % 2, ("certain", "unsure", "")[number % 3], started + unit * 45_000,
        )  # fmt: skip
