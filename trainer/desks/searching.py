"""Owns the desk of searching: lessons, facts and the practice questions a person has met; knows no widget.

What a person has not met stays unread: a search must not show the next question. Self-check and graded questions are
not in what is searched at all.
"""

from __future__ import annotations

from collections.abc import Callable

from question_bank.bank import BankFile, SearchHit, search_terms
from question_bank.model import Block, Confidence, Lesson, read
from question_bank.search import SearchStopped, search_spellings
from trainer.core.attempt import Status, StepState, UnitState
from trainer.core.events import FormUnit
from trainer.core.finds import Find, FindGroup, FindKind, Finds, SearchGivenUp
from trainer.core.message import Refused
from trainer.core.policies import Mode
from trainer.core.views import QuestionView, Verdict
from trainer.desks import showing
from trainer.records.archive import Archive
from trainer.records.queries.learner import LearnerQueries
from trainer.records.queries.met import MetQueries

MOST = {FindKind.LESSON: 8, FindKind.FACT: 12, FindKind.QUESTION: 12}
"""So many of each kind are shown."""
FEWEST = 2
"""Letters that a search begins with: one alone finds everything."""
LONGEST = 200
"""Letters of a text that are searched for."""


class Searching:
    """What a person looks for."""

    def __init__(self, bank: BankFile, archive: Archive, queries: LearnerQueries, met: MetQueries) -> None:
        self._bank = bank
        self._archive = archive
        self._queries = queries
        self._met = met

    def search(self, person: str, text: str, language: str, stopped: Callable[[], bool] | None = None) -> Finds:
        """Look for every word of `text`; the last one may be a beginning. Made for a worker thread.

        Raises SearchGivenUp soon after `stopped` says yes, Refused("search.closed") while an assessment runs, Fault.
        """
        self._refuse_examined(person)
        wanted = text[:LONGEST]
        if sum(len(term) for term in search_terms(wanted)) < FEWEST:
            return Finds(text, ())
        groups = []
        for kind in FindKind:
            ids = self._met.items(person) if kind is FindKind.QUESTION else None
            try:
                hits = self._bank.search(wanted, language, MOST[kind] + 1, kind.value, ids, stopped)
            except SearchStopped:
                raise SearchGivenUp from None
            finds = tuple(self._find(kind, hit, wanted, language) for hit in hits[: MOST[kind]])
            if finds:
                groups.append(FindGroup(kind, finds, len(hits) > MOST[kind]))
        return Finds(text, tuple(groups))

    def question(self, person: str, item_id: str, language: str) -> tuple[QuestionView, Verdict]:
        """A question as the person last answered it, with key and explanations.

        Raises Refused: search.closed while an assessment runs, search.unmet where they have not answered it; Fault.
        """
        self._refuse_examined(person)
        record = self._met.met(person, {item_id}).get(item_id)
        if record is None:
            raise Refused("search.unmet")
        try:
            item = self._archive.item(record.step)
        except KeyError:
            raise Refused("search.unmet") from None
        order = tuple(option.id for option in item.options)
        confidence = Confidence(record.confidence) if record.confidence else None
        ref = FormUnit("item", record.step, item.id, item.module, item.objective, item.family)
        unit = UnitState(ref, (StepState(record.step, order, record.options, confidence),))
        return (
            showing.question_view(item, unit, 0, 1, language, marked=True),
            showing.verdict(self._bank, item, unit, language),
        )

    def _refuse_examined(self, person: str) -> None:
        running = (one for one in self._queries.open_streams(person) if one.mode == Mode.ASSESSMENT.value)
        if any(one.status == Status.RUNNING.value for one in running):
            raise Refused("search.closed")

    def _find(self, kind: FindKind, hit: SearchHit, text: str, language: str) -> Find:
        excerpt = _plain(hit.excerpt)
        if kind is FindKind.FACT:
            fact = self._bank.fact(hit.id)
            document = self._bank.document(fact.document)
            return Find(kind, hit.id, hit.title, "", read(document.short, language), year=fact.as_of.label)
        module = self._bank.find_module(hit.module)
        note = read(module.title, language) if module is not None else ""
        block = 0
        if kind is FindKind.LESSON:
            block = _block(self._bank.lesson(hit.id), text, language)
        elif excerpt.strip("…") in hit.title:
            excerpt = ""
        return Find(kind, hit.id, hit.title.replace("*", ""), excerpt, note, block)


def _block(lesson: Lesson, text: str, language: str) -> int:
    """The first block with the most of the words looked for."""
    terms = [tuple(one.casefold() for one in several) for several in search_spellings(text)]
    counts = [_count(block, terms, language) for block in lesson.blocks]
    most = max(counts, default=0)
    return counts.index(most) if most else 0


def _count(block: Block, terms: list[tuple[str, ...]], language: str) -> int:
    texts = (block.text, block.answer, *block.items, *(cell for row in block.rows for cell in row))
    # A spelling may be of two words, as "262 a" is.
    said = "".join(f" {word.casefold()}" for text in texts for word in search_terms(read(text, language)))
    return sum(any(f" {one}" in said for one in several) for several in terms)


def _plain(text: str) -> str:
    """Without the signs around the words found and around what is emphasised."""
    return text.replace("«", "").replace("»", "").replace("*", "")
