"""Owns settings of the data folder and of its people, as texts by key; knows not what any of them means."""

from __future__ import annotations

from trainer.records.source import Source
from trainer.records.store import Store


class Settings:
    """Settings of everybody and of one person."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str, default: str = "") -> str:
        """Return a setting of the whole folder."""
        return read_setting(self._store, key, default)

    def set(self, key: str, value: str) -> None:
        """Keep a setting of the whole folder. Raises Fault."""
        with self._store.write() as db:
            db.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))

    def of(self, person: str, key: str, default: str = "") -> str:
        """Return a person's own setting."""
        rows = self._store.execute("SELECT value FROM person_setting WHERE person = ? AND key = ?", (person, key))
        return next((str(value) for (value,) in rows), default)

    def set_of(self, person: str, key: str, value: str) -> None:
        """Keep a person's own setting. Raises Fault."""
        with self._store.write() as db:
            db.execute(
                "INSERT OR REPLACE INTO person_setting (person, key, value) VALUES (?, ?, ?)", (person, key, value)
            )


def read_setting(source: Source, key: str, default: str = "") -> str:
    """Return a setting of the whole folder, also from a snapshot of it."""
    rows = source.execute("SELECT value FROM setting WHERE key = ?", (key,))
    return next((str(value) for (value,) in rows), default)
