"""Owns banks for trainers and what can be wrong with a file of one; opens no window."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import msgspec
from msgspec.structs import replace

from question_bank import authoring
from question_bank.build import build_bank, write_bank
from question_bank.model import Bank, Blueprint, Pool, Quota
from question_bank.source import HERE

LONG = "a long enough password"
"""A password that a bank can be sealed under."""

EXAM = Blueprint(
    "exam-basic",
    {"en": "Basic exam", "da": "Grundprøve"},
    {"en": "Six questions that nobody has practised.", "da": "Seks spørgsmål, som ingen har øvet."},
    Pool.GRADED,
    (Quota("indicators", 3), Quota("referral", 3)),
    20,
    4,
    "count",
    "optional",
    "score",
    0,
    1,
)
"""A plan that draws from the graded pool of the content that the wheel carries."""


@cache
def authored() -> Bank:
    """The content of the checkout."""
    return authoring.load([HERE / "content"]).bank


def trainers_bank(path: Path, *, version: str = "", name: str = "", draft: bool = False, **changes: object) -> Path:
    """Write the trainer's bank of the checkout's content with `EXAM` in it, changed as said."""
    bank = authored()
    bank = replace(
        bank,
        name=name or bank.name,
        version=version or bank.version,
        blueprints=(*bank.blueprints, EXAM),
        **changes,
    )
    write_bank(bank, path, graded=True, draft=draft)
    return path


@cache
def plain_trainers_bank() -> Path:
    """One that is built once."""
    return trainers_bank(Path(mkdtemp(prefix="vejvis-graded-")) / "trainers.bank")


def _learners(path: Path) -> None:
    build_bank([HERE / "content"], path, draft=True)


def _no_items(path: Path) -> None:
    kept = tuple(item for item in authored().items if item.pool is not Pool.GRADED)
    write_bank(replace(authored(), items=kept), path, graded=True)


def _changed(at: int, number: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        data = bytearray(plain_trainers_bank().read_bytes())
        data[at : at + 4] = number.to_bytes(4, "big")
        path.write_bytes(bytes(data))

    return change


def _holding(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def _cut(path: Path) -> None:
    path.write_bytes(plain_trainers_bank().read_bytes()[:100_000])


def _altered(path: Path) -> None:
    path.write_bytes(plain_trainers_bank().read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE items SET data = replace(data, 'e', 'o') WHERE pool = 'graded'")
        connection.commit()


REFUSED: Mapping[str, tuple[str, Callable[[Path], None]]] = {
    "a letter": ("vault.file-foreign", _holding(b"Dear trainer.")),
    "nothing": ("vault.file-empty", _holding(b"")),
    "another database": ("vault.file-foreign", _changed(68, 0)),
    "newer": ("vault.file-newer", _changed(60, 99)),
    "older layout": ("vault.file-older", _changed(60, 1)),
    "cut": ("vault.file-truncated", _cut),
    "altered": ("vault.file-damaged", _altered),
    "a learner's": ("vault.learner", _learners),
    "no questions": ("vault.no-items", _no_items),
}
"""Files that are not to be installed, and what is said of each."""


def secrets_of(bank: Bank | None = None) -> tuple[str, ...]:
    """What must not be read outside the open bank: what is said of right and wrong in its graded questions."""
    graded = (item for item in (bank or authored()).items if item.pool is Pool.GRADED)
    return tuple(text for item in graded for option in item.options for text in option.feedback.values())


def found_in(data: bytes, bank: Bank | None = None) -> list[str]:
    """Which of these secrets stand in bytes, as they are or as JSON has them."""
    return [text for text in secrets_of(bank) if text.encode() in data or msgspec.json.encode(text)[1:-1] in data]
