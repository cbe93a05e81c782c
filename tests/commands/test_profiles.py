"""`vejvis profiles`: listing, adding, taking away a forgotten PIN."""

from __future__ import annotations

from tests.builders.scores import HOSTILE_NAME
from tests.drivers.command import Shell
from trainer.faults import Exit
from trainer.records.opening import open_records
from trainer.records.secret import hash_secret


def test_adding_makes_the_records_and_says_so(shell: Shell) -> None:
    ended = shell("profiles", "add", "Signe Toft", "--trainer", "--role", "patrol")
    assert ended.code == Exit.DONE
    assert str(shell.folder) in ended.out
    assert "Signe Toft was added with the code L-0001." in ended.out
    listed = shell("profiles", "list")
    assert "L-0001  Signe Toft  trainer  patrol" in listed.out


def test_the_second_is_added_without_ado(shell: Shell) -> None:
    shell("profiles", "add", "Signe Toft")
    assert shell("profiles", "add", "Emil Dahl").out == "Emil Dahl was added with the code L-0002.\n"


def test_an_unknown_role_names_those_there_are_and_makes_nothing(shell: Shell) -> None:
    ended = shell("profiles", "add", "Signe Toft", "--role", "wizard")
    assert ended.code == Exit.REFUSED
    assert "wizard" in ended.err
    assert "patrol" in ended.err
    assert not shell.folder.exists()


def test_a_name_that_cannot_be_is_refused_and_makes_nothing(shell: Shell) -> None:
    for name in (HOSTILE_NAME, "", "\u202e \x07"):
        ended = shell("profiles", "add", name)
        assert ended.code == Exit.REFUSED
        assert "Nothing was changed" in ended.err
        assert len(ended.err) < 300
    assert not shell.folder.exists()


def test_a_name_with_controls_is_kept_and_shown_without_them(shell: Shell) -> None:
    assert shell("profiles", "add", "\x1b[31mIda\u202e <b>Kjær</b>\n").code == Exit.DONE
    assert "[31mIda <b>Kjær</b>" in shell("profiles", "list").out
    assert "\x1b" not in shell("profiles", "list").out


def test_listing_where_there_are_no_records(shell: Shell) -> None:
    ended = shell("profiles", "list")
    assert (ended.code, ended.out) == (Exit.REFUSED, "")
    assert str(shell.folder) in ended.err
    assert not shell.folder.exists()


def test_listing_where_there_is_nobody(shell: Shell) -> None:
    open_records(shell.folder).close()
    assert shell("profiles", "list").out == "There is nobody here yet.\n"


def test_a_forgotten_pin_is_taken_away_and_the_next_sign_in_knows(shell: Shell) -> None:
    shell("profiles", "add", "Signe Toft")
    records = open_records(shell.folder)
    records.people.set_secret(records.people.find("L-0001")[0].id, hash_secret("4711"))
    records.close()
    assert "yes" in shell("profiles", "list").out
    ended = shell("profiles", "reset-pin", "signe toft")
    assert ended.code == Exit.DONE
    assert "Signe Toft (L-0001)" in ended.out
    records = open_records(shell.folder)
    (person,) = records.people.everybody()
    records.close()
    assert not person.has_secret
    assert person.reset_ms is not None
    assert person.reset_by is None


def test_a_name_of_several_lists_their_codes_and_changes_nobody(shell: Shell) -> None:
    for _ in range(2):
        shell("profiles", "add", "Signe Toft")
    ended = shell("profiles", "reset-pin", "Signe Toft")
    assert ended.code == Exit.REFUSED
    assert "L-0001, L-0002" in ended.err
    assert shell("profiles", "reset-pin", "L-0002").code == Exit.DONE


def test_a_name_of_nobody(shell: Shell) -> None:
    shell("profiles", "add", "Signe Toft")
    ended = shell("profiles", "reset-pin", "Nobody")
    assert (ended.code, ended.out) == (Exit.REFUSED, "")
