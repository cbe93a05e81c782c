"""Owns files that are not what they should be; knows how SQLite's header is laid out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trainer.records.header import APPLICATION_ID


def sqlite_file(path: Path, application: int, version: int, rows: int = 0) -> None:
    """Write a database of some application and version."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE TABLE something (text TEXT)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO something VALUES (?)", [("x" * 500,)] * rows)
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _junk(path: Path) -> None:
    path.write_bytes(os.urandom(5_000))


def _cut(path: Path) -> None:
    sqlite_file(path, APPLICATION_ID, 1, rows=200)
    path.write_bytes(path.read_bytes()[:10_000])


def _cut_in_the_header(path: Path) -> None:
    sqlite_file(path, APPLICATION_ID, 1)
    path.write_bytes(path.read_bytes()[:60])


def _foreign(path: Path) -> None:
    sqlite_file(path, 0, 1)


def _newer(path: Path) -> None:
    sqlite_file(path, APPLICATION_ID, 99)


def _too_old(path: Path) -> None:
    sqlite_file(path, APPLICATION_ID, 0)


REFUSED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "zero-length": ("fault.empty-file", _empty),
    "junk": ("fault.not-a-database", _junk),
    "cut": ("fault.truncated", _cut),
    "cut in the header": ("fault.truncated", _cut_in_the_header),
    "foreign": ("fault.foreign", _foreign),
    "newer": ("fault.newer", _newer),
    "older than the oldest": ("fault.too-old", _too_old),
}
"""Six kinds of file that are no records (one of them twice), and the fault that says so."""


def flip(path: Path, find: bytes, back: int = 0) -> None:
    """Flip one bit of the first place where `find` stands in a file, `back` bytes further on."""
    data = bytearray(path.read_bytes())
    data[data.index(find) + back] ^= 1
    path.write_bytes(bytes(data))


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes while in here: real writes that really fail, on every system with rlimits."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[bool]:
    """Mount a file system of its own over a folder, where this account may: yields whether it did."""
    import subprocess

    folder.mkdir(parents=True, exist_ok=True)
    done = False
    with suppress(OSError):
        done = (
            os.geteuid() == 0
            and not subprocess.run(["mount", *options, str(folder)], stderr=subprocess.DEVNULL).returncode
        )
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
