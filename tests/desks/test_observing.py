"""What a trainer sees of one person: assessments as they were, practice only as far as may be seen; ways through cases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.drivers.school import DAY_MS, School
from trainer.core.assignments import AssignmentWish, Kind
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.records import audit
from trainer.records.audit import Act


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer()


def _looks(school: School) -> list[str]:
    return [one.person for one in audit.entries(school.house.records.store) if one.act is Act.LOOKED_AT]


def test_an_assessment_opens_as_it_was_and_the_look_is_logged(school: School, maja: Admitted) -> None:
    jonas = school.learner("Jonas Kvist", "patrol")
    stream = school.sit(jonas, 7)
    desk = school.house.observing
    (line,) = desk.person(jonas.id, "en").attempts
    assert (line.stream, line.right, line.total, line.check) == (stream, 7, 12, False)
    assert _looks(school) == []
    result = desk.attempt(maja.id, jonas.id, jonas.name, stream, "en")
    assert (result.right, len(result.questions), result.keys) == (7, 12, True)
    assert [bool(v and v.right) for _, v in result.questions] == [True] * 7 + [False] * 5
    assert _looks(school) == [jonas.id]
    sofie = school.learner()
    with pytest.raises(Refused):
        desk.attempt(maja.id, sofie.id, sofie.name, stream, "en")


def test_single_answers_are_seen_only_where_assigned_so_and_from_then_on(school: School, maja: Admitted) -> None:
    sofie = school.learner()
    desk, grouping = school.house.observing, school.house.grouping
    school.practise(sofie, "referral", 1)
    assert desk.person(sofie.id, "en").watched == ()
    school.clock.forward(1000)
    day = school.clock.here().date()
    until = day.replace(day=day.day + 3).isoformat()
    grouping.assign(AssignmentWish(Kind.MODULE, "referral", people=(sofie.id,), due=until, sees_answers=True), maja.id)
    school.clock.forward(1000)
    school.practise(sofie, "referral", 1, 1)
    school.practise(sofie, "child", 1)
    (watched,) = desk.person(sofie.id, "en").watched
    assert (watched.module, [answer.right for answer in watched.answers]) == ("referral", [False, True])
    latest = watched.answers[0]
    question, verdict = desk.answer(maja.id, sofie.id, latest.stream, latest.unit, "en")
    assert (question.stem, verdict.right) == (latest.stem, False)
    assert _looks(school) == [sofie.id]
    with pytest.raises(Refused):
        desk.answer(maja.id, sofie.id, latest.stream, 99, "en")
    school.clock.forward(5 * DAY_MS)
    assert desk.person(sofie.id, "en").watched == (), "after the day they were told it is over"
    with pytest.raises(Refused):
        desk.answer(maja.id, sofie.id, latest.stream, latest.unit, "en")


def test_what_was_told_to_be_seen_stays_so_with_new_dates_and_ends_where_it_is_taken_back(
    school: School, maja: Admitted
) -> None:
    """New dates without a gap hide nothing that was seen; a gap, or being assigned unseen, ends it and says so."""
    sofie = school.learner()
    desk, grouping = school.house.observing, school.house.grouping
    first, second = grouping.make("Class 1", (sofie.id,)), grouping.make("Class 2", (sofie.id,))

    def told(sees: bool = True, days: int = 3, **whom: tuple[str, ...]) -> tuple[int, int]:
        school.clock.forward(1000)
        due = (school.clock.here().date() + timedelta(days=days)).isoformat()
        made = grouping.assign(AssignmentWish(Kind.MODULE, "referral", due=due, sees_answers=sees, **whom), maja.id)
        school.clock.forward(1000)
        return made.seen_on, made.seen_no_more

    def seen() -> int:
        return sum(len(one.answers) for one in desk.person(sofie.id, "en").watched)

    assert told(cohorts=(first.id,)) == (0, 0)
    school.practise(sofie, "referral", 1, 1)
    assert seen() == 2
    assert told(cohorts=(first.id,), days=9) == (1, 0)
    assert seen() == 2, "new dates hide nothing"
    assert told(cohorts=(second.id,), days=20) == (1, 0)
    assert seen() == 2, "through two groups, whichever ends last"
    assert told(False, cohorts=(first.id,)) == (1, 0)
    school.practise(sofie, "referral", 1)
    assert seen() == 3, "the other group is still told"
    assert told(False, cohorts=(second.id,)) == (0, 1)
    assert seen() == 0
    assert told(people=(sofie.id,)) == (0, 0)
    assert seen() == 0, "a gap lies between"
    school.practise(sofie, "referral", 1)
    assert told(people=(sofie.id,)) == (1, 0)
    assert seen() == 1


def test_who_comes_into_a_group_later_is_seen_from_then_on(school: School, maja: Admitted) -> None:
    sofie = school.learner()
    desk, grouping = school.house.observing, school.house.grouping
    group = grouping.make("Class 1")
    due = (school.clock.here().date() + timedelta(days=3)).isoformat()
    grouping.assign(AssignmentWish(Kind.MODULE, "referral", (group.id,), due=due, sees_answers=True), maja.id)
    school.clock.forward(1000)
    school.practise(sofie, "referral", 1, 1)
    school.clock.forward(1000)
    grouping.put_in(group.id, (sofie.id,))
    assert [one.answers for one in desk.person(sofie.id, "en").watched] == [()]
    grouping.close(group.id)
    assert desk.person(sofie.id, "en").watched == ()


def _read(school: School, who: Admitted, case: str, place: int) -> None:
    hand = school.house.casework.read(who.id, case, "en")
    while not hand.finished:
        scene = hand.scene()
        if scene.ending:
            hand.end()
            break
        if not scene.decided:
            hand.decide(scene.choices[min(place, len(scene.choices) - 1)].id)
        hand.forward()


def test_ways_through_a_case_count_first_readings_and_hide_few(school: School) -> None:
    desk = school.house.observing
    case = desk.cases("en")[0][0]
    readers = [school.learner(name) for name in ("Ida Thorup", "Bo Dahl", "Liv Krogh")]
    for place, who in enumerate(readers[:2]):
        _read(school, who, case, place)
    assert desk.case_paths(case, "", "en").few
    assert desk.case_paths(case, "", "en").scenes == ()
    _read(school, readers[2], case, 0)
    paths = desk.case_paths(case, "", "en")
    assert (paths.readers, paths.few) == (3, False)
    assert paths.scenes[0].decided == 3
    before = paths.scenes
    school.clock.forward(1000)
    _read(school, readers[2], case, 1)
    assert desk.case_paths(case, "", "en").scenes == before, "only the first reading counts"
    group = school.house.grouping.make("Class 1", (readers[0].id,))
    assert desk.case_paths(case, group.id, "en").readers == 1
