"""Graded questions are drawn only while their bank is open; a sitting that has begun needs it no more, also after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from question_bank.model import Pool
from tests.builders.graded import LONG, found_in, plain_trainers_bank
from tests.drivers.school import School
from trainer.core.message import Refused
from trainer.core.plan_views import PlanState
from trainer.core.requests import Admitted
from trainer.core.windows import Bar
from trainer.records.vault import SEALED

EXAM = "exam-basic"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "data")
    maja = school.trainer("Maja Lindholm", LONG)
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    yield school
    school.close()


def maja(school: School) -> str:
    return school.house.records.people.find("Maja Lindholm")[0].id


def offered(school: School, who: Admitted) -> list[str]:
    return [line.id for line in school.house.assessing.lines(who.id, "en")]


def test_offered_while_open_and_drawn_from_the_graded_pool(school: School) -> None:
    sofie = school.learner()
    assert EXAM not in offered(school, sofie)
    with pytest.raises(Refused, match=r"assessment\.not-assigned"):
        school.house.assessing.sit(sofie.id, EXAM, "en")
    school.house.vaulting.open(maja(school), LONG)
    assert EXAM not in offered(school, sofie), "it is not hers before it is assigned"
    with pytest.raises(Refused, match=r"assessment\.not-assigned"):
        school.house.assessing.sit(sofie.id, EXAM, "en")
    school.assign(EXAM, sofie)
    assert EXAM in offered(school, sofie)
    hand = school.house.assessing.sit(sofie.id, EXAM, "en")
    archive = school.house.records.archive
    assert {archive.item(unit.ref.digest).pool for unit in hand.attempt.state.units} == {Pool.GRADED}
    graded = school.house.pools.graded
    assert graded is not None
    started = next(school.house.records.journal.events(hand.attempt.stream)).body
    assert started.bank.digest == graded.meta.digest  # type: ignore[union-attr]


def test_one_that_is_assigned_is_listed_while_it_is_locked_away(school: School) -> None:
    sofie = school.learner()
    school.assign(EXAM, sofie)
    line = school.house.assessing.line(sofie.id, EXAM, "en")
    assert line in school.house.assessing.lines(sofie.id, "en")
    assert (line.available, line.bar) == (False, Bar.LOCKED)
    assert line.title
    assert [one.title for one in school.house.assigned.lines(sofie.id, "en")] == [line.title]
    with pytest.raises(Refused, match=r"vault\.shut"):
        school.house.assessing.sit(sofie.id, EXAM, "en")
    lines = {one.id: one for one in school.house.composing.lines("en")}
    assert lines[EXAM].state is PlanState.LOCKED
    school.house.vaulting.open(maja(school), LONG)
    opened = school.house.assessing.line(sofie.id, EXAM, "en")
    assert (opened.available, opened.title, opened.questions) == (True, line.title, line.questions)
    school.house.vaulting.close(maja(school))
    assert school.house.assessing.line(sofie.id, EXAM, "en") == line


def test_another_file_brings_its_own_plans_and_a_damaged_one_none(school: School) -> None:
    pools, sealed = school.house.pools, school.house.records.store.folder / SEALED
    assert pools.find_blueprint(EXAM) is not None
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-1])
    assert pools.find_blueprint(EXAM) is None
    sealed.write_bytes(whole)
    assert pools.find_blueprint(EXAM) is not None
    sealed.unlink()
    assert pools.find_blueprint(EXAM) is None


def test_what_has_begun_goes_on_without_it(school: School, tmp_path: Path) -> None:
    sofie, jonas = school.learner(), school.learner("Jonas Kvist")
    school.assign(EXAM, sofie, jonas)
    school.house.vaulting.open(maja(school), LONG)
    stream = school.house.assessing.sit(sofie.id, EXAM, "en").attempt.stream
    school.house.vaulting.close(maja(school))
    assert EXAM in offered(school, sofie)
    assert not school.house.assessing.line(jonas.id, EXAM, "en").available
    school.clock.forward(60_000)
    school.close()
    again = School(tmp_path / "data")
    try:
        again.clock.stamp = school.clock.stamp
        assert not again.house.vaulting.is_open
        assert EXAM in offered(again, sofie)
        assert again.sit(sofie, 6, EXAM) == stream
        result = again.house.results.result(sofie.id, sofie.name, stream, "en")
        assert (result.right, result.total, result.passed) == (6, 6, True)
        line = again.house.assessing.line(sofie.id, EXAM, "en")
        assert (line.available, line.bar, line.last_right) == (False, Bar.LOCKED, 6)
    finally:
        again.close()


def test_a_file_of_progress_holds_nothing_of_it(school: School, tmp_path: Path) -> None:
    sofie = school.learner()
    school.practise(sofie, "referral", right=2)
    school.house.vaulting.open(maja(school), LONG)
    school.assign(EXAM, sofie)
    school.sit(sofie, 4, EXAM)
    moved = school.house.moving.take(sofie.id, tmp_path / "mine.vejvis-progress")
    assert (moved.streams, moved.left_out) == (1, 1)
    data = (tmp_path / "mine.vejvis-progress").read_bytes()
    assert found_in(data) == []
    graded = school.house.pools.graded
    assert graded is not None
    rows = graded.index((Pool.GRADED,))
    assert [row.id for row in rows if row.digest.encode() in data or f'"{row.id}"'.encode() in data] == []
    school.practise(sofie, "referral", right=2, finish=False)
    other = School(tmp_path / "other")
    try:
        there = other.learner()
        got = other.house.moving.bring(there.id, tmp_path / "mine.vejvis-progress")
        assert (got.streams, got.left_out) == (1, 1)
    finally:
        other.close()


def test_search_cards_and_progress_reach_none_of_it(school: School) -> None:
    sofie = school.learner()
    school.house.vaulting.open(maja(school), LONG)
    school.assign(EXAM, sofie)
    school.sit(sofie, 0, EXAM)
    graded = school.house.pools.graded
    assert graded is not None
    for row in graded.index((Pool.GRADED,)):
        item = graded.item(row.digest)
        finds = school.house.searching.search(sofie.id, item.stem["en"], "en")
        assert row.id not in {find.id for group in finds.groups for find in group.finds}
        with pytest.raises(Refused):
            school.house.searching.question(sofie.id, row.id, "en")
    for module in school.house.bank.modules():
        card = school.house.carding.card(sofie.id, sofie.name, module.id, True, "en")
        assert found_in(repr(card).encode()) == []
    assert found_in(repr(school.house.reflecting.progress(sofie.id, "en")).encode()) == []
