"""Owns the proof that facts stand where the ledger says and that nothing is copied; needs the documents themselves.

Nothing of a document is kept or printed, except the few words of a run that the bank shares with it.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from question_bank import passages
from question_bank.authoring import Content
from question_bank.checks.scope import Scope
from question_bank.findings import Finding, ordered
from question_bank.lexicon import lexicon
from question_bank.model import Bank, Document, Fact, Passage, read

LARGEST = 8 * 1024 * 1024
"""Bytes of a file that may be one of the documents."""

RUN = 8
"""Words in a row that count as copied, names and titles aside."""

_WORD = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        [
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        3,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
"""One and two are left out: in words they seldom are figures."""

SPELT = NUMBER_WORDS | {"one": "1", "single": "1", "two": "2", "second": "2", "third": "3"}


class Source(msgspec.Struct, frozen=True):
    """A document that was found: its lines, and whether it is the very edition that the bank was drawn from."""

    document: Document
    lines: tuple[str, ...]
    exact: bool


class Verified(msgspec.Struct, frozen=True):
    """What `verify` looked at and what it found wrong."""

    documents: int
    facts: int
    passages: int
    findings: tuple[Finding, ...]


def verify(content: Content, folder: Path) -> Verified:
    """Hold every fact of the ledger against the documents in `folder`, and every text of the bank against copying.

    Raises NotADirectoryError where `folder` is none.
    """
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is not a folder with documents", str(folder))
    scope = Scope(content)
    found: list[Finding] = list(content.findings)
    sources: dict[str, Source] = {}
    for document in content.bank.documents:
        source = _source(scope, folder, document, found)
        if source:
            sources[document.id] = source
    texts: dict[str, str] = {}
    seen = set()
    for owner, document_id, passage in _cited(content.bank):
        seen.add(passage.id)
        if document_id in sources:
            text = _text(scope, sources[document_id], owner, passage, texts, found)
            if text is not None:
                found += _sentences(scope, owner, passage, text)
    for fact in content.bank.facts:
        if fact.document in sources and all(passage.id in texts for passage in fact.passages):
            found += _figures(scope, sources[fact.document].document, fact, texts)
    found += _corroborations(scope, texts, set(sources))
    found += _copied(scope, sources, texts)
    return Verified(len(sources), len(content.bank.facts), len(seen), ordered(found))


def _finding(scope: Scope, where: str, field: str, problem: str, advice: str = "", rule: str = "verify") -> Finding:
    return scope.finding(where, field, problem, advice, rule)


def _source(scope: Scope, folder: Path, document: Document, found: list[Finding]) -> Source | None:
    """Find a document by its digest, or by its name and say that it is another edition."""
    for path in sorted(folder.iterdir()):
        data = _bytes(path)
        if data is not None and hashlib.sha256(data).hexdigest() == document.sha256:
            return _decoded(scope, document, path, data, True, found)
    named = folder / Path(document.file).name
    data = _bytes(named)
    if data is None:
        problem = "is not in the folder: no file has its digest, and none its name that can be read"
        found.append(_finding(scope, document.id, "file", problem, f"Put {document.file} there."))
        return None
    problem = f"is another edition: {named.name} has another digest"
    found.append(_finding(scope, document.id, "sha256", problem, "Its passages are looked for all the same."))
    return _decoded(scope, document, named, data, False, found)


def _bytes(path: Path) -> bytes | None:
    try:
        if path.is_file() and path.stat().st_size <= LARGEST:
            return path.read_bytes()
    except OSError:
        return None
    return None


def _decoded(
    scope: Scope, document: Document, path: Path, data: bytes, exact: bool, found: list[Finding]
) -> Source | None:
    try:
        if b"\0" not in data:
            return Source(document, tuple(data.decode("utf-8").split("\n")), exact)
    except UnicodeDecodeError:
        pass
    found.append(
        _finding(scope, document.id, "file", f"{path.name} is no UTF-8 text", "Give the text, not the original.")
    )
    return None


def _cited(bank: Bank) -> Iterator[tuple[str, str, Passage]]:
    for document in bank.documents:
        for passage in document.passages:
            yield document.id, document.id, passage
    for fact in bank.facts:
        for passage in fact.passages:
            yield fact.id, fact.document, passage


def _text(
    scope: Scope, source: Source, owner: str, passage: Passage, texts: dict[str, str], found: list[Finding]
) -> str | None:
    """Return a passage's text from its recorded lines, or from where else its digest is found."""
    if passage.id in texts:
        return texts[passage.id]
    field = f"passage {passage.id}"
    text = passages.at(source.lines, passage.lines)
    if passages.digest(text) == passage.digest:
        texts[passage.id] = text
        return text
    elsewhere = passages.look_for(source.lines, passage.digest)
    if elsewhere is None:
        found.append(
            _finding(scope, owner, field, "is not in the document", "Read the passage again and mend the fact.")
        )
        return None
    if source.exact:
        problem = f"stands on the lines {elsewhere[0]} to {elsewhere[1]}, not on those recorded"
        found.append(_finding(scope, owner, field, problem, "Correct lines."))
    texts[passage.id] = passages.at(source.lines, [elsewhere])
    return texts[passage.id]


def _sentences(scope: Scope, owner: str, passage: Passage, text: str) -> Iterator[Finding]:
    there = len(passages.sentences(text))
    for number in passage.sentences:
        if number > there:
            problem = f"names sentence {number} of {there}"
            yield _finding(scope, owner, f"passage {passage.id}", problem, "Correct sentences.")


def _figures(scope: Scope, document: Document, fact: Fact, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Each figure of a statement stands in its passages, or is the year that they describe."""
    if fact.derived:
        return
    years = {str(year) for span in (fact.as_of, document.as_of) for year in (span.start, span.end)}
    there = years | figures(fact.as_of.label, SPELT)
    for passage in fact.passages:
        there |= figures(f"{texts[passage.id]} {passage.place}", SPELT)
    for number in sorted(figures(read(fact.statement, "en"), NUMBER_WORDS) - there):
        problem = f"says {number}, which its passages do not"
        yield _finding(
            scope, fact.id, "statement", problem, "Correct it, or say in derived how it was reached.", "figure"
        )


def figures(text: str, spelt: Mapping[str, str]) -> set[str]:
    """Return the figures of a text, without thousands separators; number words by the table `spelt`."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return set(_NUMBER.findall(plain)) | {spelt[word] for word in re.findall(r"[a-z]+", plain.lower()) if word in spelt}


def _corroborations(scope: Scope, texts: Mapping[str, str], there: set[str]) -> Iterator[Finding]:
    owners = {passage.id: document for _, document, passage in _cited(scope.bank)}
    for fact in scope.bank.facts:
        for locator in fact.corroborated_by:
            passage, _, sentence = locator.partition("#s")
            if owners.get(passage) in there and passage in texts and sentence:
                count = len(passages.sentences(texts[passage]))
                if int(sentence) > count:
                    problem = f"{locator} names a sentence past the last of {count}"
                    yield _finding(scope, fact.id, "corroborated_by", problem, "Correct it.")


def _copied(scope: Scope, sources: Mapping[str, Source], texts: Mapping[str, str]) -> Iterator[Finding]:
    """No text of the bank shares a run of eight words with a document, as it runs or with its furniture left out."""
    runs: dict[tuple[str, ...], str] = {}
    owners = {passage.id: document for _, document, passage in _cited(scope.bank)}
    whole = [(source.document.id, passages.normalise(source.lines)) for source in sources.values()]
    for document, text in (*whole, *((owners[passage], text) for passage, text in texts.items())):
        words = _WORD.findall(text.lower())
        for start in range(len(words) - RUN + 1):
            runs.setdefault(tuple(words[start : start + RUN]), document)
    names = _names(scope.bank)
    for where, field, text in _shipped(scope):
        words = _WORD.findall(text.lower())
        start = 0
        while start <= len(words) - RUN:
            copied = runs.get(tuple(words[start : start + RUN]))
            if copied is None:
                start += 1
                continue
            end = start + RUN
            while end < len(words) and tuple(words[end - RUN + 1 : end + 1]) in runs:
                end += 1
            run = " ".join(words[start:end])
            if len(names.sub(" ", run).split()) >= RUN:
                problem = f"shares {end - start} words with {copied}: {run}"
                yield _finding(scope, where, field, problem, "Say it in own words.", "copied")
            start = end


def _names(bank: Bank) -> re.Pattern[str]:
    """Match titles of documents and names of more than one word, as words without signs."""
    phrases = [name for name in lexicon().names if " " in name]
    phrases += [read(document.title, "en") for document in bank.documents]
    plain = sorted((" ".join(_WORD.findall(phrase.lower())) for phrase in phrases), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, plain)) + r")\b")


def _shipped(scope: Scope) -> Iterator[tuple[str, str, str]]:
    for where, field, words in scope.texts():
        for text in words.values():
            yield where, field, text
    for fact in scope.bank.facts:
        yield fact.id, "derived", fact.derived
        yield fact.id, "note", fact.note
        for passage in fact.passages:
            yield fact.id, f"passage {passage.id}", passage.place
