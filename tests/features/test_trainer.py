"""The trainer: what the list shows is what the files hold."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import openpyxl

from tests.features.stage import command, live, sound

MODULES = ("Mastery: Indicators", "Mastery: Children", "Mastery: Interviewing", "Mastery: Referral")
NOTHING = "–"


def _said(row: dict[str, Any]) -> list[str]:
    """What the list says of one row of a file: name, status, practice, score, the four shares in percent."""
    score = "" if row["Last: right"] in (None, "") else f"{row['Last: right']} of {row['Last: questions']}"
    answers, right = int(row["Answers, last 8 weeks"]), int(row["Right, last 8 weeks"])
    before = "None in 8 weeks" if int(row["Practice answers"]) else "No practice yet"
    practice = f"{round(right * 100 / answers)}%" if answers else before
    shares = [row[module] for module in MODULES]
    said = [NOTHING if share in (None, "") else _percent(share) for share in shares]
    return [row["Name"], row["Status now"], practice, score, *said]


def _percent(share: object) -> str:
    return str(math.floor(float(str(share).replace(",", ".")) * 100 + 0.5))


def _shown(cells: list[str]) -> list[str]:
    """The same of one row of the list on the screen."""
    name, status, practice, *shares, assessment, _seen = cells
    score = assessment.split(", ")[0] if " of " in assessment else ""
    return [name, status.split(", ")[0], practice, score, *(share.rstrip("%") for share in shares)]


def test_a_trainer_exports_what_the_list_shows(tmp_path: Path) -> None:
    """CSV and workbook, read back by strangers to the program, equal the screen row by row."""
    folder = tmp_path / "records"
    command("demo", "--learners", "12", "--seed", "3", "--data-dir", str(folder))

    told = live("trainer", "export", folder)
    assert told["warned"] == []
    assert told["failed"] == []
    assert told["strays"] == []
    shown = sorted(_shown(cells) for cells in told["cells"])
    assert len(shown) == 12

    with Path(told["files"]["people.csv"]).open(encoding="utf-8-sig", newline="") as file:
        assert sorted(_said(row) for row in csv.DictReader(file, delimiter=";")) == shown

    workbook = openpyxl.load_workbook(told["files"]["people.xlsx"])
    assert [name.casefold() for name in workbook.sheetnames] == ["scores", "modules", "answers"]
    header, *rows = workbook.worksheets[0].iter_rows(values_only=True)
    written = [dict(zip(header, row, strict=True)) for row in rows]
    assert sorted(_said(row) for row in written) == shown
    sound(folder)
