"""Owns rows as an export gets them, and texts that mean harm; knows no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import astuple, replace

from trainer.core.export_views import AttemptRow, KeyRow
from trainer.core.views import Answers, ModuleShare, PersonScore, ProblemRow
from trainer.reports.scores import Material

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "'=1+1",
    '"=1+1',
    ";=1+1",
    ",=1+1",
    '";=1+1',
    '",=1+1;"',
    "Kjær\n=1+1",
    '=HYPERLINK("http://example.org","Open")',
    "=cmd|' /C calc'!A0",
    "＝1+1",
)
"""Texts that a spreadsheet program could take for a formula. Twenty-one of them."""

HOSTILE_NAME = "<b>Ida</b>\u202egnat\u0007\x00<img src='file:///etc/passwd'>" * 160
"""Ten thousand characters with controls, a turned-round direction and markup."""

TITLES = {"indicators": "Indicators", "referral": "Referral"}


def person(number: int = 1, **changes: object) -> PersonScore:
    """A learner with some practice and a passed assessment."""
    made = PersonScore(
        id=f"{number:032x}",
        code=f"L-{number:04d}",
        name=f"Learner {number}",
        work_role="patrol",
        synthetic=False,
        modules=(ModuleShare("indicators", 0.625, 8, 6, 1), ModuleShare("referral", 0.0, 0, 0, 0)),
        answers=8,
        right=6,
        lessons_done=1,
        attempts=1,
        last_assessment="self-check",
        last_right=9,
        last_total=12,
        last_passed=True,
        last_ended_ms=1_764_000_000_000,
        last_seen_ms=1_764_100_000_000,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # tests change single fields by name


def newcomer(number: int = 2) -> PersonScore:
    """A learner who has done nothing yet."""
    return person(
        number,
        modules=(ModuleShare("indicators", 0.0, 0, 0, 0), ModuleShare("referral", 0.0, 0, 0, 0)),
        answers=0,
        right=0,
        lessons_done=0,
        attempts=0,
        last_assessment="",
        last_right=None,
        last_total=None,
        last_passed=None,
        last_ended_ms=0,
        last_seen_ms=0,
    )


class Answer(msgspec.Struct, frozen=True):
    """One answer of `Answers`."""

    person: str
    code: str
    name: str
    stream: str
    mode: str
    subject: str
    unit: int
    item: str
    revision: int
    digest: str
    module: str
    objective: str
    kind: str
    options: str
    confidence: str
    answered_ms: int
    offset_min: int
    correct: bool

    def alone(self) -> Answers:
        """The answer as exports get it."""
        who, columns = astuple(self)[:3], astuple(self)[3:]
        return Answers(*who, *([value] for value in columns))


def one_by_one(answers: Iterable[Answers]) -> Iterator[Answer]:
    """Answers as rows."""
    for some in answers:
        who, columns = astuple(some)[:3], astuple(some)[3:]
        for row in zip(*columns, strict=True):
            yield Answer(*who, *row)


def answer(number: int = 1, **changes: object) -> Answer:
    """An answer in practice."""
    made = Answer(
        person=f"{number:032x}",
        code=f"L-{number:04d}",
        name=f"Learner {number}",
        stream="a" * 32,
        mode="practice",
        subject="indicators",
        unit=0,
        item="TI-001",
        revision=1,
        digest="d" * 64,
        module="indicators",
        objective="indicators-elements",
        kind="recall",
        options="a|c",
        correct=True,
        confidence="certain",
        answered_ms=1_764_000_000_000,
        offset_min=60,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # tests change single fields by name


def problem(who: PersonScore) -> ProblemRow:
    """A report of a problem whose text means as much harm as its writer's name."""
    return ProblemRow(who.code, who.name, "RR-001", 1, "d" * 64, "referral", who.name, 1_764_000_000_000, 60)


def attempt(who: PersonScore) -> AttemptRow:
    """An assessment that was passed."""
    begun, ended = 1_764_000_000_000, 1_764_001_800_000
    return AttemptRow(
        who.id, who.code, who.name, "b" * 32, "self-check", "d" * 64, 9, 12, 12, 1, 2, 8, False, "passed", 0, begun, ended,
        60, 1_700_000,
    )  # fmt: skip


def material(*people: PersonScore, answers: tuple[Answer, ...] = ()) -> Material:
    """What reports are made from; everybody has reported a problem."""
    everybody = people or (person(), newcomer())
    return Material(
        people=everybody,
        answers=lambda: map(Answer.alone, answers or (answer(), answer(2, correct=False, confidence=""))),
        modules=TITLES,
        roles={"patrol": "Police patrol"},
        assessments={"self-check": "Standard self-check"},
        problems=lambda: map(problem, everybody),
        attempts=lambda: map(attempt, everybody),
        key=lambda: (KeyRow(who.code, who.name, who.code) for who in everybody),
    )
