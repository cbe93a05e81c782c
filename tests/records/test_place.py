"""The data folder as a place: networks are refused, permissions follow the arrangement."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.records import RecordsDriver
from trainer.faults import Fault
from trainer.records import place
from trainer.records.opening import open_records
from trainer.records.store import Store

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
sofie@server: /mnt/far fuse.sshfs rw 0 0
nonsense
"""


@pytest.mark.parametrize(
    "folder", ["/home/sofie/vejvis", "/mnt/my share/x", "/mnt/far", "//server/share", "\\\\server\\x"]
)
def test_a_network_is_refused_before_anything_is_made(folder: str) -> None:
    with pytest.raises(Fault) as fault:
        Store.open(Path(folder), mounts=lambda: MOUNTS)
    assert fault.value.message.code == "fault.network-folder"
    assert not Path(folder).exists()


@pytest.mark.parametrize("folder", ["/home/local/sofie", "/homestead", "/var/lib/vejvis"])
def test_a_local_disk_is_not(folder: str) -> None:
    place.refuse_network(Path(folder), lambda: MOUNTS)


def test_the_table_of_mounts_is_read_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.filesystem(Path("/"), "") == ""
    if sys.platform.startswith("linux"):
        assert place.filesystem(Path("/proc"), place.mounts()) == "proc"
    monkeypatch.setattr(Path, "read_text", _missing)
    assert place.mounts() == ""


def _missing(*_: object) -> str:
    raise FileNotFoundError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_this_account_reads_its_records(driver: RecordsDriver) -> None:
    driver.learner()
    assert mode(driver.folder) == 0o700
    assert {mode(path) for path in driver.folder.iterdir() if path.is_file()} == {0o600}
    assert not driver.records.store.shared


def test_everybody_on_the_computer_may_write_where_that_was_chosen(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    old = os.umask(0o077)
    try:
        records = open_records(folder, shared=True)
    finally:
        os.umask(old)
    assert records.store.shared
    records.settings.set("a", "b")
    assert mode(folder) == 0o777
    assert mode(folder / "tmp") == 0o777
    assert {mode(path) for path in folder.iterdir() if path.is_file()} == {0o666}
    records.close()
    again = open_records(folder)
    assert again.store.shared
    again.close()


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir(mode=0o750)
    open_records(folder).close()
    assert mode(folder) == 0o750


def test_a_file_in_the_folder_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(Fault) as fault:
            Store.open(folder)
        assert fault.value.message.code in ("fault.not-a-folder", "fault.gone")


OTHER_ACCOUNT = """
import os, sys
from pathlib import Path
from trainer.records.opening import open_records
import trainer.records.declared, trainer.records.migrations  # while this account may still read where Python lies
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
records = open_records(Path(sys.argv[1]))
records.settings.set("from", sys.argv[2])
records.close()
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="becoming another account needs root")
def test_two_accounts_share_one_folder(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    open_records(folder, shared=True).close()
    for parent in folder.parents:
        if mode(parent) & 0o001 == 0:
            parent.chmod(mode(parent) | 0o011)
    root = Path(__file__).resolve().parents[2]
    for account in (1234, 1235):
        done = subprocess.run([sys.executable, "-c", OTHER_ACCOUNT, str(folder), str(account)], cwd=root)
        assert done.returncode == 0
    records = open_records(folder)
    assert records.settings.get("from") == "1235"
    records.close()
