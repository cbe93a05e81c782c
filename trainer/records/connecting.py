"""Owns connecting to a records file and laying an empty one down, pragmas and lock; only the store asks for it.

Why TRUNCATE and FULL: with SQLite's default a modelled power cut loses the last answer, with WAL a program that reads
its own open file can lose all that the log holds.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import sys
from pathlib import Path

from trainer import faults
from trainer.records import place
from trainer.records.release import Release

_PRAGMAS = (
    "locking_mode = EXCLUSIVE",
    "journal_mode = TRUNCATE",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
)


def connected(path: Path) -> sqlite3.Connection:
    """Connect, set the pragmas and hold the file before anything of it is read. Raises Fault."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        # EXCLUSIVE takes effect only at the first lock: without this two readers both get in.
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        connection.close()
        raise faults.from_sqlite(error, path) or error from error
    return connection


def lay_down(folder: Path, shared: bool, release: Release) -> None:
    """Make an empty records file beside and move it into place whole, so that a kill leaves no half one."""
    place.make_folder(folder, shared)
    temporary = folder / place.TEMPORARY
    place.make_folder(temporary, shared)
    new = temporary / f"new-{secrets.token_hex(8)}.db"
    try:
        os.close(place.new_file(new, shared))
        try:
            connection = sqlite3.connect(new, timeout=0, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = MEMORY")
                from trainer.records.declared import declared

                db = declared(connection)
                release.load().apply(db)
                with db.atomic():
                    arrangement = "computer" if shared else "account"
                    db.execute("INSERT INTO setting VALUES ('arrangement', ?)", (arrangement,))
            finally:
                connection.close()
            place.flush_file(new)
            _move_into_place(new, folder / place.RECORDS)
        finally:
            place.discard(new)
        place.flush_folder(folder)
    except (sqlite3.Error, OSError) as error:
        if (folder / place.RECORDS).exists():
            return  # Somebody was quicker, and has cleared away what was begun here.
        if isinstance(error, OSError):
            raise faults.from_os(error, folder) from error
        raise faults.from_sqlite(error, folder) or error from error


def _move_into_place(new: Path, path: Path) -> None:
    """Rename without replacing: whoever was quicker has made the records."""
    if sys.platform != "win32":
        try:
            os.link(new, path)
            return
        except FileExistsError:
            return
        except OSError:
            pass  # A file system without hard links.
    if not path.exists():
        new.rename(path)
