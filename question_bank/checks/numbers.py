"""Owns one rule: a figure that teaches stands in a fact named beside it; knows nothing of passages, which `verify` holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding
from question_bank.model import BlockKind, Words, read

_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ADVICE = "Name the fact that holds it, or take it out."


def numbers(scope: Scope) -> Iterator[Finding]:
    """A figure in a key, a feedback, a consequence or a lesson stands in a fact it names, or in the scene told."""
    for item in scope.items:
        told = _of(item.vignette, item.stem) | _known(scope, (*item.facts, *(option.fact for option in item.options)))
        offered = _of(*(option.text for option in item.options))
        for option in item.options:
            where = f"{item.id} option {option.id}"
            if option.correct:
                yield from _strange(scope, where, "text", _of(option.text) - told)
            yield from _strange(scope, where, "feedback", _of(option.feedback) - told - offered)
    for case in scope.cases:
        scenes = _of(*(scene.text for scene in case.scenes))
        for scene in case.scenes:
            told = scenes | _known(scope, (*scene.facts, *(choice.fact for choice in scene.choices)))
            for choice in scene.choices:
                strange = _of(choice.consequence) - told - _of(choice.text)
                yield from _strange(scope, f"{case.id} scene {scene.id} choice {choice.id}", "consequence", strange)
    for lesson in scope.lessons:
        for number, block in enumerate(lesson.blocks, 1):
            told = _known(scope, block.facts) | (_of(block.text) if block.kind is BlockKind.QUESTION else set())
            said = _of(block.text, block.answer, *block.items, *(cell for row in block.rows for cell in row))
            if block.facts:
                yield from _strange(scope, f"{lesson.id} block {number}", "text", said - told)


def _strange(scope: Scope, where: str, field: str, figures: set[str]) -> Iterator[Finding]:
    for figure in sorted(figures):
        problem = f"holds the figure {figure}, which stands in no fact named there"
        yield scope.finding(where, field, problem, _ADVICE, "numbers")


def _of(*texts: Words) -> set[str]:
    found = (figure for words in texts for figure in _NUMBER.findall(read(words, "en")))
    return {figure for figure in found if not _YEAR.fullmatch(figure)}


def _known(scope: Scope, ids: Iterable[str]) -> set[str]:
    facts = [scope.facts[id_] for id_ in ids if id_ in scope.facts]
    return _of(*(fact.statement for fact in facts), *({"en": fact.as_of.label} for fact in facts))


RULES: tuple[Rule, ...] = (numbers,)
