"""A command and the window that has the folder open: through a real socket, and where nobody answers."""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from trainer import cli, neighbour
from trainer.desks import exporting
from trainer.faults import Exit
from trainer.house import House

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a named pipe there, which only the window can make")


@contextmanager
def listening(folder: Path, answer: Callable[[bytes], bytes]) -> Iterator[list[bytes]]:
    """A window's ear without a window: one request after the other."""
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(neighbour.socket_path(folder))
        server.listen()

        def listen() -> None:
            while True:
                connection, _ = server.accept()
                with connection, connection.makefile("rb") as lines:
                    line = lines.readline()
                    if not line:
                        return
                    heard.append(line)
                    connection.sendall(answer(line))

        ear = Thread(target=listen)
        ear.start()
        try:
            yield heard
        finally:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as last:
                last.connect(neighbour.socket_path(folder))
            ear.join()
            Path(neighbour.socket_path(folder)).unlink()


def serving(house: House) -> Callable[[bytes], bytes]:
    return lambda line: neighbour.RAISED if neighbour.is_raise(line) else neighbour.serve_request(house, line)


def vejvis(house: House, *argv: str) -> int:
    return cli.main([*argv, "--data-dir", str(house.folder)])


def test_the_window_exports_for_a_command(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with listening(house.folder, serving(house)):
        assert vejvis(house, "export", "scores", "--format", "csv", "--out", "a.csv") == Exit.DONE
    assert "Signe Toft" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert capsys.readouterr().out == f"1 row written to {tmp_path / 'a.csv'}.\n"


def test_the_window_backs_up_and_looks_itself_over(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with listening(house.folder, serving(house)):
        assert vejvis(house, "backup", str(tmp_path / "b.db")) == Exit.DONE
        assert (tmp_path / "b.db").stat().st_size > 0
        assert vejvis(house, "doctor") == Exit.DONE
    assert "Everything is as it should be" in capsys.readouterr().out
    assert not list((house.folder / "tmp").iterdir())


def test_a_fault_comes_back_with_its_code_and_sentence(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with listening(house.folder, serving(house)):
        code = vejvis(house, "export", "scores", "--format", "csv", "--out", str(tmp_path / "none" / "a.csv"))
    assert code == Exit.ENVIRONMENT
    assert "There is no folder" in capsys.readouterr().err


def test_what_a_window_does_not_do_is_told_as_in_use(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with listening(house.folder, serving(house)) as heard:
        for argv in (["profiles", "add", "Signe"], ["restore", str(house.folder / "records.db-journal")], ["demo"]):
            assert vejvis(house, *argv) in (Exit.IN_USE, Exit.REFUSED_FILE)
        assert vejvis(house, "profiles", "add", "Signe") == Exit.IN_USE
    assert heard == []
    assert str(house.folder) in capsys.readouterr().err


@pytest.mark.parametrize("argv", [["profiles", "add", "Signe"], ["restore", "x"], [], ["demo"]])
def test_the_window_refuses_what_it_should_not_do(house: House, argv: list[str]) -> None:
    line = json.dumps({"argv": argv, "cwd": "/"}).encode()
    assert json.loads(neighbour.serve_request(house, line))["exit"] == Exit.IN_USE


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"junk", b"[]", b'{"argv": 3}', b'{"argv": ["export"]}', b"\xff", b"[" * 60_000]
)
def test_a_request_that_is_none_is_answered_and_does_nothing(house: House, line: bytes) -> None:
    assert json.loads(neighbour.serve_request(house, line))["exit"] == Exit.USAGE
    assert not neighbour.is_raise(line) or json.loads(line)["argv"] == []


def test_a_name_in_another_encoding_comes_through(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stick from another time: its names are bytes that are no text, asked for and answered with all the same."""
    target = tmp_path / os.fsdecode(b"f\xe6lles.csv")
    with listening(house.folder, serving(house)):
        assert vejvis(house, "export", "scores", "--format", "csv", "--out", str(target)) == Exit.DONE
    assert target.read_bytes()
    assert "1 row written" in capsys.readouterr().out


def test_a_mistake_is_told_to_whoever_asked(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the command would wait for ten minutes, and whoever sits at the window would be told of it."""

    def mistaken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(exporting.Exporting, "export", mistaken)
    # A short name: where the folder's own is too long for a socket, it lies among the temporary files.
    with tempfile.TemporaryDirectory(prefix="v") as temporary:
        monkeypatch.setattr(tempfile, "tempdir", temporary)
        with listening(house.folder, serving(house)):
            assert vejvis(house, "export", "scores", "--format", "csv", "--out", str(tmp_path / "a.csv")) == Exit.CRASH
        (report,) = Path(temporary).glob("vejvis-crash-*.txt")
        assert str(report) in capsys.readouterr().err


def test_nobody_listening_is_in_use(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert vejvis(house, "doctor") == Exit.IN_USE
    assert "already open" in capsys.readouterr().err


def test_a_socket_left_by_a_crash_is_in_use(house: House) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left:
        left.bind(neighbour.socket_path(house.folder))
    assert vejvis(house, "doctor") == Exit.IN_USE
    assert not neighbour.raise_window(house.folder)


@pytest.mark.parametrize("answer", [b"", b"junk\n", b'{"exit": 0}\n', b'{"exit"'])
def test_an_answer_that_is_none_is_in_use(house: House, answer: bytes) -> None:
    with listening(house.folder, lambda _: answer):
        assert vejvis(house, "doctor") == Exit.IN_USE


def test_a_socket_of_another_account_is_not_spoken_to(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(house.folder, lambda _: neighbour.RAISED) as heard:
        monkeypatch.setattr(os, "getuid", lambda: 12345)
        assert not neighbour.raise_window(house.folder)
        monkeypatch.undo()
        assert neighbour.raise_window(house.folder)
    assert heard == [neighbour.RAISE]


def test_a_system_without_such_sockets_says_in_use(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    assert vejvis(house, "doctor") == Exit.IN_USE


def test_the_folder_itself_holds_the_socket_unless_its_name_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert neighbour.socket_path(Path("/srv/v")) == "/srv/v/window.sock"
    first, second = (neighbour.socket_path(tmp_path / ("x" * 100) / name) for name in "ab")
    assert first != second
    assert Path(first).parent == tmp_path / f"vejvis-{os.getuid()}"
    assert Path(first).parent.stat().st_mode & 0o777 == 0o700
    assert len(Path(first).name) < 40


def test_the_same_folder_by_two_names_has_one_socket(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert neighbour.socket_path(tmp_path / "link") == neighbour.socket_path(tmp_path)


def test_a_request_longer_than_the_window_reads_is_not_sent(house: House) -> None:
    with listening(house.folder, serving(house)) as heard:
        assert neighbour.ask(house.folder, ["export", "x" * neighbour.LONGEST_LINE], house.folder) is None
    assert heard == []
