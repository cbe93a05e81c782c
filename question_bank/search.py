"""Owns the search inside a bank file, on a connection of its own; knows neither who searches nor what they may find."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Collection
from itertools import islice, product
from pathlib import Path
from threading import Lock

import msgspec

from question_bank.bankfile import BankFault, connected

PART = 1 << 32
"""Rows of the search are numbered in parts of so many, by kind and by the languages that they are found in."""

_STEPS = 10_000
"""So many steps of SQLite lie between two questions whether a search is still wanted: a few milliseconds."""

_LETTERS = {"aa": ("aa", "å"), "ae": ("ae", "æ"), "oe": ("oe", "ø"), "o": ("o", "ø")}
"""What is typed on a keyboard without Danish letters, and what it may stand for."""
_LETTER = re.compile("|".join(_LETTERS))
_NUMBERED = re.compile(r"(\d+)(\w)")
_MOST_SPELLINGS = 16
_MOST_RESPELLED = 12

_RANGES = "SELECT kind, first, last FROM searched WHERE language = ?1 AND ?2 IN ('', kind) ORDER BY first"
_RANKED = (
    "SELECT bm25(search, 0, 0, 0, 0, 4.0, 1.0) AS score, rowid FROM search"
    " WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY score, rowid LIMIT ?"
)
_NARROWED = _RANKED.replace(" ORDER", " AND rowid - ? IN (SELECT position FROM temp.narrowed) ORDER")
_EXCERPT = (
    "SELECT kind, id, digest, module, title, snippet(search, 5, '«', '»', '…', 16) FROM search"
    " WHERE search MATCH ? AND rowid = ?"
)
_NARROWING = (
    "CREATE TEMP TABLE IF NOT EXISTS narrowed (position INTEGER PRIMARY KEY)",
    "DELETE FROM temp.narrowed",
)
_NARROW = "INSERT OR IGNORE INTO temp.narrowed SELECT position FROM json_each(?) JOIN items ON items.id = value"


class SearchStopped(Exception):
    """A search was given up because nobody waits for it any more."""


class SearchHit(msgspec.Struct, frozen=True):
    """One place where a search found something; `kind` is lesson, fact or item, `excerpt` has the words between « »."""

    kind: str
    id: str
    digest: str
    module: str
    title: str
    excerpt: str


class Searcher:
    """Searches one bank. A long search does not keep the reading of the next question waiting."""

    def __init__(self, path: Path, connect: Callable[[], sqlite3.Connection] | None = None) -> None:
        """`connect` opens the bank, the file at `path` unless another way is given."""
        self._path = path
        self._connect = connect or (lambda: connected(path))
        self._connection: sqlite3.Connection | None = None
        self._lock = Lock()
        self._narrowed_to: Collection[str] | None = None

    def close(self) -> None:
        """Close the file, giving up a search that runs. Closing twice does nothing."""
        running = self._connection
        if running is not None:
            running.interrupt()
        with self._lock:
            if self._connection is not None:
                self._connection.close()

    def search(
        self,
        text: str,
        language: str,
        limit: int,
        kind: str,
        ids: Collection[str] | None,
        stopped: Callable[[], bool] | None = None,
    ) -> tuple[SearchHit, ...]:
        """Return what holds every word of `text`, best first; where nothing does, in the other spellings it may have.

        Raises SearchStopped soon after `stopped` says yes, BankFault where the file is damaged.
        """
        wanted = search_query(text)
        if not wanted:
            return ()
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._connect()
                self._connection.set_progress_handler(stopped, _STEPS)
                found = self._found(self._connection, wanted, language, limit, kind, ids)
                otherwise = "" if found else respelled_query(text)
                return self._found(self._connection, otherwise, language, limit, kind, ids) if otherwise else found
            except sqlite3.DatabaseError as fault:
                if stopped is not None and stopped():
                    raise SearchStopped from None
                raise BankFault("bank.damaged", {"path": str(self._path), "reason": str(fault)}) from fault

    def _found(
        self,
        connection: sqlite3.Connection,
        wanted: str,
        language: str,
        limit: int,
        kind: str,
        ids: Collection[str] | None,
    ) -> tuple[SearchHit, ...]:
        """Rank light rows first: an excerpt is costly, and made only of what is returned."""
        if ids is not None:
            self._narrow(connection, ids)
        best: list[tuple[float, int]] = []
        for of, first, last in connection.execute(_RANGES, (language, kind)).fetchall():
            if ids is not None and of == "item":
                best += connection.execute(_NARROWED, (wanted, first, last, first, limit))
            else:
                best += connection.execute(_RANKED, (wanted, first, last, limit))
        rows = (connection.execute(_EXCERPT, (wanted, row)).fetchone() for _, row in sorted(best)[:limit])
        return tuple(SearchHit(*row) for row in rows)

    def _narrow(self, connection: sqlite3.Connection, ids: Collection[str]) -> None:
        """Note for this search and the next ones which items may be found, unless the last ones had the same."""
        if ids is self._narrowed_to:
            return
        self._narrowed_to = None
        for statement in _NARROWING:
            connection.execute(statement)
        connection.execute(_NARROW, (msgspec.json.encode(tuple(ids)).decode(),))
        self._narrowed_to = ids


def search_terms(text: str) -> tuple[str, ...]:
    """Return the words that a search looks for; whatever is neither letter nor digit only parts them."""
    composed = unicodedata.normalize("NFC", text)
    return tuple("".join(character if character.isalnum() else " " for character in composed).split())


def search_query(text: str) -> str:
    """Return the words of `text` as SQLite's full-text search wants them, "" for none; the last may be a beginning."""
    return _query(_sections(search_terms(text)))


def respelled_query(text: str) -> str:
    """Return a query for any of the spellings of each word of `text`, "" where there are no others."""
    spellings = search_spellings(text)
    if len(spellings) > _MOST_RESPELLED or spellings == _sections(search_terms(text.lower())):
        return ""
    return _query(spellings)


def search_spellings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the spellings of each word of `text`, its own first.

    A keyboard may lack æ, ø and å (never is a taken for å); "262 a" and "262a" are the same section.
    """
    sections = _sections(search_terms(text.lower()))
    return tuple(several if len(several) > 1 else _spelled(several[0]) for several in sections)


def _query(words: tuple[tuple[str, ...], ...]) -> str:
    """Return a query for every word, in any of its spellings."""
    if not words:
        return ""
    last = words[-1]
    # A word said twice asks for nothing more and costs as much again.
    whole = dict.fromkeys(word for word in words[:-1] if word != last)
    return " AND ".join((*(_either(word, "") for word in whole), _either(last, "*")))


def _either(spellings: tuple[str, ...], end: str) -> str:
    either = " OR ".join(f'"{one}"{end}' for one in spellings)
    return f"({either})" if len(spellings) > 1 else either


def _sections(terms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Take a number and the letter after it for one word, which may be written with a space or without."""
    words: list[tuple[str, ...]] = []
    for term in terms:
        numbered = _NUMBERED.fullmatch(term)
        if words and len(words[-1]) == 1 and words[-1][0].isdecimal() and len(term) == 1 and term.isalpha():
            number = words.pop()[0]
            words.append((f"{number} {term}", number + term))
        elif numbered and numbered[2].isalpha():
            words.append((term, f"{numbered[1]} {numbered[2]}"))
        else:
            words.append((term,))
    return tuple(words)


def _spelled(term: str) -> tuple[str, ...]:
    parts = [_LETTERS.get(part, (part,)) for part in re.split(f"({_LETTER.pattern})", term)]
    return tuple("".join(one) for one in islice(product(*parts), _MOST_SPELLINGS))
