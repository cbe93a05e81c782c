"""Owns the desk of reference cards: which facts stand on one, whose misses, which local numbers; knows no paper."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from question_bank import canonical
from question_bank.bank import BankFile
from question_bank.model import Fact, Module, Pool, Rating, Scene, read
from trainer.clock import Clock
from trainer.core import attempt
from trainer.core.cards import (
    LONGEST_ENTRY,
    MOST_NUMBERS,
    CardDocument,
    CardLine,
    CardPart,
    LocalNumber,
    LocalNumbers,
    Part,
    ReferenceCard,
)
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.records.archive import Archive
from trainer.records.journal import Journal
from trainer.records.people import People
from trainer.records.queries.met import MetQueries, MetRecord
from trainer.records.settings import Settings

_KEY = "card.numbers"
_KINDS = {
    "duty": Part.ROUTE,
    "authority": Part.DECIDES,
    "definition": Part.FACTS,
    "law": Part.FACTS,
    "number": Part.FACTS,
    "service": Part.FACTS,
    "barrier": Part.FACTS,
}
"""Which part a kind of fact belongs to. What somebody criticises or recommends is for lessons, not for a card."""
_MOST = {Part.OWN: 5, Part.ROUTE: 6, Part.DECIDES: 5, Part.FACTS: 6}
"""So that most cards take two sides of A5, or one of A4."""
_SHORT = 130
"""Characters of a statement that is read at a glance; longer ones come after it."""
_HIGHEST = 5
_FEW = 3
"""Lines of a part that is not filled with what one need not know."""
_ASKED = 20
"""So many practice questions of an objective say which facts it rests on: a large bank has many alike."""


class Carding:
    """What a reference card is made of."""

    def __init__(
        self,
        bank: BankFile,
        archive: Archive,
        journal: Journal,
        met: MetQueries,
        people: People,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._bank = bank
        self._archive = archive
        self._journal = journal
        self._met = met
        self._people = people
        self._settings = settings
        self._clock = clock

    def modules(self, language: str) -> tuple[tuple[str, str], ...]:
        """Modules as (id, title), in order."""
        return tuple((module.id, read(module.title, language)) for module in self._bank.modules())

    def card(self, person: str, name: str, module_id: str, personal: bool, language: str) -> ReferenceCard:
        """One module's card, with the person's own misses on top where it is `personal`. Raises Refused, Fault."""
        module = self._bank.find_module(module_id)
        if module is None:
            raise Refused("module.unknown")
        own = tuple(self._missed(person, module_id)) if personal else ()
        chosen = [(Part.OWN, own)]
        taken = {fact.id for fact in own}
        taught = [fact for fact in self._taught(module) if fact.core and fact.id not in taken]
        asked = self._asked(module)
        spare = 0
        for part in (Part.ROUTE, Part.DECIDES, Part.FACTS):
            # What is the person's own takes its room from the rest; what one part leaves is the last one's.
            most = _MOST[part] - (len(own) + 2) // 3
            lines = _chosen(taught, part, module, asked, most + (spare if part is Part.FACTS else 0))
            spare += most - len(lines)
            chosen.append((part, lines))
        facts = [fact for _part, several in chosen for fact in several]
        now = self._clock.now()
        numbers = self.numbers(person)
        return ReferenceCard(
            module=module.id,
            title=read(module.title, language),
            person=name if personal else "",
            parts=tuple(
                CardPart(part, tuple(self._line(fact, language) for fact in several))
                for part, several in chosen
                if several
            ),
            numbers=(*numbers.everybody, *numbers.own),
            documents=self._documents(facts, language),
            caution=read(module.caution, language),
            bank_version=self._bank.meta.version,
            draft=self._bank.meta.draft,
            printed_ms=now.utc_ms,
            offset_min=now.offset_min,
        )

    def numbers(self, person: str) -> LocalNumbers:
        """The numbers entered for everybody, and the person's own."""
        return LocalNumbers(_numbers(self._settings.get(_KEY)), _numbers(self._settings.of(person, _KEY)))

    def keep_numbers(self, person: str, numbers: tuple[LocalNumber, ...]) -> LocalNumbers:
        """Keep a person's numbers: a trainer's are for everybody on this computer, a learner's their own.

        Lines with neither label nor number are dropped. Raises Refused("card.too-many"), ("card.too-long"), Fault.
        """
        kept = tuple(one for one in map(_cleaned, numbers) if one.label or one.number)
        if len(kept) > MOST_NUMBERS:
            raise Refused("card.too-many", most=MOST_NUMBERS)
        if any(len(text) > LONGEST_ENTRY for one in kept for text in (one.label, one.number)):
            raise Refused("card.too-long", longest=LONGEST_ENTRY)
        value = canonical.encode(kept).decode()
        if self._people.get(person).access is Access.TRAINER:
            self._settings.set(_KEY, value)
        else:
            self._settings.set_of(person, _KEY, value)
        return self.numbers(person)

    def _taught(self, module: Module) -> Iterator[Fact]:
        """The facts of a module's lessons in the order in which they are taught."""
        ids = (fact for lesson in self._bank.lessons(module.id) for block in lesson.blocks for fact in block.facts)
        for fact_id in dict.fromkeys(ids):
            fact = self._bank.find_fact(fact_id)
            if fact is not None:
                yield fact

    def _asked(self, module: Module) -> list[list[str]]:
        """The facts that the practice questions of each objective one must know rest on, the most asked first."""
        counts: dict[str, Counter[str]] = {}
        seen: Counter[str] = Counter()
        for row in self._bank.index((Pool.PRACTICE,)):
            if row.module == module.id and seen[row.objective] < _ASKED:
                seen[row.objective] += 1
                counts.setdefault(row.objective, Counter()).update(self._bank.item(row.digest).facts)
        must = (one.id for one in self._bank.objectives(module.id) if one.must_know and one.id in counts)
        return [[fact for fact, _ in counts[one].most_common()] for one in must]

    def _missed(self, person: str, module: str) -> Iterator[Fact]:
        """What would have been right in the questions and cases missed, the latest first."""
        missed = [(one.place, self._key_facts(one.step)) for one in self._met.missed(person, module)]
        missed += [(one.place, self._best_facts(one.step)) for one in self._misjudged(person, module)]
        named = (fact for _place, several in sorted(missed, reverse=True) for fact in several)
        facts = (self._bank.find_fact(fact_id) for fact_id in dict.fromkeys(named))
        for place, fact in enumerate(fact for fact in facts if fact is not None):
            if place == _MOST[Part.OWN]:
                return
            yield fact

    def _misjudged(self, person: str, module: str) -> Iterator[MetRecord]:
        """Choices that were not good, in cases read to the end, unless a later reading put them right."""
        read_out: dict[str, bool] = {}
        seen = set()
        for record in self._met.choices(person, module):
            if record.stream not in read_out:
                state = attempt.replay(self._journal.events(record.stream))
                read_out[record.stream] = state is not None and state.answered() > 0
            if not read_out[record.stream] or record.step in seen:
                continue
            seen.add(record.step)
            if not record.right:
                yield record

    def _key_facts(self, digest: str) -> tuple[str, ...]:
        """The facts behind the right options of an item."""
        try:
            item = self._archive.item(digest)
        except KeyError:
            return ()
        return tuple(option.fact for option in item.options if option.correct)

    def _best_facts(self, digest: str) -> tuple[str, ...]:
        """The facts behind the best choices of a scene."""
        try:
            scene = self._archive.get(digest, Scene)
        except KeyError:
            return ()
        return tuple(choice.fact for choice in scene.choices if choice.rating is Rating.BEST)

    def _line(self, fact: Fact, language: str) -> CardLine:
        document = self._bank.document(fact.document)
        return CardLine(read(fact.statement, language), fact.as_of.label, read(document.short, language))

    def _documents(self, facts: Iterable[Fact], language: str) -> tuple[CardDocument, ...]:
        named = {fact.document for fact in facts}
        return tuple(
            CardDocument(read(one.short, language), read(one.title, language), one.as_of.label)
            for one in self._bank.documents()
            if one.id in named
        )


def _chosen(taught: list[Fact], part: Part, module: Module, asked: list[list[str]], most: int) -> tuple[Fact, ...]:
    """The few facts of one part, in taught order.

    Each objective one must know gives the fact its questions rest on most, if it is of the most relevant; then come the
    others that such objectives ask, the module's own, the most relevant, the short ones, the latest. What they do not ask stands
    there only where there would be next to nothing.
    """
    ours = [fact for fact in taught if _KINDS.get(fact.kind) is part]
    known = {fact.id: fact for fact in ours}
    central = (next((known[one] for one in facts if one in known), None) for facts in asked)
    must = {fact for facts in asked for fact in facts}
    ranked = [fact for fact in central if fact is not None and fact.relevance == _HIGHEST]
    ranked += sorted(ours, key=lambda fact: _rank(fact, module, must))
    best: list[str] = []
    for fact in ranked:
        if fact.id not in best and len(best) < most and (fact.id in must or len(best) < _FEW):
            best.append(fact.id)
    return tuple(fact for fact in ours if fact.id in best)


def _rank(fact: Fact, module: Module, must: set[str]) -> tuple[bool, bool, int, bool, int]:
    own = module.id in fact.modules
    long = len(fact.statement.get("en", "")) > _SHORT
    return fact.id not in must, not own, -fact.relevance, long, -fact.as_of.end


def _cleaned(number: LocalNumber) -> LocalNumber:
    return LocalNumber(_plain(number.label), _plain(number.number))


def _plain(text: str) -> str:
    """NFC on one line, without controls and marks of writing direction."""
    composed = unicodedata.normalize("NFC", text[: 100 * LONGEST_ENTRY])
    return " ".join("".join(c for c in composed if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf")).split())


def _numbers(value: str) -> tuple[LocalNumber, ...]:
    if not value:
        return ()
    try:
        return canonical.decode(value, tuple[LocalNumber, ...])
    except msgspec.MsgspecError:
        # Written by another version: the lines are empty, and the next change writes them anew.
        return ()
