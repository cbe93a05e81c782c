"""`vejvis backup`, `restore` and `doctor`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.drivers.command import Shell
from trainer.faults import Exit


def test_backup_then_restore_brings_everybody_back(peopled: Shell, tmp_path: Path) -> None:
    before = peopled("profiles", "list").out
    assert peopled("backup", str(tmp_path / "b.db")).code == Exit.DONE
    peopled("profiles", "add", "Later Person")
    ended = peopled("restore", str(tmp_path / "b.db"))
    assert ended.code == Exit.DONE
    assert "9 people" in ended.out
    assert peopled("profiles", "list").out == before
    assert len(list(peopled.folder.glob("records-before-restore-*.db"))) == 1
    assert peopled("doctor").code == Exit.DONE


def test_restore_into_an_empty_folder(peopled: Shell, shell: Shell, tmp_path: Path) -> None:
    peopled("backup", str(tmp_path / "b.db"))
    shell.folder = tmp_path / "elsewhere"
    ended = shell("restore", str(tmp_path / "b.db"))
    assert ended.code == Exit.DONE
    assert "former" not in ended.out


def test_files_that_are_no_backup_are_refused_and_the_records_stay(peopled: Shell, tmp_path: Path) -> None:
    before = (peopled.folder / "records.db").read_bytes()
    foreign = tmp_path / "foreign.db"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    files = {
        "junk.db": b"no database at all, but long enough to have a header of a hundred bytes " * 4,
        "empty.db": b"",
        "cut.db": before[: len(before) // 2],
        "foreign.db": foreign.read_bytes(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        ended = peopled("restore", str(tmp_path / name))
        assert (ended.code, ended.out) == (Exit.REFUSED_FILE, ""), name
        assert (tmp_path / name).read_bytes() == data
    assert (peopled.folder / "records.db").read_bytes() == before


def test_a_backup_that_is_not_there(peopled: Shell, tmp_path: Path) -> None:
    ended = peopled("restore", str(tmp_path / "none.db"))
    assert ended.code == Exit.ENVIRONMENT
    assert "There is no file" in ended.err


def test_backup_targets_that_cannot_be(peopled: Shell, tmp_path: Path) -> None:
    assert peopled("backup", str(tmp_path / "none" / "b.db")).code == Exit.ENVIRONMENT
    assert peopled("backup", str(tmp_path)).code == Exit.ENVIRONMENT
    assert peopled("backup", str(peopled.folder / "records.db")).code == Exit.USAGE
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="no devices in folders here")
def test_a_device_is_not_replaced_by_a_backup(peopled: Shell) -> None:
    assert peopled("backup", "/dev/null").code == Exit.ENVIRONMENT
    assert Path("/dev/null").is_char_device()


def test_an_empty_folder_is_sound_and_nothing_is_created(shell: Shell) -> None:
    ended = shell("doctor")
    assert ended.code == Exit.DONE
    assert "Everything is as it should be" in ended.out
    assert not shell.folder.exists()
    shell.folder.mkdir()
    assert shell("doctor").code == Exit.DONE
    assert list(shell.folder.iterdir()) == []


def test_doctor_looks_at_everything(peopled: Shell) -> None:
    ended = peopled("doctor")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    for word in ("SQLite", "Records: ", "Question bank", "version 2", "whole", "as it was written", "agree with"):
        assert word in ended.out
    assert not list((peopled.folder / "tmp").iterdir())


def test_doctor_finds_a_counted_answer_that_nobody_gave(peopled: Shell) -> None:
    connection = sqlite3.connect(peopled.folder / "records.db")
    connection.execute("UPDATE person_summary SET answers = answers + 1")
    connection.commit()
    connection.close()
    ended = peopled("doctor")
    assert ended.code == Exit.UNSOUND
    assert "BAD" in ended.out
    assert "1 thing is not as it should be" in ended.out


def test_doctor_names_a_damaged_file(peopled: Shell) -> None:
    records = peopled.folder / "records.db"
    records.write_bytes(records.read_bytes()[:5000])
    ended = peopled("doctor")
    assert ended.code == Exit.UNSOUND
    assert "cut short" in ended.out
