"""Owns a bank larger than any: the real modules and documents with made-up lessons, facts and questions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from msgspec.structs import replace

from question_bank.authoring import load
from question_bank.model import (
    AsOf,
    Bank,
    Block,
    BlockKind,
    Fact,
    FactStatus,
    GradedUse,
    Item,
    Kind,
    Lesson,
    Objective,
    Option,
    Passage,
    Pool,
    Tags,
)
from question_bank.source import content_folder

ONSETS = (*"bdfghjklmnprstv", "br", "dr", "fl", "gr", "kl", "pl", "sk", "sl", "sp", "st", "tr")
CORES = tuple("aeiouy\u00e6\u00f8\u00e5")
ENDS = (*"bdgklmnrstv", "nd", "ng", "rs", "sk", "st")
WORDS = 20_000
COMMON = (
    "the",
    "a",
    "of",
    "to",
    "and",
    "in",
    "b\u00f8rn",
    "offer",
    "s\u00e5",
    "child's",
    "asylum-seeker",
    "c",
    "b",
    "d",
)
YEAR = AsOf(2022, 2022, "2022")


class Language:
    """Made-up words, few of them common and most of them rare, as in a real language."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        made = dict.fromkeys(COMMON)
        while len(made) < WORDS:
            parts = self._chance.choice((1, 2, 2, 3))
            word = "".join(self._chance.choice(ONSETS) + self._chance.choice(CORES) for _ in range(parts))
            made[word + self._chance.choice(ENDS)] = None
        self.words = tuple(made)
        self._weights = tuple(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def say(self, count: int) -> str:
        """Say so many words."""
        return " ".join(self._chance.choices(self.words, cum_weights=self._weights, k=count))


def large_bank(items: int, facts: int = 2_000, lessons: int = 400, seed: int = 1) -> Bank:
    """Return the real bank without its questions and lessons, and with so many made-up ones."""
    folder = content_folder()
    if folder is None:
        raise FileNotFoundError("there is no authored content here")
    real = load([folder]).bank
    language = Language(seed)
    objectives = [one for one in real.objectives if not one.withdrawn]
    ledger = tuple(_facts(facts, real, language))
    return replace(
        real,
        facts=ledger,
        lessons=tuple(_lessons(lessons, objectives, ledger, language)),
        items=tuple(_items(items, objectives, ledger, language)),
        cases=(),
    )


def _facts(count: int, real: Bank, language: Language) -> Iterator[Fact]:
    for number in range(count):
        document = real.documents[number % len(real.documents)]
        module = real.modules[number % len(real.modules)]
        yield Fact(
            f"F-{number:05}", {"en": language.say(24)}, document.id, (Passage(f"p{number}", "page 1", ((1, 1),), "0" * 64),),
            YEAR, FactStatus.CURRENT, GradedUse.PLAIN, "duty", 5, 1, (module.id,),
        )  # fmt: skip


def _lessons(count: int, objectives: list[Objective], facts: tuple[Fact, ...], language: Language) -> Iterator[Lesson]:
    for number in range(count):
        objective = objectives[number % len(objectives)]
        blocks = tuple(
            Block(BlockKind.PARAGRAPH, {"en": language.say(70)}, facts=(facts[(number + at) % len(facts)].id,))
            for at in range(12)
        )
        yield Lesson(
            f"lesson-{number:05}", objective.module, {"en": language.say(6)}, 8, number, (objective.id,), blocks, 1
        )


def _items(count: int, objectives: list[Objective], facts: tuple[Fact, ...], language: Language) -> Iterator[Item]:
    nobody = Tags("none", "none", "none", "none", "none")
    for number in range(count):
        objective = objectives[number % len(objectives)]
        fact = facts[number % len(facts)].id
        options = tuple(
            Option(letter, {"en": language.say(6)}, letter == "a", {"en": language.say(14)}, fact) for letter in "abcd"
        )
        yield Item(
            f"Q-{number:06}", objective.module, objective.id, f"family-{number // 8}", Kind.APPLICATION, Pool.PRACTICE, 1, 1,
            {"en": language.say(30)}, {"en": language.say(12)}, options, (fact,), nobody,
        )  # fmt: skip
