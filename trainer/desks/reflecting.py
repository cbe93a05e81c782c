"""Owns what a learner sees of their own progress: attained, kept, known for sure, done; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from question_bank.bank import BankFile
from question_bank.model import Confidence, Module, Objective, read
from trainer.clock import Clock
from trainer.core import calibration, policies, progress
from trainer.core.calibration import Sureness
from trainer.core.policies import Feedback, Mode
from trainer.core.progress import ObjectiveState
from trainer.core.reflection import (
    WEEKS,
    HeldModule,
    HeldObjective,
    Knowing,
    Misjudged,
    PastWork,
    ProgressView,
    Retention,
    Week,
)
from trainer.core.spacing import DAY_MS
from trainer.core.timekeeping import Stamp
from trainer.desks.syllabus import Syllabus
from trainer.records.archive import Archive
from trainer.records.queries.learner import LearnerQueries, passed
from trainer.records.queries.past import WEEK_MS, Ended, PastQueries, WeekCount

LATELY = 4
"""So many weeks count as lately where confidence is compared with the weeks before."""
MOST_PAST = 60
MOST_MISJUDGED = 20


class Reflecting:
    """The learner's own progress."""

    def __init__(
        self, bank: BankFile, archive: Archive, queries: LearnerQueries, back: PastQueries, clock: Clock
    ) -> None:
        self._bank = bank
        self._archive = archive
        self._queries = queries
        self._back = back
        self._clock = clock
        self._syllabus = Syllabus(bank)

    def progress(self, person: str, language: str) -> ProgressView:
        """Everything the progress page shows."""
        now = self._clock.now()
        states = self._syllabus.by_today(self._queries.objectives(person))
        tomorrow = (progress.local_day(now.utc_ms, now.offset_min) + 1) * DAY_MS - now.offset_min * 60_000
        weeks = self._back.weeks(person, tomorrow, WEEKS)
        return ProgressView(
            tuple(self._module(module, states, now, language) for module in self._bank.modules()),
            _retention(weeks, tomorrow),
            _knowing(weeks),
            self._misjudged(person, states, language),
            self._history(person, now.utc_ms, language),
        )

    def _module(self, module: Module, states: Mapping[str, ObjectiveState], now: Stamp, language: str) -> HeldModule:
        counted = self._syllabus.counted[module.id]
        lines = tuple(self._objective(objective, states.get(objective.id), now, language) for objective in counted)
        return HeldModule(
            module.id,
            read(module.title, language),
            module.icon,
            module.accent,
            progress.mastery((objective.id for objective in counted), states, now.utc_ms),
            sum(line.due for line in lines),
            lines,
        )

    @staticmethod
    def _objective(objective: Objective, state: ObjectiveState | None, now: Stamp, language: str) -> HeldObjective:
        return HeldObjective(
            objective.id,
            read(objective.short, language),
            read(objective.statement, language),
            progress.word(state, now.utc_ms),
            state is not None and progress.due(state, now.utc_ms, now.offset_min),
            progress.returns_ms(state, now.utc_ms) if state is not None else 0,
        )

    def _misjudged(self, person: str, states: Mapping[str, ObjectiveState], language: str) -> tuple[Misjudged, ...]:
        objectives = {o.id: (o, module) for module, counted in self._syllabus.counted.items() for o in counted}
        lines: list[Misjudged] = []
        for wrong in self._back.certain_wrong(person):
            today = self._syllabus.replaced.get(wrong.objective, wrong.objective)
            found, state = objectives.get(today), states.get(today)
            # The state knows the order of answers even where the clock was set back between them.
            put_right = state is not None and state.last_right and state.last_confidence is not Confidence.UNSURE
            if found is None or put_right:
                continue
            objective, module = found
            stem = read(self._archive.item(wrong.step).stem, language)
            title = read(objective.short, language)
            lines.append(Misjudged(wrong.step, stem, objective.id, title, module, wrong.at_ms))
            if len(lines) == MOST_MISJUDGED:
                break
        return tuple(lines)

    def _history(self, person: str, now_ms: int, language: str) -> tuple[PastWork, ...]:
        past = [self._ended(ended, now_ms, language) for ended in self._back.ended(person, MOST_PAST)]
        for lesson_id, at_ms in self._back.lessons_read(person, MOST_PAST):
            lesson = self._bank.find_lesson(lesson_id)
            if lesson is not None:
                past.append(PastWork("lesson", lesson_id, read(lesson.title, language), at_ms))
        return tuple(sorted(past, key=lambda work: -work.at_ms)[:MOST_PAST])

    def _ended(self, ended: Ended, now_ms: int, language: str) -> PastWork:
        if ended.mode == Mode.ASSESSMENT:
            blueprint = self._archive.blueprint(ended.blueprint)
            title = read(blueprint.title, language)
            if Feedback(blueprint.feedback) is Feedback.NOTHING or now_ms < blueprint.feedback_from_ms:
                return PastWork("assessment", ended.stream, title, ended.ended_ms)
            kind = "check" if blueprint.opens else "assessment"
            return PastWork(kind, ended.stream, title, ended.ended_ms, ended.right, ended.total, passed(ended.verdict))
        counts = (ended.ended_ms, ended.right, ended.total)
        if ended.subject == policies.REFRESHER:
            return PastWork("refresher", "", "", *counts)
        module = self._bank.find_module(ended.subject)
        if module is not None:
            return PastWork("practice", module.id, read(module.title, language), *counts)
        case = next((case for case in self._bank.cases() if case.id == ended.subject), None)
        title = read(case.title, language) if case is not None else ended.subject
        return PastWork("case", ended.subject, title, ended.ended_ms)


def _retention(weeks: tuple[WeekCount, ...], end_ms: int) -> Retention:
    return Retention(
        sum(week.reviews_right for week in weeks),
        sum(week.reviews for week in weeks),
        tuple(Week(end_ms - week.week * WEEK_MS, week.reviews_right, week.reviews) for week in weeks),
    )


def _knowing(weeks: tuple[WeekCount, ...]) -> Knowing:
    lately, earlier = _added(weeks[:LATELY]), _added(weeks[LATELY:])
    return Knowing(
        lately,
        earlier,
        calibration.judgement(lately),
        calibration.brier(lately),
        sum(line.total for line in lately),
    )


def _added(weeks: tuple[WeekCount, ...]) -> tuple[Sureness, ...]:
    return tuple(
        Sureness(
            of,
            sum(line.right for week in weeks for line in week.sureness if line.confidence is of),
            sum(line.total for week in weeks for line in week.sureness if line.confidence is of),
        )
        for of in Confidence
    )
