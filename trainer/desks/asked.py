"""Owns how what was asked in an assessment is shown again: own answers, and where its rules show them keys and reasons."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from question_bank.bank import BankFile
from question_bank.model import Case, Item, Rating, Scene, read, speaks
from trainer.core import scoring
from trainer.core.attempt import AttemptState, StepState, UnitState
from trainer.core.events import UnitKind
from trainer.core.scoring import Ruling, RulingKind, Rulings
from trainer.core.units import CaseUnit
from trainer.core.views import OptionView, QuestionView, Verdict
from trainer.desks import showing
from trainer.records.archive import Archive

_HELD = (Rating.BEST, Rating.DEFENSIBLE)

Question = tuple[QuestionView, Verdict | None]


def questions(
    bank: BankFile, archive: Archive, state: AttemptState, rulings: Rulings, keys: bool, language: str
) -> tuple[Question, ...]:
    """Every question of a form, in order; of a case each scene in which something was decided.

    Without `keys` they show what was chosen and no more.
    """
    rows: list[Question] = []
    total = len(state.units)
    for place, unit in enumerate(state.units):
        if unit.ref.kind == UnitKind.CASE:
            case = archive.get(unit.ref.digest, Case)
            rows += _scenes(bank, case, unit, place, total, keys, language)
            continue
        item = archive.item(unit.ref.digest)
        question = showing.question_view(item, unit, place, total, language, marked=keys)
        verdict = showing.verdict(bank, item, unit, language) if keys and unit.seen else None
        ruling = rulings.get(unit.ref.digest)
        if ruling is not None:
            question, verdict = _ruled(question, verdict, item, unit, ruling)
        rows.append((question, verdict))
    return tuple(rows)


def _ruled(question: QuestionView, verdict: Verdict | None, item: Item, unit: UnitState, ruling: Ruling) -> Question:
    """The same as it is marked by a ruling. With another key the reasons of the old one are no longer told."""
    question = replace(question, ruling=ruling.kind.value)
    if verdict is None:
        return question, None
    chosen = unit.steps[0].options
    verdict = replace(verdict, right=bool(chosen) and scoring.right(item, chosen, ruling))
    if ruling.kind is RulingKind.KEY:
        options = tuple(
            replace(
                option,
                correct=option.id in ruling.key,
                explanation=option.explanation if (option.id in ruling.key) is (option.id in item.key) else "",
            )
            for option in question.options
        )
        letters = tuple(option.letter for option in options if option.correct)
        return replace(question, options=options), replace(verdict, key_letters=letters)
    return question, verdict


def _scenes(
    bank: BankFile, case: Case, unit: UnitState, place: int, total: int, keys: bool, language: str
) -> Iterator[Question]:
    inside = CaseUnit(case)
    choices = tuple(step.options[0] for step in unit.steps if step.options)
    for count, step in enumerate(unit.steps or (StepState(unit.ref.digest, ()),)):
        passed = inside.place(choices[:count])
        scene = passed.scene
        if scene.ending:
            continue
        texts = tuple(read(words, language) for words in passed.texts())
        question = _scene(case, scene, texts, step, unit, place, total, keys, language)
        verdict = None
        if keys and step.options:
            named = [choice.fact for choice in scene.choices if choice.rating is Rating.BEST]
            held = all(scene.choice(option).rating in _HELD for option in step.options)
            letters = tuple(option.letter for option in question.options if option.correct)
            verdict = Verdict(held, letters, showing.fact_views(bank, named, language), 0, None)
        yield question, verdict


def _scene(
    case: Case,
    scene: Scene,
    texts: tuple[str, ...],
    step: StepState,
    unit: UnitState,
    place: int,
    total: int,
    keys: bool,
    language: str,
) -> QuestionView:
    order = step.order or tuple(choice.id for choice in scene.choices)
    options = []
    for letter, choice_id in zip(showing.LETTERS, order, strict=False):
        choice = scene.choice(choice_id)
        options.append(
            OptionView(
                choice.id,
                letter,
                read(choice.text, language),
                chosen=choice.id in step.options,
                correct=choice.rating in _HELD if keys else None,
                explanation=read(choice.consequence, language) if keys else "",
            )
        )
    return QuestionView(
        unit=place,
        number=place + 1,
        total=total,
        digest=step.digest,
        id=scene.id,
        vignette="\n\n".join(texts),
        stem=f"{read(case.title, language)}: {read(scene.title, language)}",
        options=tuple(options),
        answers=1,
        as_of="",
        content_note="",
        confidence=None,
        flagged=unit.flagged,
        other_language=not speaks(scene.text, language),
    )
