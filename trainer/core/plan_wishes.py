"""Owns what a trainer typed into a plan of an assessment and what it means: a plan, and what is wrong by field; knows no pool."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import msgspec

from question_bank.model import BASE_LANGUAGE, Blueprint, CriticalError, Kind, ModuleMark, Pool, Quota, Words, read
from trainer.core import moments
from trainer.core.days import OffsetAt
from trainer.core.message import Message, Refused
from trainer.core.policies import ConfidenceAsked, Feedback, Interruptions

LONGEST_TITLE = 120
LONGEST_SUMMARY = 600
MOST_QUESTIONS = 300
MOST_MINUTES = 600
MOST_ATTEMPTS = 99
MOST_MONTHS = 600


class QuotaWish(msgspec.Struct, frozen=True):
    """One row of what is asked, its count as it was typed."""

    module: str
    count: str
    objectives: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    cases: bool = False


class PlanWish(msgspec.Struct, frozen=True):
    """A plan as it was typed: numbers, days and times as text. `id` is "" and `revision` 0 for a new one.

    `module_marks` are texts by module; `language` is the one that title and summary were typed in.
    """

    id: str = ""
    revision: int = 0
    title: str = ""
    summary: str = ""
    language: str = BASE_LANGUAGE
    pool: Pool = Pool.GRADED
    quotas: tuple[QuotaWish, ...] = ()
    minutes: str = ""
    pass_mark: str = ""
    module_marks: Mapping[str, str] = msgspec.field(default_factory=dict)
    essential: tuple[str, ...] = ()
    critical: tuple[CriticalError, ...] = ()
    critical_choices: bool = False
    attempts: str = ""
    interruptions: Interruptions = Interruptions.COUNT
    confidence: ConfidenceAsked = ConfidenceAsked.OFF
    feedback: Feedback = Feedback.OBJECTIVES
    feedback_from: str = ""
    opens: str = ""
    due: str = ""
    closes: str = ""
    valid_months: str = ""


class ReadWish(msgspec.Struct, frozen=True):
    """What a wish means as far as it can be read, and what is wrong with it, by field; `module_marks.ID` for one of these."""

    plan: Blueprint
    faults: Mapping[str, Message]


def wish_of(plan: Blueprint, language: str, offset_at: OffsetAt) -> PlanWish:
    """A plan as a trainer would have typed it."""
    return PlanWish(
        id=plan.id,
        revision=plan.revision,
        title=read(plan.title, language),
        summary=read(plan.summary, language),
        language=language,
        pool=plan.pool,
        quotas=tuple(QuotaWish(q.module, str(q.count), q.objectives, q.kinds, q.cases) for q in plan.quotas),
        minutes=_number(plan.minutes),
        pass_mark=_number(plan.pass_mark),
        module_marks={mark.module: str(mark.right) for mark in plan.module_marks},
        essential=plan.essential,
        critical=plan.critical,
        critical_choices=plan.critical_choices,
        attempts=_number(plan.attempts),
        interruptions=Interruptions(plan.interruptions),
        confidence=ConfidenceAsked(plan.confidence),
        feedback=Feedback(plan.feedback),
        feedback_from=moments.written(plan.feedback_from_ms, offset_at),
        opens=moments.written(plan.opens_ms, offset_at),
        due=moments.written(plan.due_ms, offset_at, last=True),
        closes=moments.written(plan.closes_ms, offset_at, last=True),
        valid_months=_number(plan.valid_months),
    )


def read_wish(wish: PlanWish, offset_at: OffsetAt, before: Blueprint | None = None) -> ReadWish:
    """Read a wish. `before` is the plan that it began as: what it says in other languages stays where the words do."""
    faults: dict[str, Message] = {}

    def whole(name: str, text: str, most: int) -> int:
        written = text.strip()
        if not written:
            return 0
        if not (written.isascii() and written.isdigit()) or int(written) > most:
            faults[name] = Message("plan.fault.number", {"most": most})
            return 0
        return int(written)

    def moment(name: str, text: str, last: bool) -> int:
        try:
            return moments.typed(text, offset_at, last=last)
        except Refused as refused:
            faults[name] = refused.message
            return 0

    title = _tidy(wish.title)
    if not title:
        faults["title"] = Message("plan.fault.title_empty")
    elif len(title) > LONGEST_TITLE:
        faults["title"] = Message("plan.fault.title_long", {"most": LONGEST_TITLE})
    summary = _tidy(wish.summary)
    if len(summary) > LONGEST_SUMMARY:
        faults["summary"] = Message("plan.fault.summary_long", {"most": LONGEST_SUMMARY})
    quotas = []
    for place, row in enumerate(wish.quotas):
        count = whole(f"quotas.{place}", row.count, MOST_QUESTIONS)
        if count:
            quotas.append(Quota(row.module, count, row.objectives, row.kinds, row.cases))
    asked = _asked(quotas)
    total = sum(asked.values())
    if not total:
        faults.setdefault("quotas", Message("plan.fault.nothing_asked"))
    elif total > MOST_QUESTIONS:
        faults.setdefault("quotas", Message("plan.fault.too_many", {"most": MOST_QUESTIONS}))
    mark = whole("pass_mark", wish.pass_mark, MOST_QUESTIONS)
    if total and mark > total:
        faults["pass_mark"] = Message("plan.fault.mark_high", {"mark": mark, "total": total})
    marks = []
    for module, text in wish.module_marks.items():
        right = whole(f"module_marks.{module}", text, MOST_QUESTIONS)
        if right > asked.get(module, 0):
            faults[f"module_marks.{module}"] = Message(
                "plan.fault.mark_high", {"mark": right, "total": asked.get(module, 0)}
            )
        elif right:
            marks.append(ModuleMark(module, right))
    opens, due = moment("opens", wish.opens, False), moment("due", wish.due, True)
    closes, later = moment("closes", wish.closes, True), moment("feedback_from", wish.feedback_from, False)
    if due and opens and due <= opens:
        faults.setdefault("due", Message("plan.fault.due_early"))
    if closes and closes <= max(opens, due - 1):
        faults.setdefault("closes", Message("plan.fault.closes_early"))
    plan = Blueprint(
        id=wish.id,
        title=_words(title, wish.language, before.title if before else {}),
        summary=_words(summary, wish.language, before.summary if before else {}),
        pool=wish.pool,
        quotas=tuple(quotas),
        minutes=whole("minutes", wish.minutes, MOST_MINUTES),
        pass_mark=mark,
        interruptions=wish.interruptions.value,
        confidence=wish.confidence.value,
        feedback=wish.feedback.value,
        attempts=whole("attempts", wish.attempts, MOST_ATTEMPTS),
        revision=wish.revision,
        essential=wish.essential,
        module_marks=tuple(marks),
        critical=wish.critical,
        critical_choices=wish.critical_choices and any(quota.cases for quota in quotas),
        feedback_from_ms=later if wish.feedback is not Feedback.NOTHING else 0,
        opens_ms=opens,
        due_ms=due,
        closes_ms=closes,
        valid_months=whole("valid_months", wish.valid_months, MOST_MONTHS),
    )
    return ReadWish(plan, faults)


def _asked(quotas: list[Quota]) -> dict[str, int]:
    """How many questions each module has."""
    found: dict[str, int] = {}
    for quota in quotas:
        found[quota.module] = found.get(quota.module, 0) + quota.count
    return found


def _number(number: int) -> str:
    return str(number) if number else ""


def _tidy(text: str) -> str:
    """A text as it is kept: NFC, one line, without characters that nobody sees."""
    seen = (" " if one.isspace() else one for one in unicodedata.normalize("NFC", text))
    kept = (one for one in seen if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Cn"))
    return " ".join("".join(kept).split())


def _words(text: str, language: str, before: Words) -> Words:
    """A text in the language typed; what other languages have stays only where it says the same as before."""
    return before if read(before, language) == text else {BASE_LANGUAGE: text}
