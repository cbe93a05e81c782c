"""`vejvis list` and assigning by name: what other commands take, found without looking it up in the window."""

from __future__ import annotations

import json

import pytest

from tests.drivers.command import Shell
from trainer.core.assignments import Kind
from trainer.core.message import Refused
from trainer.desks.subjects import meant
from trainer.faults import Exit
from trainer.house import House


@pytest.fixture
def staffed(shell: Shell) -> Shell:
    shell("profiles", "add", "Åse Bjørn")
    shell("profiles", "add", "Bo Ø")
    shell("groups", "add", "Class 3", "--person", "Bo Ø")
    return shell


def listed(shell: Shell, what: str, *options: str) -> list[dict[str, object]]:
    ended = shell("list", what, "--json", *options)
    assert (ended.code, ended.err) == (Exit.DONE, "")
    found: list[dict[str, object]] = json.loads(ended.out)
    return found


def test_people_and_groups(staffed: Shell) -> None:
    assert listed(staffed, "people") == [
        {"code": "L-0002", "name": "Bo Ø", "number": "", "groups": ["Class 3"]},
        {"code": "L-0001", "name": "Åse Bjørn", "number": "", "groups": []},
    ]
    (group,) = listed(staffed, "groups")
    assert (group["name"], group["people"]) == ("Class 3", 1)
    assert staffed("assign", "module", "referral", "--group", str(group["id"])).code == Exit.DONE
    assert "Class 3" in staffed("list", "groups").out


@pytest.mark.parametrize(("what", "kind"), [("modules", "module"), ("cases", "case"), ("assessments", "assessment")])
@pytest.mark.parametrize("language", ["en", "da"])
def test_what_is_listed_can_be_assigned_by_id_and_by_title(staffed: Shell, what: str, kind: str, language: str) -> None:
    rows = listed(staffed, what, "--language", language)
    assert rows
    for row in rows[:2]:
        told = staffed("list", what, "--language", language).out
        assert str(row["id"]) in told
        assert str(row["title"]) in told
        for name in (str(row["id"]), str(row["title"]), str(row["title"]).upper()):
            ended = staffed("assign", kind, name, "--person", "L-0001")
            assert (ended.code, ended.err) == (Exit.DONE, "")
    with House.open(staffed.folder) as house:
        assigned = {line.subject for line in house.grouping.assignments("", "en")}
    assert assigned == {row["id"] for row in rows[:2]}


def test_nothing_there_is_said(shell: Shell) -> None:
    shell("profiles", "add", "Maja", "--trainer")
    assert shell("list", "groups").out == "There is no open group here.\n"
    assert listed(shell, "groups") == []
    assert shell("list", "lessons").code == Exit.USAGE


def test_without_records_nothing_is_made(shell: Shell) -> None:
    assert shell("list", "people").code == Exit.REFUSED
    assert not shell.folder.exists()


TITLES = (("signs", "Signs"), ("rights", "Rights and duties"), ("again", "rights and Dutiés"), ("more", "More signs"))


@pytest.mark.parametrize(
    ("typed", "code", "candidates"),
    [
        ("Rights and Duties", "list.subject.ambiguous", "rights (Rights and duties), again (rights and Dutiés)"),
        ("sign", "list.subject.close", "signs (Signs), more (More signs)"),
        ("zebra", "list.subject.unknown", None),
        ("", "list.subject.unknown", None),
    ],
)
def test_what_is_not_clear_says_what_it_can_be(typed: str, code: str, candidates: str | None) -> None:
    with pytest.raises(Refused) as refused:
        meant(Kind.MODULE, typed, TITLES)
    assert refused.value.message.code == code
    assert refused.value.message.values.get("candidates") == candidates


def test_an_id_comes_before_a_title() -> None:
    assert meant(Kind.CASE, "signs", (("a", "signs"), ("signs", "Other"))) == "signs"
