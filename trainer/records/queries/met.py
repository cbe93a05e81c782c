"""Owns what is asked about questions that one person has met in practice: which, how they went; knows no text."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from trainer.records.source import Source


class MetRecord(msgspec.Struct, frozen=True):
    """A practice question as last answered: `step` is its digest, `options` those chosen, `confidence` "" for none.

    Of a choice in a case, `item` and `step` name the scene. `place` counts commits: clocks can be set back.
    """

    item: str
    step: str
    objective: str
    options: tuple[str, ...]
    right: bool
    confidence: str
    at_ms: int
    stream: str
    place: int


# Once an objective has come back its answers are reviews. The order is that of the commits: clocks can be set back.
_COLUMNS = "item, step, answer.objective, options, answer.correct, confidence, answered_ms, answer.stream, place"
_PRACTISED = "answer.person = ? AND mode IN ('practice', 'review', 'repeat') AND answer.kind != 'case'"
_IN_ORDER = "JOIN event ON event.stream = answer.stream AND event.seq = answer.seq"
_MET = (
    f"SELECT {_COLUMNS} FROM answer {_IN_ORDER} WHERE {_PRACTISED} AND item IN (SELECT value FROM json_each(?))"
    " ORDER BY place"
)
_NEWEST = "SELECT (SELECT max(place) FROM event), last_seen_ms, answers FROM person_summary WHERE person = ?"
_ITEMS = f"SELECT DISTINCT item FROM answer WHERE {_PRACTISED}"
_MISSED = (
    f"SELECT {_COLUMNS} FROM answer {_IN_ORDER}"
    " JOIN objective_state ON objective_state.person = answer.person"
    " AND objective_state.objective = answer.objective AND NOT last_right"
    f" WHERE {_PRACTISED} AND mode != 'repeat' AND ? IN ('', answer.module) ORDER BY place"
)
_CHOICES = (
    f"SELECT {_COLUMNS} FROM answer {_IN_ORDER}"
    " JOIN attempt_score ON attempt_score.person = answer.person AND attempt_score.stream = answer.stream"
    " WHERE answer.person = ? AND answer.kind = 'case' AND answer.module = ? ORDER BY place DESC"
)


class MetQueries:
    """What one person has met. Grows with their answers: ask beside the window."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._remembered: tuple[tuple[object, ...], frozenset[str]] = ((), frozenset())

    def items(self, person: str) -> frozenset[str]:
        """Return the ids of the items that a person has answered in practice.

        The same set as before where nothing was written meanwhile: whoever types asks at every letter.
        """
        written = next((row for row in self._source.execute(_NEWEST, (person,))), ())
        now = (person, *written)
        then, items = self._remembered
        if now != then:
            items = frozenset(str(item) for (item,) in self._source.execute(_ITEMS, (person,)))
            self._remembered = (now, items)
        return items

    def met(self, person: str, items: Collection[str]) -> dict[str, MetRecord]:
        """Return those of the items (by id) that a person has answered in practice, as last answered."""
        wanted = msgspec.json.encode(sorted(items)).decode()
        return {record.item: record for record in map(_record, self._source.execute(_MET, (person, wanted)))}

    def missed(self, person: str, module: str = "") -> tuple[MetRecord, ...]:
        """Return what a person last got wrong and has not put right since, the latest first; of all modules for ""."""
        last: dict[str, MetRecord] = {}
        for record in map(_record, self._source.execute(_MISSED, (person, module))):
            last.pop(record.item, None)
            last[record.item] = record
        return tuple(one for one in reversed(last.values()) if not one.right)

    def choices(self, person: str, module: str) -> tuple[MetRecord, ...]:
        """Return what a person chose in a module's cases that are over, read to the end or not, the latest first."""
        return tuple(map(_record, self._source.execute(_CHOICES, (person, module))))


def _record(row: tuple[object, ...]) -> MetRecord:
    item, step, objective, options, correct, confidence, at_ms, stream, place = row
    chosen = tuple(str(options).split())
    right, at, order = bool(correct), int(str(at_ms)), int(str(place))
    return MetRecord(str(item), str(step), str(objective), chosen, right, str(confidence), at, str(stream), order)
