"""Names in what commands say and in the files they write: in Danish order, whatever language they speak."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.drivers.command import Shell

WANTED = ["Anna Holm", "Zeynep Ak", "Ærø Bo", "Östen Ek", "Åge Lund", "Aage Lund", "Ådne Vik"]
GROUPS = ["Hold 2", "Hold 10", "Hold Æ", "Hold Aa"]


@pytest.fixture
def unit(shell: Shell) -> Shell:
    for name in (*WANTED[::2], *WANTED[1::2]):
        shell("profiles", "add", name)
    for name in (*GROUPS[1::2], *GROUPS[::2]):
        shell("groups", "add", name, "--person", "Anna Holm")
    return shell


def in_order(text: str, names: list[str]) -> list[str]:
    return re.findall("|".join(sorted(map(re.escape, names), key=len, reverse=True)), text)


@pytest.mark.parametrize("language", ["en", "da"])
def test_in_what_is_said(unit: Shell, language: str) -> None:
    wanted = [*WANTED[:4], "Ådne Vik", "Åge Lund", "Aage Lund"]
    assert in_order(unit("profiles", "list", "--language", language).out, WANTED) == wanted
    assert in_order(unit("groups", "list", "--language", language).out, GROUPS) == GROUPS


@pytest.mark.parametrize("language", ["en", "da"])
def test_in_files_with_names(unit: Shell, tmp_path: Path, language: str) -> None:
    wanted = [*WANTED[:4], "Ådne Vik", "Åge Lund", "Aage Lund"]
    table, report, coded = tmp_path / "s.csv", tmp_path / "r.json", tmp_path / "c.csv"
    assert unit("export", "scores", "--format", "csv", "--out", str(table), "--language", language).code == 0
    assert in_order(table.read_text("utf-8-sig"), WANTED) == wanted
    unit("export", "report", "--names", "--format", "json", "--out", str(report), "--language", language)
    assert [one["name"] for one in json.loads(report.read_text("utf-8"))["figures"]["people_named"]] == wanted
    unit("export", "scores", "--codes", "--format", "csv", "--out", str(coded))
    with coded.open(encoding="utf-8-sig", newline="") as file:
        codes = [row["Code"] for row in csv.DictReader(file, delimiter=";")]
    # Without names the order of names would say who is behind a code.
    assert codes == sorted(codes)
