"""Owns the file of one person's progress: lines of JSON with a header, a digest at the end and caps; knows no storage.

Line by line: the header; each stream; what was shown, by digest; each event in its canonical form with its digest, in the
order of the commits; the SHA-256 of everything before. Version 1. What is read is proven: every digest, every chain, every
count. It shows that a file is as it was written, not who wrote it.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from question_bank import canonical
from trainer import faults
from trainer.core import events
from trainer.core.events import FIRST, BrokenChain, Event
from trainer.faults import Exit, Fault

FORMAT = "vejvis-progress"
VERSION = 1
LARGEST = 64 * 1024 * 1024
"""Bytes of a file; half a year of daily practice takes a tenth of it."""
LONGEST_LINE = 1024 * 1024


class Header(msgspec.Struct, frozen=True):
    """Whose progress it is and how much follows. `person` is the id of the profile it was made from.

    `left_out` counts the assessments with graded questions that were not put into the file.
    """

    person: str
    name: str
    made_ms: int
    streams: int
    contents: int
    events: int
    left_out: int = 0
    format: str = FORMAT
    version: int = VERSION


class Stream(msgspec.Struct, frozen=True):
    """An attempt or a lesson; its person is the file's."""

    id: str
    kind: str
    mode: str
    subject: str
    started_ms: int


class Content(msgspec.Struct, frozen=True):
    """Something that was shown: an item, a scene, a blueprint, in canonical form."""

    digest: str
    kind: str
    data: bytes


class Progress(msgspec.Struct, frozen=True):
    """All of a file. `events` come in the order in which they were committed."""

    header: Header
    streams: tuple[Stream, ...]
    contents: tuple[Content, ...]
    events: tuple[Event, ...]


class _ContentLine(msgspec.Struct, frozen=True):
    digest: str
    kind: str
    json: msgspec.Raw


class _EventLine(msgspec.Struct, frozen=True):
    digest: str
    event: msgspec.Raw


class _Line(msgspec.Struct, frozen=True):
    header: Header | None = None
    stream: Stream | None = None
    content: _ContentLine | None = None
    event: _EventLine | None = None
    end: str = ""


class _Said(msgspec.Struct, frozen=True):
    """What is looked at first, whatever else a newer version has."""

    format: str = ""
    version: int = 0


class _First(msgspec.Struct, frozen=True):
    header: _Said


def write(
    file: IO[bytes],
    header: Header,
    streams: Iterable[Stream],
    contents: Iterable[Content],
    stored: Iterable[tuple[str, bytes]],
) -> None:
    """Write a file; `stored` are events as (digest, canonical form). Raises Fault("moving.too-large")."""
    digest = hashlib.sha256()
    written = 0

    def put(line: bytes) -> None:
        nonlocal written
        digest.update(line)
        written += len(line)
        if written > LARGEST or len(line) > LONGEST_LINE:
            raise Fault("moving.too-large", Exit.REFUSED)
        file.write(line)

    put(canonical.encode({"header": header}) + b"\n")
    for stream in streams:
        put(canonical.encode({"stream": stream}) + b"\n")
    for content in contents:
        line = _ContentLine(content.digest, content.kind, msgspec.Raw(content.data))
        put(canonical.encode({"content": line}) + b"\n")
    for event_digest, data in stored:
        put(canonical.encode({"event": _EventLine(event_digest, msgspec.Raw(data))}) + b"\n")
    file.write(canonical.encode({"end": digest.hexdigest()}) + b"\n")


def read(path: Path) -> Progress:
    """Read and prove a file. Nothing of one that is not whole is given.

    Raises Fault: moving.empty, moving.foreign, moving.newer, moving.truncated, moving.altered, moving.too-large, what the
    system says of the file.
    """
    try:
        there = path.stat()
        if there.st_size > LARGEST + LONGEST_LINE:
            raise Fault("moving.too-large", Exit.REFUSED_FILE)
        if not (stat.S_ISREG(there.st_mode) or stat.S_ISDIR(there.st_mode)):
            # A pipe would be waited for, and a device never ends.
            raise _bad("foreign", str(path))
        if not there.st_size:
            raise _bad("empty", str(path))
        with path.open("rb") as file:
            return _read(_lines(file), str(path))
    except OSError as error:
        raise faults.from_os(error, path) from error


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Fault("moving.altered", Exit.REFUSED_FILE, path=file.name)
        yield line


def _read(lines: Iterator[bytes], path: str) -> Progress:
    first = next(lines, b"")
    header = _header(first, path)
    digest = hashlib.sha256(first)
    streams: list[Stream] = []
    contents: list[Content] = []
    found: list[Event] = []
    tails: dict[str, Event] = {}
    ended = False
    for data in lines:
        if ended or not data.endswith(b"\n"):
            raise _bad("altered" if ended else "truncated", path)
        line = _line(data, path)
        if line.end:
            if line.end != digest.hexdigest():
                raise _bad("altered", path)
            ended = True
            continue
        digest.update(data)
        if line.stream is not None:
            streams.append(line.stream)
        elif line.content is not None:
            contents.append(_content(line.content, path))
        elif line.event is not None:
            event = _event(line.event, tails, path)
            tails[event.stream] = event
            found.append(event)
        else:
            raise _bad("altered", path)
    if not ended:
        raise _bad("truncated", path)
    if (len(streams), len(contents), len(found)) != (header.streams, header.contents, header.events):
        raise _bad("altered", path)
    if {stream.id for stream in streams} != set(tails) or len(streams) != len(tails):
        raise _bad("altered", path)
    return Progress(header, tuple(streams), tuple(contents), tuple(found))


def _header(data: bytes, path: str) -> Header:
    """The header, after a look at what it says of itself."""
    try:
        said = canonical.decode(data, _First).header
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        code = "altered" if FORMAT.encode() in data[:400] else "foreign"
        raise _bad(code, path) from error
    if said.format != FORMAT:
        raise _bad("foreign", path)
    if said.version > VERSION:
        raise Fault("moving.newer", Exit.REFUSED_FILE, path=path, version=said.version, known=VERSION)
    header = _line(data, path).header
    if header is None or said.version != VERSION:
        raise _bad("altered", path)
    return header


def _line(data: bytes, path: str) -> _Line:
    try:
        return canonical.decode(data, _Line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _bad("altered", path) from error


def _content(line: _ContentLine, path: str) -> Content:
    data = bytes(line.json)
    if canonical.sha256(data) != line.digest:
        raise _bad("altered", path)
    return Content(line.digest, line.kind, data)


def _event(line: _EventLine, tails: dict[str, Event], path: str) -> Event:
    data = bytes(line.event)
    try:
        event = events.decoded(data)
    except BrokenChain as error:
        raise _bad("altered", path) from error
    last = tails.get(event.stream)
    follows = (last.seq + 1, last.digest) if last is not None else (0, FIRST)
    if canonical.sha256(data) != line.digest or (event.seq, event.previous) != follows:
        raise _bad("altered", path)
    return event


def _bad(what: str, path: str) -> Fault:
    return Fault(f"moving.{what}", Exit.REFUSED_FILE, path=path)
