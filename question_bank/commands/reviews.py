"""Owns the command of reviewers: sheets to read from, verdicts into the review log; judges no question."""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from question_bank import authoring, reviewing
from question_bank.authoring import Content
from question_bank.commands.output import folders_of
from question_bank.model import Case, Item
from question_bank.reviewing import Pass, Review, Reviewed


class Unusable(Exception):
    """A verdict that cannot be recorded; says why in one sentence."""


def review(options: argparse.Namespace) -> int:
    """Print a sheet for a reader, or record verdicts; return 1 where a unit or a verdict is not usable."""
    folders = folders_of(options)
    content = authoring.load(folders)
    try:
        if options.record:
            return _record(content, folders[0], options.record)
        wanted = list(_wanted(content, options))
    except Unusable as fault:
        print(f"Nothing was written. {fault}", file=sys.stderr)
        return 1
    for line in reviewing.sheet(content.bank, Pass(options.sheet or Pass.BLIND), wanted):
        print(line)
    return 0


def _wanted(content: Content, options: argparse.Namespace) -> Iterator[str]:
    questions: tuple[Item | Case, ...] = (*content.bank.items, *content.bank.cases)
    units = {unit.id: unit for unit in questions}
    for name in options.ids:
        if name not in units:
            raise Unusable(f"There is no item and no case {name}.")
    for name, unit in units.items():
        if (not options.ids or name in options.ids) and (not options.module or unit.module == options.module):
            yield name


def _record(content: Content, folder: Path, file: Path) -> int:
    """Append every verdict of a file to its module's log; all of them or none."""
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except ValueError as fault:
        raise Unusable(f"{file} is not UTF-8 text in TOML: {fault}.") from fault
    units = {(reviewing.kind_of(unit), unit.id): unit for unit in reviewing.readable(content.bank)}
    logs: dict[str, list[str]] = {}
    for number, table in enumerate(data.get("review", []), 1):
        unit, made = _verdict(units, table, f"[[review]] {number} of {file}")
        logs.setdefault(unit.module, []).append(reviewing.entry(made))
    for module, entries in logs.items():
        log = folder / "reviews" / f"{module}.toml"
        log.parent.mkdir(exist_ok=True)
        with log.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write("".join(f"\n{told}" for told in entries))
        print(f"{log}: {len(entries)} reviews added.")
    return 0


def _verdict(units: dict[tuple[str, str], Reviewed], table: Any, where: str) -> tuple[Reviewed, Review]:
    known = {"item", "case", "lesson", "blind", "informed", "argument", "verdict", "note", "by", "date"}
    if not isinstance(table, dict):
        raise Unusable(f"{where} is no table.")
    if table.keys() - known:
        raise Unusable(f"{where} has a field that is not known: {', '.join(sorted(table.keys() - known))}.")
    kinds = [kind for kind in ("item", "case", "lesson") if kind in table]
    unit = units.get((kinds[0], str(table[kinds[0]]))) if len(kinds) == 1 else None
    if unit is None:
        raise Unusable(f"{where} should name one item, one case or one lesson of the bank.")
    if table.get("verdict") not in ("kept", "changed"):
        raise Unusable(f"{where} should have the verdict “kept” or “changed”.")
    return unit, Review(
        kind=kinds[0],
        id=unit.id,
        revision=unit.revision,
        date=str(table.get("date") or datetime.now(UTC).astimezone().date()),
        by=str(table.get("by", "desk")),
        verdict=str(table["verdict"]),
        note=str(table.get("note", "")),
        file="",
        read=reviewing.mark(unit),
        blind=tuple(map(str, table.get("blind", ()))),
        informed=tuple(map(str, table.get("informed", ()))),
        argument=str(table.get("argument", "")),
    )
