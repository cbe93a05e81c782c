"""Owns the way from one version of the records file to the next; knows no connection and no path.

Each migration sets `user_version` itself, inside the transaction that also writes its receipt, because a file from a
newer program must be told by that number: receipts that are not known are not looked at. A released one is frozen.
"""

from __future__ import annotations

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

from trainer.records import schema
from trainer.records.header import APPLICATION_ID

MIGRATIONS = Migrations("vejvis.records")


@MIGRATIONS(name="1: people, events and what is folded from them")
def _first(db: Database) -> None:
    for statement in (*schema.KEPT, *schema.FOLDED.values()):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
