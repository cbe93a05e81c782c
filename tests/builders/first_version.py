"""Owns a records file as the last program of version 1 wrote it; makes none itself."""

from __future__ import annotations

import lzma
from pathlib import Path

from trainer.records import place

_FILE = Path(__file__).with_name("records-version-1.db.xz")
"""Written by the commit before version 2 through its own drivers: four people, one of them a trainer with a PIN, over
four weeks; practice (one round paused, problems reported), self-checks (handed in, timed out, three open, one
interrupted by a restart), lessons, cases, a PIN that was reset."""

STREAMS, EVENTS, ARCHIVED = 37, 559, 18


def records() -> bytes:
    """The file's bytes."""
    return lzma.decompress(_FILE.read_bytes())


def folder(path: Path) -> Path:
    """Make a data folder that holds it."""
    path.mkdir(mode=0o700)
    file = path / place.RECORDS
    file.write_bytes(records())
    file.chmod(0o600)
    return path
