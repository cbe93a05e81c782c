"""What a plan and a pool say together; plans, moments and windows as they are typed and read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from question_bank.model import Blueprint, CriticalError, Error, Kind, ModuleMark, Objective, Pool, Quota
from tests.core.test_selection import Row
from trainer.core import composing, moments, windows
from trainer.core.assignments import Dates
from trainer.core.composing import Composition
from trainer.core.message import Refused
from trainer.core.plan_wishes import PlanWish, QuotaWish, read_wish, wish_of
from trainer.core.policies import Feedback
from trainer.core.windows import Openness

HOUR = 3_600_000
NAMES = {"m": "Module", "a": "First", "b": "Second"}


def objective(name: str, must_know: bool = False, withdrawn: bool = False, module: str = "m") -> Objective:
    return Objective(name, module, {"en": name}, {"en": name}, must_know, None, 1, withdrawn=withdrawn)


OBJECTIVES = [objective("a"), objective("b", must_know=True), objective("c", withdrawn=True)]


def plan(*quotas: Quota, **changes: object) -> Blueprint:
    made = Blueprint("p", {"en": "P"}, {"en": ""}, Pool.GRADED, quotas, 0, 0, "count", "off", "score", 0, 1)
    return replace(made, **changes)


def rows(*names: str, variants: int = 1) -> list[Row]:
    return [Row(f"{n}{v}", n, family=n, pool=Pool.GRADED) for n in names for v in range(variants)]


def codes(made: Composition, blueprint: Blueprint) -> list[str]:
    return [one.code.rpartition(".")[2] for one in composing.warnings(blueprint, made, NAMES)]


def test_what_everybody_must_know_is_asked_first() -> None:
    assert composing.objective_order(OBJECTIVES) == ("b", "a")
    made = composing.compose(rows("a", "b"), plan(Quota("m", 1)), OBJECTIVES)
    (covered,) = made.modules
    assert (covered.asked, covered.not_asked, covered.must_know_missed) == (("b",), ("a",), ())
    assert made.full


def test_every_form_of_a_graded_or_composed_plan_asks_the_same() -> None:
    checks = replace(plan(Quota("m", 1)), pool=Pool.SELF_CHECK)
    assert not composing.fixed(checks, authored=True)
    assert composing.fixed(checks, authored=False)
    assert composing.fixed(plan(Quota("m", 1)), authored=True)


def test_a_pool_that_is_too_small_is_named() -> None:
    asked = plan(Quota("m", 2, ("a",)), essential=("b",))
    made = composing.compose(rows("a", "b"), asked, OBJECTIVES)
    assert not made.full
    assert [quota.short for quota in made.quotas] == [1]
    short, missed, _shared = composing.warnings(asked, made, {})
    assert (short.code, dict(short.values)) == ("plan.warn.short", {"module": "m", "wanted": 2, "n": 1})
    assert (missed.code, missed.values["names"]) == ("plan.warn.must_know", "m: b")
    fresh = composing.compose(rows("b", variants=2), plan(Quota("m", 1)), OBJECTIVES)
    assert list(composing.warnings(plan(Quota("m", 1)), fresh, {})) == []
    nothing = composing.compose(rows("a"), plan(), OBJECTIVES)
    assert (nothing.full, nothing.overlap.share) == (False, 0.0)


def test_a_must_pass_objective_that_is_not_asked_is_named() -> None:
    asked = plan(Quota("m", 1, ("a",)), essential=("a", "b"))
    made = composing.compose(rows("a", "b"), asked, OBJECTIVES)
    warning = next(one for one in composing.warnings(asked, made, NAMES) if one.code == "plan.warn.essential")
    assert str(warning.values["names"]).endswith("Second")


def test_objectives_are_named_under_their_modules_and_none_twice() -> None:
    of = {"a": "m", "b": "m", "c": "n", "d": "m", "e": ""}
    names = {"m": "Referral", "n": "Interview", "a": "Rights", "b": "Routes", "c": "Rights", "d": "Rights", "e": "Gone"}
    assert composing._listed(of, names) == "Referral: Rights (2), Routes; Interview: Rights; Gone"


def test_two_forms_share_what_has_no_other_variant() -> None:
    stock = [*rows("a", variants=2), *rows("b")]
    made = composing.compose(stock, plan(Quota("m", 2)), OBJECTIVES)
    assert (made.overlap.items, made.overlap.families, made.overlap.objectives) == (1, 2, 2)
    assert made.overlap.share == 0.5
    assert "overlap" in codes(made, plan(Quota("m", 2)))


def test_what_was_shown_and_what_is_old_is_counted() -> None:
    stock = [*rows("a", variants=2), *rows("b"), Row("self", "a", family="a", pool=Pool.SELF_CHECK)]
    asked = plan(Quota("m", 2))
    made = composing.compose(
        stock,
        asked,
        OBJECTIVES,
        leave_out={"a1"},
        shown={"a0": 3, "a1": 9, "b0": 1},
        superseded={"b0", "a1"},
        years={"a0": 2011, "b0": 2022, "a1": 2000},
        this_year=2026,
    )
    assert (made.possible, made.shown, made.shown_to, made.dated, made.superseded) == (2, 2, 3, 1, 1)
    assert codes(made, asked) == ["shown", "dated", "superseded", "overlap"]
    assert composing.last_year("2011-2022") == 2022
    assert composing.last_year("") == 0


def test_cases_come_where_they_are_asked() -> None:
    stock: list[Row] = [*rows("a"), Row("case", "b", family="case", type="case")]
    made = composing.compose(stock, plan(Quota("m", 1), Quota("m", 1, cases=True)), OBJECTIVES)
    assert (made.full, made.possible) == (True, 2)


# Moments


def denmark(utc_ms: int) -> int:
    """An hour ahead, two from 28 March 2027 on."""
    return 120 if utc_ms >= 1_806_195_600_000 else 60


@pytest.mark.parametrize(
    ("text", "last", "again"),
    [
        ("", False, ""),
        ("30-11-2026", False, "30-11-2026"),
        ("30-11-2026", True, "30-11-2026"),
        ("2026-11-30 9:00", False, "30-11-2026 09:00"),
        ("30.11.2026 kl. 09.30", True, "30-11-2026 09:30"),
        ("10-04-2027 09:00", False, "10-04-2027 09:00"),
        ("10-04-2027, 23:59", True, "10-04-2027"),
    ],
)
def test_moments_are_read_as_they_are_written(text: str, last: bool, again: str) -> None:
    moment = moments.typed(text, denmark, last=last)
    assert moments.written(moment, denmark, last=last) == again
    assert moments.typed(again, denmark, last=last) == moment


def test_summer_time_is_counted_in() -> None:
    assert moments.typed("10-04-2027 09:00", denmark) % (24 * HOUR) == 7 * HOUR
    assert moments.typed("10-03-2027 09:00", denmark) % (24 * HOUR) == 8 * HOUR


@pytest.mark.parametrize("text", ["tomorrow", "31-02-2027", "1-2-2027 24:00", "1-2-2027 10:60", "9:00", "1-2-2027 10"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"plan\.fault\.moment"):
        moments.typed(text, denmark)


# Windows


def test_dates_of_assignments_narrow_those_of_the_plan() -> None:
    dated = plan(opens_ms=10, due_ms=50, closes_ms=100)
    assert windows.window(dated, (), 0) == Dates(10, 50, 100)
    assert windows.window(dated, [Dates(20, 0, 90)], 0) == Dates(20, 50, 90)
    assert windows.window(plan(), [Dates()], 5) == Dates()
    later, now, longer, gone = Dates(60, 0, 80), Dates(0, 0, 40), Dates(0, 0, 45), Dates(0, 0, 20)
    assert windows.window(plan(), [gone, later, now, longer], 30) == longer
    assert windows.window(plan(), [gone, later], 30) == later
    assert windows.window(plan(), [gone, Dates(0, 0, 25)], 30).closes_ms == 25
    assert [windows.openness(Dates(10, 0, 20), at) for at in (9, 10, 20, 21)] == [
        Openness.NOT_YET,
        Openness.OPEN,
        Openness.OPEN,
        Openness.CLOSED,
    ]
    assert windows.openness(Dates(), 5) is Openness.OPEN


# What was typed


def wish(**changes: object) -> PlanWish:
    return replace(PlanWish(title="Autumn", quotas=(QuotaWish("m", "4"), QuotaWish("n", ""))), **changes)


def faults(**changes: object) -> Mapping[str, str]:
    found = read_wish(wish(**changes), denmark).faults
    return {field: fault.code.removeprefix("plan.fault.") for field, fault in found.items()}


def test_a_plan_is_typed_as_it_is_read() -> None:
    whole = plan(
        Quota("m", 3, ("a",), (Kind.RECALL,)),
        Quota("n", 1),
        title={"en": "Autumn", "da": "Efterår"},
        summary={"en": "Four", "da": "Fire"},
        minutes=20,
        pass_mark=3,
        attempts=2,
        essential=("a",),
        module_marks=(ModuleMark("m", 2),),
        critical=(CriticalError("a", Error.MISS),),
        feedback_from_ms=moments.typed("2-12-2026 08:00", denmark),
        opens_ms=moments.typed("30-11-2026 08:00", denmark),
        due_ms=moments.typed("30-11-2026", denmark, last=True),
        closes_ms=moments.typed("1-12-2026", denmark, last=True),
        valid_months=24,
    )
    for language in ("en", "da"):
        found = read_wish(wish_of(whole, language, denmark), denmark, whole)
        assert (found.faults, found.plan) == ({}, whole)
    renamed = read_wish(replace(wish_of(whole, "da", denmark), title="  Forår\u202e  2027 "), denmark, whole).plan
    assert renamed.title == {"en": "Forår 2027"}
    assert renamed.summary == whole.summary
    cases = plan(Quota("m", 1, cases=True), critical_choices=True)
    assert read_wish(wish_of(cases, "en", denmark), denmark).plan.critical_choices
    hidden = read_wish(replace(wish_of(whole, "en", denmark), feedback=Feedback.NOTHING), denmark).plan
    assert hidden.feedback_from_ms == 0


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, {}),
        ({"title": " "}, {"title": "title_empty"}),
        ({"title": "x" * 121}, {"title": "title_long"}),
        ({"summary": "x" * 601}, {"summary": "summary_long"}),
        ({"quotas": ()}, {"quotas": "nothing_asked"}),
        ({"quotas": (QuotaWish("m", "200"), QuotaWish("n", "101"))}, {"quotas": "too_many"}),
        ({"quotas": (QuotaWish("m", "four"),)}, {"quotas.0": "number", "quotas": "nothing_asked"}),
        ({"minutes": "-5"}, {"minutes": "number"}),
        ({"minutes": "²"}, {"minutes": "number"}),
        ({"minutes": "601"}, {"minutes": "number"}),
        ({"pass_mark": "5"}, {"pass_mark": "mark_high"}),
        ({"module_marks": {"m": "5", "n": "0"}}, {"module_marks.m": "mark_high"}),
        ({"opens": "soon"}, {"opens": "moment"}),
        ({"opens": "2-12-2026", "due": "1-12-2026"}, {"due": "due_early"}),
        ({"due": "2-12-2026", "closes": "1-12-2026"}, {"closes": "closes_early"}),
        ({"opens": "1-12-2026", "due": "1-12-2026", "closes": "1-12-2026"}, {}),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_by_field(changes: dict[str, object], told: dict[str, str]) -> None:
    assert faults(**changes) == told
