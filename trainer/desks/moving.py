"""Owns taking one's own progress to another computer and bringing it from one; knows no widget."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

from trainer.clock import Clock, offset_at
from trainer.core import days, events
from trainer.core.message import Refused
from trainer.core.requests import Moved
from trainer.exchange import progress
from trainer.exchange.progress import Content, Header, Stream
from trainer.records import marks, moving
from trainer.records.archive import Archive
from trainer.records.journal import Journal
from trainer.records.moving import Receiving, Shown
from trainer.records.people import People
from trainer.records.projections import Projector
from trainer.records.rows import StreamRow
from trainer.records.store import Store


class Moving:
    """What a person asks for who changes computers. Both ways may run in a worker thread."""

    def __init__(self, store: Store, archive: Archive, journal: Journal, people: People, clock: Clock) -> None:
        self._store = store
        self._people = people
        self._receiving = Receiving(store, archive, journal, Projector(archive, store))
        self._clock = clock

    def take(self, person: str, target: Path) -> Moved:
        """Write a person's whole progress to `target`. Raises Fault; a file that was there is then unchanged.

        Assessments with graded questions are left out and counted: to be marked elsewhere they would need the keys.
        """
        from trainer.records import place
        from trainer.reports.target import replacing

        place.refuse_own(self._store.folder, target)
        with self._store.snapshot() as snapshot:
            streams = moving.streams_of(snapshot, person)
            every = tuple(moving.events_of(snapshot, person))
            decoded = [events.decoded(data) for _digest, data in every]
            graded = moving.graded_in(snapshot, decoded)
            streams = tuple(stream for stream in streams if stream.id not in graded)
            stored = tuple(one for one, event in zip(every, decoded, strict=True) if event.stream not in graded)
            shown = tuple(moving.shown_in(snapshot, (event for event in decoded if event.stream not in graded)))
        name, made_ms = self._people.get(person).name, self._clock.now().utc_ms
        header = Header(person, name, made_ms, len(streams), len(shown), len(stored), len(graded))
        with replacing(target) as file:
            progress.write(
                file,
                header,
                (Stream(one.id, one.kind, one.mode, one.subject, one.started_ms) for one in streams),
                (Content(one.digest, one.kind, one.data) for one in shown),
                stored,
            )
        return Moved(str(target), len(streams), len(stored), left_out=len(graded))

    def bring(self, person: str, path: Path, *, knowingly: bool = False) -> Moved:
        """Put what is new of a file's progress into a person's profile: all of it or nothing.

        Raises Refused: moving.other-person where the file names somebody else, moving.already-here where some of it
        is in another profile here, moving.not-whole; moving.erased-here where its profile, or somebody of that name, was
        erased here, unless it is brought `knowingly`; Fault where the file is not what it should be.
        """
        found = progress.read(path)
        one = self._people.get(person)
        if _folded(found.header.name) != _folded(one.name):
            raise Refused("moving.other-person", name=found.header.name)
        erased = marks.profile_erased_on(self._store, found.header.person)
        erased = erased or marks.erased_on(self._store, one.name, one.number)
        if erased is not None and not knowingly:
            raise Refused("moving.erased-here", day=here(erased, self._clock).isoformat())
        streams = [StreamRow(one.id, person, one.kind, one.mode, one.subject, one.started_ms) for one in found.streams]
        shown = [Shown(one.digest, one.kind, one.data) for one in found.contents]
        got = self._receiving.receive(person, streams, shown, found.events)
        return Moved(str(path), got.new, got.events, got.here, got.apart, found.header.left_out)


def here(utc_ms: int, clock: Clock) -> date:
    """The day of a moment by this computer's clock."""
    return days.of(utc_ms, offset_at(clock.now())(utc_ms))


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
