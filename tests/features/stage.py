"""Owns one run of the real application: a process of its own that lives a chapter and tells what it saw; may be killed.

As a program (`python -m tests.features.stage STORY CHAPTER FOLDER MOMENT BANK`) it is that process.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120
WAITING = "waiting to be killed"


class Ended(AssertionError):
    """A chapter did not end as it should; the message holds what the process said."""


def live(
    story: str, chapter: str, folder: Path, *, kill: bool = False, at: str = "", bank: str = "", **environment: str
) -> dict[str, Any]:
    """Run a chapter and return what it told. With `kill` the process is ended by SIGKILL at the place it names.

    `at` is the moment that the application's clock begins at, as in "2026-11-23T09:00+01:00", the system's own where it
    is ""; it then moves only as the chapter says. `bank` is the bank file that the installation has, "" for its own.
    """
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.features.stage", story, chapter, str(folder), at, bank],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    told: dict[str, Any] = {}
    if kill:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == WAITING:
                process.send_signal(signal.SIGKILL)
                break
            told |= json.loads(line)
        else:
            _, err = process.communicate(timeout=PATIENCE_SECONDS)
            raise Ended(f"{story}/{chapter} ended by itself with {process.returncode}: {err}")
        process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == -signal.SIGKILL
        return told
    out, err = process.communicate(timeout=PATIENCE_SECONDS)
    if process.returncode != 0:
        raise Ended(f"{story}/{chapter} ended with {process.returncode}: {out}{err}")
    for line in out.splitlines():
        told |= json.loads(line)
    return told


def sound(folder: Path) -> None:
    """Have the doctor look at the folder: chains, digests, and everything folded compared with a fold of the events."""
    command("doctor", "--data-dir", str(folder))


def command(*arguments: str, code: int = 0) -> str:
    """Type a subcommand and return what it says."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "trainer", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def _shut_network() -> None:
    """Let nobody reach beyond this computer: only the local socket's family may be used."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.__new__" and arguments[1] not in (1, -1):  # AF_UNIX
            raise PermissionError(f"the network is shut: {arguments}")
        if event in ("socket.connect", "socket.getaddrinfo") and not isinstance(arguments[-1], str | bytes):
            raise PermissionError(f"the network is shut: {event}")

    sys.addaudithook(refuse)


def main(story: str, chapter: str, folder: str, moment: str = "", bank: str = "") -> int:
    """Live one chapter in the real application."""
    _shut_network()
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QApplication

    from tests.drivers.person import Person, focus_in
    from tests.drivers.school import clock_at
    from trainer import house
    from trainer.app import Application, Options

    warned: list[str] = []

    def note(kind: QtMsgType, _where: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in text:
            warned.append(text)

    failed: list[str] = []
    strays: list[str] = []

    def stray(window: QWindow | None) -> bool:
        """A control shown before it has a parent is a window of its own for a moment, and takes the keyboard away."""
        return window is not None and not window.objectName().startswith(
            ("window", "dialog", "displayWindow", "QMenu", "QFileDialog", "QListView")
        )

    sys.excepthook = lambda kind, error, _trace: failed.append(f"{kind.__name__}: {error}")
    qInstallMessageHandler(note)
    app = QApplication([sys.argv[0]])
    app.focusWindowChanged.connect(lambda window: strays.append(window.objectName()) if stray(window) else None)
    clock = clock_at(moment) if moment else None
    path = Path(bank) if bank else None
    application = Application(app, Options(Path(folder)), clock, lambda: house.open_bank(path))
    application.open()
    focus_in(application.window)
    try:
        told = getattr(importlib.import_module(f"tests.features.{story}"), chapter)(
            Person(application.window), application
        )
    except BaseException:
        traceback.print_exc()
        print(failed, warned, file=sys.stderr, flush=True)
        # The window is in the middle of something: nothing more of it is wanted.
        os._exit(1)
    print(json.dumps({**told, "warned": warned, "failed": failed, "strays": strays}), flush=True)
    if told.get("killed"):
        print(WAITING, flush=True)
        return app.exec()
    application.window.close()
    application.close()
    qInstallMessageHandler(None)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
