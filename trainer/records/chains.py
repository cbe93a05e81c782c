"""Owns reading streams back from the file and proving each event by its chain; knows no state and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from question_bank import canonical
from trainer.core import events
from trainer.core.events import FIRST, BrokenChain, Event
from trainer.faults import Exit, Fault
from trainer.records.source import Source


def damaged(stream: str) -> Fault:
    """Make the fault of a stream whose events are not what was written."""
    return Fault("fault.damaged-stream", Exit.REFUSED_FILE, stream=stream)


def proven(data: bytes, digest: str, stream: str, seq: int, kind: str, last: str) -> Event:
    """Return a stored event if it is what its row and the chain say; `last` is the digest before it.

    Raises BrokenChain.
    """
    if canonical.sha256(data) != digest:
        raise BrokenChain(f"event {seq} of {stream} is not what its digest says")
    event = events.decoded(data)
    if (event.stream, event.seq, event.kind, event.previous) != (stream, seq, kind, last):
        raise BrokenChain(f"event {seq} of {stream} does not follow")
    return event


def read(source: Source, stream: str) -> Iterator[Event]:
    """Yield a stream's events in order, each proven. Raises Fault("fault.damaged-stream")."""
    last, expected = FIRST, 0
    rows = source.execute("SELECT body, digest, seq, kind FROM event WHERE stream = ? ORDER BY seq", (stream,))
    for data, digest, seq, kind in rows:
        try:
            event = proven(data, digest, stream, expected, kind, last)
        except BrokenChain as error:
            raise damaged(stream) from error
        if seq != expected:
            raise damaged(stream)
        yield event
        last, expected = digest, expected + 1
