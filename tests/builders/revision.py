"""Owns a copy of the real content to be revised as an author would, and built: a bank of today and a later one; knows no check."""

from __future__ import annotations

import copy
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from question_bank.build import build_bank
from question_bank.source import HERE
from tests.builders.content import Table, write_table


class Content:
    """The real content as it is now, copied, so that nobody who writes meanwhile changes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copytree(HERE / "content", folder)

    def build(self, out: Path) -> Path:
        """Build the learner's bank from it as it stands."""
        build_bank([self._folder], out, draft=True)
        return out

    def change_item(self, id_: str, change: Callable[[Table], None]) -> None:
        """Revise one question."""
        with self._open("item", id_) as items:
            change(next(item for item in items if item["id"] == id_))

    def add_item(self, like: str, id_: str, **changes: Any) -> None:
        """Write one more question beside another of its objective."""
        with self._open("item", like) as items:
            items.append(copy.deepcopy(next(item for item in items if item["id"] == like)) | {"id": id_} | changes)

    def replace_scene(self, case: str, id_: str, by: str) -> None:
        """Take a scene out of a case and put another in its place, where every way that led there goes on."""
        for path, data in self._files():
            if data.get("case", {}).get("id") == case:
                for scene in data["scene"]:
                    if scene["id"] == id_:
                        scene |= {"id": by, "title": "Later that day", "text": "It has been written anew."}
                    for choice in scene.get("choice", []):
                        choice["goto"] = by if choice["goto"] == id_ else choice["goto"]
                write_table(path, data)

    @contextmanager
    def _open(self, kind: str, id_: str) -> Iterator[list[Table]]:
        for path, data in self._files():
            if any(unit["id"] == id_ for unit in data.get(kind, [])):
                yield data[kind]
                write_table(path, data)
                return
        raise KeyError(id_)

    def _files(self) -> Iterator[tuple[Path, Table]]:
        for path in sorted((self._folder / "modules").rglob("*.toml")):
            yield path, tomllib.loads(path.read_text("utf-8"))


def rekey(item: Table) -> None:
    """Let another option of a question be the right one, and ask it in other words."""
    options = item["option"]
    right = next(place for place, option in enumerate(options) if option.get("correct"))
    other = (right + 1) % len(options)
    options[right].pop("correct")
    options[right]["error"] = options[other].pop("error", "miss")
    options[other]["correct"] = True
    item["stem"] = f"{item['stem']} Asked anew."
    item["revision"] += 1
