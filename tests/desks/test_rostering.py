"""Lists brought in through the desk: all or nothing, as often as one likes; who may be here twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drivers.school import School
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.core.roster import ANOTHER, SKIP, GivenUp, Part, Preview, Stand
from trainer.desks.rostering import RosterHand
from trainer.records import erasure
from trainer.records.people import Person


def opened(school: School, text: str) -> RosterHand:
    path = school.house.folder.parent / "list.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return school.house.rostering.open(path)


def looked(school: School, text: str, group: str = "") -> tuple[RosterHand, Preview]:
    hand = opened(school, text)
    return hand, hand.preview(hand.found.columns, hand.found.headed, group)


def everybody(school: School) -> list[Person]:
    return list(school.house.records.people.everybody())


def tables(school: School) -> dict[str, list[tuple[object, ...]]]:
    store = school.house.records.store
    return {
        name: sorted(store.execute(f"SELECT * FROM {name}"), key=repr)
        for name in ("person", "cohort", "cohort_member", "audit", "setting")
    }


def test_who_comes_in_is_on_the_list_and_no_profile(school: School) -> None:
    hand, preview = looked(school, "Navn;Nummer;Hold;Rolle\nÅse Bjørn;0012;3A;patrol\n")
    brought = hand.bring(preview, {}, "")
    assert (brought.added, brought.groups) == (1, 1)
    (person,) = everybody(school)
    assert (person.name, person.number, person.work_role, person.access) == (
        "Åse Bjørn",
        "0012",
        "patrol",
        Access.LEARNER,
    )
    assert person.joined_ms is None
    assert school.house.entrance.profiles("en") == ()
    assert school.house.rostering.groups() == ("3A",)
    (listed,) = school.house.entrance.on_list("ase bjorn", "en")
    assert listed.groups == ("3A",)


def test_a_role_is_known_by_its_title_in_either_language(school: School) -> None:
    titles = {role.id: role.title for role in school.house.bank.roles()}
    role = next(iter(titles))
    for title in titles[role].values():
        _hand, preview = looked(school, f"Name;Role\nAnna;{title}\n")
        assert preview.rows[0].row.role == role


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (";1;A", "roster.row.nameless"),
        ("\u200b;1;A", "roster.row.nameless"),
        ("a" * 201 + ";1;A", "roster.row.name-long"),
        ("Anna;" + "1" * 61 + ";A", "roster.row.number-long"),
        ("Anna;1;" + "A" * 121, "roster.row.group-long"),
        ("=A1;1;A", "roster.row.formula"),
    ],
)
def test_why_a_row_is_not_taken(school: School, row: str, code: str) -> None:
    _hand, preview = looked(school, f"Name;Number;Group\n{row}\n")
    (one,) = preview.rows
    assert one.stand is Stand.NOT_TAKEN
    assert one.why is not None
    assert one.why.code == code


def test_names_are_cleaned_as_those_that_are_typed(school: School) -> None:
    hand, preview = looked(school, "Name\n\u202eAnna \u00a0 Holm\u202c\n")
    hand.bring(preview, {}, "")
    assert [one.name for one in everybody(school)] == ["Anna Holm"]


def test_decisions_are_carried_out(school: School) -> None:
    anna = school.learner("Anna Holm")
    school.learner("Bo Lund")
    school.learner("Clara Juhl")
    hand, preview = looked(school, "Name;Number;Group\nAnna Holm;1;A\nBo Lund;2;A\nClara Juhl;3;A\nDan Ek;4;A\n")
    lines = {one.row.name: one.row.line for one in preview.rows}
    choices = {lines["Anna Holm"]: anna.id, lines["Bo Lund"]: ANOTHER, lines["Clara Juhl"]: SKIP}
    brought = hand.bring(preview, choices, "")
    assert (brought.added, brought.joined, brought.left) == (2, 1, 1)
    assert sorted((one.name, one.number) for one in everybody(school)) == [
        ("Anna Holm", "1"),
        ("Bo Lund", ""),
        ("Bo Lund", "2"),
        ("Clara Juhl", ""),
        ("Dan Ek", "4"),
    ]


def test_who_was_erased_is_asked_about_with_the_day(school: School) -> None:
    hand, preview = looked(school, "Name;Number\nAnna Holm;7\n")
    hand.bring(preview, {}, "")
    records = school.house.records
    erasure.erase(records.store, records.journal, [everybody(school)[0].id], "", school.clock.now())
    hand, preview = looked(school, "Name;Number\nAnna Holm;7\nBo Lund;8\n")
    assert [one.stand for one in preview.rows] == [Stand.ASKED, Stand.TAKEN]
    assert preview.rows[0].erased_ms
    assert hand.bring(preview, {}, "").added == 1
    hand, preview = looked(school, "Name;Number\nAnna Holm;7\n")
    assert hand.bring(preview, {2: ANOTHER}, "").added == 1


def test_columns_must_name_people_and_groups_have_an_end(school: School) -> None:
    hand = opened(school, "Name;Number\nAnna;1\n")
    for columns, group, code in (
        ({Part.NUMBER: 1}, "", "roster.no-name-column"),
        ({Part.NAME: 0}, "x" * 121, "roster.group-long"),
    ):
        with pytest.raises(Refused) as refused:
            hand.preview(columns, True, group)
        assert refused.value.message.code == code


def test_giving_up_changes_nothing(school: School) -> None:
    hand, preview = looked(school, "Name;Number\n" + "".join(f"P{n};{n}\n" for n in range(1_200)))
    before = tables(school)

    def give_up(done: int, total: int) -> None:
        if done >= 1_000:
            raise GivenUp

    with pytest.raises(GivenUp):
        hand.bring(preview, {}, "", give_up)
    with pytest.raises(GivenUp):
        hand.preview({Part.NAME: 0}, True, "", give_up)
    assert tables(school) == before
    told: list[tuple[int, int]] = []
    hand.bring(preview, {}, "", lambda done, total: told.append((done, total)))
    assert told[-1] == (1_200, 1_200)


def test_what_changed_since_the_look_is_refused(school: School) -> None:
    hand, preview = looked(school, "Name;Number\nAnna Holm;7\n")
    school.house.records.people.add("Bo", "", Access.LEARNER, school.clock.now(), number="7")
    before = tables(school)
    with pytest.raises(Refused) as refused:
        hand.bring(preview, {}, "")
    assert refused.value.message.code == "roster.changed"
    assert tables(school) == before


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters=';\r\n"\x00'), max_size=12)
ROW = st.tuples(
    st.one_of(st.sampled_from(("Anna Holm", "anna holm", "Bo Ø")), CELL),
    st.sampled_from(("", "1", "2", "07")),
    st.sampled_from(("", "A", "b")),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(ROW, max_size=12), st.sampled_from(("", "Hold 1")))
def test_the_same_list_twice_changes_nothing(rows: list[tuple[str, str, str]], group: str) -> None:
    # One row with somebody at least: headings alone are refused.
    text = "Name;Number;Group\nIda Vest;99;\n" + "".join(f"{';'.join(row)}\n" for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        school = School(Path(folder, "data"))
        try:
            hand, preview = looked(school, text, group)
            brought = hand.bring(preview, {}, "")
            assert brought.added == preview.count(Stand.TAKEN)
            assert brought.added + brought.left == len(preview.rows)
            before = tables(school)
            again, second = looked(school, text, group)
            assert second.count(Stand.TAKEN) == 0
            assert second.joining() == 0
            left = again.bring(second, {}, "")
            assert (left.added, left.joined, left.groups) == (0, 0, 0)
            assert tables(school) == before
        finally:
            school.close()


def test_likely_duplicates(school: School) -> None:
    people, now = school.house.records.people, school.clock.now()
    anna = school.learner("Anna Holm")
    listed = people.add("anna  holm", "", Access.LEARNER, now, number="7", joined=False)
    people.add("Bo Lund", "", Access.LEARNER, now, number="1")
    people.add("Bo Lund", "", Access.LEARNER, now, number="2")
    people.add("Clara Juhl", "", Access.LEARNER, now, number="3a")
    people.add("Clara Ek", "", Access.LEARNER, now, number="3A")
    school.trainer("Maja Lindholm")
    people.add("Maja Lindholm", "", Access.TRAINER, now)
    desk = school.house.rostering
    found = {(one.first.name, one.second.name, one.by) for one in desk.duplicates()}
    assert found == {("Anna Holm", "anna  holm", "name"), ("Clara Juhl", "Clara Ek", "number")} or found == {
        ("Anna Holm", "anna holm", "name"),
        ("Clara Juhl", "Clara Ek", "number"),
    }
    pair = next(one for one in desk.duplicates() if one.by == "name")
    assert (pair.first.id, pair.second.id) == (anna.id, listed.id)
    desk.merge(pair.first.id, pair.second.id, "")
    assert [one.by for one in desk.duplicates()] == ["number"]
    (merged,) = desk.merged()
    assert (merged.kept.name, merged.gone.number, merged.by) == ("Anna Holm", "7", "")
    hand, preview = looked(school, "Name;Number\nAnna Holm;7\n")
    assert preview.rows[0].stand is Stand.HERE
    desk.undo(merged.id, "")
    assert len(desk.duplicates()) == 2
    for one in desk.duplicates():
        desk.keep_apart(one.first.id, one.second.id)
    assert desk.duplicates() == ()
    assert hand.found.kind == "csv"
