"""Where records may lie, and which of the places is in use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trainer import places
from trainer.places import Places


def holding(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "records.db").touch()
    return folder


def test_a_folder_given_goes_before_the_environments(tmp_path: Path) -> None:
    environment = {"VEJVIS_DATA_DIR": "/elsewhere"}
    assert places.find(tmp_path, environment) == Places(tmp_path, None)
    assert places.find(None, environment) == Places(Path("/elsewhere"), None)


def test_a_relative_folder_is_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert places.find(Path("x") / ".." / "records").account == tmp_path / "records"


def test_the_environments_folder_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/signe")
    assert places.find(None, {"VEJVIS_DATA_DIR": "~/records"}).account == Path("/home/signe/records")


def test_by_itself_it_is_the_accounts_own_folder_and_the_computers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    found = places.find(None, {})
    assert found.account == tmp_path / "vejvis"
    assert found.computer is not None


def test_the_accounts_own_records_go_before_everybodys(tmp_path: Path) -> None:
    where = Places(tmp_path / "own", tmp_path / "all")
    assert where.in_use() is None
    assert where.folder() == tmp_path / "own"
    holding(tmp_path / "all")
    assert where.in_use() == where.folder() == tmp_path / "all"
    holding(tmp_path / "own")
    assert where.in_use() == tmp_path / "own"


def test_a_folder_named_has_no_other(tmp_path: Path) -> None:
    assert Places(tmp_path, None).in_use() is None


def test_on_linux_the_first_that_holds_records_else_the_first_that_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lib, tmp = tmp_path / "lib" / "vejvis", tmp_path / "tmp" / "vejvis"
    candidates = (str(lib), str(tmp))
    writable: set[Path] = set()
    monkeypatch.setattr(os, "access", lambda path, _: path in writable)
    assert places.computer_folder({}, "linux", candidates) == lib
    writable |= {tmp.parent}
    assert places.computer_folder({}, "linux", candidates) == tmp
    lib.mkdir(parents=True)
    writable |= {lib}
    assert places.computer_folder({}, "linux", candidates) == lib
    holding(tmp)
    assert places.computer_folder({}, "linux", candidates) == tmp


def test_on_other_systems_their_own_shared_folder() -> None:
    assert places.computer_folder({"PROGRAMDATA": "D:/Data"}, "win32") == Path("D:/Data") / "Vejvis"
    assert places.computer_folder({}, "darwin") == Path("/Users/Shared/Vejvis")


def test_a_folder_on_a_network() -> None:
    table = "server:/home /home nfs4 rw 0 0\n/dev/sda1 / ext4 rw 0 0\n"
    assert places.on_network(Path("/home/signe/.local/share/vejvis"), lambda: table)
    assert not places.on_network(Path("/var/lib/vejvis"), lambda: table)
    assert places.on_network(Path("//server/share/vejvis"), lambda: table)


def test_a_folder_open_to_all(tmp_path: Path) -> None:
    assert not places.open_to_all(tmp_path / "none")
    tmp_path.chmod(0o700)
    assert not places.open_to_all(tmp_path)
    tmp_path.chmod(0o777)
    assert places.open_to_all(tmp_path)
