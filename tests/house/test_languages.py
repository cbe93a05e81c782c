"""Every language says everything that English says, with the same values to fill in and the same plural forms."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest

from trainer.catalogue import Catalogue, Sentence, languages
from trainer.resources import asset

OTHERS = [language for language in languages() if language != "en"]
ENGLISH = Catalogue().sentences()


def own(language: str) -> dict[str, Sentence]:
    """What a language says itself, without falling back."""
    catalogue = Catalogue(language)
    catalogue._folders = [asset("catalogue", language)]
    return catalogue.sentences()


def forms(sentence: Sentence) -> dict[str, str]:
    return sentence if isinstance(sentence, dict) else {"": sentence}


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def texts(language: str) -> Iterator[tuple[str, str]]:
    for code, sentence in own(language).items():
        for form, text in forms(sentence).items():
            yield f"{code} {form}".strip(), text


def test_there_is_danish() -> None:
    assert "da" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    assert sorted(set(ENGLISH) ^ set(own(language))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_form_takes_the_same_values(language: str) -> None:
    there = own(language)
    differing = []
    for code, sentence in ENGLISH.items():
        ours, theirs = forms(sentence), forms(there.get(code, sentence))
        if ours.keys() != theirs.keys() or any(values(ours[form]) != values(theirs[form]) for form in ours):
            differing.append(code)
    assert differing == []


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_nothing_is_shouted_and_nothing_is_empty(language: str) -> None:
    assert [code for code, text in texts(language) if "!" in text or not text.strip()] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_typed_stays_what_it_is(language: str) -> None:
    """Names of commands, options and variables are not translated."""
    typed = re.compile(r"(?:--[a-z-]+|vejvis [a-z-]+|[A-Z]+_[A-Z_]+|\*\.[a-z]+)")
    for code, text in texts(language):
        english = forms(ENGLISH[code.split()[0]])[code.partition(" ")[2]]
        assert set(typed.findall(english)) == set(typed.findall(text)), code
