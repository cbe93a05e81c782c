"""Owns the assessment desk: which there are, sitting one; writes only through the journal."""

from __future__ import annotations

from msgspec.structs import replace

from question_bank import canonical
from question_bank.bank import BankFile
from question_bank.casegraph import CaseGraph
from question_bank.model import Blueprint, read
from trainer.clock import Clock, offset_at
from trainer.core import attempt, module_check, moments, policies
from trainer.core.assignments import Dates
from trainer.core.events import AttemptStarted, UnitKind
from trainer.core.message import Refused
from trainer.core.policies import Feedback, Mode
from trainer.core.verdicts import Standing
from trainer.core.views import AssessmentLine
from trainer.core.windows import Bar
from trainer.desks.attempts import OpenAttempt
from trainer.desks.checking import NOT_TAKEN, ModuleChecks
from trainer.desks.drawing import DrawingDesk, Seeds, bank_ref, form_of, new_seed
from trainer.desks.plans import PlanShelf
from trainer.desks.sitting import Sitting
from trainer.desks.syllabus import Syllabus
from trainer.records.archive import Archive, Shown
from trainer.records.journal import Journal
from trainer.records.queries.learner import AttemptScore, LearnerQueries

CASES_IN_FORMS = True
"""A form may hold cases: their scenes are sat in the place of a question, and each is one mark."""


class Assessing(DrawingDesk):
    """What a learner asks for about assessments. `person` is the id of who is signed in."""

    def __init__(
        self,
        bank: BankFile,
        journal: Journal,
        archive: Archive,
        queries: LearnerQueries,
        clock: Clock,
        shelf: PlanShelf,
        seeds: Seeds = new_seed,
    ) -> None:
        super().__init__(bank, journal, archive, queries, clock, seeds)
        self._shelf = shelf
        self._checks = ModuleChecks(bank, archive, queries, Syllabus(bank))

    def lines(self, person: str, language: str) -> tuple[AssessmentLine, ...]:
        """Every assessment that is open to this person, now or later or no more, and whatever else still runs."""
        now = self._clock.now().utc_ms
        running = {stream.subject for stream in self._queries.open_streams(person) if stream.mode == Mode.ASSESSMENT}
        open_to = self._shelf.of_person(person, now)
        # Self-checks of modules, and what runs of a plan that is not offered any more.
        others = sorted(running - {one.plan.id for one in open_to})
        lines = tuple(self._line(person, one.plan, language, one.dates) for one in open_to)
        return lines + tuple(self.line(person, subject, language) for subject in others)

    def line(self, person: str, blueprint_id: str, language: str) -> AssessmentLine:
        """One assessment. Raises Refused("assessment.unknown")."""
        blueprint = self._blueprint(person, blueprint_id)
        open_to = self._shelf.for_person(blueprint, person, self._clock.now().utc_ms)
        return self._line(person, blueprint, language, open_to.dates if open_to else Dates())

    def module_check(self, person: str, module_id: str, language: str) -> AssessmentLine | None:
        """The self-check of a module, None where the pool covers too little of it and none is open."""
        try:
            return self.line(person, module_check.subject(module_id), language)
        except Refused:
            return None

    def _line(self, person: str, blueprint: Blueprint, language: str, dates: Dates) -> AssessmentLine:
        last = self._queries.last_score(person, blueprint.id)
        taken = self._queries.attempts(person, blueprint.id)
        bar = self._shelf.bar(blueprint, dates, self._clock.now().utc_ms)
        line = AssessmentLine(
            blueprint.id,
            read(blueprint.title, language),
            read(blueprint.summary, language),
            blueprint.length,
            policies.limit_ms(blueprint.minutes, self._queries.extra_percent(person)) // 60_000,
            blueprint.pass_mark,
            available=bar is Bar.NONE and (not blueprint.attempts or taken < blueprint.attempts),
            open_stream=self._queries.open_stream(person, Mode.ASSESSMENT, blueprint.id),
            time_stands_still=policies.Interruptions(blueprint.interruptions) is policies.Interruptions.PAUSE,
            attempts=blueprint.attempts,
            feedback=Feedback(blueprint.feedback),
            opens_ms=dates.opens_ms,
            due_ms=dates.due_ms,
            closes_ms=dates.closes_ms,
            bar=bar,
        )
        if blueprint.opens:
            now = self._clock.now()
            standing = self._checks.standings(person).get(blueprint.opens, NOT_TAKEN)
            line = replace(
                line,
                available=self._checks.available(blueprint, standing, now),
                check=self._checks.line(blueprint, standing, now, language),
            )
        if last is None:
            return line
        line = replace(line, last_stream=last.stream, last_timed_out=last.timed_out)
        if not self._shows(last):
            return line
        return replace(line, last_right=last.right, last_total=last.total, last_standing=Standing(last.verdict))

    def _shows(self, last: AttemptScore) -> bool:
        """Whether the rules of an attempt show its score by now: those of the plan that it was sat by."""
        plan = self._archive.blueprint(last.blueprint)
        return Feedback(plan.feedback) is not Feedback.NOTHING and self._clock.now().utc_ms >= plan.feedback_from_ms

    def sit(self, person: str, blueprint_id: str, language: str) -> Sitting:
        """Take up the open sitting, or draw a form and start. Raises Refused where it may not be."""
        blueprint = self._blueprint(person, blueprint_id)
        stream = self._queries.open_stream(person, Mode.ASSESSMENT, blueprint_id)
        if stream:
            opened = OpenAttempt.reopened(self._journal, self._archive, self._clock, stream, language)
            archived = self._archive.blueprint(opened.state.blueprint)
            return Sitting(opened, archived, self._bank)
        self._may_begin(person, blueprint)
        if blueprint.attempts and self._queries.attempts(person, blueprint_id) >= blueprint.attempts:
            raise Refused("assessment.used-up", attempts=blueprint.attempts)
        if blueprint.opens:
            standing = self._checks.standings(person).get(blueprint.opens, NOT_TAKEN)
            if not self._checks.available(blueprint, standing, self._clock.now()):
                raise Refused("assessment.passed" if standing.last_passed else "assessment.tomorrow")
        return Sitting(self._drawn(person, blueprint, language), blueprint, self._bank)

    def _may_begin(self, person: str, blueprint: Blueprint) -> None:
        """Raise Refused where a plan is not for this person, or not now."""
        if blueprint.opens:
            return
        now = self._clock.now()
        open_to = self._shelf.for_person(blueprint, person, now.utc_ms)
        if open_to is None:
            raise Refused("assessment.not-assigned")
        bar, dates = self._shelf.bar(blueprint, open_to.dates, now.utc_ms), open_to.dates
        if bar is Bar.NOT_YET:
            raise Refused("assessment.not-open", moment=moments.written(dates.opens_ms, offset_at(now)))
        if bar is Bar.CLOSED:
            raise Refused("assessment.closed", moment=moments.written(dates.closes_ms, offset_at(now), last=True))
        if bar is Bar.LOCKED:
            raise Refused("vault.shut")

    def _drawn(self, person: str, blueprint: Blueprint, language: str) -> OpenAttempt:
        seed = self._seeds()
        bank = self._shelf.bank_of(blueprint.pool)
        policy = policies.assessment(blueprint, self._queries.extra_percent(person))
        rows = self._shelf.draw(blueprint, self._queries.exposure(person), seed)
        body = AttemptStarted(form_of(rows), seed, policy, bank_ref(bank), canonical.digest(blueprint))
        shown: list[Shown] = [blueprint]
        for row in rows:
            if row.type == UnitKind.CASE:
                # The scenes come along, each under its own digest: what is seen and answered later names them.
                case = self._bank.case(row.digest)
                if not CaseGraph(case).runs:
                    raise Refused("case.damaged")
                shown += [case, *case.scenes]
            else:
                shown.append(bank.item(row.digest))
        event = self._journal.begin(person, "attempt", blueprint.id, body, self._clock.now(), language, shown)
        return OpenAttempt.begun(self._journal, self._archive, self._clock, event, language)

    def plan(self, person: str, blueprint_id: str) -> Blueprint:
        """The plan of an assessment for this person. Raises Refused("assessment.unknown")."""
        return self._blueprint(person, blueprint_id)

    def settle_all(self, language: str) -> int:
        """Hand in every sitting whose time went by while the program was closed. Return how many."""
        settled = 0
        for stream in self._queries.all_open(Mode.ASSESSMENT):
            state = attempt.replay(self._journal.events(stream))
            if state is None or state.policy.interruptions is not policies.Interruptions.COUNT:
                continue
            opened = OpenAttempt(self._journal, self._archive, self._clock, state, language)
            settled += opened.settle()
        return settled

    def _blueprint(self, person: str, blueprint_id: str) -> Blueprint:
        """The plan of an assessment: authored, or of a module's self-check, composed; one that is open as it began."""
        module = module_check.module_of(blueprint_id)
        blueprint = self._checks.plans.get(module) if module else self._shelf.find(blueprint_id)
        if module or blueprint is None:
            stream = self._queries.open_stream(person, Mode.ASSESSMENT, blueprint_id)
            state = attempt.replay(self._journal.events(stream)) if stream else None
            blueprint = self._archive.blueprint(state.blueprint) if state is not None else blueprint
        if blueprint is None:
            raise Refused("assessment.unknown")
        return blueprint
