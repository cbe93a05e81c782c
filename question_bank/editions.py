"""Owns telling which document a file is, by its bytes or by the passages that stand in it; keeps nothing and writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from question_bank import passages
from question_bank.model import Document, Edition, Fact, Passage

LARGEST = 20_000_000
"""Bytes of a file that is looked into; a larger one is refused before it is read."""

Texts = Mapping[str, str]
"""Passages' own words by their digest."""


class Looked(msgspec.Struct, frozen=True):
    """What a file turned out to be: `document` is "" for none of them; `passages` is how many that document has."""

    path: str
    edition: Edition
    document: str = ""
    sha256: str = ""
    passages: int = 0
    texts: Texts = msgspec.field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """Whether passages can be read in it."""
        return self.edition in (Edition.RECOGNISED, Edition.OTHER)


class Editions:
    """The documents of a bank, to hold files against. Slow with another edition: call `look_at` beside the window."""

    def __init__(self, documents: Iterable[Document], facts: Iterable[Fact]) -> None:
        self._documents = {document.id: document for document in documents}
        self._passages: dict[str, dict[str, Passage]] = {document: {} for document in self._documents}
        for document, passage in _cited(self._documents.values(), facts):
            if document in self._passages:
                self._passages[document].setdefault(passage.digest, passage)
        lengths = (_length(one) for own in self._passages.values() for one in own.values())
        # Set in a narrower column a passage has more lines than here.
        self._reach = min(passages.LONGEST, 2 * max(lengths, default=0) + 2)

    def look_at(self, path: Path, document: str = "") -> Looked:
        """Say what a file is. With `document` it was that one before, and is held against that one alone."""
        try:
            if not path.is_file():
                return Looked(str(path), Edition.DAMAGED if path.exists() else Edition.MOVED, document)
            if path.stat().st_size > LARGEST:
                return Looked(str(path), Edition.TOO_LARGE, document)
            with path.open("rb") as stream:
                data = stream.read(LARGEST + 1)
        except FileNotFoundError:
            return Looked(str(path), Edition.MOVED, document)
        except (OSError, ValueError):
            return Looked(str(path), Edition.UNREADABLE, document)
        if len(data) > LARGEST:
            return Looked(str(path), Edition.TOO_LARGE, document)
        return self._read(path, data, document)

    def _read(self, path: Path, data: bytes, document: str) -> Looked:
        sha256 = hashlib.sha256(data).hexdigest()
        lines = _lines(data)
        if lines is None:
            return Looked(str(path), Edition.DAMAGED, document, sha256)
        among = [document] if document in self._documents else list(self._documents)
        for one in among:
            if self._documents[one].sha256 == sha256:
                own = self._passages[one]
                return Looked(str(path), Edition.RECOGNISED, one, sha256, len(own), _texts(lines, own))
        found = {one: _standing(lines, self._passages[one]) for one in among}
        left = {key for one in among for key in self._passages[one] if key not in found[one]}
        elsewhere = passages.find_all(lines, left, self._reach)
        for one in among:
            found[one] |= {key: text for key, text in elsewhere.items() if key in self._passages[one]}
        best = max(among, key=lambda one: len(found[one]), default="")
        if not best or not found[best]:
            return Looked(str(path), Edition.DAMAGED if document else Edition.UNKNOWN, document, sha256)
        return Looked(str(path), Edition.OTHER, best, sha256, len(self._passages[best]), found[best])


def _cited(documents: Iterable[Document], facts: Iterable[Fact]) -> Iterator[tuple[str, Passage]]:
    for fact in facts:
        for passage in fact.passages:
            yield fact.document, passage
    for document in documents:
        for passage in document.passages:
            yield document.id, passage


def _length(passage: Passage) -> int:
    return sum(last - first + 1 for first, last in passage.lines)


def _lines(data: bytes) -> list[str] | None:
    """The lines of a text, None where it is none."""
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return None


def _standing(lines: list[str], wanted: Mapping[str, Passage]) -> dict[str, str]:
    """The passages that stand on the lines recorded."""
    there = ((key, passages.at(lines, passage.lines)) for key, passage in wanted.items())
    return {key: text for key, text in there if passages.digest(text) == key}


def _texts(lines: list[str], wanted: Mapping[str, Passage]) -> dict[str, str]:
    """The passages on their lines; those whose lines are recorded wrongly wherever they stand."""
    found = _standing(lines, wanted)
    return found | passages.find_all(lines, [key for key in wanted if key not in found])
