"""Owns for how long what is kept: the periods, what is over them, taking that away; never does it by itself."""

from __future__ import annotations

import msgspec

from question_bank import canonical
from trainer.clock import Clock
from trainer.core.message import Refused
from trainer.core.privacy import Overdue, Periods, Retained, Step, silent
from trainer.core.timekeeping import Stamp
from trainer.desks.erasing import Erasing
from trainer.records import audit, erasure, retention
from trainer.records.audit import Act
from trainer.records.opening import Records
from trainer.records.settings import Settings

SETTING = "retention"
LONGEST = 600
"""Months."""


def periods(settings: Settings) -> Periods:
    """Read the periods; ones that are none are without end."""
    try:
        return msgspec.json.decode(settings.get(SETTING, "{}"), type=Periods)
    except msgspec.MsgspecError:
        return Periods()


class Retaining:
    """What a trainer, or the owner of the account, asks for about periods. Looking and taking away are slow."""

    def __init__(self, records: Records, erasing: Erasing, clock: Clock) -> None:
        self._records = records
        self._store = records.store
        self._erasing = erasing
        self._clock = clock

    def periods(self) -> Periods:
        """For how long what is kept."""
        return periods(self._records.settings)

    def keep(self, wished: Periods, by: str) -> None:
        """Keep other periods. Nothing is taken away by that. Raises Refused("privacy.months"), Fault."""
        if any(not 0 <= months <= LONGEST for months in msgspec.structs.astuple(wished)):
            raise Refused("privacy.months", limit=LONGEST)
        text = msgspec.json.encode(wished).decode()
        with self._store.write() as db:
            db.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (SETTING, text))
            audit.write(db, self._clock.now(), by, Act.RETAINED, **msgspec.structs.asdict(wished))

    def look(self, wished: Periods | None = None) -> Overdue:
        """Say what the periods, or others, would take away now, and take nothing."""
        return self._over(self._clock.now(), wished or self.periods())[0]

    def carry_out(self, seen: Overdue, by: str, progress: Step = silent) -> Retained:
        """Take away what was looked at. Raises Refused("privacy.retention-changed") where that is no longer the same,
        people.last-trainer, erasure.own; Fault. Attempts and lines of the log go in one transaction, then people in one."""
        at = self._clock.now()
        now, attempts = self._over(at, seen.periods)
        if now.digest != seen.digest:
            raise Refused("privacy.retention-changed")
        log_before = retention.before(at, now.periods.log)
        if attempts or now.log:
            with self._store.write() as db:
                retention.forget_attempts(db, self._store, self._records.archive, attempts)
                if now.log:
                    retention.forget_lines(db, log_before)
                audit.write(db, at, by, Act.RETAINED, attempts=len(attempts), lines=now.log)
                erasure.begin(db)
            retention.forgotten(self._records.journal, attempts)
        if now.people:
            erased = self._erasing.erase([one.id for one in now.people], by, progress, Act.RETAINED)
        else:
            # What was deleted is to leave the file too; backups keep it until they fall away.
            erased = self._erasing.finish(progress)
        return Retained(len(now.people), len(attempts), now.log, erased)

    def _over(self, at: Stamp, kept: Periods) -> tuple[Overdue, tuple[tuple[str, str], ...]]:
        people = tuple(retention.inactive(self._store, retention.before(at, kept.inactive))) if kept.inactive else ()
        without = msgspec.json.encode([one.id for one in people]).decode()
        asked = (retention.before(at, kept.attempts), without, at.utc_ms)
        attempts = retention.old_attempts(self._store, *asked) if kept.attempts else ()
        held = retention.kept_by_certificate(self._store, *asked) if kept.attempts else 0
        lines = retention.old_lines(self._store, retention.before(at, kept.log)) if kept.log else 0
        digest = canonical.digest([kept, people, attempts, lines])
        return (
            Overdue(kept, people, len(attempts), len({person for person, _stream in attempts}), held, lines, digest),
            attempts,
        )
