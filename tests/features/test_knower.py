"""Somebody who knows a module tests out of it: not passed, taken again the next day, killed, passed, and asked weeks later."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.features.stage import live, sound

pytestmark = pytest.mark.kills

MONDAY = datetime.fromisoformat("2026-11-23T09:00+01:00")


def test_a_module_is_tested_out_of(tmp_path: Path) -> None:
    folder = tmp_path / "records"

    def day(number: int, chapter: str, *, minutes: int = 0, kill: bool = False) -> dict[str, Any]:
        at = (MONDAY + timedelta(days=number, minutes=minutes)).isoformat()
        told = live("knower", chapter, folder, kill=kill, at=at, LC_MESSAGES="C.UTF-8")
        assert (told["warned"], told["failed"], told["strays"]) == ([], [], []), chapter
        return told

    def agreed(told: dict[str, Any]) -> list[int]:
        percent, secure, total, _due = told["records"]
        assert told["home"] == [percent, secure, total]
        assert told["module"] == told["progress"] == told["records"]
        return list(told["records"])

    first = day(0, "not_yet")
    assert first["said"].startswith("Not passed yet")
    assert (first["to_read"], first["again"], first["offered"]) == (True, True, False)
    total = agreed(first)[2]
    assert agreed(first) == [0, 0, total, 0], "not passed, it changes nothing"
    assert set(first["lessons"]) == {"Not started"}

    begun = day(1, "begin_again", kill=True)
    went_on = day(1, "go_on", minutes=10)
    assert (went_on["number"], went_on["kept"]) == (begun["number"], begun["number"])
    assert went_on["said"] == "You passed, Sofie."
    assert "Skipped" in went_on["lessons"]
    percent, secure, _total, due = agreed(went_on)
    assert secure == len(first["asked"]), "what was certain and right is held at once"
    assert (percent, due) == (round(100 * secure / total), 0)

    back = day(40, "later")
    assert agreed(back)[3] == len(first["asked"]), "it comes back"
    assert set(back["practised"]) & set(first["asked"])
    sound(folder)
