"""Owns the events of attempts and lessons, their one encoding and their chain; knows no fold and no file.

Every stream (an attempt or a lesson of one person) is a chain: an event carries the digest of the one before it, and its
own digest is the SHA-256 of its canonical form. What is missing is added by a new version; a written event is never
rewritten. Events name no person: the stream's row does, so that a person can be erased or merged.
"""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from question_bank import canonical
from question_bank.model import Confidence
from trainer.core.policies import Policy
from trainer.core.timekeeping import Stamp

VERSION = 2
"""The latest. An event is written in the version that brought its kind, so that those of version 1 stay as they are."""
FIRST = ""
"""What stands for the previous digest in the first event of a stream."""


class UnitKind:
    """The two kinds of unit, as written in a form."""

    ITEM = "item"
    CASE = "case"


class BankRef(msgspec.Struct, frozen=True):
    """The bank a form was drawn from."""

    name: str
    version: str
    digest: str


class FormUnit(msgspec.Struct, frozen=True):
    """One unit of a form by its content's digest, with what scoring by objective needs."""

    kind: str
    digest: str
    id: str
    module: str
    objective: str
    family: str


class AttemptStarted(msgspec.Struct, frozen=True):
    """A form was drawn and begun. `blueprint` is the digest of the archived blueprint, "" in practice."""

    form: tuple[FormUnit, ...]
    seed: int
    policy: Policy
    bank: BankRef
    blueprint: str = ""


class StepSeen(msgspec.Struct, frozen=True):
    """A step (an item, or a scene of a case) came on the screen, its options in this order."""

    unit: int
    step: str
    order: tuple[str, ...]


class Answered(msgspec.Struct, frozen=True, omit_defaults=True):
    """Options were chosen in a step. `places` are the places (from 0) at which they were shown.

    `again`, in practice, is the unit that comes once more at the end of the round, not rated, because the answer missed
    its objective. It is part of the answer and no event of its own, so that no end of the program falls between the two;
    left out where there is none, so that an answer reads as it did before.
    """

    unit: int
    step: str
    options: tuple[str, ...]
    confidence: Confidence | None
    places: tuple[int, ...]
    again: FormUnit | None = None


class ConfidenceGiven(msgspec.Struct, frozen=True):
    """The learner said how sure they are of an answer given."""

    unit: int
    step: str
    confidence: Confidence


class Flagged(msgspec.Struct, frozen=True):
    """A unit was marked to come back to, or the mark was taken off."""

    unit: int
    on: bool


class Skipped(msgspec.Struct, frozen=True):
    """A unit was passed over without loss; `instead` was added behind it where the bank has an equivalent."""

    unit: int
    instead: FormUnit | None = None


class Paused(msgspec.Struct, frozen=True):
    """The attempt stands still."""


class Resumed(msgspec.Struct, frozen=True):
    """The attempt goes on."""


class Interrupted(msgspec.Struct, frozen=True):
    """The program was found to have ended in the middle; it was last known alive at `alive`."""

    alive: Stamp


class ClockJumped(msgspec.Struct, frozen=True):
    """The wall clock was moved by so many milliseconds while the attempt ran."""

    by_ms: int


class TimeGranted(msgspec.Struct, frozen=True):
    """A trainer gave more time, in milliseconds."""

    ms: int
    reason: str = ""


class ProblemReported(msgspec.Struct, frozen=True):
    """The learner says that something is wrong with a step, in their own words."""

    unit: int
    step: str
    text: str


class LessonPlace(msgspec.Struct, frozen=True):
    """How far a lesson was read: blocks from 0, `done` once the end was reached and said so."""

    lesson: str
    digest: str
    module: str
    block: int
    blocks: int
    done: bool


class Submitted(msgspec.Struct, frozen=True):
    """The learner handed in, or finished a round of practice."""


class TimedOut(msgspec.Struct, frozen=True):
    """The time was over; whatever was answered by then is handed in."""


class FocusLost(msgspec.Struct, frozen=True):
    """Another window had the keyboard for so many milliseconds. Version 2."""

    ms: int


class Slept(msgspec.Struct, frozen=True):
    """The computer was suspended for so many milliseconds. Version 2."""

    ms: int


class RoomStopped(msgspec.Struct, frozen=True):
    """A trainer stopped the room: nobody answers, time stands still, whatever the policy says. Version 2."""

    reason: str = ""


class RoomResumed(msgspec.Struct, frozen=True):
    """A trainer let the room go on. Version 2."""


Body = (
    AttemptStarted
    | StepSeen
    | Answered
    | ConfidenceGiven
    | Flagged
    | Skipped
    | Paused
    | Resumed
    | Interrupted
    | ClockJumped
    | TimeGranted
    | ProblemReported
    | LessonPlace
    | Submitted
    | TimedOut
    | FocusLost
    | Slept
    | RoomStopped
    | RoomResumed
)

KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Body)}
_SECOND = frozenset({"FocusLost", "Slept", "RoomStopped", "RoomResumed"})


def version_of(kind: str) -> int:
    """The version that brought a kind of event, which every event of it is written in."""
    return 2 if kind in _SECOND else 1


class BrokenChain(Exception):
    """A stored event is not what its digest says, or does not follow the one before it."""


class Event(msgspec.Struct, frozen=True):
    """One thing that happened, in its stream, at a moment, in the language shown then."""

    stream: str
    seq: int
    at: Stamp
    language: str
    previous: str
    body: Body

    @property
    def kind(self) -> str:
        """The name of the body's class."""
        return type(self.body).__name__

    def encoded(self) -> bytes:
        """The canonical form, which is what is stored and what the digest is taken over."""
        return canonical.encode(
            {
                "at": self.at,
                "body": self.body,
                "kind": self.kind,
                "language": self.language,
                "previous": self.previous,
                "seq": self.seq,
                "stream": self.stream,
                "v": version_of(self.kind),
            }
        )

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form, lower-case hex."""
        return canonical.sha256(self.encoded())


class _Envelope(msgspec.Struct, frozen=True):
    at: Stamp
    body: msgspec.Raw
    kind: str
    language: str
    previous: str
    seq: int
    stream: str
    v: int


def decoded(data: bytes) -> Event:
    """Read an event back. Raises BrokenChain where the bytes are not the canonical form of an event of a known version."""
    try:
        envelope = canonical.decode(data, _Envelope)
        if envelope.kind not in KINDS or envelope.v != version_of(envelope.kind):
            raise BrokenChain(f"event of kind {envelope.kind!r}, version {envelope.v}")
        body = canonical.decode(bytes(envelope.body), KINDS[envelope.kind])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        # Bytes that are no UTF-8 inside a string come as the second.
        raise BrokenChain(str(error)) from error
    event = Event(envelope.stream, envelope.seq, envelope.at, envelope.language, envelope.previous, body)
    if event.encoded() != data:
        # A changed name of a field that has a default would otherwise read as the default.
        raise BrokenChain(f"event {event.seq} of {event.stream} is not in canonical form")
    return event


def following(last: Event | None, stream: str, at: Stamp, language: str, body: Body) -> Event:
    """Make the event that comes next in a stream."""
    if last is None:
        return Event(stream, 0, at, language, FIRST, body)
    return Event(stream, last.seq + 1, at, language, last.digest, body)
