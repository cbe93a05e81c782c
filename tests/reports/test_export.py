"""Whole exports of made-up rows: which tables, names or codes, all three formats telling the same."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from tests.builders.scores import FORMULAS, HOSTILE_NAME, answer, material, newcomer, person, problem
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import ExportPlan, TableFormat, TableRows
from trainer.reports import export
from trainer.reports.scores import SHEETS
from trainer.reports.table import shown

WORDS = Catalogue()


def plan(format_: TableFormat, rows: TableRows = TableRows.PERSON, codes: bool = False) -> ExportPlan:
    return ExportPlan(format_, rows, codes)


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


@pytest.mark.parametrize("rows", TableRows)
@pytest.mark.parametrize("format_", TableFormat)
def test_says_how_many_rows_and_where(tmp_path: Path, format_: TableFormat, rows: TableRows) -> None:
    target = tmp_path / "out"
    stuff = material(person(), newcomer(), person(3), answers=tuple(answer(n) for n in range(1, 8)))
    done = export.write(plan(format_, rows), stuff, target, WORDS)
    assert (done.path, done.rows) == (
        str(target),
        {TableRows.PERSON: 3, TableRows.ANSWER: 7, TableRows.PROBLEM: 3}.get(rows, 3),
    )
    assert list(tmp_path.iterdir()) == [target]


def test_one_row_per_person(tmp_path: Path) -> None:
    export.write(plan(TableFormat.CSV), material(), tmp_path / "a.csv", WORDS)
    first, second = csv_rows(tmp_path / "a.csv")
    assert first["Code"] == "L-0001"
    assert first["Name"] == "Learner 1"
    assert first["Work role"] == "Police patrol"
    assert first["Share right"] == "0,7500"
    assert first["Last assessment"] == "Standard self-check"
    assert first["Last: passed"] == "yes"
    assert first["Mastery: Indicators"] == "0,6250"
    # Where nothing was done the list shows a dash, and the file nothing.
    assert first["Mastery: Referral"] == second["Mastery: Indicators"] == ""
    assert {second[name] for name in ("Share right", "Last assessment", "Last: right", "Last seen")} == {""}
    assert second["Practice answers"] == "0"


def test_one_row_per_answer(tmp_path: Path) -> None:
    export.write(plan(TableFormat.CSV, TableRows.ANSWER), material(), tmp_path / "a.csv", WORDS)
    first, second = csv_rows(tmp_path / "a.csv")
    assert first["Question"] == "1"
    assert first["Options chosen"] == "a|c"
    assert first["Answered"] == "2025-11-24T17:00:00+01:00"
    assert (first["Right answer"], second["Right answer"]) == ("yes", "no")
    assert second["How sure"] == ""


@pytest.mark.parametrize("format_", TableFormat)
@pytest.mark.parametrize("rows", [rows for rows in TableRows if rows is not TableRows.KEY])
def test_codes_leave_no_name_in_the_file(tmp_path: Path, format_: TableFormat, rows: TableRows) -> None:
    stuff = material(person(name="Signe Toft"), answers=(answer(name="Signe Toft"),))
    stuff = replace(stuff, problems=lambda: (replace(problem(stuff.people[0]), text="Unclear"),))
    out = tmp_path / f"out.{format_}"
    export.write(plan(format_, rows, codes=True), stuff, out, WORDS)
    if format_ is TableFormat.XLSX:
        book = openpyxl.load_workbook(out)
        text = repr([[cell.value for cell in row] for sheet in book for row in sheet])
    else:
        text = out.read_text("utf-8-sig")
    assert "L-0001" in text
    assert "Signe" not in text
    assert "Name" not in text


def test_a_workbook_has_every_table_as_a_sheet(tmp_path: Path) -> None:
    export.write(plan(TableFormat.XLSX), material(), tmp_path / "a.xlsx", WORDS)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Scores", "Modules", "Answers"]
    assert [sheet.max_row for sheet in book] == [3, 5, 3]
    assert len(SHEETS) == 3


def test_all_formats_tell_the_same(tmp_path: Path) -> None:
    for format_ in TableFormat:
        export.write(plan(format_), material(), tmp_path / f"a.{format_}", WORDS)
    rows = json.loads((tmp_path / "a.json").read_text("utf-8"))["rows"]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Scores"]
    lines = csv_rows(tmp_path / "a.csv")
    for number, row in enumerate(rows):
        cells = [cell.value for cell in sheet[number + 2]]
        for place, (name, value) in enumerate(row.items()):
            line = list(lines[number].values())[place]
            if isinstance(value, bool):
                assert cells[place] == line == ("yes" if value else "no")
            elif isinstance(value, int | float):
                assert cells[place] == pytest.approx(value)
                assert float(line.replace(",", ".")) == pytest.approx(value, abs=5e-5)
            elif name.startswith("last_") and value is not None and value[:2] == "20":
                assert (cells[place].isoformat(), line) == (value[:19], value)
            else:
                assert (cells[place], line) == (value, value or "")


def test_json_texts_are_clean_and_exact(tmp_path: Path) -> None:
    people = [person(n, name=name) for n, name in enumerate((*FORMULAS, HOSTILE_NAME), 1)]
    export.write(plan(TableFormat.JSON), material(*people), tmp_path / "a.json", WORDS)
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert data["table"] == "scores"
    assert [column["kind"] for column in data["columns"][:4]] == ["text", "text", "text", "yes-no"]
    assert [row["name"] for row in data["rows"]] == [shown(person.name) for person in people]


def test_signs_that_cannot_be_are_refused_before_anything_is_touched(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"old")
    wish = ExportPlan(TableFormat.CSV, TableRows.PERSON, codes=False, separator=",", decimal=",")
    with pytest.raises(Refused):
        export.write(wish, material(), tmp_path / "a.csv", WORDS)
    assert (tmp_path / "a.csv").read_bytes() == b"old"


def test_answers_are_asked_for_only_where_they_are_shown() -> None:
    assert not export.needs_answers(plan(TableFormat.CSV))
    assert not export.needs_answers(plan(TableFormat.JSON))
    assert export.needs_answers(plan(TableFormat.XLSX))
    assert export.needs_answers(plan(TableFormat.CSV, TableRows.ANSWER))
