"""Owns the frozen wishes that pages and subcommands hand to their desks, and what a sign-in gives back; knows no storage."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec

from trainer.core.scope import EVERYTHING, Scope


class Access(StrEnum):
    """What a profile may see: own work, or everybody's. Apart from the work role."""

    LEARNER = "learner"
    TRAINER = "trainer"


class ProfileCard(msgspec.Struct, frozen=True):
    """A profile on the sign-in page. `role` is in the reader's language; `last_used_ms` 0 for never."""

    id: str
    code: str
    name: str
    initials: str
    role: str
    access: Access
    has_secret: bool
    must_choose_secret: bool
    last_used_ms: int
    synthetic: bool = False
    reset_command: str = ""
    """What the owner of the account types to take a forgotten PIN away."""
    number: str = ""
    """The unit's own number, "" for none."""
    alike: bool = False
    """Another profile in the list has this name too: number and code tell them apart."""


class Listed(msgspec.Struct, frozen=True):
    """Somebody of a roster who has never signed in, as they are shown to who says to be them: no other names.

    `number` is the unit's own, "" for none: what tells people of one name apart, shown where there are several.
    """

    id: str
    code: str
    name: str
    initials: str
    role: str
    groups: tuple[str, ...]
    number: str = ""


class Backup(msgspec.Struct, frozen=True):
    """A backup that can be restored: its file, when it was made (UTC ms), its size in bytes."""

    path: Path
    utc_ms: int
    size: int


class Admitted(msgspec.Struct, frozen=True):
    """Who signed in. `reset_by` and `reset_ms` tell once that a PIN was taken away, by whom and when.

    `ahead_ms` is when they were last here where the clock stands before that now (UTC ms), 0 where it does not.
    """

    id: str
    name: str
    initials: str
    access: Access
    reset_by: str = ""
    reset_ms: int = 0
    ahead_ms: int = 0


class SetUp(msgspec.Struct, frozen=True):
    """The first start: for one person or for a training unit, records for this account or for everybody on the computer.

    `secret` is what `hash_secret` made of the PIN, "" for none.
    """

    unit: bool
    shared: bool
    name: str
    work_role: str
    secret: str


class TableFormat(StrEnum):
    """The files an export can write."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class TableRows(StrEnum):
    """What one row stands for."""

    PERSON = "person"
    ANSWER = "answer"
    PROBLEM = "problem"
    ATTEMPT = "attempt"
    KEY = "key"
    """Who is behind a code: names, whatever `codes` says."""


class ExportPlan(msgspec.Struct, frozen=True):
    """What to export and how. `separator` and `decimal` matter to CSV only; `codes` replaces names.

    `columns` are ids in the order wished, all of them where it is empty; a workbook then has further sheets.
    """

    format: TableFormat
    rows: TableRows
    codes: bool
    separator: str = ";"
    decimal: str = ","
    scope: Scope = EVERYTHING
    columns: tuple[str, ...] = ()


class ReportFormat(StrEnum):
    """The files a report can be: paper, or the same values for programs."""

    PDF = "pdf"
    JSON = "json"


class ReportWish(msgspec.Struct, frozen=True):
    """A report on a course, or on the person of a code; `names` are only in it where they are asked for."""

    format: ReportFormat
    names: bool = False
    scope: Scope = EVERYTHING
    person: str = ""


class Exported(msgspec.Struct, frozen=True):
    """What was written: the file's path and how many rows below the header."""

    path: str
    rows: int


class Moved(msgspec.Struct, frozen=True):
    """Progress written to a file or brought from one: the file's path, how many attempts and lessons, how many events.

    Of a file that was brought, `here` says how many attempts and lessons were here already, `apart` how many went on
    otherwise here and were left. `left_out` counts assessments with graded questions: those stay where they were sat.
    """

    path: str
    streams: int
    events: int
    here: int = 0
    apart: int = 0
    left_out: int = 0


class Preferences(msgspec.Struct, frozen=True):
    """How one person wants the application: theme name, text size as a factor, the rest as switches.

    `language` is "" until one is chosen: then it is the system's. `lock_minutes` without input lock the window, 0 never.
    """

    theme: str = "system"
    text_scale: float = 1.0
    reduced_motion: bool = False
    letter_keys: bool = True
    timer_hidden: bool = False
    language: str = ""
    lock_minutes: int = 10
