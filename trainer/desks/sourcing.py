"""Owns the way from a fact to where it stands: its document, what replaced it, the person's own file; shows nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import msgspec

from question_bank import canonical, passages
from question_bank.bank import BankFile
from question_bank.editions import Editions, Looked
from question_bank.model import Document, Edition, Fact, Lesson, Passage, read, speaks
from trainer.core.message import Refused
from trainer.core.sources import DocumentPage, FactPage, LessonLink, ModuleFacts, Quote, Quotes, SourceFile
from trainer.core.views import FactView
from trainer.desks import showing
from trainer.records.settings import Settings

_KEY = "documents"


class Attachment(msgspec.Struct, frozen=True):
    """A file that a person has of a document, and its digest when it was named."""

    document: str
    path: str
    sha256: str


class Sourcing:
    """Facts, documents, and the files that a person has of them. Files stay where they are: a path and a digest are kept.

    `quotes`, `files` and `look_at` read files: call them beside the window.
    """

    def __init__(self, bank: BankFile, settings: Settings) -> None:
        self._bank = bank
        self._settings = settings
        self._looked: dict[tuple[str, str, int, int], Looked] = {}

    # Facts and documents

    def fact(self, person: str, fact_id: str, language: str) -> FactPage:
        """One fact with all that is known of where it stands. Raises Refused("source.unknown")."""
        fact = self._fact(fact_id)
        every = self._bank.facts()
        return FactPage(
            showing.fact_view(self._bank, fact, language),
            fact.document,
            fact.graded_use,
            tuple(dict.fromkeys(passage.place for passage in fact.passages)),
            self._views(fact.superseded_by, language),
            self._views((other.id for other in every if fact.id in other.superseded_by), language),
            self._views(fact.conflicts_with, language),
            self._also(fact, language),
            tuple(self._link(lesson, language) for lesson in self._bank.lessons() if _teaches(lesson, fact.id)),
            fact.document in self._attached(person),
            other_language=not speaks(fact.statement, language),
        )

    def document(self, person: str, document_id: str, language: str) -> DocumentPage:
        """One document with its facts by module. Raises Refused("source.no-document")."""
        document = self._document(document_id)
        facts = [fact for fact in self._bank.facts() if fact.document == document_id]
        modules = tuple(
            ModuleFacts(
                module.id,
                read(module.title, language),
                self._views((fact.id for fact in facts if module.id in fact.modules), language),
            )
            for module in self._bank.modules()
        )
        return DocumentPage(
            document.id,
            read(document.title, language),
            read(document.kind, language),
            read(document.describes, language),
            read(document.trust, language),
            document.as_of.label,
            tuple(module for module in modules if module.facts),
            len(facts),
            document_id in self._attached(person),
        )

    # The person's files

    def quotes(self, person: str, fact_id: str) -> Quotes:
        """The passages behind a fact in their own words, from the person's file. Reads the file."""
        fact = self._fact(fact_id)
        kept = self._attached(person).get(fact.document)
        if kept is None:
            return Quotes(fact_id, None, "", ())
        looked = self._again(kept)
        quotes = tuple(_quote(passage, looked.texts.get(passage.digest, "")) for passage in fact.passages)
        return Quotes(fact_id, looked.edition, kept.path, quotes if looked.readable else ())

    def files(self, person: str, language: str) -> tuple[SourceFile, ...]:
        """Every document, and how the person's file of it stands now. Reads the files."""
        attached = self._attached(person)
        found = []
        for document in self._bank.documents():
            kept = attached.get(document.id)
            if kept is None:
                found.append(SourceFile(document.id, read(document.title, language), document.as_of.label))
            else:
                found.append(self._file(self._again(kept), document, language))
        return tuple(found)

    def look_at(self, paths: Iterable[Path], language: str) -> tuple[SourceFile, ...]:
        """Say what files are, before any is kept. Reads the files."""
        found = []
        for path in paths:
            looked = self._look(path.absolute(), "")
            document = self._bank.document(looked.document) if looked.document else None
            found.append(self._file(looked, document, language))
        return tuple(found)

    def attach(self, person: str, files: Iterable[SourceFile]) -> None:
        """Keep where files of documents lie; those that are no document's are passed over. Raises Fault.

        A file takes the place of the one named before, unless that one is the very edition and this one is not, or
        more passages stand in that one.
        """
        kept = self._attached(person)
        for file in files:
            if not file.document or file.edition not in (Edition.RECOGNISED, Edition.OTHER):
                continue
            before = kept.get(file.document)
            exact = self._document(file.document).sha256
            if before is None or file.sha256 == exact or not self._better(before, file):
                kept[file.document] = Attachment(file.document, file.path, file.sha256)
        self._keep(person, kept)

    def detach(self, person: str, document_id: str) -> None:
        """Forget where a person's file of a document lies; the file itself stays. Raises Fault."""
        kept = self._attached(person)
        if kept.pop(document_id, None) is not None:
            self._keep(person, kept)

    # How it is found out

    @cached_property
    def _editions(self) -> Editions:
        return Editions(self._bank.documents(), self._bank.facts())

    @cached_property
    def _owners(self) -> dict[str, tuple[str, str]]:
        """The document and the place of every passage by its id."""
        owners = {p.id: (document.id, p.place) for document in self._bank.documents() for p in document.passages}
        return owners | {p.id: (fact.document, p.place) for fact in self._bank.facts() for p in fact.passages}

    def _again(self, kept: Attachment) -> Looked:
        return self._look(Path(kept.path), kept.document)

    def _better(self, before: Attachment, file: SourceFile) -> bool:
        """Say whether the file named before is of more use than another edition."""
        looked = self._again(before)
        return looked.edition is Edition.RECOGNISED or (looked.readable and len(looked.texts) > file.found)

    def _look(self, path: Path, document: str) -> Looked:
        """Look at a file, unless it is the same as the last time."""
        try:
            str(path).encode()
            there = path.stat()
        except OSError:
            return self._editions.look_at(path, document)
        except UnicodeEncodeError:
            # Its name could not be kept.
            shown = str(path).encode("utf-8", "replace").decode()
            return Looked(shown, Edition.UNREADABLE, document)
        key = (str(path), document, there.st_size, there.st_mtime_ns)
        if key not in self._looked:
            looked = self._editions.look_at(path, document)
            # Found to be a document, it need not be read again to be held against that one.
            self._looked[key] = self._looked[key[0], looked.document, *key[2:]] = looked
        return self._looked[key]

    def _file(self, looked: Looked, document: Document | None, language: str) -> SourceFile:
        title = read(document.title, language) if document is not None else ""
        label = document.as_of.label if document is not None else ""
        return SourceFile(
            looked.document,
            title,
            label,
            looked.path,
            looked.edition,
            len(looked.texts),
            looked.passages,
            looked.sha256,
        )

    def _attached(self, person: str) -> dict[str, Attachment]:
        value = self._settings.of(person, _KEY)
        try:
            kept = canonical.decode(value, tuple[Attachment, ...]) if value else ()
        except msgspec.MsgspecError:
            # Written by another version: the files can be named again.
            kept = ()
        known = {document.id for document in self._bank.documents()}
        return {one.document: one for one in kept if one.document in known}

    def _keep(self, person: str, kept: dict[str, Attachment]) -> None:
        self._settings.set_of(person, _KEY, canonical.encode(tuple(kept.values())).decode())

    def _fact(self, fact_id: str) -> Fact:
        fact = self._bank.find_fact(fact_id)
        if fact is None:
            raise Refused("source.unknown")
        return fact

    def _document(self, document_id: str) -> Document:
        try:
            return self._bank.document(document_id)
        except KeyError:
            raise Refused("source.no-document") from None

    def _views(self, ids: Iterable[str], language: str) -> tuple[FactView, ...]:
        return showing.fact_views(self._bank, ids, language)

    def _also(self, fact: Fact, language: str) -> tuple[tuple[str, str], ...]:
        owners = (self._owners.get(locator.partition("#")[0]) for locator in fact.corroborated_by)
        named = (
            (read(self._bank.document(owner[0]).title, language), owner[1]) for owner in owners if owner is not None
        )
        return tuple(dict.fromkeys(named))

    def _link(self, lesson: Lesson, language: str) -> LessonLink:
        module = self._bank.module(lesson.module)
        return LessonLink(lesson.id, read(lesson.title, language), read(module.title, language), lesson.minutes)


def _quote(passage: Passage, text: str) -> Quote:
    every = passages.sentences(text)
    numbers = [number for number in passage.sentences if number <= len(every)]
    if not numbers or len(numbers) == len(every):
        return Quote(passage.place, text)
    said = ""
    for before, number in zip([0, *numbers], numbers, strict=False):
        between = " " if number == before + 1 else " \u2026 "
        said += f"{between if said else ''}{every[number - 1]}"
    return Quote(passage.place, text, said)


def _teaches(lesson: Lesson, fact_id: str) -> bool:
    return any(fact_id in block.facts for block in lesson.blocks)
