"""The room: stopped, resumed, given time, all or nobody; a stopped attempt waits for a trainer, whatever dies meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.exam import MINUTE_MS, STANDARD, desk
from tests.drivers.school import School
from trainer.core import attempt
from trainer.core.message import Refused
from trainer.core.room_views import IncidentKind, Presence
from trainer.desks.sitting import Sitting
from trainer.faults import Fault
from trainer.records import audit
from trainer.records.audit import Act


def sat(school: School, name: str = "Jonas Kvist", **rules: object) -> Sitting:
    return desk(school, interruptions="count", **rules).sit(school.learner(name).id, STANDARD, "en")


def reread(school: School, hand: Sitting) -> Sitting:
    hand.attempt.reread()
    return hand


def kinds(school: School, hand: Sitting) -> list[IncidentKind]:
    return [one.kind for one in school.house.room.incidents(hand.attempt.stream)]


def choose(hand: Sitting) -> None:
    hand.choose((hand.question().options[0].id,))


def acts(school: School) -> list[tuple[str, Act, str, dict[str, str | int]]]:
    rows = audit.entries(school.house.records.store)
    return [(one.by, one.act, one.person, dict(one.detail)) for one in rows]


def test_who_can_act_are_trainers_with_a_password(school: School) -> None:
    maja = school.trainer()
    school.learner("Anna", pin="1234")
    people = school.house.records.people
    bent = people.add("Bent", "trainer", maja.access, school.clock.now())
    assert [one.name for one in school.house.room.invigilators()] == ["Maja Lindholm"]
    with pytest.raises(Refused, match=r"room\.not-trainer"):
        school.house.room.prove(bent.id, "")
    people.set_secret(bent.id, "2580")
    assert [one.name for one in school.house.room.invigilators()] == ["Bent", "Maja Lindholm"]
    school.house.room.prove(maja.id, "4711")
    assert [one.name for one in school.house.room.invigilators()] == ["Maja Lindholm", "Bent"]


def test_a_wrong_password_costs_a_wait_as_at_the_sign_in_and_a_right_one_forgets_it(school: School) -> None:
    maja, room = school.trainer(), school.house.room
    for _ in range(4):
        with pytest.raises(Refused, match=r"room\.wrong"):
            room.prove(maja.id, "0000")
    with pytest.raises(Refused, match=r"people\.wait"):
        room.prove(maja.id, "0000")
    with pytest.raises(Refused, match=r"people\.wait"):
        room.prove(maja.id, "4711")
    school.clock.forward(30_000)
    room.prove(maja.id, "4711")
    with pytest.raises(Refused, match=r"room\.wrong"):
        room.prove(maja.id, "0000")


def test_stopping_reaches_everybody_and_time_stands_still(school: School) -> None:
    maja = school.trainer()
    first, second = sat(school), sat(school, "Anna Holm")
    choose(first)
    here = second.attempt.stream
    school.clock.forward(5 * MINUTE_MS)
    done = school.house.room.stop(maja.id, "  Fire\n alarm ", here)
    assert done.reached == 2
    reread(school, second)
    assert second.stopped
    with pytest.raises(Refused, match=r"refused\.stopped"):
        choose(second)
    left = second.left_ms()
    school.clock.forward(30 * MINUTE_MS)
    assert second.left_ms() == left
    lines = school.house.room.running("en", here)
    assert [line.presence for line in lines] == [Presence.STOPPED] * 2
    assert school.house.room.resume(maja.id, here).reached == 2
    reread(school, second)
    choose(second)
    assert acts(school)[:2] == [
        (maja.id, Act.ROOM_RESUMED, "", {"attempts": 2}),
        (maja.id, Act.ROOM_STOPPED, "", {"attempts": 2}),
    ]
    told = school.house.room.incidents(second.attempt.stream)
    assert [(one.kind, one.reason) for one in told] == [
        (IncidentKind.STOPPED, "Fire alarm"),
        (IncidentKind.RESUMED, ""),
    ]
    assert abs(told[1].ms - 30 * MINUTE_MS) < 1_000


def test_a_stopped_one_waits_for_a_trainer_after_the_program_died(school: School, tmp_path: Path) -> None:
    maja, jonas = school.trainer(), school.learner("Jonas Kvist")
    hand = school.house.assessing.sit(jonas.id, STANDARD, "en")
    choose(hand)
    left = hand.left_ms()
    school.house.room.stop(maja.id, here=hand.attempt.stream)
    school.close()
    school.clock.forward(60 * MINUTE_MS)
    again = School(tmp_path / "data")
    again.clock.stamp = school.clock.stamp
    hand = again.house.assessing.sit(jonas.id, STANDARD, "en")
    assert hand.stopped
    assert left is not None
    assert abs((hand.left_ms() or 0) - left) < 1_000
    with pytest.raises(Refused, match=r"refused\.stopped"):
        hand.go(1)
    again.house.room.resume(maja.id, here=hand.attempt.stream)
    hand.attempt.reread()
    hand.go(1)
    again.close()


def test_one_that_is_closed_is_stopped_as_it_was_left(school: School) -> None:
    maja = school.trainer()
    hand = desk(school).sit(school.learner("Jonas Kvist").id, STANDARD, "en")
    left = hand.left_ms() or 0
    school.clock.forward(10 * MINUTE_MS)
    ((line),) = school.house.room.running("en")
    assert line.presence is Presence.STILL
    assert abs((line.left_ms or 0) - left) < 1_000
    school.house.room.stop(maja.id)
    ((line),) = school.house.room.running("en")
    assert abs((line.left_ms or 0) - left) < 1_000
    assert kinds(school, hand) == [IncidentKind.INTERRUPTED, IncidentKind.STOPPED]


@pytest.mark.parametrize(("interruptions", "found"), [("count", 15), ("pause", 20)])
def test_home_says_the_time_that_going_on_will_find(school: School, interruptions: str, found: int) -> None:
    jonas = school.learner("Jonas Kvist")
    exams = desk(school, interruptions=interruptions)
    exams.sit(jonas.id, STANDARD, "en")
    school.clock.forward(5 * MINUTE_MS)
    line = next(one for one in exams.lines(jonas.id, "en") if one.open_stream)
    left_off = school.house.learning.home(jonas.id, "Jonas Kvist", line, "en").left_off
    assert left_off is not None
    assert left_off.minutes_left == found
    assert -(-(exams.sit(jonas.id, STANDARD, "en").left_ms() or 0) // MINUTE_MS) == found


def test_one_whose_time_went_by_is_handed_in_and_not_stopped(school: School) -> None:
    maja = school.trainer()
    gone, open_ = sat(school), sat(school, "Anna Holm", minutes=90)
    school.clock.forward(25 * MINUTE_MS)
    lines = school.house.room.running("en", open_.attempt.stream)
    assert [line.presence for line in lines] == [Presence.OVER, Presence.HERE]
    assert school.house.room.stop(maja.id, here=open_.attempt.stream).reached == 1
    state = attempt.replay(school.house.records.journal.events(gone.attempt.stream))
    assert state is not None
    assert state.over


def test_minutes_for_one_and_for_all(school: School) -> None:
    maja = school.trainer()
    first, second = sat(school), sat(school, "Anna Holm")
    untimed = desk(school, minutes=0).sit(school.learner("Ida").id, STANDARD, "en")
    before = second.left_ms() or 0
    room, here = school.house.room, second.attempt.stream
    assert room.grant(maja.id, 5, "Computer changed", here, here).reached == 1
    reread(school, second)
    assert abs((second.left_ms() or 0) - before - 5 * MINUTE_MS) < 1_000
    assert room.grant(maja.id, 3, "Fire alarm", here=here).reached == 2
    reread(school, first)
    assert first.left_ms() is not None
    assert untimed.left_ms() is None
    assert acts(school)[:2] == [
        (maja.id, Act.GRANTED, "", {"attempts": 2, "minutes": 3}),
        (maja.id, Act.GRANTED, second_person(school, second), {"attempts": 1, "minutes": 5}),
    ]


def second_person(school: School, hand: Sitting) -> str:
    return school.house.queries.owner(hand.attempt.stream)


@pytest.mark.parametrize(
    ("minutes", "reason", "code"),
    [(0, "x", "room.minutes"), (241, "x", "room.minutes"), (5, " ", "room.reason"), (5, "x" * 201, "room.reason-long")],
)
def test_what_cannot_be_granted(school: School, minutes: int, reason: str, code: str) -> None:
    maja = school.trainer()
    sat(school)
    with pytest.raises(Refused, match=code):
        school.house.room.grant(maja.id, minutes, reason)
    assert acts(school) == []


def test_with_nobody_there_nothing_is_done_and_nothing_noted(school: School) -> None:
    maja = school.trainer()
    for act in (school.house.room.stop, school.house.room.resume):
        with pytest.raises(Refused, match=r"room\.nobody"):
            act(maja.id)
    sat(school)
    with pytest.raises(Refused, match=r"room\.nobody"):
        school.house.room.resume(maja.id)
    assert acts(school) == []


def test_where_it_cannot_be_written_nobody_is_stopped(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    maja = school.trainer()
    first, second = sat(school), sat(school, "Anna Holm")
    put = audit.write

    def fail(*args: object, **values: object) -> None:
        raise Fault("fault.disk-full", path="records.db")

    monkeypatch.setattr(audit, "write", fail)
    with pytest.raises(Fault):
        school.house.room.stop(maja.id, here=second.attempt.stream)
    monkeypatch.setattr(audit, "write", put)
    for hand in (first, second):
        reread(school, hand)
        assert not hand.stopped
        choose(hand)


def test_more_time_for_a_person_counts_from_the_next_start(school: School) -> None:
    maja, jonas = school.trainer(), school.learner("Jonas Kvist")
    room = school.house.room
    before = desk(school).sit(jonas.id, STANDARD, "en")
    room.set_extra(jonas.id, 25, maja.id)
    room.set_extra(jonas.id, 25, maja.id)
    before.attempt.reread()
    assert (before.left_ms() or 0) <= 20 * MINUTE_MS
    before.submit()
    hand = desk(school).sit(jonas.id, STANDARD, "en")
    assert abs((hand.left_ms() or 0) - 25 * MINUTE_MS) < 1_000
    assert acts(school) == [(maja.id, Act.EXTRA_TIME, jonas.id, {"percent": 25})]
    with pytest.raises(Refused, match=r"room\.extra"):
        room.set_extra(jonas.id, 33, maja.id)


# What happens around it


def test_sleep_and_other_windows_are_noted_and_small_ones_are_not(school: School) -> None:
    hand = sat(school)
    hand.attempt.look_away()
    school.clock.forward(40_000)
    hand.attempt.look_away()
    hand.attempt.look_back()
    hand.attempt.look_away()
    school.clock.forward(500)
    hand.attempt.look_back()
    school.clock.sleep(90_000)
    hand.attempt.beat()
    hand.attempt.beat()
    school.clock.set_wall(-7_200_000)
    choose(hand)
    told = school.house.room.incidents(hand.attempt.stream)
    assert [one.kind for one in told] == [IncidentKind.FOCUS, IncidentKind.ASLEEP, IncidentKind.CLOCK]
    assert abs(told[0].ms - 40_000) < 100
    assert told[1].ms == 90_000
    assert abs(told[2].ms + 7_200_000) < 100


def test_another_window_when_time_ends_is_noted_up_to_then(school: School) -> None:
    hand = sat(school)
    hand.attempt.look_away()
    school.clock.forward(21 * MINUTE_MS)
    assert hand.settle()
    hand.attempt.look_back()
    assert kinds(school, hand) == [IncidentKind.FOCUS]


def test_while_the_room_is_stopped_nobody_watches(school: School) -> None:
    maja = school.trainer()
    hand = sat(school)
    school.house.room.stop(maja.id, here=hand.attempt.stream)
    reread(school, hand)
    hand.attempt.look_away()
    school.clock.sleep(60_000)
    hand.attempt.look_back()
    hand.attempt.beat()
    school.house.room.resume(maja.id, here=hand.attempt.stream)
    reread(school, hand)
    choose(hand)
    assert kinds(school, hand) == [IncidentKind.STOPPED, IncidentKind.RESUMED]


def test_what_could_not_be_noted_is_noted_with_what_comes_next(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.drivers.exam import disk_full

    hand = sat(school)
    hand.attempt.look_away()
    school.clock.forward(5_000)
    with disk_full(school, monkeypatch), pytest.raises(Fault):
        hand.attempt.look_back()
    choose(hand)
    assert kinds(school, hand) == [IncidentKind.FOCUS]


def test_nobody_of_practice_is_watched(school: School) -> None:
    hand = school.house.learning.practise(school.learner().id, "indicators", "en")
    hand.attempt.look_away()
    school.clock.sleep(60_000)
    hand.attempt.look_back()
    hand.attempt.beat()
    assert school.house.room.incidents(hand.attempt.stream) == ()
