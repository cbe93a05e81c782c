"""Owns the figures that a whole bank is held to, each beside its bar; knows no single fault and no author."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import mean, median

import msgspec
from msgspec.structs import replace

from question_bank.checks import prose
from question_bank.checks.cases import DEFENSIBLE
from question_bank.checks.chance import chi_squared_p
from question_bank.checks.items import negative
from question_bank.checks.lessons import lesson_lix
from question_bank.checks.writing import item_lix
from question_bank.findings import Finding
from question_bank.lexicon import Fairness, lexicon
from question_bank.model import BASE_LANGUAGE, Bank, Case, Item, Kind, Outcome, Pool, Rating, Scene, Tags, read

FULL = 220
"""Items from which on the figures gate: below, a share says more about chance than about the author."""

FULL_DECISIONS = 170
POINTS = 0.05
LONGER, LONGER_BY = 1.25, 10
SMALLEST_CELL = 5

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Figure(msgspec.Struct, frozen=True):
    """One figure of the whole bank: value and bar in words, whether it is kept, and whether it gates at this size."""

    name: str
    value: str
    bar: str
    kept: bool
    gates: bool

    @property
    def verdict(self) -> str:
        """Return what the last column of the table says."""
        if not self.gates:
            return "not gated at this size"
        return "kept" if self.kept else "NOT KEPT"


def figures(bank: Bank) -> tuple[Figure, ...]:
    """Return every figure of the whole bank, those of wording for each language it is written in."""
    full = len(bank.items) >= FULL
    found = [*_questions(bank.items, bank.languages, full)]
    worded = _worded(bank.items, bank.languages)
    for language in worded:
        found += _decisions(bank.cases, language, _mark(language, worded))
    lessons = max((lesson_lix(lesson) for lesson in bank.lessons), default=0.0)
    found.append(Figure("LIX of lessons, highest", f"{lessons:.1f}", "at most 45", lessons <= 45, full))
    found += _cases(bank.cases, full)
    return (*found, *fairness(bank))


def pool_figures(bank: Bank) -> dict[Pool, tuple[Figure, ...]]:
    """Return for each pool the figures that questions are held to, gated where the whole bank is."""
    full = len(bank.items) >= FULL
    pools = {pool: [item for item in bank.items if item.pool is pool] for pool in Pool}
    return {pool: tuple(_questions(items, bank.languages, full)) for pool, items in pools.items() if items}


def _questions(items: Sequence[Item], languages: Sequence[str], full: bool) -> Iterator[Figure]:
    single = [item for item in items if item.answers == 1]
    worded = _worded(items, languages)
    for language in worded:
        yield from _lengths([item for item in single if language in item.stem], language, _mark(language, worded), full)
    yield from _positions(single, full)
    yield from _words(single, full)
    yield from _mix(items, full)
    ease = median([item_lix(item) for item in items]) if items else 0.0
    yield Figure("LIX of vignette and stem, median", f"{ease:.1f}", "at most 40", ease <= 40, full)


def _worded(items: Sequence[Item], languages: Sequence[str]) -> list[str]:
    return [language for language in languages if any(language in item.stem for item in items)] or [BASE_LANGUAGE]


def _mark(language: str, worded: Sequence[str]) -> str:
    return "" if len(worded) < 2 else f" ({language})"


def fairness(bank: Bank) -> tuple[Figure, ...]:
    """Return whom the bank is about, beside the shares it keeps."""
    full = len(bank.items) >= FULL
    return tuple(_share(share, bank, full) for share in lexicon().fairness)


def not_kept(bank: Bank) -> tuple[Finding, ...]:
    """Return a finding for each figure of the whole bank or of a pool that gates and is not kept."""
    parts = {"whole bank": figures(bank)} | {f"pool {pool}": found for pool, found in pool_figures(bank).items()}
    return tuple(
        Finding("", part, figure.name, f"is {figure.value}", f"Bar: {figure.bar}.", "figure")
        for part, found in parts.items()
        for figure in found
        if figure.gates and not figure.kept
    )


def _at_most(name: str, share: float, bar: float, gates: bool) -> Figure:
    return Figure(name, f"{share:.1%}", f"at most {bar:.0%}", share <= bar, gates)


def _at_least(name: str, share: float, bar: float, gates: bool) -> Figure:
    return Figure(name, f"{share:.1%}", f"at least {bar:.0%}", share >= bar, gates)


def _part(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _split(item: Item, language: str) -> tuple[str, list[str]]:
    """Return the text of the key and those of the distractors."""
    keyed = [read(option.text, language) for option in item.options if option.correct]
    return (keyed or [""])[0], [read(option.text, language) for option in item.options if not option.correct]


def _lengths(items: Sequence[Item], language: str, mark: str, full: bool) -> Iterator[Figure]:
    split = [(key, others) for key, others in (_split(item, language) for item in items) if others]
    longest = [len(key) > max(map(len, others)) for key, others in split]
    chance = mean([1 / (len(others) + 1) for _, others in split]) if split else 0.0
    yield _at_most(f"key uniquely the longest{mark}", _part(longest), chance + POINTS, full)
    much = [
        len(key) > LONGER * max(map(len, others)) and len(key) - max(map(len, others)) >= LONGER_BY
        for key, others in split
    ]
    yield _at_most(f"key much longer than the longest distractor{mark}", _part(much), 0.05, full)
    ratio = (
        mean([len(key) for key, _ in split]) / mean([len(text) for _, others in split for text in others])
        if split
        else 1.0
    )
    yield Figure(
        f"mean length of keys to distractors{mark}", f"{ratio:.2f}", "0.95 to 1.10", 0.95 <= ratio <= 1.10, full
    )


def _decisions(cases: Sequence[Case], language: str, mark: str) -> Iterator[Figure]:
    scenes = [scene for case in cases for scene in case.scenes if not scene.ending and language in scene.text]
    longest, chance = [], []
    for scene in scenes:
        best = [len(read(choice.text, language)) for choice in scene.choices if choice.rating is Rating.BEST]
        rest = [len(read(choice.text, language)) for choice in scene.choices if choice.rating is not Rating.BEST]
        if len(best) == 1 and rest:
            longest.append(best[0] > max(rest))
            chance.append(1 / (len(rest) + 1))
    bar = (mean(chance) if chance else 0.0) + POINTS
    yield _at_most(f"best choice uniquely the longest{mark}", _part(longest), bar, len(scenes) >= FULL_DECISIONS)


def _positions(items: Sequence[Item], full: bool) -> Iterator[Figure]:
    places = [
        (len(item.options), [option.correct for option in item.options].index(True)) for item in items if item.key
    ]
    for options in sorted({options for options, _ in places}):
        counts = Counter(place for known, place in places if known == options)
        total = sum(counts.values())
        p = chi_squared_p([counts[place] for place in range(options)])
        told = " ".join(str(counts[place]) for place in range(options))
        gates = full and total >= SMALLEST_CELL * options
        yield Figure(f"position of the key, {options} options ({told})", f"p = {p:.3f}", "p > .01", p > 0.01, gates)
    run = max((len(list(group)) for _, group in groupby(places)), default=0)
    yield Figure("longest run of one key position", str(run), "at most 4", run <= 4, full)


def _words(items: Sequence[Item], full: bool) -> Iterator[Figure]:
    split = [_split(item, "en") for item in items]
    for name, phrases in (("absolutes", lexicon().absolutes), ("hedges", lexicon().hedges)):
        pattern = prose.matcher(phrases)
        keys = _part([bool(pattern.search(key)) for key, _ in split])
        others = _part([bool(pattern.search(text)) for _, texts in split for text in texts])
        gap = keys - others
        yield Figure(f"{name}: keys less distractors", f"{gap * 100:+.1f} points", "within 3", abs(gap) <= 0.03, full)
    shared = [
        bool((_content(read(item.stem, "en")) & _content(key)) - _content(" ".join(others)))
        for item, (key, others) in zip(items, split, strict=True)
    ]
    yield _at_most("a content word shared by stem and key alone", _part(shared), 0.05, full)
    asked = [negative(read(item.stem, "en")) for item in items]
    yield _at_most("negative stems", _part(asked), 0.03, full)
    told = [bool(_amounts(key) - _amounts(" ".join(others))) for key, others in split]
    yield _at_most("a figure, sum or section number as key", _part(told), 0.05, full)


def _content(text: str) -> set[str]:
    plain = prose.without(text, lexicon().names)
    return {word for word in prose.words(plain) if len(word) > 3 and word not in lexicon().common}


def _amounts(text: str) -> set[str]:
    return {found for found in _FIGURE.findall(text) if not _YEAR.fullmatch(found)}


def _mix(items: Sequence[Item], full: bool) -> Iterator[Figure]:
    share = {kind: _part([item.kind is kind for item in items]) for kind in Kind}
    yield _at_most("recall", share[Kind.RECALL], 0.30, full)
    yield _at_least("application", share[Kind.APPLICATION], 0.50, full)
    yield _at_least("judgement", share[Kind.JUDGEMENT], 0.15, full)


def _cases(cases: Sequence[Case], full: bool) -> Iterator[Figure]:
    open_ended = [case.outcome is Outcome.NOT_ESTABLISHED for case in cases]
    yield _at_least("cases that end as not established", _part(open_ended), 0.25, full)
    late = [
        _shows_later(case, scene, choice.sets, choice.goto)
        for case in cases
        for scene in case.scenes
        for choice in scene.choices
        if choice.rating not in DEFENSIBLE
    ]
    yield _at_least("poor choices whose consequence shows later", _part(late), 0.30, full)


def _shows_later(case: Case, scene: Scene, sets: Sequence[str], after: str) -> bool:
    return any(
        variant.state in sets and not variant.unless
        for other in case.scenes
        if other.id not in (scene.id, after)
        for variant in other.variants
    )


def _share(share: Fairness, bank: Bank, full: bool) -> Figure:
    every = [item.tags for item in bank.items] + [replace(case.tags, outcome=case.outcome) for case in bank.cases]
    tags = [tag for tag in every if tag.sex != "none"]
    stated = [value for value in (_value(tag, share.tag) for tag in tags) if value and value not in share.leave_out]
    part = _part([value in share.values for value in stated])
    bar = f"{share.low:.0%} to {share.high:.0%}" if share.high < 1 else f"at least {share.low:.0%}"
    name = f"{share.name} (of {len(stated)})"
    return Figure(name, f"{part:.1%}", bar, share.low <= part <= share.high, full)


def _value(tags: Tags, name: str) -> str:
    return str(getattr(tags, name) or "")
