"""Owns what is stored about somebody: looking it up, saving it as a file, putting it right, the log; knows no widget."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo
from pathlib import Path
from typing import IO

import msgspec

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.catalogue import Catalogue
from trainer.clock import Clock, local
from trainer.core import events, log_words
from trainer.core.message import Refused
from trainer.core.policies import Mode
from trainer.core.privacy import (
    Correction,
    LogLine,
    LogWish,
    Periods,
    Somebody,
    Stored,
)
from trainer.core.requests import Access
from trainer.core.roster import LONGEST_NUMBER
from trainer.desks.logged import Logged
from trainer.desks.readable import Readable
from trainer.desks.retaining import periods
from trainer.desks.watching import seen_answers
from trainer.records import audit, copies, held, moving, place
from trainer.records.audit import Act
from trainer.records.merging import parts_of
from trainer.records.opening import Records
from trainer.records.people import cleaned_name
from trainer.records.queries import log
from trainer.records.source import Source

FORMAT = "vejvis-person"
VERSION = 1
_TOLD_LATER = frozenset({"correct", "misses", "false_alarms", "verdict"})
"""What would tell somebody which of their answers to graded questions were right before a trainer does."""

_OWN = frozenset({"settings", "lessons", "objectives"})
"""Tables that only the person themselves sees."""
_OF_A_ROUND = frozenset({"correct", "misses", "false_alarms"})
"""What tells how a single round of practice went, which may be of one answer."""


class Privacy:
    """What a person asks for about themselves, or a trainer about somebody. `by` is who asks, "" the account's owner."""

    def __init__(self, records: Records, bank: BankFile, clock: Clock) -> None:
        self._records = records
        self._store = records.store
        self._bank = bank
        self._clock = clock

    def people(self) -> tuple[Somebody, ...]:
        """Everybody who is here."""
        return tuple(held.everybody(self._store))

    def roles(self, language: str) -> tuple[tuple[str, str], ...]:
        """Work roles as (id, title)."""
        return tuple((role.id, read(role.title, language)) for role in self._bank.roles())

    def stored(self, person: str) -> Stored:
        """Say what is stored about somebody, also in backups: looks into each of them. Raises Refused("people.unknown")."""
        one = self._records.people.get(person)
        parts = parts_of(self._store, person)
        holding = copies.holders(self._store, (person, *parts))
        until = [copy.falls_ms for copy in holding]
        return Stored(
            one.id,
            one.code,
            one.name,
            one.number,
            one.work_role,
            one.access is Access.TRAINER,
            tuple(held.lines(self._store, person)),
            held.former_names(self._store, parts),
            len(holding),
            max(until, default=0) if all(until) else 0,
            self.periods(),
        )

    def periods(self) -> Periods:
        """For how long what is kept."""
        return periods(self._records.settings)

    def save(self, person: str, by: str, target: Path, language: str = "en") -> str:
        """Write what is stored about somebody to a ZIP: tables to read (CSV) and all of it as JSON. Return its path.

        Saved by the person it is everything but which of their answers to graded questions were right: a trainer tells that.
        Saved by a trainer it leaves out what trainers do not see: single answers in practice where they are not assigned
        as seen, how single rounds and objectives went, settings, places in lessons, single events. A text in it says so.
        Raises Refused, Fault; a file that was there is then unchanged. For a worker thread.
        """
        from trainer.reports.target import replacing

        place.refuse_own(self._store.folder, target)
        one = self._records.people.get(person)
        now = self._clock.now()
        with self._store.snapshot() as snapshot, replacing(target) as file:
            words = Catalogue(language)
            hidden = _graded(snapshot, person) if by == person else frozenset()
            tables = {name: _covered(rows, hidden) for name, rows in held.tables(snapshot, person).items()}
            rest: dict[str, object] = {"code": one.code, "made_ms": now.utc_ms}
            left_out, note = 0, None
            if by == person:
                rest["streams"] = list(held.streams(snapshot, person))
            else:
                tables = {name: table for name, table in tables.items() if name not in _OWN}
                seen = seen_answers(snapshot, now.utc_ms, person).get(person, {})
                tables["answers"], left_out = _seen(tables["answers"], seen)
                tables["scores"] = _rounds_covered(tables["scores"])
                note = words.say("stored.left_out_file"), words.say("stored.left_out_text", n=left_out)
                rest["left_out"] = {"practice_answers": left_out}
            _zip(file, tables, rest, words, local(now).tzinfo, note)
        if by != person:
            with self._store.write() as db:
                audit.write(db, now, by, Act.EXPORTED, person, what="stored", left_out=left_out)
        return str(target)

    def correct(self, person: str, by: str, correction: Correction) -> Stored:
        """Put name, number or work role right. A learner may put their own name right, a trainer everything of everybody.

        Raises Refused: people.unknown, people.name-empty, people.name-long, privacy.number-long, privacy.number-taken,
        privacy.not-yours; Fault. What is as it was is not written.
        """
        one = self._records.people.get(person)
        own = by == person and one.access is Access.LEARNER
        if own and (correction.number is not None or correction.work_role is not None):
            raise Refused("privacy.not-yours")
        wished = {
            "name": None if correction.name is None else cleaned_name(correction.name),
            "number": None if correction.number is None else self._number(person, correction.number),
            "work_role": correction.work_role,
        }
        was = {"name": one.name, "number": one.number, "work_role": one.work_role}
        changed = {field: value for field, value in wished.items() if value is not None and value != was[field]}
        if changed:
            with self._store.write() as db:
                for field, value in changed.items():
                    db.execute(f"UPDATE person SET {field} = ? WHERE id = ?", (value, person))
                audit.write(db, self._clock.now(), by, Act.CORRECTED, person, **dict.fromkeys(changed, 1))
        return self.stored(person)

    def log(self, wish: LogWish, language: str = "en") -> tuple[LogLine, ...]:
        """Lines of the log, the latest first, with what groups and assessments are called now."""
        return tuple(Logged(self._store, self._bank, language).lines(wish))

    def acts(self) -> tuple[str, ...]:
        """The acts that there are lines of."""
        return log.acts(self._store)

    def save_log(self, by: str, wish: LogWish, say: Callable[..., str], target: Path, language: str = "en") -> int:
        """Write lines of the log as CSV, said by `say`, and return how many. Raises Refused, Fault. For a worker thread."""
        from trainer.reports import delimited
        from trainer.reports.table import Column, Kind, Moment, Table
        from trainer.reports.target import replacing

        place.refuse_own(self._store.folder, target)
        names = ("when", "by", "act", "person", "detail")
        columns = tuple(
            Column(name, say(f"privacy.log.column.{name}"), Kind.MOMENT if name == "when" else Kind.TEXT)
            for name in names
        )
        with self._store.snapshot() as snapshot:
            found = Logged(snapshot, self._bank, language).lines(msgspec.structs.replace(wish, limit=-1))
            rows = (
                (
                    Moment(line.at_ms, line.offset_min),
                    line.by or say(f"privacy.log.{'command_line' if line.alone else 'nobody'}"),
                    say(f"privacy.log.act.{line.act}"),
                    line.person,
                    log_words.said(line, say),
                )
                for line in found
            )
            table = Table("log", say("privacy.log.title"), columns, rows)
            with replacing(target) as file:
                count = delimited.write(
                    table, file, separator=";", decimal=",", yes=say("table.yes"), no=say("table.no")
                )
        with self._store.write() as db:
            audit.write(db, self._clock.now(), by, Act.EXPORTED, what="log", rows=count)
        return count

    def _number(self, person: str, text: str) -> str:
        kept = [" " if character.isspace() else character for character in unicodedata.normalize("NFC", text)]
        number = " ".join("".join(one for one in kept if unicodedata.category(one)[0] != "C").split())
        if len(number) > LONGEST_NUMBER:
            raise Refused("privacy.number-long", limit=LONGEST_NUMBER)
        for other in held.everybody(self._store) if number else ():
            if other.id != person and other.number.casefold() == number.casefold():
                raise Refused("privacy.number-taken", number=number, name=other.name, own=other.code)
        return number


def _graded(source: Source, person: str) -> frozenset[str]:
    """A person's attempts that hold graded questions."""
    stored = [events.decoded(data) for _digest, data in moving.events_of(source, person)]
    return moving.graded_in(source, stored)


def _covered(table: held.Rows, hidden: frozenset[str]) -> held.Rows:
    """The table without what tells whether answers to graded questions were right."""
    names, rows = table
    if "stream" not in names or not hidden:
        return table
    at = names.index("stream")
    kept = tuple(
        tuple(
            None if row[at] in hidden and name in _TOLD_LATER else cell for name, cell in zip(names, row, strict=True)
        )
        for row in rows
    )
    return names, kept


def _seen(table: held.Rows, seen: Mapping[str, int]) -> tuple[held.Rows, int]:
    """The answers that trainers see: in assessments, and in practice of a module since when it is `seen`. And how many are not."""
    names, rows = table
    mode, module, answered = (names.index(name) for name in ("mode", "module", "answered_ms"))

    def told(row: tuple[object, ...]) -> bool:
        since = seen.get(str(row[module]))
        return row[mode] == Mode.ASSESSMENT or (since is not None and int(str(row[answered])) >= since)

    kept = tuple(row for row in rows if told(row))
    return (names, kept), len(rows) - len(kept)


def _rounds_covered(table: held.Rows) -> held.Rows:
    """The scores without how single rounds of practice and cases went."""
    names, rows = table
    at = names.index("mode")
    kept = tuple(
        tuple(
            None if row[at] != Mode.ASSESSMENT and name in _OF_A_ROUND else cell
            for name, cell in zip(names, row, strict=True)
        )
        for row in rows
    )
    return names, kept


def _zip(
    file: IO[bytes],
    tables: dict[str, held.Rows],
    rest: dict[str, object],
    words: Catalogue,
    zone: tzinfo | None,
    note: tuple[str, str] | None,
) -> None:
    import json
    from zipfile import ZIP_DEFLATED, ZipFile

    from trainer.reports import delimited
    from trainer.reports.table import Column, Kind, Table

    def cells(rows: Iterable[tuple[object, ...]], readable: Readable) -> Iterator[tuple[str, ...]]:
        for row in rows:
            yield tuple(map(_said, readable.cells(row)))

    whole: dict[str, object] = {"format": FORMAT, "version": VERSION, **rest}
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, (names, rows) in tables.items():
            whole[name] = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
            readable = Readable(names, words, zone)
            columns = tuple(Column(*one, Kind.TEXT) for one in zip(names, readable.headings, strict=True))
            with archive.open(f"{name}.csv", "w") as member:
                delimited.write(
                    Table(name, name, columns, cells(rows, readable)),
                    member,
                    separator=";",
                    decimal=",",
                    yes="1",
                    no="0",
                )
        if note is not None:
            archive.writestr(note[0], note[1] + "\n")
        with archive.open("everything.json" if note is None else "stored.json", "w") as member:
            member.write(json.dumps(json.loads(msgspec.json.encode(whole)), ensure_ascii=False, indent=1).encode())


def _said(cell: object) -> str:
    plain = _plain(cell)
    return "" if plain is None else str(plain)


def _plain(cell: object) -> object:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell
