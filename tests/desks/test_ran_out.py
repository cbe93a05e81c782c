"""An assessment whose time ran out while the program was closed: it took no longer than it could, and that is said."""

from __future__ import annotations

import pytest

from tests.drivers.exam import MINUTE_MS, STANDARD, desk
from tests.drivers.school import School
from trainer.core.assignments import Doing
from trainer.core.requests import Admitted
from trainer.core.scope import Scope
from trainer.records.queries import taken


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist")


def ran_out(school: School, who: Admitted) -> str:
    """Begin one of 20 minutes, answer a question, and come back 83 minutes later."""
    assessing = desk(school, interruptions="count", minutes=20)
    hand = assessing.sit(who.id, STANDARD, "en")
    hand.choose((hand.question().options[0].id,))
    school.clock.forward(83 * MINUTE_MS)
    assert assessing.settle_all("en") == 1
    return hand.attempt.stream


def test_it_took_as_long_as_it_could(school: School, who: Admitted) -> None:
    stream = ran_out(school, who)
    (row,) = taken.attempt_rows(school.house.records.store, Scope())
    assert (row.stream, row.spent_ms) == (stream, 20 * MINUTE_MS)
    assert row.ended_ms - row.started_ms >= 83 * MINUTE_MS


def test_extra_time_is_time_that_there_was(school: School, who: Admitted) -> None:
    store = school.house.records.store
    with store.write() as db:
        db.execute("UPDATE person SET extra_percent = 50 WHERE id = ?", (who.id,))
    ran_out(school, who)
    (row,) = taken.attempt_rows(store, Scope())
    assert row.spent_ms == 30 * MINUTE_MS


def test_home_and_list_say_that_time_was_up(school: School, who: Admitted) -> None:
    school.assign(STANDARD, who)
    stream = ran_out(school, who)
    (mine,) = school.house.assigned.lines(who.id, "en")
    assert (mine.doing, mine.timed_out) == (Doing.DONE, True)
    (past,) = school.house.results.past(who.id, "en")
    assert (past.stream, past.timed_out) == (stream, True)
    assert school.house.assessing.line(who.id, STANDARD, "en").last_timed_out
    hand = desk(school).sit(who.id, STANDARD, "en")
    hand.submit()
    (mine,) = school.house.assigned.lines(who.id, "en")
    assert (mine.doing, mine.timed_out) == (Doing.DONE, False)
    assert [one.timed_out for one in school.house.results.past(who.id, "en")] == [False, True]
