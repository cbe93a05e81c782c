"""What leaves the computer: given up at any point, a full disk, a log that cannot be written; the old file stays."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.many import peopled
from tests.drivers.school import School
from trainer.core.message import Refused
from trainer.core.requests import ExportPlan, TableFormat, TableRows
from trainer.core.scope import Scope
from trainer.core.watching import Stopped, Watch
from trainer.faults import Fault
from trainer.house import House
from trainer.records import audit
from trainer.reports import export as exporting
from trainer.reports import workbook

PEOPLE, ANSWERS = 6, 400


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    peopled(tmp_path / "records", PEOPLE, ANSWERS)
    with House.open(tmp_path / "records") as house:
        yield house


def plan(format_: TableFormat, rows: TableRows = TableRows.ANSWER) -> ExportPlan:
    return ExportPlan(format_, rows, codes=True)


class StopAt(Watch):
    """Stopped by somebody when so many rows are written."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows
        self.told: list[tuple[int, int]] = []

    def tell(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if done >= self._rows:
            self.stop()
        super().tell(done, total)


@pytest.mark.parametrize("format_", TableFormat)
@pytest.mark.parametrize("rows", [0, 1_000, PEOPLE * ANSWERS])
def test_an_export_given_up_leaves_no_file_and_no_line(
    house: House, tmp_path: Path, format_: TableFormat, rows: int
) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    watch = StopAt(rows)
    with pytest.raises(Stopped):
        house.exporting.export(plan(format_), target, "en", watch=watch)
    assert target.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"a", "records"}
    assert not list((house.folder / "tmp").iterdir())
    assert not [one for one in audit.entries(house.records.store) if one.act is audit.Act.EXPORTED]
    assert watch.told[0] == (0, watch.total)
    assert watch.total >= PEOPLE * ANSWERS


def test_an_export_is_given_up_while_its_records_are_copied(house: House, tmp_path: Path) -> None:
    class Asked(Watch):
        asked = 0

        def check(self) -> None:
            self.asked += 1
            if self.asked > 1:
                self.stop()
            super().check()

    with pytest.raises(Stopped):
        house.exporting.export(plan(TableFormat.CSV), tmp_path / "a.csv", "en", watch=Asked())
    assert not list((house.folder / "tmp").iterdir())
    assert not (tmp_path / "a.csv").exists()


def test_a_workbook_is_given_up_while_it_is_packed(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    write = workbook._Paper.write

    def packed(paper: workbook._Paper, data: bytes) -> int:
        watch.stop()
        return write(paper, data)

    monkeypatch.setattr(workbook._Paper, "write", packed)
    with pytest.raises(Stopped):
        house.exporting.export(plan(TableFormat.XLSX), tmp_path / "a.xlsx", "en", watch=watch)
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("format_", TableFormat)
def test_rows_are_told_until_all_are_written(house: House, tmp_path: Path, format_: TableFormat) -> None:
    watch = StopAt(10**9)
    done = house.exporting.export(plan(format_), tmp_path / "a", "en", watch=watch, alone=format_ is TableFormat.CSV)
    assert done.rows == PEOPLE * ANSWERS
    assert watch.told[-1] == (watch.total, watch.total)
    assert max(after - before for (before, _), (after, _) in zip(watch.told, watch.told[1:], strict=False)) <= 500


def test_where_the_log_cannot_be_written_nothing_leaves(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Fault("fault.disk-full", path="records.db")

    monkeypatch.setattr(audit, "write", full)
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    with pytest.raises(Fault, match="disk-full"):
        house.exporting.export(plan(TableFormat.CSV), target, "en")
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("format_", TableFormat)
@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EROFS, "read-only")])
def test_a_disk_that_gives_out_midway(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: TableFormat, number: int, code: str
) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(number, "as the disk says")

    monkeypatch.setattr(exporting._Told, "_tell", full)
    with pytest.raises(Fault, match=code):
        house.exporting.export(plan(format_), target, "en")
    assert target.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"a", "records"}


def test_a_folder_that_may_not_be_written(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "none" / "there"
    with pytest.raises(Fault, match="no-folder"):
        house.exporting.export(plan(TableFormat.CSV), folder / "a.csv", "en")


def test_a_preview_is_what_the_file_begins_with(house: House, tmp_path: Path) -> None:
    wish = plan(TableFormat.CSV)
    preview = house.exporting.preview(wish, "en")
    house.exporting.export(wish, tmp_path / "a.csv", "en")
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert ";".join(column.title for column in preview.columns) == lines[0]
    assert [";".join(row) for row in preview.rows] == lines[1:6]
    assert preview.more
    assert next(audit.entries(house.records.store)).detail["rows"] == PEOPLE * ANSWERS


def test_a_preview_says_yes_and_no_as_the_file_does(house: House, tmp_path: Path) -> None:
    wish = ExportPlan(TableFormat.CSV, TableRows.PERSON, True)
    preview = house.exporting.preview(wish, "da")
    house.exporting.export(wish, tmp_path / "a.csv", "da")
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert [";".join(row) for row in preview.rows] == lines[1 : len(preview.rows) + 1]
    assert "nej" in preview.rows[0]


def test_the_list_and_the_file_of_a_scope_are_one_query(house: House) -> None:
    (group,) = house.exporting.groups()
    assert group.name == "Hundred"
    with house.records.store.write() as db:
        db.execute("UPDATE answer SET mode = 'practice'")
    everybody = house.teaching.people()
    assert house.teaching.people(Scope(group.id)) == everybody
    (day,) = next(house.records.store.execute("SELECT date(min(answered_ms) / 1000, 'unixepoch') FROM answer"))
    first = house.teaching.people(Scope(until=day))
    assert 0 < sum(person.answers for person in first) < PEOPLE * ANSWERS
    assert house.teaching.people(Scope(until="2001-01-01"))[0].answers == 0
    for scope in (Scope("none"), Scope(since="x"), Scope(since="2026-02-01", until="2026-01-01")):
        with pytest.raises(Refused):
            house.exporting.preview(ExportPlan(TableFormat.CSV, TableRows.PERSON, True, scope=scope), "en")


def test_titles_of_assessments_are_those_they_were_sat_under(tmp_path: Path) -> None:
    school = School(tmp_path / "data")
    ida = school.learner("Ida Thorup", "patrol")
    school.sit(ida, 11)
    target = tmp_path / "a.csv"
    school.house.exporting.export(ExportPlan(TableFormat.CSV, TableRows.ATTEMPT, False), target, "en")
    head, row = target.read_text("utf-8-sig").splitlines()
    cells = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert (cells["Name"], cells["Assessment"], cells["Right"]) == ("Ida Thorup", "Standard self-check", "11")
    assert cells["Verdict"] == "Passed"
    school.close()
