"""Owns what is asked about problems reported with assessments that were over: by whom, with what; judges none."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trainer.core import events
from trainer.core.events import BrokenChain, Event
from trainer.records import chains
from trainer.records.source import Source


class Reported(msgspec.Struct, frozen=True):
    """A report's event and who made it."""

    event: Event
    code: str
    name: str


def after_the_end(source: Source) -> Iterator[Reported]:
    """Yield what was reported in assessments after they were handed in or timed out, the latest first.

    Raises Fault for a damaged stream.
    """
    rows = source.execute(
        "SELECT event.body, event.stream, person.code, person.name FROM event"
        " JOIN stream ON stream.id = event.stream JOIN person ON person.id = stream.person"
        " WHERE event.kind = 'ProblemReported' AND stream.mode = 'assessment'"
        " AND EXISTS (SELECT 1 FROM event AS end WHERE end.stream = event.stream"
        " AND end.kind IN ('Submitted', 'TimedOut') AND end.seq < event.seq) ORDER BY event.place DESC"
    )
    for data, stream, code, name in rows:
        try:
            yield Reported(events.decoded(data), code, name)
        except BrokenChain as error:
            raise chains.damaged(stream) from error
