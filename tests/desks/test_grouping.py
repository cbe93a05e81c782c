"""Groups, assignments and how people stand, over real records: made, changed, ended; what learners are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drivers.school import DAY_MS, School
from trainer.core.assignments import AssignmentWish, Doing, HandedOut, Kind
from trainer.core.message import Refused
from trainer.core.standing import Reason, Status, Thresholds
from trainer.core.views import PersonScore
from trainer.records import audit
from trainer.records.audit import Act


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "records")
    yield school
    school.close()


def line_of(school: School, person: str) -> PersonScore:
    return next(one for one in school.house.teaching.people() if one.id == person)


def module(school: School) -> str:
    return school.house.bank.modules()[0].id


def test_a_group_is_made_renamed_filled_and_closed(school: School) -> None:
    desk = school.house.grouping
    ida, bo = school.learner("Ida Thorup"), school.learner("Bo Dahl")
    group = desk.make("  Class   3 ", (ida.id,))
    assert (group.name, group.members) == ("Class 3", 1)
    assert desk.put_in(group.id, (ida.id, bo.id)) == 1
    assert desk.rename(group.id, "Class 4").name == "Class 4"
    assert line_of(school, bo.id).groups == ("Class 4",)
    assert desk.take_out(group.id, (ida.id,)) == 1
    assert desk.named("CLASS 4").members == 1
    desk.close(group.id)
    assert desk.groups() == ()
    assert line_of(school, bo.id).groups == ()
    with pytest.raises(Refused, match=r"group\.closed"):
        desk.put_in(group.id, (ida.id,))


def test_names_of_groups(school: School) -> None:
    desk = school.house.grouping
    made = desk.make("Class 3")
    for name, code in (("", "group.name-empty"), ("class  3", "group.name-taken"), ("x" * 300, "group.name-long")):
        with pytest.raises(Refused, match=code.replace(".", r"\.")):
            desk.make(name)
    assert desk.rename(made.id, "CLASS 3").name == "CLASS 3"
    with pytest.raises(Refused, match=r"group\.not-named"):
        desk.named("Class 9")
    with pytest.raises(Refused, match=r"group\.unknown"):
        desk.group("nothing")


def test_what_is_assigned_is_told_to_the_learner(school: School) -> None:
    desk, told = school.house.grouping, school.house.assigned
    ida, maja = school.learner("Ida Thorup"), school.trainer()
    group = desk.make("Class 3", (ida.id,))
    case = desk.subjects(Kind.CASE, "en")[0][0]
    wish = AssignmentWish(Kind.MODULE, module(school), (group.id,), due="30-11-2026", sees_answers=True)
    assert desk.assign(wish, maja.id) == HandedOut(1)
    assert desk.assign(AssignmentWish(Kind.CASE, case, people=(ida.id,), opens="25-11-2026"), maja.id) == HandedOut(1)
    (line,) = told.lines(ida.id, "en")
    assert (line.kind, line.doing, line.late) == (Kind.MODULE, Doing.NOT_BEGUN, False)
    assert line.until_ms == line.due_ms == told.watched_until(ida.id, module(school))
    school.clock.forward(3 * DAY_MS)
    assert [one.kind for one in told.lines(ida.id, "en")] == [Kind.MODULE, Kind.CASE]
    school.clock.forward(7 * DAY_MS)
    assert told.lines(ida.id, "en")[0].late
    assert told.watched_until(ida.id, module(school)) == 0
    entries = [entry for entry in audit.entries(school.house.records.store) if entry.act is Act.ASSIGNED]
    assert [entry.by for entry in entries] == [maja.id, maja.id]
    assert "Ida" not in str(entries)


def test_assigned_again_has_new_dates(school: School) -> None:
    desk = school.house.grouping
    group = desk.make("Class 3", (school.learner().id,))
    wish = AssignmentWish(Kind.MODULE, module(school), (group.id,), due="30-11-2026")
    desk.assign(wish, "")
    assert desk.assign(AssignmentWish(Kind.MODULE, module(school), (group.id,), due="01-12-2026"), "") == HandedOut(
        1, again=1
    )
    (line,) = desk.assignments(group.id, "en")
    desk.withdraw(line.id, "")
    assert desk.assignments("", "en") == ()
    with pytest.raises(Refused, match=r"assign\.gone"):
        desk.withdraw(line.id, "")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (AssignmentWish(Kind.MODULE, "no-such", people=("x",)), "assign.unknown"),
        (
            AssignmentWish(Kind.ASSESSMENT, "self-check-standard", people=("x",), sees_answers=True),
            "assign.sees-module",
        ),
        (AssignmentWish(Kind.ASSESSMENT, "self-check-standard"), "assign.nobody"),
        (AssignmentWish(Kind.ASSESSMENT, "self-check-standard", people=("x",)), "people.unknown"),
        (AssignmentWish(Kind.ASSESSMENT, "self-check-standard", cohorts=("x",)), "group.unknown"),
    ],
)
def test_what_cannot_be_assigned(school: School, wish: AssignmentWish, code: str) -> None:
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        school.house.grouping.assign(wish, "")
    assert school.house.grouping.assignments("", "en") == ()


def test_how_far_people_are(school: School) -> None:
    desk, referral = school.house.grouping, "referral"
    ida, bo, cille = (school.learner(name) for name in ("Ida", "Bo", "Cille"))
    group = desk.make("Class 3", (ida.id, bo.id, cille.id))
    desk.assign(AssignmentWish(Kind.MODULE, referral, (group.id,)), "")
    desk.assign(AssignmentWish(Kind.ASSESSMENT, "self-check-standard", (group.id,)), "")
    school.practise(ida, referral, 1)
    school.sit(bo, 12)
    counted = {line.kind: (line.done, line.begun, line.not_begun) for line in desk.assignments(group.id, "en")}
    assert counted == {Kind.MODULE: (0, 1, 2), Kind.ASSESSMENT: (1, 0, 2)}


def test_a_module_is_done_when_all_is_read_and_right(school: School) -> None:
    desk, referral = school.house.grouping, "referral"
    ida = school.learner("Ida")
    desk.assign(AssignmentWish(Kind.MODULE, referral, people=(ida.id,)), "")
    for lesson in school.house.bank.lessons(referral):
        school.read(ida, lesson.id, len(lesson.blocks) - 1, done=True)
    for _ in range(40):
        school.practise(ida, referral, 6)
        if desk.assignments("", "en")[0].done:
            break
    assert desk.assignments("", "en")[0].done == 1
    assert school.house.assigned.lines(ida.id, "en")[0].doing is Doing.DONE


def test_how_people_stand(school: School) -> None:
    desk = school.house.grouping
    ida, bo = school.learner("Ida"), school.learner("Bo")
    school.practise(ida, "referral", 2, 1)
    assert line_of(school, bo.id).standing.status is Status.NOT_STARTED  # type: ignore[union-attr]
    found = line_of(school, ida.id)
    assert found.standing is not None
    assert (found.standing.status, found.standing.reason) == (Status.ON_TRACK, Reason.PRACTISED)
    assert found.weeks[-1].answers == 3
    school.clock.forward(8 * DAY_MS)
    assert desk.set_thresholds(Thresholds(idle_days=7)) == desk.thresholds()
    found = line_of(school, ida.id)
    assert found.standing is not None
    assert (found.standing.status, found.standing.reason, found.standing.number) == (
        Status.NEEDS_SUPPORT,
        Reason.IDLE,
        8,
    )
    assert found.weeks[-2].answers == 3
    with pytest.raises(Refused, match=r"standing\.threshold"):
        desk.set_thresholds(Thresholds(idle_days=-1))


def test_who_is_on_the_list_only_is_said_so(school: School) -> None:
    from trainer.core.requests import Access

    people = school.house.records.people
    added = people.add("Oliver Brandt", "", Access.LEARNER, school.clock.now(), number="17", joined=False)
    found = line_of(school, added.id)
    assert (found.number, found.joined) == ("17", False)
    assert found.standing is not None
    assert found.standing.reason is Reason.NOT_JOINED
