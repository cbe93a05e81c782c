"""The trainee: a timed self-check, killed in the middle; every acknowledged answer, order, flag and the time are there again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.stage import command, live, sound

pytestmark = pytest.mark.kills


def test_a_trainee_is_killed_in_a_timed_assessment_and_loses_nothing(tmp_path: Path) -> None:
    """Answers, order of questions and options, flags and time survive; Enter never hands in; the result counts the rest as open."""
    folder = tmp_path / "records"
    command("profiles", "add", "Jonas Kvist", "--role", "patrol", "--data-dir", str(folder))

    sat = live("trainee", "sit", folder, kill=True)
    assert sat["saved"]
    answered = [cell[0] for cell in sat["cells"] if cell[2]]
    assert answered == [1, 2, 3, 4, 5]
    assert [cell[0] for cell in sat["cells"] if cell[3]] == [2, 4]

    took_up = live("trainee", "take_up", folder)
    assert took_up["paper"] == sat["paper"]
    states = [cell[1:4] for cell in sat["cells"]]
    assert [cell[1:4] for cell in took_up["cells"]] == states
    # A self-check stands still while it is closed; at most the second since the last sign of life is in doubt.
    assert 0 <= sat["left_ms"] - took_up["left_ms"] <= 1000 or 0 <= took_up["left_ms"] - sat["left_ms"] <= 1000
    assert took_up["unanswered"] == [6, 7, 8, 9, 10, 11, 12]
    assert any("of 12; the pass mark is 9" in line for line in took_up["seen"])

    for chapter in (sat, took_up):
        assert chapter["warned"] == []
        assert chapter["failed"] == []
        assert chapter["strays"] == []
    sound(folder)
