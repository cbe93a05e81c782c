"""Owns saying of everybody how they stand and how far they are with what is assigned; knows no widget and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from question_bank.bank import BankFile
from trainer.clock import Clock
from trainer.core import progress, standing
from trainer.core.assignments import (
    NO_ATTEMPTS,
    Assignment,
    Doing,
    Kind,
    Task,
    doing_assessment,
    doing_case,
    doing_module,
)
from trainer.core.standing import Past, Thresholds, Week
from trainer.core.verdicts import Standing
from trainer.core.views import PersonScore
from trainer.desks.syllabus import Syllabus
from trainer.records import cohorts
from trainer.records.queries import standings
from trainer.records.queries.standings import ModuleDone
from trainer.records.settings import read_setting
from trainer.records.source import Source

SETTING = "standing.thresholds"
"""The folder's setting that holds the thresholds, as JSON."""
_NO_WEEKS = (Week(),) * standing.WEEKS


def thresholds(source: Source) -> Thresholds:
    """The thresholds that a trainer set, or those that nobody set."""
    kept = read_setting(source, SETTING)
    try:
        return msgspec.json.decode(kept, type=Thresholds).checked() if kept else Thresholds()
    except msgspec.DecodeError:
        return Thresholds()


class Doings:
    """How far people are with what is assigned: everybody, or one `person`. Asked once, for all of `assigned`."""

    def __init__(
        self,
        source: Source,
        bank: BankFile,
        syllabus: Syllabus,
        assigned: Iterable[Assignment],
        now_ms: int,
        person: str = "",
    ) -> None:
        everything = tuple(assigned)
        subjects = [one.subject for one in everything if one.kind is not Kind.MODULE]
        self._attempts = standings.attempts(source, subjects, person)
        self._modules: dict[str, tuple[ModuleDone, int, int]] = {}
        for module in {one.subject for one in everything if one.kind is Kind.MODULE}:
            lessons = [lesson.id for lesson in bank.lessons(module)]
            objectives = [objective.id for objective in syllabus.counted.get(module, ())]
            today = {one: one for one in objectives}
            former = {old: new for old, new in syllabus.replaced.items() if new in today}
            done = standings.module_done(source, module, lessons, former | today, now_ms, person)
            self._modules[module] = (done, len(lessons), len(objectives))

    def of(self, person: str, assignment: Assignment) -> Doing:
        """How far a person is with something assigned."""
        if assignment.kind is Kind.MODULE:
            done, lessons, objectives = self._modules[assignment.subject]
            return doing_module(
                done.lessons.get(person, 0),
                lessons,
                done.held.get(person, 0),
                objectives,
                person in done.checked,
                person in done.begun,
            )
        attempts = self._attempts.get((person, assignment.subject), NO_ATTEMPTS)
        if assignment.kind is Kind.CASE:
            return doing_case(attempts)
        return doing_assessment(attempts, assignment.made_ms)


class Standings:
    """Completes the rows of the trainer's list."""

    def __init__(self, bank: BankFile, syllabus: Syllabus, clock: Clock) -> None:
        self._bank = bank
        self._syllabus = syllabus
        self._clock = clock

    def of(self, source: Source, scores: Iterable[PersonScore]) -> Iterator[PersonScore]:
        """Yield the same people with their groups, weeks of practice and how they stand now."""
        now = self._clock.now()
        limits = thresholds(source)
        known = standings.listed(source)
        weeks = standings.weeks(source, progress.local_week(now.utc_ms, now.offset_min))
        practised = standings.practised(source)
        verdicts = standings.verdicts(source)
        groups = cohorts.memberships(source)
        names = {cohort.id: cohort.name for cohort in cohorts.read_cohorts(source)}
        by_target = _by_target(cohorts.in_force(source), now.utc_ms)
        doings = Doings(source, self._bank, self._syllabus, _all(by_target), now.utc_ms)
        nothing = standings.Listed("", True, 0, 0, False)
        for score in scores:
            person = score.id
            listed = known.get(person, nothing)
            of_person = groups.get(person, ())
            assigned = [one for target in (person, *of_person) for one in by_target.get(target, ())]
            verdict, verdict_ms = verdicts.get(person, (Standing.NONE, 0))
            of_weeks = weeks.get(person, _NO_WEEKS)
            past = Past(
                joined=listed.joined,
                listed_ms=listed.created_ms,
                begun=bool(score.last_seen_ms),
                practised_ms=practised.get(person, 0),
                seen_ms=score.last_seen_ms,
                weeks=of_weeks,
                verdict=verdict,
                verdict_ms=verdict_ms,
                tasks=tuple(Task(one.kind, one.subject, one.dates.due_ms, doings.of(person, one)) for one in assigned),
            )
            yield replace(
                score,
                number=listed.number,
                joined=listed.joined,
                has_secret=listed.has_secret,
                extra_percent=listed.extra_percent,
                cohorts=of_person,
                groups=tuple(names[one] for one in of_person),
                weeks=of_weeks,
                standing=standing.stand(past, limits, now.utc_ms),
                next_assessment_ms=_next_assessment(past),
            )


def _by_target(assigned: Iterable[Assignment], now_ms: int) -> Mapping[str, list[Assignment]]:
    """What is open now, by the group or person it is assigned to."""
    found: dict[str, list[Assignment]] = {}
    for one in assigned:
        if one.open_at(now_ms):
            found.setdefault(one.cohort or one.person, []).append(one)
    return found


def _all(by_target: Mapping[str, list[Assignment]]) -> Iterator[Assignment]:
    for assigned in by_target.values():
        yield from assigned


def _next_assessment(past: Past) -> int:
    """When the next assessment assigned and not done is due, 0 where none is, -1 where one is without a date."""
    left = [task.due_ms for task in past.tasks if task.kind is Kind.ASSESSMENT and task.doing is not Doing.DONE]
    return min((due for due in left if due), default=-1) if left else 0
