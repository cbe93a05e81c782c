"""Owns the self-check of one module: what it asks, when it is passed and opens the module, when it may be taken again.

Somebody who knows a module already takes it instead of the lessons. It asks one question for each objective that the
self-check pool covers. Passed: every must-know objective that was asked, and 80 % of all. What it opens: the lessons of the
objectives asked count as skipped, and what was answered right enters the spacing as one right answer. Not passed, it
changes nothing, and may be taken again from the next day on, so that the answers are not those of a few minutes ago; the
questions shown least come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from question_bank.model import Blueprint, Objective, Pool, Quota, Words
from trainer.core.policies import ConfidenceAsked, Feedback, Interruptions
from trainer.core.progress import local_day
from trainer.core.selection import Candidate
from trainer.core.spacing import DAY_MS

SHARE_PERCENT = 80
LEAST = 3
"""Fewer questions than that say too little of a module to skip anything for."""
_PREFIX = "module-check-"


def subject(module: str) -> str:
    """The id of a module's self-check, as attempts name it."""
    return _PREFIX + module


def module_of(subject: str) -> str:
    """The module that an assessment checks, "" where it is no module's self-check."""
    return subject.removeprefix(_PREFIX) if subject.startswith(_PREFIX) else ""


def plan(
    module: str, title: Words, summary: Words, objectives: Sequence[Objective], rows: Iterable[Candidate]
) -> Blueprint | None:
    """Compose a module's self-check from the rows of a bank: one question for each of `objectives` that the pool has.

    None where that would be fewer than `LEAST`.
    """
    covered = {row.objective for row in rows if row.pool is Pool.SELF_CHECK and row.module == module}
    asked = [objective for objective in objectives if objective.id in covered]
    if len(asked) < LEAST:
        return None
    return Blueprint(
        id=subject(module),
        title=title,
        summary=summary,
        pool=Pool.SELF_CHECK,
        quotas=tuple(Quota(module, 1, (objective.id,)) for objective in asked),
        minutes=0,
        pass_mark=-(-len(asked) * SHARE_PERCENT // 100),
        interruptions=Interruptions.PAUSE.value,
        confidence=ConfidenceAsked.OPTIONAL.value,
        feedback=Feedback.OBJECTIVES.value,
        attempts=0,
        revision=1,
        opens=module,
        essential=tuple(objective.id for objective in asked if objective.must_know),
    )


def asked(blueprint: Blueprint) -> frozenset[str]:
    """The objectives that a module's self-check asks about."""
    return frozenset(objective for quota in blueprint.quotas for objective in quota.objectives)


def again_ms(ended_ms: int, now_ms: int, offset_min: int) -> int:
    """From when it may be taken once more (UTC ms): the start of the local day after it was handed in.

    One dated more than a day ahead was handed in while the clock stood wrong, and holds nobody back.
    """
    if ended_ms > now_ms + DAY_MS:
        return now_ms
    return (local_day(ended_ms, offset_min) + 1) * DAY_MS - offset_min * 60_000
