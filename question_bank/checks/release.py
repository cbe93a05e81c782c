"""Owns what a bank needs beyond being right before it goes out: review and coverage; knows nothing of wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding
from question_bank.model import Pool
from question_bank.reviewing import kind_of, mark, readable
from question_bank.stats import asked, taught

VARIANTS = 2
"""Practice variants, and graded ones, that each must-know objective has."""


def reviewed(scope: Scope) -> Iterator[Finding]:
    """Each item, case and lesson has been reviewed at the revision it is at, word for word as it is now."""
    done: dict[tuple[str, str, int], set[str]] = {}
    whole: set[tuple[str, str]] = set()
    for review in scope.content.reviews:
        done.setdefault((review.kind, review.id, review.revision), set()).add(review.read)
        if review.by != "desk" or review.kind == "lesson" or (review.informed and review.argument):
            whole.add((review.id, review.read))
    for unit in readable(scope.bank):
        texts = done.get((kind_of(unit), unit.id, unit.revision))
        if texts is None:
            problem = f"revision {unit.revision} has never been reviewed"
        elif mark(unit) not in texts:
            problem = "has changed since it was reviewed"
        elif (unit.id, mark(unit)) not in whole:
            problem = "was reviewed without an answer by a reader with the facts, or without an argument"
        else:
            continue
        advice = "Read it against the documents and record that: python -m question_bank review."
        yield scope.finding(unit.id, "revision", problem, advice, "reviewed")


def covered(scope: Scope) -> Iterator[Finding]:
    """Each must-know objective has a lesson and enough variants to practise and to grade."""
    in_lessons = {objective for lesson in scope.bank.lessons for objective in lesson.objectives}
    counts = Counter((item.objective, item.pool) for item in scope.bank.items)
    for objective in scope.bank.objectives:
        if objective.withdrawn:
            continue
        if objective.id not in in_lessons:
            yield scope.finding(objective.id, "", "is taught by no lesson", "", "covered")
        for pool in (Pool.PRACTICE, Pool.GRADED):
            count = counts[objective.id, pool]
            if objective.must_know and count < VARIANTS:
                problem = f"has {count} of the {VARIANTS} {pool} items that a must-know objective needs"
                yield scope.finding(objective.id, "", problem, "", "covered")


def core(scope: Scope) -> Iterator[Finding]:
    """Each core fact is taught by a lesson and asked by an item or a case."""
    in_lessons, in_questions = taught(scope.bank), asked(scope.bank)
    for fact in scope.bank.facts:
        if fact.core and fact.id not in in_lessons:
            yield scope.finding(fact.id, "", "is a core fact that no lesson teaches", "", "core")
        if fact.core and fact.id not in in_questions:
            yield scope.finding(fact.id, "", "is a core fact that no item and no case asks", "", "core")


RULES: tuple[Rule, ...] = (reviewed, covered, core)
