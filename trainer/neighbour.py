"""Owns how a command and the window that has the folder open find and answer each other; knows no Qt and decides no command.

The window listens on a local socket of its account. One line of JSON asks, one answers:
{"argv": [...], "cwd": "..."} and {"exit": n, "out": "...", "err": "..."}.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.commands.job import Press
    from trainer.house import House

SOCKET = "window.sock"
LONGEST_PATH = 80
"""Bytes: the system allows about 104, and Qt makes the socket under a longer name first."""
LONGEST_LINE = 64 * 1024
CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 600.0
"""An export or a doctor's visit over many answers takes its time."""

RAISE = b'{"argv": []}\n'
RAISED = b'{"exit": 0, "out": "", "err": ""}\n'


class Request(msgspec.Struct, frozen=True):
    """What a command asks: its arguments, and the folder that relative paths start from."""

    argv: tuple[str, ...]
    cwd: str = ""


class Reply(msgspec.Struct, frozen=True):
    """What the window answers: what the command ends with and what it says."""

    exit: int
    out: str
    err: str


_Said = TypeVar("_Said", Request, Reply)


def socket_path(folder: Path) -> str:
    """Where the window of a folder listens: in the folder, or in this account's own folder for temporary files if that is too
    long a name for a socket. On Windows the name of a pipe."""
    folder = Path(os.path.realpath(folder))
    key = hashlib.sha256(os.fsencode(folder)).hexdigest()[:24]
    if sys.platform == "win32":  # pragma: no cover - no other system has such pipes
        return f"vejvis-{key}"
    path = folder / SOCKET
    if len(os.fsencode(path)) <= LONGEST_PATH:
        return str(path)
    short = Path(tempfile.gettempdir()) / f"vejvis-{os.getuid()}"
    with suppress(OSError):  # Without it there is no listening, and a command says that the folder is in use.
        short.mkdir(mode=0o700, exist_ok=True)
    return str(short / f"{key}.sock")


def raise_window(folder: Path) -> bool:
    """Ask the window of a folder to come to the front. Return whether one answered."""
    return _exchanged(folder, RAISE, CONNECT_SECONDS) is not None


def ask(folder: Path, argv: Sequence[str], cwd: Path) -> Reply | None:
    """Ask the window of a folder to carry out a command. None where none of this account answers."""
    line = _line({"argv": list(argv), "cwd": str(cwd)})
    answer = _exchanged(folder, line, ANSWER_SECONDS) if len(line) <= LONGEST_LINE else None
    if answer is None:
        return None
    return _read(answer, Reply)


def is_raise(request: bytes) -> bool:
    """Say whether a request asks for nothing but the window itself."""
    asked = _read(request, Request)
    return asked is not None and not asked.argv


def serve_request(house: House, request: bytes, press: Press | None = None) -> bytes:
    """Carry out a command on a house that is open and return the answer. Export, backup and doctor only. Raises nothing."""
    from trainer.commands import serving

    asked = _read(request, Request)
    if asked is None:
        return _line({"exit": 2, "out": "", "err": ""})
    code, out, err = serving.serve(house, asked.argv, Path(asked.cwd or house.folder), press)
    return _line({"exit": code, "out": out, "err": err})


def _read(line: bytes, kind: type[_Said]) -> _Said | None:
    """What a line says, None where it says no such thing. msgspec's own reader takes no stand-ins."""
    try:
        return msgspec.convert(json.loads(line), kind)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return None


def _line(value: object) -> bytes:
    # Arguments can hold bytes that are no text; JSON carries their stand-ins escaped.
    return json.dumps(value, ensure_ascii=True).encode("ascii") + b"\n"


def _exchanged(folder: Path, line: bytes, seconds: float) -> bytes | None:
    """Send a line and return the answer, None where nobody (or somebody else's program) listens."""
    family = getattr(socket, "AF_UNIX", None)
    if family is None:
        return None
    path = socket_path(folder)
    try:
        found = os.lstat(path)
        if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.getuid():
            return None
        with socket.socket(family, socket.SOCK_STREAM) as connection:
            connection.settimeout(CONNECT_SECONDS)
            connection.connect(path)
            connection.sendall(line)
            connection.settimeout(seconds)
            answer = b""
            while not answer.endswith(b"\n"):
                part = connection.recv(LONGEST_LINE)
                if not part:
                    break
                answer += part
            return answer or None
    except OSError:
        return None
