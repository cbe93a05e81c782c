"""One folder has one window: a second start and commands are served by it, or are told so and change nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.features.stage import ROOT, WAITING, command, sound


@contextmanager
def open_window(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A real window on a folder, in a process of its own, until killed."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.features.stage", "staying", "stay", str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.strip() == WAITING:
                break
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_start_brings_the_first_window_to_the_front(tmp_path: Path) -> None:
    """It ends at once with 0 and opens nothing of its own."""
    folder = tmp_path / "records"
    command("profiles", "add", "Sofie Bjerre", "--role", "patrol", "--data-dir", str(folder))
    with open_window(folder):
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "trainer", "--data-dir", str(folder)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert done.returncode == 0, done.stderr
        assert time.monotonic() - began < 20


def test_an_open_window_serves_export_backup_doctor_and_list(tmp_path: Path) -> None:
    """What only reads is carried out by the window that has the folder."""
    folder = tmp_path / "records"
    command("demo", "--learners", "3", "--seed", "1", "--data-dir", str(folder))
    with open_window(folder):
        out = tmp_path / "scores.json"
        command(
            "export", "scores", "--format", "json", "--rows", "person", "--out", str(out), "--data-dir", str(folder)
        )
        assert len(json.loads(out.read_text("utf-8"))["rows"]) == 3
        command("backup", str(tmp_path / "copy.db"), "--data-dir", str(folder))
        command("doctor", "--data-dir", str(folder))
        people = json.loads(command("list", "people", "--json", "--data-dir", str(folder)))
        assert len([one for one in people if one["code"]]) >= 3
        command("assign", "module", "referral", "--person", people[0]["code"], "--data-dir", str(folder), code=4)
    assert (tmp_path / "copy.db").stat().st_size > 0


def test_what_writes_is_told_that_the_folder_is_open(tmp_path: Path) -> None:
    """Exit 4, one plain sentence, and nothing added."""
    folder = tmp_path / "records"
    command("profiles", "add", "Sofie Bjerre", "--role", "patrol", "--data-dir", str(folder))
    kept = tmp_path / "kept.db"
    command("backup", str(kept), "--data-dir", str(folder))
    with open_window(folder):
        command("profiles", "add", "Somebody Else", "--role", "patrol", "--data-dir", str(folder), code=4)
        command("restore", str(kept), "--data-dir", str(folder), code=4)
    assert "Somebody Else" not in command("profiles", "list", "--data-dir", str(folder))


def test_a_killed_window_leaves_no_lock_behind(tmp_path: Path) -> None:
    """After kill -9 the next start has the folder at once, socket and lock left over or not."""
    folder = tmp_path / "records"
    command("profiles", "add", "Sofie Bjerre", "--role", "patrol", "--data-dir", str(folder))
    with open_window(folder) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert "Sofie Bjerre" in command("profiles", "list", "--data-dir", str(folder))
    with open_window(folder):
        pass
    sound(folder)
