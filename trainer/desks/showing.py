"""Owns turning the bank's values into the rows that pages show, in one language; knows no rule and no storage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from question_bank.bank import BankFile
from question_bank.model import Fact, FactStatus, Item, Lesson, read, speaks
from trainer.core.attempt import StepState, UnitState
from trainer.core.views import (
    BlockView,
    CellView,
    FactView,
    LessonView,
    OptionView,
    QuestionView,
    Verdict,
)

LETTERS = "ABCDEFGHIJ"


def fact_view(bank: BankFile, fact: Fact, language: str) -> FactView:
    """One fact with its document, the place of its first passage and the years it describes."""
    document = bank.document(fact.document)
    place = fact.passages[0].place if fact.passages else ""
    return FactView(
        fact.id,
        read(fact.statement, language),
        read(document.title, language),
        place,
        fact.as_of.label,
        superseded=fact.status is FactStatus.SUPERSEDED,
    )


def fact_views(bank: BankFile, ids: Iterable[str], language: str) -> tuple[FactView, ...]:
    """Several facts in the order named; one that the present bank no longer has is left out."""
    facts = (bank.find_fact(fact_id) for fact_id in dict.fromkeys(ids))
    return tuple(fact_view(bank, fact, language) for fact in facts if fact is not None)


def question_view(item: Item, unit: UnitState, place: int, total: int, language: str, *, marked: bool) -> QuestionView:
    """An item as it stands on the screen; `marked` shows the key and the explanations."""
    step = unit.steps[0] if unit.steps else StepState(unit.ref.digest, tuple(option.id for option in item.options))
    options = []
    for number, option_id in enumerate(step.order):
        option = item.option(option_id)
        options.append(
            OptionView(
                option.id,
                LETTERS[number],
                read(option.text, language),
                chosen=option.id in step.options,
                correct=option.correct if marked else None,
                explanation=read(option.feedback, language) if marked else "",
            )
        )
    return QuestionView(
        unit=place,
        number=place + 1,
        total=total,
        digest=unit.ref.digest,
        id=item.id,
        vignette=read(item.vignette, language),
        stem=read(item.stem, language),
        options=tuple(options),
        answers=item.answers,
        as_of=item.as_of.label if item.as_of else "",
        content_note=read(item.content_note, language),
        confidence=step.confidence,
        flagged=unit.flagged,
        other_language=not speaks(item.stem, language),
        repeat=unit.repeat,
    )


def verdict(bank: BankFile, item: Item, unit: UnitState, language: str, returns_ms: int = 0) -> Verdict:
    """Whether the chosen options are the key, and the facts that say so, the key's own first."""
    step = unit.steps[0]
    letters = tuple(LETTERS[n] for n, option_id in enumerate(step.order) if option_id in item.key)
    named = [option.fact for option in item.options if option.correct]
    return Verdict(
        right=frozenset(step.options) == item.key,
        key_letters=letters,
        facts=fact_views(bank, [*named, *item.facts], language),
        returns_ms=returns_ms,
        confidence=step.confidence,
        repeat=unit.repeat,
    )


def cells(units: Sequence[UnitState], current: int | None) -> tuple[CellView, ...]:
    """The navigator's cells."""
    return tuple(
        CellView(place + 1, unit.seen, unit.answered, unit.flagged, place == current)
        for place, unit in enumerate(units)
    )


def lesson_view(bank: BankFile, lesson: Lesson, language: str, place: int, done: bool, next_lesson: str) -> LessonView:
    """A lesson's blocks in one language."""
    module = bank.module(lesson.module)
    blocks = tuple(
        BlockView(
            block.kind,
            read(block.text, language),
            read(block.answer, language),
            tuple(read(item, language) for item in block.items),
            tuple(tuple(read(cell, language) for cell in row) for row in block.rows),
            fact_views(bank, block.facts, language),
        )
        for block in lesson.blocks
    )
    return LessonView(
        lesson.id,
        lesson.module,
        read(module.title, language),
        read(lesson.title, language),
        lesson.minutes,
        blocks,
        min(place, len(blocks) - 1),
        done,
        next_lesson,
        other_language=not all(speaks(block.text, language) for block in lesson.blocks),
    )
