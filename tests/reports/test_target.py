"""Putting a file where it was wished: whole, or the old one unchanged and nothing beside it."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from trainer.faults import Fault
from trainer.reports import target as targets
from trainer.reports.target import replacing


def write(target: Path, data: bytes = b"new") -> None:
    with replacing(target) as file:
        file.write(data)


def fault(target: Path, data: bytes = b"new") -> str:
    with pytest.raises(Fault) as caught:
        write(target, data)
    assert "path" in caught.value.message.values
    return caught.value.message.code


def test_a_new_file_is_for_this_account_alone(tmp_path: Path) -> None:
    write(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.csv"]
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


def test_a_replaced_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    old = tmp_path / "a.csv"
    old.write_bytes(b"old")
    old.chmod(0o640)
    write(old)
    assert old.read_bytes() == b"new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write(tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert fault(tmp_path) == "fault.is-folder"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert fault(tmp_path / "none" / "a.csv") == "fault.no-folder"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "a.csv"
    old.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert fault(old) == "fault.no-permission"
    assert old.read_bytes() == b"old"


def test_a_file_open_in_libreoffice_stays(tmp_path: Path) -> None:
    old = tmp_path / "a.csv"
    old.write_bytes(b"old")
    (tmp_path / ".~lock.a.csv#").write_text("somebody")
    assert fault(old) == "fault.open-elsewhere"
    assert old.read_bytes() == b"old"


def test_a_file_open_in_a_program_of_windows_is_told_as_that(tmp_path: Path) -> None:
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]  # only Windows sets it
    assert targets.fault_of(error, tmp_path).message.code == "fault.open-elsewhere"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "fault.disk-full"), (errno.EROFS, "fault.read-only"), (errno.EIO, "fault.disk-error")],
)
@pytest.mark.parametrize("step", ["fsync", "open"])
def test_whatever_the_disk_says_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, step: str
) -> None:
    old = tmp_path / "a.csv"
    old.write_bytes(b"old")

    def fails(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(targets.os, step, fails)
    assert fault(old) == code
    monkeypatch.undo()
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_mistake_while_writing_leaves_nothing(tmp_path: Path) -> None:
    def breaks() -> None:
        with replacing(tmp_path / "a.csv") as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
def test_a_full_device_is_written_to_and_not_replaced() -> None:
    assert fault(Path("/dev/full")) == "fault.disk-full"
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders there")
def test_a_pipe_gets_the_whole_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(pipe, b"all of it")
        assert os.read(reader, 100) == b"all of it"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_folder_that_cannot_be_flushed_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def opens(path: object, flags: int, *mode: int) -> int:
        if Path(str(path)).is_dir():
            raise OSError(errno.EACCES, "no")
        return real(path, flags, *mode)  # type: ignore[arg-type]

    monkeypatch.setattr(targets.os, "open", opens)
    write(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("beside", "code"),
    [("file/a.csv", "fault.no-folder"), ("x" * 300 + ".csv", "fault.bad-name"), ("loop/a.csv", "fault.bad-name")],
)
def test_a_name_that_cannot_be_is_told_for_what_it_is(tmp_path: Path, beside: str, code: str) -> None:
    """Nothing of it speaks of a step that was lost: an export is none."""
    (tmp_path / "file").write_bytes(b"no folder")
    (tmp_path / "loop").symlink_to("loop")
    assert fault(tmp_path / beside) == code
    assert (tmp_path / "file").read_bytes() == b"no folder"


def test_a_folder_that_goes_away_meanwhile_is_no_lost_step(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def write_while_it_goes() -> None:
        with replacing(folder / "a.csv") as file:
            file.write(b"new")
            next(folder.iterdir()).unlink()
            folder.rmdir()

    with pytest.raises(Fault) as caught:
        write_while_it_goes()
    assert caught.value.message.code == "fault.no-folder"
