"""The progress of a learner: what was kept, what was certain but wrong, what was done; of weeks, not of all answers."""

from __future__ import annotations

import pytest

from question_bank.model import Confidence
from tests.drivers.school import DAY_MS, School
from trainer.core.calibration import Judgement
from trainer.core.policies import REFRESHER
from trainer.core.reflection import ProgressView
from trainer.core.requests import Admitted
from trainer.desks.practising import REFRESHER_LENGTH


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner()


def progress(school: School, who: Admitted) -> ProgressView:
    return school.house.reflecting.progress(who.id, "en")


def practise(
    school: School, who: Admitted, module: str, well: bool, sure: Confidence, objective: str = "", most: int = 99
) -> list[str]:
    """Answer a round in one manner; return the ids of its objectives."""
    hand = school.house.learning.practise(who.id, module, "en", objective)
    met: list[str] = []
    while len(met) < most:
        unit = hand.attempt.state.units[hand.question().unit]
        item = hand.attempt.item(unit.ref.digest)
        chosen = tuple(option.id for option in item.options if (option.id in item.key) is well)[: item.answers]
        school.clock.forward(10_000)
        hand.check(chosen, sure)
        met.append(unit.ref.objective)
        if not hand.forward():
            break
    return met


def test_somebody_new_has_nothing_to_show(school: School, who: Admitted) -> None:
    view = progress(school, who)
    assert not view.begun
    assert view.retention.total == 0
    assert len(view.retention.weeks) == 8
    assert view.knowing.judgement is Judgement.TOO_FEW
    assert (view.misjudged, view.history) == ((), ())


def test_retention_counts_what_was_due_and_nothing_else(school: School, who: Admitted) -> None:
    met = set(practise(school, who, "referral", True, Confidence.FAIRLY_SURE))
    assert progress(school, who).retention.total == 0, "a first meeting is no review"
    met |= set(practise(school, who, "referral", True, Confidence.FAIRLY_SURE))
    assert progress(school, who).retention.total == 0, "nor is practice before it is due"
    school.clock.forward(20 * DAY_MS)
    due = progress(school, who).modules
    assert sum(module.due for module in due) == len(met) > REFRESHER_LENGTH
    twice = min(len(met), 2 * REFRESHER_LENGTH)
    practise(school, who, REFRESHER, True, Confidence.CERTAIN)
    practise(school, who, REFRESHER, False, Confidence.CERTAIN)
    retention = progress(school, who).retention
    assert (retention.right, retention.total) == (REFRESHER_LENGTH, twice)
    assert (retention.weeks[0].right, retention.weeks[0].total) == (REFRESHER_LENGTH, twice)
    school.clock.forward(7 * DAY_MS)
    assert progress(school, who).retention.weeks[1].total == twice
    school.clock.forward(60 * DAY_MS)
    assert progress(school, who).retention.total == 0


def test_attainment_and_retention_are_two_things(school: School, who: Admitted) -> None:
    """Somebody who holds little and keeps all of it."""
    (objective,) = practise(school, who, "referral", True, Confidence.CERTAIN, most=1)
    school.clock.forward(30 * DAY_MS)
    practise(school, who, "referral", True, Confidence.CERTAIN, objective, most=1)
    view = progress(school, who)
    assert (view.retention.right, view.retention.total) == (1, 1)
    (module,) = (module for module in view.modules if module.id == "referral")
    assert (module.mastery.secure, module.mastery.total) == (1, len(module.objectives))


def test_certain_but_wrong_leaves_once_put_right(school: School, who: Admitted) -> None:
    (objective,) = practise(school, who, "referral", False, Confidence.CERTAIN, most=1)
    (line,) = progress(school, who).misjudged
    assert (line.objective, line.module) == (objective, "referral")
    assert line.stem
    assert line.objective_title
    practise(school, who, "referral", True, Confidence.UNSURE, objective)
    assert len(progress(school, who).misjudged) == 1, "right and unsure does not put it right"
    practise(school, who, "referral", False, Confidence.UNSURE, objective)
    assert len(progress(school, who).misjudged) == 1
    practise(school, who, "referral", True, Confidence.FAIRLY_SURE, objective)
    assert progress(school, who).misjudged == ()
    practise(school, who, "referral", False, Confidence.FAIRLY_SURE, objective)
    assert progress(school, who).misjudged == (), "what was put right stays off"
    practise(school, who, "referral", False, Confidence.CERTAIN, objective, most=1)
    assert len(progress(school, who).misjudged) == 1


def test_certain_but_wrong_under_a_clock_that_stood_ahead_can_be_put_right(school: School, who: Admitted) -> None:
    school.clock.forward(900 * DAY_MS)
    (objective,) = practise(school, who, "referral", False, Confidence.CERTAIN, most=1)
    school.clock.forward(-900 * DAY_MS)
    assert len(progress(school, who).misjudged) == 1
    practise(school, who, "referral", True, Confidence.CERTAIN, objective)
    assert progress(school, who).misjudged == ()


def test_confidence_lately_and_before(school: School, who: Admitted) -> None:
    practise(school, who, "referral", False, Confidence.CERTAIN, most=8)
    knowing = progress(school, who).knowing
    assert (knowing.answers, knowing.judgement) == (8, Judgement.TOO_FEW)
    practise(school, who, "referral", False, Confidence.CERTAIN)
    wrong = progress(school, who).knowing.answers
    knowing = progress(school, who).knowing
    assert knowing.judgement is Judgement.TOO_SURE
    assert knowing.score == pytest.approx(0.95**2)
    school.clock.forward(28 * DAY_MS)
    practise(school, who, "child", True, Confidence.UNSURE, most=8)
    knowing = progress(school, who).knowing
    assert [(line.right, line.total) for line in knowing.lately] == [(8, 8), (0, 0), (0, 0)]
    assert [(line.right, line.total) for line in knowing.earlier] == [(0, 0), (0, 0), (0, wrong)]


def test_what_was_done_is_listed_the_latest_first(school: School, who: Admitted) -> None:
    asked = len(practise(school, who, "referral", True, Confidence.CERTAIN))
    school.clock.forward(DAY_MS)
    school.read(who, "referral-1-two-authorities", 9, done=True)
    school.clock.forward(DAY_MS)
    stream = school.sit(who, 12)
    school.clock.forward(DAY_MS)
    practise(school, who, REFRESHER, True, Confidence.CERTAIN)
    history = progress(school, who).history
    assert [work.kind for work in history] == ["refresher", "assessment", "lesson", "practice"]
    assert (history[1].id, history[1].passed, history[1].right) == (stream, True, 12)
    assert school.house.results.result(who.id, who.name, history[1].id, "en").right == 12
    assert (history[3].title, history[3].right, history[3].total) == ("Referral routes", asked, asked)


def test_an_assessment_is_no_practice(school: School, who: Admitted) -> None:
    school.sit(who, 0)
    view = progress(school, who)
    assert view.misjudged == ()
    assert view.knowing.answers == 0
    assert not any(module.mastery.met for module in view.modules)


def test_nobody_sees_anybody_elses(school: School, who: Admitted) -> None:
    practise(school, who, "referral", False, Confidence.CERTAIN)
    assert not progress(school, school.learner("Jonas Kvist")).begun
