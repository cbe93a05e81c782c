"""What is in the way at the start is said in the window, with a way on; nothing of the file is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from tests.drivers.person import Person
from trainer.app import Application
from trainer.house import House
from trainer.records.place import RECORDS

DAMAGES = {
    "zero length": b"",
    "junk": b"this is no database, whatever its name says" * 40,
    "another program's": b"SQLite format 3\x00" + b"\x10\x00\x01\x01\x00\x40\x20\x20" + b"\x00" * 4072,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_file_that_is_not_the_records_is_told_and_left_alone(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path, name: str
) -> None:
    """The sentence, two ways on, and the file's bytes as they were."""
    path = tmp_path / RECORDS
    path.write_bytes(DAMAGES[name])
    _, person = opened(tmp_path)
    person.waits_for("Vejvis could not open its records")
    person.goes_to("Try again")
    person.press("Space")
    person.waits_for("Vejvis could not open its records")
    assert path.read_bytes() == DAMAGES[name]


def test_trying_again_goes_on_once_the_folder_is_free(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path
) -> None:
    """A folder that another program has open is said to be open, and opens when it is let go."""
    folder = tmp_path / "records"
    holder = House.open(folder, create=True)
    holder.entrance.add("Sofie Bjerre", "patrol", "")
    _, person = opened(folder)
    person.waits_for("Vejvis could not open its records")
    holder.close()
    person.chooses("Try again")
    person.waits_for("Sofie Bjerre")


def test_a_folder_that_goes_away_says_not_saved_and_keeps_the_choice(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path
) -> None:
    """The choice stays on the screen when the records' folder has been moved away; it is saved once the folder is back."""
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        house.entrance.add("Sofie Bjerre", "patrol", "")
    application, person = opened(folder)
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    application.router.show_practice("referral")
    person.press("B", "2")
    away = tmp_path / "away"
    folder.rename(away)
    person.press("Return")
    person.waits_for("Not saved: your answer")
    assert person.reads("Your choice stays as it is.")
    away.rename(folder)
    person.chooses("Try again")
    person.waits(lambda: person.reads("Yes, it is") or person.reads("Not this one. It is"), "the verdict")


def test_closing_over_a_choice_that_cannot_be_kept_asks_each_time(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path
) -> None:
    """Enter stays, since that is the safe answer; only who says so closes."""
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        house.entrance.add("Sofie Bjerre", "patrol", "")
    application, person = opened(folder)
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    application.router.show_practice("referral")
    person.press("B", "2")
    away = tmp_path / "away"
    folder.rename(away)
    for _ in range(2):
        QTimer.singleShot(0, application.window, lambda: person.press("Return"))
        assert not application.window.close()
        assert application.window.isVisible()
    QTimer.singleShot(0, application.window, lambda: person.chooses("Close all the same"))
    assert application.window.close()
    away.rename(folder)


def test_f6_goes_round_rail_content_and_side_panel(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path
) -> None:
    """Each press moves on to another part of the window, and round again to where it began."""
    folder = tmp_path / "records"
    with House.open(folder, create=True) as house:
        house.entrance.add("Sofie Bjerre", "patrol", "")
    application, person = opened(folder)
    person.waits_for("Sofie Bjerre")
    person.chooses("Sign in")
    application.router.show_practice("referral")
    person.waits_for("How sure are you?")
    seen = []
    for _ in range(4):
        person.press("F6")
        seen.append(person.here)
    assert len(set(seen[:3])) == 3
    assert "Home" in seen
    assert seen[3] not in seen[1:3]


def test_a_backup_is_restored_from_the_page_and_the_former_file_kept(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path
) -> None:
    """A damaged file, a backup chosen by keyboard, people back at the sign-in, and what was there kept beside."""
    with House.open(tmp_path, create=True) as house:
        house.entrance.add("Sofie Bjerre", "patrol", "")
        house.backups.now(house.clock.now())
    (tmp_path / RECORDS).write_bytes(DAMAGES["junk"])
    _, person = opened(tmp_path)
    person.waits_for("Vejvis could not open its records")
    person.goes_to("MB")
    person.press("Space")
    person.waits_for("Answers given after that moment are not in it.")
    person.chooses("Restore")
    person.waits_for("The backup is restored: 1 people")
    person.chooses("All right")
    person.waits_for("Sofie Bjerre")
    (kept,) = tmp_path.glob("records-before-restore-*")
    assert kept.read_bytes() == DAMAGES["junk"]


def test_backups_are_not_offered_where_older_records_would_not_help(
    opened: Callable[[Path], tuple[Application, Person]], tmp_path: Path
) -> None:
    """Another window has the records: restoring a backup over them is no way out."""
    folder = tmp_path / "records"
    with House.open(folder, create=True):
        _, person = opened(folder)
        person.waits_for("Vejvis is already open on this data folder")
        assert person.reads("Try again")
        assert not person.reads("Restore a backup")
