"""`vejvis export report` and its like: groups, days, columns, paper and the same figures for programs, noted in the log."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.command import Shell
from tests.drivers.paper import words_on_paper
from trainer.core.order import danish
from trainer.core.scope import Scope
from trainer.faults import Exit
from trainer.house import House
from trainer.records import audit

pytestmark = pytest.mark.usefixtures("qapp")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def group_of(shell: Shell, *places: int) -> list[str]:
    """Put some people into a group called Hold 1. Return their codes."""
    with House.open(shell.folder) as house:
        people = [house.teaching.people()[place] for place in places]
        house.grouping.make("Hold 1", tuple(person.id for person in people))
    return [person.code for person in people]


def noted(shell: Shell) -> audit.Entry:
    with House.open(shell.folder) as house:
        return next(audit.entries(house.records.store))


@pytest.mark.parametrize("what", ["scores", "answers", "attempts", "problems"])
def test_a_group_alone(peopled: Shell, tmp_path: Path, what: str) -> None:
    codes = group_of(peopled, 0, 2)
    target = tmp_path / "a.csv"
    ended = peopled("export", what, "--format", "csv", "--group", "hold 1", "--out", str(target))
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert {row["Code"] for row in rows(target)} <= set(codes)
    if what == "scores":
        assert [row["Code"] for row in rows(target)] == codes
    entry = noted(peopled)
    assert (entry.act, entry.detail["rows"], entry.detail["names"]) == (audit.Act.EXPORTED, len(rows(target)), 1)
    assert not [value for value in entry.detail.values() if value in ("Hold 1", *codes)]


def test_days_of_scores_are_those_of_answers(peopled: Shell, tmp_path: Path) -> None:
    with House.open(peopled.folder) as house:
        answered = [moment for (moment,) in house.records.store.execute("SELECT answered_ms FROM answer ORDER BY 1")]
        middle = answered[len(answered) // 2]
        day = next(house.records.store.execute("SELECT date(? / 1000, 'unixepoch')", (middle,)))[0]
        shown = sorted(house.teaching.people(Scope(until=day)), key=lambda one: danish(one.name))
        assert sum(person.answers for person in shown) < sum(person.answers for person in house.teaching.people())
    peopled("export", "answers", "--format", "csv", "--to", day, "--out", str(tmp_path / "a.csv"))
    peopled("export", "scores", "--format", "csv", "--to", day, "--out", str(tmp_path / "s.csv"))
    assert all(row["Answered"][:10] <= day for row in rows(tmp_path / "a.csv"))
    scores = rows(tmp_path / "s.csv")
    assert [int(row["Practice answers"]) for row in scores] == [person.answers for person in shown]
    assert sum(int(row["Practice answers"]) for row in scores) > 0
    peopled("export", "attempts", "--format", "csv", "--to", day, "--out", str(tmp_path / "t.csv"))
    assert sum(int(row["Assessments handed in"]) for row in scores) == len(rows(tmp_path / "t.csv"))


def test_columns_in_the_order_wished(peopled: Shell, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    peopled("export", "answers", "--format", "csv", "--columns", "correct, code", "--out", str(target))
    assert list(rows(target)[0]) == ["Right answer", "Code"]


@pytest.mark.parametrize(
    "wish",
    [
        ("answers", "--format", "pdf"),
        ("report", "--format", "csv"),
        ("scores", "--format", "csv", "--person", "L-0002"),
        ("report", "--format", "pdf", "--person", "L-9999"),
        ("scores", "--format", "csv", "--group", "nobody's"),
        ("scores", "--format", "csv", "--from", "soon"),
        ("scores", "--format", "csv", "--from", "2026-11-03", "--to", "2-11-2026"),
        ("scores", "--format", "json", "--columns", "code,none"),
        ("scores", "--format", "json", "--columns", "code,code"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    peopled: Shell, tmp_path: Path, wish: tuple[str, ...]
) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    ended = peopled("export", *wish, "--out", str(target))
    assert (ended.code, ended.out) == (Exit.REFUSED, "")
    assert "Nothing was written." in ended.err
    assert target.read_bytes() == b"old"


def test_paper_and_programs_are_told_the_same_as_the_list(peopled: Shell, tmp_path: Path) -> None:
    group_of(peopled, 0, 1, 2, 3)
    paper, figures = tmp_path / "c.pdf", tmp_path / "c.json"
    for target in (paper, figures):
        ended = peopled("export", "report", "--group", "Hold 1", "--format", target.suffix[1:], "--out", str(target))
        assert (ended.code, ended.err) == (Exit.DONE, "")
    told = json.loads(figures.read_text("utf-8"))["figures"]
    with House.open(peopled.folder) as house:
        group = house.exporting.group("Hold 1")
        shown = house.teaching.people(Scope(group))
        names = [person.name for person in house.teaching.people()]
    assert (told["people"], told["answers"]) == (4, sum(person.answers for person in shown))
    assert sum(told["status"].values()) == 4
    for place, module in enumerate(told["modules"]):
        assert module["right"] == sum(person.modules[place].right for person in shown)
    words = " ".join(words_on_paper(paper))
    assert "Hold 1" in words
    assert f"Practice: {told['right']} of {told['answers']} answers right." in words
    assert not [name for name in names if name in words or name in figures.read_text("utf-8")]


def test_names_only_where_they_are_asked_for(peopled: Shell, tmp_path: Path) -> None:
    with House.open(peopled.folder) as house:
        person = house.teaching.people()[0]
    for names in (False, True):
        for of in ((), ("--person", person.code)):
            target = tmp_path / "r.pdf"
            peopled("export", "report", *of, "--format", "pdf", "--out", str(target), *(["--names"] if names else []))
            words = " ".join(words_on_paper(target))
            assert (person.name in words) is names
            assert noted(peopled).detail["names"] == int(names)
    assert noted(peopled).person == person.id


def test_a_report_on_one_person_in_danish(peopled: Shell, tmp_path: Path) -> None:
    target = tmp_path / "r.pdf"
    peopled("export", "report", "--person", "L-0002", "--format", "pdf", "--out", str(target), "--language", "da")
    words = " ".join(words_on_paper(target))
    assert "Til en samtale med" in words
    assert "Hvad tallene betyder, og hvad de ikke betyder" in words


def test_scores_as_pdf_are_the_report_on_the_course(peopled: Shell, tmp_path: Path) -> None:
    assert peopled("export", "scores", "--format", "pdf", "--out", str(tmp_path / "s.pdf")).code == Exit.DONE
    assert "Course report" in words_on_paper(tmp_path / "s.pdf")[0]
    assert len(words_on_paper(tmp_path / "s.pdf")) == 2


def test_a_report_takes_no_display(peopled: Shell, tmp_path: Path) -> None:
    """As a process of its own, where no screen is."""
    target = tmp_path / "r.pdf"
    command = ["report", "--format", "pdf", "--out", str(target), "--data-dir", str(peopled.folder)]
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in screens}
    done = subprocess.run(
        [sys.executable, "-m", "trainer", "export", *command], env=bare, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Course report" in words_on_paper(target)[0]


def test_a_report_that_cannot_be_put_down_leaves_the_old_one(peopled: Shell, tmp_path: Path) -> None:
    for target in (peopled.folder / "r.pdf", tmp_path / "none" / "r.pdf"):
        ended = peopled("export", "report", "--format", "pdf", "--out", str(target))
        assert ended.code != Exit.DONE
        assert not target.exists()
