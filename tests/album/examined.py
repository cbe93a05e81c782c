"""Owns what was examined in the made-up school: a bank of graded questions, assessments sat, a dispute, a ruling, a certificate."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from question_bank.model import Confidence, Pool
from tests.builders.graded import EXAM, LONG, plain_trainers_bank
from tests.drivers.school import DAY_MS, School, ToldClock
from trainer.core.plan_wishes import PlanWish, QuotaWish
from trainer.core.policies import ConfidenceAsked, Feedback
from trainer.core.requests import Admitted
from trainer.core.ruling_views import RulingWish
from trainer.core.scoring import RulingKind
from trainer.desks.sitting import Sitting

EXAMINER, PASSED, FAILED, SITTER = "Viggo Aagaard", "Rosa Lindegaard", "Malthe Frost", "Ellen Winther"
LONG_TITLE = (
    "Afsluttende prøve i at lægge mærke til mulig menneskehandel for efteruddannelsen i de østlige politikredse"
)
OPEN_PLAN = PlanWish(
    title="Autumn test",
    summary="Twelve questions from two modules.",
    pool=Pool.SELF_CHECK,
    quotas=(QuotaWish("indicators", "3"), QuotaWish("referral", "3")),
    minutes="20",
    pass_mark="4",
    attempts="3",
    confidence=ConfidenceAsked.REQUIRED,
    feedback=Feedback.EVERYTHING,
    valid_months="12",
)


def examine(folder: Path, clock: ToldClock) -> None:
    """Let a second trainer of a school install a bank and compose, and let learners sit."""
    school = School(folder, clock=clock)
    with school.house:
        _examine(school)


def _examine(school: School) -> None:
    house = school.house
    trainer = school.trainer(EXAMINER, LONG)
    house.vaulting.install(plain_trainers_bank(), trainer.id, LONG)
    house.vaulting.open(trainer.id, LONG)
    taken = house.composing.save(OPEN_PLAN, trainer.id)
    held = house.composing.save(replace(OPEN_PLAN, title="Held back", feedback=Feedback.NOTHING), trainer.id)
    house.composing.retire(house.composing.save(replace(OPEN_PLAN, title=LONG_TITLE), trainer.id), trainer.id)
    long = house.composing.save(replace(OPEN_PLAN, title=LONG_TITLE, summary=f"{LONG_TITLE}. " * 3), trainer.id)
    people = [school.learner(name, "patrol") for name in (PASSED, FAILED, SITTER)]
    for plan in (taken, held, long, EXAM.id):
        school.assign(plan, *people, due_ms=school.clock.now().utc_ms + 9 * DAY_MS)
    passed, failed, _sitter = people
    stream = _sit(school, passed, taken, 6)
    house.certifying.issue(passed.id, stream, "en")
    _sit(school, passed, held, 5)
    _sit(school, failed, taken, 3, away=True)
    other = _sit(school, failed, taken, 0)
    house.results.dispute(failed.id, other, 1, "B is right as well: the question asks who to call first.", "en")
    house.results.dispute(failed.id, other, 2, "The year is missing.", "en")
    item = house.ruling.disputed("en")[0].item
    house.ruling.rule(RulingWish(item, RulingKind.ALL), "Two options say the same.", trainer.id, "en")
    house.vaulting.close(trainer.id)


def _sit(school: School, who: Admitted, plan: str, right: int, *, away: bool = False) -> str:
    """Sit an assessment with so many right answers, perhaps with the computer asleep in between."""
    hand: Sitting = school.house.assessing.sit(who.id, plan, "en")
    for place in range(hand.length):
        hand.go(place)
        school.clock.forward(30_000)
        question = hand.question()
        item = hand.attempt.item(question.digest)
        wanted = [one.id for one in question.options if (one.id in item.key) is (place < right)]
        hand.choose(tuple(wanted[: item.answers]))
        hand.say_confidence(Confidence.CERTAIN)
        if away and place == 2:
            hand.attempt.look_away()
            school.clock.forward(60_000)
            hand.attempt.look_back()
            school.clock.sleep(120_000)
            hand.attempt.beat()
    hand.submit()
    return hand.attempt.stream
