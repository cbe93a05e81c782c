"""Owns what a reviewer reads of one module, and in which order; knows no paper and no mark-up."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from question_bank import drawing
from question_bank.model import (
    BASE_LANGUAGE,
    Bank,
    BlockKind,
    Case,
    Fact,
    Item,
    Lesson,
    Module,
    Objective,
    Scene,
    Words,
)
from question_bank.model import read as read_words


class Heading(msgspec.Struct, frozen=True):
    """A heading; `level` 1 is the module's. A `fresh` one begins a page."""

    text: str
    level: int
    fresh: bool = False


class Text(msgspec.Struct, frozen=True):
    """A paragraph: "plain", "strong" (what is asked), "small" (where things come from) or "quiet" (why)."""

    text: str
    tone: str = "plain"


class Entry(msgspec.Struct, frozen=True):
    """Something with a mark in front: an option, a choice, a point of a list. `said` follows it more quietly."""

    mark: str
    text: str
    said: str = ""


class Grid(msgspec.Struct, frozen=True):
    """A table, the first row its header."""

    rows: tuple[tuple[str, ...], ...]


class Drawing(msgspec.Struct, frozen=True):
    """A drawing in SVG."""

    svg: str


class Remarks(msgspec.Struct, frozen=True):
    """Room for what a reviewer writes: boxes to tick and `lines` to write on."""

    ticks: tuple[str, ...]
    lines: int = 2


Part = Heading | Text | Entry | Grid | Drawing | Remarks

TICKS = ("keep", "change", "drop")


def module_sheet(bank: Bank, module: Module) -> Iterator[Part]:
    """Yield everything of one module: what it says of itself, lessons, items with keys and facts, cases as graphs and texts."""
    yield Heading(_read(module.title), 1)
    yield Text(f"{bank.name} {bank.version}, module {module.id}", "small")
    for words in (module.introduction, module.caution, module.content_note):
        yield Text(_read(words))
    yield Text(
        "Read against the five documents. For each question: is the key right, can another option be defended, does anything "
        "give it away, would you say it so? Tick and write.",
        "quiet",
    )
    facts = {fact.id: fact for fact in bank.facts}
    yield Heading("Objectives", 2)
    objectives = [objective for objective in bank.objectives if objective.module == module.id]
    for objective in objectives:
        yield Entry("•", _read(objective.statement), "must know" if objective.must_know else "")
    for lesson in (lesson for lesson in bank.lessons if lesson.module == module.id):
        yield from _lesson(lesson)
    items = [item for item in bank.items if item.module == module.id]
    for objective in objectives:
        yield from _items(objective, [item for item in items if item.objective == objective.id], facts)
    for case in (case for case in bank.cases if case.module == module.id):
        yield from _case(case, facts)


def _read(words: Words) -> str:
    return read_words(words, BASE_LANGUAGE).replace("*", "")


def _lesson(lesson: Lesson) -> Iterator[Part]:
    yield Heading(f"Lesson: {_read(lesson.title)}", 2, fresh=True)
    yield Text(f"{lesson.id}, {lesson.minutes} minutes, revision {lesson.revision}", "small")
    for block in lesson.blocks:
        if block.kind is BlockKind.HEADING:
            yield Heading(_read(block.text), 4)
        elif block.kind is BlockKind.LIST:
            yield from (Entry("•", _read(words)) for words in block.items)
        elif block.kind is BlockKind.TABLE:
            yield Grid(tuple(tuple(_read(cell) for cell in row) for row in block.rows))
        else:
            yield Text(_read(block.text), "strong" if block.kind is BlockKind.QUESTION else "plain")
            if answer := _read(block.answer):
                yield Text(answer)
        if block.facts:
            yield Text(", ".join(block.facts), "small")
    yield Remarks(TICKS, 4)


def _items(objective: Objective, items: list[Item], facts: dict[str, Fact]) -> Iterator[Part]:
    if items:
        yield Heading(f"Items: {_read(objective.statement)}", 2, fresh=True)
    for item in items:
        yield Heading(item.id, 3)
        told = [item.kind.value, f"{item.pool.value} pool", f"level {item.level}", f"revision {item.revision}"]
        told += [item.role] if item.role else []
        yield Text(", ".join([*told, *([f"as of {item.as_of.label}"] if item.as_of else [])]), "small")
        if vignette := _read(item.vignette):
            yield Text(vignette)
        yield Text(_read(item.stem), "strong")
        for option in item.options:
            error = f", {option.error.value}" if option.error.value != "none" else ""
            mark = f"{option.id}) KEY" if option.correct else f"{option.id})"
            yield Entry(mark, _read(option.text), f"{_read(option.feedback)} [{option.fact}{error}]")
        yield from _facts((*item.facts, *(option.fact for option in item.options)), facts)
        yield Remarks(TICKS)


def _case(case: Case, facts: dict[str, Fact]) -> Iterator[Part]:
    yield Heading(f"Case: {_read(case.title)}", 2, fresh=True)
    told = (case.id, case.role, f"{case.minutes} minutes", f"ends {case.outcome.value}", f"revision {case.revision}")
    yield Text(", ".join(told), "small")
    yield Text(_read(case.summary))
    yield Text(_read(case.content_note), "quiet")
    yield Drawing(drawing.svg(case))
    for scene in case.scenes:
        yield from _scene(scene, facts)
        yield Remarks(TICKS)


def _scene(scene: Scene, facts: dict[str, Fact]) -> Iterator[Part]:
    yield Heading(f"{scene.id}: {_read(scene.title)}", 3)
    yield Text(_read(scene.text))
    for variant in scene.variants:
        yield Text(f"{'Unless' if variant.unless else 'After'} “{variant.state}”: {_read(variant.text)}", "quiet")
    if unknown := _read(scene.unknown):
        yield Text(f"What stays unknown: {unknown}", "quiet")
    for choice in scene.choices:
        error = f", {choice.error.value}" if choice.error.value != "none" else ""
        leads = f"leads to {choice.goto}" + (f", leaves “{'”, “'.join(choice.sets)}”" if choice.sets else "")
        mark = f"{choice.id}) {choice.rating.value}{error}"
        yield Entry(mark, _read(choice.text), f"{_read(choice.consequence)} [{choice.fact}; {leads}]")
    yield from _facts((*scene.facts, *(choice.fact for choice in scene.choices)), facts)


def _facts(ids: tuple[str, ...], facts: dict[str, Fact]) -> Iterator[Part]:
    for fact in (facts[name] for name in dict.fromkeys(ids) if name in facts):
        places = "; ".join(passage.place for passage in fact.passages)
        yield Text(f"{fact.id} ({fact.document}, {places}; {fact.as_of.label}): {_read(fact.statement)}", "small")
