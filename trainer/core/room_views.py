"""Owns the frozen rows that show a room in which assessments are sat: who sits what, what happened around it; knows no storage.

Times are UTC milliseconds with the local offset in minutes beside them.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

LONGEST_REASON = 200
MOST_MINUTES = 240
"""So many minutes can be given at once."""


class Presence(StrEnum):
    """How an assessment that is not handed in stands at this moment.

    `here`: on this screen; `stopped` by a trainer; `still`: closed or paused, time stands still; `runs`: closed, and time
    goes on; `over`: its time is up, and it is handed in at its next opening.
    """

    HERE = "here"
    STOPPED = "stopped"
    STILL = "still"
    RUNS = "runs"
    OVER = "over"


class RunningLine(msgspec.Struct, frozen=True):
    """An assessment that was begun and not handed in. `left_ms` None where there is no limit; `incidents` counts them."""

    stream: str
    person: str
    code: str
    name: str
    title: str
    answered: int
    questions: int
    left_ms: int | None
    presence: Presence
    incidents: int


class IncidentKind(StrEnum):
    """What happened around an attempt, by the word that the records keep for it."""

    INTERRUPTED = "interrupted"
    CLOCK = "clock"
    FOCUS = "focus"
    ASLEEP = "asleep"
    STOPPED = "stopped"
    RESUMED = "resumed"
    GRANTED = "granted"


class Incident(msgspec.Struct, frozen=True):
    """One thing that happened: `ms` is how long it took, or by how much the clock was moved, or the time given."""

    kind: IncidentKind
    at_ms: int
    offset_min: int
    ms: int
    reason: str


class Invigilator(msgspec.Struct, frozen=True):
    """A trainer who has a password and can so act in the room."""

    id: str
    name: str


class Done(msgspec.Struct, frozen=True):
    """What an act came to: how many assessments it reached."""

    reached: int


class Candidate(msgspec.Struct, frozen=True):
    """Who is about to sit: `number` is the unit's own, "" where none is known; `extra_percent` more time than others."""

    id: str
    code: str
    name: str
    initials: str
    number: str
    extra_percent: int
