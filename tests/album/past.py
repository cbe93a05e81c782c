"""Owns the made-up school that the pictures are taken in: who is there, what they have learned, when they were last here."""

from __future__ import annotations

from pathlib import Path

from tests.drivers.school import DAY_MS, School, ToldClock
from trainer.core import module_check

LEARNER, FINISHED, NEW, TESTED_OUT, FORGETFUL = (
    "Sofie Bjerre", "Astrid Holm", "Oliver Brandt", "Yusuf Demir", "Jonas Kvist",
)  # fmt: skip
TRAINER = "Maja Lindholm"
PIN, TRAINERS_PIN = "1357", "4711"
CHECKED = "child"

NAMES = (
    ("Amalie Dahl", "patrol"),
    ("Birk Madsen", "patrol"),
    ("Emil Søndergaard", "patrol"),
    ("Ida Thorup", "patrol"),
    ("Karla Winther", "centre-staff"),
    ("Nadia Rahimi", "municipal-worker"),
    (NEW, "patrol"),
    (TESTED_OUT, "shelter-worker"),
)


def school_with_a_past(folder: Path, *, whole: bool = False) -> ToldClock:
    """Fill a folder with people who have learned different amounts. Return the clock they lived by.

    The `whole` school also has somebody who has done everything, somebody who knew a module already and somebody whose
    PIN was taken away.
    """
    school = School(folder)
    if whole:
        _finish(school)
    trainer = school.trainer()
    sofie = school.learner(pin=PIN if whole else "")
    jonas = school.learner(FORGETFUL, "patrol", "2468" if whole else "")
    lessons = [lesson.id for lesson in school.house.bank.lessons()]
    for number, (name, role) in enumerate(NAMES[:-2]):
        who = school.learner(name, role)
        for lesson in lessons[: number + 1]:
            school.read(who, lesson, 3, done=True)
        for module in ("indicators", "child", "interview", "referral")[: 1 + number % 4]:
            school.practise(who, module, right=2 + number % 2, wrong=1)
        if number % 2:
            school.sit(who, right=6 + number)
    new, knew = (school.learner(name, role) for name, role in NAMES[-2:])
    for module, right in (("indicators", 3), ("child", 2), ("interview", 1)):
        school.practise(sofie, module, right=right, wrong=3 - right)
    for lesson in lessons[:3]:
        school.read(sofie, lesson, 3, done=True)
    school.read(sofie, lessons[3], 6)
    school.sit(jonas, right=10)
    assert trainer.name, "the trainer signs in with a PIN"
    assert new.name
    if whole:
        school.sit(knew, right=99, blueprint=module_check.subject(CHECKED))
        school.house.records.people.reset_secret(jonas.id, trainer.id, school.clock.now())
        school.clock.forward(60_000)
        school.house.entrance.admit(sofie.id)
    school.close()
    return school.clock


def _finish(school: School) -> None:
    """Somebody has read everything, answered every objective right three times, and passed."""
    who = school.learner(FINISHED, "centre-staff")
    bank = school.house.bank
    for lesson in bank.lessons():
        school.read(who, lesson.id, 3, done=True)
    for _ in range(3):
        for module in bank.modules():
            school.practise(who, module.id, right=len(bank.objectives(module.id)) + 2)
        school.clock.forward(5 * DAY_MS)
    school.sit(who, right=99)
    for case in bank.cases():
        hand = school.house.casework.read(who.id, case.id, "en")
        for choice in case.expert_path:
            hand.decide(choice)
            hand.forward()
        hand.forward()
