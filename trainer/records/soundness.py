"""Owns proving a records file, page by page, row by row and digest by digest; changes nothing and knows no remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from question_bank import canonical
from trainer.core.events import FIRST, BrokenChain
from trainer.core.message import Message
from trainer.records import chains
from trainer.records.snapshot import Snapshot
from trainer.records.source import Source


def unsound_pages(source: Source) -> Iterator[Message]:
    """Yield what SQLite finds wrong with pages, rows and references. It does not see a changed byte of text."""
    for (line,) in source.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Message("doctor.integrity", {"detail": str(line)})
    for table, row, parent, _ in source.execute("PRAGMA foreign_key_check"):
        yield Message("doctor.reference", {"table": str(table), "row": str(row), "parent": str(parent)})


def unsound_chains(source: Source) -> Iterator[Message]:
    """Yield each stream whose events are not what was written, or that has none."""
    stream, last, expected, told = "", FIRST, 0, False
    rows = source.execute("SELECT stream, seq, kind, body, digest FROM event ORDER BY stream, seq")
    for of, seq, kind, body, digest in rows:
        if of != stream:
            stream, last, expected, told = of, FIRST, 0, False
        if told:
            continue
        try:
            if seq != expected:
                raise BrokenChain(f"event {expected} of {stream} is missing")
            chains.proven(body, digest, stream, seq, kind, last)
        except BrokenChain:
            told = True
            yield Message("doctor.chain", {"stream": stream})
        last, expected = digest, expected + 1
    missing = source.execute(
        "SELECT id FROM stream WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.stream = stream.id)"
    )
    for (empty,) in missing:
        yield Message("doctor.chain", {"stream": empty})


def unsound_archive(source: Source) -> Iterator[Message]:
    """Yield what was archived and is not what its digest says."""
    for digest, data in source.execute("SELECT digest, json FROM archive"):
        if canonical.sha256(data) != digest:
            yield Message("doctor.archive", {"digest": digest})


def unsound(source: Source) -> Iterator[Message]:
    """Yield everything that speaks against trusting a file, the projections aside: those can be folded anew."""
    yield from unsound_pages(source)
    yield from unsound_chains(source)
    yield from unsound_archive(source)


def proven(path: Path) -> bool:
    """Say whether a records file that nobody has open is sound."""
    try:
        snapshot = Snapshot(path)
        try:
            return not any(unsound(snapshot))
        finally:
            snapshot.close()
    except sqlite3.Error:
        return False
