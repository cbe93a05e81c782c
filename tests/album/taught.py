"""Owns what a trainer has done in the made-up school: groups, assignments, people of a list, merges; answers through the desks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.drivers.school import DAY_MS, School, ToldClock
from trainer.core.assignments import AssignmentWish, Kind
from trainer.core.requests import Access, Admitted

CHECK, CASE = "self-check-standard", "indicators-case-borrowed-journey"
WATCHED, LONG_NAME = "Freja Lund", "Alexandra Konstantina Bjørnholt Frederiksdatter Østergaard-Christensen"
GROUP, BIG_GROUP, VACANT = (
    "Hold 3A",
    "Efteruddannelse i udlændingeafdelingen og på de tre østlige modtagecentre, efteråret 2026 og foråret 2027",
    "Hold 3C",
)
ROSTER = (
    "Navn;Medarbejdernummer;Hold;Rolle\n"
    "Åse Bjørn;0012;Hold 3A;\n"
    "Bo Østergaard;0013;Hold 3A;Patruljebetjent\n"
    f"{LONG_NAME} Junior;0019;{BIG_GROUP};\n"
    "Sofie Bjerre;0015;Hold 3B;\n"
    "Ida Thorup;0021;Hold 3B;\n"
    ";0016;Hold 3B;\n"
    "Dan Ek;0012;Hold 3B;\n"
    "Noah Friis;1002;Hold 3A;\n"
)
NAMELESS = "1;2;3\n4;5;6\n"


def teach(folder: Path, clock: ToldClock) -> None:
    """Let the trainer of a school make groups, assign, bring in people, and merge two of them."""
    school = School(folder, clock=clock)
    with school.house:
        _teach(school)


def _teach(school: School) -> None:
    house = school.house
    trainer = next(one for one in house.records.people.everybody() if one.access is Access.TRAINER)
    grouping, people = house.grouping, house.records.people
    freja, long = school.learner(WATCHED, "patrol"), school.learner(LONG_NAME, "centre-staff")
    ids = [one.id for one in people.everybody() if one.access is Access.LEARNER]
    first = grouping.make(GROUP, tuple(ids[:9]), trainer.id)
    grouping.make(BIG_GROUP, (*ids[6:], freja.id, long.id), trainer.id)
    grouping.make(VACANT, (), trainer.id)
    day = school.clock.here().date()

    def on(days: int) -> str:
        return (day + timedelta(days=days)).isoformat()

    wishes = (
        AssignmentWish(Kind.MODULE, "referral", people=(freja.id, long.id), due=on(20), sees_answers=True),
        AssignmentWish(Kind.MODULE, "indicators", cohorts=(first.id,), due=on(9)),
        AssignmentWish(Kind.CASE, CASE, cohorts=(first.id,), opens=on(2), due=on(9)),
        AssignmentWish(Kind.ASSESSMENT, CHECK, cohorts=(first.id,), opens=on(0), due=on(9), closes=on(12)),
    )
    for wish in wishes:
        grouping.assign(wish, trainer.id)
    school.clock.forward(1_000)
    school.practise(freja, "referral", right=3, wrong=2)
    school.practise(long, "referral", right=1, wrong=1)
    _sit_with_a_pause(school, freja)
    for number in range(4):
        _read(school, CASE, ids[number], number)
    listed = [
        people.add(name, "patrol", Access.LEARNER, school.clock.now(), number=number, joined=False).id
        for name, number in (("Noah Friis", "1002"), ("Emil Sondergaard", "1004"), ("Amalie Dahl", "1005"))
    ]
    amalie = next(one.id for one in people.everybody() if one.name == "Amalie Dahl")
    house.rostering.merge(amalie, listed[-1], trainer.id)
    people.add(f"{LONG_NAME}", "patrol", Access.LEARNER, school.clock.now(), number="1006", joined=False)
    school.clock.forward(DAY_MS)


def _sit_with_a_pause(school: School, who: Admitted) -> None:
    """A self-check during which the computer was suspended and the window was left."""
    hand = school.house.assessing.sit(who.id, CHECK, "en")
    for place in range(hand.length):
        hand.go(place)
        school.clock.forward(30_000)
        hand.choose((hand.question().options[0].id,))
        if place == 2:
            hand.attempt.look_away()
            school.clock.forward(60_000)
            hand.attempt.look_back()
        if place == 4:
            school.clock.sleep(120_000)
            hand.attempt.beat()
    hand.submit()


def _read(school: School, case: str, who: str, place: int) -> None:
    hand = school.house.casework.read(who, case, "en")
    while not hand.finished:
        scene = hand.scene()
        if scene.ending:
            hand.end()
            break
        if not scene.decided:
            hand.decide(scene.choices[place % len(scene.choices)].id)
        hand.forward()


def rosters(folder: Path) -> tuple[Path, Path, Path]:
    """Write a list with every kind of row, one whose columns nobody knows, and a file that is none."""
    files = folder / "hold-3a.csv", folder / "numbers.csv", folder / "picture.xlsx"
    for path, words in zip(files, (ROSTER, NAMELESS, "PK\3\4 not a workbook"), strict=True):
        path.write_text(words, "utf-8")
    return files
