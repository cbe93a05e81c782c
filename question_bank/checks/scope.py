"""Owns what a rule looks at: the content, its facts by id, and how a finding is made; knows no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from question_bank.authoring import Content
from question_bank.findings import Finding
from question_bank.model import Bank, Case, Fact, Item, Lesson, Words


@dataclass(frozen=True)
class Scope:
    """One content under check. Units with a fault in a field are left out of `items`, `cases` and `lessons`."""

    content: Content
    facts: dict[str, Fact] = field(init=False)

    def __post_init__(self) -> None:
        """Index the facts."""
        object.__setattr__(self, "facts", {fact.id: fact for fact in self.bank.facts})

    @property
    def bank(self) -> Bank:
        """The bank under check."""
        return self.content.bank

    @property
    def items(self) -> Iterator[Item]:
        """The items whose fields could all be read."""
        return (item for item in self.bank.items if item.id not in self.content.faulty)

    @property
    def cases(self) -> Iterator[Case]:
        """The cases whose fields could all be read."""
        return (case for case in self.bank.cases if case.id not in self.content.faulty)

    @property
    def lessons(self) -> Iterator[Lesson]:
        """The lessons whose fields could all be read."""
        return (lesson for lesson in self.bank.lessons if lesson.id not in self.content.faulty)

    def finding(self, where: str, field: str, problem: str, advice: str, rule: str) -> Finding:
        """Return a finding about the unit whose id begins `where`."""
        return Finding(self.content.files.get(where.split(" ")[0], ""), where, field, problem, advice, rule)

    def texts(self) -> Iterator[tuple[str, str, Words]]:
        """Yield every text a learner can read: where it stands, its field, and the text in each language."""
        for role in self.bank.roles:
            yield role.id, "title", role.title
        for document in self.bank.documents:
            for name in ("title", "short", "kind", "describes", "trust"):
                yield document.id, name, getattr(document, name)
        for fact in self.bank.facts:
            yield fact.id, "statement", fact.statement
        for module in self.bank.modules:
            for name in ("title", "short", "summary", "introduction", "caution", "content_note"):
                yield module.id, name, getattr(module, name)
        for objective in self.bank.objectives:
            yield objective.id, "statement", objective.statement
            yield objective.id, "short", objective.short
        for lesson in self.lessons:
            yield from lesson_texts(lesson)
        for item in self.items:
            yield from item_texts(item)
        for case in self.cases:
            yield from case_texts(case)
        for blueprint in self.bank.blueprints:
            yield blueprint.id, "title", blueprint.title
            yield blueprint.id, "summary", blueprint.summary


Rule = Callable[[Scope], Iterator[Finding]]


def lesson_texts(lesson: Lesson) -> Iterator[tuple[str, str, Words]]:
    """Yield the texts of one lesson."""
    yield lesson.id, "title", lesson.title
    for number, block in enumerate(lesson.blocks, 1):
        where = f"{lesson.id} block {number}"
        yield where, "text", block.text
        yield where, "answer", block.answer
        for words in block.items:
            yield where, "items", words
        for row in block.rows:
            for words in row:
                yield where, "rows", words


def item_texts(item: Item) -> Iterator[tuple[str, str, Words]]:
    """Yield the texts of one item."""
    yield item.id, "vignette", item.vignette
    yield item.id, "stem", item.stem
    yield item.id, "content_note", item.content_note
    for option in item.options:
        yield f"{item.id} option {option.id}", "text", option.text
        yield f"{item.id} option {option.id}", "feedback", option.feedback


def case_texts(case: Case) -> Iterator[tuple[str, str, Words]]:
    """Yield the texts of one case."""
    for name in ("title", "summary", "content_note"):
        yield case.id, name, getattr(case, name)
    for scene in case.scenes:
        where = f"{case.id} scene {scene.id}"
        yield where, "title", scene.title
        yield where, "text", scene.text
        yield where, "unknown", scene.unknown
        for number, variant in enumerate(scene.variants, 1):
            yield f"{where} variant {number}", "text", variant.text
        for choice in scene.choices:
            yield f"{where} choice {choice.id}", "text", choice.text
            yield f"{where} choice {choice.id}", "consequence", choice.consequence
