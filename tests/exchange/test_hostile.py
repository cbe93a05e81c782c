"""Three hundred files that mean no good: none crashes the importer, takes two seconds or 300 MB, or writes anywhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import hostile
from tests.drivers.command import ROOT

SECONDS = 2.0
MEMORY = 300 * 1024 * 1024


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limits are those of Linux")
def test_nothing_hostile_gets_through(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, data in hostile.files():
        (folder / name).write_bytes(data)
    before = sorted(one.name for one in tmp_path.iterdir())
    home = tmp_path / "home"
    home.mkdir()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.drivers.importing", str(folder), str(tmp_path / "data")],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "HOME": str(home), "TMPDIR": str(home)},
        cwd=ROOT,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode(errors="replace")[-2_000:]
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(told) == hostile.COUNT
    assert [one for one in told if one["outcome"].startswith(("crash", "MemoryError"))] == []
    assert [one for one in told if one["took"] > SECONDS] == []
    assert max(one["peak"] for one in told) < MEMORY
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([*before, "data", "home"])
    assert [one for one in home.rglob("*") if one.is_file()] == []
    assert len(list(folder.iterdir())) == hostile.COUNT
