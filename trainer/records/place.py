"""Owns what a data folder is as a place: names, who may read, whether it lies on a network; knows no table."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from trainer import faults
from trainer.faults import Exit, Fault

RECORDS = "records.db"
TEMPORARY = "tmp"
BACKUPS = "backups"

# Locks on these are not to be relied on. 9p is left out: it is also the local disk of WSL and of sandboxes.
NETWORK = frozenset(
    (
        "nfs",
        "nfs3",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "afs",
        "afpfs",
        "ncpfs",
        "ceph",
        "davfs",
        "webdav",
        "fuse.sshfs",
        "fuse.glusterfs",
        "fuse.davfs",
        "fuse.rclone",
    )
)


def mounts() -> str:
    """Return the kernel's table of mounts, "" where there is none to read."""
    try:
        return Path("/proc/mounts").read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


def filesystem(folder: Path, table: str) -> str:
    """Return the type of the filesystem that holds `folder`, "" where the table does not say."""
    real = os.path.realpath(folder)
    best, kind = "", ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # The kernel writes blanks and backslashes of a mount's place as octal.
        place = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
        inside = real == place or real.startswith(place.rstrip("/") + "/")
        # A later line covers an earlier one at the same place.
        if inside and len(place) >= len(best):
            best, kind = place, fields[2]
    return kind


def refuse_network(folder: Path, table: Callable[[], str] = mounts) -> None:
    """Raise fault.network-folder for a folder on a network path: locks and `fsync` cannot be relied on there."""
    if str(folder).startswith(("\\\\", "//")) or filesystem(folder, table()) in NETWORK:
        raise Fault("fault.network-folder", path=str(folder))


def folder_mode(shared: bool) -> int:
    """Only this account: 0700. Everybody on this computer: all may write."""
    return 0o777 if shared else 0o700


def file_mode(shared: bool) -> int:
    """Only this account: 0600. Everybody on this computer: 0666."""
    return 0o666 if shared else 0o600


def make_folder(folder: Path, shared: bool) -> None:
    """Create a folder (and those above it) in the arrangement's mode; one that is there keeps its own. Raises Fault."""
    if folder.is_dir():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The mode of mkdir is cut by the umask.
        folder.chmod(folder_mode(shared))
    except FileExistsError as error:
        raise Fault("fault.not-a-folder", path=str(folder)) from error
    except OSError as error:
        raise faults.from_os(error, folder) from error


def new_file(path: Path, shared: bool) -> int:
    """Create a file that was not there and return its descriptor. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o600)
    if shared and sys.platform != "win32":
        # The mode of open is cut by the umask. A medium without permissions refuses, and needs none.
        with suppress(PermissionError):
            os.fchmod(descriptor, file_mode(shared))
    return descriptor


def discard(path: Path) -> None:
    """Remove a file that came to nothing, as far as it is there and can be: what stopped it is told, not this."""
    with suppress(OSError):
        path.unlink()


def replace(new: Path, path: Path) -> None:
    """Give a new file the name of another in one step that lasts through a power cut. Raises OSError."""
    flush_file(new)
    new.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut, where the system lets a folder be opened for that."""
    if sys.platform == "win32":  # pragma: no cover - it does not
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_file(path: Path) -> None:
    """Bring a closed file's bytes to the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refuse_own(folder: Path, target: Path) -> None:
    """Raise fault.own-folder for a target among the records themselves, by whatever name or link: it would replace them."""
    real, own = Path(os.path.realpath(target)), Path(os.path.realpath(folder))
    try:
        linked = real.samefile(own / RECORDS)
    except OSError:
        linked = False
    if linked or real.is_relative_to(own):
        raise Fault("fault.own-folder", Exit.REFUSED, path=str(target))
