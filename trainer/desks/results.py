"""Owns the results desk: what the rules of an assessment let its learner see of it, and when; a dispute is all that it writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from question_bank.bank import BankFile
from question_bank.model import Blueprint, Case, Confidence, Item, Scene, read
from trainer.clock import Clock, offset_at
from trainer.core import attempt, calibration, scoring, verdicts
from trainer.core.attempt import AttemptState, Status, UnitState
from trainer.core.calibration import Sureness
from trainer.core.events import Event, ProblemReported, UnitKind
from trainer.core.message import Refused
from trainer.core.percent import percent as whole_percent
from trainer.core.policies import ConfidenceAsked, Feedback, Mode
from trainer.core.result_views import Calibrated, Disputed, PastAttempt, ResultView, TallyLine
from trainer.core.scoring import Rulings, Score, Tally
from trainer.core.verdicts import Standing, Verdict
from trainer.desks import asked, judging
from trainer.desks.attempts import LONGEST_REPORT, OpenAttempt
from trainer.desks.checking import NOT_TAKEN, ModuleChecks
from trainer.desks.reviewing import to_read_again, to_review
from trainer.desks.syllabus import Syllabus
from trainer.records.archive import Archive
from trainer.records.endings import shown_in
from trainer.records.journal import Journal
from trainer.records.queries.learner import LearnerQueries
from trainer.records.rulings import in_force
from trainer.records.source import Source

MOST_PAST = 60


class Marked(msgspec.Struct, frozen=True):
    """An attempt that is over, marked by the rulings in force."""

    state: AttemptState
    blueprint: Blueprint
    items: Mapping[str, Item]
    scenes: Mapping[str, Scene]
    rulings: Rulings
    score: Score
    verdict: Verdict
    reports: tuple[Event, ...]


class Results:
    """What comes after an assessment."""

    def __init__(
        self,
        bank: BankFile,
        source: Source,
        journal: Journal,
        archive: Archive,
        queries: LearnerQueries,
        clock: Clock,
    ) -> None:
        self._bank = bank
        self._source = source
        self._journal = journal
        self._archive = archive
        self._queries = queries
        self._clock = clock
        self._checks = ModuleChecks(bank, archive, queries, Syllabus(bank))

    def result(self, person: str, name: str, stream: str, language: str) -> ResultView:
        """What the rules let the learner see of an attempt handed in, by now. Raises Refused("result.none")."""
        if self._queries.owner(stream) != person:
            raise Refused("result.none")
        marked = self.marked(stream)
        feedback = marked.state.policy.feedback
        later = marked.blueprint.feedback_from_ms
        if self._clock.now().utc_ms < later:
            return replace(
                self._told(marked, person, name, Feedback.NOTHING, language),
                from_ms=later,
                from_offset_min=offset_at(self._clock.now())(later),
            )
        return self._told(marked, person, name, feedback, language)

    def whole(self, name: str, stream: str, language: str) -> ResultView:
        """All of an attempt handed in, whatever its rules show the learner: for a trainer. Raises Refused("result.none")."""
        marked = self.marked(stream)
        return self._told(marked, self._queries.owner(stream), name, Feedback.EVERYTHING, language)

    def past(self, person: str, language: str) -> tuple[PastAttempt, ...]:
        """One's own assessments that were handed in, the latest first, with as much as their rules show by now."""
        stamp = self._clock.now()
        now, offset = stamp.utc_ms, offset_at(stamp)
        lines: list[PastAttempt] = []
        for score in self._queries.scores(person):
            if score.mode != Mode.ASSESSMENT or len(lines) == MOST_PAST:
                continue
            plan = self._archive.blueprint(score.blueprint)
            shown = Feedback(plan.feedback) is not Feedback.NOTHING and now >= plan.feedback_from_ms
            lines.append(
                PastAttempt(
                    score.stream,
                    read(plan.title, language),
                    score.ended_ms,
                    score.offset_min,
                    Standing(score.verdict) if shown else Standing.NONE,
                    score.right if shown else None,
                    score.total,
                    plan.feedback_from_ms if now < plan.feedback_from_ms else 0,
                    offset(plan.feedback_from_ms),
                    score.timed_out,
                )
            )
        return tuple(lines)

    def dispute(self, person: str, stream: str, number: int, text: str, language: str) -> Disputed:
        """Keep what the learner says is wrong with question `number` (from 1) of an attempt handed in.

        Raises Refused: result.none, dispute.empty, dispute.long, refused.order; Fault.
        """
        if self._queries.owner(stream) != person:
            raise Refused("result.none")
        if not text.strip():
            raise Refused("dispute.empty")
        if len(text.strip()) > LONGEST_REPORT:
            raise Refused("dispute.long", limit=LONGEST_REPORT)
        state = self._over(tuple(self._journal.events(stream)))
        OpenAttempt(self._journal, self._archive, self._clock, state, language).report(number - 1, text)
        return _disputes(self.marked(stream).reports)[-1]

    def marked(self, stream: str) -> Marked:
        """An attempt that is over, by the rulings in force now. Raises Refused("result.none")."""
        events = tuple(self._journal.events(stream))
        state = self._over(events)
        items, scenes = shown_in(state, self._archive)
        blueprint = self._archive.blueprint(state.blueprint)
        rulings = in_force(self._source)
        score = scoring.score(state, items, rulings, scenes)
        judged = verdicts.verdict(state, blueprint, score, items, rulings, scenes)
        reports = tuple(event for event in events if isinstance(event.body, ProblemReported))
        return Marked(state, blueprint, items, scenes, rulings, score, judged, reports)

    @staticmethod
    def _over(events: tuple[Event, ...]) -> AttemptState:
        state = attempt.replay(events)
        if state is None or state.ended is None or state.policy.mode is not Mode.ASSESSMENT:
            raise Refused("result.none")
        return state

    def _told(self, marked: Marked, person: str, name: str, feedback: Feedback, language: str) -> ResultView:
        state, score, blueprint = marked.state, marked.score, marked.blueprint
        assert state.ended is not None
        scored = feedback is not Feedback.NOTHING
        parts = feedback in (Feedback.OBJECTIVES, Feedback.EVERYTHING)
        keys = feedback is Feedback.EVERYTHING
        asked_how_sure = state.policy.confidence is not ConfidenceAsked.OFF
        modules = self._modules(marked, language) if parts else ()
        standing = marked.verdict.standing
        # A self-check of a module shows no answers, so that it can be taken again.
        answers = parts and not (blueprint.opens and not keys)
        return ResultView(
            stream=state.stream,
            name=name,
            title=read(blueprint.title, language),
            right=score.right if scored else 0,
            total=score.total if scored else len(state.units),
            answered=score.answered if scored else state.answered(),
            pass_mark=marked.verdict.mark,
            passed=marked.verdict.passed if scored else None,
            timed_out=state.status is Status.TIMED_OUT,
            ended_ms=state.ended.utc_ms,
            offset_min=state.ended.offset_min,
            modules=modules,
            objectives=self._objectives(score, blueprint, language) if parts and not blueprint.opens else (),
            confidence=_confidence(score) if parts and asked_how_sure else (),
            calibrated=_calibrated(score) if parts else None,
            unsure=sum(state.lacks_confidence(unit) for unit in state.units) if parts else 0,
            misses=score.misses if parts else 0,
            false_alarms=score.false_alarms if parts else 0,
            weakest_module=_weakest(modules),
            review=to_review(
                self._bank,
                self._archive,
                self._queries.lessons(person),
                state,
                marked.items,
                marked.scenes,
                marked.rulings,
                language,
            )
            if parts
            else (),
            cases=to_read_again(self._bank, state, marked.scenes, language) if parts else (),
            questions=asked.questions(self._bank, self._archive, marked.state, marked.rulings, keys, language)
            if answers
            else (),
            keys=keys,
            scored=scored,
            check=self._checks.result(
                blueprint,
                score,
                self._checks.standings(person).get(blueprint.opens, NOT_TAKEN),
                self._clock.now(),
                language,
            )
            if blueprint.opens and scored
            else None,
            judged=judging.judged(
                self._bank,
                marked.verdict,
                score,
                state,
                marked.items,
                marked.scenes,
                marked.rulings,
                keys,
                language,
                {one.module: one.right for one in blueprint.module_marks},
            )
            if scored
            else None,
            disputes=_disputes(marked.reports),
            certifiable=scored and standing is Standing.PASSED and not blueprint.opens,
            module=blueprint.opens,
            again=self._again(person, blueprint),
            length=len(state.units),
            begins=() if answers else _begins(marked, self._archive, language),
        )

    def _again(self, person: str, plan: Blueprint) -> bool:
        """Whether the plan lets the person take it once more now, as far as attempts and dates go."""
        left = not plan.attempts or self._queries.attempts(person, plan.id) < plan.attempts
        return left and (not plan.closes_ms or self._clock.now().utc_ms < plan.closes_ms)

    def _modules(self, marked: Marked, language: str) -> tuple[TallyLine, ...]:
        order = {module.id: module for module in self._bank.modules()}
        tallies = {tally.of: tally for tally in marked.score.modules}
        marks = {one.module: one.right for one in marked.blueprint.module_marks}
        planned: dict[str, int] = {}
        for unit in marked.state.units:
            planned[unit.ref.module] = planned.get(unit.ref.module, 0) + 1
        lines = []
        for of in [*(one for one in order if one in tallies), *(one for one in tallies if one not in order)]:
            tally, module = tallies[of], order.get(of)
            title = read(module.title, language) if module else of
            mark = verdicts.mark_after(marks.get(of, 0), tally.total, planned[of] - tally.total)
            icon, accent = (module.icon, module.accent) if module else ("", "")
            lines.append(TallyLine(of, title, icon, accent, tally.right, tally.total, mark))
        return tuple(lines)

    def _objectives(self, score: Score, blueprint: Blueprint, language: str) -> tuple[TallyLine, ...]:
        """Each objective asked, in the bank's order; `mark` is all of it where it must be right."""
        known = {one.id: one for one in self._bank.objectives()}
        titles = {module.id: read(module.short, language) for module in self._bank.modules()}
        tallies = {tally.of: tally for tally in score.objectives if tally.of}
        shorts = Counter(read(known[of].short, language) for of in tallies if of in known)
        lines = []
        for of in [*(one for one in known if one in tallies), *(one for one in tallies if one not in known)]:
            tally = tallies[of]
            title = read(known[of].short, language) if of in known else of
            if shorts[title] > 1:
                # Two modules may have one of the same name.
                title = f"{title} ({titles.get(known[of].module, '')})"
            must = tally.total if of in blueprint.essential else 0
            lines.append(TallyLine(of, title, "", "", tally.right, tally.total, must))
        return tuple(lines)


def _disputes(reports: tuple[Event, ...]) -> tuple[Disputed, ...]:
    return tuple(
        Disputed(event.body.unit + 1, event.body.text, event.at.utc_ms, event.at.offset_min)
        for event in reports
        if isinstance(event.body, ProblemReported)
    )


def _begins(marked: Marked, archive: Archive, language: str) -> tuple[str, ...]:
    """What each question begins with, to know it again by; "" for one that was not seen.

    The person has read it, so that this shows nothing that the rules hold back: no answer, no key. What was never on the
    screen stays unknown.
    """

    def begin(unit: UnitState) -> str:
        if not unit.seen:
            return ""
        if unit.ref.kind == UnitKind.CASE:
            return read(archive.get(unit.ref.digest, Case).title, language)
        item = marked.items[unit.ref.digest]
        return read(item.vignette, language) or read(item.stem, language)

    return tuple(begin(unit) for unit in marked.state.units)


def _confidence(score: Score) -> tuple[TallyLine, ...]:
    tallies = {tally.of: tally for tally in score.confidence}
    none = {of.value: Tally(of.value, 0, 0) for of in Confidence}
    return tuple(TallyLine(of, "", "", "", tally.right, tally.total) for of, tally in (none | tallies).items())


def _calibrated(score: Score) -> Calibrated | None:
    """How sure against how right; None where nobody said."""
    lines = [Sureness(Confidence(tally.of), tally.right, tally.total) for tally in score.confidence]
    total = sum(line.total for line in lines)
    if not total:
        return None
    stated = sum(calibration.STATED[line.confidence] * line.total for line in lines)
    right = sum(line.right for line in lines)
    return Calibrated(calibration.judgement(lines), whole_percent(stated / total), whole_percent(right / total), total)


def _weakest(modules: tuple[TallyLine, ...]) -> str:
    """The title of the module with the lowest share, "" where all are equal."""
    if len({line.share for line in modules}) < 2:
        return ""
    return min(modules, key=lambda line: line.share).title
