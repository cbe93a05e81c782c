"""Records the system calls of a session and gives back the files as a power cut at some moment could have left them.

What is modelled: bytes written reach the disk for certain at the file's next fsync; before that any part of them may be there,
in any order, and a length that was changed may or may not. Names of files are taken to be there as they were at the cut, which
is kinder than the worst that a disk may do; records.db is never renamed while it is in use.
"""

from __future__ import annotations

import ast
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "openat,close,pwrite64,write,ftruncate,fsync,fdatasync,unlink,dup,dup2,dup3"
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


def available() -> bool:
    """Say whether strace is here."""
    return shutil.which("strace") is not None


@dataclass(frozen=True)
class Call:
    """One change to a file: `kind` is "write", "length", "sync", "unlink" or "told" (an acknowledgement's bytes)."""

    kind: str
    path: str
    place: int = 0
    data: bytes = b""


@dataclass
class _File:
    """A file on a disk with a cache: what is certain, and what may or may not have arrived."""

    certain: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)

    def synced(self) -> None:
        for call in self.pending:
            _apply(self.certain, call)
        self.pending.clear()


def record(folder: Path, acknowledged: Path, events: int, trace: Path) -> None:
    """Run a real session of so many events under strace."""
    root = Path(__file__).resolve().parents[2]
    subprocess.run(
        [
            *("strace", "-f", "-xx", "-s", "100000", "-e", f"trace={CALLS}", "-o", str(trace)),
            *(sys.executable, "-m", "tests.drivers.doomed", "session", str(folder), str(acknowledged), str(events)),
        ],
        cwd=root,
        check=True,
    )


def _text(argument: str) -> bytes:
    found = _STRING.search(argument)
    if found is None or found[2]:
        raise ValueError(f"strace cut a string: {argument[:80]}")
    return bytes(ast.literal_eval(f'b"{found[1]}"'))


def calls(trace: Path, folder: Path, acknowledged: Path) -> list[Call]:
    """Read the changes to the data folder's files out of a trace, in order."""
    paths: dict[int, str] = {}
    places: dict[int, int] = {}
    found: list[Call] = []
    for line in trace.read_text("ascii").splitlines():
        match = _LINE.match(line)
        if match is None or match[3].startswith("-"):
            continue
        name, arguments, result = match[1], match[2], int(match[3])
        if name == "openat":
            path = _text(arguments).decode("utf-8", "surrogateescape")
            paths[result], places[result] = path, 0
            if "O_TRUNC" in arguments:
                found.append(Call("length", path))
            continue
        if name == "unlink":
            found.append(Call("unlink", _text(arguments).decode("utf-8", "surrogateescape")))
            continue
        descriptor = int(arguments.split(",")[0])
        path = paths.get(descriptor, "")
        if name == "close":
            paths.pop(descriptor, None)
        elif path == str(acknowledged) and name == "write":
            found.append(Call("told", path, data=_text(arguments)))
        elif not path.startswith(str(folder)):
            continue
        elif name == "pwrite64":
            found.append(Call("write", path, int(arguments.rsplit(", ", 1)[1]), _text(arguments)))
        elif name == "write":
            found.append(Call("write", path, places[descriptor], _text(arguments)))
            places[descriptor] += result
        elif name == "ftruncate":
            found.append(Call("length", path, int(arguments.split(", ")[1])))
        elif name in ("fsync", "fdatasync"):
            found.append(Call("sync", path))
    return found


def _apply(data: bytearray, call: Call) -> None:
    if call.kind == "length":
        if len(data) > call.place:
            del data[call.place :]
        data.extend(b"\0" * (call.place - len(data)))
        return
    if len(data) < call.place:
        data.extend(b"\0" * (call.place - len(data)))
    data[call.place : call.place + len(call.data)] = call.data


def cut(
    history: list[Call], moment: int, start: dict[str, bytes], chance: random.Random, hope: float
) -> tuple[dict[str, bytes], list[str]]:
    """Return files and acknowledgements after a cut before call `moment`.

    `hope` is how likely each change not yet synced arrived all the same: 0 none, 1 all, between them any mixture.
    """
    files = {path: _File(bytearray(data)) for path, data in start.items()}
    told = b""
    for call in history[:moment]:
        if call.kind == "told":
            told += call.data
        elif call.kind == "unlink":
            files.pop(call.path, None)
        elif call.kind == "sync":
            files.setdefault(call.path, _File()).synced()
        else:
            files.setdefault(call.path, _File()).pending.append(call)
    left: dict[str, bytes] = {}
    for path, file in files.items():
        for call in file.pending:
            if chance.random() < hope:
                _apply(file.certain, call)
        left[path] = bytes(file.certain)
    return left, told.decode().splitlines()
