"""What is told of a group's ways through a case."""

from __future__ import annotations

from question_bank.model import Rating
from trainer.core.observed import FEWEST_READERS, CasePaths, ChoiceCount, SceneCount


def test_those_who_decided_in_a_scene_are_the_sum_of_its_choices() -> None:
    gone = ChoiceCount("", None, 1)
    scene = SceneCount("At the desk", (ChoiceCount("Ask", Rating.BEST, 3), gone))
    assert scene.decided == 4
    assert gone.former
    assert not scene.choices[0].former


def test_too_few_readers_are_told_nothing_of() -> None:
    assert CasePaths("case", "Case", FEWEST_READERS - 1, ()).few
    assert not CasePaths("case", "Case", FEWEST_READERS, ()).few
