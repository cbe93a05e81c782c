"""An officer's three weeks by a told calendar: lessons, a case, practice, refreshers, kills, Danish, a newer bank, the card."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders.revision import Content, rekey
from tests.drivers.paper import words_on_paper
from tests.features.stage import live, sound
from trainer.catalogue import Catalogue

pytestmark = pytest.mark.kills

MONDAY = datetime.fromisoformat("2026-11-23T09:00+01:00")
NEW = "RR-NEW"


def test_three_weeks_of_an_officer(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    content = Content(tmp_path / "content")
    bank = content.build(tmp_path / "first.bank")

    def day(number: int, chapter: str, *, minutes: int = 0, kill: bool = False) -> dict[str, Any]:
        at = (MONDAY + timedelta(days=number, minutes=minutes)).isoformat()
        told = live("weeks", chapter, folder, kill=kill, at=at, bank=str(bank), LC_MESSAGES="C.UTF-8")
        assert (told["warned"], told["failed"], told["strays"]) == ([], [], []), chapter
        return told

    assert day(0, "begin")["done"]

    practised = day(1, "practise", kill=True)
    went_on = day(1, "go_on", minutes=10)
    assert {**went_on["open"], "chosen": []} == {**practised["open"], "chosen": []}
    assert not any(went_on["open"]["chosen"]), "what was not checked is not an answer"

    decided = day(2, "decide", kill=True)
    decided_on = day(2, "decide_on", minutes=10)
    assert (decided_on["scene"], decided_on["text"]) == (decided["scene"], decided["text"])
    assert any("Passed signs over" in words for words in decided_on["looked"])

    first = day(4, "refresh")
    assert first["due"] >= 2, "what was wrong comes back"
    assert len(first["asked"]) == min(6, first["due"])

    danish = day(7, "refresh_in_danish")
    assert danish["language"] == "da"
    kept = (
        [danish[when]["id"] for when in ("before", "after")],
        [danish[when]["chosen"] for when in ("before", "after")],
    )
    assert kept == ([danish["before"]["id"]] * 2, [danish["before"]["chosen"]] * 2)
    assert danish["verdict"].startswith("Ja, ")

    left = day(8, "leave_open")
    content.change_item(left["open"]["id"], rekey)
    content.add_item(left["open"]["id"], NEW, stem="Which step is the new one, as described for 2022?")
    content.replace_scene(left["case"], left["scene_id"], "anew")
    bank = content.build(tmp_path / "second.bank")
    updated = day(9, "after_the_update")
    danish_words = Catalogue("da")
    assert danish_words.say("practice.former") in updated["question_seen"]
    assert danish_words.say("case.since.changed") in updated["scene_seen"]
    assert updated["open"] == left["open"]
    assert updated["answered"]["said"].startswith("Ja, "), "scored by what was shown"
    assert (updated["scene"], updated["text"]) == (left["scene"] | {"since": "changed"}, left["text"])
    assert NEW in {one["id"] for one in updated["next_round"]}

    said = {number: day(number, "refresh")["set_back"] for number in (11, 14, 16, 15, 18)}
    assert said == {11: False, 14: False, 16: False, 15: True, 18: False}, "yesterday came after today, and it is said"
    day(19, "slip")
    told = day(20, "look_back")
    for module, shown in told["progress"].items():
        percent, secure, total, _due = shown
        assert told["home"][module] == [percent, secure, total]
        assert told["modules"][module] == shown
        assert told["records"][module] == shown
    assert told["home"]["due"] == sum(due for *_rest, due in told["progress"].values())
    assert told["open"] == []
    _own_misses_on_top(told)
    sound(folder)


def _own_misses_on_top(told: dict[str, Any]) -> None:
    """The card read back from the file: name, the person's misses as the records have them, then the rest."""
    first = words_on_paper(Path(told["pdf"]))[0]
    own, route = told["parts"]
    assert told["misses"]
    after = first
    for words in (told["card_name"], own, *told["misses"][:5], route):
        _before, found, after = after.partition(words)
        assert found, f"{words!r} does not come in its place: {first}"
