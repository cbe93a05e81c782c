"""Owns the one connection to `records.db`, every transaction on it and every copy of it; knows no person and no event.

Nothing else opens that path; how it is connected to and laid down is in `connecting`.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import faults
from trainer.faults import Exit, Fault
from trainer.records import place
from trainer.records.connecting import connected, lay_down
from trainer.records.guard import Guard
from trainer.records.release import RELEASE, Release, schema_digest
from trainer.records.snapshot import Snapshot, Streaming
from trainer.records.source import Row, Source

if TYPE_CHECKING:
    from sqlite_utils.db import Database

STEP_PAGES = 64
"""Larger steps keep an answer waiting: the default blocks a commit for most of a second at a million rows."""

_LARGE = 64 * 1024 * 1024
_COPIES = ("new-", "snapshot-", "copy-")
_TRIALS = "trial-"
"""Folders in which a trainer tried things as a learner."""


class NestedWrite(RuntimeError):
    """A write was begun inside another: the inner one would commit nothing. A mistake in the program."""


class Cancelled(Exception):
    """A copy was given up because the store is closing."""


class Store:
    """The open records of one data folder. Safe to use from several threads; made by `open`."""

    def __init__(self, folder: Path, guard: Guard, connection: sqlite3.Connection, lock: threading.RLock) -> None:
        self.folder = folder
        self.path = folder / place.RECORDS
        self._guard = guard
        self._lock = lock
        self._connection = connection
        self._waiting = 0
        self._counting = threading.Lock()
        self._closing = threading.Event()
        self.shared = False

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        create: bool = True,
        shared: bool = False,
        migrate: bool = True,
        release: Release = RELEASE,
        mounts: Callable[[], str] = place.mounts,
    ) -> Store:
        """Open a folder's records, creating them first where `create` allows; `shared` only counts then.

        A file of an older version is backed up and brought up to date, unless it is only to be looked at (`migrate`).
        Raises Fault: fault.no-records, fault.in-use, fault.network-folder, the six of `header`, what the system says.
        """
        place.refuse_network(folder, mounts)
        path = folder / place.RECORDS
        if not path.exists():
            if not create:
                raise Fault("fault.no-records", Exit.REFUSED, path=str(folder))
            lay_down(folder, shared, release)
        guard = Guard(path)
        try:
            recovering = _has_bytes(path.with_name(path.name + "-journal"))
            guard.judge(oldest=release.oldest, newest=release.version, recovering=recovering)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise Fault("fault.read-only", path=str(folder))
            store = cls(folder, guard, connected(path), threading.RLock())
        except BaseException:
            guard.release()
            raise
        try:
            store._settle(release, recovering, migrate)
        except BaseException:
            store.close()
            raise
        return store

    def _settle(self, release: Release, recovering: bool, migrate: bool) -> None:
        if recovering:
            self._guard.judge(oldest=release.oldest, newest=release.version, recovering=False)
        try:
            ((version,),) = self._connection.execute("PRAGMA user_version").fetchall()
            if schema_digest(self._connection) != release.schemas[version]:
                raise Fault("fault.foreign", Exit.REFUSED_FILE, path=str(self.path))
            (self.shared,) = (row[0] == "computer" for row in self.execute(_ARRANGEMENT))
            self._remove_leftovers()
            if migrate and version < release.version:
                self._back_up(f"before-version-{release.version}")
                release.load().apply(self._db)
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def _back_up(self, name: str) -> None:
        """Keep a copy among the backups; one that a kill cut short is not among them."""
        folder = self.folder / place.BACKUPS
        place.make_folder(folder, self.shared)
        copy = self.temporary("copy-")
        self.copy(copy)
        try:
            place.replace(copy, folder / f"{name}-{secrets.token_hex(4)}.db")
        except OSError as error:
            raise faults.from_os(error, folder) from error

    @cached_property
    def _db(self) -> Database:
        from trainer.records.declared import declared

        return declared(self._connection)

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One transaction: all that is done in it is on the disk when it ends, or nothing is.

        Raises NestedWrite inside another, Fault where disk or folder are in the way. Acknowledge nothing sooner.
        """
        with self._counting:
            self._waiting += 1
        try:
            self._lock.acquire()
        finally:
            with self._counting:
                self._waiting -= 1
        try:
            if self._connection.in_transaction:
                raise NestedWrite("a write inside a write")
            self._guard.check()
            with self._db.atomic():
                yield self._db
            # A folder that went away while the commit ran: what was written went with it.
            self._guard.check()
        except sqlite3.Error as error:
            raise self._fault(error) from error
        finally:
            self._lock.release()

    def compact(self) -> None:
        """Write the whole file anew, without a byte of what was deleted: pages keep copies of rows that they once held.

        Answers wait meanwhile. Raises NestedWrite inside a transaction, Fault; then the file is as it was.
        """
        with self._lock:
            if self._connection.in_transaction:
                raise NestedWrite("a compaction inside a write")
            try:
                self._guard.check()
                # SQLite builds the new file beside first; a large one would not fit into memory.
                large = self.path.stat().st_size > _LARGE
                self._connection.execute(f"PRAGMA temp_store = {'FILE' if large else 'MEMORY'}")
                self._connection.execute("VACUUM")
            except sqlite3.Error as error:
                raise self._fault(error) from error
            finally:
                self._connection.execute("PRAGMA temp_store = MEMORY")

    @property
    def writing(self) -> bool:
        """Say whether a transaction is under way."""
        return self._connection.in_transaction

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """Run one SELECT on the live file and fetch all of it. Long reads belong on a `snapshot`."""
        with self._lock:
            try:
                return iter(self._connection.execute(sql, parameters).fetchall())
            except sqlite3.Error as error:
                raise self._fault(error) from error

    @contextmanager
    def held(self) -> Iterator[Source]:
        """Lend the live file for a long read that streams its rows; meanwhile nobody can write. For commands, not windows."""
        with self._lock:
            yield Streaming(self._connection)

    def copy(
        self,
        target: Path,
        pages: int = STEP_PAGES,
        named: Path | None = None,
        check: Callable[[], None] | None = None,
    ) -> None:
        """Copy the records into a new file by SQLite's backup API, in steps between which answers are saved.

        Made for a worker thread. Raises NestedWrite inside a transaction (the API never returns there), Cancelled when
        the store closes meanwhile, what `check` raises, Fault (about `named`, if given); then the target is gone again.
        """
        with self._lock:
            if self._connection.in_transaction:
                raise NestedWrite("a copy inside a write")
            try:
                os.close(place.new_file(target, self.shared))
            except OSError as error:
                raise faults.from_os(error, named or target) from error
            try:
                copy = sqlite3.connect(target, isolation_level=None)
                try:
                    copy.execute("PRAGMA journal_mode = OFF")
                    copy.execute("PRAGMA synchronous = OFF")
                    self._connection.backup(copy, pages=pages, progress=partial(self._give_way, check))
                finally:
                    copy.close()
                place.flush_file(target)
            except sqlite3.Error as error:
                place.discard(target)
                raise self._fault(error, named or target) from error
            except OSError as error:
                place.discard(target)
                raise faults.from_os(error, named or target) from error
            except BaseException:
                place.discard(target)
                raise

    def _give_way(self, check: Callable[[], None] | None, *_progress: int) -> None:
        """Between two steps of a copy: let whoever waits to write do so first."""
        if self._closing.is_set():
            raise Cancelled
        if check is not None:
            check()
        self._lock.release()
        try:
            time.sleep(0)
            while self._waiting:
                # A released lock is often taken again before the one who waits has woken up.
                time.sleep(0.0002)
        finally:
            self._lock.acquire()

    def temporary(self, kind: str) -> Path:
        """Return a new path in the folder's `tmp`, whose leftovers are removed at the next start. Raises Fault."""
        folder = self.folder / place.TEMPORARY
        place.make_folder(folder, self.shared)
        return folder / f"{kind}{secrets.token_hex(8)}.db"

    @contextmanager
    def snapshot(self, check: Callable[[], None] | None = None) -> Iterator[Snapshot]:
        """Lend a private copy for long reads, removed afterwards. Raises NestedWrite inside a transaction, Fault.

        `check` is called between the steps of the copy: what it raises gives the copy up.
        """
        path = self.temporary("snapshot-")
        self.copy(path, check=check)
        try:
            snapshot = Snapshot(path)
            try:
                yield snapshot
            finally:
                snapshot.close()
        finally:
            place.discard(path)

    def close(self) -> None:
        """Let the folder go. A copy under way is given up; closing twice does nothing."""
        if self._closing.is_set():
            return
        self._closing.set()
        with self._lock:
            self._connection.close()
            self._guard.release()

    def _remove_leftovers(self) -> None:
        folder = self.folder / place.TEMPORARY
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            if path.name.startswith(_COPIES):
                place.discard(path)  # One of another account, in a folder that several use, is theirs to remove.
            elif path.name.startswith(_TRIALS):
                shutil.rmtree(path, ignore_errors=True)

    def _fault(self, error: sqlite3.Error, path: Path | None = None) -> BaseException:
        """Return the fault behind a database error, or the error itself where it is a mistake in the program."""
        try:
            self._guard.check()
        except Fault as gone:
            return gone
        fault = faults.from_sqlite(error, path or self.path)
        if fault is None:
            return error
        if fault.message.code == "fault.gone":
            # The file is there: SQLite could not make its journal beside it.
            return Fault("fault.read-only", path=str(self.folder))
        return fault


_ARRANGEMENT = "SELECT value FROM setting WHERE key = 'arrangement'"


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
