"""Owns the reading of single fields out of TOML tables, noting every fault; knows no folder and no kind of unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from question_bank.findings import Finding
from question_bank.model import BASE_LANGUAGE, AsOf, Words

Choices = TypeVar("Choices", bound=StrEnum)
Path = tuple[str, ...]

YEARS = re.compile(r"(\d{4})(?:\s*[-\u2013]\s*(\d{4}))?")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")
_TYPES = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
    float: "a number",
    datetime: "a date with its time",
}


def tidy(text: str) -> str:
    """Return `text` in NFC with wrapped lines joined; blank lines stay as paragraph breaks."""
    paragraphs = re.split(r"\n[ \t]*\n", unicodedata.normalize("NFC", text).replace("\r\n", "\n"))
    return "\n\n".join(joined for part in paragraphs if (joined := " ".join(part.split())))


class Translations:
    """The texts of other languages by the path of the text they translate, and which of them nobody asked for."""

    def __init__(self) -> None:
        """Begin with no language."""
        self._texts: dict[str, dict[Path, tuple[Any, str]]] = {}
        self._used: set[tuple[str, Path]] = set()

    def add(self, language: str, data: Mapping[str, Any], file: str) -> Iterator[Finding]:
        """Take in one file; yield a finding for each text that another file has already translated."""
        texts = self._texts.setdefault(language, {})
        for path, value in _leaves(data, ()):
            if path in texts:
                yield Finding(
                    file,
                    path[0],
                    ".".join(path[1:]),
                    f"is translated in {texts[path][1]} as well",
                    "Keep one.",
                    "translation",
                )
            else:
                texts[path] = (value, file)

    def of(self, path: Path) -> Iterator[tuple[str, Any, str]]:
        """Yield language, value and file of each translation of the text at `path`."""
        for language, texts in self._texts.items():
            if path in texts:
                self._used.add((language, path))
                yield (language, *texts[path])

    def unused(self) -> Iterator[Finding]:
        """Yield a finding for every translation of a text that does not exist."""
        for language, texts in self._texts.items():
            for path, (_, file) in texts.items():
                if (language, path) not in self._used:
                    yield Finding(
                        file,
                        path[0],
                        ".".join(path[1:]),
                        "translates a text that does not exist",
                        "Correct the id or the field, or remove it.",
                        "translation",
                    )


def _leaves(data: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Any]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


class Table:
    """One TOML table. Each method reads one field; a fault becomes a finding and a harmless value of the right type."""

    def __init__(
        self,
        data: Mapping[str, Any],
        file: str,
        where: str,
        path: Path,
        findings: list[Finding],
        translations: Translations,
    ) -> None:
        """Wrap `data`; `path` names the table for translations, `where` for the reader of a finding."""
        self._data = data
        self._file = file
        self._where = where
        self._path = path
        self._findings = findings
        self._translations = translations
        self._read: set[str] = set()
        self._before = len(findings)

    @property
    def where(self) -> str:
        """The id that findings in this table name."""
        return self._where

    def named(self, where: str, path: Path | None = None) -> Table:
        """Return the same table under another name, for findings and translations."""
        return Table(self._data, self._file, where, path or (where,), self._findings, self._translations)

    def fault(self, field: str, problem: str, advice: str = "", rule: str = "format") -> None:
        """Note a finding about one field of this table."""
        self._findings.append(Finding(self._file, self._where, field, problem, advice, rule))

    @property
    def faulty(self) -> bool:
        """Say whether reading this table has met a fault so far."""
        return len(self._findings) > self._before

    def _take(self, name: str, kind: type, required: bool) -> Any:
        self._read.add(name)
        if name not in self._data:
            if required:
                self.fault(name, "is missing", f"Add {name}: {_TYPES[kind]}.")
            return None
        value = self._data[name]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(name, f"should be {_TYPES[kind]}, not {_TYPES.get(type(value), 'a ' + type(value).__name__)}")
            return None
        return value

    def _clean(self, name: str, value: str, file: str = "") -> str:
        if UNSEEN.search(value):
            self._findings.append(
                Finding(
                    file or self._file,
                    self._where,
                    name,
                    "holds characters that cannot be seen or read",
                    "Type the passage again.",
                    "format",
                )
            )
            value = UNSEEN.sub("", value)
        return tidy(value)

    def text(self, name: str, required: bool = True) -> str:
        """Return a text of no language (an id, a token); "" where there is none."""
        value = self._take(name, str, required)
        if value is None:
            return ""
        cleaned = self._clean(name, value)
        if required and not cleaned:
            self.fault(name, "is empty")
        return cleaned

    def words(self, name: str, required: bool = True) -> Words:
        """Return a text a person reads, with its translations."""
        value = self._take(name, str, required)
        base = self._clean(name, value) if value is not None else ""
        if required and value is not None and not base:
            self.fault(name, "is empty")
        return self._translated(base, (*self._path, name), name) if base else {}

    def _translated(self, base: str, path: Path, name: str) -> Words:
        words = {BASE_LANGUAGE: base}
        for language, value, file in self._translations.of(path):
            if isinstance(value, str):
                words[language] = self._clean(name, value, file)
            else:
                self._findings.append(Finding(file, self._where, name, "should be a text", "", "translation"))
        return words

    def _translated_list(self, base: Sequence[str], path: Path, name: str) -> tuple[Words, ...]:
        lists = [{BASE_LANGUAGE: self._clean(name, text)} for text in base]
        for language, value, file in self._translations.of(path):
            if (
                not isinstance(value, list)
                or len(value) != len(base)
                or not all(isinstance(text, str) for text in value)
            ):
                problem = f"should be a list of {len(base)} texts, as in the original"
                self._findings.append(Finding(file, self._where, name, problem, "", "translation"))
                continue
            for words, text in zip(lists, value, strict=True):
                words[language] = self._clean(name, text, file)
        return tuple(lists)

    def words_list(self, name: str, required: bool = False) -> tuple[Words, ...]:
        """Return a list of texts that a person reads, with their translations."""
        return self._translated_list(self.strings(name, required, True), (*self._path, name), name)

    def words_rows(self, name: str, required: bool = False) -> tuple[tuple[Words, ...], ...]:
        """Return rows of texts, all of one length; the translation has the same shape, row by row."""
        rows = self._take(name, list, required) or []
        if not all(isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows):
            self.fault(name, "should be a list of rows, each a list of texts")
            return ()
        if len({len(row) for row in rows}) > 1:
            self.fault(name, "has rows of different length", "Give every row as many cells as the first.")
            return ()
        flat = [cell for row in rows for cell in row]
        found = [{BASE_LANGUAGE: self._clean(name, cell)} for cell in flat]
        for language, value, file in self._translations.of((*self._path, name)):
            cells = [cell for row in value for cell in row] if _is_rows(value) else []
            if len(cells) != len(flat):
                self._findings.append(
                    Finding(file, self._where, name, "should have the rows of the original", "", "translation")
                )
                continue
            for words, cell in zip(found, cells, strict=True):
                words[language] = self._clean(name, cell, file)
        width = len(rows[0]) if rows else 1
        return tuple(tuple(found[at : at + width]) for at in range(0, len(found), width)) if width else ()

    def strings(self, name: str, required: bool = False, repeated: bool = False) -> tuple[str, ...]:
        """Return a list of texts of no language, none of them twice unless `repeated` allows it."""
        value = self._take(name, list, required) or []
        if not all(isinstance(entry, str) for entry in value):
            self.fault(name, "should be a list of texts")
            return ()
        if not repeated and len(set(value)) != len(value):
            self.fault(name, "names something twice")
        if required and name in self._data and not value:
            self.fault(name, "is empty")
        return tuple(value)

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """Return a whole number from `low` to `high`."""
        value = self._take(name, int, default is None)
        if value is None:
            return low if default is None else default
        if not low <= value <= high:
            self.fault(name, f"is {value}", f"Choose from {low} to {high}.")
            return low
        return int(value)

    def flag(self, name: str, default: bool | None = None) -> bool:
        """Return true or false."""
        value = self._take(name, bool, default is None)
        return bool(default) if value is None else bool(value)

    def one_of(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Return one of the texts allowed."""
        value = self._take(name, str, default is None)
        if value is None:
            return allowed[0] if default is None else default
        if value not in allowed:
            self.fault(name, f"is “{value}”", f"Choose from {', '.join(allowed)}.")
            return allowed[0]
        return str(value)

    def choice(self, name: str, kind: type[Choices], default: Choices | None = None) -> Choices:
        """Return a member of the enumeration `kind`."""
        found = self.one_of(name, [member.value for member in kind], default.value if default else None)
        return kind(found)

    def members(self, name: str, kind: type[Choices]) -> list[Choices]:
        """Return members of the enumeration `kind`, none where the field is left out."""
        allowed = {member.value: member for member in kind}
        given = self.strings(name)
        for value in given:
            if value not in allowed:
                self.fault(name, f"holds “{value}”", f"Choose from {', '.join(allowed)}.")
        return [allowed[value] for value in given if value in allowed]

    def moment(self, name: str) -> int:
        """Return a moment as milliseconds since 1970, UTC; 0 where none is given."""
        value = self._take(name, datetime, False)
        if value is None:
            return 0
        if value.tzinfo is None:
            self.fault(name, "does not say how far its clock is from UTC", "Write 2026-11-30T09:00:00+01:00.")
            return 0
        return int(value.timestamp() * 1000)

    def as_of(self, name: str, required: bool = False) -> AsOf | None:
        """Return the years a statement describes, written "2022", "2011-2014" or as a table with from, to and label."""
        value = self._data.get(name)
        if isinstance(value, dict):
            table = self.table(name)
            years = AsOf(table.whole("from", 1900, 2100), table.whole("to", 1900, 2100), table.text("label"))
            table.close()
        else:
            text = self.text(name, required)
            match = YEARS.fullmatch(text)
            if not match:
                if text:
                    self.fault(name, f"is “{text}”", 'Write a year or a span, "2022" or "2011-2014".')
                return None
            years = AsOf(int(match[1]), int(match[2] or match[1]), text)
        if years.end < years.start:
            self.fault(name, "ends before it begins")
        return years

    def spans(self, name: str) -> tuple[tuple[int, int], ...]:
        """Return line ranges, each first and last line."""
        value = self._take(name, list, True) or []
        good = all(
            isinstance(span, list)
            and len(span) == 2
            and all(type(line) is int for line in span)
            and 1 <= span[0] <= span[1]
            for span in value
        )
        if not value or not good:
            self.fault(name, "should be a list of line ranges such as [[12, 14]]")
            return ()
        return tuple((span[0], span[1]) for span in value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers from 1, none twice."""
        value = self._take(name, list, False) or []
        if not all(type(entry) is int and entry >= 1 for entry in value) or len(set(value)) != len(value):
            self.fault(name, "should be a list of different whole numbers from 1")
            return ()
        return tuple(value)

    def table(self, name: str, required: bool = True) -> Table:
        """Return the table in a field; an empty one where it is missing."""
        value = self._take(name, dict, required)
        return Table(value or {}, self._file, self._where, (*self._path, name), self._findings, self._translations)

    def tables(self, name: str, required: bool = False) -> list[Table]:
        """Return the tables of an array (`[[name]]`); entries that are no tables are noted and left out."""
        value = self._take(name, list, required) or []
        found = []
        for number, entry in enumerate(value, 1):
            if not isinstance(entry, dict):
                self.fault(name, f"entry {number} should be a table", f"Write [[{name}]].")
                continue
            own = entry.get("id")
            label = own if isinstance(own, str) and own else str(number)
            where = f"{self._where} {name} {label}".strip()
            found.append(
                Table(entry, self._file, where, (*self._path, name, label), self._findings, self._translations)
            )
        return found

    def has(self, name: str) -> bool:
        """Say whether the field is there at all."""
        return name in self._data

    def close(self) -> None:
        """Note every field that nobody read."""
        for name in self._data:
            if name not in self._read:
                self.fault(name, "is not a field that is known here", "Correct its name or remove it.")


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in value
    )
