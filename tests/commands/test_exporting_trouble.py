"""Exports where something is in the way: a limit on files midway, names that no file has, two at once; no half file is left."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.builders.many import peopled
from tests.drivers.command import ROOT
from trainer import neighbour
from trainer.catalogue import Catalogue
from trainer.core.requests import ExportPlan, TableFormat, TableRows
from trainer.faults import Exit
from trainer.house import House

PEOPLE, ANSWERS = 12, 400
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
from trainer import cli
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trouble") / "records"
    peopled(folder, PEOPLE, ANSWERS)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
@pytest.mark.parametrize("format_", TableFormat)
def test_a_file_that_may_grow_no_further_leaves_the_old_one(folder: Path, tmp_path: Path, format_: TableFormat) -> None:
    target, scratch = tmp_path / "out", tmp_path / "scratch"
    target.write_bytes(b"old")
    scratch.mkdir()
    command = ["export", "answers", "--format", format_.value, "--out", str(target), "--data-dir", str(folder)]
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *command],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (Exit.ENVIRONMENT, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert target.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"out", "scratch"}
    assert list(scratch.iterdir()) == []
    assert not list((folder / "tmp").iterdir())


@pytest.mark.parametrize("name", ["a\0b.csv", "a\ud800b.csv", "\0"])
@pytest.mark.parametrize("what", [["export", "scores"], ["export", "report"], ["backup"]])
def test_a_name_that_no_file_has_is_told_to_whoever_asks_the_window(
    folder: Path, tmp_path: Path, name: str, what: list[str]
) -> None:
    with House.open(folder) as house:
        named = [str(tmp_path / name)] if what == ["backup"] else ["--format", "json", "--out", str(tmp_path / name)]
        line = json.dumps({"argv": [*what, *named], "cwd": str(tmp_path)}).encode()
        reply = json.loads(neighbour.serve_request(house, line))
    assert reply["exit"] == Exit.ENVIRONMENT, reply
    assert "cannot be the name of a file" in reply["err"]
    assert list(tmp_path.iterdir()) == []


def test_two_exports_to_one_file_at_once_leave_one_whole_file(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    plan = ExportPlan(TableFormat.CSV, TableRows.ANSWER, codes=True)
    with House.open(folder) as house, ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: house.exporting.export(plan, target, "en"), range(4)))
    assert [one.rows for one in done] == [PEOPLE * ANSWERS] * 4
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";", strict=True))
    assert len(rows) == PEOPLE * ANSWERS + 1
    assert rows[0][0] == Catalogue().say("table.column.code")
    assert list(tmp_path.iterdir()) == [target]
