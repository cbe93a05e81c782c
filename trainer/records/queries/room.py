"""Owns what the room asks of the records: who sits what, what happened around it, who has more time; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from trainer.core.room_views import Incident, IncidentKind
from trainer.records.source import Source

if TYPE_CHECKING:
    from sqlite_utils.db import Database


class Sat(msgspec.Struct, frozen=True):
    """An assessment that was begun and not handed in, and whose it is."""

    stream: str
    person: str
    code: str
    name: str
    incidents: int


_SAT = (
    "SELECT o.stream, p.id, p.code, p.name,"
    " (SELECT count(*) FROM incident AS i WHERE i.person = o.person AND i.stream = o.stream)"
    " FROM open_stream AS o JOIN person AS p ON p.id = o.person WHERE o.mode = 'assessment'"
    " ORDER BY o.started_ms, o.stream"
)


class RoomQueries:
    """Everybody who has an assessment open."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def sat(self) -> tuple[Sat, ...]:
        """Return the assessments that are open, the one begun first at the top."""
        return tuple(Sat(*row) for row in self._source.execute(_SAT))

    def incidents(self, stream: str) -> tuple[Incident, ...]:
        """Return what happened around an attempt, in order."""
        rows = self._source.execute(
            "SELECT i.kind, i.at_ms, i.offset_min, i.ms, i.reason FROM stream AS s JOIN incident AS i"
            " ON i.person = s.person AND i.stream = s.id WHERE s.id = ? ORDER BY i.seq",
            (stream,),
        )
        return tuple(Incident(IncidentKind(kind), *rest) for kind, *rest in rows)


def set_extra(db: Database, person: str, percent: int) -> None:
    """Keep how much more time a person has in assessments, inside the caller's transaction."""
    db.execute("UPDATE person SET extra_percent = ? WHERE id = ?", (percent, person))
