"""Owns turning a case and a way through it into the rows that pages show, in one language; knows no rule and no storage."""

from __future__ import annotations

from difflib import SequenceMatcher

import msgspec

from question_bank.bank import BankFile
from question_bank.casegraph import CaseGraph
from question_bank.model import Case, Choice, Rating, Scene, read, speaks
from trainer.core.attempt import UnitState
from trainer.core.case_views import (
    ChoiceView,
    CompareView,
    DebriefView,
    JudgedView,
    LaterView,
    SceneView,
    StationView,
)
from trainer.core.units import CaseUnit, Place
from trainer.desks import showing


class _Passed(msgspec.Struct, frozen=True):
    """A scene on a way and the choice made there, None where the way stands or ends."""

    place: Place
    choice: Choice | None

    @property
    def scene(self) -> Scene:
        return self.place.scene


def _way(case: Case, choices: tuple[str, ...]) -> tuple[_Passed, ...]:
    """Follow choices from the start; the last scene has none."""
    unit = CaseUnit(case)
    passed = []
    for count in range(len(choices) + 1):
        place = unit.place(choices[:count])
        passed.append(_Passed(place, place.scene.choice(choices[count]) if count < len(choices) else None))
    return tuple(passed)


def choices_of(unit: UnitState) -> tuple[str, ...]:
    """The choices made in a case, in order."""
    return tuple(step.options[0] for step in unit.steps if step.options)


def scene_view(bank: BankFile, case: Case, unit: UnitState, language: str) -> SceneView:
    """The scene last on the screen, decided or not, with the way that led there."""
    step = unit.steps[-1]
    decided = bool(step.options)
    way = _way(case, choices_of(unit))
    if decided:
        way = way[:-1]
    here = way[-1]
    scene = here.scene
    choices = tuple(
        ChoiceView(choice_id, number, read(scene.choice(choice_id).text, language), choice_id in step.options)
        for number, choice_id in enumerate(step.order, 1)
    )
    graph = CaseGraph(case)
    ahead = graph.words_ahead()
    rest = ahead[here.choice.goto] if here.choice is not None else ahead[scene.id]
    share = 1 - rest / ahead[case.start]
    fewest, most = graph.decisions()
    number = len(way)
    return SceneView(
        digest=step.digest,
        number=number,
        title=read(scene.title, language),
        texts=tuple(read(words, language) for words in here.place.texts()),
        choices=choices,
        decided=decided,
        consequence=read(here.choice.consequence, language) if here.choice else "",
        facts=showing.fact_views(bank, [here.choice.fact], language) if here.choice else (),
        ending=scene.ending,
        unknown=read(scene.unknown, language),
        stations=tuple(
            StationView(place, read(passed.scene.title, language), _decision(passed, language))
            for place, passed in enumerate(way, 1)
        ),
        share=1.0 if scene.ending else share,
        minutes_left=0 if scene.ending else max(1, round(case.minutes * (1 - share))),
        step=number if fewest == most and not scene.ending else 0,
        steps=most if fewest == most else 0,
        other_language=not speaks(scene.text, language),
    )


def _decision(passed: _Passed, language: str) -> str:
    return read(passed.choice.text, language) if passed.choice is not None else ""


def debrief_view(bank: BankFile, case: Case, unit: UnitState, stream: str, language: str) -> DebriefView:
    """A case that was read to its end, beside the expert's way."""
    yours = _way(case, choices_of(unit))
    experts = _way(case, case.expert_path)
    module = bank.find_module(case.module)
    ending = yours[-1]
    facts = [
        fact for passed in yours for fact in (*passed.scene.facts, *([passed.choice.fact] if passed.choice else ()))
    ]
    return DebriefView(
        case=case.id,
        stream=stream,
        title=read(case.title, language),
        module=case.module,
        module_title=read(module.title, language) if module else "",
        outcome=case.outcome,
        ending=read(ending.scene.title, language),
        ending_texts=tuple(read(words, language) for words in ending.place.texts()),
        unknown=read(ending.scene.unknown, language),
        scenes=_compared(bank, yours, experts, language),
        facts=showing.fact_views(bank, facts, language),
        other_language=not speaks(case.title, language),
    )


def _compared(
    bank: BankFile, yours: tuple[_Passed, ...], experts: tuple[_Passed, ...], language: str
) -> tuple[CompareView, ...]:
    """Both ways as one list: what they share stands in one row, what only one passes lies between."""
    mine = [passed for passed in yours if passed.choice is not None]
    theirs = [passed for passed in experts if passed.choice is not None]
    rows: list[CompareView] = []
    matcher = SequenceMatcher(None, [p.scene.id for p in mine], [p.scene.id for p in theirs], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs: list[tuple[_Passed | None, _Passed | None]] = list(zip(mine[a:b], theirs[c:d], strict=True))
        else:
            pairs = [(one, None) for one in mine[a:b]] + [(None, one) for one in theirs[c:d]]
        rows += [_row(bank, one, other, yours, language) for one, other in pairs]
    return tuple(rows)


def _row(
    bank: BankFile, mine: _Passed | None, theirs: _Passed | None, yours: tuple[_Passed, ...], language: str
) -> CompareView:
    scene = (mine or theirs or yours[0]).scene
    best = next((choice for choice in scene.choices if choice.rating is Rating.BEST), None)
    return CompareView(
        title=read(scene.title, language),
        yours=_judged(bank, mine.choice, language) if mine else None,
        experts=_judged(bank, theirs.choice, language) if theirs else None,
        best_here=_judged(bank, best, language) if theirs is None else None,
        later=_later(mine, yours, language) if mine else (),
    )


def _judged(bank: BankFile, choice: Choice | None, language: str) -> JudgedView | None:
    if choice is None:
        return None
    return JudgedView(
        read(choice.text, language),
        choice.rating,
        choice.error,
        read(choice.consequence, language),
        showing.fact_views(bank, [choice.fact], language),
    )


def _later(mine: _Passed, yours: tuple[_Passed, ...], language: str) -> tuple[LaterView, ...]:
    """Texts of later scenes that stand there for a state the choice set, or for one that it could have set and did not."""
    if mine.choice is None:
        return ()
    did = set(mine.choice.sets)
    could = {name for choice in mine.scene.choices for name in choice.sets} - did
    after = yours[yours.index(mine) + 1 :]
    return tuple(
        LaterView(read(passed.scene.title, language), read(variant.text, language))
        for passed in after
        for variant in passed.scene.variants
        if (variant.state in passed.place.state) is not variant.unless
        and variant.state in (could if variant.unless else did)
    )
