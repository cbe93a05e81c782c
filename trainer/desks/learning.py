"""Owns the learner's desk: home, modules, lessons and practice; knows no widget and writes only through the journal."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from question_bank import canonical
from question_bank.bank import BankFile, UnitRow
from question_bank.model import Confidence, Lesson, Module, Objective, Pool, read
from trainer.clock import Clock
from trainer.core import policies, progress, selection
from trainer.core.events import Answered, AttemptStarted, BankRef, FormUnit, LessonPlace, Submitted
from trainer.core.message import Refused
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
    QuestionView,
    SourceLine,
    Verdict,
)
from trainer.desks import showing
from trainer.desks.attempts import OpenAttempt
from trainer.desks.syllabus import Syllabus
from trainer.records.archive import Archive
from trainer.records.journal import Journal
from trainer.records.queries.learner import LearnerQueries, LessonRecord

ROUND_LENGTH = 10
"""Questions in one round of practice: about ten minutes."""


Seeds = Callable[[], int]
"""Where the chance in a form comes from."""


def new_seed() -> int:
    """A seed that nobody can foresee."""
    return secrets.randbits(48)


class Practice:
    """A round of practice in hand: one question at a time, checked, explained, next."""

    def __init__(self, opened: OpenAttempt, bank: BankFile, returns: Callable[[str], int]) -> None:
        self._opened = opened
        self._bank = bank
        self._returns = returns
        if not opened.state.over:
            opened.show(self._place())

    def _place(self) -> int:
        """The unit on the screen; the first one before anything was shown."""
        return self._opened.state.current or 0

    @property
    def attempt(self) -> OpenAttempt:
        """The attempt itself: pause, resume, report, beat."""
        return self._opened

    @property
    def module(self) -> str:
        """The id of the module practised."""
        return self._opened.state.policy.subject

    @property
    def module_title(self) -> str:
        """The module's title in the language shown."""
        return read(self._bank.module(self.module).title, self._opened.language)

    @property
    def finished(self) -> bool:
        """Say whether the round is over."""
        return self._opened.state.over

    def question(self) -> QuestionView:
        """The question on the screen, with key and explanations once it is checked."""
        place = self._place()
        unit = self._opened.unit(place)
        item = self._opened.item(unit.ref.digest)
        total = len(self._opened.state.units)
        return showing.question_view(item, unit, place, total, self._opened.language, marked=unit.answered)

    def verdict(self) -> Verdict | None:
        """What follows the answer, None before it is checked."""
        unit = self._opened.unit(self._place())
        if not unit.answered:
            return None
        item = self._opened.item(unit.ref.digest)
        returns = self._returns(unit.ref.objective)
        return showing.verdict(self._bank, item, unit, self._opened.language, returns)

    def check(self, options: tuple[str, ...], confidence: Confidence | None) -> Verdict:
        """Commit the answer and return what follows. Raises Refused or Fault; then nothing has changed."""
        place = self._place()
        unit = self._opened.unit(place)
        item = self._opened.item(unit.ref.digest)
        order = unit.steps[0].order
        places = tuple(order.index(option) for option in options if option in order)
        self._opened.do(Answered(place, unit.ref.digest, options, confidence, places), item.answers)
        verdict = self.verdict()
        if verdict is None:  # pragma: no cover - a committed answer has a verdict
            raise Refused("refused.order")
        return verdict

    def forward(self) -> bool:
        """Go to the next question; at the end close the round. Return whether there is a next one."""
        place = self._place()
        if not self._opened.unit(place).answered:
            raise Refused("refused.order")
        if place + 1 < len(self._opened.state.units):
            self._opened.show(place + 1)
            return True
        self._opened.do(Submitted())
        return False

    def tally(self) -> tuple[int, int]:
        """Right answers and answers so far in this round."""
        right = given = 0
        for unit in self._opened.state.units:
            if unit.answered:
                given += 1
                right += frozenset(unit.steps[0].options) == self._opened.item(unit.ref.digest).key
        return right, given


class Learning:
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
        self._seeds = seeds
        self._bank = bank
        self._journal = journal
        self._archive = archive
        self._queries = queries
        self._clock = clock
        self._syllabus = Syllabus(bank)

    # Home and modules

    def home(self, person: str, name: str, assessment: AssessmentLine | None, language: str) -> HomeView:
        """The home page of one learner."""
        now = self._clock.now()
        states = self._states(person)
        read_so_far = self._queries.lessons(person)
        cards = tuple(self._card(module, states, read_so_far, now, language) for module in self._bank.modules())
        return HomeView(
            name, self._left_off(person, read_so_far, language), sum(card.due for card in cards), cards, assessment
        )

    def module(self, person: str, module_id: str, language: str) -> ModuleView:
        """One module's page. Raises Refused("module.unknown")."""
        now = self._clock.now()
        module = self._module(module_id)
        states = self._states(person)
        read_so_far = self._queries.lessons(person)
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
            tuple(self._lesson_line(lesson, read_so_far, language) for lesson in self._bank.lessons(module_id)),
            lines,
            self._sources(module_id, language),
            self._queries.open_stream(person, Mode.PRACTICE, module_id),
            sum(line.due for line in lines),
        )

    def _card(
        self,
        module: Module,
        states: Mapping[str, ObjectiveState],
        read_so_far: Mapping[str, LessonRecord],
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
            record = read_so_far.get(lesson.id)
            if record is None or not record.done:
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

    def _left_off(self, person: str, read_so_far: Mapping[str, LessonRecord], language: str) -> ContinueCard | None:
        """Whatever is open and was touched last: a round of practice or a lesson."""
        practice = self._queries.latest_open(person, Mode.PRACTICE)
        unread = [
            record
            for record in read_so_far.values()
            if not record.done and self._bank.find_lesson(record.lesson) is not None
        ]
        latest = max(unread, key=lambda record: record.at_ms, default=None)
        if practice is not None and (latest is None or practice.at_ms > latest.at_ms):
            module = self._bank.find_module(practice.subject)
            if module is not None:
                title = read(module.title, language)
                left = max(1, practice.units - practice.answered)
                return ContinueCard(
                    "practice", practice.stream, module.id, title, title, practice.answered, practice.units, left
                )
        if latest is None:
            return None
        lesson = self._bank.lesson(latest.lesson)
        line = self._lesson_line(lesson, read_so_far, language)
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

    def _objective_line(
        self, objective: Objective, state: ObjectiveState | None, questions: int, now: Stamp, language: str
    ) -> ObjectiveLine:
        if state is None:
            word = "new"
        elif progress.secure(state, now.utc_ms):
            word = "secure"
        else:
            word = "right" if state.last_right else "wrong"
        return ObjectiveLine(
            objective.id,
            read(objective.short, language),
            read(objective.statement, language),
            word,
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
        return tuple(SourceLine(read(d.short, language), read(d.kind, language), d.as_of.label) for d in documents)

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
        """Take up the open round of a module, or draw a new one. Raises Refused("practice.empty")."""
        self._module(module_id)
        stream = self._queries.open_stream(person, Mode.PRACTICE, module_id)
        if stream and not objective:
            opened = OpenAttempt.reopened(self._journal, self._archive, self._clock, stream, language)
        else:
            opened = self._drawn(person, module_id, objective, language)
        return Practice(opened, self._bank, lambda met: self._returns(person, met))

    def _drawn(self, person: str, module_id: str, objective: str, language: str) -> OpenAttempt:
        rows = [row for row in self._practice_rows(module_id) if not objective or row.objective == objective]
        seed = self._seeds()
        drawn = selection.draw_practice(rows, self._states(person), self._queries.exposure(person), seed, ROUND_LENGTH)
        body = AttemptStarted(form_of(drawn), seed, policies.practice(module_id), bank_ref(self._bank))
        shown = tuple(self._bank.item(row.digest) for row in drawn)
        event = self._journal.begin(person, "attempt", module_id, body, self._clock.now(), language, shown)
        return OpenAttempt.begun(self._journal, self._archive, self._clock, event, language)

    def _returns(self, person: str, objective: str) -> int:
        state = self._states(person).get(objective)
        return state.memory.due_ms if state else 0

    # What the bank and the records say together

    def _states(self, person: str) -> dict[str, ObjectiveState]:
        """States by today's objective ids: a renamed objective takes over what its old names hold."""
        states = self._queries.objectives(person)
        for old, new in self._syllabus.replaced.items():
            if old in states and new not in states:
                states[new] = states[old]
        return states

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

    def _lesson_line(self, lesson: Lesson, read_so_far: Mapping[str, LessonRecord], language: str) -> LessonLine:
        record = read_so_far.get(lesson.id)
        share = 0.0
        if record is not None and record.blocks:
            share = 1.0 if record.done else min(1.0, record.block / record.blocks)
        return LessonLine(
            lesson.id,
            lesson.order,
            read(lesson.title, language),
            lesson.minutes,
            share,
            bool(record and record.done),
        )


def form_of(rows: tuple[UnitRow, ...]) -> tuple[FormUnit, ...]:
    """The units of a form from rows of a bank's index."""
    return tuple(FormUnit("item", row.digest, row.id, row.module, row.objective, row.family) for row in rows)


def bank_ref(bank: BankFile) -> BankRef:
    """What an attempt remembers of the bank it was drawn from."""
    meta = bank.meta
    return BankRef(meta.name, meta.version, meta.digest)
