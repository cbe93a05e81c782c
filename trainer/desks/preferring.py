"""Owns how each person wants the application, kept in the records; knows no widget and no colour."""

from __future__ import annotations

import msgspec

from question_bank import canonical
from trainer.core.requests import Preferences
from trainer.records.store import Store

_KEY = "preferences"


class Preferring:
    """Reads and keeps preferences: one set a person, and one for the sign-in page (person "")."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, person: str) -> Preferences:
        """Return a person's preferences, those of the sign-in page where they have none, else the defaults."""
        rows = [
            *self._store.execute("SELECT value FROM person_setting WHERE person = ? AND key = ?", (person, _KEY)),
            *self._store.execute("SELECT value FROM setting WHERE key = ?", (_KEY,)),
        ]
        for (value,) in rows:
            try:
                return canonical.decode(str(value), Preferences)
            except msgspec.MsgspecError:
                # Written by another version: the defaults serve, and the next change writes it anew.
                continue
        return Preferences()

    def keep(self, person: str, preferences: Preferences) -> None:
        """Keep them for a person, or for the sign-in page. Raises Fault."""
        value = canonical.encode(preferences).decode()
        with self._store.write() as db:
            if person:
                db.execute(
                    "INSERT OR REPLACE INTO person_setting (person, key, value) VALUES (?, ?, ?)", (person, _KEY, value)
                )
            else:
                db.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (_KEY, value))
