"""A case as a graph: sound and damaged ones, drawn for their authors, with what is wrong said in words."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from question_bank import authoring
from question_bank.__main__ import main
from question_bank.casegraph import CaseGraph
from question_bank.source import content_folder
from tests.builders.content import write_content

SVG = "{http://www.w3.org/2000/svg}"


def drawn(folder: Path, out: Path, code: int, case: str = "night") -> str:
    """Draw a case, hold the drawing to be XML, and return its words."""
    assert main(["case", case, "--graph", str(out), "--content", str(folder)]) == code
    tree = ElementTree.parse(out)
    return " ".join("".join(text.itertext()) for text in tree.iter(f"{SVG}text"))


def graph(folder: Path) -> CaseGraph:
    return CaseGraph(authoring.load([folder]).bank.cases[0])


def test_a_sound_case_is_drawn_and_has_no_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_content(tmp_path / "content")
    words = drawn(folder, tmp_path / "a.svg", 0)
    assert all(scene in words for scene in ("hall", "desk_side", "yard", "gate", "end", "start", "ending"))
    assert words.count("expert") == 4
    assert "NEVER" not in words
    assert "night: 0 findings." in capsys.readouterr().out
    shape = graph(folder)
    assert shape.runs
    assert shape.decisions() == (4, 4)
    ahead = shape.words_ahead()
    assert [ahead[id_] for id_ in ("hall", "desk_side", "yard", "gate", "end")] == sorted(ahead.values(), reverse=True)


DAMAGED = [
    ({"night__gate__c": {"goto": "hall"}}, "LEADS BACK", "leads back to “hall”"),
    ({"night__gate__c": {"goto": "gate"}}, "LEADS BACK", "leads back to “gate”"),
    ({"night__gate__c": {"goto": "nowhere"}}, "NO SUCH SCENE", "“nowhere” is no scene"),
    ({f"night__gate__{c}": {"goto": "hall"} for c in "abc"}, "NEVER LEADS TO AN ENDING", "never leads to an ending"),
    ({f"night__gate__{c}": {"goto": "hall"} for c in "abc"}, "NEVER REACHED", "end: is never reached"),
    ({"night__end": {"unknown": ""}}, "DEAD END", "does not say what stays unknown"),
    ({"night": {"start": "attic"}}, "NO SUCH SCENE", "“attic” is no scene"),
    ({"night__hall__c": {"sets": []}}, "hall", "“closed_hall” is set nowhere"),
]


@pytest.mark.parametrize(("changes", "marked", "said"), DAMAGED)
def test_a_damaged_case_is_drawn_with_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, dict[str, object]], marked: str, said: str
) -> None:
    words = drawn(write_content(tmp_path / "content", **changes), tmp_path / "a.svg", 1)
    assert marked in words
    assert said in capsys.readouterr().out


def test_any_text_is_drawn_literally(tmp_path: Path) -> None:
    strange = 'A <b>"desk"</b> & \u0001 more'
    folder = write_content(tmp_path / "content", night={"title": strange}, night__hall={"title": strange})
    assert '<b>"desk"</b> &' in drawn(folder, tmp_path / "a.svg", 1)


def test_a_case_that_is_not_there_is_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_content(tmp_path / "content")
    assert main(["case", "day", "--content", str(folder)]) == 1
    assert "There is no case day. Cases: night." in capsys.readouterr().err
    assert main(["case", "night", "--graph", str(tmp_path / "no" / "a.svg"), "--content", str(folder)]) == 2


def test_every_case_of_the_bank_runs_and_is_drawn(tmp_path: Path) -> None:
    folder = content_folder()
    assert folder is not None
    cases = authoring.load([folder]).bank.cases
    assert all(CaseGraph(case).runs for case in cases)
    assert sum(CaseGraph(case).decisions()[0] for case in cases) >= 20
    drawn(folder, tmp_path / "a.svg", 0, cases[0].id)
