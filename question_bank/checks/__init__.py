"""Owns which rules a bank is held to, and in which order; knows none of them itself."""

from __future__ import annotations

from collections.abc import Iterable

from question_bank.authoring import Content
from question_bank.checks import blueprints, cases, figures, items, lessons, numbers, release, structure, writing
from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding, ordered

SOUND: tuple[Rule, ...] = (*structure.SOUND, *blueprints.SOUND, *items.SOUND, *cases.SOUND)
"""Without these a unit cannot work at all: even a draft leaves it out."""

WRITTEN: tuple[Rule, ...] = (
    *structure.RULES,
    *items.RULES,
    *cases.RULES,
    *lessons.RULES,
    *writing.RULES,
    *numbers.RULES,
)
"""What else a unit must keep."""


def check(content: Content, *, releasing: bool = False) -> tuple[Finding, ...]:
    """Return every finding: of reading, fit, wording and the whole; with `releasing` also of review and coverage."""
    rules = (*SOUND, *WRITTEN, *(release.RULES if releasing else ()))
    return ordered([*content.findings, *_run(rules, content), *figures.not_kept(content.bank)])


def unsound(content: Content) -> tuple[Finding, ...]:
    """Return the findings that keep a unit out of even a draft."""
    return ordered([*content.findings, *_run(SOUND, content)])


def unreviewed(content: Content) -> tuple[Finding, ...]:
    """Return a finding for each item, case and lesson that nobody has reviewed at its revision."""
    return ordered(release.reviewed(Scope(content)))


def _run(rules: Iterable[Rule], content: Content) -> Iterable[Finding]:
    scope = Scope(content)
    return (finding for rule in rules for finding in rule(scope))
