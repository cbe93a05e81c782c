"""Owns somebody who works by screen reader: a desktop of their own, the real application, what AT-SPI tells of it, real keys."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LISTENER = ROOT / "tests" / "judge" / "listener.py"
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that Debian's bindings of AT-SPI are for."""
PATIENCE_SECONDS = 30.0
LOOK_AGAIN_MS = 100
ROLE_WORDS = re.compile(r"\b(button|checkbox|check box|radio button|label|link|unnamed|knap|afkrydsningsfelt)$", re.I)


class NotHeard(AssertionError):
    """What was waited for did not come; the message says what was heard and what is there instead."""


@dataclass(frozen=True)
class Thing:
    """One thing of the accessible tree, as it is told."""

    id: int
    parent: int
    role: str
    name: str
    description: str
    states: frozenset[str]
    acts: bool
    labels: tuple[str, ...]

    @property
    def called(self) -> str:
        """What a screen reader calls it: by its label where it has one, else by its name."""
        return self.labels[0] if self.labels and self.labels[0] else self.name

    def __str__(self) -> str:
        marks = " ".join(sorted(self.states & {"focused", "checked", "focusable"}))
        said = f" ({self.description})" if self.description else ""
        return f"{self.role} {self.called!r}{said} {marks}".rstrip()


@dataclass(frozen=True)
class Heard:
    """One thing that was told: what happened to which thing, and what was said."""

    kind: str
    role: str
    name: str
    description: str
    said: str
    on: str

    @property
    def words(self) -> str:
        """What a screen reader says of it, "" for what it keeps to itself."""
        if self.kind == "object:announcement":
            return self.said
        if self.kind == "object:state-changed:focused" and self.on == "1":
            return ". ".join(part for part in (self.name, self.description) if part)
        return ""

    def __str__(self) -> str:
        return f"{self.kind} {self.role} {self.name!r} {self.said!r} {self.on}"


def missing_parts() -> list[str]:
    """What is not on this computer and has to be; the names of the programs or of the Debian package."""
    absent = [name for name in ("Xvfb", "dbus-daemon", "xdotool", "gdbus") if shutil.which(name) is None]
    probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True, check=False).returncode:
        absent.append("gir1.2-atspi-2.0")
    return absent


@contextmanager
def desktop() -> Iterator[dict[str, str]]:
    """A screen, a session bus and a running screen reader as far as programs can tell; yields their environment."""
    with ExitStack() as stack:
        reading, writing = os.pipe()
        screen = stack.enter_context(
            _running(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"], (writing,)
            )
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, f"Xvfb ended with {screen.poll()}"
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("QT_", "LC_", "DBUS_"))}
        environment |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        # Its bridge says so whenever a thing goes that was just asked about.
        environment["QT_LOGGING_RULES"] = "qt.accessibility.atspi=false"
        bus = stack.enter_context(
            _running(["dbus-daemon", "--session", "--nofork", "--print-address=1"], environment=environment)
        )
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        for status in ("IsEnabled", "ScreenReaderEnabled"):
            subprocess.run(
                [
                    *("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"),
                    *("--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", status, "<true>"),
                ],
                env=environment,
                check=True,
                capture_output=True,
                timeout=PATIENCE_SECONDS,
            )
        yield environment


@contextmanager
def _running(
    command: Sequence[str], kept: tuple[int, ...] = (), environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=kept,
        env=environment,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_SECONDS)


@contextmanager
def reading(folder: Path, language: str = "en") -> Iterator[ScreenReader]:
    """Start the application on a folder and listen to it."""
    with (
        desktop() as environment,
        _running([SYSTEM_PYTHON, "-W", "ignore", str(LISTENER)], environment=environment) as ear,
    ):
        reader = ScreenReader(ear, environment)
        noted = folder.parent / "said.txt"
        with noted.open("w") as errors:
            # Closed by its window's manager at the end, it may take the time it needs.
            application = subprocess.Popen(
                [sys.executable, "-m", "trainer", "--data-dir", str(folder)],
                cwd=ROOT,
                env={**environment, "LC_ALL": "da_DK.UTF-8" if language == "da" else "C.UTF-8"},
                stdout=errors,
                stderr=errors,
            )
        try:
            reader.comes_to_front()
            yield reader
        except BaseException:
            print(reader.everything(), noted.read_text(), sep="\n")
            raise
        finally:
            application.terminate()
            application.wait(PATIENCE_SECONDS)
        assert "Traceback" not in noted.read_text(), noted.read_text()


class ScreenReader:
    """Reads by name, role and state, listens, and acts by what things let be done; writes with real keys."""

    def __init__(self, ear: subprocess.Popen[str], environment: dict[str, str]) -> None:
        self._ear = ear
        self._environment = environment
        self._things: list[Thing] = []
        self._since = 0
        self.heard: list[Heard] = []
        assert self._line() == "ready"

    # Reading

    def reads(self) -> list[Thing]:
        """Everything that is there now."""
        self._things = [
            Thing(**{**one, "states": frozenset(one["states"]), "labels": tuple(one["labels"])})
            for one in self._ask("read")
        ]
        return self._things

    def finds(self, name: str, *roles: str) -> Thing:
        """Wait for a thing whose name begins so (of one of these roles) and return it."""
        found: list[Thing] = []

        def there() -> bool:
            found[:] = [one for one in self.reads() if one.called.startswith(name) and (not roles or one.role in roles)]
            return bool(found)

        self.waits(there, f"{' or '.join(roles)} {name!r}".strip())
        return found[0]

    def inside(self, thing: Thing) -> list[Thing]:
        """What is in a thing, as read the last time."""
        within = {thing.id}
        for one in self._things:
            if one.parent in within:
                within.add(one.id)
        return [one for one in self._things if one.id in within and one.id != thing.id]

    @property
    def focused(self) -> Thing | None:
        """What has the focus now."""
        last = [one for one in self.reads() if "focused" in one.states and one.role not in ("frame", "filler")]
        return last[-1] if last else None

    # Hearing

    def hears(self, words: str) -> Heard:
        """Wait until it is said (announced, or the name of what takes the focus); what was heard before counts no more."""
        return self.hears_one_of(words)

    def hears_one_of(self, *sentences: str) -> Heard:
        """Wait until one of these is said. A NUL stands for whatever may stand there."""
        patterns = [re.compile(".*".join(map(re.escape, one.split("\0"))), re.S) for one in sentences]
        found: list[int] = []

        def said() -> bool:
            self.listens()
            news = range(self._since, len(self.heard))
            found[:] = [n for n in news if any(one.search(self.heard[n].words) for one in patterns)]
            return bool(found)

        self.waits(said, f"to hear one of {sentences}")
        self._since = found[0] + 1
        return self.heard[found[0]]

    def listens(self, ms: int = 0) -> None:
        """Take in what has been told; wait `ms` at most for something."""
        self.heard += [Heard(**one) for one in self._ask("listen", ms=ms)]

    def waits(self, condition: Callable[[], bool], what: str) -> None:
        """Listen until the condition holds."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > deadline:
                raise NotHeard(f"{what} did not come")
            self.listens(LOOK_AGAIN_MS)

    # Doing

    def does(self, name: str, *roles: str) -> None:
        """Do the first thing that something lets be done: press it, tick it. In the window in front: only there is it told."""
        self.comes_to_front()
        thing = self.finds(name, *(roles or ("push button", "radio button", "check box", "combo box")))
        assert thing.acts, f"{thing} lets nothing be done"
        self._ask("act", id=thing.id)

    def goes_to(self, name: str, *roles: str) -> None:
        """Put the focus on something, as a screen reader does by itself."""
        self._ask("focus", id=self.finds(name, *roles).id)
        self.waits(lambda: (self.focused or self._things[0]).called.startswith(name), f"the focus on {name!r}")

    def presses(self, *keys: str) -> None:
        """Press real keys, named as X names them."""
        for key in keys:
            self.comes_to_front()
            self._type("key", key)

    def types(self, text: str) -> None:
        """Write with real keys."""
        self.comes_to_front()
        self._type("type", text)

    def comes_to_front(self) -> None:
        """Wait until keys reach the window that is on top; put it in front where nobody else does, as a window manager would."""

        def in_front() -> bool:
            windows = self._ask("windows")
            if windows and windows[-1]["active"]:
                return True
            ids = self._tool("search", "--onlyvisible", "--name", "Vejvis").split()
            if ids and self._tool("getwindowfocus") not in ids:
                self._tool("windowfocus", "--sync", ids[-1])
            return False

        self.waits(in_front, "a window in front")

    @property
    def window(self) -> str:
        """The name of the window that is on top."""
        windows = self._ask("windows")
        return str(windows[-1]["name"]) if windows else ""

    # Judging

    def faults(self) -> list[str]:
        """What of the things that are there now a screen reader could not tell in words."""
        faults = []
        for one in self.reads():
            stop = "focusable" in one.states
            if (stop or one.role in ("label", "heading", "image")) and not one.called.strip():
                faults.append(f"no name: {one}")
            elif stop and (ROLE_WORDS.search(one.called) or one.called.casefold() == one.role):
                faults.append(f"the name repeats the role: {one}")
        nameless = {str(one) for one in self.heard if _takes_focus(one) and not one.name}
        return faults + [f"the focus went to something without a name: {one}" for one in sorted(nameless)]

    def everything(self) -> str:
        """What was heard and what is there now, for a message."""
        try:
            self.listens()
            things = [str(one) for one in self.reads() if one.called]
        except (NotHeard, OSError, ValueError, AssertionError):
            things = ["(it no longer answers)"]
        heard = [str(one) for one in self.heard if one.words or "text" in one.kind]
        return "\n".join(["Heard:", *heard[-40:], "There is:", *things])

    # The pipes

    def _type(self, *arguments: str) -> None:
        self._tool(arguments[0], "--clearmodifiers", *arguments[1:])

    def _tool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
        return done.stdout.strip()

    def _ask(self, what: str, **values: Any) -> Any:
        assert self._ear.stdin is not None
        self._ear.stdin.write(json.dumps({"ask": what, **values}) + "\n")
        self._ear.stdin.flush()
        answer = self._line()
        if "error" in answer:
            raise NotHeard(f"{what}: {answer['error']}")
        return answer["answer"]

    def _line(self) -> Any:
        assert self._ear.stdout is not None
        line = self._ear.stdout.readline()
        assert line, f"the listener ended with {self._ear.poll()}"
        return json.loads(line)


def _takes_focus(one: Heard) -> bool:
    # Windows are named by the window system, and what is in them before they are shown is nobody's yet.
    return one.kind == "object:state-changed:focused" and one.on == "1" and one.role not in ("frame", "dialog")
