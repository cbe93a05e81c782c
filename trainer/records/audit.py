"""Owns the log of what was done with other people's records: who, when, whose, how many; holds no name and no text of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from trainer.core.timekeeping import Stamp
from trainer.records.source import Source

if TYPE_CHECKING:
    from sqlite_utils.db import Database


class Act(StrEnum):
    """What was done."""

    EXPORTED = "exported"
    CORRECTED = "corrected"
    ERASED = "erased"
    RETAINED = "retention"
    PIN_RESET = "pin-reset"
    GRANTED = "granted"
    ROOM_ENTERED = "room-entered"
    ROOM_STOPPED = "room-stopped"
    ROOM_RESUMED = "room-resumed"
    EXTRA_TIME = "extra-time"
    IMPORTED = "imported"
    MERGED = "merged"
    UNMERGED = "unmerged"
    ASSIGNED = "assigned"
    WITHDREW = "withdrew"
    PLANNED = "planned"
    RULED = "ruled"
    RULING_WITHDRAWN = "ruling-withdrawn"
    CERTIFIED = "certified"
    BANK_INSTALLED = "bank-installed"
    BANK_OPENED = "bank-opened"
    BANK_CLOSED = "bank-closed"
    BANK_SHARED = "bank-shared"
    LOOKED_AT = "looked-at"
    GROUP_MADE = "group-made"
    GROUP_RENAMED = "group-renamed"
    GROUP_CLOSED = "group-closed"
    GROUP_JOINED = "group-joined"
    GROUP_LEFT = "group-left"


GONE = "gone"
"""Who did it, where they are gone with it: a trainer who erased themselves."""
COMMAND_LINE = "cli"
"""The detail that says that it was done at the command line, where nobody signs in."""


class Entry(msgspec.Struct, frozen=True):
    """One line of the log. `by` and `person` are ids, "" where none is meant or the person was erased since.

    `alone`: done at the command line.
    """

    place: int
    at_ms: int
    offset_min: int
    by: str
    act: Act
    person: str
    detail: Mapping[str, str | int]
    alone: bool = False


def write(db: Database, at: Stamp, by: str, act: Act, person: str = "", **detail: str | int) -> None:
    """Add a line, inside the transaction of what it tells. `by` "" is the owner of the account at the command line.

    `detail` holds counts, ids of content, ids of groups: nothing that names or describes a person.
    """
    if not by:
        detail = {COMMAND_LINE: 1, **detail}
    db.execute(
        "INSERT INTO audit (at_ms, offset_min, by_person, act, person, detail) VALUES (?, ?, ?, ?, ?, ?)",
        (
            at.utc_ms,
            at.offset_min,
            None if by in ("", GONE) else by,
            act.value,
            person or None,
            msgspec.json.encode(detail).decode(),
        ),
    )


def last_by(source: Source, *acts: Act) -> str:
    """Return who did one of these last, "" for nobody who is still here or for the owner of the account."""
    sql = f"SELECT coalesce(by_person, '') FROM audit WHERE act IN ({','.join('?' * len(acts))}) ORDER BY place DESC LIMIT 1"
    return next((str(by) for (by,) in source.execute(sql, tuple(act.value for act in acts))), "")


def entries(source: Source, limit: int = 1_000, before: int = 0) -> Iterator[Entry]:
    """Yield lines of the log, latest first, those before the line `before` where it is given."""
    rows = source.execute(
        "SELECT place, at_ms, offset_min, coalesce(by_person, ''), act, coalesce(person, ''), detail FROM audit"
        " WHERE ?1 = 0 OR place < ?1 ORDER BY place DESC LIMIT ?2",
        (before, limit),
    )
    for place, at_ms, offset_min, by, act, person, detail in rows:
        found = msgspec.json.decode(detail, type=dict[str, str | int])
        alone = bool(found.pop(COMMAND_LINE, 0))
        yield Entry(place, at_ms, offset_min, by, Act(act), person, found, alone)
