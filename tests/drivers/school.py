"""Owns a real house with people and a past, for pages to be shown and tested on; answers through the desks alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from msgspec.structs import replace

from question_bank.bank import BankFile
from question_bank.model import Confidence
from trainer.core.requests import Access, Admitted
from trainer.core.timekeeping import Stamp
from trainer.house import House

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
MORNING = Stamp(1_795_420_800_000, 60, "boot", 1_000_000)
"""Monday 23 November 2026, 09:00 in Denmark."""


@dataclass
class ToldClock:
    """A clock that shows what it is told."""

    stamp: Stamp = MORNING
    asleep: int = 0

    def now(self) -> Stamp:
        """This moment; each look takes 5 ms."""
        self.forward(5)
        return self.stamp

    def forward(self, ms: int) -> None:
        """Let time pass."""
        self.stamp = replace(self.stamp, utc_ms=self.stamp.utc_ms + ms, boot_ms=self.stamp.boot_ms + ms)

    def asleep_ms(self) -> int:
        """How long the computer slept."""
        return self.asleep

    def sleep(self, ms: int) -> None:
        """Let the computer be suspended."""
        self.asleep += ms
        self.forward(ms)

    def set_wall(self, ms: int) -> None:
        """Move the wall clock alone."""
        self.stamp = replace(self.stamp, utc_ms=self.stamp.utc_ms + ms)

    def reboot(self, away_ms: int, boot: str = "another boot") -> None:
        """Start the computer anew after some time."""
        self.stamp = replace(self.stamp, utc_ms=self.stamp.utc_ms + away_ms, boot=boot, boot_ms=20_000)

    def here(self) -> datetime:
        """This moment as the person's clock shows it."""
        there = timezone(timedelta(minutes=self.stamp.offset_min))
        return datetime.fromtimestamp(self.stamp.utc_ms / 1000, UTC).astimezone(there)


def clock_at(moment: str) -> ToldClock:
    """A clock that shows a moment such as "2026-11-23T09:00+01:00". The computer was started at that day's midnight."""
    at = datetime.fromisoformat(moment)
    offset = at.utcoffset()
    assert offset is not None, "a moment needs its offset from UTC"
    day_ms = ((at.hour * 60 + at.minute) * 60 + at.second) * 1000
    return ToldClock(
        Stamp(round(at.timestamp() * 1000), round(offset.total_seconds() / 60), f"boot-{at.date()}", day_ms)
    )


class School:
    """A data folder with people, opened."""

    def __init__(self, folder: Path, bank: Path | None = None, clock: ToldClock | None = None) -> None:
        self.clock = clock or ToldClock()
        opened = BankFile.open(bank) if bank is not None else None
        self.house = House.open(folder, clock=self.clock, create=True, bank=opened)

    def close(self) -> None:
        """Let the folder go."""
        self.house.close()

    def learner(self, name: str = "Sofie Bjerre", role: str = "asylum-officer", pin: str = "") -> Admitted:
        """Add a learner and sign them in."""
        entrance = self.house.entrance
        return entrance.admit(entrance.add(name, role, entrance.hash_secret(pin) if pin else ""))

    def trainer(self, name: str = "Maja Lindholm", pin: str = "4711") -> Admitted:
        """Add a trainer and sign them in."""
        entrance = self.house.entrance
        people = self.house.records.people
        person = people.add(name, "trainer", Access.TRAINER, self.clock.now(), entrance.hash_secret(pin))
        return entrance.admit(person.id)

    def read(self, who: Admitted, lesson: str, block: int, done: bool = False) -> None:
        """Read a lesson up to a block."""
        self.house.learning.keep_place(who.id, lesson, block, done, "en")

    def practise(self, who: Admitted, module: str, right: int, wrong: int = 0, finish: bool = True) -> None:
        """Answer questions, the first ones right; a round that ends is followed by another."""
        hand = self.house.learning.practise(who.id, module, "en")
        left = [True] * right + [False] * wrong
        for well in left:
            question = hand.question()
            item = hand.attempt.item(question.digest)
            keyed = [option.id for option in question.options if option.id in item.key]
            other = [option.id for option in question.options if option.id not in item.key]
            given = keyed if well else other[: item.answers]
            self.clock.forward(30_000)
            hand.check(tuple(given), Confidence.CERTAIN if well else Confidence.UNSURE)
            if not hand.forward():
                hand = self.house.learning.practise(who.id, module, "en")
        if finish:
            hand.attempt.pause()

    def sit(self, who: Admitted, right: int, blueprint: str = "self-check-standard") -> str:
        """Sit a self-check, the first questions right and the rest wrong, and hand it in. Return the stream."""
        hand = self.house.assessing.sit(who.id, blueprint, "en")
        for place in range(hand.length):
            hand.go(place)
            question = hand.question()
            item = self.house.records.archive.item(question.digest)
            wanted = [o.id for o in question.options if (o.id in item.key) is (place < right)]
            self.clock.forward(40_000)
            hand.choose(tuple(wanted[: item.answers]))
            hand.say_confidence(tuple(Confidence)[place % 3])
        hand.submit()
        return hand.attempt.stream

    def assign(self, plan: str, *people: Admitted, opens_ms: int = 0, due_ms: int = 0, closes_ms: int = 0) -> None:
        """Assign an assessment to people, one by one."""
        from trainer.core.assignments import Dates, Kind
        from trainer.records.cohorts import Cohorts

        dates, ids = Dates(opens_ms, due_ms, closes_ms), [person.id for person in people]
        Cohorts(self.house.records.store).assign(Kind.ASSESSMENT, plan, dates, False, (), ids, self.clock.now(), "")
