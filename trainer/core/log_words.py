"""Owns how the details of a line of the log are said: a word for each that is known, the rest left out; knows no language."""

from __future__ import annotations

from collections.abc import Callable

from trainer.core.privacy import LogLine

FLAGS = frozenset(("name", "number", "work_role", "retired"))
"""Details that say that something was so, and need no value."""
LABELS = frozenset(
    (
        "added",
        "assessment",
        "attempts",
        "certificates",
        "changed",
        "events",
        "format",
        "gained",
        "group",
        "groups",
        "inactive",
        "item",
        "joined",
        "kind",
        "left",
        "lines",
        "log",
        "lost",
        "minutes",
        "people",
        "percent",
        "plan",
        "question",
        "revision",
        "rows",
        "since",
        "streams",
        "subject",
        "until",
        "version",
        "what",
    )
)
"""Details that are said as "label: value"."""


def said(line: LogLine, say: Callable[..., str]) -> str:
    """Return the details of a line in words, "" for none."""
    told = []
    for key, value in line.detail:
        if key in FLAGS and value:
            told.append(say(f"privacy.log.detail.{key}"))
        elif key in LABELS:
            told.append(f"{say(f'privacy.log.detail.{key}')}: {value}")
    return ", ".join(told)
