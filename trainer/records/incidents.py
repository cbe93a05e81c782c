"""Owns what happened around an attempt as rows for the trainer: never a punishment, only what was and when."""

from __future__ import annotations

from trainer.core import timekeeping
from trainer.core.attempt import AttemptState
from trainer.core.events import (
    ClockJumped,
    Event,
    FocusLost,
    Interrupted,
    RoomResumed,
    RoomStopped,
    Slept,
    TimeGranted,
)
from trainer.core.policies import Mode
from trainer.records.rows import StreamRow, Tables


def noted(db: Tables, stream: StreamRow, event: Event, before: AttemptState) -> None:
    """Write the incident that an event is, if it is one and of an assessment."""
    if stream.mode != Mode.ASSESSMENT:
        return
    found = _told(event, before)
    if found is None:
        return
    kind, ms, reason = found
    db.execute(
        "INSERT INTO incident (person, stream, seq, kind, at_ms, offset_min, ms, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (stream.person, stream.id, event.seq, kind, event.at.utc_ms, event.at.offset_min, ms, reason),
    )


def _told(event: Event, before: AttemptState) -> tuple[str, int, str] | None:
    """Kind, milliseconds and reason of an incident, None of what is none."""
    match event.body:
        case Interrupted(alive=alive):
            return "interrupted", timekeeping.between(alive, event.at), ""
        case ClockJumped(by_ms=ms):
            return "clock", ms, ""
        case FocusLost(ms=ms):
            return "focus", ms, ""
        case Slept(ms=ms):
            return "asleep", ms, ""
        case RoomStopped(reason=reason):
            return "stopped", 0, reason
        case RoomResumed():
            return "resumed", timekeeping.between(before.spent.last, event.at), ""
        case TimeGranted(ms=ms, reason=reason):
            return "granted", ms, reason
        case _:
            return None
