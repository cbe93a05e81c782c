"""Owns what the page of the log asks: lines by act and date, with the names of whoever is still here; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trainer.core.privacy import LogLine, LogWish
from trainer.records.audit import COMMAND_LINE
from trainer.records.source import Source

_LINES = (
    "SELECT audit.place, audit.at_ms, audit.offset_min, coalesce(doer.name, ''), audit.act, coalesce(meant.name, ''),"
    " audit.detail FROM audit LEFT JOIN person AS doer ON doer.id = audit.by_person"
    " LEFT JOIN person AS meant ON meant.id = audit.person"
    " WHERE (?1 = '' OR audit.act = ?1) AND audit.at_ms >= ?2 AND (?3 = 0 OR audit.at_ms < ?3)"
    " ORDER BY audit.place DESC LIMIT ?4"
)


def lines(source: Source, wish: LogWish) -> Iterator[LogLine]:
    """Yield lines of the log, the latest first."""
    for place, at_ms, offset_min, by, act, person, detail in source.execute(
        _LINES, (wish.act, wish.from_ms, wish.before_ms, wish.limit)
    ):
        found = msgspec.json.decode(str(detail), type=dict[str, str | int])
        alone = bool(found.pop(COMMAND_LINE, 0))
        at = int(str(at_ms)), int(str(offset_min))
        yield LogLine(int(str(place)), *at, str(by), str(act), str(person), tuple(found.items()), alone)


def acts(source: Source) -> tuple[str, ...]:
    """Return the acts that there are lines of."""
    return tuple(str(act) for (act,) in source.execute("SELECT DISTINCT act FROM audit ORDER BY act"))
