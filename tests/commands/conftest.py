"""What tests of commands begin with: a shell on an empty folder, and one on a folder full of made-up people."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.drivers.command import Shell
from trainer import cli

LEARNERS = 8
SEED = 5


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "records", capsys)


@pytest.fixture(scope="session")
def peopled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peopled") / "records"
    assert cli.main(["demo", "--learners", str(LEARNERS), "--seed", str(SEED), "--data-dir", str(folder)]) == 0
    return folder


@pytest.fixture
def peopled(peopled_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    shutil.copytree(peopled_folder, tmp_path / "records")
    return Shell(tmp_path / "records", capsys)
