"""`vejvis roster import`: the same rules as the window's, said line by line; nothing changed by a look."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.command import Shell
from trainer.faults import Exit
from trainer.records.audit import Act, entries
from trainer.records.opening import open_records

LIST = "Navn;Nummer;Hold;Rolle\nÅse Bjørn;0012;3A;patrol\nBo Ø;13;;Politi på Mars\n;14;3A;\nBo Ø;15;;\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, "utf-8")
    return path


def test_a_look_changes_nothing(shell: Shell, file: Path) -> None:
    shell("profiles", "add", "Maja", "--trainer")
    ended = shell("roster", "import", str(file), "--dry-run")
    assert ended.code == Exit.DONE
    assert "3 people are new." in ended.out
    assert "line 4: : it has no name" in ended.out
    assert "line 3: Bo Ø: the work role “Politi på Mars” is not known here" in ended.out
    assert "Nothing was changed: this was only a look." in ended.out
    assert "Åse" not in shell("profiles", "list").out


def test_a_list_comes_in_once_and_is_in_the_log(shell: Shell, file: Path) -> None:
    shell("profiles", "add", "Maja", "--trainer")
    ended = shell("roster", "import", str(file), "--group", "4B")
    assert ended.code == Exit.DONE
    assert "3 people were added." in ended.out
    assert "2 groups were made." in ended.out
    again = shell("roster", "import", str(file), "--group", "4B")
    assert again.code == Exit.DONE
    assert "3 are here already." in again.out
    assert "Nothing was changed." in again.out
    assert shell("profiles", "list").out.count("learner") == 3
    records = open_records(shell.folder, create=False)
    try:
        (entry,) = [one for one in entries(records.store) if one.act is Act.IMPORTED]
        assert (entry.by, entry.alone) == ("", True)
        assert entry.detail == {"added": 3, "joined": 0, "left": 1, "groups": 2}
    finally:
        records.close()


def test_who_perhaps_is_here_is_left_out_and_named_by_code(shell: Shell, tmp_path: Path) -> None:
    shell("profiles", "add", "Anna Holm")
    path = tmp_path / "list.csv"
    path.write_bytes("Navn\nAnna Holm\n".encode("cp1252") + "Øse\n".encode("cp1252"))
    ended = shell("roster", "import", str(path))
    assert ended.code == Exit.DONE
    assert "line 2: Anna Holm: somebody of this name is here (L-0001)" in ended.out
    assert "the window asks about each" in ended.out
    assert "Windows-1252" in ended.err
    assert "1 person was added." in ended.out


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"%PDF-1.4", Exit.REFUSED_FILE, "neither text with columns nor an Excel workbook"),
        (b"Anna\nBo\n", Exit.REFUSED, "No column holds the names"),
        (b"Name;Number\n", Exit.REFUSED_FILE, "headings and nobody under them"),
        (None, Exit.ENVIRONMENT, "There is no file"),
    ],
)
def test_what_is_no_list_is_told_and_nothing_changed(
    shell: Shell, tmp_path: Path, data: bytes | None, code: Exit, said: str
) -> None:
    shell("profiles", "add", "Maja", "--trainer")
    path = tmp_path / "list.csv"
    if data is not None:
        path.write_bytes(data)
    ended = shell("roster", "import", str(path))
    assert ended.code == code
    assert said in ended.err
    assert len(shell("profiles", "list").out.splitlines()) == 2


def test_without_records_nothing_is_made(shell: Shell, file: Path) -> None:
    ended = shell("roster", "import", str(file))
    assert ended.code == Exit.REFUSED
    assert not shell.folder.exists()


def test_many_rows_of_a_kind_are_counted(shell: Shell, tmp_path: Path) -> None:
    shell("profiles", "add", "Maja", "--trainer")
    path = tmp_path / "list.csv"
    path.write_text("Name;Number\n" + ";1\n" * 50, "utf-8")
    ended = shell("roster", "import", str(path))
    assert "50 rows cannot be taken." in ended.out
    assert "and 30 more rows like these" in ended.out
