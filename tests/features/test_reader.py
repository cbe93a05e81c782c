"""The reader: a case, killed mid-scene and after a decision; the same scene, texts and order are there again each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.stage import command, live, sound

pytestmark = pytest.mark.kills


def test_a_reader_is_killed_in_a_case_and_is_on_the_same_scene_again(tmp_path: Path) -> None:
    """Scene, state carried forward, order of choices and consequence survive; the debrief tells what showed later."""
    folder = tmp_path / "records"
    command("profiles", "add", "Sofie Bjerre", "--role", "asylum-officer", "--data-dir", str(folder))

    begun = live("reader", "begin", folder, kill=True)
    assert begun["scene"]["number"] == 3
    assert "You have said it already" in begun["text"]

    decided = live("reader", "decide", folder, kill=True)
    assert decided["opened"] == {key: begun[key] for key in ("scene", "text")}
    assert decided["scene"]["consequence"]

    finished = live("reader", "finish", folder)
    assert finished["opened"] == {key: decided[key] for key in ("scene", "text")}
    assert any("This showed later" in words for words in finished["looked"])
    assert finished["reading"] == "read"

    for chapter in (begun, decided, finished):
        assert chapter["warned"] == []
        assert chapter["failed"] == []
        assert chapter["strays"] == []
    sound(folder)
