"""Owns what was ever shown, once each under its content's digest; knows neither who saw it nor from which bank."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar, get_args

import msgspec

from question_bank import canonical
from question_bank.model import Blueprint, Case, Item, Lesson, Scene
from trainer.faults import Exit, Fault
from trainer.records.source import Source

if TYPE_CHECKING:
    from sqlite_utils.db import Database

Shown = Item | Scene | Case | Blueprint | Lesson
KINDS: dict[str, type[Shown]] = {kind.__name__.lower(): kind for kind in get_args(Shown)}
T = TypeVar("T", Item, Scene, Case, Blueprint, Lesson)

_REMEMBERED = 2_000


class Archive:
    """Content by digest. Decoded content is remembered, as the same items come again and again."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._decoded: dict[str, Shown] = {}

    def put(self, db: Database, shown: Iterable[Shown]) -> None:
        """Archive what is not there yet, inside the caller's transaction."""
        for content in shown:
            data = canonical.encode(content)
            db.execute(
                "INSERT OR IGNORE INTO archive (digest, kind, json) VALUES (?, ?, ?)",
                (canonical.sha256(data), type(content).__name__.lower(), data),
            )

    def get(self, digest: str, kind: type[T]) -> T:
        """Return archived content.

        Raises KeyError where it was never shown, Fault("fault.damaged-archive") where it changed.
        """
        content = self._decoded.get(digest)
        if content is None:
            content = self._read(digest)
            if len(self._decoded) >= _REMEMBERED:
                self._decoded.clear()
            self._decoded[digest] = content
        if not isinstance(content, kind):
            raise KeyError(digest)
        return content

    def has(self, digest: str) -> bool:
        """Say whether something was archived under a digest."""
        return any(self._source.execute("SELECT 1 FROM archive WHERE digest = ?", (digest,)))

    def item(self, digest: str) -> Item:
        """Return an archived item. Raises as `get`."""
        return self.get(digest, Item)

    def blueprint(self, digest: str) -> Blueprint:
        """Return an archived blueprint. Raises as `get`."""
        return self.get(digest, Blueprint)

    def _read(self, digest: str) -> Shown:
        row = next(iter(self._source.execute("SELECT kind, json FROM archive WHERE digest = ?", (digest,))), None)
        if row is None:
            raise KeyError(digest)
        kind, data = row
        try:
            if canonical.sha256(data) != digest:
                raise ValueError(digest)
            return canonical.decode(data, KINDS[kind])
        except (ValueError, KeyError, msgspec.MsgspecError) as error:
            raise Fault("fault.damaged-archive", Exit.REFUSED_FILE, digest=digest) from error
