"""Owns what a bank needs beyond being right before it goes out: review and coverage; knows nothing of wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding
from question_bank.model import Pool

VARIANTS = 2
"""Practice variants, and graded ones, that each must-know objective has."""


def reviewed(scope: Scope) -> Iterator[Finding]:
    """Each item, case and lesson has been reviewed at the revision it is at."""
    done = {(review.kind, review.id, review.revision) for review in scope.content.reviews}
    bank = scope.bank
    for kind, units in (("item", bank.items), ("case", bank.cases), ("lesson", bank.lessons)):
        for unit in units:
            if (kind, unit.id, unit.revision) not in done:
                yield scope.finding(
                    unit.id,
                    "revision",
                    f"revision {unit.revision} has never been reviewed",
                    "Read it against the documents and record that in reviews.toml.",
                    "reviewed",
                )


def covered(scope: Scope) -> Iterator[Finding]:
    """Each must-know objective has a lesson and enough variants to practise and to grade."""
    taught = {objective for lesson in scope.bank.lessons for objective in lesson.objectives}
    asked = Counter((item.objective, item.pool) for item in scope.bank.items)
    for objective in scope.bank.objectives:
        if objective.withdrawn:
            continue
        if objective.id not in taught:
            yield scope.finding(objective.id, "", "is taught by no lesson", "", "covered")
        for pool in (Pool.PRACTICE, Pool.GRADED):
            count = asked[objective.id, pool]
            if objective.must_know and count < VARIANTS:
                problem = f"has {count} of the {VARIANTS} {pool} items that a must-know objective needs"
                yield scope.finding(objective.id, "", problem, "", "covered")


RULES: tuple[Rule, ...] = (reviewed, covered)
