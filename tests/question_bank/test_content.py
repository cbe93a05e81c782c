"""The content that ships holds: nothing is found in it, and where the documents are, every fact is verified."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from question_bank import checks
from question_bank.authoring import Content, load
from question_bank.model import Outcome
from question_bank.provenance import verify
from question_bank.source import content_folder
from question_bank.units import FACT_KINDS

DOCUMENTS = os.environ.get("VEJVIS_DOCUMENTS", "")


@pytest.fixture(scope="module")
def content() -> Content:
    folder = content_folder()
    assert folder is not None
    return load([folder])


def test_nothing_is_found_in_it(content: Content) -> None:
    assert [str(finding) for finding in checks.check(content)] == []


def test_the_ledger_is_whole(content: Content) -> None:
    bank = content.bank
    assert len(bank.facts) == 443
    assert {document.id for document in bank.documents} == {fact.document for fact in bank.facts}
    assert {fact.kind for fact in bank.facts} == set(FACT_KINDS)
    assert sum(fact.core for fact in bank.facts) > 100


def test_places_are_no_running_text(content: Content) -> None:
    places = {passage.place for fact in content.bank.facts for passage in fact.passages}
    assert all(len(part.split()) <= 7 for place in places for part in place.split(", "))


def test_the_format_names_every_tag_that_is_allowed(content: Content) -> None:
    folder = content_folder()
    assert folder is not None
    told = (folder / "FORMAT.md").read_text("utf-8")
    tags = tomllib.loads((folder.parent / "lexicon.toml").read_text("utf-8"))["tags"]
    for name, values in tags.items():
        assert f"`{name}` {', '.join(values)}" in told
    assert f"`outcome` {', '.join(Outcome)}" in told


@pytest.mark.skipif(not DOCUMENTS, reason="the documents are not here: VEJVIS_DOCUMENTS names no folder")
def test_it_is_verified(content: Content) -> None:
    assert [str(finding) for finding in verify(content, Path(DOCUMENTS)).findings] == []
