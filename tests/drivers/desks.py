"""Owns desks that answer as a test tells them to: with strange texts, with faults, with several answers; keep nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from question_bank.model import BlockKind, Confidence
from trainer.core.calibration import Judgement, Sureness
from trainer.core.message import Refused
from trainer.core.progress import Mastery, Standing
from trainer.core.reflection import (
    HeldModule,
    HeldObjective,
    Knowing,
    Misjudged,
    PastWork,
    ProgressView,
    Retention,
    Week,
)
from trainer.core.requests import Access, Admitted
from trainer.core.timekeeping import Stamp
from trainer.core.views import (
    AssessmentLine,
    BlockView,
    FactView,
    HomeView,
    LessonLine,
    LessonView,
    ModuleCard,
    ModuleView,
    ObjectiveLine,
    OptionView,
    QuestionView,
    SourceLine,
    Verdict,
)
from trainer.faults import Fault
from trainer.ui.attempt_protocols import SittingHand

MARKUP = "<b>bold</b> <img src='file:///etc/hostname'> &amp; {name} <table><tr><td>x"
WHO = Admitted("p1", "Sofie Bjerre", "SB", Access.LEARNER)
MASTERY = Mastery(0.5, 1, 2, 3, Standing.BUILDING)


def full_disk() -> Fault:
    """What a full disk is told as."""
    return Fault("fault.disk-full", path="/data")


def fact(number: int, text: str = "A statement.", superseded: bool = False) -> FactView:
    """Make a fact."""
    return FactView(f"F{number}", text, "The report", "paragraph 2", "2022", superseded)


def question(number: int = 1, total: int = 2, answers: int = 1, text: str = "") -> QuestionView:
    """Make a question with four options, a to d."""
    options = tuple(OptionView(name, name.upper(), text or f"Option {name}") for name in "abcd")
    return QuestionView(
        number - 1, number, total, f"digest-{number}", f"Q-{number}", text or "A scenario.", text or "What now?",
        options, answers, "2022", text, None, False,
    )  # fmt: skip


@dataclass
class FakeAttempt:
    """An attempt that notes what it is asked."""

    language: str = "en"
    saved_at: Stamp | None = None
    calls: list[str] = field(default_factory=list)
    reports: list[tuple[int, str]] = field(default_factory=list)
    problem: Fault | Refused | None = None

    def _do(self, what: str) -> None:
        if self.problem is not None:
            raise self.problem
        self.calls.append(what)

    def beat(self) -> None:
        self._do("beat")

    def pause(self) -> None:
        self._do("pause")

    def resume(self) -> None:
        self._do("resume")

    def look_away(self) -> None:
        self._do("look_away")

    def look_back(self) -> None:
        self._do("look_back")

    def reread(self) -> None:
        self._do("reread")

    def report(self, place: int, text: str) -> None:
        if not text.strip():
            raise Refused("report.empty")
        self._do("report")
        self.reports.append((place, text))


class FakePractice:
    """A round of made-up questions; "a" (and "b" where two are asked for) is keyed."""

    def __init__(self, questions: tuple[QuestionView, ...], facts: tuple[FactView, ...] = ()) -> None:
        self.attempt = FakeAttempt()
        self.module = "m"
        self.module_title = "Module"
        self.questions = list(questions)
        self.facts = facts or (fact(1),)
        self.place = 0
        self.checked: dict[int, Verdict] = {}
        self.finished = False
        self.problem: Fault | Refused | None = None

    def question(self) -> QuestionView:
        return self.questions[self.place]

    def verdict(self) -> Verdict | None:
        return self.checked.get(self.place)

    def check(self, options: tuple[str, ...], confidence: Confidence | None) -> Verdict:
        if self.problem is not None:
            raise self.problem
        asked = self.question()
        key = ("a", "b")[: asked.answers]
        marked = tuple(
            replace(o, chosen=o.id in options, correct=o.id in key, explanation=f"Because {o.id}.")
            for o in asked.options
        )
        self.questions[self.place] = replace(asked, options=marked, confidence=confidence)
        letters = tuple(o.upper() for o in key)
        self.checked[self.place] = Verdict(set(options) == set(key), letters, self.facts, 0, confidence)
        return self.checked[self.place]

    def forward(self) -> bool:
        if self.problem is not None:
            raise self.problem
        if self.place + 1 < len(self.questions):
            self.place += 1
            return True
        self.finished = True
        return False

    def tally(self) -> tuple[int, int]:
        return sum(v.right for v in self.checked.values()), len(self.checked)


def lesson_view(place: int = 0, done: bool = False, text: str = "", next_lesson: str = "l2") -> LessonView:
    """Make a lesson of three parts with every kind of block."""
    said = text or "Some words about the matter. " * 20

    def block(kind: BlockKind, words: str = said, **more: object) -> BlockView:
        plain = BlockView(kind, words, "", (), (), (fact(1, text or "A statement."),))
        return replace(plain, **more)  # type: ignore[arg-type]

    head = text or "Heading"
    blocks = (
        block(BlockKind.HEADING, head, facts=()),
        block(BlockKind.PARAGRAPH, text or "A word with *emphasis* in it. " * 20),
        block(BlockKind.LIST, "", items=(said, said)),
        block(BlockKind.HEADING, head, facts=()),
        block(BlockKind.TABLE, "", rows=((head, head), (said, said))),
        block(BlockKind.NOTE),
        block(BlockKind.HEADING, head, facts=()),
        block(BlockKind.PARAGRAPH, facts=(fact(7, "The seventh statement.", superseded=True),)),
        block(BlockKind.QUESTION, answer=text or "One possible answer."),
        block(BlockKind.PARAGRAPH),
    )
    return LessonView("l1", "m", text or "Module", text or "Lesson", 8, blocks, place, done, next_lesson)


class FakeLearning:
    """The learner's desk. `problem`, if set, is what every write answers with."""

    def __init__(self, text: str = "", hand: FakePractice | None = None) -> None:
        self.text = text
        self.hand = hand or FakePractice((question(1, text=text), question(2, text=text)))
        self.lesson_shown = lesson_view(text=text)
        self.kept: list[tuple[str, int, bool]] = []
        self.problem: Fault | Refused | None = None
        self.practised: list[tuple[str, str]] = []

    def home(self, person: str, name: str, assessment: AssessmentLine | None, language: str) -> HomeView:
        text = self.text or "Module"
        cards = tuple(
            ModuleCard(f"m{n}", text, text, "eye", "modIndicators", MASTERY, kind, text, lesson, due)
            for n, (kind, lesson, due) in enumerate((("lesson", "l1", 0), ("review", "", 2), ("practice", "", 0)))
        )
        return HomeView(self.text or name, None, 2, cards, assessment)

    def module(self, person: str, module_id: str, language: str) -> ModuleView:
        if self.problem is not None:
            raise self.problem
        text = self.text or "Words"
        return ModuleView(
            module_id, text, text, text, text, "eye", "modIndicators", MASTERY,
            (LessonLine("l1", 1, text, 8, 1.0, True), LessonLine("l2", 2, text, 8, 0.4, False)),
            (ObjectiveLine("o1", text, text, "new", False, 2), ObjectiveLine("o2", "Asked by nothing", "-", "new", False, 0)),
            (SourceLine(text, text, "2022"),), "", 0,
        )  # fmt: skip

    def lesson(self, person: str, lesson_id: str, language: str) -> LessonView:
        return self.lesson_shown

    def keep_place(self, person: str, lesson_id: str, block: int, done: bool, language: str) -> None:
        if self.problem is not None:
            raise self.problem
        self.kept.append((lesson_id, block, done))

    def practise(self, person: str, module_id: str, language: str, objective: str = "") -> FakePractice:
        if self.problem is not None:
            raise self.problem
        self.practised.append((module_id, objective))
        return self.hand


class FakeReflecting:
    """The progress of somebody with one of everything."""

    def __init__(self, text: str = "", view: ProgressView | None = None) -> None:
        self.text = text or "Words"
        self.problem: Fault | Refused | None = None
        self.view = view or self._view()

    def _view(self) -> ProgressView:
        text = self.text
        objectives = tuple(
            HeldObjective(f"o{n}", text, text, state, n == 1, n * 1_795_420_800_000)
            for n, state in enumerate(("new", "wrong", "right", "secure"))
        )
        sure = tuple(Sureness(of, 6, 10) for of in Confidence)
        weeks = tuple(Week(1_795_420_800_000 - n * 604_800_000, n, n) for n in range(8))
        past = tuple(
            PastWork(kind, f"id-{kind}", text, 1_795_420_800_000, right, 10, passed)
            for kind, right, passed in (
                ("assessment", 8, True), ("practice", 8, None), ("lesson", None, None), ("refresher", 5, None),
                ("case", None, None), ("assessment", None, None), ("assessment", 2, False), ("practice", 1, None),
                ("practice", 10, None),
            )
        )  # fmt: skip
        return ProgressView(
            (HeldModule("m", text, "eye", "modIndicators", MASTERY, 1, objectives),),
            Retention(28, 28, weeks),
            Knowing(sure, sure, Judgement.TOO_SURE, 0.31, 30),
            (Misjudged("d", text, "o1", text, "m", 1_795_420_800_000),),
            past,
        )

    def progress(self, person: str, language: str) -> ProgressView:
        if self.problem is not None:
            raise self.problem
        return self.view


class FakeAssessing:
    """One assessment that can be sat."""

    def __init__(self, text: str = "") -> None:
        self.text = text or "Standard self-check"

    def lines(self, person: str, language: str) -> tuple[AssessmentLine, ...]:
        return (AssessmentLine("check", self.text, self.text, 12, 20, 9, True),)

    def line(self, person: str, blueprint_id: str, language: str) -> AssessmentLine:
        return self.lines(person, language)[0]

    def module_check(self, person: str, module_id: str, language: str) -> AssessmentLine | None:
        return None

    def sit(self, person: str, blueprint_id: str, language: str) -> SittingHand:
        raise Refused("assessment.unknown")
