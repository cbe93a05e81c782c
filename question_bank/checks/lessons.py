"""Owns the rules for a lesson: its length, its facts, what it teaches; knows no item's wording."""

from __future__ import annotations

from collections.abc import Iterator

from question_bank.checks import prose
from question_bank.checks.scope import Rule, Scope, lesson_texts
from question_bank.findings import Finding
from question_bank.lexicon import lexicon
from question_bank.model import BlockKind, Lesson, read

MINUTES = (5, 10)
WORDS_A_MINUTE = (60, 220)
HARDEST = 45.0
"""LIX of a lesson."""

STATING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.TABLE, BlockKind.QUESTION})


def minutes(scope: Scope) -> Iterator[Finding]:
    """A lesson takes five to ten minutes, and as many as its words take to read and think about."""
    rule = "minutes"
    for lesson in scope.lessons:
        if not MINUTES[0] <= lesson.minutes <= MINUTES[1]:
            yield scope.finding(
                lesson.id, "minutes", f"is {lesson.minutes}", f"Keep to {MINUTES[0]} to {MINUTES[1]}.", rule
            )
        told = sum(prose.count(read(words, "en")) for _, _, words in lesson_texts(lesson))
        pace = told / lesson.minutes
        if not WORDS_A_MINUTE[0] <= pace <= WORDS_A_MINUTE[1]:
            advice = f"Between {WORDS_A_MINUTE[0]} and {WORDS_A_MINUTE[1]} words a minute are read."
            yield scope.finding(lesson.id, "minutes", f"is {lesson.minutes} for {told} words", advice, rule)


def stated(scope: Scope) -> Iterator[Finding]:
    """Every block that states something names its facts; headings and notes may do without."""
    for lesson in scope.lessons:
        for number, block in enumerate(lesson.blocks, 1):
            if block.kind in STATING and not block.facts:
                yield scope.finding(
                    f"{lesson.id} block {number}",
                    "facts",
                    f"is missing from a {block.kind}",
                    "Name the facts, or make it a note if it states none.",
                    "stated",
                )


def taught(scope: Scope) -> Iterator[Finding]:
    """What is asked is taught: each objective with items stands in a lesson."""
    named = {objective for lesson in scope.bank.lessons for objective in lesson.objectives}
    asked = {item.objective for item in scope.bank.items}
    for objective in scope.bank.objectives:
        if objective.id in asked and objective.id not in named:
            advice = "Name it in the lesson that teaches it."
            yield scope.finding(objective.id, "", "is asked by items and taught by no lesson", advice, "taught")


def readable(scope: Scope) -> Iterator[Finding]:
    """The reading ease of a lesson keeps its bar."""
    for lesson in scope.lessons:
        ease = lesson_lix(lesson)
        if ease > HARDEST:
            yield scope.finding(
                lesson.id, "", f"has a LIX of {ease:.0f}", f"Keep to {HARDEST:.0f}: shorter sentences.", "lix"
            )


def lesson_lix(lesson: Lesson) -> float:
    """Return the LIX of all a lesson says; tables and headings, which have no sentences, are left out."""
    running = [
        words
        for block in lesson.blocks
        if block.kind not in (BlockKind.TABLE, BlockKind.HEADING)
        for words in (block.text, block.answer, *block.items)
    ]
    return prose.lix("\n".join(read(words, "en") for words in running), lexicon().names)


RULES: tuple[Rule, ...] = (minutes, stated, taught, readable)
