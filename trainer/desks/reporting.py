"""Owns reports on a course and on one person: their figures, and putting them into a file; knows no widget and no paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.catalogue import Catalogue
from trainer.clock import Clock
from trainer.core.assignments import AssignedLine
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.report_views import AttemptLine, CourseReport, Made, ObjectiveFigures, PersonReport, Report
from trainer.core.requests import Exported, ReportWish
from trainer.core.scope import Scope
from trainer.core.standing import Status
from trainer.core.views import PersonScore
from trainer.desks.assigned import Assigned
from trainer.desks.exporting import Exporting
from trainer.desks.scores import Scores
from trainer.desks.syllabus import Syllabus
from trainer.records import place
from trainer.records.queries import objectives, taken
from trainer.records.store import Store
from trainer.reports import course
from trainer.reports.target import replacing


class Reporting:
    """Reports. `write` notes each file in the audit log, without a name."""

    def __init__(
        self, store: Store, bank: BankFile, clock: Clock, scores: Scores, exporting: Exporting, assigned: Assigned
    ) -> None:
        self._store = store
        self._bank = bank
        self._clock = clock
        self._scores = scores
        self._exporting = exporting
        self._assigned = assigned
        self._syllabus = Syllabus(bank)

    def report(self, wish: ReportWish, language: str) -> Report:
        """The figures wished for. Raises Refused for a person, a group or days that are none, Fault. Slow."""
        return self._person(wish, language) if wish.person else self._course(wish, language)

    def encoded(self, report: Report) -> bytes:
        """The same figures for programs: JSON, shares from 0 to 1."""
        kind = "course" if isinstance(report, CourseReport) else "person"
        return msgspec.json.format(msgspec.json.encode({"report": kind, "figures": report}), indent=1) + b"\n"

    def write(self, wish: ReportWish, report: Report, data: bytes, target: Path, by: str = "") -> Exported:
        """Put a finished report into a file. Raises Fault; a file that was there is then unchanged."""
        place.refuse_own(self._store.folder, target)
        with replacing(target) as file:
            file.write(data)
            if isinstance(report, PersonReport):
                what, rows, person = "person-report", 1, self._found(wish.person).id
            else:
                what, rows, person = "course-report", report.people, ""
            self._exporting.note(by, what, wish.format.value, rows, wish.names, wish.scope, person)
        return Exported(str(target), rows)

    def _course(self, wish: ReportWish, language: str) -> CourseReport:
        scope, words = wish.scope, Catalogue(language)
        self._exporting.check(scope)
        people = tuple(self._scores.of(self._store, scope))
        attempts = tuple(taken.attempt_rows(self._store, scope))
        return CourseReport(
            about=self._about(scope, people),
            people=len(people),
            begun=sum(bool(person.last_seen_ms) for person in people),
            status=course.status_counts(people),
            answers=sum(person.answers for person in people),
            right=sum(person.right for person in people),
            modules=course.module_figures(people, self._modules(language)),
            assessments=course.assessment_figures(attempts, self._exporting.assessments(self._store, words)),
            hardest=course.hardest(self._practised(scope, language), course.LEAST_ANSWERS, course.LEAST_PEOPLE),
            people_named=tuple(map(course.person_line, sorted(people, key=lambda one: danish(one.name))))
            if wish.names
            else (),
        )

    def _person(self, wish: ReportWish, language: str) -> PersonReport:
        days = Scope("", wish.scope.since, wish.scope.until)
        score = self._found(wish.person, days)
        titles = self._exporting.assessments(self._store, Catalogue(language))
        roles = {role.id: read(role.title, language) for role in self._bank.roles()}
        attempts = tuple(
            AttemptLine(
                title=titles.get(row.subject, row.subject),
                ended_ms=row.ended_ms,
                offset_min=row.offset_min,
                right=row.right,
                total=row.total,
                mark=row.mark,
                verdict=row.verdict,
                timed_out=row.timed_out,
            )
            for row in taken.attempt_rows(self._store, days, score.id)
        )
        return PersonReport(
            about=self._about(days, (score,)),
            code=score.code,
            name=score.name if wish.names else "",
            role=roles.get(score.work_role, score.work_role),
            groups=score.groups,
            status=score.standing.status if score.standing is not None else Status.NOT_STARTED,
            answers=score.answers,
            right=score.right,
            last_seen_ms=score.last_seen_ms,
            modules=course.module_figures((score,), self._modules(language)),
            attempts=attempts,
            assigned=self._lines(score, language),
            hardest=course.hardest(self._practised(days, language, score.id), course.LEAST_OWN, 1),
        )

    def _found(self, code: str, days: Scope = Scope()) -> PersonScore:  # noqa: B008 - frozen
        for person in self._scores.of(self._store, days):
            if code in (person.code, person.id):
                return person
        raise Refused("choices.no-person", own=code[:40])

    def _lines(self, person: PersonScore, language: str) -> tuple[AssignedLine, ...]:
        return self._assigned.lines(person.id, language)

    def _modules(self, language: str) -> dict[str, str]:
        return {module.id: read(module.title, language) for module in self._bank.modules()}

    def _practised(self, scope: Scope, language: str, person: str = "") -> list[ObjectiveFigures]:
        """Practice by today's objectives: what was practised under a former id counts as well."""
        sums: dict[str, objectives.Practised] = {}
        for id_, own in objectives.practised(self._store, scope, person).items():
            today = self._syllabus.replaced.get(id_, id_)
            before = sums.get(today)
            sums[today] = own if before is None else before.joined(own)
        modules = self._modules(language)
        return [
            ObjectiveFigures(
                id=objective.id,
                title=read(objective.statement, language),
                module=modules[module],
                people=len(sums[objective.id].people),
                answers=sums[objective.id].answers,
                right=sums[objective.id].right,
            )
            for module, counted in self._syllabus.counted.items()
            for objective in counted
            if objective.id in sums
        ]

    def _about(self, scope: Scope, people: Sequence[PersonScore]) -> Made:
        at, meta = self._clock.now(), self._bank.meta
        names = {group.id: group.name for group in self._exporting.groups()}
        group = names.get(scope.group, "")
        made_up = sum(person.synthetic for person in people)
        return Made(at.utc_ms, at.offset_min, meta.version, meta.draft, group, scope.since, scope.until, made_up)
