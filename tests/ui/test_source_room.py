"""Holds the longest years that the ledger knows, beside "newer source", to the room that sources have."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from question_bank.authoring import load
from question_bank.source import HERE
from tests.ui.stretched import cut, stretch
from trainer.catalogue import Catalogue
from trainer.core.views import FactView
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import as_of
from trainer.ui.components.source import SourceCard
from trainer.ui.pages.case_parts import FactLine
from trainer.ui.theme import Look

MOST_SHOWN = 3
HIGH = 6000
PLACES = [("side panel", 320, 1.0), ("main column", 720, 1.0), ("class view", 1100, 1.5), ("smallest window", 880, 2.0)]
FACT = FactView("fact-one", "What the source says.", "The annual report", "Protection, paragraph 1", "2022", False)


def longest(words: Catalogue) -> list[str]:
    """The years of the ledger, those with the most to say first."""
    labels = {fact.as_of.label for fact in load([HERE / "content"]).bank.facts}
    return sorted(labels, key=lambda label: (-len(as_of(label, words)), label))


@pytest.mark.parametrize(("width", "scale"), [place[1:] for place in PLACES], ids=[place[0] for place in PLACES])
@pytest.mark.parametrize("language", ["en", "da"])
def test_every_year_has_room_beside_a_newer_source(
    look: Look, show: Any, monkeypatch: pytest.MonkeyPatch, width: int, scale: float, language: str
) -> None:
    if language == "en":
        stretch(monkeypatch)
    words = Catalogue(language)
    look.set_text_scale(scale)
    holder = QWidget()
    page = QWidget(holder)
    column = Column(look, 8, parent=page)
    labels = longest(words)
    assert "by January 2013" in labels[:MOST_SHOWN]
    for label, newer in product(labels[:MOST_SHOWN], (True, False)):
        fact = replace(FACT, as_of=label, superseded=newer)
        card = SourceCard(look, words, open_words=words.say("source.open"), parent=page)
        card.show_source(fact.statement, fact.document, fact.place, label, newer)
        column.addWidget(card)
        column.addWidget(FactLine(fact, look, words, page, narrow=width < look.size("readingWidth")))
    column.addStretch(1)
    page.resize(width, HIGH)
    show(holder, width, HIGH)
    assert cut(holder) == []
