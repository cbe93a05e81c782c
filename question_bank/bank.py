"""Owns the reading of a built bank file: what is opened, refused, decoded; knows no authored text and writes nothing.

A bank is one SQLite file, opened immutable. Rows of the index are light; texts are decoded when asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Self, TypeVar

import msgspec

from question_bank import canonical
from question_bank.bankfile import (
    APPLICATION_ID,
    FORMAT,
    BankFault,
    connected,
    connected_in_memory,
    refuse_foreign,
    refuse_foreign_bytes,
)
from question_bank.model import (
    BASE_LANGUAGE,
    Blueprint,
    Case,
    Document,
    Fact,
    Item,
    Kind,
    Lesson,
    Module,
    Objective,
    Pool,
    WorkRole,
)
from question_bank.search import Searcher, SearchHit, search_terms

__all__ = [
    "APPLICATION_ID",
    "FORMAT",
    "BankFault",
    "BankFile",
    "BankMeta",
    "SearchHit",
    "UnitRow",
    "refuse_foreign",
    "search_terms",
]

_WHOLE = ("documents", "facts", "roles", "modules", "objectives", "lessons", "items", "cases", "blueprints")
"""The tables that hold a bank's content, each unit in its canonical form."""

T = TypeVar("T")
Named = TypeVar("Named", Document, Module, Objective, Blueprint)


class BankMeta(msgspec.Struct, frozen=True):
    """What a bank says of itself. `digest` is over its canonical content; a draft holds what nobody has reviewed."""

    name: str
    version: str
    digest: str
    languages: tuple[str, ...]
    draft: bool
    graded: bool
    counts: Mapping[str, int]
    left_out: int = 0


class UnitRow(msgspec.Struct, frozen=True):
    """What drawing needs to know of an item or a case, without its texts. `as_of` is a label such as "2022", or ""."""

    digest: str
    id: str
    module: str
    objective: str
    family: str
    kind: Kind
    pool: Pool
    level: int
    as_of: str
    type: str


@dataclass
class _Cache:
    """What has been decoded so far, by table and key."""

    one: dict[tuple[str, str], Any] = field(default_factory=dict)
    all: dict[str, Any] = field(default_factory=dict)


class BankFile:
    """An open bank. May be used from several threads; `close` it, or use it in a `with`."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, connect: Callable[[], sqlite3.Connection] | None = None
    ) -> None:
        """Take over a connection; use `open` or `from_bytes`, which first look whether it is a bank."""
        self.path = path
        self._connection = connection
        self._lock = Lock()
        self._searcher = Searcher(path, connect)
        self._cache = _Cache()
        self.meta = self._read_meta()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a bank file for reading. Raises BankFault where it is none, or one that this version cannot read."""
        path = Path(path).absolute()
        refuse_foreign(path)
        try:
            connection = connected(path)
            try:
                return cls(path, connection)
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as fault:
            raise BankFault("bank.damaged", {"path": str(path), "reason": str(fault)}) from fault

    @classmethod
    def from_bytes(cls, data: bytes, path: Path) -> Self:
        """Open what a bank file held, in memory alone; `path` is what messages call it. Raises BankFault as `open`."""
        refuse_foreign_bytes(data, path)
        try:
            connection = connected_in_memory(data)
            try:
                connection.execute("PRAGMA query_only = ON")
                return cls(path, connection, lambda: connected_in_memory(data))
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error as fault:
            raise BankFault("bank.damaged", {"path": str(path), "reason": str(fault)}) from fault

    def prove(self) -> None:
        """Read all of the bank and hold it against the digest in it. Raises BankFault("bank.damaged")."""
        whole: dict[str, Any] = {
            "name": self.meta.name,
            "version": self.meta.version,
            "languages": self.meta.languages,
        }
        for table in _WHOLE:
            # As written, not as understood: a field that this version does not know belongs to the digest as well.
            rows = self._rows(f"SELECT data FROM {table} ORDER BY position")
            whole[table] = [msgspec.Raw(data.encode("utf-8", "surrogatepass")) for (data,) in rows]
        try:
            unlike = canonical.digest(whole) != self.meta.digest
        except msgspec.MsgspecError:
            unlike = True
        if unlike or any(_light(self.item(row.digest)) != _of(row) for row in self.index()):
            raise BankFault("bank.damaged", {"path": str(self.path), "reason": "digest"})

    def close(self) -> None:
        """Close the file. Closing twice does nothing."""
        self._searcher.close()
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the bank itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def documents(self) -> tuple[Document, ...]:
        """Return the source documents by precedence."""
        return self._all("documents", Document)

    def document(self, document_id: str) -> Document:
        """Return one document. Raises KeyError if there is none of that id."""
        return _named(document_id, self.documents())

    def facts(self) -> tuple[Fact, ...]:
        """Return the whole ledger by id. Decodes all of it the first time."""
        return self._all("facts", Fact)

    def fact(self, fact_id: str) -> Fact:
        """Return one fact. Raises KeyError if there is none of that id."""
        return self._one("facts", "id", fact_id, Fact)

    def find_fact(self, fact_id: str) -> Fact | None:
        """Return one fact, or None."""
        return _found(self.fact, fact_id)

    def roles(self) -> tuple[WorkRole, ...]:
        """Return the kinds of worker a vignette addresses."""
        return self._all("roles", WorkRole)

    def modules(self) -> tuple[Module, ...]:
        """Return the modules in order."""
        return self._all("modules", Module)

    def module(self, module_id: str) -> Module:
        """Return one module. Raises KeyError if there is none of that id."""
        return _named(module_id, self.modules())

    def find_module(self, module_id: str) -> Module | None:
        """Return one module, or None."""
        return _found(self.module, module_id)

    def objectives(self, module: str | None = None) -> tuple[Objective, ...]:
        """Return the objectives of one module, or of all, in order; withdrawn ones too."""
        every = self._all("objectives", Objective)
        return tuple(objective for objective in every if module in (None, objective.module))

    def objective(self, objective_id: str) -> Objective:
        """Return one objective. Raises KeyError if there is none of that id."""
        return _named(objective_id, self.objectives())

    def lessons(self, module: str | None = None) -> tuple[Lesson, ...]:
        """Return the lessons of one module, or of all, in order."""
        if module is None:
            return self._all("lessons", Lesson)
        key = f"lessons of {module}"
        if key not in self._cache.all:
            rows = self._rows("SELECT id FROM lessons WHERE module = ? ORDER BY position", (module,))
            self._cache.all[key] = tuple(self.lesson(id_) for (id_,) in rows)
        return tuple(self._cache.all[key])

    def lesson(self, lesson_id: str) -> Lesson:
        """Return one lesson. Raises KeyError if there is none of that id."""
        return self._one("lessons", "id", lesson_id, Lesson)

    def find_lesson(self, lesson_id: str) -> Lesson | None:
        """Return one lesson, or None."""
        return _found(self.lesson, lesson_id)

    def index(self, pools: Collection[Pool] = tuple(Pool)) -> tuple[UnitRow, ...]:
        """Return the light rows of the items of these pools, by id."""
        rows = self._rows(
            "SELECT digest, id, module, objective, family, kind, pool, level, as_of FROM items ORDER BY position"
        )
        wanted = {pool.value: pool for pool in pools}
        try:
            return tuple(
                UnitRow(digest, id_, module, objective, family, Kind(kind), wanted[pool], level, as_of, "item")
                for digest, id_, module, objective, family, kind, pool, level, as_of in rows
                if pool in wanted
            )
        except ValueError as fault:
            raise BankFault("bank.damaged", {"path": str(self.path), "reason": str(fault)}) from fault

    def case_index(self) -> tuple[UnitRow, ...]:
        """Return the light rows of the cases, by id; each is a family of its own, for practice."""
        rows = self._rows("SELECT digest, id, module, objective FROM cases ORDER BY position")
        return tuple(
            UnitRow(digest, id_, module, objective, id_, Kind.JUDGEMENT, Pool.PRACTICE, 2, "", "case")
            for digest, id_, module, objective in rows
        )

    def item(self, digest: str) -> Item:
        """Return one item. Raises KeyError if there is none of that digest."""
        return self._one("items", "digest", digest, Item)

    def item_by_id(self, item_id: str) -> Item:
        """Return one item. Raises KeyError if there is none of that id."""
        return self._one("items", "id", item_id, Item)

    def case(self, digest: str) -> Case:
        """Return one case. Raises KeyError if there is none of that digest."""
        return self._one("cases", "digest", digest, Case)

    def case_by_id(self, case_id: str) -> Case:
        """Return one case. Raises KeyError if there is none of that id."""
        return self._one("cases", "id", case_id, Case)

    def cases(self, module: str | None = None) -> tuple[Case, ...]:
        """Return the cases of one module, or of all, by id."""
        rows = self._rows("SELECT id, module FROM cases ORDER BY position")
        return tuple(self.case_by_id(id_) for id_, owner in rows if module in (None, owner))

    def scene_digests(self, case_id: str) -> dict[str, str]:
        """Return the digest of each scene of a case by the scene's id. An unknown case has none."""
        return dict(self._rows('SELECT id, digest FROM scenes WHERE "case" = ? ORDER BY position', (case_id,)))

    def blueprints(self) -> tuple[Blueprint, ...]:
        """Return the plans of assessments, by id."""
        return self._all("blueprints", Blueprint)

    def blueprint(self, blueprint_id: str) -> Blueprint:
        """Return one blueprint. Raises KeyError if there is none of that id."""
        return _named(blueprint_id, self.blueprints())

    def find_blueprint(self, blueprint_id: str) -> Blueprint | None:
        """Return one blueprint, or None."""
        return _found(self.blueprint, blueprint_id)

    def search(
        self,
        text: str,
        language: str = BASE_LANGUAGE,
        limit: int = 50,
        kind: str = "",
        ids: Collection[str] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> tuple[SearchHit, ...]:
        """Return lessons, facts and practice items that hold every word of `text`, best first.

        The last word may be a beginning. What does not exist in `language` is searched in the base language.
        Any text is allowed. `kind`, where given, narrows what is looked through, `ids` the items among it; give the
        same set again for as long as it is the same. Raises SearchStopped soon after `stopped` says yes.
        """
        spoken = language if language in self.meta.languages else BASE_LANGUAGE
        return self._searcher.search(text, spoken, limit, kind, ids, stopped)

    def _read_meta(self) -> BankMeta:
        found = dict(self._rows("SELECT key, value FROM meta"))
        try:
            return msgspec.convert(
                {
                    **found,
                    **{
                        key: msgspec.json.decode(found[key])
                        for key in ("languages", "draft", "graded", "counts", "left_out")
                    },
                },
                BankMeta,
            )
        except (KeyError, msgspec.MsgspecError) as fault:
            raise BankFault("bank.damaged", {"path": str(self.path), "reason": str(fault)}) from fault

    def _rows(self, sql: str, values: Iterable[object] = ()) -> list[Any]:
        with self._lock:
            try:
                return self._connection.execute(sql, tuple(values)).fetchall()
            except sqlite3.DatabaseError as fault:
                raise BankFault("bank.damaged", {"path": str(self.path), "reason": str(fault)}) from fault

    def _decode(self, data: str, kind: type[T]) -> T:
        try:
            return canonical.decode(data, kind)
        except (msgspec.MsgspecError, TypeError) as fault:
            raise BankFault("bank.damaged", {"path": str(self.path), "reason": str(fault)}) from fault

    def _all(self, table: str, kind: type[T]) -> tuple[T, ...]:
        if table not in self._cache.all:
            rows = self._rows(f"SELECT data FROM {table} ORDER BY position")
            self._cache.all[table] = tuple(self._decode(data, kind) for (data,) in rows)
        found: tuple[T, ...] = self._cache.all[table]
        return found

    def _one(self, table: str, column: str, key: str, kind: type[T]) -> T:
        at = (f"{table}.{column}", key)
        if at not in self._cache.one:
            rows = self._rows(f"SELECT data FROM {table} WHERE {column} = ?", (key,))
            if not rows:
                raise KeyError(key)
            self._cache.one[at] = self._decode(rows[0][0], kind)
        found: T = self._cache.one[at]
        return found


def _light(item: Item) -> tuple[object, ...]:
    """What a row of the index must say of an item."""
    label = item.as_of.label if item.as_of else ""
    return (item.id, item.module, item.objective, item.family, item.kind, item.pool, item.level, label)


def _of(row: UnitRow) -> tuple[object, ...]:
    return (row.id, row.module, row.objective, row.family, row.kind, row.pool, row.level, row.as_of)


def _named(id_: str, among: Iterable[Named]) -> Named:
    for one in among:
        if one.id == id_:
            return one
    raise KeyError(id_)


def _found(look: Callable[[str], T], key: str) -> T | None:
    try:
        return look(key)
    except KeyError:
        return None
