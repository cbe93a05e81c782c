"""XLSX: read back cell by cell, with types, exact texts and nothing left behind."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from tests.builders.scores import FORMULAS, HOSTILE_NAME
from trainer.reports import workbook
from trainer.reports.table import Column, Kind, Moment, Row, Table, shown

COLUMNS = (
    Column("name", "Name", Kind.TEXT),
    Column("right", "Right", Kind.WHOLE),
    Column("share", "Share", Kind.SHARE),
    Column("at", "At", Kind.MOMENT),
    Column("passed", "Passed", Kind.YES_NO),
)


def read_back(*rows: Row, most_rows: int = workbook.MOST_ROWS) -> Any:
    file = io.BytesIO()
    table = Table("scores", "Scores", COLUMNS, iter(rows))
    assert workbook.write([table], file, yes="ja", no="nej", most_rows=most_rows) == (len(rows),)
    return openpyxl.load_workbook(file)


def test_cells_have_their_types() -> None:
    sheet = read_back(("Åse", 7, 2 / 3, Moment(1_764_000_000_000, 60), False))["Scores"]
    assert [cell.value for cell in sheet[1]] == ["Name", "Right", "Share", "At", "Passed"]
    name, right, share, at, passed = sheet[2]
    assert (name.value, name.data_type) == ("Åse", "s")
    assert (right.value, right.data_type) == (7, "n")
    assert share.value == pytest.approx(2 / 3)
    assert share.number_format == "0%"
    assert at.value == datetime(2025, 11, 24, 17, 0)  # noqa: DTZ001 - cells of a workbook have no offset
    assert passed.value == "nej"


def test_the_header_is_frozen_and_empty_cells_are_empty() -> None:
    sheet = read_back((None, None, None, None, None), ("x", 1, 0.5, None, None))["Scores"]
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[2]] == [None] * 5


@pytest.mark.parametrize(
    "text", [*FORMULAS, "<r>bold</r>", "<r></r>", "_x0041_", "007", "http://x.y", " a ", HOSTILE_NAME]
)
def test_texts_are_exact_and_never_formulas(text: str) -> None:
    cell = read_back((text, 1, 0.5, None, True))["Scores"]["A2"]
    # The format writes _xHHHH_ in a text with its first underscore escaped; openpyxl leaves that to its user.
    assert unescape(cell.value) == shown(text)
    assert cell.data_type == "s"


@settings(max_examples=50)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_any_text_is_exact(texts: list[str]) -> None:
    sheet = read_back(*((text, 1, 0.5, None, True) for text in texts))["Scores"]
    assert [unescape(sheet.cell(row, 1).value or "") for row in range(2, len(texts) + 2)] == [
        shown(text) for text in texts
    ]


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    long = read_back(("å👩" * 20_000, 1, 0.5, None, True))["Scores"]["A2"].value
    assert long.endswith("…")
    assert len(long.encode("utf-16-le")) // 2 <= workbook.LONGEST_TEXT
    assert workbook.fitted("a" * workbook.LONGEST_TEXT) == "a" * workbook.LONGEST_TEXT


def test_more_rows_than_a_sheet_holds_go_on_in_the_next() -> None:
    book = read_back(*((f"n{n}", n, 0.5, None, True) for n in range(5)), most_rows=2)
    assert book.sheetnames == ["Scores", "Scores 2", "Scores 3"]
    assert [book["Scores 3"].cell(row, 1).value for row in (1, 2)] == ["Name", "n4"]


def test_a_full_last_sheet_has_no_empty_one_behind_it() -> None:
    book = read_back(*((f"n{n}", n, 0.5, None, True) for n in range(4)), most_rows=2)
    assert book.sheetnames == ["Scores", "Scores 2"]


def test_rows_that_break_off_leave_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[Row]:
        yield ("x", 1, 0.5, None, True)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        workbook.write([Table("scores", "Scores", COLUMNS, rows())], io.BytesIO(), yes="ja", no="nej")
    assert list(tmp_path.iterdir()) == []


class _Full(io.BytesIO):
    def write(self, _: object) -> int:
        raise OSError(28, "No space left on device")


def test_a_disk_that_is_full_at_the_end_is_told_as_what_it_is() -> None:
    with pytest.raises(OSError, match="No space") as caught:
        workbook.write([Table("scores", "Scores", COLUMNS, iter(()))], _Full(), yes="ja", no="nej")
    assert caught.value.errno == 28
