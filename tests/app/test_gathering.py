"""Looking for garbage is put off while the window starts, and taken up once it stands."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from trainer import gathering

START = """
import gc, json, sys
from PySide6.QtCore import QTimer
from trainer import app, cli, gathering

told = {}
run, take_up = app.run, gathering.take_up

def watched(options):
    told["while it starts"] = gc.isenabled()
    return run(options)

def taken_up():
    take_up()
    told["afterwards"], told["left alone"] = gc.isenabled(), gc.get_freeze_count()
    app.QApplication.closeAllWindows()

app.run, gathering.take_up = watched, taken_up
told["ended"] = cli.main(["--data-dir", sys.argv[1]])
print(json.dumps(told))
"""


def test_a_start_looks_for_no_garbage_and_the_window_does(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path / "records")],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["while it starts"] is False
    assert told["afterwards"] is True
    assert told["left alone"] > 10_000
    assert told["ended"] == 0


def test_it_is_left_for_some_work_and_taken_up_whatever_comes_of_it() -> None:
    assert gc.isenabled()
    with gathering.left():
        assert not gc.isenabled()
        with gathering.left():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), gathering.left():
        raise ZeroDivisionError
    assert gc.isenabled()
