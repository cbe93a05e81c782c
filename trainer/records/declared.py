"""Owns sqlite-utils as the records use it: on a connection already set up, with declared tables only; opens no file.

Loaded with the first write or migration, since no window needs it before.
"""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlite_utils.utils as found
from sqlite_utils.db import Database

from trainer.records.release import RECEIPTS


class ImplicitTable(RuntimeError):
    """A row was put into a table that no migration made. A mistake in the program."""


class Declared(Database):
    """sqlite-utils without its habit of creating whatever table a row is inserted into."""

    def create_table(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Refuse, but for the table of receipts that the migrations keep themselves."""
        if name != RECEIPTS:
            raise ImplicitTable(name)
        return super().create_table(name, *args, **kwargs)


def declared(connection: sqlite3.Connection) -> Declared:
    """Take a connection as it is. Raises RuntimeError where sqlite-utils has found another SQLite than Python's."""
    if vars(found)["sqlite3"] is not sqlite3:
        raise RuntimeError("sqlite-utils found another SQLite than Python's own")
    return Declared(connection, strict=True, execute_plugins=False)
