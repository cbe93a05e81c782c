"""Owns what is inside a unit: which step comes next, in an item or in a case; knows no policy, no person and no time."""

from __future__ import annotations

import random
from typing import Protocol

import msgspec

from question_bank import canonical
from question_bank.model import Case, Item, Scene, Words
from trainer.core.attempt import StepState


class Step(msgspec.Struct, frozen=True):
    """What can be answered at one point: the digest of its content, its options, how many are expected."""

    digest: str
    options: tuple[str, ...]
    answers: int = 1


class Unit(Protocol):
    """One part of a form."""

    def following(self, done: tuple[StepState, ...]) -> Step | None:
        """Return the step after those `done`, None at the end. Steps seen but not answered are still to do."""


def shown_order(seed: int, unit: int, step: Step) -> tuple[str, ...]:
    """Shuffle a step's options, the same way for the same form, unit and step."""
    options = list(step.options)
    random.Random(f"{seed}:{unit}:{step.digest}").shuffle(options)
    return tuple(options)


class ItemUnit:
    """An item: one step."""

    def __init__(self, item: Item, digest: str) -> None:
        self.item = item
        self._step = Step(digest, tuple(option.id for option in item.options), item.answers)

    def following(self, done: tuple[StepState, ...]) -> Step | None:
        """The item itself, until it is answered."""
        return None if any(step.options for step in done) else self._step


class Place(msgspec.Struct, frozen=True):
    """Where a path through a case has led: the scene, and the state that earlier choices left."""

    scene: Scene
    state: frozenset[str]

    def texts(self) -> tuple[Words, ...]:
        """The scene's text and whatever the state adds to it."""
        added = tuple(v.text for v in self.scene.variants if (v.state in self.state) is not v.unless)
        return (self.scene.text, *added)


class CaseUnit:
    """A case: a graph of scenes that carries state. A path is the choices made, in order."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def place(self, choices: tuple[str, ...]) -> Place:
        """Follow choices from the start. Raises KeyError where one is none of its scene's."""
        scene = self.case.scene(self.case.start)
        state = set(scene.sets)
        for choice_id in choices:
            choice = scene.choice(choice_id)
            state |= set(choice.sets)
            scene = self.case.scene(choice.goto)
            state |= set(scene.sets)
        return Place(scene, frozenset(state))

    def following(self, done: tuple[StepState, ...]) -> Step | None:
        """The scene that the choices made lead to; None once the ending has been seen."""
        scene = self.place(tuple(step.options[0] for step in done if step.options)).scene
        digest = canonical.digest(scene)
        if scene.ending and done and done[-1].digest == digest:
            return None
        return Step(digest, tuple(choice.id for choice in scene.choices))
