"""Starts real processes that work on records until they are killed.

One process loads everything once and forks a child for each life, so that two hundred deaths take seconds. A child writes a
line to its own file only after the journal has returned: that is what "Saved" on a screen rests on.

    python -m tests.drivers.doomed   (a line in, "WORK FOLDER ACKNOWLEDGED SEED"; the child's id out; "gone" once it is reaped)
    python -m tests.drivers.doomed session FOLDER ACKNOWLEDGED EVENTS   (one life in this process, ended after so many events)
"""

from __future__ import annotations

import math
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.builders import records as build
from tests.builders.releases import next_release
from trainer.clock import SystemClock
from trainer.core import spacing
from trainer.core.events import Body, Submitted
from trainer.desks.erasing import Erasing
from trainer.records.opening import open_records
from trainer.records.store import Store

LESSON_BLOCKS = 10


class Enough(Exception):
    """So many events were acknowledged."""


def answer_until_killed(folder: Path, acknowledged: int, seed: int, most: float = math.inf) -> None:
    """Practise, sit and read for ever (or until `most` events), acknowledging each event that was committed."""
    chance = random.Random(seed)
    records = open_records(folder)
    clock = SystemClock()
    person = records.people.everybody()[0].id

    said = 0

    def say(word: str) -> None:
        nonlocal said
        os.write(acknowledged, f"{word}\n".encode())
        said += 1
        if said >= most:
            raise Enough

    def begin(body: object, subject: str, kind: str = "attempt") -> str:
        shown = (*build.ITEMS, build.blueprint()) if kind == "attempt" else ()
        event = records.journal.begin(person, kind, subject, body, clock.now(), "en", shown)  # type: ignore[arg-type]
        say(f"{event.stream} {event.seq} {event.digest}")
        return event.stream

    def add(stream: str, body: Body) -> None:
        event = records.journal.append(stream, body, clock.now(), "en")
        say(f"{event.stream} {event.seq} {event.digest}")

    while True:
        assessing = chance.random() < 0.4
        items = build.ITEMS[:8] if assessing else build.ITEMS
        stream = begin(
            build.assessment() if assessing else build.practice(), "self-check" if assessing else "indicators"
        )
        for place, item in enumerate(items):
            add(stream, build.seen(place, item))
            add(stream, build.answered(place, item, chance.choice("abcd")))
            records.journal.alive(stream, clock.now())
        add(stream, Submitted())
        lesson = f"lesson-{chance.randrange(3)}"
        reading = begin(build.read_to(0, lesson=lesson), lesson, "lesson")
        for block in range(1, LESSON_BLOCKS):
            add(reading, build.read_to(block, block == LESSON_BLOCKS - 1, lesson))


def answer_and_read_own_file(folder: Path, acknowledged: int, seed: int) -> None:
    """As `answer_until_killed`, while this very process opens and closes its own live file beside the store."""

    def read() -> None:
        while True:
            try:
                (folder / "records.db").read_bytes()
            except FileNotFoundError:
                return

    threading.Thread(target=read, daemon=True).start()
    answer_until_killed(folder, acknowledged, seed)


def migrate(folder: Path, acknowledged: int, seed: int) -> None:
    """Bring a file of version 1 to version 2, whose migration takes its time."""
    Store.open(folder, release=next_release()).close()
    os.write(acknowledged, b"done\n")
    while True:
        signal.pause()


def migrate_first(folder: Path, acknowledged: int, seed: int) -> None:
    """Bring a file of version 1 to today's, with everything folded anew."""
    open_records(folder, create=False).close()
    os.write(acknowledged, b"done\n")
    while True:
        signal.pause()


def erase(folder: Path, acknowledged: int, seed: int) -> None:
    """Erase the last person of a folder, and say so."""
    records = open_records(folder, create=False)
    os.write(acknowledged, b"begun\n")
    Erasing(records, SystemClock()).erase([records.people.everybody()[-1].id], "")
    os.write(acknowledged, b"done\n")
    while True:
        signal.pause()


WORK = {
    "erase": erase,
    "answer": answer_until_killed,
    "read-own": answer_and_read_own_file,
    "migrate": migrate,
    "migrate-first": migrate_first,
}


def serve() -> None:
    """Fork one child for each line."""
    # What is loaded late is loaded here once, not in each short life.
    spacing.reviewed(None, True, None, 0)
    for line in sys.stdin:
        work, folder, acknowledged, seed = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            descriptor = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                WORK[work](Path(folder), descriptor, int(seed))
            except BaseException as error:
                os.write(descriptor, f"failed {error!r}\n".encode())
                os._exit(1)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


class Doomed:
    """The driver's side: lives of a process, each ended by SIGKILL."""

    def __init__(self) -> None:
        root = Path(__file__).resolve().parents[2]
        self._server = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.drivers.doomed"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._child = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child:
            self.kill()
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait()
        assert self._server.stdout is not None
        self._server.stdout.close()

    def start(self, work: str, folder: Path, acknowledged: Path, seed: int) -> None:
        """Begin a life."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"{work}\t{folder}\t{acknowledged}\t{seed}\n")
        self._server.stdin.flush()
        self._child = int(self._line())

    def wait_for(self, acknowledged: Path, lines: int) -> None:
        """Wait until so many lines were acknowledged in this file."""
        until = time.monotonic() + 30
        while not acknowledged.exists() or acknowledged.read_bytes().count(b"\n") < lines:
            if time.monotonic() > until:
                raise TimeoutError(f"{lines} lines in {acknowledged}")
            os.sched_yield()

    def live(self, seconds: float) -> None:
        """Let some time pass that the child spends working: the moment of its death is what is tried."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            os.sched_yield()

    def kill(self) -> None:
        """End the life without a word."""
        os.kill(self._child, signal.SIGKILL)
        assert self._line() == "gone"
        self._child = 0

    def _line(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline().strip()


def session(folder: str, acknowledged: str, events: str) -> None:
    """One life in this very process."""
    descriptor = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with suppress(Enough):
        answer_until_killed(Path(folder), descriptor, seed=3, most=int(events))


if __name__ == "__main__":
    session(*sys.argv[2:]) if sys.argv[1:2] == ["session"] else serve()
