"""Owns how each kind of unit is written as a table of TOML; knows no folder and no rule about what good content is."""

from __future__ import annotations

from collections.abc import Sequence

from question_bank.fields import Table
from question_bank.lexicon import lexicon
from question_bank.model import (
    AsOf,
    Block,
    BlockKind,
    Blueprint,
    Case,
    Choice,
    CriticalError,
    Document,
    Error,
    Fact,
    FactStatus,
    GradedUse,
    Item,
    Kind,
    Lesson,
    Module,
    ModuleMark,
    Objective,
    Option,
    Outcome,
    Passage,
    Pool,
    Quota,
    Rating,
    Scene,
    Tags,
    Variant,
    WorkRole,
)

NO_YEARS = AsOf(1900, 1900, "")
FACT_KINDS = (
    "number",
    "date",
    "duty",
    "authority",
    "law",
    "definition",
    "barrier",
    "service",
    "criticism",
    "statistic",
    "trend",
    "recommendation",
)


def role(table: Table) -> WorkRole:
    """Read a `[[role]]`."""
    return WorkRole(table.text("id"), table.words("title"))


def document(table: Table) -> Document:
    """Read a `[[document]]`."""
    return Document(
        id=table.text("id"),
        title=table.words("title"),
        short=table.words("short"),
        kind=table.words("kind"),
        describes=table.words("describes"),
        trust=table.words("trust"),
        as_of=table.as_of("as_of", True) or NO_YEARS,
        file=table.text("file"),
        sha256=table.text("sha256"),
        precedence=table.whole("precedence", 1, 99),
        passages=tuple(_passage(inner) for inner in table.tables("passage")),
    )


def _passage(table: Table) -> Passage:
    passage = Passage(
        id=table.text("id"),
        place=table.text("place"),
        lines=table.spans("lines"),
        digest=table.text("digest"),
        sentences=table.numbers("sentences"),
    )
    table.close()
    return passage


def fact(table: Table, document_id: str) -> Fact:
    """Read a `[[fact]]` of the document whose file it stands in."""
    return Fact(
        id=table.text("id"),
        statement=table.words("statement"),
        document=document_id,
        passages=tuple(_passage(inner) for inner in table.tables("passage", True)),
        as_of=table.as_of("as_of", True) or NO_YEARS,
        status=table.choice("status", FactStatus),
        graded_use=table.choice("graded_use", GradedUse),
        kind=table.one_of("kind", FACT_KINDS),
        relevance=table.whole("relevance", 1, 5),
        difficulty=table.whole("difficulty", 1, 3),
        modules=table.strings("modules", True),
        superseded_by=table.strings("superseded_by"),
        conflicts_with=table.strings("conflicts_with"),
        corroborated_by=table.strings("corroborated_by"),
        derived=table.text("derived", False),
        note=table.text("note", False),
    )


def module(table: Table, module_id: str) -> Module:
    """Read the `[module]` of the folder named `module_id`."""
    return Module(
        id=module_id,
        title=table.words("title"),
        short=table.words("short"),
        summary=table.words("summary"),
        introduction=table.words("introduction"),
        caution=table.words("caution"),
        content_note=table.words("content_note"),
        icon=table.text("icon"),
        accent=table.text("accent"),
        order=table.whole("order", 1, 99),
    )


def objective(table: Table, module_id: str, order: int) -> Objective:
    """Read an `[[objective]]`; `order` is its place among the objectives of its module."""
    return Objective(
        id=table.text("id"),
        module=module_id,
        statement=table.words("statement"),
        short=table.words("short"),
        must_know=table.flag("must_know"),
        as_of=table.as_of("as_of"),
        order=order,
        replaces=table.strings("replaces"),
        withdrawn=table.flag("withdrawn", False),
    )


def lesson(table: Table, blocks: Sequence[Table], module_id: str) -> Lesson:
    """Read a `[lesson]` with its `[[block]]`s."""
    return Lesson(
        id=table.text("id"),
        module=module_id,
        title=table.words("title"),
        minutes=table.whole("minutes", 1, 60),
        order=table.whole("order", 1, 99),
        objectives=table.strings("objectives", True),
        blocks=tuple(_block(block) for block in blocks),
        revision=table.whole("revision", 1, 10_000),
    )


def _block(table: Table) -> Block:
    kind = table.choice("kind", BlockKind)
    text = kind not in (BlockKind.LIST, BlockKind.TABLE)
    block = Block(
        kind=kind,
        text=table.words("text", text),
        answer=table.words("answer", True) if kind is BlockKind.QUESTION else {},
        items=table.words_list("items", True) if kind is BlockKind.LIST else (),
        rows=table.words_rows("rows", True) if kind is BlockKind.TABLE else (),
        facts=table.strings("facts"),
    )
    table.close()
    return block


def _tags(table: Table) -> Tags:
    allowed = lexicon().tags
    tags = Tags(
        sex=table.one_of("sex", allowed["sex"]),
        age=table.one_of("age", allowed["age"]),
        nationality=table.one_of("nationality", allowed["nationality"]),
        residence=table.one_of("residence", allowed["residence"]),
        form=table.one_of("form", allowed["form"]),
        outcome=table.choice("outcome", Outcome) if table.has("outcome") else None,
    )
    table.close()
    return tags


def item(table: Table, module_id: str) -> Item:
    """Read an `[[item]]` with its options."""
    return Item(
        id=table.text("id"),
        module=module_id,
        objective=table.text("objective"),
        family=table.text("family"),
        kind=table.choice("kind", Kind),
        pool=table.choice("pool", Pool),
        level=table.whole("level", 1, 3),
        revision=table.whole("revision", 1, 10_000),
        vignette=table.words("vignette", False),
        stem=table.words("stem"),
        options=tuple(_option(inner) for inner in table.tables("option", True)),
        facts=table.strings("facts", True),
        tags=_tags(table.table("tags")),
        answers=table.whole("answers", 1, 9, 1),
        as_of=table.as_of("as_of"),
        role=table.text("role", False),
        content_note=table.words("content_note", False),
        equivalent=table.text("equivalent", False),
    )


def _option(table: Table) -> Option:
    option = Option(
        id=table.text("id"),
        text=table.words("text"),
        correct=table.flag("correct", False),
        feedback=table.words("feedback"),
        fact=table.text("fact"),
        error=table.choice("error", Error, Error.NONE),
    )
    table.close()
    return option


def case(table: Table, scenes: Sequence[Table], module_id: str) -> Case:
    """Read a `[case]` with its `[[scene]]`s."""
    return Case(
        id=table.text("id"),
        module=module_id,
        title=table.words("title"),
        role=table.text("role"),
        minutes=table.whole("minutes", 1, 60),
        outcome=table.choice("outcome", Outcome),
        objectives=table.strings("objectives", True),
        summary=table.words("summary"),
        content_note=table.words("content_note", False),
        tags=_tags(table.table("tags")),
        start=table.text("start"),
        scenes=tuple(_scene(scene) for scene in scenes),
        expert_path=table.strings("expert_path", True, True),
        revision=table.whole("revision", 1, 10_000),
        equivalent=table.text("equivalent", False),
    )


def _scene(table: Table) -> Scene:
    scene = Scene(
        id=table.text("id"),
        title=table.words("title"),
        text=table.words("text"),
        facts=table.strings("facts"),
        choices=tuple(_choice(inner) for inner in table.tables("choice")),
        variants=tuple(_variant(inner) for inner in table.tables("variant")),
        sets=table.strings("sets"),
        unknown=table.words("unknown", False),
    )
    table.close()
    return scene


def _choice(table: Table) -> Choice:
    choice = Choice(
        id=table.text("id"),
        text=table.words("text"),
        rating=table.choice("rating", Rating),
        consequence=table.words("consequence"),
        fact=table.text("fact"),
        goto=table.text("goto"),
        error=table.choice("error", Error, Error.NONE),
        sets=table.strings("sets"),
    )
    table.close()
    return choice


def _variant(table: Table) -> Variant:
    variant = Variant(table.text("state"), table.words("text"), table.flag("unless", False))
    table.close()
    return variant


def blueprint(table: Table, quotas: Sequence[Table]) -> Blueprint:
    """Read a `[blueprint]` with its `[[quota]]`s."""
    return Blueprint(
        id=table.text("id"),
        title=table.words("title"),
        summary=table.words("summary"),
        pool=table.choice("pool", Pool),
        quotas=tuple(_quota(quota) for quota in quotas),
        minutes=table.whole("minutes", 0, 600),
        pass_mark=table.whole("pass_mark", 0, 999),
        interruptions=table.one_of("interruptions", ("count", "pause")),
        confidence=table.one_of("confidence", ("off", "optional", "required")),
        feedback=table.one_of("feedback", ("nothing", "score", "objectives", "everything")),
        attempts=table.whole("attempts", 0, 99),
        revision=table.whole("revision", 1, 10_000),
        essential=table.strings("essential"),
        module_marks=tuple(_module_mark(mark) for mark in table.tables("module_mark")),
        critical=tuple(_critical(critical) for critical in table.tables("critical")),
        critical_choices=table.flag("critical_choices", False),
        feedback_from_ms=table.moment("feedback_from"),
        opens_ms=table.moment("opens_at"),
        due_ms=table.moment("due_at"),
        closes_ms=table.moment("closes_at"),
        valid_months=table.whole("valid_months", 0, 600, 0),
    )


def _quota(table: Table) -> Quota:
    quota = Quota(
        table.text("module"),
        table.whole("count", 1, 999),
        table.strings("objectives"),
        tuple(table.members("kinds", Kind)),
        table.flag("cases", False),
    )
    table.close()
    return quota


def _module_mark(table: Table) -> ModuleMark:
    mark = ModuleMark(table.text("module"), table.whole("right", 1, 999))
    table.close()
    return mark


def _critical(table: Table) -> CriticalError:
    objective, error = table.text("objective"), table.choice("error", Error)
    if error is Error.NONE:
        table.fault("error", "is none", "Choose miss or false-alarm.")
    table.close()
    return CriticalError(objective, error)
