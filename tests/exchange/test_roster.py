"""A roster as a file: its kind, its letters, its columns, its rows with their lines; what is none is told for what it is."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.builders import hostile
from trainer.core.roster import MOST_ROWS, Part, RosterRow
from trainer.exchange.roster import RosterFile
from trainer.exchange.workbook import Workbook, column_letters
from trainer.faults import Exit, Fault

DANISH = "Navn{0}Nummer{0}Hold\nÅse Bjørn{0}0012{0}3A\n\nBo Ø{0}13{0}3A\n"


def rows(data: bytes) -> list[RosterRow]:
    file = RosterFile(data, "list")
    return list(file.rows(file.found.columns or {Part.NAME: 0}, file.found.headed))


def refused(data: bytes) -> tuple[str, object]:
    with pytest.raises(Fault) as fault:
        rows(data)
    message = fault.value.message
    return message.code, message.values.get("line", message.values.get("lines"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_way_of_writing_gives_the_same_people(encoding: str, separator: str) -> None:
    data = DANISH.format(separator).encode(encoding)
    file = RosterFile(data, "list")
    assert file.found.separator == separator
    assert file.found.encoding == ("utf-8-sig" if encoding == "utf-8-sig" else encoding)
    assert list(file.rows(file.found.columns, True)) == [
        RosterRow(2, "Åse Bjørn", "0012", "3A"),
        RosterRow(4, "Bo Ø", "13", "3A"),
    ]


def test_first_and_last_names_make_a_name() -> None:
    assert rows(b"Fornavn;Efternavn;Klasse\nBo;Lund;A\n;Ek;\n") == [
        RosterRow(2, "Bo Lund", "", "A"),
        RosterRow(3, "Ek"),
    ]


def test_a_separator_may_be_told() -> None:
    assert rows(b"sep=:\nName:Number\nAnna Holm:7\n") == [RosterRow(3, "Anna Holm", "7")]


def test_cells_may_hold_separators_and_lines() -> None:
    data = b'Name;Group\n"Holm; Anna";"3\nA"\nBo;3\n'
    assert [(one.line, one.name, one.group) for one in rows(data)] == [(2, "Holm; Anna", "3\nA"), (4, "Bo", "3")]


def test_names_alone_have_no_headings() -> None:
    file = RosterFile(b"Anna Holm\nBo Lund\n", "list")
    assert (file.found.columns, file.found.headed, file.found.separator) == ({}, False, "")
    assert [one.name for one in file.rows({Part.NAME: 0}, False)] == ["Anna Holm", "Bo Lund"]


@pytest.mark.parametrize("below", [b"", b"\n\n", b";;\n"])
def test_headings_with_nobody_under_them_are_told_for_what_they_are(below: bytes) -> None:
    assert refused(b"Name;Number;Group\n" + below)[0] == "roster.headings"


def test_a_formula_is_its_text_or_no_row() -> None:
    found = rows(b'Name;Number\n=1+1;1\n="0012";="0013"\nAnna;=A1\nBo;-5\n')
    assert [one.problem.code if one.problem else None for one in found] == [
        "roster.row.formula",
        None,
        "roster.row.formula",
        None,
    ]
    assert (found[1].name, found[1].number) == ("0012", "0013")


def test_a_formula_of_a_sheet_is_told_with_its_cell_as_it_is_written() -> None:
    shared = '<c r="A4"><f t="shared" si="0"/><v>7</v></c>'
    cells = [
        '<c r="A2"><f>1+1</f></c>',
        f'<c r="A3"><f>{"A1+" * 40}1</f><v>2</v></c>',
        shared,
        '<c r="A5" t="e"><v>#N/A</v></c>',
    ]
    body = "".join(hostile.row(number, cell) for number, cell in enumerate(cells, 2))
    found = [one.problem for one in rows(hostile.workbook(hostile.sheet(body)))]
    assert [(one.code, one.values["cell"], one.values["text"]) for one in found if one is not None] == [
        ("roster.row.formula_cell", "A2", "=1+1"),
        ("roster.row.formula_cell", "A3", "=" + "A1+" * 13 + "…"),
        ("roster.row.formula_cell", "A4", "7"),
        ("roster.row.formula_cell", "A5", "#N/A"),
    ]
    assert [column_letters(place) for place in (0, 25, 26, 63)] == ["A", "Z", "AA", "BL"]


def test_what_is_called_a_workbook_and_is_none_is_told_so() -> None:
    old = b"\xd0\xcf\x11\xe0" + b"\0" * 600
    foreign = io.BytesIO()
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    for data, code in (
        (b"not a zip", "no-workbook"),
        (b"Name\nAnna\n", "no-workbook"),
        (old, "protected"),
        (foreign.getvalue(), "foreign"),
        (foreign.getvalue()[:40], "damaged"),
    ):
        with pytest.raises(Fault) as fault:
            RosterFile(data, "Fake.XLSX")
        assert fault.value.message.code == f"roster.{code}"
        assert fault.value.exit_code is Exit.REFUSED_FILE


def test_only_columns_that_are_read_can_spoil_a_row() -> None:
    assert rows(b"Name;Car\nAnna;=1+1\n")[0].problem is None


def test_controls_and_too_long_cells_are_told_of_the_row() -> None:
    found = rows(b"Name\nA\x01b\n" + b"a" * 20_001 + b"\nAnna\n")
    assert [one.problem.code if one.problem else None for one in found] == [
        "roster.row.controls",
        "roster.row.field-long",
        None,
    ]
    assert len(found[1].name) <= 200


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (b"", "roster.empty", None),
        (b" \n\t\n", "roster.empty", None),
        (b"%PDF-1.7\n", "roster.foreign", None),
        (b"Name\nA\x00b\n", "roster.foreign", None),
        (b"\xd0\xcf\x11\xe0 and so on", "roster.protected", None),
        (b'Name\nAnna\n"Bo\n', "roster.quote", 3),
        (b'Name\n"Anna"x\n', "roster.quote", 2),
        ("Navn\nÅse\n".encode() + "Øse\n".encode("cp1252"), "roster.mixed", "3"),
        (b"Navn\n\x81\n", "roster.spoilt", "2"),
        ("Navn\nÅse\n".encode("utf-16")[:-1], "roster.spoilt", "2"),
        (b"Name\n" + b"a" * 2_000_000, "roster.wide", 2),
        (b"Name\n" + b"a\n" * (MOST_ROWS + 1), "roster.rows", None),
        (b"PK\x03\x04", "roster.damaged", None),
        (hostile.GOOD[:-30], "roster.damaged", None),
    ],
)
def test_each_file_that_is_none_is_told_for_what_it_is(data: bytes, code: str, where: object) -> None:
    assert refused(data) == (code, where)


def test_the_lines_of_two_encodings_are_named_up_to_five() -> None:
    data = b"Navn\n" + "Åse\n".encode() * 20 + "Øse\n".encode("cp1252") * 7
    assert refused(data) == ("roster.mixed", "22, 23, 24, 25, 26, …")


def test_100_000_rows_are_the_most() -> None:
    data = b"Name;Number\n" + b"".join(b"P%d;%d\n" % (n, n) for n in range(MOST_ROWS))
    assert len(rows(data)) == MOST_ROWS


def test_a_workbook_of_openpyxl_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Nummer", "Hold"])
    sheet.append(["Åse Bjørn", 12, "3A"])
    sheet.append(["=1+1", 13.0, "3A"])
    sheet.append([None, None, None])
    sheet.append(["Bo Ø", "0017", True])
    book.create_sheet("More").append(["Nobody"])
    file = io.BytesIO()
    book.save(file)
    found = rows(file.getvalue())
    assert [(one.line, one.name, one.number) for one in found] == [
        (2, "Åse Bjørn", "12"),
        (3, "=1+1", "13"),
        (5, "Bo Ø", "0017"),
    ]
    assert found[1].problem is not None


def test_a_workbook_of_xlsxwriter_is_read_with_shared_and_own_texts() -> None:
    for constant in (True, False):
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"constant_memory": constant})
        sheet = book.add_worksheet("Names & more")
        sheet.write_row(0, 0, ["First name", "Last name"])
        sheet.write_row(1, 0, ["Åse", "Bjørn <b>"])
        sheet.write_rich_string(2, 0, "B", book.add_format({"bold": True}), "o", " ")
        sheet.write_formula(3, 0, '="Anna"', None, "Anna")
        book.close()
        assert [one.name for one in rows(file.getvalue())] == ["Åse Bjørn <b>", "Bo", "Anna"]


def test_a_prefix_of_names_and_an_absolute_place_are_read() -> None:
    sheet = hostile.sheet(hostile.row(2, hostile.cell("Anna Holm"))).replace("<", "<x:").replace("<x:/", "</x:")
    sheet = sheet.replace("<x:?xml", "<?xml").replace("<x:worksheet", '<x:worksheet xmlns:x="urn:x"')
    data = hostile.workbook(sheet, target="/xl/worksheets/sheet1.xml")
    assert [one.name for one in rows(data)] == ["Anna Holm"]


def test_a_pipe_and_a_folder_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, code in (("pipe", "roster.foreign"), (".", "fault.is-folder"), ("none", "fault.no-file")):
        with pytest.raises(Fault) as fault:
            RosterFile.open(tmp_path / name)
        assert fault.value.message.code == code


def test_more_than_20_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.touch()
    os.truncate(path, 20 * 1024 * 1024 + 1)
    with pytest.raises(Fault) as fault:
        RosterFile.open(path)
    assert fault.value.message.code == "roster.too-large"


@pytest.mark.parametrize("odd", ["B", "b12345678", "1", "", "B2C", "æ2"])
def test_a_reference_that_is_none_is_the_next_column_however_often_it_comes(odd: str) -> None:
    rows_of = "".join(
        hostile.row(line, hostile.cell(f"Anna {line}", f"A{line}"), hostile.cell(str(line), odd)) for line in (2, 3, 4)
    )
    found = list(Workbook(hostile.workbook(hostile.sheet(rows_of)), "list").records())[1:]
    assert [record.cells for record in found] == [[f"Anna {line}", str(line)] for line in (2, 3, 4)]
