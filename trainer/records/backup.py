"""Owns backups of the records of an open store: made whole, proven, kept for a while; knows no window and no timer.

A backup is a records file. It is written beside its target, read back and proven, and only then takes the target's name.
"""

from __future__ import annotations

import glob
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from trainer import faults
from trainer.core.message import Message
from trainer.core.timekeeping import Stamp
from trainer.faults import Exit, Fault
from trainer.records import place, soundness
from trainer.records.settings import Settings
from trainer.records.store import Store

DAYS, WEEKS, MONTHS = 12, 10, 9
LIMIT_BYTES = 2_000_000_000
SECOND_PLACE = "backup.second-place"
_NAME = re.compile(r"records-(\d{8}T\d{6})Z\.db")


class BackupFile(msgspec.Struct, frozen=True):
    """A backup made by rule: when (UTC ms) and how large (bytes)."""

    path: Path
    utc_ms: int
    size: int


class Made(msgspec.Struct, frozen=True):
    """What came of a day's backup: the file, the copy in the second place, and why there is none where one was named."""

    path: Path
    second: Path | None
    problem: Message | None


class Backups:
    """The backups of an open store, in the folder's `backups` and wherever else one is asked for."""

    def __init__(self, store: Store, limit_bytes: int = LIMIT_BYTES) -> None:
        self._store = store
        self._settings = Settings(store)
        self._limit = limit_bytes
        self._folder = store.folder / place.BACKUPS

    def make(self, target: Path) -> Path:
        """Write a backup to `target`, replacing what is there only once the new one is proven. For a worker thread.

        Raises Fault: fault.damaged-store (nothing is written then), fault.damaged-copy, fault.backup-onto-records, or what
        the system says; NestedWrite inside a transaction; Cancelled when the store closes meanwhile.
        """
        if target.resolve() == self._store.path.resolve():
            raise Fault("fault.backup-onto-records", Exit.USAGE, path=str(target))
        if target.is_dir():
            raise Fault("fault.is-folder", path=str(target))
        for leftover in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
            place.discard(leftover)  # Of a backup that was cut short.
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            self._store.copy(part, named=target)
            self._prove(part, target)
            place.replace(part, target)
        except OSError as error:
            raise faults.from_os(error, target) from error
        finally:
            place.discard(part)
        return target

    def _prove(self, part: Path, target: Path) -> None:
        # The copy has the store's own pages: proving it proves both, without keeping an answer waiting. Only if it fails
        # is the store asked itself, to tell a bad store from a bad disk.
        if soundness.proven(part):
            return
        if any(soundness.unsound(self._store)):
            raise Fault("fault.damaged-store", Exit.UNSOUND, path=str(self._store.path))
        raise Fault("fault.damaged-copy", path=str(target))

    def due(self, at: Stamp) -> bool:
        """Say whether no backup was made on this local day yet."""
        today = _local_day(at.utc_ms, at.offset_min)
        return all(_local_day(backup.utc_ms, at.offset_min) != today for backup in self.kept())

    def daily(self, at: Stamp, assessing: bool) -> Made | None:
        """Make the day's backup if it is due, thin out old ones and copy it to the second place. For a worker thread.

        None where it is not due or an assessment runs (`assessing`). Raises as `make`; a failing second place is told in the
        result.
        """
        return None if assessing or not self.due(at) else self.now(at)

    def now(self, at: Stamp) -> Made:
        """Make a backup into the folder's own place, thin out old ones, copy it to the second place. Raises as `make`."""
        place.make_folder(self._folder, self._store.shared)
        for leftover in self._folder.glob(".records-*.part"):
            place.discard(leftover)
        path = self.make(self._folder / f"records-{_moment(at.utc_ms):%Y%m%dT%H%M%S}Z.db")
        thin_out(self.kept(), at.offset_min, self._limit)
        second = self.second_place
        if second is None:
            return Made(path, None, None)
        try:
            return Made(path, self.make(second / path.name), None)
        except Fault as fault:
            return Made(path, None, fault.message)

    def kept(self) -> tuple[BackupFile, ...]:
        """Return the backups made by rule, the latest first."""
        return backups_in(self._folder)

    @property
    def second_place(self) -> Path | None:
        """The folder that each backup is copied to as well."""
        named = self._settings.get(SECOND_PLACE)
        return Path(named) if named else None

    def name_second_place(self, folder: Path | None) -> None:
        """Choose the second place, or none. Raises Fault where it is no folder."""
        if folder is not None and not folder.is_dir():
            raise Fault("fault.not-a-folder" if folder.exists() else "fault.gone", path=str(folder))
        self._settings.set(SECOND_PLACE, str(folder.absolute()) if folder else "")


def _moment(utc_ms: int) -> datetime:
    return datetime.fromtimestamp(utc_ms / 1000, UTC)


def _local_day(utc_ms: int, offset_min: int) -> str:
    return f"{_moment(utc_ms) + timedelta(minutes=offset_min):%Y-%m-%d}"


def backups_in(folder: Path) -> tuple[BackupFile, ...]:
    """Return the backups of a folder by their names, the latest first."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        if name:
            moment = datetime.strptime(name[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(BackupFile(path, round(moment.timestamp() * 1000), path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: -backup.utc_ms))


def to_keep(backups: Iterable[BackupFile], offset_min: int, limit_bytes: int) -> frozenset[Path]:
    """Choose from backups, latest first: the last of each of 12 days, 10 weeks and 9 months with any, within a size.

    The size limit takes the oldest first and never the latest.
    """
    keep: dict[Path, int] = {}
    backups = tuple(backups)
    for form, count in (("%Y-%m-%d", DAYS), ("%G-%V", WEEKS), ("%Y-%m", MONTHS)):
        periods: dict[str, BackupFile] = {}
        for backup in backups:
            period = f"{_moment(backup.utc_ms) + timedelta(minutes=offset_min):{form}}"
            periods.setdefault(period, backup)
        keep |= {backup.path: backup.size for backup in list(periods.values())[:count]}
    chosen: set[Path] = set()
    total = 0
    for backup in backups:
        if backup.path in keep and (not chosen or total + backup.size <= limit_bytes):
            chosen.add(backup.path)
            total += backup.size
    return frozenset(chosen)


def thin_out(backups: tuple[BackupFile, ...], offset_min: int, limit_bytes: int) -> None:
    """Remove the backups that need not be kept."""
    keep = to_keep(backups, offset_min, limit_bytes)
    for backup in backups:
        if backup.path not in keep:
            place.discard(backup.path)  # One of another account, in a folder that several use, is theirs to remove.
