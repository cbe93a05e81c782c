"""Owns what can come between a running program and its records: no room, a limit, a disk turned read-only, a folder that is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

from tests.builders.files import largest_file
from trainer.house import House

Trouble = Callable[[House], AbstractContextManager[None]]


@contextmanager
def no_room(house: House) -> Iterator[None]:
    """The disk under the records is full. For folders on a small disk of their own (`mounted`)."""
    filler = house.folder.parent / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def no_growth(_house: House) -> Iterator[None]:
    """No file may be written beyond its first kilobyte."""
    with largest_file(1_024):
        yield


@contextmanager
def read_only(house: House) -> Iterator[None]:
    """The disk takes no more writes: SQLite says so itself, since no account may turn a disk that is in use."""
    house.records.store._connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        house.records.store._connection.execute("PRAGMA query_only = OFF")


@contextmanager
def gone(house: House) -> Iterator[None]:
    """The folder is not where it was, and comes back."""
    away = house.folder.with_name("away")
    house.folder.rename(away)
    try:
        yield
    finally:
        away.rename(house.folder)


TROUBLES: dict[str, Trouble] = {
    "no room": no_room,
    "no growth": no_growth,
    "read-only": read_only,
    "gone": gone,
}
