"""Owns the writing of a bank file from authored content; knows no rule about content and reads no bank.

The same content gives the same bytes: rows go in in one order, nothing says when or where the file was built.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlite_utils import Database

from question_bank import authoring, canonical, checks
from question_bank.authoring import Content
from question_bank.bank import APPLICATION_ID, FORMAT, BankMeta
from question_bank.findings import Finding
from question_bank.model import BASE_LANGUAGE, Bank, Item, Lesson, Pool, Words, read
from question_bank.search import PART

Row = dict[str, Any]
COUNTED = ("documents", "facts", "modules", "objectives", "lessons", "items", "cases", "blueprints")


class BuildRefused(Exception):
    """Content that may not become a bank; `findings` says why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = tuple(findings)


def build_bank(folders: Sequence[Path], out: Path, *, with_graded: bool = False, draft: bool = False) -> BankMeta:
    """Check content and write it to `out`, replaced at the end only; return what the bank says of itself.

    Graded items, and the assessments drawn from them, are left out unless asked for. A `draft` is built in spite of
    findings of wording, and without the units that cannot work. Raises BuildRefused for content with findings,
    OSError where `out` cannot be written.
    """
    content = authoring.load(folders)
    left_out = 0
    if draft:
        content, left_out = _sound(content)
    elif findings := checks.check(content):
        raise BuildRefused(findings)
    unready = bool(left_out or checks.unreviewed(content))
    bank = content.bank if with_graded else _learners(content.bank)
    return write_bank(bank, out, graded=with_graded, draft=unready, left_out=left_out)


def write_bank(bank: Bank, out: Path, *, graded: bool = False, draft: bool = False, left_out: int = 0) -> BankMeta:
    """Write a bank as it is to `out`, replaced at the end only; return what it says of itself.

    Nothing is checked: `build_bank` is for content. Raises OSError where `out` cannot be written.
    """
    meta = BankMeta(
        name=bank.name,
        version=bank.version,
        digest=canonical.digest(bank),
        languages=bank.languages,
        draft=draft,
        graded=graded,
        counts={name: len(getattr(bank, name)) for name in COUNTED},
        left_out=left_out,
    )
    _write(bank, meta, out)
    return meta


def _sound(content: Content) -> tuple[Content, int]:
    """Leave out what cannot work, then what named it, until the rest stands."""
    left_out = 0
    while True:
        bad = {finding.unit for finding in checks.unsound(content)} | content.faulty
        bank = content.bank
        kept: dict[str, Any] = {
            name: tuple(unit for unit in getattr(bank, name) if unit.id not in bad) for name in (*COUNTED, "roles")
        }
        gone = sum(len(getattr(bank, name)) - len(units) for name, units in kept.items())
        content = replace(content, bank=replace(bank, **kept), findings=(), faulty=frozenset())
        if not gone:
            return content, left_out
        left_out += gone


def _learners(bank: Bank) -> Bank:
    """Return the bank without its graded pool."""
    return replace(
        bank,
        items=tuple(item for item in bank.items if item.pool is not Pool.GRADED),
        blueprints=tuple(blueprint for blueprint in bank.blueprints if blueprint.pool is not Pool.GRADED),
    )


def _write(bank: Bank, meta: BankMeta, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    os.close(handle)
    part = Path(name)
    try:
        with closing(sqlite3.connect(part)) as connection:
            for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {setting}")
            db = Database(connection, strict=True, execute_plugins=False)
            _create(db)
            _fill(db, bank, meta)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.commit()
            connection.execute("VACUUM")
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.chmod(0o644)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _create(db: Database) -> None:
    def table(name: str, columns: dict[str, type], pk: Any, foreign: Sequence[tuple[str, str, str]] = ()) -> None:
        db.create_table(name, columns, pk=pk, foreign_keys=list(foreign), not_null=set(columns), strict=True)

    of_module = ("module", "modules", "id")
    of_objective = ("objective", "objectives", "id")
    plain = {"id": str, "position": int, "data": str}
    table("meta", {"key": str, "value": str}, "key")
    table("documents", plain, "id")
    table("facts", {"id": str, "document": str, "position": int, "data": str}, "id", [("document", "documents", "id")])
    table("roles", plain, "id")
    table("modules", plain, "id")
    table("objectives", {"id": str, "module": str, "position": int, "data": str}, "id", [of_module])
    unit = {"digest": str, "id": str, "module": str}
    table("lessons", {**unit, "position": int, "data": str}, "digest", [of_module])
    light = {"objective": str, "family": str, "kind": str, "pool": str, "level": int, "as_of": str}
    table("items", {**unit, **light, "position": int, "data": str}, "digest", [of_module, of_objective])
    table("cases", {**unit, "objective": str, "position": int, "data": str}, "digest", [of_module, of_objective])
    for name in ("lessons", "items", "cases"):
        db.table(name).create_index(["id"], unique=True)
    scene = {"case": str, "id": str, "digest": str, "position": int, "data": str}
    table("scenes", scene, ("case", "id"), [("case", "cases", "id")])
    table("blueprints", {"digest": str, "id": str, "pool": str, "position": int, "data": str}, "digest")
    db.table("blueprints").create_index(["id"], unique=True)
    # What may be found in a language lies in ranges of rows: what is not asked for is never read.
    table("searched", {"kind": str, "language": str, "first": int, "last": int}, ("kind", "language", "first"))
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, id UNINDEXED, digest UNINDEXED, module UNINDEXED,"
        " title, body, prefix = '1 2', tokenize = 'unicode61 remove_diacritics 0')"
    )


def _fill(db: Database, bank: Bank, meta: BankMeta) -> None:
    def insert(name: str, rows: Iterable[Row]) -> None:
        db.table(name).insert_all(rows)

    insert("documents", (_numbered({"id": unit.id}, unit, at) for at, unit in enumerate(bank.documents)))
    insert("facts", (_numbered({"id": u.id, "document": u.document}, u, at) for at, u in enumerate(bank.facts)))
    insert("roles", (_numbered({"id": unit.id}, unit, at) for at, unit in enumerate(bank.roles)))
    insert("modules", (_numbered({"id": unit.id}, unit, at) for at, unit in enumerate(bank.modules)))
    insert("objectives", (_numbered({"id": u.id, "module": u.module}, u, at) for at, u in enumerate(bank.objectives)))
    insert("lessons", (_numbered(_unit(unit), unit, at) for at, unit in enumerate(bank.lessons)))
    insert("items", (_numbered({**_unit(unit), **_light(unit)}, unit, at) for at, unit in enumerate(bank.items)))
    insert("cases", (_numbered({**_unit(u), "objective": u.objectives[0]}, u, at) for at, u in enumerate(bank.cases)))
    insert(
        "scenes",
        (
            _numbered({"case": case.id, "id": scene.id, "digest": canonical.digest(scene)}, scene, at)
            for case in bank.cases
            for at, scene in enumerate(case.scenes)
        ),
    )
    insert(
        "blueprints",
        (
            _numbered({"digest": canonical.digest(unit), "id": unit.id, "pool": unit.pool.value}, unit, at)
            for at, unit in enumerate(bank.blueprints)
        ),
    )
    parts = _parts(bank)
    insert("searched", _ranges(parts))
    insert("search", (row for number, part in enumerate(parts) for row in part.rows(number)))
    told = {"name": meta.name, "version": meta.version, "digest": meta.digest}
    for key in ("languages", "draft", "graded", "counts", "left_out"):
        told[key] = canonical.encode(getattr(meta, key)).decode()
    insert("meta", ({"key": key, "value": told[key]} for key in sorted(told)))


def _numbered(columns: Row, unit: object, position: int) -> Row:
    return {**columns, "position": position, "data": canonical.encode(unit).decode()}


def _unit(unit: Any) -> Row:
    return {"digest": canonical.digest(unit), "id": unit.id, "module": unit.module}


def _light(item: Item) -> Row:
    return {
        "objective": item.objective,
        "family": item.family,
        "kind": item.kind.value,
        "pool": item.pool.value,
        "level": item.level,
        "as_of": item.as_of.label if item.as_of else "",
    }


def _parts(bank: Bank) -> list[_Part]:
    """Part what can be found by kind and by the languages that it is found in.

    Only practice items are found, never a self-check or graded one. What is not said in a language is found in it by
    the words of the base language.
    """
    practice = [(at, item) for at, item in enumerate(bank.items) if item.pool is Pool.PRACTICE]
    found = [
        *(_Found("lesson", at, one, one.module, one.title, _lesson_body(one)) for at, one in enumerate(bank.lessons)),
        *(
            _Found("fact", at, one, " ".join(one.modules), one.statement, [one.statement])
            for at, one in enumerate(bank.facts)
        ),
        *(_Found("item", at, one, one.module, one.stem, _item_body(one)) for at, one in practice),
    ]
    parts: dict[tuple[str, str, tuple[str, ...]], list[_Found]] = {}
    for one in found:
        spoken = [language for language in bank.languages if language in one.title]
        for language in spoken:
            missing = [other for other in bank.languages if other not in spoken] if language == BASE_LANGUAGE else []
            parts.setdefault((one.kind, language, (language, *missing)), []).append(one)
    return [_Part(kind, language, heard, tuple(units)) for (kind, language, heard), units in parts.items()]


def _ranges(parts: Sequence[_Part]) -> Iterator[Row]:
    """Yield which rows of the search are looked through for a kind in a language."""
    for number, part in enumerate(parts):
        first = number * PART
        for language in part.heard:
            yield {"kind": part.kind, "language": language, "first": first, "last": first + PART - 1}


def _item_body(item: Item) -> list[Words]:
    return [item.vignette, item.stem, *(option.text for option in item.options)]


def _lesson_body(lesson: Lesson) -> list[Words]:
    return [
        words
        for block in lesson.blocks
        for words in (block.text, block.answer, *block.items, *(cell for row in block.rows for cell in row))
    ]


class _Found(msgspec.Struct, frozen=True):
    """A unit that can be found; `position` is its place in its own table."""

    kind: str
    position: int
    unit: Any
    module: str
    title: Words
    body: Sequence[Words]


class _Part(msgspec.Struct, frozen=True):
    """Units of one kind with their words in `language`, found by those who read a language of `heard`."""

    kind: str
    language: str
    heard: tuple[str, ...]
    units: tuple[_Found, ...]

    def rows(self, number: int) -> Iterator[Row]:
        """Yield the rows of the search, numbered from the part's first by the units' positions."""
        for one in self.units:
            texts = [read(words, self.language) for words in one.body]
            yield {
                "rowid": number * PART + one.position,
                "kind": one.kind,
                "id": one.unit.id,
                "digest": canonical.digest(one.unit),
                "module": one.module,
                "title": one.title[self.language].replace("*", ""),
                "body": " ".join(text for text in texts if text).replace("*", ""),
            }
