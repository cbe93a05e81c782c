"""`vejvis groups` and `vejvis assign`: the rules of the window, with exit codes."""

from __future__ import annotations

import pytest

from tests.drivers.command import Shell
from trainer.core.assignments import AssignmentLine, Cohort, Kind
from trainer.faults import Exit
from trainer.house import House


def stands(shell: Shell) -> tuple[tuple[Cohort, ...], tuple[AssignmentLine, ...]]:
    with House.open(shell.folder) as house:
        return house.grouping.groups(), house.grouping.assignments("", "en")


@pytest.fixture
def staffed(shell: Shell) -> Shell:
    for name in ("Ida Thorup", "Bo Dahl"):
        shell("profiles", "add", name)
    return shell


def test_groups_are_made_filled_emptied_and_closed(staffed: Shell) -> None:
    assert "There is no group" in staffed("groups", "list").out
    made = staffed("groups", "add", "Class 3", "--person", "L-0001")
    assert (made.code, made.out) == (Exit.DONE, "The group Class 3 is made, with 1 person.\n")
    assert "1 person was put into Class 3." in staffed("groups", "add", "class 3", "--person", "bo dahl").out
    (group,), _ = stands(staffed)
    assert group.members == 2
    there = staffed("groups", "add", "Class 3", "--person", "L-0002")
    assert (there.code, there.out) == (Exit.DONE, "1 person was in Class 3 already.\n")
    assert "Class 3" in staffed("groups", "list").out
    assert "1 person was taken out" in staffed("groups", "remove", "Class 3", "--person", "L-0002").out
    assert staffed("groups", "remove", "Class 3", "--person", "L-0002").out == "1 person was not in Class 3.\n"
    assert "is closed" in staffed("groups", "remove", "Class 3").out
    assert stands(staffed) == ((), ())


def test_assigning_to_groups_and_people(staffed: Shell) -> None:
    staffed("groups", "add", "Class 3", "--person", "L-0001")
    done = staffed("assign", "module", "referral", "--group", "Class 3", "--due", "2199-11-30", "--see-answers")
    assert (done.code, done.err) == (Exit.DONE, "")
    again = staffed("assign", "module", "referral", "--group", "Class 3", "--due", "01-12-2199")
    assert "new days" in again.out
    assert staffed("assign", "assessment", "self-check-standard", "--person", "L-0002").code == Exit.DONE
    _, lines = stands(staffed)
    assert {line.kind for line in lines} == {Kind.MODULE, Kind.ASSESSMENT}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("assign", "module", "referral"), "nobody to assign"),
        (("assign", "module", "no-such", "--person", "L-0001"), "nothing called no-such"),
        (("assign", "case", "x", "--group", "Class 9"), "No open group is called Class 9"),
        (("assign", "module", "referral", "--person", "L-0001", "--due", "soon"), "is not a day"),
        (("assign", "module", "referral", "--person", "L-0001", "--due", "2020-01-01"), "is over already"),
        (("assign", "module", "referral", "--person", "L-0009"), ""),
        (("groups", "add", ""), "needs a name"),
        (("groups", "remove", "Class 9"), "No open group"),
    ],
)
def test_what_is_refused_changes_nothing(staffed: Shell, arguments: tuple[str, ...], words: str) -> None:
    ended = staffed(*arguments)
    assert (ended.code, ended.out) == (Exit.REFUSED, "")
    assert words in ended.err
    assert stands(staffed) == ((), ())


def test_a_group_there_is_is_not_made_again(staffed: Shell) -> None:
    staffed("groups", "add", "Class 3")
    assert staffed("groups", "add", "Class 3").code == Exit.REFUSED
    assert staffed("assign", "lesson", "x").code == Exit.USAGE
