"""Owns writing what a trainer takes along: tables of people, answers, attempts, problems; knows no widget and no format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.catalogue import Catalogue
from trainer.clock import Clock
from trainer.core import module_check
from trainer.core.assignments import Cohort
from trainer.core.export_views import Preview
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.requests import Exported, ExportPlan, TableRows
from trainer.core.scope import Scope
from trainer.core.watching import Watch
from trainer.desks.assigned import Assigned
from trainer.desks.scores import Scores
from trainer.desks.watching import seen_answers
from trainer.records import audit, place
from trainer.records.archive import Archive
from trainer.records.cohorts import folded, read_cohorts
from trainer.records.queries import taken
from trainer.records.queries.teacher import answers, answers_counted, problem_rows
from trainer.records.source import Source
from trainer.records.store import Store
from trainer.reports import export
from trainer.reports.scores import Material

if TYPE_CHECKING:
    from trainer.desks.reporting import Reporting

PREVIEW_ROWS = 5


class Exporting:
    """What leaves this computer as a file. Every file that is written stands in the audit log, without a name."""

    def __init__(self, store: Store, bank: BankFile, clock: Clock, scores: Scores, assigned: Assigned) -> None:
        self._store = store
        self._bank = bank
        self._clock = clock
        self._scores = scores
        self._assigned = assigned

    @cached_property
    def reports(self) -> Reporting:
        """Reports on a course and on one person."""
        from trainer.desks.reporting import Reporting

        return Reporting(self._store, self._bank, self._clock, self._scores, self, self._assigned)

    def groups(self) -> tuple[Cohort, ...]:
        """Every group that figures can be asked of, the open ones first."""
        return tuple(sorted(read_cohorts(self._store), key=lambda group: group.closed_ms > 0))

    def group(self, wished: str) -> str:
        """The id of a group by its id or its name. Raises Refused("choices.no-group")."""
        for one in self.groups():
            if wished == one.id or folded(wished) == folded(one.name):
                return one.id
        raise Refused("choices.no-group", group=wished[:60])

    def preview(self, plan: ExportPlan, language: str) -> Preview:
        """The columns that a file can have and its first rows. Raises Refused, Fault. May run in a worker thread."""
        self.check(plan.scope)
        material = self._material(self._store, Catalogue(language), plan)
        return export.preview(plan, material, Catalogue(language), PREVIEW_ROWS)

    def export(
        self,
        plan: ExportPlan,
        target: Path,
        language: str,
        *,
        by: str = "",
        watch: Watch | None = None,
        alone: bool = False,
    ) -> Exported:
        """Write the file. Raises Refused, Fault, Stopped; an existing file is then unchanged. May run in a worker thread.

        Where the file holds answers all of it is read from a snapshot, so that its tables agree and no answer waits;
        `alone`, where nobody answers meanwhile, from the records themselves. `by` is who is signed in, "" for the owner of
        the account.
        """
        place.refuse_own(self._store.folder, target)
        self.check(plan.scope)
        words, waited_for, watch = Catalogue(language), watch is not None, watch or Watch()

        def noted(rows: int) -> None:
            names = not plan.codes or plan.rows is TableRows.KEY
            self.note(by, plan.rows.value, plan.format.value, rows, names, plan.scope)

        with self._source(export.needs_answers(plan), alone, watch) as source:
            material = self._material(source, words, plan)
            if export.needs_answers(plan):
                others = export.rows_beside(plan, material)
                # Counting reads all of them: only where somebody waits and looks.
                watch.tell(0, answers_counted(source, plan.scope) + others if waited_for else 0)
            return export.write(plan, material, target, words, watch, noted)

    def check(self, scope: Scope) -> None:
        """Raise Refused for a group or days that are none: choices.no-group, choices.day, choices.turned."""
        scope.bounds()
        if scope.group:
            self.group(scope.group)

    @contextmanager
    def _source(self, long: bool, alone: bool, watch: Watch) -> Iterator[Source]:
        if not long:
            yield self._store
        elif alone:
            with self._store.held() as held:
                yield held
        else:
            with self._store.snapshot(watch.check) as snapshot:
                yield snapshot

    def note(self, by: str, what: str, format_: str, rows: int, names: bool, scope: Scope, person: str = "") -> None:
        """Write into the audit log that a file leaves this computer. Raises Fault."""
        of = {"group": scope.group, "since": scope.since, "until": scope.until}
        told = {"what": what, "format": format_} | {name: value for name, value in of.items() if value}
        with self._store.write() as db:
            at = self._clock.now()
            audit.write(db, at, by, audit.Act.EXPORTED, person, **told, rows=rows, names=int(names))

    def _material(self, source: Source, words: Catalogue, plan: ExportPlan) -> Material:
        scope = plan.scope
        people = tuple(self._scores.of(source, scope)) if export.needs_people(plan) else ()
        return Material(
            # The order of names would say something of who is behind a code.
            people=people if plan.codes else tuple(sorted(people, key=lambda one: danish(one.name))),
            answers=lambda: answers(source, scope, seen_answers(source, self._clock.now().utc_ms)),
            modules={module.id: read(module.short, words.language) for module in self._bank.modules()},
            roles={role.id: read(role.title, words.language) for role in self._bank.roles()},
            problems=lambda: problem_rows(source, Archive(source), scope),
            assessments=self.assessments(source, words),
            attempts=lambda: taken.attempt_rows(source, scope),
            key=lambda: taken.key_rows(source, scope),
        )

    def assessments(self, source: Source, words: Catalogue) -> dict[str, str]:
        """The titles of assessments by what attempts name: of the bank, of its modules' self-checks, of others once sat."""
        checks = {
            module_check.subject(module.id): words.say(
                "assessment.check.titled", title=read(module.title, words.language)
            )
            for module in self._bank.modules()
        }
        archive = Archive(source)
        # Latest first: what a plan or a sealed bank called it when it was sat.
        sat = {subject: read(archive.blueprint(digest).title, words.language) for subject, digest in taken.sat(source)}
        return sat | checks | {paper.id: read(paper.title, words.language) for paper in self._bank.blueprints()}
