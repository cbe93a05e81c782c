"""Which step comes next inside an item and inside a case that carries state."""

from __future__ import annotations

import pytest

from question_bank import canonical
from tests.builders import records as build
from trainer.core import units
from trainer.core.attempt import StepState
from trainer.core.units import CaseUnit, ItemUnit, Step


def test_an_item_is_one_step_until_it_is_answered() -> None:
    item = build.item(1)
    unit = ItemUnit(item, canonical.digest(item))
    step = unit.following(())
    assert step == Step(canonical.digest(item), ("a", "b", "c", "d"), 1)
    assert unit.following((StepState(step.digest, step.options),)) == step
    assert unit.following((StepState(step.digest, step.options, ("a",)),)) is None


def test_the_order_shown_is_the_same_for_the_same_form_unit_and_step() -> None:
    step = Step("d" * 64, tuple("abcdefgh"))
    assert units.shown_order(1, 2, step) == units.shown_order(1, 2, step)
    assert sorted(units.shown_order(1, 2, step)) == list("abcdefgh")
    assert len({units.shown_order(seed, 2, step) for seed in range(9)}) > 1


def walk(*choices: str) -> tuple[CaseUnit, tuple[StepState, ...]]:
    """Make choices in the case and return the steps done."""
    unit = CaseUnit(build.case())
    done: tuple[StepState, ...] = ()
    for choice in choices:
        step = unit.following(done)
        assert step is not None
        done = (*done, StepState(step.digest, step.options, (choice,)))
    return unit, done


def test_a_case_follows_the_choices_to_an_ending_that_is_seen_once() -> None:
    unit, done = walk("ask", "refer")
    ending = unit.following(done)
    assert ending is not None
    assert ending.options == ()
    assert ending.digest == canonical.digest(unit.case.scene("end"))
    assert unit.following((*done, StepState(ending.digest, ()))) is None


def test_a_scene_seen_and_not_decided_is_still_to_do() -> None:
    unit = CaseUnit(build.case())
    first = unit.following(())
    assert first is not None
    assert unit.following((StepState(first.digest, first.options),)) == first


def test_a_scene_reads_by_what_was_done_before() -> None:
    unit = CaseUnit(build.case())
    asked = unit.place(("ask",))
    waited = unit.place(("wait",))
    assert asked.state == {"met", "asked"}
    assert waited.state == {"met"}
    assert [words["en"] for words in asked.texts()] == ["An hour later.", "They trust you."]
    assert [words["en"] for words in waited.texts()] == ["An hour later.", "They are silent."]
    assert unit.place(()).texts() == ({"en": "A person sits."},)


def test_a_choice_must_belong_to_its_scene() -> None:
    with pytest.raises(KeyError):
        CaseUnit(build.case()).place(("refer",))
