"""Owns what can go wrong around the program and how it is told apart from a mistake in it; knows no words, only codes.

An environment fault (disk full, locked, newer file, folder gone) becomes a `Fault` with a code of the catalogue: the sentence says
what happened, what is safe and what to do. Anything else is a mistake in the program and ends in a crash report.
"""

from __future__ import annotations

import errno
import sqlite3
from enum import IntEnum
from pathlib import Path

from trainer.core.message import Message, Value


class Exit(IntEnum):
    """What a command ends with. The README prints this table."""

    DONE = 0
    UNSOUND = 1
    """Something was looked at and found wanting (doctor, check)."""
    USAGE = 2
    NO_DISPLAY = 3
    IN_USE = 4
    ENVIRONMENT = 5
    """Disk, folder or permission: nothing was lost, try again when it is mended."""
    REFUSED_FILE = 6
    """A file is not what it should be (foreign, newer, damaged)."""
    REFUSED = 7
    """The rules do not allow it, or there is no such person or thing."""
    CRASH = 70


class Fault(Exception):
    """Something outside the program is in the way. `code` is in the catalogue's area `fault`."""

    def __init__(self, code: str, exit_code: Exit = Exit.ENVIRONMENT, **values: Value) -> None:
        super().__init__(f"{code} {values}" if values else code)
        self.message = Message(code, values)
        self.exit_code = exit_code


_BY_ERRNO = {
    errno.ENOSPC: "fault.disk-full",
    errno.EDQUOT: "fault.disk-full",
    errno.EROFS: "fault.read-only",
    errno.EACCES: "fault.no-permission",
    errno.EPERM: "fault.no-permission",
    errno.ENOENT: "fault.gone",
    errno.ENOTDIR: "fault.gone",
    errno.EISDIR: "fault.is-folder",
    errno.EIO: "fault.disk-error",
    errno.EBUSY: "fault.open-elsewhere",
    errno.ETXTBSY: "fault.open-elsewhere",
}


def from_os(error: OSError, path: Path | str) -> Fault:
    """Turn an operating system error about `path` into a fault; one of unknown kind names its own text."""
    code = _BY_ERRNO.get(error.errno or 0)
    if code is None:
        return Fault("fault.other", path=str(path), detail=error.strerror or str(error))
    return Fault(code, path=str(path))


_BY_SQLITE = {
    "SQLITE_FULL": "fault.disk-full",
    "SQLITE_READONLY": "fault.read-only",
    "SQLITE_CANTOPEN": "fault.gone",
    "SQLITE_IOERR": "fault.disk-error",
    "SQLITE_PERM": "fault.no-permission",
}


def from_sqlite(error: sqlite3.Error, path: Path | str) -> Fault | None:
    """Turn a database error about `path` into a fault, or None where it is a mistake in the program."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Fault("fault.in-use", Exit.IN_USE, path=str(path))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return Fault("fault.damaged", Exit.REFUSED_FILE, path=str(path))
    for start, code in _BY_SQLITE.items():
        if name.startswith(start):
            return Fault(code, path=str(path))
    return None
