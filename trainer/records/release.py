"""Owns which records files this program can open: versions and the digests of their schemas; loads no migration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

import msgspec

from question_bank import canonical
from trainer.records.source import Source

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

RECEIPTS = "_sqlite_migrations"
"""The table in which sqlite-utils keeps what was applied."""


class Release(msgspec.Struct, frozen=True):
    """What a program can open: from version `oldest` to `version`, each with the digest of its schema.

    `load` gives the migrations, which only a new or an older file needs.
    """

    load: Callable[[], Migrations]
    version: int
    oldest: int
    schemas: Mapping[int, str]


def _own() -> Migrations:
    from trainer.records.migrations import MIGRATIONS

    return MIGRATIONS


RELEASE = Release(
    _own,
    version=2,
    oldest=1,
    schemas={
        1: "b70b72ae436148ab456129321dec96eca2cb8d35c3c82b18f2eb76279a4cba45",
        2: "c9ce2082f7a741a12ed35f54dcc8002b7c1e451c44ec854f39454c76e2470ec5",
    },
)


def schema_digest(source: Source) -> str:
    """Return the digest of every table, index, view and trigger of a file, but for the migrations' own receipts."""
    rows = source.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE NOT (tbl_name = ? AND type IN ('table', 'index'))"
        " ORDER BY type, name",
        (RECEIPTS,),
    )
    return canonical.digest([list(cast("tuple[str, str, str | None]", row)) for row in rows])
