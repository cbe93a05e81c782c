"""Owns the copies of the records that this program made and can still find, and taking erased people out of each; never the records.

A copy is written anew beside itself, proven, and takes its own name in one step; one that cannot be is as it was, and is told.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from trainer import faults
from trainer.core.message import Message
from trainer.faults import Fault
from trainer.records import backup, erasure, header, marks, place, soundness
from trainer.records.marks import Marks
from trainer.records.release import RELEASE, schema_digest
from trainer.records.snapshot import Snapshot
from trainer.records.source import Source
from trainer.records.store import Store

DAY_MS = 86_400_000
LONGEST_KEPT_MS = (backup.MONTHS + 1) * 31 * DAY_MS
"""A backup made by rule is among the last of nine months with any; then it is removed with the next one."""

Step = Callable[[int, int], None]
"""Told how many copies are done and how many there are."""


class Copy(msgspec.Struct, frozen=True):
    """A copy of the records: when it was made (UTC ms, 0 unknown) and when it falls away at the latest where Vejvis is in use
    every month, 0 for never by itself."""

    path: Path
    made_ms: int
    falls_ms: int
    second: bool = False


class Left(msgspec.Struct, frozen=True):
    """A copy that may still hold somebody erased, why, and when it falls away, 0 for never by itself."""

    path: str
    why: Message
    falls_ms: int


class Cleansed(msgspec.Struct, frozen=True):
    """What became of the copies: how many there were, how many were written anew, which may still hold somebody."""

    copies: int
    rewritten: int
    left: tuple[Left, ...]


def found(store: Store) -> tuple[tuple[Copy, ...], tuple[Left, ...]]:
    """Return the copies in the folder and in the second place, and what of them cannot be looked at now."""
    copies: list[Copy] = []
    left: list[Left] = []
    named = {one.path: one.utc_ms for one in backup.backups_in(store.folder / place.BACKUPS)}
    for path in _files(store.folder / place.BACKUPS):
        if path.suffix == ".db":
            made = named.get(path, 0)
            copies.append(Copy(path, made or _changed(path), made + LONGEST_KEPT_MS if made else 0))
    for path in _files(store.folder):
        if path.name.startswith("records-before-restore-"):
            if path.suffix == ".db":
                copies.append(Copy(path, _changed(path), 0))
            else:
                left.append(Left(str(path), Message("erasure.left.journal"), 0))
    second = backup.Backups(store).second_place
    if second is not None:
        try:
            there = backup.backups_in(second) if second.is_dir() else None
        except OSError:
            there = None
        if there is None:
            left.append(Left(str(second), Message("erasure.left.away"), 0))
        else:
            copies += (Copy(one.path, one.utc_ms, one.utc_ms + LONGEST_KEPT_MS, second=True) for one in there)
    return tuple(copies), tuple(left)


def cleanse(store: Store, progress: Step = lambda _done, _all: None) -> Cleansed:
    """Take everybody who was ever erased here out of every copy that holds them. For a worker thread. Raises Fault for `tmp`."""
    known = marks.known(store)
    copies, left = found(store)
    if known is None:
        return Cleansed(len(copies), 0, ())
    gone = frozenset(str(mark) for (mark,) in store.execute("SELECT mark FROM erased"))
    told = [*left]
    rewritten = 0
    for folder in {copy.path.parent for copy in copies} - {store.folder}:
        for leftover in folder.glob(".records-*.part"):
            place.discard(leftover)  # Of a copy that was cut short.
    for done, copy in enumerate(copies):
        progress(done, len(copies))
        try:
            rewritten += _cleansed(store, copy, known, gone)
        except Fault as fault:
            told.append(Left(str(copy.path), fault.message, copy.falls_ms))
    progress(len(copies), len(copies))
    return Cleansed(len(copies), rewritten, tuple(told))


def holders(store: Store, people: tuple[str, ...]) -> tuple[Copy, ...]:
    """Return the copies that hold any of these profiles; one that cannot be read is taken to."""
    holding = []
    for copy in found(store)[0]:
        try:
            with _looked_at(copy.path) as snapshot:
                here = any(any(snapshot.execute("SELECT 1 FROM person WHERE id = ?", (one,))) for one in people)
        except Fault:
            here = True
        if here:
            holding.append(copy)
    return tuple(holding)


def erased_in(source: Source, known: Marks, gone: frozenset[str]) -> tuple[str, ...]:
    """Return the profiles of a records file who were erased."""
    return tuple(str(id_) for (id_,) in source.execute("SELECT id FROM person") if known.person(str(id_)) in gone)


def take_out(path: Path, people: tuple[str, ...]) -> None:
    """Take profiles out of a records file of any version that nobody has open, and write it anew. Raises sqlite3.Error."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("journal_mode = MEMORY", "secure_delete = ON", "foreign_keys = ON", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("BEGIN")
        logged = any(connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'audit'"))
        for one in people:
            erasure.take_out(connection, one, logged=logged)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()


class Gone(NamedTuple):
    """Who was erased from the records that a restored copy takes the place of: they are not to come back by it."""

    known: Marks | None
    marks: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, former: Path) -> Gone:
        """Read the marks of records that nobody has open. Nothing is known of those that cannot be read."""
        try:
            with _looked_at(former) as snapshot:
                found = tuple(
                    (str(mark), int(str(at))) for mark, at in snapshot.execute("SELECT mark, at_ms FROM erased")
                )
                return cls(marks.known(snapshot), found)
        except Fault:
            return cls(None, ())

    def leave(self, new: Path) -> int:
        """Take them out of a copy that nobody has open. Return how many profiles those were. Raises Fault."""
        if self.known is None:
            return 0
        with _looked_at(new) as snapshot:
            people = erased_in(snapshot, self.known, frozenset(mark for mark, _at in self.marks))
        if people:
            try:
                take_out(new, people)
            except sqlite3.Error as error:
                raise faults.from_sqlite(error, new) or error from error
        return len(people)

    def remember(self, store: Store) -> None:
        """Keep the marks in the restored records, unless they are another folder's. Raises Fault."""
        if self.known is None:
            return
        with store.write() as db:
            db.execute("INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)", (marks.KEY, self.known.key))
            if marks.made(db).key == self.known.key:
                for row in self.marks:
                    db.execute("INSERT OR IGNORE INTO erased (mark, at_ms) VALUES (?, ?)", row)


def _cleansed(store: Store, copy: Copy, known: Marks, gone: frozenset[str]) -> bool:
    """Write a copy anew without whoever was erased. Return whether it held any. Raises Fault."""
    with _looked_at(copy.path) as snapshot:
        people = erased_in(snapshot, known, gone)
    if not people:
        return False
    # Beside itself where it lies elsewhere, so that it can take its name in one step.
    part = (
        copy.path.with_name(f".{copy.path.name}.{secrets.token_hex(4)}.part")
        if copy.second
        else store.temporary("copy-")
    )
    try:
        os.close(place.new_file(part, store.shared))
        shutil.copyfile(copy.path, part)
        take_out(part, people)
        if not soundness.proven(part):
            raise Fault("fault.damaged-copy", path=str(copy.path))
        place.replace(part, copy.path)
    except sqlite3.Error as error:
        raise faults.from_sqlite(error, copy.path) or error from error
    except OSError as error:
        raise faults.from_os(error, copy.path) from error
    finally:
        place.discard(part)
    return True


@contextmanager
def _looked_at(path: Path) -> Iterator[Snapshot]:
    """Lend a copy for a look, after it was judged to be ours. Raises Fault."""
    try:
        version = header.judged_file(path, oldest=RELEASE.oldest, newest=RELEASE.version).version
        snapshot = Snapshot(path)
        try:
            if schema_digest(snapshot) != RELEASE.schemas[version]:
                raise Fault("fault.foreign", path=str(path))
            yield snapshot
        finally:
            snapshot.close()
    except OSError as error:
        raise faults.from_os(error, path) from error
    except sqlite3.Error as error:
        raise Fault("fault.damaged", path=str(path)) from error


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError:
        return


def _changed(path: Path) -> int:
    try:
        return round(path.stat().st_mtime * 1000)
    except OSError:
        return 0
