"""A module's self-check: one question an objective, a must is a must, and a day between two."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from question_bank.model import Kind, Objective, Pool
from trainer.core import module_check, progress, selection
from trainer.core.spacing import DAY_MS

HOUR_MS = DAY_MS // 24
NAMES = tuple("abcdefghijkl")


class Row(msgspec.Struct, frozen=True):
    """What drawing knows of an item."""

    digest: str
    module: str
    objective: str
    family: str
    pool: Pool
    kind: Kind = Kind.JUDGEMENT
    type: str = "item"


def objective(name: str, must: bool) -> Objective:
    return Objective(name, "m", {"en": name}, {"en": name}, must, None, 1)


def rows(variants: dict[str, int], pool: Pool = Pool.SELF_CHECK, module: str = "m") -> list[Row]:
    return [Row(f"{name}{n}", module, name, name, pool) for name, count in variants.items() for n in range(count)]


variants = st.dictionaries(st.sampled_from(NAMES), st.integers(1, 3), max_size=len(NAMES))
musts = st.frozensets(st.sampled_from(NAMES))


@given(variants, musts, st.integers(0, 2**48))
def test_every_objective_covered_is_asked_once_and_no_other(
    pool: dict[str, int], must: frozenset[str], seed: int
) -> None:
    objectives = [objective(name, name in must) for name in NAMES]
    stock = rows(pool) + rows({"a": 2}, Pool.PRACTICE) + rows({"b": 1}, module="other")
    plan = module_check.plan("m", {"en": "Check"}, {"en": ""}, objectives, stock)
    if len(pool) < module_check.LEAST:
        assert plan is None
        return
    assert plan is not None
    assert module_check.asked(plan) == set(pool)
    assert set(plan.essential) == must & set(pool)
    assert (plan.length, plan.opens, module_check.module_of(plan.id)) == (len(pool), "m", "m")
    assert (plan.pass_mark - 1) / plan.length < 0.8 <= plan.pass_mark / plan.length
    form = selection.draw_form(stock, plan.quotas, plan.pool, {}, seed)
    assert sorted(row.objective for row in form) == sorted(pool)
    assert {row.pool for row in form} == {Pool.SELF_CHECK}
    assert form == selection.draw_form(stock, plan.quotas, plan.pool, {}, seed), "the seed gives the form again"


@given(variants.filter(lambda pool: len(pool) >= module_check.LEAST), st.integers(0, 2**48))
def test_the_next_form_takes_what_was_shown_least(pool: dict[str, int], seed: int) -> None:
    stock = rows(pool)
    plan = module_check.plan("m", {}, {}, [objective(name, False) for name in NAMES], stock)
    assert plan is not None
    first = selection.draw_form(stock, plan.quotas, plan.pool, {}, seed)
    again = selection.draw_form(stock, plan.quotas, plan.pool, {row.digest: 1 for row in first}, seed + 1)
    assert {row.objective for row in again if row in first} == {name for name, count in pool.items() if count == 1}


def test_another_assessment_is_of_no_module() -> None:
    assert module_check.module_of("self-check-standard") == ""


@given(st.integers(0, 3 * 10**12), st.integers(-720, 840), st.integers(0, 3 * DAY_MS))
def test_it_may_be_taken_again_once_the_local_day_is_another(ended: int, offset: int, later: int) -> None:
    again = module_check.again_ms(ended, ended + later, offset)
    assert ended < again <= ended + DAY_MS
    same_day = progress.local_day(ended + later, offset) == progress.local_day(ended, offset)
    assert (ended + later < again) is same_day


def test_a_clock_that_stood_ahead_holds_nobody_back() -> None:
    now = 1_795_420_800_000
    assert module_check.again_ms(now + DAY_MS + 1, now, 60) == now
    assert module_check.again_ms(now + HOUR_MS, now, 60) > now
