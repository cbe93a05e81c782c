"""Owns where a learner stands with the self-checks of modules: which there are, what is open by them; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from question_bank.bank import BankFile
from question_bank.model import Blueprint, Lesson, Module, Pool, Words, read
from trainer.catalogue import Catalogue, languages
from trainer.core import module_check
from trainer.core.check_views import AskedObjective, CheckResult, ModuleCheck
from trainer.core.scoring import Score
from trainer.core.timekeeping import Stamp
from trainer.desks.syllabus import Syllabus
from trainer.records.archive import Archive
from trainer.records.queries.learner import CheckTaken, LearnerQueries, LessonRecord, passed


class CheckStanding(msgspec.Struct, frozen=True):
    """Where somebody stands with one module's self-check.

    `opened` maps the objectives asked in those that were passed to when that was (UTC ms); `last` is the latest handed in.
    """

    opened: Mapping[str, int]
    last: CheckTaken | None = None
    last_passed: bool = False


NOT_TAKEN = CheckStanding({})


class ModuleChecks:
    """The self-checks of a bank's modules, which are composed, not authored."""

    def __init__(self, bank: BankFile, archive: Archive, queries: LearnerQueries, syllabus: Syllabus) -> None:
        self._bank = bank
        self._archive = archive
        self._queries = queries
        self._syllabus = syllabus

    @cached_property
    def plans(self) -> dict[str, Blueprint]:
        """The plan of each module whose objectives the self-check pool covers well enough, by module."""
        rows = self._bank.index((Pool.SELF_CHECK,))
        words = {language: Catalogue(language) for language in languages()}
        found: dict[str, Blueprint] = {}
        for module in self._bank.modules():
            title: Words = {
                language: said.say("assessment.check.titled", title=read(module.title, language))
                for language, said in words.items()
            }
            counted = self._syllabus.counted[module.id]
            plan = module_check.plan(module.id, title, module.summary, counted, rows)
            if plan is not None:
                found[module.id] = plan
        return found

    def standings(self, person: str) -> dict[str, CheckStanding]:
        """Where a person stands, by module; modules whose self-check they never took are left out."""
        found: dict[str, CheckStanding] = {}
        subjects = [module_check.subject(module.id) for module in self._bank.modules()]
        for taken in reversed(self._queries.taken(person, subjects)):
            module = module_check.module_of(taken.subject)
            plan = self._archive.blueprint(taken.blueprint)
            opened = dict(found.get(module, NOT_TAKEN).opened)
            if passed(taken.verdict):
                for objective in module_check.asked(plan):
                    opened[self._syllabus.replaced.get(objective, objective)] = taken.ended_ms
            found[module] = CheckStanding(opened, taken, bool(passed(taken.verdict)))
        return found

    def line(self, plan: Blueprint, standing: CheckStanding, now: Stamp, language: str) -> ModuleCheck:
        """What a person is told of a module's self-check."""
        module = self._bank.module(plan.opens)
        asked = module_check.asked(plan)
        lessons = self._bank.lessons(module.id)
        return ModuleCheck(
            module.id,
            read(module.title, language),
            len(asked),
            len(self._syllabus.counted[module.id]),
            len(plan.essential),
            sum(not asked.isdisjoint(lesson.objectives) for lesson in lessons),
            len(lessons),
            max((standing.opened[o] for o in asked & standing.opened.keys()), default=0),
            self._again_ms(standing, now),
        )

    def available(self, plan: Blueprint, standing: CheckStanding, now: Stamp) -> bool:
        """Whether it may be taken: it would open something new, and is not of the same day as one that was not passed."""
        opens = module_check.asked(plan) - standing.opened.keys()
        return bool(opens) and not self._again_ms(standing, now)

    @staticmethod
    def _again_ms(standing: CheckStanding, now: Stamp) -> int:
        last = standing.last
        if last is None or standing.last_passed:
            return 0
        again = module_check.again_ms(last.ended_ms, now.utc_ms, now.offset_min)
        return again if again > now.utc_ms else 0

    def result(self, plan: Blueprint, score: Score, standing: CheckStanding, now: Stamp, language: str) -> CheckResult:
        """What one that was handed in says of each objective, as it was asked then."""
        module: Module | None = self._bank.find_module(plan.opens)
        known = {objective.id: objective for objective in self._bank.objectives()}
        lines = []
        for tally in score.objectives:
            today = known.get(self._syllabus.replaced.get(tally.of, tally.of))
            title = read(today.short, language) if today is not None else tally.of
            lines.append(AskedObjective(tally.of, title, tally.right == tally.total, tally.of in plan.essential))
        asked = {self._syllabus.replaced.get(one, one) for one in module_check.asked(plan)}
        lessons = self._bank.lessons(plan.opens)
        order = [objective.id for objective in self._bank.objectives(plan.opens)]
        lines.sort(key=lambda line: order.index(line.id) if line.id in order else len(order))
        return CheckResult(
            plan.opens,
            read(module.title, language) if module is not None else plan.opens,
            tuple(lines),
            sum(not asked.isdisjoint(lesson.objectives) for lesson in lessons),
            len(lessons),
            self._again_ms(standing, now),
        )


def skipped(lesson: Lesson, record: LessonRecord | None, standing: CheckStanding) -> bool:
    """Say whether a lesson was skipped by a self-check: one that asked of it was passed, and it was not opened since."""
    times = [standing.opened[objective] for objective in lesson.objectives if objective in standing.opened]
    return bool(times) and (record is None or (not record.done and record.at_ms <= max(times)))
