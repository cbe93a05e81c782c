"""Owns what a bank is as a file: its header, why one is refused, how it is opened; knows nothing of what is inside.

Only the module that reads a bank and the one that searches it open such a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path

APPLICATION_ID = 0x564A5642
"""What SQLite's header says of our files ("VJVB"), at byte 68."""

FORMAT = 2
"""The layout of a bank file, SQLite's user_version, at byte 60. 2: search by ranges of rows. A bank is built, never migrated."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


class BankFault(Exception):
    """A bank file that cannot be used.

    `code` is one of bank.missing, bank.unreadable, bank.empty, bank.foreign, bank.newer, bank.older, bank.truncated, bank.damaged;
    `values` holds what a message about it names.
    """

    def __init__(self, code: str, values: Mapping[str, object]) -> None:
        super().__init__(code, dict(values))
        self.code = code
        self.values = dict(values)

    def __str__(self) -> str:
        """Return code and values, for logs."""
        return f"{self.code} {self.values}"


def refuse_foreign(path: Path) -> None:
    """Look at a file's header before SQLite does. Raises BankFault where the file is not a bank that can be read."""
    values = {"path": str(path)}
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEADER)
        size = path.stat().st_size
    except FileNotFoundError as fault:
        raise BankFault("bank.missing", values) from fault
    except OSError as fault:
        raise BankFault("bank.unreadable", {**values, "reason": fault.strerror or str(fault)}) from fault
    _judge(head, size, values)


def refuse_foreign_bytes(data: bytes, path: Path) -> None:
    """Look at the header of what a bank file held. `path` is what a message calls it. Raises BankFault as `refuse_foreign`."""
    _judge(data[:_HEADER], len(data), {"path": str(path)})


def _judge(head: bytes, size: int, values: Mapping[str, object]) -> None:
    if not head:
        raise BankFault("bank.empty", values)
    if not _MAGIC.startswith(head[:16]):
        raise BankFault("bank.foreign", values)
    if len(head) < _HEADER:
        raise BankFault("bank.truncated", values)
    number = {at: int.from_bytes(head[at : at + 4], "big") for at in (28, 60, 68)}
    if number[68] != APPLICATION_ID:
        raise BankFault("bank.foreign", values)
    if number[60] > FORMAT:
        raise BankFault("bank.newer", {**values, "format": number[60], "known": FORMAT})
    if number[60] < FORMAT:
        raise BankFault("bank.older", {**values, "format": number[60], "known": FORMAT})
    page = int.from_bytes(head[16:18], "big")
    if size < number[28] * (65536 if page == 1 else page):
        raise BankFault("bank.truncated", values)


def connected(path: Path) -> sqlite3.Connection:
    """Open a bank file immutable, for several threads."""
    return sqlite3.connect(f"{_uri(path)}?mode=ro&immutable=1", uri=True, check_same_thread=False, isolation_level=None)


def connected_in_memory(data: bytes) -> sqlite3.Connection:
    """Open a copy of what a bank file held, for several threads; what is done to it ends with the connection."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    try:
        connection.deserialize(data)
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(path: Path) -> str:
    """SQLite wants an empty authority, also before the name of a Windows share."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)
