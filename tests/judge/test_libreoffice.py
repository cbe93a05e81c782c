"""LibreOffice reads the exports: no formula in any of them, texts of the workbook exact, numbers still numbers."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.builders.scores import FORMULAS, HOSTILE_NAME, answer, material, person
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.order import danish
from trainer.core.requests import ExportPlan, TableFormat, TableRows
from trainer.core.scope import Scope
from trainer.reports import delimited, export
from trainer.reports.table import shown

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.judge,
    pytest.mark.skipif(SOFFICE is None and not os.environ.get("CI"), reason="LibreOffice (soffice) is not installed"),
]

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
COLUMNS = ("code", "name", "answers", "right", "assessments", "last_right", "mastery_referral")
NAMES = (*FORMULAS, HOSTILE_NAME, "<r>bold</r>", "_x0041_", "Åse Kjær")


@dataclass(frozen=True)
class Cell:
    """A cell as LibreOffice has it."""

    text: str
    kind: str
    value: str
    formula: bool


@pytest.fixture(scope="module", autouse=True)
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One profile for all tests: making it takes LibreOffice longer than reading a file."""
    return _PROFILES.setdefault("one", tmp_path_factory.mktemp("profile").as_uri())


_PROFILES: dict[str, str] = {}


def read(path: Path, *options: str) -> dict[str, list[list[Cell]]]:
    """Open a file in LibreOffice and return what it made of each sheet."""
    assert SOFFICE is not None, "LibreOffice (soffice) is not installed"
    out = path.parent / "out"
    profile = _PROFILES["one"]
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={profile}",
            "--headless",
            *options,
            "--convert-to",
            "fods",
            "--outdir",
            out,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    document = ElementTree.parse(out / f"{path.stem}.fods")
    return {
        sheet.get(f"{TABLE}name", ""): [_cells(row) for row in sheet.iter(f"{TABLE}table-row")]
        for sheet in document.iter(f"{TABLE}table")
    }


def _cells(row: ElementTree.Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.findall(f"{TABLE}table-cell"):
        made = Cell(
            "\n".join(_text(paragraph) for paragraph in cell.findall(f"{TEXT}p")),
            cell.get(f"{OFFICE}value-type", ""),
            cell.get(f"{OFFICE}value", ""),
            f"{TABLE}formula" in cell.attrib,
        )
        cells += [made] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 64)
    return cells


def _text(element: ElementTree.Element) -> str:
    """Text with the blanks that OpenDocument writes as elements."""
    parts = [element.text or ""]
    for child in element:
        parts.append(" " * int(child.get(f"{TEXT}c", "1")) if child.tag == f"{TEXT}s" else _text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def export_to(path: Path, format_: TableFormat, rows: TableRows, separator: str = ";", decimal: str = ",") -> None:
    people = [person(n, name=name) for n, name in enumerate(NAMES, 1)]
    answers = tuple(answer(n, name=name) for n, name in enumerate(NAMES, 1))
    plan = ExportPlan(format_, rows, codes=False, separator=separator, decimal=decimal)
    export.write(plan, material(*people, answers=answers), path, Catalogue())


def test_the_reader_would_find_formulas_where_there_are_some(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("".join(f'"{f}";1\r\n' for f in ("=1+1", "=2+2")), "utf-8-sig")
    (sheet,) = read(tmp_path / "bare.csv", "--infilter=CSV:59,34,76,1").values()
    assert sum(cell.formula for row in sheet for cell in row) == 2


@pytest.mark.parametrize("rows", TableRows)
@pytest.mark.parametrize(("separator", "decimal"), [(";", ","), (",", "."), ("\t", ",")])
def test_a_csv_file_holds_no_formula_whatever_separator_it_is_read_with(
    tmp_path: Path, separator: str, decimal: str, rows: TableRows
) -> None:
    export_to(tmp_path / "a.csv", TableFormat.CSV, rows, separator, decimal)
    for read_with in (";", ",", "\t"):
        (sheet,) = read(tmp_path / "a.csv", f"--infilter=CSV:{ord(read_with)},34,76,1").values()
        assert len(sheet) >= len(NAMES)
        assert sum(cell.formula for row in sheet for cell in row) == 0


def test_numbers_of_a_csv_file_are_numbers(tmp_path: Path) -> None:
    export_to(tmp_path / "a.csv", TableFormat.CSV, TableRows.PERSON, ",", ".")
    (sheet,) = read(tmp_path / "a.csv", "--infilter=CSV:44,34,76,1").values()
    heads = [cell.text for cell in sheet[0]]
    for row in sheet[1 : len(NAMES) + 1]:
        cells = dict(zip(heads, row, strict=False))
        assert (cells["Practice answers"].kind, cells["Practice answers"].value) == ("float", "8")
        assert (cells["Share right"].kind, cells["Share right"].value) == ("float", "0.75")
        assert cells["Name"].kind == "string"


def test_a_workbook_holds_no_formula_and_every_text_as_it_was(tmp_path: Path) -> None:
    export_to(tmp_path / "a.xlsx", TableFormat.XLSX, TableRows.PERSON)
    sheets = read(tmp_path / "a.xlsx")
    assert list(sheets) == ["Scores", "Modules", "Answers"]
    assert sum(cell.formula for sheet in sheets.values() for row in sheet for cell in row) == 0
    for name in ("Scores", "Answers"):
        rows = sheets[name][1 : len(NAMES) + 1]
        assert [row[1].text for row in rows] == [shown(text) for text in NAMES]
    heads = [cell.text for cell in sheets["Scores"][0]]
    first = dict(zip(heads, sheets["Scores"][1], strict=False))
    assert (first["Practice answers"].kind, first["Practice answers"].value) == ("float", "8")
    assert (first["Share right"].kind, first["Share right"].value) == ("percentage", "0.75")
    assert first["Last: handed in"].kind == "date"
    assert first["Last: passed"].text == "yes"


@pytest.mark.parametrize("rows", [TableRows.ATTEMPT, TableRows.KEY])
def test_workbooks_of_attempts_and_of_the_key_hold_no_formula(tmp_path: Path, rows: TableRows) -> None:
    export_to(tmp_path / "a.xlsx", TableFormat.XLSX, rows)
    ((name, sheet),) = read(tmp_path / "a.xlsx").items()
    assert name == {TableRows.ATTEMPT: "Attempts", TableRows.KEY: "Key"}[rows]
    assert sum(cell.formula for row in sheet for cell in row) == 0
    assert [row[1].text for row in sheet[1 : len(NAMES) + 1]] == [shown(text) for text in NAMES]
    if rows is TableRows.ATTEMPT:
        first = dict(zip([cell.text for cell in sheet[0]], sheet[1], strict=False))
        assert (first["Right"].kind, first["Right"].value) == ("float", "9")
        assert (first["Share right"].kind, first["Share right"].value) == ("percentage", "0.75")
        assert (first["Verdict"].text, first["Handed in"].kind) == ("Passed", "date")


def _figure(cell: Cell) -> float | None:
    return float(cell.value) if cell.value else None


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_group_and_its_days_read_as_the_list_shows_them(tmp_path: Path, suffix: str) -> None:
    school = School(tmp_path / "data")
    ida, bo, aase = (school.learner(name, "patrol") for name in ("Ida Thorup", "=1+1", "Åse Kjær"))
    for learner in (ida, bo, aase):
        school.practise(learner, "referral", 3, 1)
    school.sit(ida, 11)
    school.clock.forward(3 * 86_400_000)
    for learner in (ida, bo):
        school.practise(learner, "child", 1, 2)
    house = school.house
    group = house.grouping.make("Hold 1", (ida.id, bo.id)).id
    for scope in (Scope(group), Scope(group, since="2026-11-26"), Scope(until="2026-11-23")):
        plan = ExportPlan(TableFormat(suffix), TableRows.PERSON, False, ",", ".", scope, COLUMNS)
        target = tmp_path / f"a.{suffix}"
        house.exporting.export(plan, target, "en")
        options = ("--infilter=CSV:44,34,76,1",) if suffix == "csv" else ()
        (sheet,) = read(target, *options).values()
        listed = sorted(house.teaching.people(scope), key=lambda one: danish(one.name))
        assert len(listed) in (2, 3)
        for row, one in zip(sheet[1:], listed, strict=False):
            cells = dict(zip(COLUMNS, row, strict=False))
            assert cells["name"].text.lstrip("'") == one.name
            assert not any(cell.formula for cell in row)
            told = (one.answers, one.right, one.attempts, one.last_right)
            assert tuple(_figure(cells[name]) for name in ("answers", "right", "assessments", "last_right")) == told
            shares = {module.module: module.share for module in one.modules if module.begun}
            assert _figure(cells["mastery_referral"]) == pytest.approx(shares.get("referral"), abs=5e-5)
    school.close()


def test_delimited_texts_differ_from_the_exact_ones_by_apostrophes_alone() -> None:
    for text in FORMULAS:
        assert delimited.inert(shown(text)).replace("'", "") == shown(text).replace("'", "")
