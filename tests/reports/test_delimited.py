"""CSV: what a strict reader gets back, whatever is in the cells."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.scores import FORMULAS, HOSTILE_NAME
from trainer.core.message import Refused
from trainer.reports import delimited
from trainer.reports.table import Column, Kind, Moment, Row, Table, shown

COLUMNS = (
    Column("name", "Name", Kind.TEXT),
    Column("right", "Right", Kind.WHOLE),
    Column("share", "Share", Kind.SHARE),
    Column("at", "At", Kind.MOMENT),
    Column("passed", "Passed", Kind.YES_NO),
)


def written(*rows: Row, separator: str = ";", decimal: str = ",") -> bytes:
    file = io.BytesIO()
    table = Table("scores", "Scores", COLUMNS, iter(rows))
    assert delimited.write(table, file, separator=separator, decimal=decimal, yes="ja", no="nej") == len(rows)
    assert not file.closed
    return file.getvalue()


def read(data: bytes, separator: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator, strict=True))


def test_begins_with_a_byte_order_mark_and_the_header() -> None:
    data = written()
    assert data.startswith(b"\xef\xbb\xbfName;Right;Share;At;Passed\r\n")


def test_cells_by_their_kind() -> None:
    row = ("Åse Kjær", 7, 2 / 3, Moment(1_764_000_000_000, 60), True)
    assert read(written(row))[1] == ["Åse Kjær", "7", "0,6667", "2025-11-24T17:00:00+01:00", "ja"]


def test_cells_that_are_empty() -> None:
    assert read(written((None, None, None, None, None)))[1] == ["", "", "", "", ""]


@pytest.mark.parametrize(("separator", "decimal"), [(";", ","), (",", "."), ("\t", ","), ("|", ".")])
def test_separator_and_decimal_sign_by_choice(separator: str, decimal: str) -> None:
    row = ('a;b,c|d"e', 1, 0.5, None, False)
    cells = read(written(row, separator=separator, decimal=decimal), separator)[1]
    assert cells == ['a;b,c|d"e', "1", f"0{decimal}5000", "", "nej"]


@pytest.mark.parametrize(("separator", "decimal"), [(",", ","), ("x", "."), (";", "'"), ("", ","), (";;", ",")])
def test_signs_that_cannot_be_told_apart_are_refused(separator: str, decimal: str) -> None:
    with pytest.raises(Refused):
        written(separator=separator, decimal=decimal)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("separator", delimited.SEPARATORS)
def test_no_cell_of_any_reading_begins_like_a_formula(formula: str, separator: str) -> None:
    data = written((formula, 1, 0.5, None, True), separator=separator, decimal=".")
    for other in delimited.SEPARATORS:
        for line in data.decode("utf-8-sig").splitlines():
            for cell in line.split(other):
                assert not cell.lstrip(" \xa0\"'").startswith(("=", "+", "-", "@", "＝")) or "'" in cell


def test_numbers_stay_numbers_and_ordinary_text_stays_as_it_is() -> None:
    for text in ("Anne-Marie O'Neil", "L-0001", "a=b", "1+1", "x@y", "Æ. Ø-Å"):
        assert delimited.inert(text) == text


def test_a_name_of_ten_thousand_characters_is_one_clean_cell() -> None:
    cell = read(written((HOSTILE_NAME, 1, 0.5, None, True)))[1][0]
    assert cell == shown(HOSTILE_NAME)
    assert "\u202e" not in cell
    assert "\x00" not in cell
    assert cell.startswith("<b>Ida</b>gnat<img")


@given(st.lists(st.text(), min_size=1, max_size=5), st.sampled_from(delimited.SEPARATORS))
def test_any_text_comes_back_but_for_the_apostrophes(texts: list[str], separator: str) -> None:
    data = written(*((text, 1, 0.5, None, True) for text in texts), separator=separator, decimal=".")
    back = [row[0] for row in read(data, separator)[1:]]
    assert back == [delimited.inert(shown(text)) for text in texts]
    assert [cell.replace("'", "") for cell in back] == [shown(text).replace("'", "") for text in texts]
