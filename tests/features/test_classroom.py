"""A class of 24 on one computer, from the list that comes in to a backup restored after one of them was erased."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from question_bank.__main__ import main as bank_command
from tests.drivers.paper import words_on_paper
from tests.features.classroom import ALARM, CERTIFIED, EXTRA, GROUP, KILLED, PASSWORD, SET_BACK, TITLE, TRAINER
from tests.features.stage import command, live, sound
from trainer.core.requests import Access
from trainer.house import House
from trainer.records import place

pytestmark = pytest.mark.kills

# fmt: off
NAMES = (
    "Amalie Dahl", "Birk Madsen", "Clara Juhl", "Dan Ek", "Emil Søndergaard", "Freja Holm", "Gustav Lund",
    "Hanne Friis", "Ida Thorup", "Jonas Kvist", "Karla Winther", "Lars Bruun", "Mille Krogh", "Nadia Rahimi",
    "Oliver Brandt", "Pernille Vad", "Rasmus Toft", "Sofie Bjerre", "Thea Munk", "Ulrik Gram",
    "Vera Lauridsen", "Yusuf Demir", "Zeynep Aydin", "Åse Bjørn",
)
# fmt: on
RIGHT = (8, 7, 6, 5, 5, 4, 3)
ERASED = "Gustav Lund"
MINUTE_MS = 60_000
STRAYS = {"entriesWindow", "extraTimeWindow", "personMenuWindow", "roomDialogWindow"}
"""Menus and dialogs: windows of their own that a person opens."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A trainer's computer with a list to bring in and the file of a trainer's bank."""
    folder = tmp_path / "records"
    rows = "".join(f"{name};P{number:03d};{GROUP}\n" for number, name in enumerate(NAMES, 1))
    (tmp_path / "roster.csv").write_text("Name;Number;Group\n" + rows, "utf-8")
    assert bank_command(["build", "--with-graded", "--out", str(tmp_path / "trainer.bank")]) == 0
    with House.open(folder, create=True) as house:
        secret = house.entrance.hash_secret(PASSWORD)
        house.records.people.add(TRAINER, "trainer", Access.TRAINER, house.clock.now(), secret)
    return folder


def test_a_class_sits_an_assessment_in_turn_on_one_computer(folder: Path) -> None:
    def chapter(name: str, at: str, *, kill: bool = False, **environment: str) -> dict[str, Any]:
        told = live("classroom", name, folder, kill=kill, at=f"2026-11-23T{at}+01:00", LC_MESSAGES="C", **environment)
        assert (told["warned"], told["failed"]) == ([], []), name
        assert set(told["strays"]) <= STRAYS
        return told

    prepared = chapter("prepare", "09:00")
    assert sorted(prepared["names"]) == sorted(NAMES)
    assert any(words.startswith("Two forms share") for words in prepared["preview"])

    first = chapter("cut_off", "10:00", kill=True)
    second = chapter("cut_off_again", "10:03", kill=True)
    assert second["before"]["cells"] == first["cells"]
    gone = first["left_ms"] - second["before"]["left_ms"]
    assert abs(gone - 1.5 * MINUTE_MS) < 1_000, "the time went on while nothing ran"
    third = chapter("trouble", "10:06")
    assert third["found"]["cells"] == second["cells_after"]
    before, after = third["set_back"]
    assert abs(before - after) < 1_000, "a clock set back gives and takes no time"
    before, after, covered = third["alarm"]
    assert abs(before - after) < 1_000, "time stood still in the alarm"
    assert "Stopped by a trainer" in covered

    others = [name for name in NAMES if name not in (KILLED, SET_BACK, ALARM)]
    scores = {name: RIGHT[number % len(RIGHT)] for number, name in enumerate(others)}
    told: dict[str, Any] = {}
    for turn in range(3):
        some = dict(list(scores.items())[7 * turn : 7 * turn + 7])
        told |= chapter("sit", f"{11 + turn}:00", TRAINEES=json.dumps(some))
    assert told[EXTRA]["left_ms"] > 25 * MINUTE_MS, "half as much time again"
    assert "You passed, Amalie." in told[CERTIFIED]["seen"]
    scores |= {KILLED: 7, SET_BACK: 6, ALARM: 6}

    ruled = chapter("rule", "15:00")
    assert _scores(ruled["before"]) == scores
    said = _previewed(ruled["preview"])
    assert said, "the ruling changes something"
    assert ALARM in said
    assert _scores(ruled["after"]) == scores | said
    _same_everywhere(folder, ruled)
    _certified(folder)
    sound(folder)

    backup = folder.parent / "before.db"
    command("backup", str(backup), "--data-dir", str(folder))
    code = _codes(folder)[ERASED]
    command("erase", code, "--yes", "--data-dir", str(folder))
    _in_no_byte(folder, ERASED)
    command("restore", str(backup), "--data-dir", str(folder))
    assert ERASED not in command("profiles", "list", "--data-dir", str(folder)), "a backup does not bring them back"
    left = chapter("look", "16:00")
    assert left["table"] == [row for row in ruled["after"] if row[0] != ERASED]
    sound(folder)


def _scores(table: list[list[str]]) -> dict[str, int]:
    """Right answers as the list on the screen has them, by name."""
    cell = re.compile(r"^(\d+) of 8, ")
    return {row[0]: int(found[1]) for row in table for found in [cell.match(row[-2])] if found}


def _previewed(seen: list[str]) -> dict[str, int]:
    """Whose score a ruling changes, and to what, as shown before it is put into force."""
    line = re.compile(rf"^(.+) \(L-\d+\), {TITLE}, .+; with this (\d+) of 8[ ,]")
    return {found[1]: int(found[2]) for words in seen if (found := line.match(words))}


def _codes(folder: Path) -> dict[str, str]:
    connection = sqlite3.connect(f"{(folder / place.RECORDS).as_uri()}?mode=ro", uri=True)
    try:
        return dict(connection.execute("SELECT name, code FROM person"))
    finally:
        connection.close()


def _same_everywhere(folder: Path, ruled: dict[str, Any]) -> None:
    """The list on the screen, both files and the records say the same of everybody."""
    shown = _scores(ruled["after"])
    codes = _codes(folder)
    by_code = {codes[name]: right for name, right in shown.items()}
    with Path(ruled["files"]["people.csv"]).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert {row["Code"]: int(row["Last: right"]) for row in rows} == by_code
    sheet = openpyxl.load_workbook(ruled["files"]["people.xlsx"]).worksheets[0]
    head, *cells = list(sheet.iter_rows(values_only=True))
    column = {str(title): number for number, title in enumerate(head)}
    assert {row[column["Code"]]: row[column["Last: right"]] for row in cells} == by_code
    passed = {row["Code"] for row in rows if row["Last: passed"] == "yes"}
    assert passed == {code for code, right in by_code.items() if right >= 6}
    connection = sqlite3.connect(f"{(folder / place.RECORDS).as_uri()}?mode=ro", uri=True)
    try:
        records = connection.execute(
            "SELECT code, correct, verdict FROM attempt_score JOIN person ON person.id = attempt_score.person"
        ).fetchall()
    finally:
        connection.close()
    assert {code: right for code, right, _ in records} == by_code
    assert {code for code, _, verdict in records if verdict == "passed"} == passed


def _certified(folder: Path) -> None:
    """What is printed on the certificate is what the records say."""
    (paper,) = words_on_paper(folder.parent / "certificate.pdf")
    assert CERTIFIED in paper
    assert TITLE in paper
    code = re.search(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", paper)
    assert code is not None, paper
    fields = ("--name", CERTIFIED, "--date", "23-11-2026", "--score", "8/8", "--data-dir", str(folder))
    command("certificate", "check", code[0], *fields)
    command("certificate", "check", code[0], "--score", "7/8", "--data-dir", str(folder), code=1)


def _in_no_byte(folder: Path, name: str) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert name.encode() not in data, path
            assert name.encode("utf-16-le") not in data, path
