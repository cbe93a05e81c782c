"""`vejvis certificate check`: what the records know of a code, and what the command ends with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.command import Shell
from tests.drivers.school import School
from trainer.core.certificates import LETTERS, shown_code
from trainer.faults import Exit


@pytest.fixture
def code(shell: Shell) -> str:
    """The code of a certificate in the records of the shell's folder."""
    school = School(Path(shell.folder))
    who = school.learner("Jonas Kvist", "patrol")
    made = school.house.certifying.issue(who.id, school.sit(who, 11), "en")
    school.close()
    return made.code


def test_what_is_printed_and_what_is_known_agree(shell: Shell, code: str) -> None:
    ended = shell("certificate", "check", shown_code(code).lower())
    assert ended.code == Exit.DONE
    assert ended.out.startswith("It is genuine and holds.")
    assert "Jonas Kvist" in ended.out
    assert "11/12" in ended.out
    assert shell("certificate", "check", code, "--name", "jonas kvist", "--score", "11").code == Exit.DONE


def test_what_is_not_the_same_is_shown_in_its_line(shell: Shell, code: str) -> None:
    ended = shell("certificate", "check", code, "--name", "Jonas Kvist", "--date", "2026-11-23", "--score", "12/12")
    assert ended.code == Exit.UNSOUND
    assert "Something is not the same." in ended.out
    (line,) = [line for line in ended.out.splitlines() if line.startswith("Score")]
    assert line.split() == ["Score", "12/12", "11/12", "11/12", "Not", "the", "same"]


def test_in_danish(shell: Shell, code: str) -> None:
    ended = shell("certificate", "check", code, "--language", "da")
    assert ended.out.startswith("Det er ægte og gælder.")
    assert "Beståelsesgrænse" in ended.out


def test_a_code_without_a_record_and_what_is_no_code(shell: Shell, code: str) -> None:
    other = LETTERS[0] * 10
    ended = shell("certificate", "check", other)
    assert (ended.code, ended.out) == (Exit.REFUSED, "")
    assert "There is no record of the code AAAAA-AAAAA here." in ended.err
    mistyped = shell("certificate", "check", code[:-1] + LETTERS[(LETTERS.index(code[-1]) + 1) % 23])
    assert mistyped.code == Exit.REFUSED
    assert "is no code of a certificate" in mistyped.err


def test_what_cannot_be_read_is_refused(shell: Shell, code: str) -> None:
    assert shell("certificate", "check", code, "--date", "soon").code == Exit.REFUSED
    assert shell("certificate", "check", code, "--score", "many").code == Exit.REFUSED
    assert shell("certificate").code == Exit.USAGE
