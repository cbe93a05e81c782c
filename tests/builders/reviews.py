"""Owns review logs for made-up content; knows no rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from question_bank.authoring import load
from question_bank.model import Lesson
from question_bank.reviewing import Review, answers, entry, kind_of, mark, readable


def write_reviews(folder: Path, **changes: dict[str, Any]) -> None:
    """Write a review of everything in a content folder as it is now; a change sets fields of one unit's review."""
    log = folder / "reviews/all.toml"
    log.parent.mkdir(exist_ok=True)
    made = [
        replace(
            Review(kind_of(unit), unit.id, unit.revision, "2026-01-01", "desk", "kept", "", "", mark(unit)),
            **(
                ({} if isinstance(unit, Lesson) else {"informed": answers(unit), "argument": "fails"})
                | changes.get(unit.id, {})
            ),
        )
        for unit in readable(load([folder]).bank)
    ]
    log.write_text("\n".join(map(entry, made)), "utf-8")
