"""Owns putting a finished file where it was wished: beside, whole, then in one step; knows nothing of what is in it.

Until the last step the file that was there is untouched, and whatever goes wrong leaves nothing behind.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from trainer import faults
from trainer.faults import Fault

_SHARING = frozenset({32, 33})
"""What Windows says of a file that another program has open."""
_NO_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP})
"""What a system says of a name that no file can have there."""


def fault_of(error: OSError, target: Path) -> Fault:
    """The fault behind an error while `target` was written."""
    if getattr(error, "winerror", None) in _SHARING:
        return Fault("fault.open-elsewhere", path=str(target))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Fault("fault.no-folder", path=str(target.parent))
    if error.errno in _NO_NAME:
        return Fault("fault.bad-name", path=str(target))
    return faults.from_os(error, target)


@contextmanager
def replacing(target: Path) -> Iterator[IO[bytes]]:
    """Lend a file to write to (and seek in) that becomes `target` at the end. Raises Fault.

    A target that is no ordinary file (a pipe, a device) is written to instead of being replaced.
    """
    target = Path(os.path.realpath(target))
    try:
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            with tempfile.TemporaryFile() as file, target.open("wb", buffering=0) as device:
                yield file
                file.seek(0)
                shutil.copyfileobj(file, device)
            return
        part = target.with_name(f".vejvis-{secrets.token_hex(8)}.part")
        try:
            descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                part.chmod(stat.S_IMODE(mode))
            part.replace(target)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        _flush_folder(target.parent)
    except OSError as error:
        raise fault_of(error, target) from error


def _mode(target: Path) -> int | None:
    """The mode of what is there, None where nothing is. Raises Fault where it must not be replaced."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if not target.parent.is_dir():
            raise Fault("fault.no-folder", path=str(target.parent)) from None
        return None
    if stat.S_ISDIR(mode):
        raise Fault("fault.is-folder", path=str(target))
    if not os.access(target, os.W_OK):
        raise Fault("fault.no-permission", path=str(target))
    if (target.parent / f".~lock.{target.name}#").exists():
        # LibreOffice's mark: what we replaced now would be written over when that window is saved.
        raise Fault("fault.open-elsewhere", path=str(target))
    return mode


def _flush_folder(folder: Path) -> None:
    """Make the rename last through a power cut, where the system lets a folder be opened for that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # The file is complete and in its place; some file systems flush no folders.
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
