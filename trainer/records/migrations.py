"""Owns the versions of the records file and the way from one to the next; knows no connection and no path.

Each migration sets `user_version` itself, inside the transaction that also writes its receipt, because a file from a
newer program must be told by that number: receipts that are not known are not looked at. A released one is frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import msgspec
from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

from question_bank import canonical
from trainer.records import schema
from trainer.records.header import APPLICATION_ID
from trainer.records.source import Source

_migrations = Migrations("vejvis.records")


@_migrations(name="1: people, events and what is folded from them")
def _first(db: Database) -> None:
    for statement in (*schema.KEPT, *schema.FOLDED.values()):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


class Release(msgspec.Struct, frozen=True):
    """What a program can open: from version `oldest` to `version`, each with the digest of its schema."""

    migrations: Migrations
    version: int
    oldest: int
    schemas: Mapping[int, str]


RELEASE = Release(
    _migrations,
    version=1,
    oldest=1,
    schemas={1: "b70b72ae436148ab456129321dec96eca2cb8d35c3c82b18f2eb76279a4cba45"},
)


def schema_digest(source: Source) -> str:
    """Return the digest of every table, index, view and trigger of a file, but for the migrations' own receipts."""
    receipts = Migrations.migrations_table
    rows = source.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE NOT (tbl_name = ? AND type IN ('table', 'index'))"
        " ORDER BY type, name",
        (receipts,),
    )
    return canonical.digest([list(cast("tuple[str, str, str | None]", row)) for row in rows])
