"""Owns typing commands: in this process, for detail, and as processes of their own, for what a shell sees."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from trainer import cli

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    """What a command ended with and what it said."""

    code: int
    out: str
    err: str


class Shell:
    """Somebody who types commands about one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *argv: str) -> Ended:
        """Carry a command out in this process."""
        self._capsys.readouterr()
        code = cli.main([*argv, "--data-dir", str(self.folder)])
        said = self._capsys.readouterr()
        return Ended(code, said.out, said.err)


def process(*argv: str, environment: Mapping[str, str | None] | None = None, cwd: Path = ROOT) -> Ended:
    """Carry a command out in a process of its own; a variable that is None is taken out of its environment."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **(environment or {})}
    done = subprocess.run(
        [sys.executable, "-m", "trainer", *argv],
        capture_output=True,
        env={name: value for name, value in variables.items() if value is not None},
        cwd=cwd,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
