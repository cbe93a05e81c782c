"""Two records of one person made one: everything with who stays; taken back, every table is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drivers.school import School
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.records import folding
from trainer.records.audit import Act, entries
from trainer.records.merging import Merging, merges, parts_of

UNCHANGED = ("setting", "projection_stamp")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """Four people who did something, with groups and assignments."""
    school = School(tmp_path_factory.mktemp("merging") / "data")
    people = [school.learner(f"Person {n}") for n in range(4)]
    store = school.house.records.store
    for n, who in enumerate(people):
        school.practise(who, "referral", right=n, wrong=1)
        school.read(who, school.house.bank.lessons()[0].id, n + 1)
    school.sit(people[0], right=6)
    with store.write() as db:
        for cohort in "xy":
            db.execute("INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, 1)", (cohort, cohort))
        for cohort, n in (("x", 0), ("x", 1), ("y", 1), ("y", 2)):
            db.execute(
                "INSERT INTO cohort_member (cohort, person, since_ms) VALUES (?, ?, ?)", (cohort, people[n].id, n)
            )
        db.execute("UPDATE person SET number = '12', extra_percent = 25 WHERE id = ?", (people[1].id,))
        db.execute(
            "INSERT INTO assignment (id, person, kind, subject, opens_ms, due_ms, closes_ms, sees_answers, made_ms)"
            " VALUES ('t', ?, 'module', 'referral', 0, 0, 0, 0, 1)",
            (people[1].id,),
        )
    yield school
    school.close()


def ids(school: School) -> list[str]:
    return [one.id for one in school.house.records.people.everybody()]


def merging(school: School) -> Merging:
    records = school.house.records
    return Merging(records.store, records.archive, records.journal)


def tables(school: School) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the log of what was done and the merges themselves."""
    store = school.house.records.store
    names = [
        str(name)
        for (name,) in store.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'"
        )
        if name not in ("audit", "merge", "sqlite_sequence")
    ]
    return {name: sorted(store.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def test_everything_stands_with_who_stays(school: School) -> None:
    first, second, *_ = ids(school)
    store, queries = school.house.records.store, school.house.queries
    before = tables(school)
    answers = {
        one: len(list(store.execute("SELECT 1 FROM answer WHERE person = ?", (one,)))) for one in (first, second)
    }
    id_ = merging(school).merge(first, second, "", school.clock.now())
    try:
        assert second not in ids(school)
        assert len(list(store.execute("SELECT 1 FROM answer WHERE person = ?", (first,)))) == sum(answers.values())
        assert queries.objectives(second) == {}
        assert {
            cohort for (cohort,) in store.execute("SELECT cohort FROM cohort_member WHERE person = ?", (first,))
        } == {
            "x",
            "y",
        }
        kept = school.house.records.people.get(first)
        assert (kept.number, kept.extra_percent) == ("12", 25)
        assert [(one.kept, one.gone, one.streams) for one in merges(store)] == [(first, second, 2)]
        assert parts_of(store, first) == (second,)
        assert next(entries(store)).act is Act.MERGED
        with store.snapshot() as snapshot:
            assert folding.compare(snapshot, store.folder / "scratch.db") == ()
        (store.folder / "scratch.db").unlink()
    finally:
        merging(school).undo(id_, "", school.clock.now())
    assert tables(school) == before
    assert list(merges(store)) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=4))
def test_taken_back_in_turn_every_table_is_as_it_was(school: School, pairs: list[tuple[int, int]]) -> None:
    people = ids(school)
    before = tables(school)
    states, done = [], []
    for kept, gone in pairs:
        state = tables(school)
        try:
            done.append(merging(school).merge(people[kept], people[gone], "", school.clock.now()))
            states.append(state)
        except Refused:
            assert tables(school) == state
    for id_, state in zip(reversed(done), reversed(states), strict=True):
        merging(school).undo(id_, "", school.clock.now())
        assert tables(school) == state
    assert tables(school) == before


def test_what_came_since_stays(school: School) -> None:
    first, second, *_ = ids(school)
    id_ = merging(school).merge(first, second, "", school.clock.now())
    who = school.house.entrance.admit(first)
    school.practise(who, "child", right=1)
    merging(school).undo(id_, "", school.clock.now())
    store = school.house.records.store
    assert [m for (m,) in store.execute("SELECT subject FROM stream WHERE person = ? AND subject = 'child'", (first,))]
    assert not list(store.execute("SELECT 1 FROM stream WHERE person = ? AND subject = 'child'", (second,)))


def test_a_merge_under_a_later_one_waits_for_it(school: School) -> None:
    first, second, third, _ = ids(school)
    one = merging(school).merge(first, second, "", school.clock.now())
    two = merging(school).merge(third, first, "", school.clock.now())
    with pytest.raises(Refused) as refused:
        merging(school).undo(one, "", school.clock.now())
    assert refused.value.message.code == "merge.later"
    assert set(parts_of(school.house.records.store, third)) == {first, second}
    merging(school).undo(two, "", school.clock.now())
    merging(school).undo(one, "", school.clock.now())
    with pytest.raises(Refused) as again:
        merging(school).undo(one, "", school.clock.now())
    assert again.value.message.code == "merge.unknown"


def test_a_group_that_two_merges_give_stays_until_both_are_back(school: School) -> None:
    first, second, third, last = ids(school)
    store = school.house.records.store
    one = merging(school).merge(last, second, "", school.clock.now())
    two = merging(school).merge(last, third, "", school.clock.now())
    merging(school).undo(one, "", school.clock.now())
    groups = {cohort for (cohort,) in store.execute("SELECT cohort FROM cohort_member WHERE person = ?", (last,))}
    assert groups == {"y"}
    merging(school).undo(two, "", school.clock.now())
    assert first


def test_who_may_not_go(school: School, tmp_path: Path) -> None:
    first, *_ = ids(school)
    people, now = school.house.records.people, school.clock.now()
    listed = people.add("Person 0", "", Access.LEARNER, now, number="77", joined=False)
    trainer = people.add("Maja", "", Access.TRAINER, now)
    try:
        for kept, gone, code in (
            (first, first, "merge.same"),
            (first, trainer.id, "merge.trainer-goes"),
            (listed.id, first, "merge.keep-joined"),
            (first, "nobody", "people.unknown"),
        ):
            with pytest.raises(Refused) as refused:
                merging(school).merge(kept, gone, "", now)
            assert refused.value.message.code == code
        id_ = merging(school).merge(first, listed.id, trainer.id, now)
        assert people.get(first).number == "77"
        merging(school).undo(id_, trainer.id, now)
        assert people.get(first).number == ""
    finally:
        with school.house.records.store.write() as db:
            db.execute("DELETE FROM merge")
            for one in (listed.id, trainer.id):
                db.execute("DELETE FROM person WHERE id = ?", (one,))
