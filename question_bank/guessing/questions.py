"""Owns a question as a guesser sees it: what is asked, the options, which are keyed; knows no cue and no chance."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from question_bank.model import BASE_LANGUAGE, Bank, Rating, read

DECISIONS = "case decisions"
"""The part of the bank that is no pool: what is decided in cases."""


class Question(msgspec.Struct, frozen=True):
    """An item or a decision, all of one kind to a guesser. `group` is the family or case that folds keep together."""

    id: str
    part: str
    group: str
    asked: str
    options: tuple[str, ...]
    keyed: tuple[bool, ...]

    @property
    def chance(self) -> float:
        """The share that blind choice of one option gets right."""
        return sum(self.keyed) / len(self.keyed)


def questions(bank: Bank, language: str = BASE_LANGUAGE) -> tuple[Question, ...]:
    """Return every item with one key and every decision with a best choice, options in stored order."""
    return (*_items(bank, language), *_decisions(bank, language))


def _items(bank: Bank, language: str) -> Iterator[Question]:
    for item in bank.items:
        if item.answers == 1:
            yield Question(
                id=item.id,
                part=item.pool.value,
                group=item.family,
                asked=f"{read(item.vignette, language)} {read(item.stem, language)}",
                options=tuple(read(option.text, language) for option in item.options),
                keyed=tuple(option.correct for option in item.options),
            )


def _decisions(bank: Bank, language: str) -> Iterator[Question]:
    for case in bank.cases:
        for scene in case.scenes:
            keyed = tuple(choice.rating is Rating.BEST for choice in scene.choices)
            if any(keyed) and not all(keyed):
                yield Question(
                    id=f"{case.id} {scene.id}",
                    part=DECISIONS,
                    group=case.id,
                    asked=read(scene.text, language),
                    options=tuple(read(choice.text, language) for choice in scene.choices),
                    keyed=keyed,
                )
