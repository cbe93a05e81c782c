"""Owns putting a backup in the place of a folder's records, which no window has open; knows nothing of how it was made."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from trainer import faults
from trainer.faults import Exit, Fault
from trainer.records import header, place, soundness
from trainer.records.copies import Gone
from trainer.records.guard import Guard
from trainer.records.release import RELEASE, Release, schema_digest
from trainer.records.snapshot import Snapshot
from trainer.records.store import Store


class Restored(msgspec.Struct, frozen=True):
    """What a restore did: where the former records were put aside (None where there were none), and what is there now."""

    aside: Path | None
    people: int
    events: int
    erased: int = 0
    """People of the backup who were erased here after it was made, and were taken out of it again."""


def restore(
    file: Path,
    folder: Path,
    utc_ms: int,
    *,
    release: Release = RELEASE,
    mounts: Callable[[], str] = place.mounts,
) -> Restored:
    """Make `file` the records of `folder`; the former ones are kept beside under the name of the moment.

    A file whose tables, views or triggers are not exactly ours is fault.foreign. Raises Fault: the six of `header`,
    fault.damaged, fault.in-use, fault.network-folder, fault.backup-onto-records, what the system says. The former records
    keep their name until the restored ones take it in one step.
    """
    place.refuse_network(folder, mounts)
    path = folder / place.RECORDS
    _judge(file, path, release)
    there = path.exists()
    shared = there and bool(folder.stat().st_mode & 0o002)
    if there:
        leave_no_journal(folder, utc_ms, release, mounts)
    place.make_folder(folder, shared)
    place.make_folder(folder / place.TEMPORARY, shared)
    new = folder / place.TEMPORARY / f"new-{secrets.token_hex(8)}.db"
    try:
        _copy(file, new, shared)
        gone = Gone.of(path)
        erased = gone.leave(new)
        aside = _aside(folder, utc_ms) if there else None
        _swap(new, path, aside)
    finally:
        place.discard(new)
    store = Store.open(folder, create=False, release=release, mounts=mounts)
    try:
        gone.remember(store)
        ((people, events),) = store.execute("SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM event)")
    finally:
        store.close()
    return Restored(aside, people, events, erased)


def _judge(file: Path, path: Path, release: Release) -> None:
    """Raise Fault where a file is not to be restored. It is only read, and never by opening it as our own."""
    try:
        if path.exists() and file.samefile(path):
            raise Fault("fault.backup-onto-records", Exit.USAGE, path=str(file))
        if file.exists() and not file.is_file():
            # A pipe would be waited at for ever.
            raise Fault("fault.not-a-file", Exit.REFUSED_FILE, path=str(file))
        found = header.judged_file(file, oldest=release.oldest, newest=release.version)
    except OSError as error:
        raise faults.from_os(error, file) from error
    try:
        snapshot = Snapshot(file)
        try:
            known = schema_digest(snapshot) == release.schemas[found.version]
        finally:
            snapshot.close()
    except sqlite3.Error as error:
        raise Fault("fault.damaged", Exit.REFUSED_FILE, path=str(file)) from error
    if not known:
        raise Fault("fault.foreign", Exit.REFUSED_FILE, path=str(file))
    if not soundness.proven(file):
        raise Fault("fault.damaged", Exit.REFUSED_FILE, path=str(file))


def _aside(folder: Path, utc_ms: int) -> Path:
    return folder / f"records-before-restore-{datetime.fromtimestamp(utc_ms / 1000, UTC):%Y%m%dT%H%M%SZ}.db"


def leave_no_journal(folder: Path, utc_ms: int, release: Release, mounts: Callable[[], str]) -> None:
    """Play the former records' journal back into them; else the restored ones would get it. Raises fault.in-use."""
    try:
        Store.open(folder, create=False, release=release, mounts=mounts).close()
    except Fault as fault:
        if fault.exit_code is Exit.IN_USE:
            raise
        # Damaged, foreign or newer: it is put aside as it is, with its journal.
        journal = folder / f"{place.RECORDS}-journal"
        if journal.exists() and journal.stat().st_size:
            journal.replace(_aside(folder, utc_ms).with_name(_aside(folder, utc_ms).name + "-journal"))


def _copy(file: Path, new: Path, shared: bool) -> None:
    """Copy a proven file's pages, and let the copy say who may read it here."""
    try:
        os.close(place.new_file(new, shared))
        source = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        copy = sqlite3.connect(new, isolation_level=None)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = MEMORY")
            arrangement = "computer" if shared else "account"
            copy.execute("UPDATE setting SET value = ? WHERE key = 'arrangement'", (arrangement,))
        finally:
            copy.close()
            source.close()
        place.flush_file(new)
    except sqlite3.Error as error:
        raise faults.from_sqlite(error, new.parent) or error from error
    except OSError as error:
        raise faults.from_os(error, new.parent) from error
    if not soundness.proven(new):
        raise Fault("fault.damaged-copy", path=str(new.parent))


def _swap(new: Path, path: Path, aside: Path | None) -> None:
    """Keep the former file under a second name, then give its first to the new one: at no moment is there none."""
    guard = Guard(path) if aside else None
    try:
        if aside is not None:
            _keep(path, aside)
        place.replace(new, path)
    except OSError as error:
        raise faults.from_os(error, path) from error
    finally:
        if guard is not None:
            guard.release()


def _keep(path: Path, aside: Path) -> None:
    try:
        os.link(path, aside)
    except OSError:
        shutil.copyfile(path, aside)  # A file system without hard links.
        place.flush_file(aside)
