"""Each figure of the whole bank moves when the bank does, and gates only when there is enough of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from question_bank.authoring import load
from question_bank.checks.chance import chi_squared_p, chi_squared_tail
from question_bank.checks.figures import FULL, Figure, figures, not_kept, pool_figures
from question_bank.model import Bank, Case, Item, Kind, Option, Outcome
from tests.builders.content import write_content


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return load([write_content(tmp_path)]).bank


@pytest.mark.parametrize(
    ("value", "degrees", "p"),
    [
        (3.841, 1, 0.05),
        (5.991, 2, 0.05),
        (7.815, 3, 0.05),
        (9.488, 4, 0.05),
        (11.345, 3, 0.01),
        (16.812, 6, 0.01),
        (0, 3, 1),
    ],
)
def test_chi_squared_against_the_printed_tables(value: float, degrees: int, p: float) -> None:
    assert chi_squared_tail(value, degrees) == pytest.approx(p, abs=2e-5)


def test_chi_squared_of_counts() -> None:
    assert chi_squared_p([10, 10, 10]) == 1
    assert chi_squared_p([]) == 1
    assert chi_squared_p([40, 0, 0, 0]) < 1e-6


def named(bank: Bank, start: str) -> Figure:
    return next(figure for figure in figures(bank) if figure.name.startswith(start))


def each(bank: Bank, change: Callable[[Item], Item]) -> Bank:
    return replace(bank, items=tuple(change(item) for item in bank.items))


def worded(item: Item, key: str, others: list[str], stem: str = "") -> Item:
    rest = iter(others)
    options = tuple(replace(option, text={"en": key if option.correct else next(rest)}) for option in item.options)
    return replace(item, options=options, stem={"en": stem} if stem else item.stem)


def keyed_at(item: Item, place: int) -> Item:
    options: list[Option] = sorted(item.options, key=lambda option: not option.correct)
    options.insert(place, options.pop(0))
    return replace(item, options=tuple(options))


LONG = ["a short one", "another one", "the third one"]


@pytest.mark.parametrize(
    ("start", "broken", "value"),
    [
        ("key uniquely the longest", lambda item: worded(item, "a key longer than the rest", LONG), "100.0%"),
        ("key uniquely the longest", lambda item: worded(item, "the third key", LONG), "0.0%"),
        ("key much longer", lambda item: worded(item, "a key very much longer than all", LONG), "100.0%"),
        ("mean length", lambda item: worded(item, "k" * 22, ["o" * 11] * 3), "2.00"),
        ("absolutes", lambda item: worded(item, "Always so", LONG), "+100.0 points"),
        ("absolutes", lambda item: worded(item, "So", ["Never so"] * 3), "-100.0 points"),
        ("hedges", lambda item: worded(item, "It may be", LONG), "+100.0 points"),
        ("a content word", lambda item: worded(item, "the drill", LONG, "Who tests the drill?"), "100.0%"),
        ("a content word", lambda item: worded(item, "a drill", ["the drill", *LONG[:2]], "Which drill?"), "0.0%"),
        ("negative stems", lambda item: replace(item, stem={"en": "Which is *not* lent?"}), "100.0%"),
        ("a figure", lambda item: worded(item, "20 days", LONG), "100.0%"),
        ("a figure", lambda item: worded(item, "In 2022", LONG), "0.0%"),
        ("recall", lambda item: replace(item, kind=Kind.RECALL), "100.0%"),
        ("application", lambda item: replace(item, kind=Kind.RECALL), "0.0%"),
        ("judgement", lambda item: replace(item, kind=Kind.JUDGEMENT), "100.0%"),
        ("men and boys", lambda item: replace(item, tags=replace(item.tags, sex="female")), "8.3%"),
    ],
)
def test_a_figure_follows_the_bank(bank: Bank, start: str, broken: Callable[[Item], Item], value: str) -> None:
    bank = each(bank, broken)
    assert named(bank, start).value == value


def test_positions_and_runs(bank: Bank) -> None:
    same = each(bank, lambda item: keyed_at(item, 2))
    assert named(same, "position of the key, 4 options (0 0 11 0)").value == "p = 0.000"
    assert named(same, "longest run").value == str(len(bank.items))
    turns = replace(bank, items=tuple(keyed_at(item, at % 4) for at, item in enumerate(bank.items)))
    assert named(turns, "longest run").value == "1"
    assert named(turns, "position of the key").kept


def test_reading_ease_is_a_median_and_a_maximum(bank: Bank) -> None:
    hard = each(bank, lambda item: replace(item, stem={"en": "Administrative responsibilities nevertheless continue"}))
    assert not named(hard, "LIX of vignette").kept
    assert named(bank, "LIX of vignette").kept
    assert named(bank, "LIX of lessons").kept


def test_cases_that_stay_open_and_consequences_that_come_late(bank: Bank) -> None:
    assert named(bank, "cases that end").value == "0.0%"
    closed = replace(bank, cases=tuple(replace(case, outcome=Outcome.NOT_ESTABLISHED) for case in bank.cases))
    assert named(closed, "cases that end").value == "100.0%"
    assert named(bank, "poor choices").value == "0.0%"

    def late(case: Case) -> Case:
        first = case.scene("desk_side").variants
        scenes = [replace(scene, variants=first if scene.id == "gate" else scene.variants) for scene in case.scenes]
        return replace(case, scenes=tuple(scenes))

    assert named(replace(bank, cases=tuple(late(case) for case in bank.cases)), "poor choices").value == "25.0%"


def test_fairness_is_over_units_that_concern_somebody(bank: Bank) -> None:
    men = named(bank, "men and boys")
    assert (men.value, men.bar) == ("100.0%", "at least 35%")
    assert "(of 6)" in men.name
    assert named(bank, "children").bar == "25% to 35%"
    assert "(of 0)" in named(bank, "Danish citizens").name


def test_figures_gate_from_a_full_bank_on(bank: Bank) -> None:
    assert not_kept(bank) == ()
    assert {figure.verdict for figure in figures(bank)} == {"not gated at this size"}
    many = tuple(replace(bank.items[at % len(bank.items)], id=f"X{at}") for at in range(FULL))
    full = replace(bank, items=many)
    told = {finding.field for finding in not_kept(full)}
    assert {"judgement", "cases that end as not established"} <= told
    assert "application" not in told
    assert {"kept", "NOT KEPT"} <= {figure.verdict for figure in figures(full)}
    assert all(finding.rule == "figure" for finding in not_kept(full))
    assert {finding.where for finding in not_kept(full)} >= {"whole bank", "pool practice"}
    assert set(pool_figures(full)) == {item.pool for item in many}


def test_an_empty_bank_has_figures(bank: Bank) -> None:
    assert figures(replace(bank, items=(), cases=(), lessons=()))
