"""Owns a release of the future for trying migrations: version 3, which takes its time."""

from __future__ import annotations

import sqlite3

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

from trainer.records.migrations import MIGRATIONS
from trainer.records.release import RELEASE, Release, schema_digest


def _copied(db: Database) -> None:
    """Write every event once more and give the person a column."""
    db.execute("ALTER TABLE person ADD COLUMN pronoun TEXT NOT NULL DEFAULT ''")
    db.execute(
        "CREATE TABLE echo (place INTEGER PRIMARY KEY, stream TEXT NOT NULL, body BLOB NOT NULL, digest TEXT NOT NULL) STRICT"
    )
    db.execute("INSERT INTO echo SELECT place, stream, body, digest FROM event")
    db.execute("PRAGMA user_version = 3")


def next_release(fails: bool = False) -> Release:
    """Make version 3; `fails` breaks its migration in the middle."""
    steps = Migrations(MIGRATIONS.name)
    for known in MIGRATIONS._migrations:
        steps(name=known.name)(known.fn)

    def third(db: Database) -> None:
        _copied(db)
        if fails:
            raise RuntimeError("a mistake in the migration")

    steps(name="3: every event once more")(third)
    return Release(lambda: steps, 3, 1, {**RELEASE.schemas, 3: _digest()})


def _digest() -> str:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for known in MIGRATIONS._migrations:
            known.fn(Database(connection, strict=True, execute_plugins=False))
        _copied(Database(connection, strict=True, execute_plugins=False))
        return schema_digest(connection)
    finally:
        connection.close()
