"""Owns the frozen rows that say where facts stand: a fact's own page, a document's, the files a person has of them."""

from __future__ import annotations

import msgspec

from question_bank.model import Edition, GradedUse
from trainer.core.views import FactView


class LessonLink(msgspec.Struct, frozen=True):
    """A lesson that teaches something."""

    id: str
    title: str
    module_title: str
    minutes: int


class FactPage(msgspec.Struct, frozen=True):
    """A fact with all that is known of where it stands.

    `places` are those of its passages; `newer` replaced it, `replaced` are those it replaced, `disagree` say otherwise;
    `also` names other places (document, place) that say the same. `attached` says that the person named a file of the document.
    """

    fact: FactView
    document: str
    use: GradedUse
    places: tuple[str, ...]
    newer: tuple[FactView, ...]
    replaced: tuple[FactView, ...]
    disagree: tuple[FactView, ...]
    also: tuple[tuple[str, str], ...]
    lessons: tuple[LessonLink, ...]
    attached: bool
    other_language: bool = False


class ModuleFacts(msgspec.Struct, frozen=True):
    """What a document says that belongs to one module."""

    module: str
    title: str
    facts: tuple[FactView, ...]


class DocumentPage(msgspec.Struct, frozen=True):
    """A document: what it is, what years it describes, how far it can be trusted, what it says by module."""

    id: str
    title: str
    kind: str
    describes: str
    trust: str
    as_of: str
    modules: tuple[ModuleFacts, ...]
    total: int
    attached: bool


class Quote(msgspec.Struct, frozen=True):
    """A passage's own words and where they stand; `text` is "" where the file has no such passage.

    `said` are the sentences of it that carry the fact, "" where all do.
    """

    place: str
    text: str
    said: str = ""


class Quotes(msgspec.Struct, frozen=True):
    """What a person's file says behind a fact. Without a file `edition` is None."""

    fact: str
    edition: Edition | None
    path: str
    quotes: tuple[Quote, ...]


class SourceFile(msgspec.Struct, frozen=True):
    """A document and the file that a person has of it, or a file that is none of them (`document` "").

    Of `passages` that the document has, `found` stand in the file. `edition` is None where there is no file.
    """

    document: str
    title: str
    as_of: str
    path: str = ""
    edition: Edition | None = None
    found: int = 0
    passages: int = 0
    sha256: str = ""
