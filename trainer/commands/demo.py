"""Owns `vejvis demo`: made-up people who learn through the real engine by a clock of their own; touches no real person."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from question_bank.model import Confidence
from trainer import places
from trainer.catalogue import Catalogue
from trainer.clock import Clock, SystemClock
from trainer.commands.job import Job
from trainer.core import days
from trainer.core.assignments import AssignmentWish, Kind
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.core.timekeeping import Stamp
from trainer.faults import Exit
from trainer.house import House, open_bank
from trainer.records.people import Person

WEEKS = 8
"""How long ago the first of them began."""
ASSIGNED_DAY = 35
"""So many days after the first, something is assigned."""
DUE_IN = 8
"""In so many days from now on it is due."""
MINUTE_MS = 60_000
DAY_MS = 86_400_000


def _words(row: str) -> tuple[str, ...]:
    return tuple(row.split())


FIRST_NAMES = _words(
    "Aisha Anders Anne Astrid Birgitte Camilla Dorthe Emil Fatima Frederik Freja Gitte Hanne Hassan Henrik Ida Inge Jakob"
    " Jens Karen Kirsten Lars Line Louise Mads Maja Malene Marek Mette Mikkel Morten Naja Nikolaj Oskar Pia Rasmus Sara"
    " Signe Sofie Søren Thea Thomas Trine Yusuf Zeynep Łukasz Åse Øyvind"
)
LAST_NAMES = _words(
    "Andersen Arslan Bach Berg Bertelsen Christensen Dahl Eriksen Frandsen Frost Hansen Holm Iversen Jensen Jepsen"
    " Johansen Kjær Kowalska Krogh Larsen Lund Mikkelsen Møller Nielsen Nørgaard Olsen Petersen Poulsen Rahimi Rasmussen"
    " Skov Sørensen Thomsen Toft Vestergaard Winther Yılmaz Ørsted Østergaard"
)
TRAINER_NAME = "Demo Trainer"


class SimulatedClock:
    """A clock that stands still until it is moved. No time of this computer's is in its stamps but the start."""

    def __init__(self, start: Stamp) -> None:
        self._start = start
        self._ms = start.utc_ms

    def now(self) -> Stamp:
        """The moment the clock stands at."""
        return Stamp(self._ms, self._start.offset_min, "demo", max(0, self._ms - self._start.utc_ms))

    def asleep_ms(self) -> int:
        """It never sleeps."""
        return 0

    def set(self, utc_ms: int) -> None:
        """Put the clock to a moment."""
        self._ms = utc_ms

    def move(self, ms: int) -> None:
        """Let time go by."""
        self._ms += ms


class Character(msgspec.Struct, frozen=True):
    """How a made-up learner learns: chance of a right answer at first, what practice adds, sessions, first day, doubt."""

    ability: float
    gain: float
    days: tuple[int, ...]
    doubt: float
    reads: bool
    sits: int


class Demo(msgspec.Struct, frozen=True):
    """What a demonstration holds."""

    learners: int
    answers: int
    attempts: int


def run(job: Job) -> Exit:
    """Fill the folder, unless there are real people in it."""
    options = job.options
    if job.where.in_use() is not None:
        with job.records() as records:
            if records.people.real():
                raise Refused("cli.demo.real-people", path=str(job.folder))
    made = fill(job, options.learners, options.seed, SystemClock())
    job.voice.say(
        "cli.demo.done", learners=made.learners, answers=made.answers, attempts=made.attempts, path=str(job.folder)
    )
    return Exit.DONE


def fill(job: Job, learners: int, seed: int, clock: Clock) -> Demo:
    """Make up `learners` people and weeks of their learning, ending yesterday by `clock`, in two groups.

    The same seed gives the same; who is here already is not made up once more.
    """
    first_day = _midnight(clock.now()) - WEEKS * 7 * DAY_MS
    simulated = SimulatedClock(Stamp(first_day, clock.now().offset_min, "demo", 0))
    chance = random.Random(f"vejvis demo {seed}")
    with House.open(
        job.folder,
        bank=open_bank(),
        clock=simulated,
        language=job.voice.words.language,
        create=True,
        shared=places.open_to_all(job.folder),
        seeds=lambda: chance.getrandbits(48),
    ) as house:
        here = {person.name: person for person in house.records.people.everybody()}
        trainer = here.get(TRAINER_NAME) or _add(house, TRAINER_NAME, "", Access.TRAINER)
        roles = [role.id for role in house.bank.roles()] or [""]
        made: list[Person] = []
        for name in _names(learners, chance):
            character = _character(chance)
            simulated.set(first_day + character.days[0] * DAY_MS if character.days else first_day)
            role = chance.choice(roles)
            if name in here:
                # Made up before, by the same seed: nobody is here twice.
                continue
            person = _add(house, name, role, Access.LEARNER, joined=bool(character.days))
            made.append(person)
            if character.days:
                with house.records.journal.batch():
                    _Learner(house, simulated, person, character, chance, job.voice.words.language).learn(first_day)
                house.records.people.used(person.id, simulated.now())
        if made:
            simulated.set(first_day + ASSIGNED_DAY * DAY_MS)
            _group(house, trainer.id, made, clock.now(), job.voice.words)
        people = house.teaching.people()
        return Demo(len(people), sum(person.answers for person in people), sum(person.attempts for person in people))


def _midnight(now: Stamp) -> int:
    """The beginning of this local day, as UTC milliseconds."""
    local = datetime.fromtimestamp(now.utc_ms / 1000, UTC) + timedelta(minutes=now.offset_min)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(minutes=now.offset_min)
    return round(midnight.timestamp() * 1000)


def _add(house: House, name: str, role: str, access: Access, joined: bool = True) -> Person:
    return house.records.people.add(name, role, access, house.clock.now(), synthetic=True, joined=joined)


def _group(house: House, trainer: str, people: Sequence[Person], now: Stamp, words: Catalogue) -> None:
    """Put people into two groups by turns, and assign each of them something that is due after `now`."""
    desk = house.grouping
    known = {group.name: group for group in desk.groups()}
    groups = []
    for number in (1, 2):
        name = words.say("cli.demo.group", number=number)
        group = known.get(name) or desk.make(name)
        desk.put_in(group.id, tuple(person.id for person in people[number - 1 :: 2]))
        groups.append(group.id)
    due = days.of(now.utc_ms + DUE_IN * DAY_MS, now.offset_min).isoformat()
    modules, cases = (desk.subjects(kind, "en") for kind in (Kind.MODULE, Kind.CASE))
    for cohort, (module, _title) in zip(groups, modules, strict=False):
        watched = cohort == groups[0]
        desk.assign(AssignmentWish(Kind.MODULE, module, (cohort,), due=due, sees_answers=watched), trainer)
    if cases:
        desk.assign(AssignmentWish(Kind.CASE, cases[0][0], (groups[1],), due=due), trainer)
    for plan, _title in desk.subjects(Kind.ASSESSMENT, "en")[:1]:
        desk.assign(AssignmentWish(Kind.ASSESSMENT, plan, tuple(groups), due=due), trainer)


def _names(count: int, chance: random.Random) -> list[str]:
    """Names, all different as long as there are enough."""
    every = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    drawn = chance.sample(every, min(count, len(every)))
    return drawn + [f"{chance.choice(every)} {number}" for number in range(2, count - len(drawn) + 2)]


def _character(chance: random.Random) -> Character:
    kind = chance.choices(("absent", "fading", "steady", "keen"), (1, 3, 6, 3))[0]
    if kind == "absent":
        return Character(0.0, 0.0, (), 0.0, reads=False, sits=0)
    first = chance.randrange(0, WEEKS * 7 - 21)
    last = min(WEEKS * 7, first + 18) if kind == "fading" else WEEKS * 7
    sessions = {"fading": chance.randint(1, 4), "steady": chance.randint(4, 9), "keen": chance.randint(9, 14)}[kind]
    days = sorted(chance.sample(range(first, last), min(sessions, last - first)))
    sits = {"fading": chance.choice((0, 0, 1)), "steady": chance.choice((0, 1, 1, 2)), "keen": chance.randint(1, 3)}[
        kind
    ]
    return Character(
        ability=chance.betavariate(5, 4),
        gain=chance.uniform(0.01, 0.05),
        days=tuple(days),
        doubt=chance.uniform(0.1, 0.6),
        reads=chance.random() < 0.85,
        sits=sits,
    )


class _Learner:
    """One made-up person at work."""

    def __init__(
        self,
        house: House,
        clock: SimulatedClock,
        person: Person,
        character: Character,
        chance: random.Random,
        language: str,
    ) -> None:
        self._house = house
        self._clock = clock
        self._person = person.id
        self._character = character
        self._chance = chance
        self._language = language
        self._ability = character.ability

    def learn(self, first_day: int) -> None:
        """Go through all sessions; assessments come last, as a trainer would have it."""
        modules = [module.id for module in self._house.bank.modules()]
        self._chance.shuffle(modules)
        days = self._character.days
        sitting = set(days[len(days) - self._character.sits :]) if self._character.sits else set()
        for number, day in enumerate(days):
            self._clock.set(first_day + day * DAY_MS + self._chance.randint(8 * 60, 15 * 60) * MINUTE_MS)
            module = modules[number % len(modules)]
            if self._character.reads:
                self._read(module)
            self._practise(module, leave=number == len(days) - 1 and self._chance.random() < 0.3)
            if day in sitting:
                self._clock.move(self._chance.randint(5, 40) * MINUTE_MS)
                self._sit()
            self._ability = min(0.95, self._ability + self._character.gain)

    def _read(self, module: str) -> None:
        """The module's first lesson that is not read yet, sometimes only its beginning."""
        lessons = self._house.learning.module(self._person, module, self._language).lessons
        unread = next((lesson for lesson in lessons if not lesson.done), None)
        if unread is None:
            return
        blocks = len(self._house.bank.lesson(unread.id).blocks)
        stop = blocks if self._chance.random() < 0.8 else self._chance.randint(1, blocks)
        for block in range(stop):
            self._clock.move(self._chance.randint(10_000, 60_000))
            done = block == blocks - 1
            if done or block % 4 == 3 or block == stop - 1:
                self._house.learning.keep_place(self._person, unread.id, block, done, self._language)

    def _practise(self, module: str, leave: bool) -> None:
        try:
            practice = self._house.learning.practise(self._person, module, self._language)
        except Refused:
            return  # A module without questions yet.
        last = self._chance.randint(1, 8) if leave else 0
        while not practice.finished:
            self._clock.move(self._chance.randint(15_000, 75_000))
            question = practice.question()
            if not any(option.chosen for option in question.options):
                options, confidence = self._answer(question.digest, [option.id for option in question.options])
                practice.check(options, confidence)
            self._clock.move(self._chance.randint(5_000, 40_000))
            if question.number == last:
                practice.attempt.pause()
                return
            practice.forward()

    def _sit(self) -> None:
        blueprints = self._house.bank.blueprints()
        if not blueprints:
            return
        try:
            sitting = self._house.assessing.sit(self._person, blueprints[0].id, self._language)
        except Refused:
            return  # The bank has too few questions for it yet.
        slow = self._chance.random() < 0.08
        for place in range(sitting.length):
            self._clock.move(self._chance.randint(20_000, 80_000) * (4 if slow else 1))
            if sitting.settle():
                return
            sitting.go(place)
            question = sitting.question()
            if self._chance.random() < 0.1:
                sitting.flag()
            if self._chance.random() < 0.03:
                continue
            options, confidence = self._answer(question.digest, [option.id for option in question.options])
            sitting.choose(options)
            if sitting.asks_confidence:
                sitting.say_confidence(confidence)
        self._clock.move(MINUTE_MS)
        sitting.submit()

    def _answer(self, digest: str, shown: Sequence[str]) -> tuple[tuple[str, ...], Confidence]:
        """Options to choose and how sure: right by ability, more often sure when right."""
        item = self._house.bank.item(digest)
        key = [option for option in shown if option in item.key]
        rest = [option for option in shown if option not in item.key]
        right = self._chance.random() < self._ability - 0.06 * (item.level - 1)
        if right or not rest:
            options = key
        else:
            # One distractor draws more than the others, as it does among people.
            rest.sort()
            wrong = rest[0] if self._chance.random() < 0.5 else self._chance.choice(rest)
            options = sorted({*key[: len(key) - 1], wrong}, key=shown.index)
        sure = self._chance.random() - self._character.doubt + (0.25 if right else 0.0)
        if sure < 0:
            return tuple(options), Confidence.UNSURE
        return tuple(options), Confidence.FAIRLY_SURE if sure < 0.4 else Confidence.CERTAIN
