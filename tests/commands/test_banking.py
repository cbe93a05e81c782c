"""`vejvis bank`: installed with the password that is piped in, refused with the same sentences, told as it stands."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.graded import LONG, REFUSED, plain_trainers_bank, trainers_bank
from tests.drivers.command import ROOT, Shell
from tests.drivers.school import School
from trainer.core.requests import Access
from trainer.faults import Exit
from trainer.house import House
from trainer.records.vault import SEALED, Vault, new_key, wrapped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    school = School(tmp_path / "data")
    school.trainer("Maja Lindholm", LONG)
    school.trainer("Bo Kort", "4711")
    school.learner()
    school.close()
    return tmp_path / "data"


@pytest.fixture
def shell(folder: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(folder, capsys)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{LONG}\n"))


def test_installed_and_told(shell: Shell, typed: None) -> None:
    assert shell("bank", "status").out == "No question bank for assessments is installed.\n"
    done = shell("bank", "install", str(plain_trainers_bank()), "--trainer", "maja lindholm")
    assert (done.code, done.err) == (Exit.DONE, "")
    assert "74 questions is installed" in done.out
    told = shell("bank", "status")
    assert told.code == Exit.DONE
    assert "Can be opened by: Maja Lindholm" in told.out
    assert "Can be opened by: Bo" not in told.out


@pytest.mark.parametrize(
    ("trainer", "password", "said"),
    [
        ("Nobody", LONG, "There is no trainer Nobody here"),
        ("Sofie Bjerre", LONG, "There is no trainer Sofie Bjerre here"),
        ("Maja Lindholm", "wrong", "That is not the password"),
        ("Bo Kort", "4711", "needs a password of at least 8 characters"),
    ],
)
def test_who_may_not(trainer: str, password: str, said: str, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(password))
    done = shell("bank", "install", str(plain_trainers_bank()), "--trainer", trainer)
    assert (done.code, done.out) == (Exit.REFUSED, "")
    assert said in done.err
    assert "No question bank" in shell("bank", "status").out


def test_files_that_are_none(shell: Shell, tmp_path: Path) -> None:
    for kind in ("a letter", "newer", "altered"):
        REFUSED[kind][1](tmp_path / "given.bank")
        assert shell("bank", "install", str(tmp_path / "given.bank"), "--trainer", "Maja Lindholm").code == 6
    REFUSED["a learner's"][1](tmp_path / "given.bank")
    assert shell("bank", "install", str(tmp_path / "given.bank"), "--trainer", "Maja Lindholm").code == 7
    assert shell("bank", "install", str(tmp_path / "none.bank"), "--trainer", "Maja Lindholm").code == 5
    assert shell("bank", "install").code == 2


def test_an_older_one_only_by_word(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = trainers_bank(tmp_path / "newer.bank", version="2031.1", draft=True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{LONG}\n" * 3))
    assert "It is a draft" in shell("bank", "install", str(newer), "--trainer", "Maja Lindholm").out
    older = ("bank", "install", str(plain_trainers_bank()), "--trainer", "Maja Lindholm")
    refused = shell(*older)
    assert refused.code == Exit.REFUSED
    assert "Installed is 2031.1, which is newer" in refused.err
    assert "2031.1" in shell("bank", "status").out
    assert shell(*older, "--replace").code == Exit.DONE
    assert "2026.1" in shell("bank", "status").out


def test_a_damaged_one_is_told(shell: Shell, typed: None, folder: Path) -> None:
    shell("bank", "install", str(plain_trainers_bank()), "--trainer", "Maja Lindholm")
    sealed = folder / "graded.bank.sealed"
    sealed.write_bytes(sealed.read_bytes()[:1000])
    told = shell("bank", "status")
    assert told.code == Exit.UNSOUND
    assert "is not as it was written" in told.out


def test_as_a_process_with_the_password_piped_in(folder: Path) -> None:
    argv = ["bank", "install", str(plain_trainers_bank()), "--trainer", "Maja Lindholm", "--data-dir", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "trainer", *argv],
        input=LONG.encode() + b"\n",
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert LONG.encode() not in done.stdout


def test_doctor_looks_at_the_sealed_file_without_a_password(shell: Shell, folder: Path, typed: None) -> None:
    assert "No question bank for assessments is installed." in shell("doctor").out
    shell("bank", "install", str(plain_trainers_bank()), "--trainer", "Maja Lindholm")
    left = folder / "tmp" / "new-0123.db"
    left.write_bytes(b'{"format":"vejvis-sealed-bank","plate":')
    told = shell("doctor")
    assert told.code == Exit.DONE
    assert "74 questions" in told.out
    assert "whole by its header" in told.out
    assert "1 trainer here can open it." in told.out
    assert "1 half-written question bank was left" in told.out
    assert not left.exists()
    assert "half-written" not in shell("doctor").out


def test_doctor_says_for_whom_a_sealed_file_is_no_more(shell: Shell, folder: Path, typed: None) -> None:
    shell("bank", "install", str(plain_trainers_bank()), "--trainer", "Maja Lindholm")
    with House.open(folder) as house:
        (maja,) = house.records.people.find("Maja Lindholm")
        Vault(house.records.store).admit(wrapped(new_key(), maja.id, LONG), beside=True)
        house.records.people.set_access(maja.id, Access.LEARNER)
    ended = shell("doctor")
    assert ended.code == Exit.UNSOUND
    assert "Nobody who is a trainer here can open" in ended.out
    assert "sealed for 1 more" in ended.out
    assert "under two passwords" in ended.out


@pytest.mark.parametrize("harm", ["cut", "junk", "newer"])
def test_doctor_finds_a_sealed_file_that_is_not_whole(shell: Shell, folder: Path, typed: None, harm: str) -> None:
    shell("bank", "install", str(plain_trainers_bank()), "--trainer", "Maja Lindholm")
    sealed = folder / SEALED
    data = sealed.read_bytes()
    harmed = {"cut": data[:-9], "junk": b"\x00" * 99, "newer": data.replace(b'"version":1', b'"version":9', 1)}
    sealed.write_bytes(harmed[harm])
    ended = shell("doctor")
    assert ended.code == Exit.UNSOUND
    assert ("newer Vejvis" if harm == "newer" else "is not as it was written") in ended.out
    assert sealed.read_bytes() == harmed[harm]
