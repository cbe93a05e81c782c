"""What a file of answers holds, byte for byte beside the plainest writer there is: quick ways of writing change none."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from question_bank.model import read
from tests.builders.many import peopled
from tests.builders.scores import FORMULAS, Answer, one_by_one
from trainer.catalogue import Catalogue
from trainer.core.module_check import subject
from trainer.core.requests import ExportPlan, TableFormat, TableRows
from trainer.house import House
from trainer.records.queries.teacher import answers
from trainer.reports.delimited import inert
from trainer.reports.table import Moment, shown

NAMES = (
    *FORMULAS,
    'Anne "Ane" Bo;Kaj',
    "Line\r\nbreak",
    "nul\x00byte",
    "\u202eback",
    "Zoë\u200dÅ",
    "x" * 40_000,
    "'=1+1",
)
ANSWERS = 530


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    peopled(folder, len(NAMES), ANSWERS)
    with House.open(folder) as house, house.records.store.write() as db:
        for place, name in enumerate(NAMES, 2):
            db.conn.execute("UPDATE person SET name = ? WHERE code = ?", (name, f"L-{place:05}"))
        for offset, code in enumerate(("L-00003", "L-00004", "L-00005")):
            db.conn.execute(
                "UPDATE answer SET offset_min = ? - seq * 15, answered_ms = answered_ms + 997 * seq, subject = ?,"
                " options = 'a;b', item = '=1+1;' || item WHERE person = (SELECT id FROM person WHERE code = ?)",
                (offset * 300, subject("child"), code),
            )
    return folder


Cells = list[str | int | bool | Moment | None]


def expected(house: House) -> list[Cells]:
    titles = {module.id: read(module.short, "en") for module in house.bank.modules()}
    titles |= house.exporting.assessments(house.records.store, Catalogue("en"))
    return [cells(row, titles) for row in one_by_one(answers(house.records.store))]


def cells(row: Answer, titles: dict[str, str]) -> Cells:
    return [
        row.code, row.name, row.stream, row.mode, titles.get(row.subject, row.subject), row.unit + 1, row.item, row.revision,
        row.digest, row.module, row.objective, row.kind, row.options, row.correct, row.confidence or None,
        Moment(row.answered_ms, row.offset_min),
    ]  # fmt: skip


def plain(cell: str | int | bool | Moment | None) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case Moment():
            return cell.local().isoformat(timespec="seconds")
        case int():
            return str(cell)
        case _:
            return inert(shown(cell))


@pytest.mark.parametrize(("separator", "decimal"), [(";", ","), (",", "."), ("\t", ","), ("|", ".")])
def test_a_file_of_answers_is_what_the_plainest_writer_makes(
    folder: Path, tmp_path: Path, separator: str, decimal: str
) -> None:
    with House.open(folder) as house:
        plan = ExportPlan(TableFormat.CSV, TableRows.ANSWER, codes=False, separator=separator, decimal=decimal)
        done = house.exporting.export(plan, tmp_path / "a.csv", "en")
        rows = expected(house)
    assert done.rows == len(rows) == len(NAMES) * ANSWERS
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator="\r\n").writerows(map(plain, row) for row in rows)
    head, _, rest = (tmp_path / "a.csv").read_bytes().partition(b"\r\n")
    assert head.startswith(b"\xef\xbb\xbfCode")
    assert rest.split(b"\r\n") == made.getvalue().encode().split(b"\r\n")


def test_an_object_of_answers_is_what_the_plainest_writer_makes(folder: Path, tmp_path: Path) -> None:
    with House.open(folder) as house:
        plan = ExportPlan(TableFormat.JSON, TableRows.ANSWER, codes=False)
        house.exporting.export(plan, tmp_path / "a.json", "en")
        rows = expected(house)
    told = (tmp_path / "a.json").read_text("utf-8")
    names = [column["id"] for column in json.loads(told)["columns"]]
    said = [
        [cell.iso() if isinstance(cell, Moment) else shown(cell) if isinstance(cell, str) else cell for cell in row]
        for row in rows
    ]
    lines = [json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in said]
    assert told.partition('"rows": [\n')[2] == ",\n".join(lines) + "\n]}\n"
