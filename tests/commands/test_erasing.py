"""`vejvis erase` and `vejvis retention`."""

from __future__ import annotations

from pathlib import Path

from tests.builders.files import largest_file
from tests.drivers.command import Shell
from trainer.faults import Exit
from trainer.house import House


def somebody(shell: Shell) -> tuple[str, str]:
    """A learner's code and name."""
    line = next(line for line in shell("profiles", "list").out.splitlines() if "learner" in line)
    code, rest = line.split("  ", 1)
    return code, rest.split(" (")[0].strip()


def test_said_first_and_done_only_where_told_to(peopled: Shell) -> None:
    code, name = somebody(peopled)
    for more, ends in ((("--dry-run",), Exit.DONE), ((), Exit.REFUSED)):
        ended = peopled("erase", code, *more)
        assert ended.code == ends
        assert name in ended.out
        assert "Nothing was erased" in ended.out
    assert name in peopled("profiles", "list").out
    ended = peopled("erase", code, "--yes")
    assert (ended.code, ended.err) == (Exit.DONE, "")
    assert f"{name} is erased" in ended.out
    assert name not in peopled("profiles", "list").out
    assert name.encode() not in (peopled.folder / "records.db").read_bytes()
    assert peopled("doctor").code == Exit.DONE


def test_a_made_up_person_who_was_erased_is_known_again_as_others_are(peopled: Shell, tmp_path: Path) -> None:
    code, name = somebody(peopled)
    assert peopled("erase", code, "--yes").code == Exit.DONE
    listed = tmp_path / "list.csv"
    listed.write_text(f"Name\n{name}\n")
    assert "erased here on" in peopled("roster", "import", str(listed)).out
    assert name not in peopled("profiles", "list").out


def test_nobody_two_at_once_and_the_last_trainer(peopled: Shell) -> None:
    assert peopled("erase", "L-9999", "--yes").code == Exit.REFUSED
    assert peopled("erase").code == Exit.USAGE
    assert peopled("erase", "L-0001", "--finish").code == Exit.USAGE
    ended = peopled("erase", "Demo Trainer", "--yes")
    assert ended.code == Exit.REFUSED
    assert "only trainer" in ended.err


def test_a_backup_that_cannot_be_mended_is_told_and_gone_on_with(peopled: Shell) -> None:
    code, name = somebody(peopled)
    (peopled.folder / "backups").mkdir()
    bad = peopled.folder / "backups" / "records-20260101T000000Z.db"
    bad.write_bytes(b"junk" * 100)
    ended = peopled("erase", code, "--yes")
    assert ended.code == Exit.ENVIRONMENT
    assert str(bad) in ended.err
    assert "--finish" in ended.err
    assert f"{name} is erased from the records" in ended.out
    bad.unlink()
    assert peopled("erase", "--finish").code == Exit.DONE


def test_a_full_disk_erases_nobody(peopled: Shell) -> None:
    code, name = somebody(peopled)
    with largest_file(4_096):
        ended = peopled("erase", code, "--yes")
    assert ended.code == Exit.ENVIRONMENT
    assert name in peopled("profiles", "list").out


def test_an_open_folder_is_not_touched(peopled: Shell) -> None:
    code, _name = somebody(peopled)
    with House.open(peopled.folder):
        assert peopled("erase", code, "--yes").code == Exit.IN_USE


def test_periods_are_kept_looked_at_and_carried_out(peopled: Shell, tmp_path: Path) -> None:
    ended = peopled("retention")
    assert ended.code == Exit.DONE
    assert "people who do nothing 0" in ended.out
    ended = peopled("retention", "--attempts", "1", "--dry-run")
    assert (ended.code, "Nothing was removed." in ended.out) == (Exit.DONE, True)
    assert "attempts 0" in peopled("retention").out
    assert peopled("retention", "--attempts", "1").code == Exit.REFUSED
    ended = peopled("retention", "--yes")
    assert ended.code == Exit.DONE
    assert "Removed: 0 people" in ended.out
    assert peopled("retention", "--log", "9999").code == Exit.REFUSED
    assert peopled("doctor").code == Exit.DONE


def test_a_restore_says_who_was_taken_out_again(peopled: Shell, tmp_path: Path) -> None:
    code, name = somebody(peopled)
    peopled("backup", str(tmp_path / "b.db"))
    peopled("erase", code, "--yes")
    ended = peopled("restore", str(tmp_path / "b.db"))
    assert "1 person of the backup was erased here" in ended.out
    assert name not in peopled("profiles", "list").out
