"""Owns somebody who takes the self-check of a module through the desk; knows no page."""

from __future__ import annotations

from collections.abc import Collection

from question_bank.model import Confidence
from tests.drivers.school import School
from trainer.core import module_check
from trainer.core.requests import Admitted


def objectives_asked(school: School, module: str) -> tuple[str, ...]:
    """The objectives that the self-check of a module asks about today, those that are a must first."""
    line = school.house.assessing._checks.plans[module]
    asked = [quota.objectives[0] for quota in line.quotas]
    return tuple(sorted(asked, key=lambda objective: (objective not in line.essential, objective)))


def take(
    school: School,
    who: Admitted,
    module: str,
    missed: Collection[str] = (),
    sure: Confidence | None = Confidence.FAIRLY_SURE,
    submit: bool = True,
) -> str:
    """Take the self-check of a module, everything right but for the objectives `missed`. Return the stream."""
    hand = school.house.assessing.sit(who.id, module_check.subject(module), "en")
    for place in range(hand.length):
        hand.go(place)
        unit = hand.attempt.state.units[place]
        item = hand.attempt.item(unit.ref.digest)
        well = unit.ref.objective not in missed
        school.clock.forward(20_000)
        hand.choose(tuple(option.id for option in item.options if option.correct is well)[: item.answers])
        if sure is not None:
            hand.say_confidence(sure)
    if submit:
        hand.submit()
    return hand.attempt.stream
