"""Records and backups of version 1 in the window and at the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import first_version
from tests.drivers.command import Shell
from tests.drivers.person import Person
from trainer.app import Application
from trainer.faults import Exit
from trainer.records.place import BACKUPS, RECORDS


def test_the_window_opens_records_of_before(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path
) -> None:
    """Whoever could sign in before the update can after it."""
    _, person = opened(first_version.folder(tmp_path / "data"))
    person.waits_for("Jonas Østergaard")


def test_a_backup_of_before_is_restored_from_the_page(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path
) -> None:
    """A damaged file after the update; the last backup is one of before it."""
    folder = tmp_path / "data"
    (folder / BACKUPS).mkdir(parents=True)
    (folder / BACKUPS / "records-20251010T080000Z.db").write_bytes(first_version.records())
    (folder / RECORDS).write_bytes(b"no database at all " * 99)
    _, person = opened(folder)
    person.waits_for("Vejvis could not open its records")
    person.goes_to("0.6 MB")
    person.press("Space")
    person.waits_for("Answers given after that moment are not in it.")
    person.chooses("Restore")
    person.waits_for("The backup is restored: 4 people")
    person.chooses("All right")
    person.waits_for("Jonas Østergaard")


def test_a_backup_of_before_is_restored_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.db").write_bytes(first_version.records())
    shell = Shell(tmp_path / "records", capsys)
    ended = shell("restore", str(tmp_path / "old.db"))
    assert ended.code == Exit.DONE
    assert "4 people" in ended.out
    assert "Jonas Østergaard" in shell("profiles", "list").out
    assert shell("doctor").code == Exit.DONE
