"""Owns certificates as rows: what was printed under which code; judges and prints nothing."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import msgspec

from question_bank import canonical
from trainer.core.certificates import Certificate, Printed, new_code
from trainer.faults import Exit, Fault
from trainer.records.source import Source

if TYPE_CHECKING:
    from sqlite_utils.db import Database

_COLUMNS = "code, person, stream, issued_ms, detail, digest"


class Issued(msgspec.Struct, frozen=True):
    """A certificate's row."""

    certificate: Certificate
    person: str
    stream: str


def write(db: Database, person: str, stream: str, issued_ms: int, printed: Printed) -> Certificate:
    """Give what is printed a code that no other has, inside the caller's transaction."""
    code = new_code(secrets.randbelow)
    while db.execute("SELECT 1 FROM certificate WHERE code = ?", (code,)).fetchall():
        code = new_code(secrets.randbelow)
    detail = canonical.encode(printed)
    db.execute(
        "INSERT INTO certificate (code, person, stream, issued_ms, expires_ms, detail, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (code, person, stream, issued_ms, printed.expires_ms, detail, canonical.sha256(detail)),
    )
    return Certificate(code, issued_ms, printed)


def find(source: Source, code: str) -> Issued | None:
    """The certificate of a code, None where there is none. Raises Fault where the row was changed."""
    rows = source.execute(f"SELECT {_COLUMNS} FROM certificate WHERE code = ?", (code,))
    return next((_issued(*row) for row in rows), None)


def of_stream(source: Source, stream: str) -> tuple[Issued, ...]:
    """The certificates of an attempt, the latest first."""
    rows = source.execute(
        f"SELECT {_COLUMNS} FROM certificate WHERE stream = ? ORDER BY issued_ms DESC, code", (stream,)
    )
    return tuple(_issued(*row) for row in rows)


def _issued(code: str, person: str, stream: str, issued_ms: int, detail: bytes, digest: str) -> Issued:
    try:
        if canonical.sha256(detail) != digest:
            raise ValueError(code)
        printed = canonical.decode(detail, Printed)
    except (ValueError, msgspec.MsgspecError) as error:
        raise Fault("fault.damaged-certificate", Exit.REFUSED_FILE, number=code) from error
    return Issued(Certificate(code, issued_ms, printed), person, stream)
