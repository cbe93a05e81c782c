"""Which questions come next."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from question_bank.model import Confidence, Kind, Pool, Quota
from tests.builders.records import DAY_MS, START_MS
from trainer.core import progress, selection
from trainer.core.message import Refused


@dataclass(frozen=True)
class Row:
    """A light row of an index."""

    digest: str
    objective: str
    module: str = "m"
    family: str = ""
    pool: Pool = Pool.PRACTICE
    kind: Kind = Kind.JUDGEMENT
    type: str = "item"


def rows(*objectives: str, variants: int = 2) -> list[Row]:
    return [Row(f"{o}{v}", o, family=f"{o}{v}") for o in objectives for v in range(variants)]


def state(objective: str, right: bool, days_ago: int) -> progress.ObjectiveState:
    return progress.after(None, objective, "m", right, Confidence.FAIRLY_SURE, START_MS - days_ago * DAY_MS)


def test_nothing_to_practise_is_said() -> None:
    with pytest.raises(Refused) as refused:
        selection.draw_practice([Row("a", "a", pool=Pool.GRADED)], {}, {}, 1, 5)
    assert refused.value.message.code == "practice.empty"


def test_every_objective_comes_once_before_any_comes_twice() -> None:
    drawn = selection.draw_practice(rows("a", "b", "c"), {}, {}, 1, 6)
    assert {row.objective for row in drawn[:3]} == {"a", "b", "c"}
    assert {row.digest for row in drawn} == {"a0", "a1", "b0", "b1", "c0", "c1"}


def test_a_round_ends_at_its_length_or_at_the_end_of_the_stock() -> None:
    assert len(selection.draw_practice(rows("a", "b"), {}, {}, 1, 3)) == 3
    assert len(selection.draw_practice(rows("a", variants=1), {}, {}, 1, 9)) == 1


def test_wrong_ones_first_then_new_ones_then_by_due_date() -> None:
    states = {"a": state("a", True, 1), "b": state("b", False, 1), "c": state("c", True, 9)}
    drawn = selection.draw_practice(rows("a", "b", "c", "d", variants=1), states, {}, 1, 4)
    assert [row.objective for row in drawn] == ["b", "d", "c", "a"]


def test_the_variant_shown_least_comes_first() -> None:
    drawn = selection.draw_practice(rows("a", variants=3), {}, {"a0": 2, "a1": 1}, 1, 3)
    assert [row.digest for row in drawn] == ["a2", "a1", "a0"]


def test_the_same_seed_draws_the_same() -> None:
    stock = rows("a", "b", "c", "d")
    assert selection.draw_practice(stock, {}, {}, 5, 6) == selection.draw_practice(stock, {}, {}, 5, 6)
    assert len({selection.draw_practice(stock, {}, {}, seed, 6) for seed in range(20)}) > 1


def form(stock: list[Row], *quotas: Quota, exposure: dict[str, int] | None = None, seed: int = 1) -> tuple[Row, ...]:
    return selection.draw_form(stock, quotas, Pool.PRACTICE, exposure or {}, seed)


def test_a_form_fills_its_quotas() -> None:
    stock = [*rows("a", "b"), Row("x", "x", module="n", family="x"), Row("g", "a", family="g", pool=Pool.GRADED)]
    drawn = form(stock, Quota("m", 3), Quota("n", 1))
    assert sorted(row.module for row in drawn) == ["m", "m", "m", "n"]
    assert "g" not in {row.digest for row in drawn}


def test_a_quota_may_name_objectives() -> None:
    assert {row.objective for row in form(rows("a", "b"), Quota("m", 2, ("b",)))} == {"b"}


def test_no_two_of_one_family() -> None:
    stock = [Row("a0", "a", family="f"), Row("a1", "a", family="f"), Row("b0", "b", family="g")]
    assert {row.family for row in form(stock, Quota("m", 2))} == {"f", "g"}
    with pytest.raises(Refused) as refused:
        form(stock, Quota("m", 3))
    assert refused.value.message.code == "form.short"
    assert dict(refused.value.message.values) == {"module": "m", "wanted": 3, "available": 2}


def test_a_form_takes_what_was_shown_least() -> None:
    assert {row.digest for row in form(rows("a"), Quota("m", 1), exposure={"a0": 1})} == {"a1"}


def test_a_form_is_shuffled_by_its_seed() -> None:
    stock = rows("a", "b", "c", "d")
    orders = {tuple(row.digest for row in form(stock, Quota("m", 8), seed=seed)) for seed in range(20)}
    assert len(orders) > 10
    assert form(stock, Quota("m", 8), seed=3) == form(stock, Quota("m", 8), seed=3)


def test_a_quota_may_name_kinds() -> None:
    kinds = [Row("a", "a", family="a", kind=Kind.JUDGEMENT), Row("b", "b", family="b", kind=Kind.RECALL)]
    drawn = selection.draw_form(kinds, (Quota("m", 1, kinds=(Kind.RECALL,)),), Pool.PRACTICE, {}, 1)
    assert [row.digest for row in drawn] == ["b"]


def test_only_a_quota_of_cases_draws_cases() -> None:
    stock = [Row("item", "a", family="item", pool=Pool.GRADED), Row("case", "a", family="case", type="case")]
    drawn = selection.draw_form(stock, (Quota("m", 1), Quota("m", 1, cases=True)), Pool.GRADED, {}, 1)
    assert {row.digest for row in drawn} == {"item", "case"}
    with pytest.raises(Refused):
        selection.draw_form(stock, (Quota("m", 2),), Pool.GRADED, {}, 1)
