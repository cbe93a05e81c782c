"""Owns the frozen rows that screens, exports and the command line show; knows not where they come from.

Texts in them are already in the reader's language, or codes where the catalogue has the words. Times are UTC milliseconds
with the local offset in minutes beside them where a person reads them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from question_bank.model import BlockKind, Confidence
from trainer.core.check_views import ModuleCheck
from trainer.core.policies import Feedback
from trainer.core.progress import Mastery
from trainer.core.standing import PersonStanding, Week
from trainer.core.verdicts import Standing
from trainer.core.windows import Bar


class FactView(msgspec.Struct, frozen=True):
    """A fact in its own words with where and when: `newer` names the facts that replaced it."""

    id: str
    statement: str
    document: str
    place: str
    as_of: str
    superseded: bool = False


class OptionView(msgspec.Struct, frozen=True):
    """One option as shown: its place's letter, text, and after checking whether it is keyed, chosen, and why."""

    id: str
    letter: str
    text: str
    chosen: bool = False
    correct: bool | None = None
    explanation: str = ""


class QuestionView(msgspec.Struct, frozen=True):
    """An item on the screen. `number` counts from 1; `answers` is how many options are asked for.

    `repeat`: it comes once more in this round because its objective was missed, and is not rated. `former`: the bank of
    today has it otherwise or no more; it is asked and checked as it was when the round began. `ruling` is the kind of a
    ruling that it is marked by, "" for none.
    """

    unit: int
    number: int
    total: int
    digest: str
    id: str
    vignette: str
    stem: str
    options: tuple[OptionView, ...]
    answers: int
    as_of: str
    content_note: str
    confidence: Confidence | None
    flagged: bool
    other_language: bool = False
    repeat: bool = False
    former: bool = False
    ruling: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """What follows an answer in practice: right or not, the keyed letters, the facts, when the objective comes back (UTC ms).

    `again`: it also comes once more at the end of this round; `repeat`: this was that second time, and changes nothing.
    """

    right: bool
    key_letters: tuple[str, ...]
    facts: tuple[FactView, ...]
    returns_ms: int
    confidence: Confidence | None
    varied: bool = True
    again: bool = False
    repeat: bool = False


class CellView(msgspec.Struct, frozen=True):
    """A cell of the navigator. `unsure`: there is an answer, but not how sure one is, which must be said: not answered yet."""

    number: int
    seen: bool
    answered: bool
    flagged: bool
    current: bool
    unsure: bool = False


class BlockView(msgspec.Struct, frozen=True):
    """A block of a lesson in one language."""

    kind: BlockKind
    text: str
    answer: str
    items: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    facts: tuple[FactView, ...]


class LessonLine(msgspec.Struct, frozen=True):
    """A lesson in a list. `read` is the share of blocks reached, from 0 to 1.

    `skipped`: a self-check of the module was passed instead, and the lesson was not opened since.
    """

    id: str
    order: int
    title: str
    minutes: int
    read: float
    done: bool
    skipped: bool = False

    @property
    def minutes_left(self) -> int:
        """Minutes still to read, at least 1 until it is done."""
        return 0 if self.done else max(1, round(self.minutes * (1 - self.read)))


class LessonView(msgspec.Struct, frozen=True):
    """A lesson to read, at the block last reached."""

    id: str
    module: str
    module_title: str
    title: str
    minutes: int
    blocks: tuple[BlockView, ...]
    place: int
    done: bool
    next_lesson: str
    other_language: bool = False


class ObjectiveLine(msgspec.Struct, frozen=True):
    """An objective in a list: `state` is "new", "wrong", "right", "secure"; `due` today."""

    id: str
    short: str
    statement: str
    state: str
    due: bool
    questions: int


class SourceLine(msgspec.Struct, frozen=True):
    """A document that a module draws on; `id` is the document's."""

    document: str
    detail: str
    as_of: str
    id: str = ""


class ModuleCard(msgspec.Struct, frozen=True):
    """A module on the home page. `next_kind` is "lesson", "practice" or "review" and `next_title` what comes."""

    id: str
    title: str
    summary: str
    icon: str
    accent: str
    mastery: Mastery
    next_kind: str
    next_title: str
    next_lesson: str
    due: int


class ContinueCard(msgspec.Struct, frozen=True):
    """What was left in the middle: `kind` is "lesson", "practice" or "case"; `id` the lesson, the stream or the case."""

    kind: str
    id: str
    module: str
    title: str
    module_title: str
    step: int
    steps: int
    minutes_left: int


class AssessmentLine(msgspec.Struct, frozen=True):
    """An assessment in a list. `last` is its last result, `last_timed_out` where its time was up; `open_stream` one that still
    runs; `check` where it is of one module.

    `time_stands_still` while it is closed; `attempts` may be taken in all, 0 for as many as one likes; `feedback` is
    what is shown afterwards. The dates are those that hold for this person, 0 where none does; `bar` keeps them from it now.
    """

    id: str
    title: str
    summary: str
    questions: int
    minutes: int
    pass_mark: int
    available: bool
    open_stream: str = ""
    last_right: int | None = None
    last_total: int | None = None
    last_standing: Standing = Standing.NONE
    last_stream: str = ""
    time_stands_still: bool = True
    attempts: int = 0
    feedback: Feedback = Feedback.EVERYTHING
    check: ModuleCheck | None = None
    opens_ms: int = 0
    due_ms: int = 0
    closes_ms: int = 0
    bar: Bar = Bar.NONE
    last_timed_out: bool = False

    @property
    def last_passed(self) -> bool | None:
        """Whether the last one was passed, None where there is none or nothing could be passed."""
        return None if self.last_standing is Standing.NONE else self.last_standing is Standing.PASSED


class HomeView(msgspec.Struct, frozen=True):
    """The learner's home page. `due` objectives come back today, over all modules."""

    name: str
    left_off: ContinueCard | None
    due: int
    modules: tuple[ModuleCard, ...]
    assessment: AssessmentLine | None

    @property
    def refreshable(self) -> bool:
        """Say whether something was practised before, and can be once more."""
        return any(module.mastery.met for module in self.modules)


class ModuleView(msgspec.Struct, frozen=True):
    """A module's own page."""

    id: str
    title: str
    introduction: str
    caution: str
    content_note: str
    icon: str
    accent: str
    mastery: Mastery
    lessons: tuple[LessonLine, ...]
    objectives: tuple[ObjectiveLine, ...]
    sources: tuple[SourceLine, ...]
    open_practice: str
    due: int


class ModuleShare(msgspec.Struct, frozen=True):
    """Practice in one module as a trainer sees it: mastery share from 0 to 1, answers given, right ones, lessons done of all."""

    module: str
    share: float
    answers: int
    right: int
    lessons_done: int

    @property
    def begun(self) -> bool:
        """Say whether there is anything to show: where nothing was done a share would say that it went badly."""
        return bool(self.answers or self.share or self.lessons_done)


class PersonScore(msgspec.Struct, frozen=True):
    """One learner as the trainer's list shows and the export writes; the same query serves both.

    `attempts` counts assessments handed in; the `last_*` fields are of the latest one. Times are UTC ms, 0 for never.
    `joined`: has signed in; `cohorts` are the ids of the groups, `groups` their names; `weeks` are the last eight, the
    present one last; `next_assessment_ms` is when an assessment assigned is due, 0 for none, -1 for one without a date.
    """

    id: str
    code: str
    name: str
    work_role: str
    synthetic: bool
    modules: tuple[ModuleShare, ...]
    answers: int
    right: int
    lessons_done: int
    attempts: int
    last_assessment: str
    last_right: int | None
    last_total: int | None
    last_passed: bool | None
    last_ended_ms: int
    last_seen_ms: int
    number: str = ""
    joined: bool = True
    has_secret: bool = False
    extra_percent: int = 0
    cohorts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    weeks: tuple[Week, ...] = ()
    standing: PersonStanding | None = None
    next_assessment_ms: int = 0


class ProblemRow(msgspec.Struct, frozen=True):
    """What somebody said is wrong with a question, as the export writes it."""

    code: str
    name: str
    item: str
    revision: int
    digest: str
    module: str
    text: str
    reported_ms: int
    offset_min: int


class Answers(msgspec.Struct, frozen=True, gc=False):
    """Some answers of one person as the export writes them, as columns: a million are quicker so than one by one.

    `options` are option ids in the order they were shown at. `mode`: "assessment"; "practice"; "review" for practice of an
    objective that was due; "repeat" for the second time in one round, which counts nowhere.
    """

    person: str
    code: str
    name: str
    stream: Sequence[str]
    mode: Sequence[str]
    subject: Sequence[str]
    unit: Sequence[int]
    item: Sequence[str]
    revision: Sequence[int]
    digest: Sequence[str]
    module: Sequence[str]
    objective: Sequence[str]
    kind: Sequence[str]
    options: Sequence[str]
    confidence: Sequence[str]
    answered_ms: Sequence[int]
    offset_min: Sequence[int]
    correct: Sequence[bool]
