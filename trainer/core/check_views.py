"""Owns the frozen rows that screens show of a module's self-check; knows not where they come from."""

from __future__ import annotations

import msgspec


class ModuleCheck(msgspec.Struct, frozen=True):
    """What is particular to the self-check of one module: how many of its objectives it asks, and how many are a must.

    `skips` counts the lessons that it lets skip, of `lessons`. `passed_ms` is when it was passed, 0 for not yet; `again_ms`
    from when it may be taken once more, 0 for now. Both UTC.
    """

    module: str
    module_title: str
    asked: int
    objectives: int
    must: int
    skips: int
    lessons: int
    passed_ms: int = 0
    again_ms: int = 0


class AskedObjective(msgspec.Struct, frozen=True):
    """An objective that a module's self-check asked about."""

    id: str
    title: str
    right: bool
    must: bool


class CheckResult(msgspec.Struct, frozen=True):
    """What the self-check of one module adds to its result: each objective, and the lessons it lets skip.

    `again_ms` is from when it may be taken once more (UTC), 0 where it was passed or may be taken now.
    """

    module: str
    module_title: str
    objectives: tuple[AskedObjective, ...]
    skips: int
    lessons: int
    again_ms: int
