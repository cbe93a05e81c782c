"""Speaks to the records as a learner's program does: begin, see, answer, hand in; every word is committed."""

from __future__ import annotations

from pathlib import Path

from question_bank.model import Blueprint, Confidence, Item
from tests.builders import records as build
from trainer.core.events import AttemptStarted, Body, Event, Submitted, TimedOut
from trainer.core.requests import Access
from trainer.records import folding
from trainer.records.folding import Difference
from trainer.records.opening import Records, open_records
from trainer.records.people import Person
from trainer.records.queries.learner import LearnerQueries


class Round:
    """One attempt of one person."""

    def __init__(self, records: Records, clock: build.Clock, items: tuple[Item, ...], stream: str) -> None:
        self._records = records
        self._clock = clock
        self.items = items
        self.stream = stream

    def do(self, body: Body) -> Event:
        """Let one event happen a second later."""
        return self._records.journal.append(self.stream, body, self._clock.after(1_000), "en")

    def see(self, place: int) -> Event:
        """Have a question on the screen."""
        return self.do(build.seen(place, self.items[place]))

    def press(self, place: int, *options: str, confidence: Confidence | None = Confidence.FAIRLY_SURE) -> Event:
        """Answer the question on the screen."""
        return self.do(build.answered(place, self.items[place], *options, confidence=confidence))

    def answer(self, place: int, *options: str, confidence: Confidence | None = Confidence.FAIRLY_SURE) -> Event:
        """See a question and answer it."""
        self.see(place)
        return self.press(place, *options, confidence=confidence)

    def hand_in(self) -> Event:
        """Submit."""
        return self.do(Submitted())

    def run_out(self) -> Event:
        """Let the time be over."""
        return self.do(TimedOut())


class RecordsDriver:
    """One data folder with a clock. `reopen` is what a restart of the program does."""

    def __init__(self, folder: Path, clock: build.Clock | None = None) -> None:
        self.folder = folder
        self.clock = clock or build.Clock()
        self.records: Records = open_records(folder)

    def reopen(self) -> None:
        """Close the folder and open it again."""
        self.records.close()
        self.records = open_records(self.folder, create=False)

    def close(self) -> None:
        """Let the folder go."""
        self.records.close()

    def learner(self, name: str = "Sofie Krogh", access: Access = Access.LEARNER) -> Person:
        """Add a person."""
        return self.records.people.add(name, "officer", access, self.clock.now())

    def begin(self, person: Person, body: AttemptStarted, items: tuple[Item, ...]) -> Round:
        """Begin an attempt with a given first event."""
        shown: tuple[Item | Blueprint, ...] = (*items, build.blueprint()) if body.blueprint else items
        event = self.records.journal.begin(
            person.id, "attempt", body.policy.subject, body, self.clock.after(1_000), "en", shown
        )
        return Round(self.records, self.clock, items, event.stream)

    def practise(self, person: Person, items: tuple[Item, ...] = build.ITEMS) -> Round:
        """Begin a round of practice."""
        return self.begin(person, build.practice(items), items)

    def sit(self, person: Person, items: tuple[Item, ...] = build.ITEMS[:8]) -> Round:
        """Begin the self-check."""
        return self.begin(person, build.assessment(items), items)

    def read_lesson(self, person: Person, block: int, *, done: bool = False, lesson: str = "lesson-1") -> Event:
        """Read a lesson up to a block."""
        body = build.read_to(block, done, lesson)
        record = self.ask.lessons(person.id).get(lesson)
        now = self.clock.after(1_000)
        if record is None:
            return self.records.journal.begin(person.id, "lesson", lesson, body, now, "en")
        return self.records.journal.append(record.stream, body, now, "en")

    @property
    def ask(self) -> LearnerQueries:
        """What a learner's pages ask."""
        return LearnerQueries(self.records.store)

    def differences(self) -> tuple[Difference, ...]:
        """How the folded tables differ from what the events give."""
        scratch = self.records.store.temporary("copy-")
        try:
            return folding.compare(self.records.store, scratch)
        finally:
            scratch.unlink(missing_ok=True)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        ((rows,),) = self.records.store.execute(f"SELECT count(*) FROM {table}")
        return int(rows)
