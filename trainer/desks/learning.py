"""Owns the learner's desk: home, modules, lessons and practice; knows no widget and writes only through the journal."""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec

from question_bank import canonical
from question_bank.bank import BankFile, UnitRow
from question_bank.model import Case, Lesson, Module, Objective, Pool, read
from trainer.clock import Clock
from trainer.core import attempt, policies, progress
from trainer.core.events import LessonPlace, UnitKind
from trainer.core.message import Refused
from trainer.core.percent import percent as whole_percent
from trainer.core.policies import Mode
from trainer.core.progress import Mastery, ObjectiveState
from trainer.core.timekeeping import Stamp
from trainer.core.views import (
    AssessmentLine,
    ContinueCard,
    HomeView,
    LessonLine,
    LessonView,
    ModuleCard,
    ModuleView,
    ObjectiveLine,
    SourceLine,
)
from trainer.desks import checking, looking_back, showing
from trainer.desks.checking import NOT_TAKEN, CheckStanding, ModuleChecks
from trainer.desks.drawing import DrawingDesk, Seeds, new_seed
from trainer.desks.practising import Practice, Practising
from trainer.desks.syllabus import Syllabus
from trainer.records.archive import Archive
from trainer.records.journal import Journal
from trainer.records.queries.learner import LearnerQueries, LessonRecord, OpenStream


class _Reading(msgspec.Struct, frozen=True):
    """How far a person's lessons are read, and which need not be."""

    records: Mapping[str, LessonRecord]
    standings: Mapping[str, CheckStanding]

    def skipped(self, lesson: Lesson) -> bool:
        return checking.skipped(lesson, self.records.get(lesson.id), self.standings.get(lesson.module, NOT_TAKEN))

    def settled(self, lesson: Lesson) -> bool:
        """Whether it is read to its end or skipped."""
        record = self.records.get(lesson.id)
        return (record is not None and record.done) or self.skipped(lesson)


class Learning(DrawingDesk):
    """What a learner asks for. `person` is the id of who is signed in; texts come in `language`."""

    def __init__(
        self,
        bank: BankFile,
        journal: Journal,
        archive: Archive,
        queries: LearnerQueries,
        clock: Clock,
        seeds: Seeds = new_seed,
    ) -> None:
        super().__init__(bank, journal, archive, queries, clock, seeds)
        self._syllabus = Syllabus(bank)
        self._checks = ModuleChecks(bank, archive, queries, self._syllabus)
        self._practising = Practising(bank, journal, archive, queries, clock, seeds)

    # Home and modules

    def home(self, person: str, name: str, assessment: AssessmentLine | None, language: str) -> HomeView:
        """The home page of one learner."""
        now = self._clock.now()
        states = self._states(person)
        reading = self._reading(person)
        cards = tuple(self._card(module, states, reading, now, language) for module in self._bank.modules())
        left_off = self._sitting_left_off(person, assessment) or self._left_off(person, reading, language)
        return HomeView(name, left_off, sum(card.due for card in cards), cards, assessment)

    def module(self, person: str, module_id: str, language: str) -> ModuleView:
        """One module's page. Raises Refused("module.unknown")."""
        now = self._clock.now()
        module = self._module(module_id)
        states = self._states(person)
        reading = self._reading(person)
        objectives = self._objectives(module_id)
        questions: dict[str, int] = {}
        for row in self._practice_rows(module_id):
            questions[row.objective] = questions.get(row.objective, 0) + 1
        lines = tuple(
            self._objective_line(objective, states.get(objective.id), questions.get(objective.id, 0), now, language)
            for objective in objectives
        )
        return ModuleView(
            module.id,
            read(module.title, language),
            read(module.introduction, language),
            read(module.caution, language),
            read(module.content_note, language),
            module.icon,
            module.accent,
            self._mastery(module_id, states, now),
            tuple(self._lesson_line(lesson, reading, language) for lesson in self._bank.lessons(module_id)),
            lines,
            self._sources(module_id, language),
            self._queries.open_stream(person, Mode.PRACTICE, module_id),
            sum(line.due for line in lines),
        )

    def _card(
        self,
        module: Module,
        states: Mapping[str, ObjectiveState],
        reading: _Reading,
        now: Stamp,
        language: str,
    ) -> ModuleCard:
        due = sum(
            progress.due(states[objective.id], now.utc_ms, now.offset_min)
            for objective in self._objectives(module.id)
            if objective.id in states
        )
        kind, title, lesson_id = "practice", "", ""
        for lesson in self._bank.lessons(module.id):
            if not reading.settled(lesson):
                kind, title, lesson_id = "lesson", read(lesson.title, language), lesson.id
                break
        if due and not lesson_id:
            kind = "review"
        return ModuleCard(
            module.id,
            read(module.title, language),
            read(module.summary, language),
            module.icon,
            module.accent,
            self._mastery(module.id, states, now),
            kind,
            title,
            lesson_id,
            due,
        )

    def _left_off(self, person: str, reading: _Reading, language: str) -> ContinueCard | None:
        """Whatever is open and was touched last: a round of practice or a lesson."""
        practice = self._queries.latest_open(person, Mode.PRACTICE)
        unread = [
            record
            for record in reading.records.values()
            if (lesson := self._bank.find_lesson(record.lesson)) is not None and not reading.settled(lesson)
        ]
        latest = max(unread, key=lambda record: record.at_ms, default=None)
        if practice is not None and (latest is None or practice.at_ms > latest.at_ms):
            card = self._case_left_off(practice, language)
            if card is not None:
                return card
            module = self._bank.find_module(practice.subject)
            if module is not None or practice.subject == policies.REFRESHER:
                title = read(module.title, language) if module is not None else ""
                left = max(1, practice.units - practice.answered)
                return ContinueCard(
                    "practice", practice.stream, practice.subject, title, title, practice.answered, practice.units, left
                )
        if latest is None:
            return None
        lesson = self._bank.lesson(latest.lesson)
        line = self._lesson_line(lesson, reading, language)
        module = self._bank.module(lesson.module)
        return ContinueCard(
            "lesson",
            lesson.id,
            lesson.module,
            line.title,
            read(module.title, language),
            latest.block + 1,
            latest.blocks,
            line.minutes_left,
        )

    def _sitting_left_off(self, person: str, assessment: AssessmentLine | None) -> ContinueCard | None:
        """An assessment that is running goes before everything else that is open."""
        if assessment is None or not assessment.open_stream:
            return None
        running = next(one for one in self._queries.open_streams(person) if one.stream == assessment.open_stream)
        state = attempt.replay(self._journal.events(running.stream))
        alive = self._journal.last_alive(running.stream)
        left = state.left_closed_ms(alive, self._clock.now()) if state is not None else None
        minutes = math.ceil(max(0, left) / 60_000) if left is not None else 0
        title = assessment.title
        return ContinueCard("assessment", assessment.id, "", title, title, running.answered, running.units, minutes)

    def _case_left_off(self, practice: OpenStream, language: str) -> ContinueCard | None:
        """The case that is open, None where it is a round of questions."""
        if self._bank.find_module(practice.subject) is not None or practice.units != 1:
            return None
        state = attempt.replay(self._journal.events(practice.stream))
        unit = state.units[0] if state is not None else None
        if unit is None or unit.ref.kind != UnitKind.CASE or not unit.steps:
            return None
        case = self._archive.get(unit.ref.digest, Case)
        scene = looking_back.scene_view(self._bank, case, unit, language)
        module = self._bank.find_module(case.module)
        return ContinueCard(
            "case",
            case.id,
            case.module,
            read(case.title, language),
            read(module.title, language) if module else "",
            whole_percent(scene.share) + 1,
            100,
            max(1, scene.minutes_left),
        )

    def _objective_line(
        self, objective: Objective, state: ObjectiveState | None, questions: int, now: Stamp, language: str
    ) -> ObjectiveLine:
        return ObjectiveLine(
            objective.id,
            read(objective.short, language),
            read(objective.statement, language),
            progress.word(state, now.utc_ms),
            state is not None and progress.due(state, now.utc_ms, now.offset_min),
            questions,
        )

    def _sources(self, module_id: str, language: str) -> tuple[SourceLine, ...]:
        """The documents that the module's lessons draw on, the latest description first."""
        named: dict[str, set[str]] = {}
        for lesson in self._bank.lessons(module_id):
            for block in lesson.blocks:
                for fact_id in block.facts:
                    fact = self._bank.find_fact(fact_id)
                    if fact is not None:
                        named.setdefault(fact.document, set()).add(fact.id)
        documents = sorted((self._bank.document(d) for d in named), key=lambda d: -d.as_of.end)
        return tuple(
            SourceLine(read(d.short, language), read(d.kind, language), d.as_of.label, d.id) for d in documents
        )

    # Lessons

    def lesson(self, person: str, lesson_id: str, language: str) -> LessonView:
        """A lesson at the block last reached. Raises Refused("lesson.unknown")."""
        lesson = self._bank.find_lesson(lesson_id)
        if lesson is None:
            raise Refused("lesson.unknown")
        record = self._queries.lessons(person).get(lesson_id)
        order = [other.id for other in self._bank.lessons(lesson.module)]
        after = order[order.index(lesson_id) + 1 :]
        place = record.block if record and not record.done else 0
        return showing.lesson_view(
            self._bank, lesson, language, place, bool(record and record.done), after[0] if after else ""
        )

    def keep_place(self, person: str, lesson_id: str, block: int, done: bool, language: str) -> None:
        """Keep how far a lesson was read. Raises Fault if it cannot be written."""
        lesson = self._bank.find_lesson(lesson_id)
        if lesson is None:
            raise Refused("lesson.unknown")
        record = self._queries.lessons(person).get(lesson_id)
        if record is not None and record.block == block and record.done is done:
            return
        body = LessonPlace(lesson_id, canonical.digest(lesson), lesson.module, block, len(lesson.blocks), done)
        now = self._clock.now()
        if record is None:
            self._journal.begin(person, "lesson", lesson_id, body, now, language)
        else:
            self._journal.append(record.stream, body, now, language)

    # Practice

    def practise(self, person: str, module_id: str, language: str, objective: str = "") -> Practice:
        """Take up the open round of a module, or draw a new one; of all modules what is due, for `policies.REFRESHER`.

        Raises Refused("practice.empty").
        """
        if module_id != policies.REFRESHER:
            self._module(module_id)
        return self._practising.round(person, module_id, language, objective, self._states)

    # What the bank and the records say together

    def _states(self, person: str) -> dict[str, ObjectiveState]:
        """States by today's objective ids: a renamed objective takes over what its old names hold."""
        return self._syllabus.by_today(self._queries.objectives(person))

    def _mastery(self, module_id: str, states: Mapping[str, ObjectiveState], now: Stamp) -> Mastery:
        return progress.mastery((o.id for o in self._objectives(module_id)), states, now.utc_ms)

    def _module(self, module_id: str) -> Module:
        module = self._bank.find_module(module_id)
        if module is None:
            raise Refused("module.unknown")
        return module

    def _objectives(self, module_id: str) -> tuple[Objective, ...]:
        return self._syllabus.counted[module_id]

    def _practice_rows(self, module_id: str) -> tuple[UnitRow, ...]:
        return tuple(row for row in self._bank.index((Pool.PRACTICE,)) if row.module == module_id)

    def _reading(self, person: str) -> _Reading:
        return _Reading(self._queries.lessons(person), self._checks.standings(person))

    def _lesson_line(self, lesson: Lesson, reading: _Reading, language: str) -> LessonLine:
        record = reading.records.get(lesson.id)
        share = 0.0
        if record is not None and record.blocks:
            share = 1.0 if record.done else min(1.0, (record.block + 1) / record.blocks)
        return LessonLine(
            lesson.id,
            lesson.order,
            read(lesson.title, language),
            lesson.minutes,
            share,
            bool(record and record.done),
            reading.skipped(lesson),
        )
