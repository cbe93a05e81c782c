"""Owns the way from one version of the records file to the next; knows no connection and no path.

Each migration sets `user_version` itself, inside the transaction that also writes its receipt, because a file from a
newer program must be told by that number: receipts that are not known are not looked at. A released one is frozen.
"""

from __future__ import annotations

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

from trainer.records import first, schema, second
from trainer.records.header import APPLICATION_ID

MIGRATIONS = Migrations("vejvis.records")


@MIGRATIONS(name="1: people, events and what is folded from them")
def _first(db: Database) -> None:
    for statement in (*first.KEPT, *first.FOLDED.values()):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@MIGRATIONS(name="2: groups, assignments, plans, rulings, certificates, audit, erasure")
def _second(db: Database) -> None:
    for statement in second.KEPT:
        db.execute(statement)
    for table in first.FOLDED:
        db.execute(f"DROP TABLE {table}")
    # What is folded is made by today's rules, which the start then fills it by.
    for statement in schema.FOLDED.values():
        db.execute(statement)
    db.execute("DELETE FROM projection_stamp")
    db.execute("PRAGMA user_version = 2")
