"""Owns the rules for wording across the bank: care, mark-up, reading ease, repetition; knows no structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from question_bank.checks import prose
from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding
from question_bank.lexicon import lexicon
from question_bank.model import Item, read

HARDEST = 50.0
"""LIX of the vignette and stem of one item."""

ALIKE = 0.6
"""Share of three-word runs that two questions of different families may have in common."""

QUOTED = 5
"""Words that a key has before its occurrence in another stem gives it away."""

MARKUP = re.compile(
    r"\*\*|</?[a-z][^>]*>|&[a-z]+;|`|\[[^\]]*\]\([^)]*\)|^\s*(?:#|[-+]\s|\d+\.\s)|https?://", re.I | re.M
)


def care(scope: Scope) -> Iterator[Finding]:
    """No graphic, heroic, outdated or profiling words."""
    for where, field, words in scope.texts():
        for kind in lexicon().care:
            text = prose.without(read(words, "en"), kind.apart)
            for found in prose.matcher(kind.words).finditer(text):
                yield scope.finding(where, field, f"says “{found[0]}”, which is {kind.kind}", kind.advice, "care")


def markup(scope: Scope) -> Iterator[Finding]:
    """`*emphasis*` is the only mark-up, and it is closed."""
    for where, field, words in scope.texts():
        for language, text in words.items():
            found = MARKUP.search(text)
            if found:
                problem = f"holds mark-up ({language}): {found[0].strip()}"
                yield scope.finding(where, field, problem, "Use blocks, and *emphasis* only.", "markup")
            elif any(paragraph.count("*") % 2 for paragraph in text.split("\n\n")):
                yield scope.finding(where, field, f"has an emphasis that is not closed ({language})", "", "markup")


def readable(scope: Scope) -> Iterator[Finding]:
    """No item is harder to read than the bar."""
    for item in scope.items:
        ease = item_lix(item)
        if ease > HARDEST:
            yield scope.finding(
                item.id, "stem", f"has a LIX of {ease:.0f}", f"Keep to {HARDEST:.0f}: shorter sentences.", "lix"
            )


def item_lix(item: Item) -> float:
    """Return the LIX of vignette and stem, names of authorities left out."""
    return prose.lix(f"{read(item.vignette, 'en')}\n{read(item.stem, 'en')}", lexicon().names)


def repeated(scope: Scope) -> Iterator[Finding]:
    """Items of different families are different questions."""
    asked = [(item, prose.shingles(f"{read(item.vignette, 'en')} {read(item.stem, 'en')}")) for item in scope.items]
    for (one, of_one), (other, of_other) in combinations(asked, 2):
        if one.family != other.family and prose.likeness(of_one, of_other) > ALIKE:
            yield scope.finding(
                other.id, "stem", f"is nearly that of {one.id}", "Reword one, or make them one family.", "repeated"
            )


def shared(scope: Scope) -> Iterator[Finding]:
    """Practice, self-check and graded share no question, not even within a family."""
    known: dict[tuple[str, ...], Item] = {}
    for item in scope.items:
        key = sorted(read(option.text, "en") for option in item.options if option.correct)
        first = known.setdefault((_run(read(item.vignette, "en")), _run(read(item.stem, "en")), *map(_run, key)), item)
        if first.pool is not item.pool:
            yield scope.finding(
                item.id, "stem", f"asks what {first.id} asks in another pool", "Write a variant.", "shared"
            )


def quoted(scope: Scope) -> Iterator[Finding]:
    """The key of one item is not read in the stem of another."""
    asked = {item.id: _run(f"{read(item.vignette, 'en')} {read(item.stem, 'en')}") for item in scope.items}
    for item in scope.items:
        for option in item.options:
            key = read(option.text, "en")
            if option.correct and len(prose.words(key)) >= QUOTED:
                for other, text in asked.items():
                    if other != item.id and _run(key) in text:
                        yield scope.finding(
                            other, "stem", f"quotes the key of {item.id}", "Reword one of them.", "quoted"
                        )


def _run(text: str) -> str:
    return f" {' '.join(prose.words(text))} "


RULES: tuple[Rule, ...] = (care, markup, readable, repeated, shared, quoted)
