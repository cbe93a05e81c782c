"""Owns the review of a bank: what a reader is shown, what they answered, which text they read; holds no opinion itself.

A reader goes through the same questions three times: blind (the question alone), informed (with the facts it names) and
arguing (with key and feedback, to find what speaks against it). `record` writes what came of it beside the content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from question_bank import canonical
from question_bank.model import BASE_LANGUAGE, Bank, Case, Fact, Item, Lesson, Rating, Scene, read

Reviewed = Item | Case | Lesson


class Pass(StrEnum):
    """What a reader of a sheet may see."""

    BLIND = "blind"
    INFORMED = "informed"
    ARGUING = "arguing"


class Review(msgspec.Struct, frozen=True):
    """What was reviewed (`kind` is item, case or lesson), at which revision, by whom and with what verdict.

    `blind` and `informed` hold the options chosen without and with the facts, "SCENE:CHOICE" for a case; `argument` says
    whether what speaks against the key "holds" or "fails". `read` names the text that was read, see `mark`.
    """

    kind: str
    id: str
    revision: int
    date: str
    by: str
    verdict: str
    note: str
    file: str
    read: str = ""
    blind: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    argument: str = ""


def readable(bank: Bank) -> tuple[Reviewed, ...]:
    """Return everything of a bank that is reviewed."""
    return (*bank.items, *bank.cases, *bank.lessons)


def kind_of(unit: Reviewed) -> str:
    """Return what a review calls a unit."""
    return type(unit).__name__.lower()


def mark(unit: Reviewed) -> str:
    """Return twelve hex characters that name what a reviewer reads of a unit: any change of it in the base language."""
    plain = msgspec.to_builtins(unit)
    for unread in ("revision", "equivalent", "order"):
        plain.pop(unread, None)
    return canonical.digest(_base(plain))[:12]


def _base(value: Any) -> Any:
    """Leave out translations: they are reviewed by whoever reads that language."""
    if isinstance(value, Mapping):
        if BASE_LANGUAGE in value:
            return value[BASE_LANGUAGE]
        return {name: _base(inner) for name, inner in value.items()}
    return [_base(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def answers(unit: Item | Case) -> tuple[str, ...]:
    """Return what a reader who agrees with the key answers: option ids, or "SCENE:CHOICE" for each best choice."""
    if isinstance(unit, Item):
        return tuple(option.id for option in unit.options if option.correct)
    return tuple(
        f"{scene.id}:{choice.id}" for scene in unit.scenes for choice in scene.choices if choice.rating is Rating.BEST
    )


def sheet(bank: Bank, shown: Pass, ids: Iterable[str]) -> Iterator[str]:
    """Yield the lines that a reader sees of the items and cases named, in the order of the bank."""
    wanted = set(ids)
    facts = {fact.id: fact for fact in bank.facts}
    for item in bank.items:
        if item.id in wanted:
            yield from _item(item, shown, facts)
    for case in bank.cases:
        if case.id in wanted:
            yield from _case(case, shown, facts)


def _item(item: Item, shown: Pass, facts: Mapping[str, Fact]) -> Iterator[str]:
    yield f"\n=== {item.id}"
    if vignette := read(item.vignette, BASE_LANGUAGE):
        yield vignette
    yield f"\n{read(item.stem, BASE_LANGUAGE)}"
    for option in item.options:
        told = f"  {option.id}) {read(option.text, BASE_LANGUAGE)}"
        if shown is Pass.ARGUING:
            error = f", {option.error.value}" if option.error.value != "none" else ""
            told += f"  [{'KEY' if option.correct else 'wrong'}{error}; {option.fact}]"
            told += f"\n     {read(option.feedback, BASE_LANGUAGE)}"
        yield told
    if shown is not Pass.BLIND:
        yield from _facts((*item.facts, *(option.fact for option in item.options)), facts)


def _case(case: Case, shown: Pass, facts: Mapping[str, Fact]) -> Iterator[str]:
    yield f"\n=== {case.id}: {read(case.title, BASE_LANGUAGE)}\n{read(case.summary, BASE_LANGUAGE)}"
    if shown is Pass.ARGUING:
        yield f"outcome {case.outcome.value}; expert path {' '.join(case.expert_path)}"
    for scene in case.scenes:
        yield from _scene(scene, shown, facts)


def _scene(scene: Scene, shown: Pass, facts: Mapping[str, Fact]) -> Iterator[str]:
    if scene.ending and shown is not Pass.ARGUING:
        return
    yield f"\n--- {scene.id}: {read(scene.title, BASE_LANGUAGE)}\n{read(scene.text, BASE_LANGUAGE)}"
    if shown is Pass.ARGUING:
        for variant in scene.variants:
            yield f"  ({'unless' if variant.unless else 'if'} {variant.state}: {read(variant.text, BASE_LANGUAGE)})"
        if unknown := read(scene.unknown, BASE_LANGUAGE):
            yield f"  (unknown: {unknown})"
    for choice in scene.choices:
        told = f"  {choice.id}) {read(choice.text, BASE_LANGUAGE)}"
        if shown is Pass.ARGUING:
            error = f", {choice.error.value}" if choice.error.value != "none" else ""
            sets = f", sets {' '.join(choice.sets)}" if choice.sets else ""
            told += f"  [{choice.rating.value}{error}; {choice.fact}; to {choice.goto}{sets}]"
            told += f"\n     {read(choice.consequence, BASE_LANGUAGE)}"
        yield told
    if shown is not Pass.BLIND:
        yield from _facts((*scene.facts, *(choice.fact for choice in scene.choices)), facts)


def _facts(ids: Sequence[str], facts: Mapping[str, Fact]) -> Iterator[str]:
    for fact in (facts[name] for name in dict.fromkeys(ids) if name in facts):
        places = "; ".join(passage.place for passage in fact.passages)
        told = (
            f"{fact.id} [{fact.as_of.label}, {fact.status.value}, {fact.graded_use.value}; {fact.document}: {places}]"
        )
        yield f"  · {told} {read(fact.statement, BASE_LANGUAGE)}"


def entry(review: Review) -> str:
    """Return a review as it is written in a review log."""
    fields: list[tuple[str, object]] = [
        (review.kind, review.id),
        ("revision", review.revision),
        ("read", review.read),
        ("date", review.date),
        ("by", review.by),
        ("blind", list(review.blind)),
        ("informed", list(review.informed)),
        ("argument", review.argument),
        ("verdict", review.verdict),
        ("note", review.note),
    ]
    # TOML's basic strings and arrays of them are written as JSON's.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields if value not in ("", [])]
    return "\n".join(["[[review]]", *lines]) + "\n"
