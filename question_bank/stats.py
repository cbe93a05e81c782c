"""Owns what is counted in a bank: units by their marks, core facts taught and asked, gaps; prints nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from question_bank.model import Bank, Fact, Pool, Tags

Row = tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """Counts under one title; the first row of `rows` follows `header` in shape."""

    title: str
    header: Row
    rows: tuple[Row, ...]


def stats(bank: Bank) -> tuple[Table, ...]:
    """Return every table of counts."""
    return (
        _totals(bank),
        _modules(bank),
        _objectives(bank),
        _counted("Kind", (item.kind.value for item in bank.items)),
        _counted("Pool", (item.pool.value for item in bank.items)),
        *_tags(bank),
        _core(bank),
        _gaps(bank),
    )


def taught(bank: Bank) -> frozenset[str]:
    """Return the ids of the facts that a block of a lesson names."""
    return frozenset(fact for lesson in bank.lessons for block in lesson.blocks for fact in block.facts)


def asked(bank: Bank) -> frozenset[str]:
    """Return the ids of the facts that an item or a case names."""
    of_items = (fact for item in bank.items for fact in (*item.facts, *(option.fact for option in item.options)))
    of_scenes = (fact for case in bank.cases for scene in case.scenes for fact in scene.facts)
    of_choices = (choice.fact for case in bank.cases for scene in case.scenes for choice in scene.choices)
    return frozenset((*of_items, *of_scenes, *of_choices))


def _counted(title: str, values: Iterable[str]) -> Table:
    counts = Counter(values)
    total = sum(counts.values())
    rows = [(name, str(count), f"{count / total:.0%}") for name, count in sorted(counts.items())]
    return Table(title, (title, "count", "share"), tuple(rows))


def _totals(bank: Bank) -> Table:
    names = ("documents", "facts", "modules", "objectives", "lessons", "items", "cases", "blueprints")
    return Table("Totals", ("what", "count"), tuple((name, str(len(getattr(bank, name)))) for name in names))


def _modules(bank: Bank) -> Table:
    rows = []
    for module in bank.modules:
        pools = Counter(item.pool for item in bank.items if item.module == module.id)
        rows.append(
            (
                module.id,
                str(sum(objective.module == module.id for objective in bank.objectives)),
                str(sum(lesson.module == module.id for lesson in bank.lessons)),
                *(str(pools[pool]) for pool in Pool),
                str(sum(case.module == module.id for case in bank.cases)),
            )
        )
    header = ("module", "objectives", "lessons", *(pool.value for pool in Pool), "cases")
    return Table("Modules", header, tuple(rows))


def _objectives(bank: Bank) -> Table:
    counts = Counter((item.objective, item.pool) for item in bank.items)
    in_lessons = Counter(objective for lesson in bank.lessons for objective in lesson.objectives)
    in_cases = Counter(objective for case in bank.cases for objective in case.objectives)
    rows = [
        (
            objective.id,
            "yes" if objective.must_know else "",
            str(in_lessons[objective.id]),
            *(str(counts[objective.id, pool]) for pool in Pool),
            str(in_cases[objective.id]),
        )
        for objective in bank.objectives
    ]
    header = ("objective", "must know", "lessons", *(pool.value for pool in Pool), "cases")
    return Table("Objectives", header, tuple(rows))


def _tags(bank: Bank) -> list[Table]:
    tags = [*(item.tags for item in bank.items), *(case.tags for case in bank.cases)]
    return [
        _counted(f"Tag: {tag.name}", (str(getattr(own, tag.name) or "none") for own in tags))
        for tag in msgspec.structs.fields(Tags)
    ]


def _core(bank: Bank) -> Table:
    in_lessons, in_questions = taught(bank), asked(bank)

    def row(name: str, facts: list[Fact]) -> Row:
        total = len(facts) or 1
        told = sum(fact.id in in_lessons for fact in facts)
        put = sum(fact.id in in_questions for fact in facts)
        return name, str(len(facts)), f"{told} ({told / total:.0%})", f"{put} ({put / total:.0%})"

    core = [fact for fact in bank.facts if fact.core]
    modules = [row(module.id, [fact for fact in core if module.id in fact.modules]) for module in bank.modules]
    return Table("Core facts", ("module", "core facts", "taught", "asked"), (row("all", core), *modules))


def _gaps(bank: Bank) -> Table:
    of_lessons = {objective for lesson in bank.lessons for objective in lesson.objectives}
    of_items = {item.objective for item in bank.items}
    rows = [
        (objective.id, "" if objective.id in of_lessons else "no lesson", "" if objective.id in of_items else "no item")
        for objective in bank.objectives
        if not objective.withdrawn and not (objective.id in of_lessons and objective.id in of_items)
    ]
    return Table("Objectives with a gap", ("objective", "lessons", "items"), tuple(rows))
