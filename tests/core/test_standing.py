"""How somebody stands, and why: each reason, the order among them, and what a threshold of 0 means."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from trainer.core.assignments import Doing, Kind, Task
from trainer.core.days import DAY_MS
from trainer.core.message import Refused
from trainer.core.standing import Past, PersonStanding, Reason, Status, Thresholds, Week, stand
from trainer.core.verdicts import Standing

NOW = 1_795_420_800_000
LIMITS = Thresholds()
STEADY = Past(
    joined=True,
    listed_ms=NOW - 60 * DAY_MS,
    begun=True,
    practised_ms=NOW - DAY_MS,
    seen_ms=NOW - DAY_MS,
    weeks=(Week(10, 8, 1), Week(10, 9)),
    verdict=Standing.NONE,
    verdict_ms=0,
    tasks=(),
)


def judged(limits: Thresholds = LIMITS, **changes: object) -> PersonStanding:
    return stand(replace(STEADY, **changes), limits, NOW)  # type: ignore[arg-type]  # tests change fields by name


def task(kind: Kind = Kind.MODULE, days: int = 3, doing: Doing = Doing.BEGUN) -> Task:
    return Task(kind, "x", NOW + days * DAY_MS if days else 0, doing)


def test_nothing_done_yet() -> None:
    nothing = {"begun": False, "practised_ms": 0, "seen_ms": 0, "weeks": ()}
    since = STEADY.listed_ms
    assert judged(**nothing) == PersonStanding(Status.NOT_STARTED, Reason.NOT_BEGUN, at_ms=since)
    assert judged(**nothing, joined=False) == PersonStanding(Status.NOT_STARTED, Reason.NOT_JOINED, at_ms=since)
    late = judged(**nothing, joined=False, tasks=(task(days=-2),))
    assert late == PersonStanding(Status.NOT_STARTED, Reason.OVERDUE, at_ms=NOW - 2 * DAY_MS)


def test_passed() -> None:
    passed = {"verdict": Standing.PASSED, "verdict_ms": NOW - 5}
    assert judged(**passed) == PersonStanding(Status.PASSED, Reason.PASSED, at_ms=NOW - 5)
    assert judged(**passed, tasks=(task(Kind.ASSESSMENT, doing=Doing.DONE), task())).status is Status.PASSED
    # Another one is assigned and not done: passed is what is asked for, not what was.
    assert judged(**passed, tasks=(task(Kind.ASSESSMENT),)).reason is Reason.ASSESSMENT_DUE


def test_who_passed_needs_no_support_for_a_rest() -> None:
    assert judged(verdict=Standing.PASSED, practised_ms=NOW - 99 * DAY_MS).status is Status.PASSED


@pytest.mark.parametrize(
    ("changes", "reason", "number"),
    [
        ({"tasks": (task(days=-1), task(days=-4))}, Reason.OVERDUE, 0),
        ({"weeks": (Week(20, 14, 3), Week(9, 7, 2))}, Reason.CERTAIN_WRONG, 5),
        ({"weeks": (Week(20, 9, 1),)}, Reason.LOW_SHARE, 45),
        ({"verdict": Standing.NOT_YET}, Reason.NOT_PASSED, 0),
        ({"verdict": Standing.BORDERLINE}, Reason.NOT_PASSED, 0),
        ({"practised_ms": NOW - 21 * DAY_MS}, Reason.IDLE, 21),
        ({"practised_ms": 0, "seen_ms": NOW - 30 * DAY_MS}, Reason.IDLE, 30),
    ],
)
def test_needs_support(changes: dict[str, object], reason: Reason, number: int) -> None:
    found = judged(**changes)
    assert (found.status, found.reason, found.number) == (Status.NEEDS_SUPPORT, reason, number)


def test_the_earliest_day_that_went_by_is_named() -> None:
    assert judged(tasks=(task(days=-1), task(days=-4))).at_ms == NOW - 4 * DAY_MS


def test_the_first_reason_that_holds_is_said() -> None:
    everything = {"weeks": (Week(20, 5, 9),), "verdict": Standing.NOT_YET, "practised_ms": NOW - 40 * DAY_MS}
    assert judged(**everything, tasks=(task(days=-1),)).reason is Reason.OVERDUE
    assert judged(**everything).reason is Reason.CERTAIN_WRONG
    assert judged(Thresholds(certain_wrong=0), **everything).reason is Reason.LOW_SHARE
    assert judged(Thresholds(certain_wrong=0, low_percent=0), **everything).reason is Reason.NOT_PASSED


def test_a_threshold_of_nothing_is_off() -> None:
    off = Thresholds(0, 0, 0)
    assert judged(off, weeks=(Week(20, 0, 20),), practised_ms=NOW - 99 * DAY_MS).status is Status.ON_TRACK


def test_few_answers_say_nothing() -> None:
    assert judged(weeks=(Week(9, 0),)).status is Status.ON_TRACK


def test_on_track_says_what_is_next() -> None:
    both = (task(days=2), task(Kind.ASSESSMENT, days=9), task(days=0), task(days=1, doing=Doing.DONE))
    assert judged(tasks=both) == PersonStanding(Status.ON_TRACK, Reason.ASSESSMENT_DUE, at_ms=NOW + 9 * DAY_MS)
    assert judged(tasks=both[:1]) == PersonStanding(Status.ON_TRACK, Reason.DUE, at_ms=NOW + 2 * DAY_MS)
    assert judged() == PersonStanding(Status.ON_TRACK, Reason.PRACTISED, at_ms=NOW - DAY_MS)
    assert judged(practised_ms=0) == PersonStanding(Status.ON_TRACK, Reason.BEGUN, at_ms=NOW - DAY_MS)


@pytest.mark.parametrize(
    "wrong", [Thresholds(idle_days=366), Thresholds(certain_wrong=-1), Thresholds(low_percent=101)]
)
def test_thresholds_that_are_none(wrong: Thresholds) -> None:
    with pytest.raises(Refused, match=r"standing\.threshold"):
        wrong.checked()
    assert LIMITS.checked() is LIMITS
