"""A clock set back between two sessions: it is said once, nothing is lost, and what comes back stays within reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.desks.test_practising import agree, differences
from tests.drivers.school import DAY_MS, HOUR_MS, School
from trainer.core.requests import Admitted


def later_session(folder: Path, days: float) -> School:
    """Close nothing by hand: another start of the computer, so many days from the first morning."""
    school = School(folder)
    stamp = school.clock.stamp
    school.clock.stamp = replace(stamp, utc_ms=stamp.utc_ms + round(days * DAY_MS), boot=f"start {days}", boot_ms=5_000)
    return school


def work(school: School, who: Admitted, module: str = "referral") -> None:
    school.practise(who, module, right=3, wrong=2)
    school.practise(who, module, right=20, finish=False)


@pytest.mark.parametrize("back", [1.0, 30.0, 4_000.0])
def test_yesterday_after_today(tmp_path: Path, back: float) -> None:
    school = School(tmp_path / "data")
    who = school.learner()
    assert who.ahead_ms == 0
    work(school, who)
    answers = sum(state.answers for state in school.house.queries.objectives(who.id).values())
    first = school.clock.now().utc_ms
    school.close()

    school = later_session(tmp_path / "data", -back)
    again = school.house.entrance.admit(who.id)
    assert first - HOUR_MS < again.ahead_ms <= first
    agree(school, again)
    work(school, again)
    agree(school, again)
    now = school.clock.now().utc_ms
    states = school.house.queries.objectives(who.id)
    assert sum(state.answers for state in states.values()) > answers
    view = school.house.reflecting.progress(who.id, "en")
    assert all(line.returns_ms <= now + 90 * DAY_MS for module in view.modules for line in module.objectives)
    days = [work.at_ms for work in view.history]
    assert len(days) >= 2
    assert days == sorted(days, reverse=True)
    assert differences(school, tmp_path) == ()
    school.close()

    school = later_session(tmp_path / "data", -back + 0.25)
    third = school.house.entrance.admit(who.id)
    assert third.ahead_ms == 0, "said once"
    agree(school, third)
    school.close()


def test_a_clock_put_right_by_minutes_is_nothing_to_speak_of(tmp_path: Path) -> None:
    school = School(tmp_path / "data")
    who = school.learner()
    school.close()
    school = later_session(tmp_path / "data", -5 / (24 * 60))
    assert school.house.entrance.admit(who.id).ahead_ms == 0
    school.close()


def test_an_open_case_and_lesson_are_taken_up_yesterday(tmp_path: Path) -> None:
    school = School(tmp_path / "data")
    who = school.learner()
    case = school.house.bank.cases()[0].id
    lesson = school.house.bank.lessons()[0].id
    scene = school.house.casework.read(who.id, case, "en").scene()
    school.read(who, lesson, 3)
    school.close()
    school = later_session(tmp_path / "data", -1)
    hand = school.house.casework.read(who.id, case, "en")
    assert hand.scene() == scene
    assert hand.attempt.state.spent_ms(school.clock.now()) >= 0
    assert school.house.learning.lesson(who.id, lesson, "en").place == 3
    school.read(who, lesson, 4)
    assert school.house.learning.lesson(who.id, lesson, "en").place == 4
    school.close()
