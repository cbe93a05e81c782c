"""What holds of every form that is drawn, whatever the pool and the plan."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.model import Kind, Pool, Quota
from tests.core.test_selection import Row
from trainer.core import selection
from trainer.core.message import Refused

MODULES = ("m", "n")


@st.composite
def pools(draw: st.DrawFn) -> list[Row]:
    """Rows of two modules, families of one objective each, variants of different kinds."""
    found = []
    for module, objective in product(MODULES, ("a", "b", "c")):
        for family in range(draw(st.integers(0, 2))):
            for variant in range(draw(st.integers(1, 3))):
                name = f"{module}{objective}{family}"
                kind = draw(st.sampled_from(list(Kind)))
                found.append(Row(f"{name}{variant}", module + objective, module, name, Pool.GRADED, kind))
    return found


quotas = st.lists(
    st.builds(
        Quota,
        st.sampled_from(MODULES),
        st.integers(1, 3),
        st.sampled_from([(), ("ma",), ("na", "nb")]),
        st.sampled_from([(), (Kind.RECALL,), (Kind.RECALL, Kind.JUDGEMENT)]),
    ),
    min_size=1,
    max_size=4,
)
shown = st.dictionaries(st.sampled_from([f"{m}{o}0{v}" for m in MODULES for o in "abc" for v in range(3)]), st.just(1))


@settings(max_examples=150, deadline=None)
@given(pools(), quotas, shown, st.integers(0, 2**48))
def test_a_form_is_what_its_plan_asks(rows: list[Row], asked: list[Quota], exposure: dict[str, int], seed: int) -> None:
    left_out = {row.digest for row in rows[::5]}
    drawn = selection.sketch_form(rows, asked, Pool.GRADED, exposure, seed, leave_out=left_out)
    again = selection.sketch_form(rows, asked, Pool.GRADED, exposure, seed, leave_out=left_out)
    assert drawn == again, "the same seed, rows and exposure give the same form"
    taken = [row for part in drawn for row in part]
    assert len({row.family for row in taken}) == len(taken), "no two of one family"
    assert not {row.digest for row in taken} & left_out
    for quota, part in zip(asked, drawn, strict=True):
        assert len(part) <= quota.count
        assert all(selection.fits(row, quota) for row in part)
    short = sum(quota.count for quota in asked) - len(taken)
    if short:
        with pytest.raises(Refused, match=r"form\.short"):
            selection.draw_form(rows, asked, Pool.GRADED, exposure, seed, leave_out=left_out)
    else:
        form = selection.draw_form(rows, asked, Pool.GRADED, exposure, seed, leave_out=left_out)
        assert Counter(form) == Counter(taken)
    assert len(taken) == most(rows, asked, left_out), "as many as any draw could take"


def most(rows: list[Row], asked: list[Quota], left_out: set[str]) -> int:
    """The most that any seating of families takes, one place after the other, by trying all."""
    places = [quota for quota in asked for _ in range(quota.count)]
    fitting = [
        {row.family for row in rows if row.digest not in left_out and selection.fits(row, quota)} for quota in places
    ]
    owners: dict[str, int] = {}

    def seat(place: int, tried: set[str]) -> bool:
        for family in fitting[place] - tried:
            tried.add(family)
            if family not in owners or seat(owners[family], tried):
                owners[family] = place
                return True
        return False

    return sum(seat(place, set()) for place in range(len(places)))


@settings(max_examples=100, deadline=None)
@given(pools(), st.sampled_from(MODULES), st.integers(1, 6), st.integers(0, 2**48))
def test_a_quota_takes_each_objective_before_a_second_of_any(
    rows: list[Row], module: str, count: int, seed: int
) -> None:
    (drawn,) = selection.sketch_form(rows, [Quota(module, count)], Pool.GRADED, {}, seed)
    times = Counter(row.objective for row in drawn)
    families: dict[str, set[str]] = {}
    for row in rows:
        if row.module == module:
            families.setdefault(row.objective, set()).add(row.family)
    for objective, own in families.items():
        if times[objective] < len(own):
            assert times[objective] >= max(times.values(), default=0) - 1


@settings(max_examples=100, deadline=None)
@given(pools(), quotas, st.integers(0, 2**48), st.integers(0, 2**48))
def test_two_forms_of_a_plan_ask_the_same_with_other_variants(
    rows: list[Row], asked: list[Quota], seed: int, other: int
) -> None:
    asked = asked[:1]
    order = sorted({row.objective for row in rows})
    (first,) = selection.sketch_form(rows, asked, Pool.GRADED, {}, seed, order=order)
    avoid = {row.digest for row in first}
    (second,) = selection.sketch_form(rows, asked, Pool.GRADED, {}, other, avoid=avoid, order=order)
    assert Counter(row.objective for row in first) == Counter(row.objective for row in second)
    for row in second:
        if row.digest in avoid:
            fresh = [one for one in rows if one.family == row.family and selection.fits(one, asked[0])]
            assert all(one.digest in avoid for one in fresh), "only where the pool has no other variant"


def test_a_quota_that_may_take_anything_leaves_the_little_that_another_can_take() -> None:
    rows = [Row("a", "a", family="a", pool=Pool.GRADED), Row("b", "b", family="b", pool=Pool.GRADED)]
    for seed in range(20):
        form = selection.draw_form(rows, [Quota("m", 1), Quota("m", 1, ("a",))], Pool.GRADED, {}, seed)
        assert len(form) == 2


def test_quotas_that_cross_are_seated_so_that_all_are_filled() -> None:
    rows = [Row(one, one, family=one, pool=Pool.GRADED) for one in "123"]
    asked = [Quota("m", 1, ("1", "2")), Quota("m", 1, ("2", "3")), Quota("m", 1, ("1", "3"))]
    for seed in range(30):
        assert len(selection.draw_form(rows, asked, Pool.GRADED, {}, seed)) == 3


def test_the_next_attempt_takes_variants_not_seen() -> None:
    rows = [Row(f"{o}{v}", o, family=o, pool=Pool.GRADED) for o in "abcd" for v in range(2)]
    first = selection.draw_form(rows, [Quota("m", 4)], Pool.GRADED, {}, 1)
    seen = {row.digest: 1 for row in first}
    second = selection.draw_form(rows, [Quota("m", 4)], Pool.GRADED, seen, 2)
    assert not {row.digest for row in second} & seen.keys()
