"""Owns how each person wants the application, kept in the records; knows no widget and no colour."""

from __future__ import annotations

import msgspec

from question_bank import canonical
from trainer.core.requests import Preferences
from trainer.records.settings import Settings

_KEY = "preferences"


class Preferring:
    """Reads and keeps preferences: one set a person, and one for the sign-in page (person "")."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def of(self, person: str) -> Preferences:
        """Return a person's preferences, those of the sign-in page where they have none, else the defaults."""
        common = self._settings.get(_KEY)
        value = self._settings.of(person, _KEY, common) if person else common
        if not value:
            return Preferences()
        try:
            return canonical.decode(value, Preferences)
        except msgspec.MsgspecError:
            # Written by another version: the defaults serve, and the next change writes it anew.
            return Preferences()

    def keep(self, person: str, preferences: Preferences) -> None:
        """Keep them for a person, or for the sign-in page. Raises Fault."""
        value = canonical.encode(preferences).decode()
        if person:
            self._settings.set_of(person, _KEY, value)
        else:
            self._settings.set(_KEY, value)
