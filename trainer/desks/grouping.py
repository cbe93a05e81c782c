"""Owns the trainer's desk of groups, assignments and when somebody needs support; knows no widget."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from question_bank.bank import BankFile
from question_bank.model import Blueprint, read
from trainer.clock import Clock, offset_at
from trainer.core.assignments import Assignment, AssignmentLine, AssignmentWish, Cohort, Doing, HandedOut, Kind
from trainer.core.message import Refused
from trainer.core.standing import Thresholds
from trainer.desks.plans import PlanShelf
from trainer.desks.standings import SETTING, Doings, thresholds
from trainer.desks.syllabus import Syllabus
from trainer.desks.watching import seen_answers
from trainer.records.cohorts import Cohorts, in_force, memberships
from trainer.records.people import People
from trainer.records.settings import Settings
from trainer.records.store import Store

Subjects = tuple[tuple[str, str], ...]
"""What can be assigned, as (id, title), in the bank's order."""


class Grouping:
    """Groups and assignments. `by` is the id of the trainer who is signed in, "" for the owner of the account.

    Each change of a group is written to the log, in the transaction of the change.
    """

    def __init__(
        self, store: Store, people: People, settings: Settings, bank: BankFile, shelf: PlanShelf, clock: Clock
    ) -> None:
        self._store = store
        self._people = people
        self._settings = settings
        self._bank = bank
        self._shelf = shelf
        self._clock = clock
        self._cohorts = Cohorts(store)
        self._syllabus = Syllabus(bank)

    # Groups

    def groups(self) -> tuple[Cohort, ...]:
        """The open groups, in the order they were made."""
        return self._cohorts.all()

    def group(self, cohort: str) -> Cohort:
        """One group, open or closed. Raises Refused("group.unknown")."""
        return self._cohorts.get(cohort)

    def named(self, name: str) -> Cohort:
        """The open group of that name, or of that id. Raises Refused("group.not-named")."""
        for found in (*self._cohorts.find(name), *(one for one in self._cohorts.all() if one.id == name)):
            return found
        raise Refused("group.not-named", name=name[:80])

    def make(self, name: str, people: tuple[str, ...] = (), by: str = "") -> Cohort:
        """Make a group, with people in it or without. Raises Refused for the name, Fault."""
        return self._cohorts.make(name, self._clock.now(), by, people)

    def rename(self, cohort: str, name: str, by: str = "") -> Cohort:
        """Give a group another name. Raises Refused for the name, Fault."""
        return self._cohorts.rename(cohort, name, self._clock.now(), by)

    def close(self, cohort: str, by: str = "") -> None:
        """Close a group: its assignments end, its people stay. Raises Refused, Fault."""
        self._cohorts.close(cohort, self._clock.now(), by)

    def put_in(self, cohort: str, people: tuple[str, ...], by: str = "") -> int:
        """Put people into a group. Return how many were not in it."""
        return self._cohorts.put_in(cohort, people, self._clock.now(), by)

    def take_out(self, cohort: str, people: tuple[str, ...], by: str = "") -> int:
        """Take people out of a group. Return how many were in it."""
        return self._cohorts.take_out(cohort, people, self._clock.now(), by)

    # Assignments

    def subjects(self, kind: Kind, language: str) -> Subjects:
        """What can be assigned of a kind: what the bank has, and the assessments that can be drawn now."""
        if kind is Kind.MODULE:
            return tuple((module.id, read(module.title, language)) for module in self._bank.modules())
        if kind is Kind.CASE:
            return tuple((case.id, read(case.title, language)) for case in self._bank.cases())
        return tuple((plan.id, read(plan.title, language)) for plan in self._plans())

    def assign(self, wish: AssignmentWish, by: str) -> HandedOut:
        """Assign something. Return to how many groups and people, and what that changes for those who had it.

        Raises Refused: assign.unknown, assign.nobody, assign.sees-module and what `AssignmentWish.dates` and the groups
        raise; Fault.
        """
        if not any(subject == wish.subject for subject, _title in self.subjects(wish.kind, "en")):
            raise Refused("assign.unknown", subject=wish.subject[:80])
        if wish.sees_answers and wish.kind is not Kind.MODULE:
            raise Refused("assign.sees-module")
        at = self._clock.now()
        dates = wish.dates(at.utc_ms, offset_at(at))
        for person in wish.people:
            self._people.get(person)
        before = self._seen(wish, at.utc_ms)
        to, again = self._cohorts.assign(
            wish.kind, wish.subject, dates, wish.sees_answers, wish.cohorts, wish.people, at, by
        )
        after = self._seen(wish, at.utc_ms)
        seen_on = sum(after.get(person) == since for person, since in before.items())
        return HandedOut(to, again, seen_on, len(before) - seen_on)

    def _seen(self, wish: AssignmentWish, now_ms: int) -> dict[str, int]:
        """Of whom of those meant single answers in it are seen now, and since when."""
        if wish.kind is not Kind.MODULE:
            return {}
        of = memberships(self._store)
        meant = {person for person, groups in of.items() if set(groups) & set(wish.cohorts)} | set(wish.people)
        found = seen_answers(self._store, now_ms)
        return {who: found[who][wish.subject] for who in meant if wish.subject in found.get(who, {})}

    def withdraw(self, assignment: str, by: str) -> None:
        """Take an assignment back; what was done stays. Raises Refused("assign.gone"), Fault."""
        self._cohorts.withdraw(assignment, self._clock.now(), by)

    def assignments(self, cohort: str, language: str) -> tuple[AssignmentLine, ...]:
        """What is assigned to a group, or everything where none is named, with how many are how far."""
        now = self._clock.now()
        assigned = self._cohorts.assigned_to(cohort) if cohort else in_force(self._store)
        doings = Doings(self._store, self._bank, self._syllabus, assigned, now.utc_ms)
        members: dict[str, list[str]] = {}
        for person, cohorts in memberships(self._store).items():
            for one in cohorts:
                members.setdefault(one, []).append(person)
        names = {group.id: group.name for group in self._cohorts.all()}
        known = {person.id: person.name for person in self._people.everybody()}
        titles = {kind: dict(self.subjects(kind, language)) for kind in Kind}
        return tuple(
            self._line(one, doings, members, names | known, titles, now.utc_ms)
            for one in assigned
            if one.cohort or one.person in known
        )

    def _line(
        self,
        one: Assignment,
        doings: Doings,
        members: Mapping[str, list[str]],
        names: Mapping[str, str],
        titles: Mapping[Kind, Mapping[str, str]],
        now_ms: int,
    ) -> AssignmentLine:
        people = members.get(one.cohort, []) if one.cohort else [one.person]
        found = [doings.of(person, one) for person in people if person in names]
        return AssignmentLine(
            id=one.id,
            kind=one.kind,
            subject=one.subject,
            title=titles[one.kind].get(one.subject, one.subject),
            to=names.get(one.cohort or one.person, ""),
            to_group=bool(one.cohort),
            dates=one.dates,
            open=one.open_at(now_ms),
            sees_answers=one.sees_answers,
            done=found.count(Doing.DONE),
            begun=found.count(Doing.BEGUN),
            not_begun=found.count(Doing.NOT_BEGUN),
        )

    def _plans(self) -> tuple[Blueprint, ...]:
        return self._shelf.blueprints()

    # When somebody needs support

    def thresholds(self) -> Thresholds:
        """When somebody needs support."""
        return thresholds(self._store)

    def set_thresholds(self, wished: Thresholds) -> Thresholds:
        """Keep when somebody needs support. Raises Refused("standing.threshold"), Fault."""
        self._settings.set(SETTING, msgspec.json.encode(wished.checked()).decode())
        return wished
