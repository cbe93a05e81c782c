"""The house: opened, closed, and what it says where a folder or a bank cannot be opened."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from question_bank import source
from trainer import house as houses
from trainer.faults import Exit, Fault
from trainer.house import House


def test_without_records_it_is_a_fault_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        House.open(tmp_path / "records")
    assert caught.value.message.code == "fault.no-records"
    assert list(tmp_path.iterdir()) == []


def test_a_second_one_is_told_that_the_folder_is_in_use(house: House) -> None:
    with pytest.raises(Fault) as caught:
        House.open(house.folder)
    assert caught.value.exit_code is Exit.IN_USE


def test_it_lets_go_of_everything_and_opens_again(tmp_path: Path) -> None:
    first = House.open(tmp_path / "records", create=True)
    first.close()
    first.close()
    with House.open(tmp_path / "records") as again:
        assert again.entrance.profiles("en") == ()


def test_a_bank_given_is_closed_with_it_even_where_it_did_not_open(tmp_path: Path) -> None:
    bank = houses.open_bank()
    with pytest.raises(Fault):
        House.open(tmp_path / "records", bank=bank)
    with pytest.raises(Exception, match="closed"):
        bank.index()


def test_an_installed_bank_goes_before_a_checkouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "packaged_bank", lambda: tmp_path / "learner.bank")
    assert houses.bank_file() == tmp_path / "learner.bank"


def test_a_checkout_that_may_not_be_written_builds_among_the_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda *_: False)
    path = houses.bank_file()
    monkeypatch.undo()
    assert path == tmp_path / "vejvis" / "learner.bank"
    with houses.open_bank(path) as bank:
        assert bank.index()


@pytest.mark.parametrize(
    ("data", "code"), [(None, "bank.missing"), (b"", "bank.empty"), (b"no bank at all " * 20, "bank.foreign")]
)
def test_a_file_that_is_no_bank(tmp_path: Path, data: bytes | None, code: str) -> None:
    path = tmp_path / "x.bank"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(Fault) as caught:
        houses.open_bank(path)
    assert (caught.value.message.code, caught.value.exit_code) == (code, Exit.REFUSED_FILE)
    assert caught.value.message.values["path"] == str(path)


def full_by_sqlite() -> sqlite3.Error:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    return error


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), full_by_sqlite()])
def test_a_disk_that_is_full_while_the_bank_is_built(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def full(_: Path) -> Path:
        raise error

    monkeypatch.setattr(source, "ensure_bank", full)
    monkeypatch.setattr(source, "packaged_bank", lambda: None)
    with pytest.raises(Fault) as caught:
        houses.bank_file()
    assert caught.value.message.code == "fault.disk-full"
