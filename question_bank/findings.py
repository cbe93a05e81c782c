"""Owns what a fault in authored content looks like to the person who wrote it; knows no rule and no file format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: the file, the id or line in it, the field, what is wrong, what to do, and the rule that says so."""

    file: str
    where: str
    field: str
    problem: str
    advice: str
    rule: str

    @property
    def unit(self) -> str:
        """The id of the unit at fault; parts of a unit are named after it."""
        return self.where.split(" ")[0]

    def __str__(self) -> str:
        """Return the finding as one line for a terminal."""
        place = ": ".join(part for part in (self.file, self.where, self.field) if part)
        advice = f" {self.advice}" if self.advice else ""
        return f"{place}: {self.problem}.{advice} [{self.rule}]"


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repetition, by file, id and field."""
    return tuple(sorted(set(findings)))
