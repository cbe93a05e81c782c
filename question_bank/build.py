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

from msgspec.structs import replace
from sqlite_utils import Database

from question_bank import authoring, canonical, checks
from question_bank.authoring import Content
from question_bank.bank import APPLICATION_ID, FORMAT, BankMeta
from question_bank.findings import Finding
from question_bank.model import BASE_LANGUAGE, Bank, Item, Lesson, Pool, Words

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
    meta = BankMeta(
        name=bank.name,
        version=bank.version,
        digest=canonical.digest(bank),
        languages=bank.languages,
        draft=unready,
        graded=with_graded,
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
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, id UNINDEXED, digest UNINDEXED, module UNINDEXED,"
        " language UNINDEXED, title, body, other UNINDEXED, tokenize = 'unicode61 remove_diacritics 0')"
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
    insert("search", _searchable(bank))
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


def _searchable(bank: Bank) -> Iterator[Row]:
    """Yield a row a text and language; only practice items are found, never a self-check or graded one."""
    for lesson in bank.lessons:
        yield from _found("lesson", lesson, lesson.module, lesson.title, _lesson_body(lesson), bank.languages)
    for fact in bank.facts:
        yield from _found("fact", fact, " ".join(fact.modules), fact.statement, [fact.statement], bank.languages)
    for item in bank.items:
        if item.pool is Pool.PRACTICE:
            body = [item.vignette, item.stem, *(option.text for option in item.options)]
            yield from _found("item", item, item.module, item.stem, body, bank.languages)


def _lesson_body(lesson: Lesson) -> list[Words]:
    return [
        words
        for block in lesson.blocks
        for words in (block.text, block.answer, *block.items, *(cell for row in block.rows for cell in row))
    ]


def _found(
    kind: str, unit: Any, module: str, title: Words, body: Sequence[Words], languages: Sequence[str]
) -> Iterator[Row]:
    spoken = [language for language in languages if language in title]
    others = " ".join(["", *(language for language in spoken if language != BASE_LANGUAGE), ""])
    for language in spoken:
        texts = [words.get(language) or words.get(BASE_LANGUAGE, "") for words in body]
        yield {
            "kind": kind,
            "id": unit.id,
            "digest": canonical.digest(unit),
            "module": module,
            "language": language,
            "title": title[language].replace("*", ""),
            "body": " ".join(text for text in texts if text).replace("*", ""),
            "other": others,
        }
