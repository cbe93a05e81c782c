"""Time spent by two clocks, whoever sets them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import records as build
from trainer.core import timekeeping
from trainer.core.timekeeping import Spent, Stamp


def test_within_one_boot_the_boot_clock_counts() -> None:
    clock = build.Clock()
    first = clock.now()
    clock.set_wall(-7_200_000)
    assert timekeeping.between(first, clock.after(5_000)) == 5_000


def test_across_boots_the_wall_clock_counts_and_never_below_nothing() -> None:
    clock = build.Clock()
    first = clock.now()
    clock.reboot(60_000)
    assert timekeeping.between(first, clock.now()) == 60_000
    clock.set_wall(-7_200_000)
    assert timekeeping.between(first, clock.now()) == 0


def test_a_boot_clock_that_ran_backwards_counts_nothing() -> None:
    assert timekeeping.between(Stamp(0, 0, "b", 500), Stamp(0, 0, "b", 400)) == 0


def test_a_clock_that_stands_before_what_has_been_was_set_back() -> None:
    then = 1_795_420_800_000
    assert not timekeeping.set_back(then, then)
    assert not timekeeping.set_back(then, then - timekeeping.SET_BACK_MS)
    assert timekeeping.set_back(then, then - timekeeping.SET_BACK_MS - 1)
    assert not timekeeping.set_back(0, then)


def test_a_moved_wall_clock_is_noticed_within_a_boot_alone() -> None:
    clock = build.Clock()
    first = clock.now()
    clock.after(1_000)
    assert timekeeping.jumped(first, clock.now()) == 0
    clock.set_wall(timekeeping.JUMP_MS)
    assert timekeeping.jumped(first, clock.now()) == 0
    clock.set_wall(1)
    assert timekeeping.jumped(first, clock.now()) == timekeeping.JUMP_MS + 1
    clock.set_wall(-3_600_000)
    assert timekeeping.jumped(first, clock.now()) == timekeeping.JUMP_MS + 1 - 3_600_000
    clock.reboot(0)
    assert timekeeping.jumped(first, clock.now()) == 0


stamps = st.builds(
    Stamp,
    st.integers(0, 4_000_000_000_000),
    st.integers(-720, 840),
    st.sampled_from(["a", "b"]),
    st.integers(0, 10**12),
)


@given(st.lists(st.tuples(stamps, st.sampled_from(["on", "off", "go on"])), max_size=30), stamps)
def test_time_spent_never_shrinks(steps: list[tuple[Stamp, str]], start: Stamp) -> None:
    moves = {"on": timekeeping.advance, "off": timekeeping.stopped, "go on": timekeeping.started}
    spent = Spent(0, True, start)
    for stamp, move in steps:
        later = moves[move](spent, stamp)
        assert later.ms >= spent.ms
        assert later.ms == spent.ms or spent.running
        spent = later
