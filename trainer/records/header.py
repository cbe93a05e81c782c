"""Owns the judgement of a file by its first 100 bytes, before SQLite opens it; knows no table and changes nothing.

The layout is SQLite's published file format, section 1.3: magic, page size at 16, change counter at 24, page count at
28, `user_version` at 60, `application_id` at 68, the change counter that the page count is valid for at 92.
"""

from __future__ import annotations

import struct
from pathlib import Path

import msgspec

from trainer.faults import Exit, Fault

MAGIC = b"SQLite format 3\x00"
LENGTH = 100
APPLICATION_ID = 0x56656A76
"""`Vejv` in ASCII."""


class Header(msgspec.Struct, frozen=True):
    """What the first 100 bytes say. `pages` is 0 where an old SQLite left it open."""

    version: int
    application: int
    page_size: int
    pages: int


def parsed(data: bytes) -> Header:
    """Read a whole header. Raises ValueError where it is none."""
    if len(data) < LENGTH or not data.startswith(MAGIC):
        raise ValueError("not an SQLite header")
    (page_size,) = struct.unpack_from(">H", data, 16)
    changed, pages = struct.unpack_from(">II", data, 24)
    (version,) = struct.unpack_from(">i", data, 60)
    (application,) = struct.unpack_from(">I", data, 68)
    (valid_for,) = struct.unpack_from(">I", data, 92)
    page_size = 65536 if page_size == 1 else page_size
    if page_size < 512 or page_size & (page_size - 1):
        raise ValueError("not an SQLite page size")
    return Header(version, application, page_size, pages if changed == valid_for else 0)


def judged(data: bytes, size: int, path: Path, *, oldest: int, newest: int, recovering: bool = False) -> Header:
    """Return the header of a records file of `size` bytes, or raise the fault that says what it is instead.

    `recovering` is for a file whose rollback journal still has to be played back: only then may it be shorter than its
    page count says.
    Codes: fault.empty-file, fault.not-a-database, fault.truncated, fault.foreign, fault.newer, fault.too-old.
    """

    def refused(code: str, **values: int) -> Fault:
        return Fault(code, Exit.REFUSED_FILE, path=str(path), **values)

    if not size:
        raise refused("fault.empty-file")
    if size < LENGTH and (data.startswith(MAGIC) or MAGIC.startswith(data)):
        raise refused("fault.truncated")
    try:
        header = parsed(data)
    except ValueError:
        raise refused("fault.not-a-database") from None
    if header.application != APPLICATION_ID:
        raise refused("fault.foreign")
    if header.version > newest:
        raise refused("fault.newer", file_version=header.version, own_version=newest)
    if header.version < oldest:
        raise refused("fault.too-old", file_version=header.version, oldest_version=oldest)
    if not recovering and size < header.pages * header.page_size:
        raise refused("fault.truncated")
    return header


def judged_file(path: Path, *, oldest: int, newest: int) -> Header:
    """Judge a file that no store has open (reading an open one would drop its locks). Raises Fault, OSError."""
    with path.open("rb") as file:
        data = file.read(LENGTH)
        size = file.seek(0, 2)
    return judged(data, size, path, oldest=oldest, newest=newest)
