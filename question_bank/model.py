"""Owns what a bank is made of: frozen values for modules, items, cases and facts; knows no file and no SQL.

Identity, key, facts and tags are free of language; every text that a person reads is `Words`. Nothing in here names a
country or a subject: those are data. The terms that the values are described with can be had from here as well.
"""

from __future__ import annotations

import msgspec

from question_bank.blueprints import Blueprint, CriticalError, ModuleMark, Quota
from question_bank.terms import (
    BASE_LANGUAGE,
    BlockKind,
    Confidence,
    Edition,
    Error,
    FactStatus,
    GradedUse,
    Kind,
    Outcome,
    Pool,
    Rating,
    Words,
    read,
    speaks,
)

__all__ = [
    "BASE_LANGUAGE",
    "AsOf",
    "Bank",
    "Block",
    "BlockKind",
    "Blueprint",
    "Case",
    "Choice",
    "Confidence",
    "CriticalError",
    "Document",
    "Edition",
    "Error",
    "Fact",
    "FactStatus",
    "GradedUse",
    "Item",
    "Kind",
    "Lesson",
    "Module",
    "ModuleMark",
    "Objective",
    "Option",
    "Outcome",
    "Passage",
    "Pool",
    "Quota",
    "Rating",
    "Scene",
    "Tags",
    "Variant",
    "Words",
    "WorkRole",
    "read",
    "speaks",
]


class AsOf(msgspec.Struct, frozen=True):
    """The years a statement describes: first and last year, and the label a screen shows ("2022", "2011-2014")."""

    start: int
    end: int
    label: str


class Passage(msgspec.Struct, frozen=True):
    """Where in a document something stands: `digest` of the passage's normalised text, `sentences` counted from 1."""

    id: str
    place: str
    lines: tuple[tuple[int, int], ...]
    digest: str
    sentences: tuple[int, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """One source document.

    `sha256` is the digest of the file's bytes; `kind` is its sort in plain words; `trust` says how far it carries.
    `passages` are those that only corroborate facts; the others stand with the facts that they carry.
    """

    id: str
    title: Words
    short: Words
    kind: Words
    describes: Words
    trust: Words
    as_of: AsOf
    file: str
    sha256: str
    precedence: int
    passages: tuple[Passage, ...] = ()


class Fact(msgspec.Struct, frozen=True):
    """One statement in the bank's own words, tied to the passages that carry it."""

    id: str
    statement: Words
    document: str
    passages: tuple[Passage, ...]
    as_of: AsOf
    status: FactStatus
    graded_use: GradedUse
    kind: str
    relevance: int
    difficulty: int
    modules: tuple[str, ...]
    superseded_by: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()
    corroborated_by: tuple[str, ...] = ()
    derived: str = ""
    note: str = ""

    @property
    def core(self) -> bool:
        """Say whether a complete bank must teach and ask it: current, gradable, relevance 4 or 5."""
        return self.status is FactStatus.CURRENT and self.graded_use is not GradedUse.NOT_GRADED and self.relevance >= 4


class WorkRole(msgspec.Struct, frozen=True):
    """A kind of worker a learner can be, and whom a vignette addresses."""

    id: str
    title: Words


class Module(msgspec.Struct, frozen=True):
    """A subject of the training, with the caution shown once at its start."""

    id: str
    title: Words
    short: Words
    summary: Words
    introduction: Words
    caution: Words
    content_note: Words
    icon: str
    accent: str
    order: int


class Objective(msgspec.Struct, frozen=True):
    """What a learner can do afterwards. Ids are stable; `replaces` names the ids it took over from."""

    id: str
    module: str
    statement: Words
    short: Words
    must_know: bool
    as_of: AsOf | None
    order: int
    replaces: tuple[str, ...] = ()
    withdrawn: bool = False


class Block(msgspec.Struct, frozen=True):
    """A piece of a lesson.

    heading and paragraph use `text`; list uses `items`; table uses `rows`, its first row the header; note uses `text`;
    question uses `text` for what to think about and `answer` for what is revealed. `*emphasis*` is the only mark-up.
    """

    kind: BlockKind
    text: Words = msgspec.field(default_factory=dict)
    answer: Words = msgspec.field(default_factory=dict)
    items: tuple[Words, ...] = ()
    rows: tuple[tuple[Words, ...], ...] = ()
    facts: tuple[str, ...] = ()


class Lesson(msgspec.Struct, frozen=True):
    """Five to ten minutes of reading that teaches what the items of its objectives ask."""

    id: str
    module: str
    title: Words
    minutes: int
    order: int
    objectives: tuple[str, ...]
    blocks: tuple[Block, ...]
    revision: int


class Tags(msgspec.Struct, frozen=True):
    """Who a vignette or case concerns, for the fairness figures. "none" where no person is concerned."""

    sex: str
    age: str
    nationality: str
    residence: str
    form: str
    outcome: Outcome | None = None


class Option(msgspec.Struct, frozen=True):
    """One answer to an item. `fact` is the fact that makes it right or wrong."""

    id: str
    text: Words
    correct: bool
    feedback: Words
    fact: str
    error: Error = Error.NONE


class Item(msgspec.Struct, frozen=True):
    """One question. `family` groups the variants of one objective; `answers` says how many options are keyed."""

    id: str
    module: str
    objective: str
    family: str
    kind: Kind
    pool: Pool
    level: int
    revision: int
    vignette: Words
    stem: Words
    options: tuple[Option, ...]
    facts: tuple[str, ...]
    tags: Tags
    answers: int = 1
    as_of: AsOf | None = None
    role: str = ""
    content_note: Words = msgspec.field(default_factory=dict)
    equivalent: str = ""

    @property
    def key(self) -> frozenset[str]:
        """The ids of the keyed options."""
        return frozenset(option.id for option in self.options if option.correct)

    def option(self, option_id: str) -> Option:
        """Return one option. Raises KeyError if the item has none of that id."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


class Variant(msgspec.Struct, frozen=True):
    """Text that a scene adds where earlier choices left `state` set (or, with `unless`, left it unset)."""

    state: str
    text: Words
    unless: bool = False


class Choice(msgspec.Struct, frozen=True):
    """One thing to do in a scene: what it leads to, which state it leaves, and why it is rated so."""

    id: str
    text: Words
    rating: Rating
    consequence: Words
    fact: str
    goto: str
    error: Error = Error.NONE
    sets: tuple[str, ...] = ()


class Scene(msgspec.Struct, frozen=True):
    """One step of a case. A scene without choices is an ending; `unknown` says there what stays unknown."""

    id: str
    title: Words
    text: Words
    facts: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    variants: tuple[Variant, ...] = ()
    sets: tuple[str, ...] = ()
    unknown: Words = msgspec.field(default_factory=dict)

    @property
    def ending(self) -> bool:
        """Say whether the case ends here."""
        return not self.choices

    def choice(self, choice_id: str) -> Choice:
        """Return one choice. Raises KeyError if the scene has none of that id."""
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)


class Case(msgspec.Struct, frozen=True):
    """A branching case: scenes joined by choices, begun at `start`; `expert_path` names choice ids from there."""

    id: str
    module: str
    title: Words
    role: str
    minutes: int
    outcome: Outcome
    objectives: tuple[str, ...]
    summary: Words
    content_note: Words
    tags: Tags
    start: str
    scenes: tuple[Scene, ...]
    expert_path: tuple[str, ...]
    revision: int
    equivalent: str = ""

    def scene(self, scene_id: str) -> Scene:
        """Return one scene. Raises KeyError if the case has none of that id."""
        for scene in self.scenes:
            if scene.id == scene_id:
                return scene
        raise KeyError(scene_id)


class Bank(msgspec.Struct, frozen=True):
    """All authored content at once, as authoring reads it and building writes it."""

    name: str
    version: str
    languages: tuple[str, ...]
    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    roles: tuple[WorkRole, ...]
    modules: tuple[Module, ...]
    objectives: tuple[Objective, ...]
    lessons: tuple[Lesson, ...]
    items: tuple[Item, ...]
    cases: tuple[Case, ...]
    blueprints: tuple[Blueprint, ...]
