"""Owns the desk at which people come in from a roster, and two records of one person become one; knows no widget and no words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.clock import Clock
from trainer.core.message import Message, Refused
from trainer.core.order import danish
from trainer.core.roster import (
    LONGEST_GROUP,
    LONGEST_NUMBER,
    Brought,
    Counted,
    Duplicate,
    Here,
    Judge,
    Merged,
    Part,
    Preview,
    Progress,
    RosterFound,
    RosterRow,
    folded,
    named,
    silent,
)
from trainer.exchange.roster import RosterFile
from trainer.records import rosters
from trainer.records.merging import Merging, merges
from trainer.records.opening import Records
from trainer.records.people import cleaned_name
from trainer.records.queries import likeness

_EVERY = 500
_MOST_PAIRS = 200


class RosterHand:
    """A roster in hand: what the file is, each row as it stands, bringing them in."""

    def __init__(self, file: RosterFile, records: Records, roles: Mapping[str, str], clock: Clock):
        self._file = file
        self._records = records
        self._roles = roles
        self._clock = clock

    @property
    def found(self) -> RosterFound:
        """What the file is."""
        return self._file.found

    def preview(
        self, columns: Mapping[Part, int], headed: bool, group: str = "", progress: Progress = silent
    ) -> Preview:
        """Say how every row stands. `group` is for rows that name none. Slow: call it off the GUI thread.

        Raises Refused("roster.no-name-column", "roster.group-long"), Fault, what `progress` raises.
        """
        if not named(columns):
            raise Refused("roster.no-name-column")
        if len(group.strip()) > LONGEST_GROUP:
            raise Refused("roster.group-long", limit=LONGEST_GROUP)
        store = self._records.store
        mark = rosters.mark_of(store)
        judge = Judge(rosters.people_here(store), rosters.erased_here(store))
        judged = []
        own = _cleaned(group)
        for done, row in enumerate(self._file.rows(columns, headed)):
            if not done % _EVERY:
                progress(done, 0)
            judged.append(judge.judge(self._cleaned(row, own)))
        return Preview(tuple(judged), mark)

    def bring(self, preview: Preview, choices: Mapping[int, str], by: str, progress: Progress = silent) -> Brought:
        """Write what the preview promises, all or nothing. Slow. Raises Refused("roster.changed"), Fault, as `progress`."""
        return rosters.bring(self._records.store, preview, choices, by, self._clock.now(), progress)

    def _cleaned(self, row: RosterRow, group: str) -> RosterRow:
        """The row as it would be kept, or with the reason why it cannot be."""
        if row.problem is not None:
            return replace(row, name=row.name[:LONGEST_NUMBER])
        try:
            name = cleaned_name(row.name)
        except Refused as refused:
            return replace(row, name=row.name[:LONGEST_NUMBER], problem=_of_row(refused.message))
        number, own = _cleaned(row.number), _cleaned(row.group) or group
        if len(number) > LONGEST_NUMBER:
            return replace(row, name=name, problem=Message("roster.row.number-long", {"limit": LONGEST_NUMBER}))
        if len(own) > LONGEST_GROUP:
            return replace(row, name=name, problem=Message("roster.row.group-long", {"limit": LONGEST_GROUP}))
        role = self._roles.get(folded(row.role), "") if row.role else ""
        note = Message("roster.row.role", {"role": row.role[:LONGEST_NUMBER]}) if row.role and not role else None
        return replace(row, name=name, number=number, group=own, role=role, note=note)


class Rostering:
    """What a trainer asks for who brings people in or mends what came in twice."""

    def __init__(self, records: Records, bank: BankFile, clock: Clock) -> None:
        self._records = records
        self._bank = bank
        self._clock = clock

    def open(self, path: Path) -> RosterHand:
        """Read a roster file. Slow. Raises Fault."""
        roles = {folded(text): role.id for role in self._bank.roles() for text in (role.id, *role.title.values())}
        return RosterHand(RosterFile.open(path), self._records, roles, self._clock)

    def groups(self) -> tuple[str, ...]:
        """The names of the groups that there are."""
        rows = self._records.store.execute("SELECT name FROM cohort WHERE closed_ms IS NULL")
        return tuple(sorted((str(name) for (name,) in rows), key=danish))

    def role_title(self, role: str, language: str) -> str:
        """The title of a work role, the id itself where the bank has none."""
        return next((read(one.title, language) for one in self._bank.roles() if one.id == role), role)

    def duplicates(self) -> tuple[Duplicate, ...]:
        """Pairs who may be one person: by name, where no two numbers say otherwise, or by number. Who stays comes first."""
        store = self._records.store
        marks = likeness.known_apart(store)
        found: list[Duplicate] = []
        for first, second, by in _alike(likeness.counted(store)):
            if (first.trainer and second.trainer) or marks.get(first.id, set()) & marks.get(second.id, set()):
                continue
            stays, goes = sorted((first, second), key=_staying)
            found.append(Duplicate(stays, goes, by))
            if len(found) == _MOST_PAIRS:
                break
        return tuple(found)

    def merge(self, kept: str, gone: str, by: str) -> str:
        """Make one person part of another and return the merge's id. Raises Refused, Fault."""
        return self._merging.merge(kept, gone, by, self._clock.now())

    def keep_apart(self, first: str, second: str) -> None:
        """Keep that two are different people. Raises Fault."""
        likeness.keep_apart(self._records.store, first, second)

    def merged(self) -> tuple[Merged, ...]:
        """Who was made part of whom, the latest first."""
        store = self._records.store
        found = []
        for one in merges(store):
            people = {person.id: person for person in likeness.counted(store, {one.kept, one.gone, one.by} - {""})}
            by = people[one.by].name if one.by in people else ""
            found.append(Merged(one.id, _here(people[one.kept]), _here(people[one.gone]), by, one.made_ms, one.streams))
        return tuple(found)

    def undo(self, merge: str, by: str) -> None:
        """Take a merge back. Raises Refused, Fault."""
        self._merging.undo(merge, by, self._clock.now())

    @property
    def _merging(self) -> Merging:
        return Merging(self._records.store, self._records.archive, self._records.journal)


def _cleaned(text: str) -> str:
    """A number or a group as it is kept: as a name is, but it may be empty and as long as it is."""
    try:
        return cleaned_name(text[: LONGEST_GROUP + 1]) if text.strip() else ""
    except Refused:
        return ""


def _of_row(message: Message) -> Message:
    """What is wrong with a name, said of a row."""
    return Message(
        "roster.row.nameless" if message.code == "people.name-empty" else "roster.row.name-long", message.values
    )


def _here(person: Counted) -> Here:
    return Here(person.id, person.code, person.name, person.number)


def _staying(person: Counted) -> tuple[bool, bool, int]:
    """Who stays of two: a trainer, who has signed in, who has done more."""
    return not person.trainer, not person.joined, -(person.answers + person.lessons + person.attempts)


def _alike(people: Iterator[Counted]) -> Iterator[tuple[Counted, Counted, str]]:
    by_number: dict[str, list[Counted]] = {}
    by_name: dict[str, list[Counted]] = {}
    for person in people:
        number, name = person.number.casefold(), folded(person.name)
        same_number = by_number.setdefault(number, []) if number else []
        same_name = by_name.setdefault(name, [])
        for other in same_number:
            yield other, person, "both" if folded(other.name) == name else "number"
        for other in same_name:
            if not number or not other.number:
                yield other, person, "name"
        same_name.append(person)
        same_number.append(person)
