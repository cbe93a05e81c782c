"""Owns the hold on the path of an open records file: one descriptor that locks, is judged and is watched; knows no SQL.

SQLite's own locks are POSIX locks, which a process drops as soon as it closes any descriptor of the file. `flock` does
not: it keeps a second program out even if something in this one has read the file. It ends with the process, so none is
ever stale.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from trainer import faults
from trainer.faults import Exit, Fault
from trainer.records import header
from trainer.records.header import Header

if sys.platform != "win32":
    import fcntl


class Guard:
    """The descriptor of an open records file. Closed only after SQLite has closed its own."""

    def __init__(self, path: Path) -> None:
        """Take hold of an existing file. Raises Fault: fault.in-use, or what the system says."""
        self._path = path
        try:
            self._descriptor = os.open(path, os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise faults.from_os(error, path) from error
        try:
            self._lock()
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise Fault("fault.in-use", Exit.IN_USE, path=str(path)) from error
        found = os.fstat(self._descriptor)
        self._identity = (found.st_dev, found.st_ino)

    def _lock(self) -> None:
        # Windows needs none: SQLite's locks belong to its own handle there.
        if sys.platform != "win32":
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise
            except OSError:
                return  # A file system without flock: SQLite's own locks remain.

    def judge(self, *, oldest: int, newest: int, recovering: bool) -> Header:
        """Judge the file by its first bytes without letting go of it. Raises Fault."""
        try:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            data = os.read(self._descriptor, header.LENGTH)
            size = os.fstat(self._descriptor).st_size
        except OSError as error:
            raise faults.from_os(error, self._path) from error
        return header.judged(data, size, self._path, oldest=oldest, newest=newest, recovering=recovering)

    def check(self) -> None:
        """Raise fault.gone where the path no longer leads to the open file: what is written there would be lost."""
        try:
            found = self._path.stat()
        except OSError as error:
            raise Fault("fault.gone", path=str(self._path)) from error
        if (found.st_dev, found.st_ino) != self._identity:
            raise Fault("fault.gone", path=str(self._path))

    def release(self) -> None:
        """Let go."""
        os.close(self._descriptor)
