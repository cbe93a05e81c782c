"""Owns how the details of a line of the log are said, each as a few plain words; knows no language and looks nothing up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from trainer.core import days
from trainer.core.privacy import LogLine

FLAGS = frozenset(("name", "number", "work_role", "retired", "brought_back", "sees_answers", "names", "codes"))
"""Details that say that something was so, and need no value."""
COUNTS = frozenset(
    (
        "added",
        "attempts",
        "certificates",
        "changed",
        "events",
        "gained",
        "groups",
        "joined",
        "left",
        "left_out",
        "lines",
        "lost",
        "minutes",
        "people",
        "rows",
        "streams",
        "to_groups",
        "to_people",
    )
)
"""Details that are so many of something; of none nothing is said, but for rows and changed results."""
PERIODS = frozenset(("inactive", "attempts", "log"))
"""Details of periods that were set, in months."""
NAMED = frozenset(
    (
        "assessment",
        "assessment_gone",
        "case",
        "case_gone",
        "group",
        "group_closed",
        "group_gone",
        "item",
        "looked_assessment",
        "looked_practice",
        "module",
        "module_gone",
        "percent",
        "question",
        "revision",
        "version",
    )
)
"""Details with a name or a number of their own."""
WHAT = frozenset(("person", "answer", "problem", "attempt", "key", "person-report", "course-report", "stored", "log"))
"""What was written into a file."""
_ALSO_NONE = frozenset(("changed", "rows"))
_TO = {"groups": "to_groups", "people": "to_people"}


def said(line: LogLine, say: Callable[..., str]) -> str:
    """Return the details of a line in words, "" for none. What is not known is left out."""
    return ", ".join(told for key, value in line.detail if (told := _said(line, key, value, say)))


def _said(line: LogLine, key: str, value: str | int, say: Callable[..., str]) -> str:
    if key in PERIODS and any(name == "inactive" for name, _value in line.detail):
        return say(f"log.period.{key}", n=value) if value else say(f"log.period.{key}_never")
    if line.act == "assigned":
        key = _TO.get(key, key)
    elif key == "names" and not value:
        return say("log.detail.codes")
    if key in FLAGS:
        return say(f"log.detail.{key}") if value else ""
    if key in COUNTS:
        return say(f"log.detail.{key}", n=value) if value or key in _ALSO_NONE else ""
    if key in NAMED:
        return say(f"log.detail.{key}", value=value)
    if key == "what":
        return say(f"log.what.{value}") if value in WHAT else ""
    if key == "format":
        return str(value).upper()
    if key in ("since", "until"):
        return say(f"log.detail.{key}", value=days.written(date.fromisoformat(str(value))))
    return say(f"ruling.kinds.{value}") if key == "ruling" else ""
