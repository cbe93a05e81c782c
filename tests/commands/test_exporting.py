"""`vejvis export`: files that are read back equal what the trainer's list shows."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.drivers.command import Shell
from trainer.core.order import danish
from trainer.core.views import PersonScore
from trainer.faults import Exit
from trainer.house import House


def people(shell: Shell) -> tuple[PersonScore, ...]:
    with House.open(shell.folder) as house:
        return tuple(sorted(house.teaching.people(), key=lambda one: danish(one.name)))


def export(shell: Shell, target: Path, *options: str, format_: str = "csv") -> list[dict[str, str]]:
    ended = shell("export", "scores", "--format", format_, "--out", str(target), *options)
    assert (ended.code, ended.err) == (Exit.DONE, "")
    if format_ != "csv":
        return []
    separator = "\t" if "tab" in options else ";"
    with target.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator, strict=True))


def test_a_row_per_person_equals_the_list(peopled: Shell, tmp_path: Path) -> None:
    rows = export(peopled, tmp_path / "a.csv")
    shown = people(peopled)
    assert len(shown) == 8
    for row, person in zip(rows, shown, strict=True):
        assert (row["Code"], row["Name"]) == (person.code, person.name)
        assert int(row["Practice answers"]) == person.answers
        assert int(row["Right"]) == person.right
        assert int(row["Lessons read"]) == person.lessons_done
        assert int(row["Assessments handed in"]) == person.attempts
        assert row["Last: right"] == ("" if person.last_right is None else str(person.last_right))
        assert row["Made up"] == "yes"
        shares = [float(row[head].replace(",", ".") or 0) for head in row if head.startswith("Mastery: ")]
        assert shares == pytest.approx([module.share for module in person.modules], abs=5e-5)
    assert sum(person.answers for person in shown) > 50
    assert any(person.attempts for person in shown)


def test_of_practice_only_the_sums_leave_the_computer(peopled: Shell, tmp_path: Path) -> None:
    """Single answers in practice are in the file of the one module that is assigned so, and no others."""
    every = export(peopled, tmp_path / "a.csv", "--rows", "answer", "--separator", "tab")
    rows = [row for row in every if row["Mode"] == "assessment"]
    assert {row["Module"] for row in every if row not in rows} == {"indicators"}
    with House.open(peopled.folder) as house:
        ((answers, right),) = house.records.store.execute(
            "SELECT count(*), sum(correct) FROM answer WHERE mode = 'assessment'"
        )
    assert (len(rows), sum(row["Right answer"] == "yes" for row in rows)) == (answers, right)
    assert sum(person.answers for person in people(peopled)) > 0


def test_a_workbook_equals_the_list(peopled: Shell, tmp_path: Path) -> None:
    export(peopled, tmp_path / "a.xlsx", format_="xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    shown = people(peopled)
    heads = [cell.value for cell in book["Scores"][1]]
    rows = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in list(book["Scores"])[1:]]
    assert [row["Practice answers"] for row in rows] == [person.answers for person in shown]
    assert [row["Last: right"] for row in rows] == [person.last_right for person in shown]
    assert book["Modules"].max_row == 1 + sum(len(person.modules) for person in shown)


def test_json(peopled: Shell, tmp_path: Path) -> None:
    export(peopled, tmp_path / "a.json", format_="json")
    rows = json.loads((tmp_path / "a.json").read_text("utf-8"))["rows"]
    assert [row["right"] for row in rows] == [person.right for person in people(peopled)]


def test_codes_instead_of_names(peopled: Shell, tmp_path: Path) -> None:
    rows = export(peopled, tmp_path / "a.csv", "--codes")
    assert "Name" not in rows[0]
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert not [person.name for person in people(peopled) if person.name in text]


def test_an_existing_file_stays_where_the_export_fails(peopled: Shell, tmp_path: Path) -> None:
    old = tmp_path / "a.csv"
    old.write_bytes(b"old")
    (tmp_path / ".~lock.a.csv#").touch()
    ended = peopled("export", "scores", "--format", "csv", "--out", str(old))
    assert (ended.code, ended.out) == (Exit.ENVIRONMENT, "")
    assert old.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_targets_that_cannot_be_written(peopled: Shell, tmp_path: Path, format_: str) -> None:
    places = [tmp_path, tmp_path / "none" / "a"]
    if Path("/dev/full").is_char_device():
        places.append(Path("/dev/full"))
    for place in places:
        ended = peopled("export", "scores", "--format", format_, "--out", str(place))
        assert (ended.code, ended.out) == (Exit.ENVIRONMENT, "")
        assert str(place) in ended.err or str(place.parent) in ended.err
        assert "Traceback" not in ended.err
    assert {path.name for path in tmp_path.iterdir()} == {"records"}
    assert not list((peopled.folder / "tmp").iterdir())


def test_signs_that_cannot_be_told_apart(peopled: Shell, tmp_path: Path) -> None:
    out = str(tmp_path / "a.csv")
    ended = peopled("export", "scores", "--format", "csv", "--out", out, "--separator", ",", "--decimal", ",")
    assert ended.code == Exit.REFUSED
    assert not Path(out).exists()


def test_where_there_are_no_records_nothing_is_written(shell: Shell, tmp_path: Path) -> None:
    ended = shell("export", "scores", "--format", "csv", "--out", str(tmp_path / "a.csv"))
    assert ended.code == Exit.REFUSED
    assert list(tmp_path.iterdir()) == []
