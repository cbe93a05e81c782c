"""R7: whoever sets the wall clock, and whatever the computer does, the time left is right to a second without a restart and
never grows by one; each is noted. By a clock that is told, and by the system's own under libfaketime."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.drivers.clockwork import clockwork, library
from tests.drivers.exam import MINUTE_MS, STANDARD, desk
from tests.drivers.school import School
from trainer.clock import SystemClock
from trainer.core.room_views import Incident, IncidentKind
from trainer.desks.sitting import Sitting

HOUR_MS = 60 * MINUTE_MS
SECOND_MS = 1_000
needs_faketime = pytest.mark.skipif(library() is None, reason="libfaketime is not installed")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "data")
    yield school
    school.close()


@pytest.fixture
def sit(school: School) -> Callable[[], Sitting]:
    """Begin a supervised assessment of 20 minutes, or take it up."""
    jonas = school.learner("Jonas Kvist")
    return lambda: desk(school, interruptions="count").sit(jonas.id, STANDARD, "en")


def answer(hand: Sitting) -> None:
    options = hand.question().options
    hand.choose((options[1 if options[0].chosen else 0].id,))


def left(hand: Sitting) -> int:
    left = hand.left_ms()
    assert left is not None
    return left


def noted(school: School, hand: Sitting) -> list[Incident]:
    return list(school.house.room.incidents(hand.attempt.stream))


@pytest.mark.parametrize("hours", [2, -2])
def test_the_wall_clock_is_set(sit: Callable[[], Sitting], school: School, hours: int) -> None:
    hand = sit()
    answer(hand)
    before = left(hand)
    school.clock.set_wall(hours * HOUR_MS)
    assert abs(left(hand) - before) <= SECOND_MS
    assert not hand.settle()
    answer(hand)
    school.clock.forward(MINUTE_MS)
    assert abs(left(hand) - before + MINUTE_MS) <= SECOND_MS
    (incident,) = noted(school, hand)
    assert incident.kind is IncidentKind.CLOCK
    assert abs(incident.ms - hours * HOUR_MS) <= SECOND_MS


def test_a_clock_that_is_set_is_noted_by_the_next_sign_of_life(sit: Callable[[], Sitting], school: School) -> None:
    hand = sit()
    school.clock.set_wall(2 * HOUR_MS)
    hand.attempt.beat()
    hand.attempt.beat()
    answer(hand)
    assert [one.kind for one in noted(school, hand)] == [IncidentKind.CLOCK]


def test_summer_time_ends(sit: Callable[[], Sitting], school: School) -> None:
    hand = sit()
    before = left(hand)
    school.clock.stamp = replace(school.clock.stamp, offset_min=0)
    assert abs(left(hand) - before) <= SECOND_MS
    answer(hand)
    assert noted(school, hand) == []


def test_the_computer_sleeps(sit: Callable[[], Sitting], school: School) -> None:
    hand = sit()
    before = left(hand)
    school.clock.sleep(7 * MINUTE_MS)
    assert abs(left(hand) - before + 7 * MINUTE_MS) <= SECOND_MS
    answer(hand)
    assert [(one.kind, one.ms) for one in noted(school, hand)] == [(IncidentKind.ASLEEP, 7 * MINUTE_MS)]


@pytest.mark.parametrize("set_ms", [0, 2 * HOUR_MS, -2 * HOUR_MS])
def test_the_computer_is_started_anew(sit: Callable[[], Sitting], school: School, set_ms: int) -> None:
    hand = sit()
    answer(hand)
    school.clock.forward(MINUTE_MS)
    hand.attempt.beat()
    before = left(hand)
    stream = hand.attempt.stream
    school.clock.reboot(3 * MINUTE_MS + set_ms)
    hand = sit()
    assert hand.attempt.stream == stream
    if set_ms > 0:
        # The wall clock is all there is across a restart: put forward it costs time, which a trainer can give back.
        assert hand.over
        assert hand.timed_out
    elif set_ms < 0:
        assert abs(left(hand) - before) <= MINUTE_MS + SECOND_MS
        assert left(hand) <= before + MINUTE_MS
    else:
        assert abs(left(hand) - before + 3 * MINUTE_MS) <= SECOND_MS
    assert noted(school, hand)[0].kind is IncidentKind.INTERRUPTED


def test_what_was_spent_never_shrinks_by_a_restart(sit: Callable[[], Sitting], school: School) -> None:
    hand = sit()
    spent = 0
    for number in range(4):
        school.clock.forward(2 * MINUTE_MS)
        answer(hand)
        now = 20 * MINUTE_MS - left(hand)
        assert now >= spent
        spent = now
        school.clock.reboot(-HOUR_MS, f"boot {number}")
        hand = sit()
        assert 20 * MINUTE_MS - left(hand) >= spent


# By the system's own clocks


@needs_faketime
@pytest.mark.parametrize("hours", [2, -2])
def test_the_systems_clock_is_set(tmp_path: Path, hours: int) -> None:
    with clockwork(tmp_path / "data") as process:
        before = process.ask("answer")
        after = process.set_by(hours * 3_600)
    went_by = after["true_ms"] - before["true_ms"]
    assert abs(before["left_ms"] - after["left_ms"] - went_by) <= SECOND_MS
    ((kind, ms),) = after["noted"]
    assert kind == "clock"
    assert abs(ms - hours * HOUR_MS) <= SECOND_MS


@needs_faketime
@pytest.mark.parametrize(("change", "offsets"), [("2026-10-25T01:00", (120, 60)), ("2027-03-28T01:00", (60, 120))])
def test_the_hour_changes_while_it_runs(tmp_path: Path, change: str, offsets: tuple[int, int]) -> None:
    moment = datetime.fromisoformat(change).replace(tzinfo=UTC).timestamp()

    def ahead() -> float:
        return moment - SystemClock().now().utc_ms / 1000

    with clockwork(tmp_path / "data", seconds=ahead() - 60) as process:
        process.ask("answer")
        process.set_by(ahead() - 1.5)
        before = process.ask("answer")
        after = process.ask("pass")
    assert (before["offset_min"], after["offset_min"]) == offsets
    went_by = after["true_ms"] - before["true_ms"]
    assert abs(before["left_ms"] - after["left_ms"] - went_by) <= SECOND_MS
    assert after["noted"] == before["noted"]
