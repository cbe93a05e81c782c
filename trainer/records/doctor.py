"""Owns looking a data folder over: file, rows, chains, folded tables, permissions; mends nothing and creates nothing that stays."""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from trainer import faults
from trainer.core.message import Message
from trainer.faults import Exit, Fault
from trainer.records import backup, folding, place, sealed_check, soundness
from trainer.records.finding import Finding
from trainer.records.opening import Progress, silent
from trainer.records.release import RELEASE
from trainer.records.schema import FOLD_VERSION
from trainer.records.source import Source
from trainer.records.store import Store


def examine(folder: Path, progress: Progress = silent, mounts: Callable[[], str] = place.mounts) -> tuple[Finding, ...]:
    """Look a folder over that no window has open. A folder without records is sound, and nothing is created in it.

    A file that cannot be opened is a finding as well. Raises Fault("fault.in-use"): the window can `look` at a snapshot.
    """
    if folder.exists() and not folder.is_dir():
        return (Finding(Message("fault.not-a-folder", {"path": str(folder)}), False),)
    if not (folder / place.RECORDS).exists():
        return (Finding(Message("doctor.empty", {"path": str(folder)}), True),)
    left = sealed_check.leftovers(folder)
    try:
        store = Store.open(folder, create=False, mounts=mounts, migrate=False)
    except Fault as fault:
        if fault.exit_code is Exit.IN_USE:
            raise
        return (Finding(fault.message, False),)
    scratch = store.temporary("copy-")
    try:
        with store.held() as source:
            found = (*permissions(folder, store.shared), *look(source, scratch, progress), *_backups(folder))
        return (*found, *sealed_check.look(store, left))
    finally:
        place.discard(scratch)
        store.close()


def look(source: Source, scratch: Path, progress: Progress = silent) -> tuple[Finding, ...]:
    """Look at the records themselves, in a snapshot or a store that is held; `scratch` is a new file, left to the caller."""
    try:
        return tuple(_records(source, scratch, progress))
    except sqlite3.Error as error:
        fault = faults.from_sqlite(error, scratch)
        if fault is None:
            raise
        return (Finding(fault.message, False),)


def _records(source: Source, scratch: Path, progress: Progress) -> Iterator[Finding]:
    ((version,),) = source.execute("PRAGMA user_version")
    ((people, streams, events, shown),) = source.execute(
        "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM stream), (SELECT count(*) FROM event),"
        " (SELECT count(*) FROM archive)"
    )
    yield Finding(Message("doctor.version", {"file": version, "own": RELEASE.version}), True)
    yield Finding(Message("doctor.people", {"n": people}), True)
    yield from _judged(soundness.unsound_pages(source), Message("doctor.integrity-ok"))
    chains = tuple(soundness.unsound_chains(source))
    yield from _judged(iter(chains), Message("doctor.chains-ok", {"streams": streams, "events": events}))
    archive = tuple(soundness.unsound_archive(source))
    yield from _judged(iter(archive), Message("doctor.archive-ok", {"n": shown}))
    if chains or archive:
        return  # What is folded from damaged events cannot be compared.
    folds = [fold for (fold,) in source.execute("SELECT fold FROM projection_stamp")]
    if folds != [FOLD_VERSION]:
        yield Finding(Message("doctor.fold-old"), True)
        return
    try:
        differences = folding.compare(source, scratch, progress)
    except Fault as fault:
        yield Finding(fault.message, False)
        return
    if differences:
        tables = ", ".join(sorted({difference.table for difference in differences}))
        yield Finding(Message("doctor.folded", {"n": len(differences), "tables": tables}), False)
    else:
        yield Finding(Message("doctor.folded-ok", {"events": events}), True)


def _judged(unsound: Iterator[Message], otherwise: Message) -> Iterator[Finding]:
    found = False
    for message in unsound:
        found = True
        yield Finding(message, False)
    if not found:
        yield Finding(otherwise, True)


def permissions(folder: Path, shared: bool) -> Iterator[Finding]:
    """Compare who may read with the arrangement that was chosen."""
    if sys.platform == "win32":  # pragma: no cover - permissions are inherited lists there
        return
    wanted = ((folder, place.folder_mode(shared)), (folder / place.RECORDS, place.file_mode(shared)))
    wrong = [(path, mode) for path, mode in wanted if stat.S_IMODE(path.stat().st_mode) & 0o777 & ~mode]
    for path, mode in wrong:
        has = f"{stat.S_IMODE(path.stat().st_mode):o}"
        yield Finding(Message("doctor.permissions", {"path": str(path), "has": has, "wanted": f"{mode:o}"}), False)
    if not wrong:
        yield Finding(Message("doctor.permissions-ok"), True)


def _backups(folder: Path) -> Iterator[Finding]:
    kept = backup.backups_in(folder / place.BACKUPS)
    yield Finding(Message("doctor.backups", {"n": len(kept)}), True)
