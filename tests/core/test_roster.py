"""How a row of a roster stands to the people here and to the rows before it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.message import Message
from trainer.core.roster import (
    ANOTHER,
    SKIP,
    Here,
    Judge,
    Judged,
    Part,
    Preview,
    RosterFound,
    RosterRow,
    Stand,
    folded,
    named,
    nobody_erased,
    recognised,
    silent,
)

ANNA = Here("a", "L-0001", "Anna Holm", "7", frozenset(("3a",)))
BO = Here("b", "L-0002", "Bo Ø", "")


def judged(*rows: RosterRow, people: tuple[Here, ...] = (ANNA, BO)) -> list[Judged]:
    judge = Judge(people)
    return [judge.judge(row) for row in rows]


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (("Navn", "Medarbejdernummer", "Hold", "Rolle"), {Part.NAME: 0, Part.NUMBER: 1, Part.GROUP: 2, Part.ROLE: 3}),
        (("CPR", "Efternavn", "FORNAVN"), {Part.LAST: 1, Part.FIRST: 2}),
        (("Employee_number", "Full name", "Class"), {Part.NUMBER: 0, Part.NAME: 1, Part.GROUP: 2}),
        (("Nr.", "name", "navn"), {Part.NUMBER: 0, Part.NAME: 1}),
        (("Anna Holm", "12"), {}),
        ((), {}),
    ],
)
def test_columns_are_known_by_their_headings(headings: tuple[str, ...], columns: dict[Part, int]) -> None:
    assert recognised(headings) == columns


def test_names_need_a_column_or_two() -> None:
    assert named({Part.NAME: 0})
    assert named({Part.FIRST: 0, Part.LAST: 1})
    assert not named({Part.FIRST: 0})
    assert not named({Part.NUMBER: 0})


def test_a_file_is_headed_where_its_headings_are_known() -> None:
    assert RosterFound("x", "csv", "utf-8", ";", (), {Part.NAME: 0}, 1).headed
    assert not RosterFound("x", "csv", "utf-8", ";", (), {}, 1).headed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åse Bjørn", "ase  bjorn"),
        ("ÆGIR", "aegir"),
        ("Łukasz Żak", "lukasz zak"),
        ("José", "Jose\u0301"),
        ("STRASSE", "straße"),
        ("Anna Holm ", "anna\tholm"),
    ],
)
def test_capitals_and_accents_make_no_other_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_who_is_not_here_is_taken() -> None:
    (one,) = judged(RosterRow(2, "Clara Juhl", "9"))
    assert one.stand is Stand.TAKEN
    assert one.why is None


def test_the_same_number_and_name_is_here_and_may_come_into_a_group() -> None:
    here, joins, without = (judged(RosterRow(2, "anna holm", "7", group))[0] for group in ("3A", "3B", ""))
    assert (here.stand, here.joins, here.people) == (Stand.HERE, False, (ANNA,))
    assert joins.joins
    assert not without.joins


def test_a_number_of_somebody_else_is_asked_about() -> None:
    (one,) = judged(RosterRow(2, "Anna Lund", "7"))
    assert one.stand is Stand.ASKED
    assert one.why == Message("roster.asked.number", {"number": "7"})
    assert one.choices == ("a", SKIP)


def test_a_name_without_two_numbers_is_asked_about() -> None:
    without, with_number, other = (
        judged(row)[0] for row in (RosterRow(2, "Anna Holm"), RosterRow(2, "Bo Ø", "8"), RosterRow(2, "Anna Holm", "8"))
    )
    assert (without.stand, without.people) == (Stand.ASKED, (ANNA,))
    assert (with_number.stand, with_number.people) == (Stand.ASKED, (BO,))
    assert with_number.choices == ("b", ANOTHER, SKIP)
    assert with_number.decided("b") == BO
    assert with_number.decided(ANOTHER) is None
    assert other.stand is Stand.TAKEN


def test_who_is_here_under_two_names_is_asked_about_once() -> None:
    merged = Here("b", "L-0002", "Bo Ø", "9")
    (one,) = judged(RosterRow(2, "Bo Ø"), people=(BO, merged))
    assert len(one.people) == 1
    (by_number,) = judged(RosterRow(2, "Bo Ø", "9"), people=(BO, merged))
    assert by_number.stand is Stand.HERE


def test_who_was_erased_is_asked_about() -> None:
    judge = Judge((), lambda name, number: 5_000 if (name, number) == ("Clara Juhl", "9") else None)
    one = judge.judge(RosterRow(2, "Clara Juhl", "9"))
    assert (one.stand, one.erased_ms, one.choices) == (Stand.ASKED, 5_000, (ANOTHER, SKIP))
    assert judge.judge(RosterRow(3, "Clara Juhl", "10")).stand is Stand.TAKEN
    assert nobody_erased("Clara", "9") is None


def test_the_second_of_a_kind_is_not_taken() -> None:
    rows = judged(
        RosterRow(2, "Clara Juhl"),
        RosterRow(3, "clara juhl"),
        RosterRow(4, "Clara Juhl", "9"),
        RosterRow(5, "Dan Ek", "1"),
        RosterRow(6, "Dan Ek", "2"),
        RosterRow(7, "Dan Ek"),
        RosterRow(8, "Eva Ek", "2"),
    )
    assert [one.why for one in rows] == [
        None,
        Message("roster.row.name-twice", {"line": 2}),
        Message("roster.row.name-twice", {"line": 2}),
        None,
        None,
        Message("roster.row.name-twice", {"line": 6}),
        Message("roster.row.number-twice", {"line": 6}),
    ]


def test_what_cannot_be_read_is_not_taken() -> None:
    problem = Message("roster.row.nameless")
    (one,) = judged(RosterRow(2, "", problem=problem))
    assert (one.stand, one.why) == (Stand.NOT_TAKEN, problem)


def test_a_preview_is_counted() -> None:
    preview = Preview(tuple(judged(RosterRow(2, "Clara"), RosterRow(3, "Anna Holm", "7", "3B"), RosterRow(4, "Bo Ø"))))
    assert [preview.count(stand) for stand in Stand] == [1, 1, 1, 0]
    assert preview.joining() == 1
    silent(1, 2)
