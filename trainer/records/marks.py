"""Owns the keyed marks by which erased people are known again, and nothing else of them; knows no row of theirs.

A mark is HMAC-SHA256 (RFC 2104) under a random key of this folder, over what it stands for. Nothing can be read back from
it; whoever has the file, and so the key, can only try whether a name that they think of gives the same one.
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from trainer.core.roster import folded
from trainer.records.source import Source

if TYPE_CHECKING:
    from trainer.records.rows import Tables

KEY = "erasure-key"
"""The setting that holds the key, as hex."""


class Marks:
    """The marks under one folder's key."""

    def __init__(self, key: str) -> None:
        self.key = key
        self._bytes = bytes.fromhex(key)

    def person(self, id_: str) -> str:
        """The mark of a profile: by it a copy of the records, or a file of their progress, is known to hold them."""
        return self._mark("id", id_)

    def of(self, name: str, number: str) -> tuple[str, ...]:
        """What is kept of a name and a number: both together, and each of them alone."""
        both = (self._both(name, number), self._mark("name", folded(name)))
        return (*both, self._mark("number", number.casefold())) if number else both

    def asked(self, name: str, number: str) -> tuple[str, ...]:
        """What says that somebody may be one who was erased: the number, or the name where not both have another number."""
        if number:
            return (self._mark("number", number.casefold()), self._both(name, ""))
        return (self._mark("name", folded(name)),)

    def _both(self, name: str, number: str) -> str:
        return self._mark("both", f"{folded(name)}\n{number.casefold()}")

    def _mark(self, kind: str, text: str) -> str:
        return hmac.new(self._bytes, f"{kind}\n{text}".encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def known(source: Source) -> Marks | None:
    """Return the marks of a records file, None where nobody was ever erased from it."""
    for (key,) in source.execute("SELECT value FROM setting WHERE key = ?", (KEY,)):
        return Marks(str(key))
    return None


def made(db: Tables) -> Marks:
    """Return the marks of a records file inside a write, with a new key where it has none."""
    found = db.execute("SELECT value FROM setting WHERE key = ?", (KEY,)).fetchone()
    if found is not None:
        return Marks(str(found[0]))
    marks = Marks(secrets.token_hex(32))
    db.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (KEY, marks.key))
    return marks


def erased_on(source: Source, name: str, number: str) -> int | None:
    """Say when somebody of this name and number was erased here (UTC ms), None where nobody was."""
    marks = known(source)
    return None if marks is None else _latest(source, marks.asked(name, number))


def profile_erased_on(source: Source, person: str) -> int | None:
    """Say when this very profile was erased here (UTC ms), None where it was not."""
    marks = known(source)
    return None if marks is None else _latest(source, (marks.person(person),))


def _latest(source: Source, asked: tuple[str, ...]) -> int | None:
    found = [
        int(str(at_ms))
        for mark in asked
        for (at_ms,) in source.execute("SELECT at_ms FROM erased WHERE mark = ?", (mark,))
    ]
    return max(found, default=None)
