"""What is assigned: when it is open, watched and late, when it counts as done; and the days of a wish."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from trainer.core.assignments import (
    NO_ATTEMPTS,
    Assignment,
    AssignmentLine,
    AssignmentWish,
    Attempts,
    Dates,
    Doing,
    Kind,
    Task,
    doing_assessment,
    doing_case,
    doing_module,
    watched_since,
)
from trainer.core.days import DAY_MS
from trainer.core.message import Refused

NOW = 1_795_420_800_000
"""Monday 23 November 2026, 08:00 UTC."""


def assigned(*, sees: bool = False, withdrawn_ms: int = 0, **dates: int) -> Assignment:
    return Assignment("a", "c", "", Kind.MODULE, "child", Dates(**dates), sees, "", NOW, withdrawn_ms)


def test_it_is_open_from_its_first_day_to_its_last() -> None:
    assert assigned().open_at(NOW)
    assert not assigned(withdrawn_ms=NOW).open_at(NOW)
    assert not assigned(opens_ms=NOW + 1).open_at(NOW)
    assert assigned(closes_ms=NOW).open_at(NOW)
    assert not assigned(closes_ms=NOW - 1).open_at(NOW)


def test_answers_are_seen_until_it_ends_and_where_it_says_so_alone() -> None:
    assert assigned(sees=True, due_ms=NOW + 5).watched_until(NOW) == NOW + 5
    assert assigned(sees=True, due_ms=NOW + 5, closes_ms=NOW + 9).watched_until(NOW) == NOW + 9
    assert assigned(due_ms=NOW + 5).watched_until(NOW) == 0
    assert assigned(sees=True, due_ms=NOW - 1).watched_until(NOW) == 0
    assert assigned(sees=True, opens_ms=NOW + 1, due_ms=NOW + 5).watched_until(NOW) == 0


def test_days_of_a_wish_are_moments_here() -> None:
    wish = AssignmentWish(Kind.MODULE, "child", opens="24-11-2026", due="2026-11-30", closes="1.12.2026")
    dates = wish.dates(NOW, lambda _ms: 60)
    assert dates.due_ms - dates.opens_ms == 7 * DAY_MS - 1
    assert dates.closes_ms - dates.due_ms == DAY_MS
    assert AssignmentWish(Kind.MODULE, "child").dates(NOW, lambda _ms: 60) == Dates()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"opens": "30-11-2026", "due": "29-11-2026"}, "assign.order"),
        ({"due": "30-11-2026", "closes": "29-11-2026"}, "assign.order"),
        ({"due": "22-11-2026"}, "assign.past"),
        ({"closes": "22-11-2026"}, "assign.past"),
        ({"due": "soon"}, "day.unreadable"),
        ({"sees_answers": True}, "assign.sees-open"),
    ],
)
def test_days_that_make_no_sense_are_refused(changes: dict[str, str], code: str) -> None:
    wish = replace(AssignmentWish(Kind.MODULE, "child"), **changes)
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        wish.dates(NOW, lambda _ms: 60)


def test_a_task_is_late_once_its_day_is_over() -> None:
    task = Task(Kind.MODULE, "child", NOW, Doing.BEGUN)
    assert task.late(NOW + 1)
    assert not task.late(NOW)
    assert not replace(task, due_ms=0).late(NOW)
    assert not replace(task, doing=Doing.DONE).late(NOW + 1)


def test_a_module_is_done_with_its_lessons_read_and_its_objectives_held() -> None:
    assert doing_module(3, 3, 5, 5, checked=False, begun=True) is Doing.DONE
    assert doing_module(0, 3, 5, 5, checked=True, begun=True) is Doing.DONE
    assert doing_module(2, 3, 5, 5, checked=False, begun=True) is Doing.BEGUN
    assert doing_module(3, 3, 4, 5, checked=False, begun=True) is Doing.BEGUN
    assert doing_module(0, 3, 0, 5, checked=False, begun=False) is Doing.NOT_BEGUN
    assert doing_module(0, 0, 0, 0, checked=False, begun=False) is Doing.NOT_BEGUN


def test_a_case_is_done_once_it_was_read_to_its_end() -> None:
    assert doing_case(NO_ATTEMPTS) is Doing.NOT_BEGUN
    assert doing_case(Attempts(open=True)) is Doing.BEGUN
    assert doing_case(Attempts(ended_ms=5)) is Doing.BEGUN
    assert doing_case(Attempts(ended_ms=5, good=True)) is Doing.DONE


def test_an_assessment_is_done_once_passed_or_handed_in_since() -> None:
    assert doing_assessment(NO_ATTEMPTS, NOW) is Doing.NOT_BEGUN
    assert doing_assessment(Attempts(open=True), NOW) is Doing.BEGUN
    assert doing_assessment(Attempts(ended_ms=NOW - 1), NOW) is Doing.NOT_BEGUN
    assert doing_assessment(Attempts(ended_ms=NOW), NOW) is Doing.DONE
    assert doing_assessment(Attempts(ended_ms=NOW - 1, good=True), NOW) is Doing.DONE


def test_a_line_counts_its_people() -> None:
    line = AssignmentLine("a", Kind.CASE, "s", "S", "Class 1", True, Dates(), True, False, 1, 2, 3)
    assert line.total == 6


@pytest.mark.parametrize(
    ("spans", "since"),
    [
        ([], None),
        ([(10, 90)], 10),
        ([(10, 49)], None),
        ([(60, 90)], None),
        ([(30, 90), (10, 29)], 10),
        ([(30, 90), (10, 28)], 30),
        ([(10, 90), (20, 40)], 10),
        ([(10, 5), (30, 50)], 30),
        ([(50, 49), (50, 90), (10, 49)], 10),
    ],
)
def test_somebody_is_watched_since_the_last_gap(spans: list[tuple[int, int]], since: int | None) -> None:
    assert watched_since(spans, 50) == since
