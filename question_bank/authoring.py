"""Owns the way from folders of TOML to a `Bank`, noting every fault; knows no rule about what good content is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from question_bank import units
from question_bank.fields import Table, Translations
from question_bank.findings import Finding, ordered
from question_bank.model import (
    BASE_LANGUAGE,
    Bank,
    Blueprint,
    Case,
    Document,
    Fact,
    Item,
    Lesson,
    Module,
    Objective,
    WorkRole,
)
from question_bank.reviewing import Review

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes. No text that a person writes is larger; whatever is, is not content."""

Unit = TypeVar("Unit", Document, Fact, WorkRole, Module, Objective, Lesson, Item, Case, Blueprint)


class Content(msgspec.Struct, frozen=True):
    """Everything that was read: the bank, its reviews, where each id is written, and what could not be read.

    `faulty` holds the ids of units with a fault in a field; they are in the bank, so that references to them resolve.
    """

    bank: Bank
    reviews: tuple[Review, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, str]
    faulty: frozenset[str]


def load(folders: Sequence[Path]) -> Content:
    """Read content folders, later ones adding to earlier ones. Never raises for what a folder holds."""
    return _Loader(folders).content()


@dataclass
class _Loader:
    """The state of one reading."""

    folders: Sequence[Path]
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    read: set[Path] = field(default_factory=set)
    translations: Translations = field(default_factory=Translations)
    name: str = ""
    version: str = ""
    languages: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    roles: list[WorkRole] = field(default_factory=list)
    modules: list[Module] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    blueprints: list[Blueprint] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)

    def content(self) -> Content:
        for folder in self.folders:
            if not folder.is_dir():
                self._note(str(folder), "is not a folder that can be read", "Name a folder with content.")
        folders = [folder for folder in self.folders if folder.is_dir()]
        for folder in folders:
            self._read_translations(folder)
        for folder in folders:
            self._read_folder(folder)
            self._note_strays(folder)
        if not self.name:
            self._note("bank.toml", "names no bank in any folder", "Give name, version and languages in bank.toml.")
        self.findings += self.translations.unused()
        languages = tuple(dict.fromkeys([BASE_LANGUAGE, *self.languages]))
        bank = Bank(
            name=self.name,
            version=self.version,
            languages=languages,
            documents=tuple(sorted(self.documents, key=lambda unit: (unit.precedence, unit.id))),
            facts=tuple(sorted(self.facts, key=lambda unit: unit.id)),
            roles=tuple(self.roles),
            modules=tuple(sorted(self.modules, key=lambda unit: (unit.order, unit.id))),
            objectives=tuple(sorted(self.objectives, key=lambda unit: (self._order(unit.module), unit.order, unit.id))),
            lessons=tuple(sorted(self.lessons, key=lambda unit: (self._order(unit.module), unit.order, unit.id))),
            items=tuple(sorted(self.items, key=lambda unit: unit.id)),
            cases=tuple(sorted(self.cases, key=lambda unit: unit.id)),
            blueprints=tuple(sorted(self.blueprints, key=lambda unit: unit.id)),
        )
        return Content(bank, tuple(self.reviews), ordered(self.findings), dict(self.files), frozenset(self.faulty))

    def _order(self, module: str) -> tuple[int, str]:
        return next(((known.order, known.id) for known in self.modules if known.id == module), (99, module))

    def _read_folder(self, folder: Path) -> None:
        for file, data in self._open(folder, [folder / "bank.toml"]):
            self._read_bank(file, data)
        for file, data in self._open(folder, [folder / "documents.toml"]):
            for table in self._each(file, data, "document"):
                self._keep(self.documents, units.document(table), table, file)
        for path in sorted((folder / "facts").glob("*.toml")):
            for file, data in self._open(folder, [path]):
                for table in self._each(file, data, "fact"):
                    self._keep(self.facts, units.fact(table, path.stem), table, file)
        for module in sorted(path for path in (folder / "modules").glob("*") if path.is_dir()):
            self._read_module(folder, module)
        for file, data in self._open(folder, sorted((folder / "blueprints").glob("*.toml"))):
            for table in self._one(file, data, "blueprint", "quota", "module_mark", "critical"):
                self._keep(self.blueprints, units.blueprint(table, table.tables("quota", True)), table, file)
        for file, data in self._open(folder, sorted((folder / "reviews").glob("*.toml"))):
            self._read_reviews(file, data)

    def _read_bank(self, file: str, data: dict[str, Any]) -> None:
        table = Table(data, file, "", (), self.findings, self.translations)
        self.name = table.text("name", not self.name) or self.name
        self.version = table.text("version", not self.version) or self.version
        self.languages += table.strings("languages")
        for role in table.tables("role"):
            role = role.named(role.text("id"))
            self._keep(self.roles, units.role(role), role, file)
        table.close()

    def _read_module(self, folder: Path, path: Path) -> None:
        module = path.name
        for file, data in self._open(folder, [path / "module.toml"]):
            top = Table(data, file, module, (module,), self.findings, self.translations)
            if top.has("module"):
                table = top.table("module").named(module)
                self._keep(self.modules, units.module(table, module), table, file)
            for table in self._each(file, data, "objective", alone=False):
                count = sum(known.module == module for known in self.objectives)
                self._keep(self.objectives, units.objective(table, module, count + 1), table, file)
            for key in data.keys() - {"module", "objective"}:
                top.fault(key, "is not a field that is known here", "Correct its name or remove it.")
        for file, data in self._open(folder, sorted((path / "lessons").glob("*.toml"))):
            for table in self._one(file, data, "lesson", "block"):
                self._keep(self.lessons, units.lesson(table, table.tables("block", True), module), table, file)
        for file, data in self._open(folder, sorted((path / "items").glob("*.toml"))):
            for table in self._each(file, data, "item"):
                self._keep(self.items, units.item(table, module), table, file)
        for file, data in self._open(folder, sorted((path / "cases").glob("*.toml"))):
            for table in self._one(file, data, "case", "scene"):
                self._keep(self.cases, units.case(table, table.tables("scene", True), module), table, file)

    def _read_reviews(self, file: str, data: dict[str, Any]) -> None:
        for table in self._each(file, data, "review", named=False):
            kinds = [kind for kind in ("item", "case", "lesson") if table.has(kind)]
            if len(kinds) != 1:
                table.fault("", "should name one item, one case or one lesson")
                continue
            self.reviews.append(
                Review(
                    kinds[0],
                    table.text(kinds[0]),
                    table.whole("revision", 1, 10_000),
                    table.text("date"),
                    table.one_of("by", ("desk", "practitioner", "lawyer")),
                    table.one_of("verdict", ("kept", "changed")),
                    table.text("note", False),
                    file,
                    table.text("read", False),
                    table.strings("blind"),
                    table.strings("informed"),
                    table.one_of("argument", ("", "fails", "holds"), ""),
                )
            )
            table.close()

    def _each(
        self, file: str, data: dict[str, Any], kind: str, named: bool = True, alone: bool = True
    ) -> Iterator[Table]:
        """Yield each `[[kind]]` of a file; with `alone`, whatever else is in the file is a fault."""
        top = Table(data, file, "", (), self.findings, self.translations)
        for number, table in enumerate(top.tables(kind), 1):
            if not named:
                yield table.named(f"{kind} {number}")
                continue
            own = data[kind][number - 1].get("id") if isinstance(data[kind][number - 1], dict) else None
            where = own if isinstance(own, str) and own else f"{kind} {number}"
            yield table.named(where)
        if alone:
            top.close()

    def _one(self, file: str, data: dict[str, Any], kind: str, *parts: str) -> Iterator[Table]:
        """Yield the `[kind]` of a file, with its `[[part]]` tables as more fields of it."""
        for key in data.keys() - {kind, *parts}:
            self._note(file, f"holds “{key}”, which is not known here", "Correct its name or remove it.")
        inner = data.get(kind)
        if not isinstance(inner, dict):
            self._note(file, f"has no [{kind}]", f"Begin the file with [{kind}].")
            return
        own = inner.get("id")
        where = own if isinstance(own, str) and own else kind
        joined = {**inner, **{part: data.get(part, []) for part in parts}}
        yield Table(joined, file, where, (where,), self.findings, self.translations)

    def _keep(self, kept: list[Unit], unit: Unit, table: Table, file: str) -> None:
        """Keep a unit that has an id of its own; note an id that is taken."""
        table.close()
        if not unit.id:
            return
        if unit.id in self.files:
            table.fault(
                "id", f"{unit.id} is taken in {self.files[unit.id]}", "Choose an id that nothing else has.", "unique-id"
            )
            return
        self.files[unit.id] = file
        kept.append(unit)
        if table.faulty:
            self.faulty.add(unit.id)

    def _read_translations(self, folder: Path) -> None:
        for path in sorted((folder / "translations").glob("*")):
            if path.is_dir():
                for file, data in self._open(folder, sorted(path.glob("*.toml"))):
                    self.findings += self.translations.add(path.name, data, file)
                    if path.name not in self.languages:
                        self.languages.append(path.name)

    def _open(self, folder: Path, paths: Sequence[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the name and the data of each file that is there and can be read."""
        for path in paths:
            file = path.relative_to(folder).as_posix()
            if folder != self.folders[0]:
                file = f"{folder.name}/{file}"
            self.read.add(path)
            if path.exists() or path.is_symlink():
                text = self._text(path, file)
                if text is not None:
                    data = self._parse(text, file)
                    if data is not None:
                        yield file, data

    def _text(self, path: Path, file: str) -> str | None:
        try:
            if not path.is_file():
                self._note(file, "is not an ordinary file")
                return None
            with path.open("rb") as stream:
                data = stream.read(LARGEST_FILE + 1)
        except OSError as fault:
            self._note(file, f"cannot be read ({fault.strerror or fault})", "See whether the file may be read.")
            return None
        if len(data) > LARGEST_FILE:
            self._note(file, "is larger than 2 MB", "Split it.")
            return None
        if b"\0" in data:
            self._note(file, "holds NUL bytes and is no text", "Save it as UTF-8 text.")
            return None
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            self._note(file, "is not UTF-8", "Save it as UTF-8 text.", f"line {line}")
            return None

    def _parse(self, text: str, file: str) -> dict[str, Any] | None:
        try:
            return tomllib.loads(text)
        except RecursionError:
            self._note(file, "is nested too deeply", "Write plainer tables.")
        except ValueError as fault:
            self._note(file, f"is not TOML: {fault}", "Mend the line named; the rest of the file is unread.")
        return None

    def _note_strays(self, folder: Path) -> None:
        """Note files that look like content and lie where nobody reads them."""
        for path in sorted(folder.rglob("*.toml")):
            if path not in self.read:
                self._note(
                    path.relative_to(folder).as_posix(), "lies where no content is read", "Move it to its place."
                )

    def _note(self, file: str, problem: str, advice: str = "", where: str = "") -> None:
        self.findings.append(Finding(file, where, "", problem, advice, "format"))
