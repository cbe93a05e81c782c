"""The officer: a module offline, killed in the middle of a lesson and of a question, and on from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.features.stage import live, sound

pytestmark = pytest.mark.kills


def test_an_officer_is_killed_twice_and_goes_on_where_they_were(tmp_path: Path) -> None:
    """Lesson place, checked answer and open question are there again after each kill, and the records are sound."""
    folder = tmp_path / "records"

    read = live("officer", "set_up_and_read", folder, kill=True)
    assert read["kept"] > 0

    practised = live("officer", "read_on_and_practise", folder, kill=True)
    assert practised["opened_at"] == read["kept"]
    assert practised["verdict"].startswith(("Yes, it is", "Not this one. It is"))
    assert practised["second"]["stem"] != practised["first"]["stem"]

    went_on = live("officer", "go_on", folder)
    assert went_on["second"] == practised["second"]
    assert went_on["answered"] is False
    first, correct = went_on["answers"][0]
    assert first == 0
    assert correct is practised["verdict"].startswith("Yes")
    assert [unit for unit, _ in went_on["answers"]] == list(range(len(went_on["answers"])))

    for chapter in (read, practised, went_on):
        assert chapter["warned"] == []
        assert chapter["failed"] == []
        assert chapter["strays"] == []
    sound(folder)
