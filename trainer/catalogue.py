"""Owns the words of the interface: codes to sentences, one catalogue a language; knows neither Qt nor who asks.

The same catalogue speaks for the window, the exports and the command line, which must not load Qt. That is why it is not
Qt's own translation system. Files lie under assets/catalogue/LANGUAGE/AREA.toml; a code is "area.key" or "area.group.key". A sentence
has {placeholders}; a plural is a table with `one` and `other`, chosen by the value named `n`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from trainer.core.message import Message, Value
from trainer.resources import asset

BASE_LANGUAGE = "en"


class UnknownCode(KeyError):
    """A code that no catalogue holds: a mistake in the program, found by the tests."""


Sentence = str | dict[str, str]


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words in, by their codes."""
    return tuple(sorted(path.name for path in asset("catalogue").iterdir() if path.is_dir()))


def named_languages() -> tuple[tuple[str, str], ...]:
    """Each language's code and what it calls itself, in the order of the names."""
    named = ((language, Catalogue(language).say("common.language")) for language in languages())
    return tuple(sorted(named, key=lambda one: one[1]))


def _flatten(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, Sentence]]:
    for key, value in table.items():
        code = f"{prefix}.{key}"
        if isinstance(value, str) or (isinstance(value, dict) and set(value) == {"one", "other"}):
            yield code, value
        elif isinstance(value, dict):
            yield from _flatten(value, code)
        else:
            raise TypeError(f"{code}: a catalogue holds sentences only")


class Catalogue:
    """The sentences of one language, falling back to English where it has none.

    An area's file is read when one of its codes is first said: the first window needs few of them.
    """

    def __init__(self, language: str = BASE_LANGUAGE) -> None:
        self.language = language
        self._folders = [asset("catalogue", BASE_LANGUAGE)]
        if language != BASE_LANGUAGE:
            self._folders.append(asset("catalogue", language))
        self._areas: dict[str, dict[str, Sentence]] = {}

    def say(self, code: str, **values: Value) -> str:
        """Return the sentence of `code` with its placeholders filled. Raises UnknownCode."""
        try:
            sentence = self._area(code.partition(".")[0])[code]
        except KeyError:
            raise UnknownCode(code) from None
        if isinstance(sentence, dict):
            sentence = sentence["one" if values.get("n") == 1 else "other"]
        # Values come from data: they are filled in once and never read as placeholders themselves.
        return sentence.format_map(values) if values or "{" in sentence else sentence

    def tell(self, message: Message) -> str:
        """Return the words of a message from a layer that knows none."""
        return self.say(message.code, **message.values)

    def sentences(self) -> dict[str, Sentence]:
        """Every sentence by its code, placeholders unfilled."""
        areas = sorted({path.stem for folder in self._folders for path in folder.glob("*.toml")})
        return {code: sentence for area in areas for code, sentence in self._area(area).items()}

    def codes(self) -> frozenset[str]:
        """Every code that can be said."""
        return frozenset(self.sentences())

    def _area(self, area: str) -> dict[str, Sentence]:
        """The sentences of one area. Raises KeyError for none such, tomllib.TOMLDecodeError for a damaged file."""
        if area not in self._areas:
            paths = [path for folder in self._folders if (path := folder / f"{area}.toml").is_file()]
            if not paths:
                raise KeyError(area)
            sentences: dict[str, Sentence] = {}
            for path in paths:
                sentences |= _flatten(tomllib.loads(path.read_text("utf-8")), area)
            self._areas[area] = sentences
        return self._areas[area]
