"""Owns what a learner is told of what is assigned to them, and of what a trainer sees of it; writes nothing."""

from __future__ import annotations

from question_bank.bank import BankFile
from question_bank.model import Blueprint, read
from trainer.clock import Clock
from trainer.core.assignments import AssignedLine, Assignment, Doing, Kind
from trainer.desks.plans import PlanShelf
from trainer.desks.standings import Doings
from trainer.desks.syllabus import Syllabus
from trainer.records.cohorts import Cohorts
from trainer.records.queries.learner import LearnerQueries
from trainer.records.store import Store


class Assigned:
    """What is assigned to one person. `person` is the id of who is signed in."""

    def __init__(self, store: Store, bank: BankFile, shelf: PlanShelf, clock: Clock) -> None:
        self._store = store
        self._cohorts = Cohorts(store)
        self._bank = bank
        self._shelf = shelf
        self._clock = clock
        self._syllabus = Syllabus(bank)
        self._queries = LearnerQueries(store)

    def lines(self, person: str, language: str) -> tuple[AssignedLine, ...]:
        """What is assigned at this moment, what is due first at first; each thing once, by its earliest date.

        An assessment whose questions are locked away is told without a title.
        """
        now = self._clock.now().utc_ms
        found: dict[tuple[Kind, str], AssignedLine] = {}
        open_now = [one for one in self._cohorts.of_person(person) if one.open_at(now)]
        doings = Doings(self._store, self._bank, self._syllabus, open_now, now, person)
        for one in open_now:
            title = self._title(one, language)
            gone = not title and one.kind is not Kind.ASSESSMENT
            if gone or (one.kind, one.subject) in found:
                continue
            doing = doings.of(person, one)
            due = one.dates.due_ms
            late = bool(due) and due < now and doing is not Doing.DONE
            until = self.watched_until(person, one.subject) if one.kind is Kind.MODULE else 0
            found[one.kind, one.subject] = AssignedLine(
                one.id, one.kind, one.subject, title, due, doing, late, until, self._timed_out(person, one, doing)
            )
        return tuple(found.values())

    def _timed_out(self, person: str, one: Assignment, doing: Doing) -> bool:
        """Whether an assessment is done as the time for it was up."""
        if one.kind is not Kind.ASSESSMENT or doing is not Doing.DONE:
            return False
        last = self._queries.last_score(person, one.subject)
        return last is not None and last.timed_out

    def watched_until(self, person: str, module: str) -> int:
        """Until when a trainer sees single answers of practice in a module, or in any for "" (UTC ms), 0 where nobody does."""
        now = self._clock.now().utc_ms
        return max(
            (
                one.watched_until(now)
                for one in self._cohorts.of_person(person)
                if one.kind is Kind.MODULE and module in ("", one.subject)
            ),
            default=0,
        )

    def _title(self, one: Assignment, language: str) -> str:
        """The title, "" where the bank has no such thing any more."""
        if one.kind is Kind.MODULE:
            module = self._bank.find_module(one.subject)
            return read(module.title, language) if module else ""
        if one.kind is Kind.CASE:
            cases = {row.id for row in self._bank.case_index()}
            return read(self._bank.case_by_id(one.subject).title, language) if one.subject in cases else ""
        plan = next((plan for plan in self._plans() if plan.id == one.subject), None)
        return read(plan.title, language) if plan else ""

    def _plans(self) -> tuple[Blueprint, ...]:
        return self._shelf.blueprints()
