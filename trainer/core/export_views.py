"""Owns the frozen rows of exports that no page shows: attempts, who is behind a code; and what a preview shows."""

from __future__ import annotations

import msgspec


class AttemptRow(msgspec.Struct, frozen=True):
    """One assessment that was handed in or timed out. `verdict` is "" where nothing could be passed; `mark` counts right answers."""

    person: str
    code: str
    name: str
    stream: str
    subject: str
    blueprint: str
    right: int
    total: int
    answered: int
    misses: int
    false_alarms: int
    mark: int
    timed_out: bool
    verdict: str
    dropped: int
    started_ms: int
    ended_ms: int
    offset_min: int
    spent_ms: int


class KeyRow(msgspec.Struct, frozen=True):
    """Who is behind a code; `number` is the unit's own, "" where it has none."""

    code: str
    name: str
    number: str


class PreviewColumn(msgspec.Struct, frozen=True):
    """A column that a file can have: `id` for programs, `title` as it will stand in the file."""

    id: str
    title: str


class Preview(msgspec.Struct, frozen=True):
    """The columns a file can have, and its first rows with every one of them, as they will be written.

    `more`: there are more rows than these.
    """

    columns: tuple[PreviewColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    more: bool
